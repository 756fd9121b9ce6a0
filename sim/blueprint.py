"""A scenario's design flattened to arrays: the one form that both engines read.

`record` holds scalars and short arrays by role, step, kind and so on; `table` holds the long lists (profiles, shift
plans, empirical values, times given), found by offset and count.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim import distributions, rules, streams
from sim.limits import (
    ALL_BRANCHES,
    CHANNELS,
    DISTRIBUTIONS,
    KINDS,
    LEVELS,
    PERIODS,
    ROLES,
    SCRIPTED,
    SEGMENTS,
    STEPS,
)
from sim.scenario.calendars import Plan
from sim.scenario.design import Design, Role, Step
from sim.scenario.laws import Distribution
from sim.scenario.mind import Mind
from sim.scenario.model import Scenario
from sim.scenario.world import Need, Return, Segment

ABSENT = -1  # no such thing: no role (self), no limit, no promise, no distribution
RESOLVED, WITHDRAWN, LOST, UNRESOLVED = -2, -3, -4, -5
ENDINGS = {"resolved": RESOLVED, "withdrawn": WITHDRAWN, "lost": LOST, "unresolved": UNRESOLVED}
VALUE, APPRAISAL, REWORK = range(3)
COUNTS_AS = {"value": VALUE, "appraisal": APPRAISAL, "rework": REWORK}
STREAMS = KINDS * 32
DAY = 1440.0

_MIND = (
    "baseline decay_rate low high wait_a wait_b wait_acceptable wait_loss wait_quadratic transfer retelling repeat solved promised "
    "unsolved broken k power loss_aversion expect_up expect_down w_mean w_best w_worst w_last leave_p0 leave_beta leave_g_star "
    "handling_a handling_g_star"
).split()
_MIND_SWITCHES = (
    "mind perceived_wait disconfirmation reference_goodwill episode leaving leave_form handling".split()
)

BLUEPRINT = np.dtype(
    [
        (name, "i8")
        for name in "roles steps kinds segments channels streams population one_case at_count".split()
    ]
    + [("horizon", "f8"), ("warm_up", "f8"), ("periods_per_minute", "f8")]
    + [
        ("redial_p", "f8"),
        ("redial_after", "i8"),
        ("failure_p", "f8"),
        ("failure_after", "i8"),
        ("error_lag", "i8"),
    ]
    + [
        ("chasing", "i8"),
        ("chase_step", "i8"),
        ("chase_mean", "f8"),
        ("chase_expected", "f8"),
        ("recontact", "i8"),
    ]
    + [(f"mind_{name}", "f8") for name in _MIND]
    + [(name, "i8") for name in _MIND_SWITCHES]
    + [
        (f"role_{name}", "i8", (ROLES,))
        for name in "limit suspend continuity first_come plan plan_count staff".split()
    ]
    + [("role_norm", "f8", (ROLES,)), ("role_cycle", "f8", (ROLES,))]
    + [
        (f"step_{name}", "i8", (STEPS,))
        for name in "role takes present finds on_error fixes branch branches patience priority mark counts_as retell code".split()
    ]
    + [(f"step_{name}", "f8", (STEPS,)) for name in "right detects promise".split()]
    + [
        ("branch_to", "i8", (ALL_BRANCHES,)),
        ("branch_share", "f8", (ALL_BRANCHES,)),
        ("branch_after", "i8", (ALL_BRANCHES,)),
    ]
    + [
        (f"kind_{name}", "i8", (KINDS,))
        for name in "code priority starts profile profile_count at at_count count".split()
    ]
    + [(f"kind_{name}", "f8", (KINDS,)) for name in "norm cycle shape".split()]
    + [
        ("stream_kind", "i8", (STREAMS,)),
        ("stream_level", "i8", (STREAMS,)),
        ("stream_rate", "f8", (STREAMS,)),
    ]
    + [("stream_first", "i8", (STREAMS,)), ("stream_span", "i8", (STREAMS,))]
    + [("segment_patience", "i8", (SEGMENTS,))]
    + [(f"segment_{name}", "f8", (SEGMENTS,)) for name in "share expectation goodwill".split()]
    + [("channel_share", "f8", (SEGMENTS, CHANNELS)), ("channel_starts", "i8", (CHANNELS, KINDS))]
    + [
        ("channel_plan", "i8", (CHANNELS,)),
        ("channel_plan_count", "i8", (CHANNELS,)),
        ("channel_cycle", "f8", (CHANNELS,)),
    ]
    + [(f"dist_{name}", "i8", (DISTRIBUTIONS,)) for name in "kind at count".split()]
    + [(f"dist_{name}", "f8", (DISTRIBUTIONS,)) for name in "a b c zero".split()],
    align=True,
)


@dataclass(frozen=True, eq=False)
class Blueprint:
    """A design in its world, as arrays (times in minutes, money in none), with the names that its numbers stand for."""

    record: Any  # one element of dtype BLUEPRINT
    table: Any  # float64
    design: str
    scenario_hash: str
    role_names: tuple[str, ...]
    step_names: tuple[str, ...]
    kind_names: tuple[str, ...]
    segment_names: tuple[str, ...]
    channel_names: tuple[str, ...]
    snapshots: tuple[float, ...] = field(default=())
    language: str = "en"


class _Tables:
    """Collects the long lists and the distributions while a blueprint is drawn."""

    def __init__(self, record: Any) -> None:
        self.record = record
        self.values: list[float] = []
        self.known: dict[Distribution, int] = {}

    def add(self, values: Iterable[float]) -> int:
        start = len(self.values)
        self.values.extend(float(value) for value in values)
        return start

    def distribution(self, law: Distribution | None) -> int:
        if law is None:
            return ABSENT
        if law not in self.known:
            self.known[law] = len(self.known)
            self._write(law, self.known[law])
        return self.known[law]

    def _write(self, law: Distribution, number: int) -> None:
        r = self.record
        r["dist_kind"][number] = distributions.KINDS.index(law.kind)
        r["dist_a"][number], r["dist_b"][number], r["dist_c"][number] = law.a, law.b, law.c
        r["dist_zero"][number] = law.zero
        if law.kind == "empirical":
            r["dist_at"][number] = self.add([*law.values, *_cumulative(law.weights)])
            r["dist_count"][number] = len(law.values)


def _cumulative(shares: Sequence[float]) -> list[float]:
    total, sums = sum(shares), []
    running = 0.0
    for share in shares:
        running += share / total
        sums.append(running)
    sums[-1] = 1.0  # a uniform just below 1 must find a place
    return sums


def build(scenario: Scenario, variant: str) -> Blueprint:
    """Return the blueprint of a design, a change or `design+change` of a scenario; KeyError-like ScenarioError if unknown."""
    design = scenario.variant(variant)
    record = np.zeros(1, BLUEPRINT)[0]
    tables = _Tables(record)
    _write_world(record, tables, scenario)
    _write_roles(record, tables, design)
    _write_steps(record, tables, design)
    _write_needs(record, tables, scenario, design)
    _write_channels(record, tables, scenario, design)
    _write_chasing(record, scenario, design)
    return Blueprint(
        record=record,
        table=np.array(tables.values or [0.0]),
        design=variant,
        scenario_hash=scenario.hash,
        role_names=tuple(design.roles),
        step_names=tuple(design.steps),
        kind_names=tuple(scenario.world.needs),
        segment_names=tuple(scenario.world.customers.segments),
        channel_names=tuple(design.channels),
        snapshots=scenario.run.snapshots,
        language=scenario.language,
    )


def _write_world(record: Any, tables: _Tables, scenario: Scenario) -> None:
    world, run = scenario.world, scenario.run
    record["horizon"], record["warm_up"] = run.length, run.warm_up
    record["periods_per_minute"] = PERIODS / run.length
    record["population"] = world.customers.population or 0
    record["one_case"] = world.customers.one_case_at_a_time
    record["redial_p"], record["redial_after"] = _return(tables, world.redial)
    record["failure_p"], record["failure_after"] = _return(tables, world.failure_demand)
    record["error_lag"] = tables.distribution(world.error_lag)
    _write_segments(record, tables, list(world.customers.segments.values()), world.patience)
    if world.mind is not None:
        _write_mind(record, world.mind)
        for i, segment in enumerate(world.customers.segments.values()):
            record["segment_goodwill"][i] = _or(segment.goodwill, world.mind.start_goodwill)
            record["segment_expectation"][i] = _or(segment.expectation, world.mind.start_expectation)


def _or(own: float | None, general: float) -> float:
    return general if own is None else own


def _return(tables: _Tables, back: Return | None) -> tuple[float, int]:
    return (0.0, ABSENT) if back is None else (back.probability, tables.distribution(back.after))


def _write_segments(
    record: Any, tables: _Tables, segments: list[Segment], patience: Distribution | None
) -> None:
    record["segments"] = len(segments)
    for i, share in enumerate(_cumulative([segment.share for segment in segments])):
        record["segment_share"][i] = share
    for i, segment in enumerate(segments):
        record["segment_patience"][i] = tables.distribution(segment.patience or patience)


def _write_mind(record: Any, mind: Mind) -> None:
    record["mind"] = 1
    record["mind_baseline"] = mind.baseline
    record["mind_decay_rate"] = 0.0 if mind.half_life is None else math.log(2.0) / mind.half_life
    record["mind_low"], record["mind_high"] = mind.scale or (-np.inf, np.inf)
    if mind.perceived_wait is not None:
        record["perceived_wait"] = 1
        for name in ("a", "b", "acceptable", "loss", "quadratic"):
            record[f"mind_wait_{name}"] = getattr(mind.perceived_wait, name)
    if mind.hand_over is not None:
        for name in ("transfer", "retelling", "repeat"):
            record[f"mind_{name}"] = getattr(mind.hand_over, name)
    if mind.outcome is not None:
        for name in ("solved", "promised", "unsolved", "broken"):
            record[f"mind_{name}"] = getattr(mind.outcome, name)
    _write_memory(record, mind)


def _write_memory(record: Any, mind: Mind) -> None:
    if mind.disconfirmation is not None:
        record["disconfirmation"] = 1
        record["reference_goodwill"] = mind.disconfirmation.reference == "goodwill"
        for name in ("k", "power", "loss_aversion"):
            record[f"mind_{name}"] = getattr(mind.disconfirmation, name)
    if mind.expectation is not None:
        record["mind_expect_up"], record["mind_expect_down"] = mind.expectation.up, mind.expectation.down
    if mind.episode is not None:
        record["episode"] = 1
        for name in ("mean", "best", "worst", "last"):
            record[f"mind_w_{name}"] = getattr(mind.episode, name)
    if mind.leaving is not None:
        record["leaving"] = 1
        linear = mind.leaving.form == "linear"
        record["leave_form"] = rules.LINEAR_FORM if linear else rules.EXPONENTIAL_FORM
        record["mind_leave_p0"], record["mind_leave_beta"] = mind.leaving.p0, mind.leaving.beta
        record["mind_leave_g_star"] = mind.leaving.g_star
    if mind.handling is not None:
        record["handling"] = 1
        record["mind_handling_a"], record["mind_handling_g_star"] = mind.handling.a, mind.handling.g_star


def _write_roles(record: Any, tables: _Tables, design: Design) -> None:
    record["roles"] = len(design.roles)
    for i, role in enumerate(design.roles.values()):
        _write_role(record, tables, i, role)


def _write_role(record: Any, tables: _Tables, i: int, role: Role) -> None:
    record["role_limit"][i] = ABSENT if role.queue_limit is None else role.queue_limit
    record["role_norm"][i] = -1.0 if role.norm is None else role.norm
    record["role_suspend"][i] = role.end_of_shift == "suspend"
    record["role_continuity"][i] = role.continuity
    record["role_first_come"][i] = role.discipline == "first_come"
    record["role_staff"][i] = role.staff.levels[0]
    record["role_cycle"][i] = role.staff.cycle
    record["role_plan"][i], record["role_plan_count"][i] = _plan(tables, role.staff)


def _plan(tables: _Tables, plan: Plan) -> tuple[int, int]:
    """Write the times of a plan, then its levels."""
    return tables.add([*plan.times, *plan.levels]), len(plan.times)


def _write_steps(record: Any, tables: _Tables, design: Design) -> None:
    record["steps"] = len(design.steps)
    number = {name: i for i, name in enumerate(design.steps)}
    roles = {name: i for i, name in enumerate(design.roles)}
    code = streams.codes(design.steps, streams.STEP_CODES)
    branch = 0
    for name, step in design.steps.items():
        i = number[name]
        record["step_code"][i] = code[name]
        record["step_role"][i] = ABSENT if step.role is None else roles[step.role]
        _write_step(record, tables, i, step, number)
        record["step_branch"][i], record["step_branches"][i] = branch, len(step.then)
        branch = _write_branches(record, tables, step, number, branch)


def _write_step(record: Any, tables: _Tables, i: int, step: Step, number: dict[str, int]) -> None:
    record["step_takes"][i] = tables.distribution(step.takes)
    record["step_present"][i] = step.customer == "present"
    record["step_right"][i], record["step_detects"][i] = step.right_first_time, step.detects
    record["step_finds"][i] = sum(1 << number[name] for name in step.finds)
    record["step_fixes"][i] = sum(1 << number[name] for name in step.fixes)
    record["step_on_error"][i] = ABSENT if step.on_error is None else number[step.on_error]
    record["step_patience"][i] = tables.distribution(step.patience)
    record["step_priority"][i] = ABSENT if step.priority is None else step.priority
    record["step_promise"][i] = -1.0 if step.promise is None else step.promise
    record["step_mark"][i] = tables.distribution(step.mark)
    record["step_counts_as"][i] = COUNTS_AS[step.counts_as]
    record["step_retell"][i] = step.retell


def _write_branches(record: Any, tables: _Tables, step: Step, number: dict[str, int], first: int) -> int:
    shares = _cumulative([branch.share for branch in step.then])
    for i, (branch, share) in enumerate(zip(step.then, shares, strict=True), first):
        record["branch_to"][i] = ENDINGS.get(branch.to, number.get(branch.to, ABSENT))
        record["branch_share"][i] = share
        record["branch_after"][i] = tables.distribution(branch.after)
    return first + len(step.then)


def _write_needs(record: Any, tables: _Tables, scenario: Scenario, design: Design) -> None:
    needs = scenario.world.needs
    steps = {name: i for i, name in enumerate(design.steps)}
    code = streams.codes(needs, streams.KIND_CODES)
    record["kinds"] = len(needs)
    for i, (name, need) in enumerate(needs.items()):
        record["kind_code"][i] = code[name]
        record["kind_priority"][i] = need.priority
        record["kind_starts"][i] = ABSENT if need.starts is None else steps[need.starts]
        record["kind_norm"][i] = -1.0 if need.norm is None else need.norm
        _write_times(record, tables, i, need)
        _write_streams(record, i, need, scenario.world.customers.population)


def _write_times(record: Any, tables: _Tables, i: int, need: Need) -> None:
    if need.profile is not None:
        record["kind_profile"][i] = tables.add(
            [*need.profile.edges, need.profile.cycle, *need.profile.weights]
        )
        record["kind_profile_count"][i] = len(need.profile.edges)
        record["kind_cycle"][i] = need.profile.cycle
    record["kind_at"][i], record["kind_at_count"][i] = tables.add(need.at), len(need.at)
    record["kind_count"][i] = need.count


def _write_streams(record: Any, kind: int, need: Need, population: int | None) -> None:
    """One stream per organisation, or one per dyadic level of the population: a customer more then adds only its own needs."""
    if need.rate is not None and not need.rate.per_customer:
        _write_stream(record, kind, 0, need.rate.per_minute, 0, population or 0)
    elif need.rate is not None and population is not None:
        level, first, span = 0, 0, 1
        while first < population and level < LEVELS:
            _write_stream(record, kind, level, need.rate.per_minute * span, first, span)
            first, span, level = first + span, first + span, level + 1
    if need.at:
        _write_stream(record, kind, SCRIPTED, 0.0, 0, population or 0)
    if need.dispersion is not None and need.rate is not None:
        record["kind_shape"][kind] = rules.dispersion_shape(need.dispersion, _open_day_mean(need, population))


def _write_stream(record: Any, kind: int, level: int, rate: float, first: int, span: int) -> None:
    i = int(record["streams"])
    record["stream_kind"][i], record["stream_level"][i], record["stream_rate"][i] = kind, level, rate
    record["stream_first"][i], record["stream_span"][i] = first, span
    record["streams"] = i + 1


def _open_day_mean(need: Need, population: int | None) -> float:
    """Return the mean number of needs on a day on which there can be any."""
    assert need.rate is not None
    total = need.rate.per_minute * (population or 1 if need.rate.per_customer else 1)
    if need.profile is None:
        return total * DAY
    edges = (*need.profile.edges, need.profile.cycle)
    days: dict[int, float] = {}
    for start, end, weight in zip(edges, edges[1:], need.profile.weights, strict=False):
        at = start
        while weight > 0.0 and at < end:
            stop = min(end, (at // DAY + 1) * DAY)
            days[int(at // DAY)] = days.get(int(at // DAY), 0.0) + weight * (stop - at)
            at = stop
    return total * sum(days.values()) / max(1, len(days))


def _write_channels(record: Any, tables: _Tables, scenario: Scenario, design: Design) -> None:
    world = scenario.world
    steps = {name: i for i, name in enumerate(design.steps)}
    record["channels"] = len(design.channels)
    for i, segment in enumerate(world.customers.segments):
        if design.channels:
            shares = _cumulative(_channel_shares(design, segment))
            record["channel_share"][i][: len(shares)] = shares
    for c, channel in enumerate(design.channels.values()):
        for k, kind in enumerate(world.needs):
            starts = channel.starts.get(kind) if isinstance(channel.starts, dict) else channel.starts
            record["channel_starts"][c][k] = 0 if starts is None else steps[starts]
        if channel.opens is not None:
            record["channel_plan"][c], record["channel_plan_count"][c] = _plan(tables, channel.opens)
            record["channel_cycle"][c] = channel.opens.cycle


def _channel_shares(design: Design, segment: str) -> list[float]:
    """Return the share of each channel for a segment: as given, or by logit e^(-theta cost)."""

    def of(value: Any) -> float:
        return float(value.get(segment, 0.0) if isinstance(value, dict) else value)

    channels = design.channels.values()
    if design.channel_theta is None:
        return [of(channel.share) for channel in channels]
    costs = [of(channel.cost or 0.0) for channel in channels]
    return [math.exp(-design.channel_theta * (cost - min(costs))) for cost in costs]


def _write_chasing(record: Any, scenario: Scenario, design: Design) -> None:
    steps = {name: i for i, name in enumerate(design.steps)}
    record["recontact"] = ABSENT if design.recontact is None else steps[design.recontact]
    world = scenario.world.chasing
    if world is None or design.chasing is None:
        return
    factor = world.status_factor if design.chasing.status_messages else 1.0
    if world.rate * factor > 0.0:
        record["chasing"] = 1
        record["chase_step"] = steps[design.chasing.step]
        record["chase_mean"] = 1.0 / (world.rate * factor)
        record["chase_expected"] = -1.0 if world.expected is None else world.expected
