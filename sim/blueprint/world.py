"""The world of a scenario, written into a blueprint: customers, their minds and their needs."""

import math
from typing import Any

import numpy as np

from sim.blueprint import dated
from sim.blueprint.dated import Calendar
from sim.blueprint.layout import ABSENT
from sim.blueprint.tables import Tables, cumulative, write_plan
from sim.kernel import rules, streams
from sim.kernel.limits import LEVELS, PERIODS, SCRIPTED
from sim.scenario.fields.mind import Mind
from sim.scenario.fields.model import Scenario
from sim.scenario.fields.staff import Energy
from sim.scenario.fields.world import Need, Return, Segment, Voice
from sim.scenario.text.calendars import Profile
from sim.scenario.text.laws import Distribution
from sim.scenario.text.working import unit_of

DAY, HOUR = 1440.0, 60.0


def write_world(record: Any, tables: Tables, scenario: Scenario) -> None:
    world, run = scenario.world, scenario.run
    record["horizon"], record["warm_up"] = run.length, run.warm_up
    record["periods_per_minute"] = PERIODS / run.length
    record["population"] = world.customers.population or 0
    record["population_span"] = _power_of_two(world.customers.population or 0)
    record["one_case"] = world.customers.one_case_at_a_time
    record["redial_p"], record["redial_after"] = _return(tables, world.redial)
    record["failure_p"], record["failure_after"] = _return(tables, world.failure_demand)
    record["error_lag"] = tables.distribution(world.error_lag)
    _write_segments(record, tables, list(world.customers.segments.values()), world.patience)
    for name, value in scenario.resistance:
        record[f"effort_{name}"] = value
    if world.energy is not None:
        _write_energy(record, world.energy)
    if world.whims is not None:
        record["whims"] = 1
        for name, value in world.whims:
            record[f"mind_whim_{name}"] = value
    if world.mind is not None:
        _write_mind(record, world.mind)
        if world.voice is not None:
            _write_voice(record, world.voice)
        for i, segment in enumerate(world.customers.segments.values()):
            record["segment_goodwill"][i] = _or(segment.goodwill, world.mind.start_goodwill)
            record["segment_expectation"][i] = _or(segment.expectation, world.mind.start_expectation)
            record["segment_should"][i] = _or(segment.should_expectation, world.mind.should_expectation)


def _or(own: float | None, general: float) -> float:
    return general if own is None else own


def _return(tables: Tables, back: Return | None) -> tuple[float, int]:
    return (0.0, ABSENT) if back is None else (back.probability, tables.distribution(back.after))


def _write_segments(
    record: Any, tables: Tables, segments: list[Segment], patience: Distribution | None
) -> None:
    record["segments"] = len(segments)
    for i, share in enumerate(cumulative([segment.share for segment in segments])):
        record["segment_share"][i] = share
    for i, segment in enumerate(segments):
        record["segment_patience"][i] = tables.distribution(segment.patience or patience)


def _write_mind(record: Any, mind: Mind) -> None:
    record["mind"] = 1
    record["mind_baseline"] = mind.baseline
    record["mind_delight_rate"] = _rate_of(mind.half_life)
    record["mind_grievance_rate"] = _rate_of(mind.grievance_half_life)
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


def _rate_of(half_life: float | None) -> float:
    """Return the rate of fading per minute; 0 where it stays."""
    return 0.0 if half_life is None else math.log(2.0) / half_life


def _write_voice(record: Any, voice: Voice) -> None:
    record["voice"] = 1
    record["mind_voice_c"], record["mind_voice_beta"] = voice.complains, voice.beta
    record["mind_voice_g_star"], record["mind_voice_fade"] = voice.g_star, math.log(2.0) / voice.half_life
    record["mind_voice_limit"] = voice.crisis or 0.0
    record["mind_voice_start"] = voice.start or 0.0


def _write_energy(record: Any, energy: Energy) -> None:
    record["energy"] = 1
    record["mind_energy_start"] = energy.start
    record["mind_energy_recover"], record["mind_energy_drain"] = energy.recover / HOUR, energy.drain / HOUR
    for name in ("hostile", "hostile_below", "handling", "errors"):
        record[f"mind_energy_{name}"] = getattr(energy, name)
    if energy.absence is not None:
        record["mind_absence_base"], record["mind_absence_beta"] = energy.absence.base, energy.absence.beta
    if energy.turnover is not None:
        record["mind_quit_base"], record["mind_quit_beta"] = energy.turnover.base, energy.turnover.beta
        record["mind_vacancy"] = energy.turnover.vacancy


def _write_memory(record: Any, mind: Mind) -> None:
    if mind.disconfirmation is not None:
        record["disconfirmation"] = 1
        record["reference_goodwill"] = mind.disconfirmation.reference == "goodwill"
        for name in ("k", "power", "loss_aversion", "omega"):
            record[f"mind_{name}"] = getattr(mind.disconfirmation, name)
    if mind.expectation is not None:
        record["mind_expect_up"], record["mind_expect_down"] = mind.expectation.up, mind.expectation.down
        record["mind_should_drift"] = mind.expectation.drift
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
    if mind.word_of_mouth is not None:
        record["word"], record["word_travels"] = 1, mind.word_of_mouth.travels
        for name in ("base", "gain", "loss", "g_star", "weight"):
            record[f"mind_word_{name}"] = getattr(mind.word_of_mouth, name)
    if mind.recovery is not None:
        record["recovery"] = 1
        record["mind_recovery_q"], record["mind_recovery_mark"] = mind.recovery.q, mind.recovery.mark
    if mind.handling is not None:
        record["handling"] = 1
        record["mind_handling_a"], record["mind_handling_g_star"] = mind.handling.a, mind.handling.g_star


def write_needs(record: Any, tables: Tables, scenario: Scenario, days: Calendar | None) -> None:
    needs = scenario.world.needs
    complaints = {name: f"complaint about {name}" for name in needs}
    code = streams.codes([*needs, *complaints.values()], streams.KIND_CODES)
    shared = streams.codes(scenario.world.busyness or (), streams.KIND_CODES)
    record["kinds"] = len(needs)
    record["kind_norm"][len(needs) :] = -1.0  # a complaint has no norm
    for i, (name, need) in enumerate(needs.items()):
        record["kind_code"][i], record["kind_voice_code"][i] = code[name], code[complaints[name]]
        record["kind_priority"][i] = need.priority
        record["kind_norm"][i], record["kind_unit"][i] = -1.0 if need.norm is None else need.norm, unit_of(need.norm)
        record["kind_busyness"][i] = code[name] if need.busyness is None else streams.KIND_CODES + shared[need.busyness]
        record["kind_gap"][i] = ABSENT if need.gap is None else tables.distribution(need.gap)
        record["kind_sizes"][i], record["kind_sizes_count"][i] = tables.add(_sizes(need)), len(need.size)
        spread = dated.profile(need, days)
        _write_times(record, tables, i, need, spread)
        _write_streams(record, tables, i, need, spread, scenario.world.customers.population)
        if need.busyness is not None:
            spread_of_days = (scenario.world.busyness or {})[need.busyness]
            record["kind_days"][i], record["kind_days_count"][i] = tables.add([1.0 / spread_of_days**2]), 1


def _sizes(need: Need) -> list[float]:
    """Return how many come together, then their cumulative shares."""
    return [*map(float, need.size), *cumulative(list(need.size.values()))] if need.size else []


def write_hours(record: Any, tables: Tables, scenario: Scenario, days: Calendar | None) -> None:
    """Write in which hours working time runs: as the world says, on public holidays as on Sunday."""
    oldest = tables.values[int(record["backlog_at"])] if record["backlog"] else 0.0
    plan = dated.written_out(scenario.world.open, dated.reaching_back(scenario, days, oldest))
    record["hours"], record["hours_count"] = write_plan(tables, plan)
    record["hours_cycle"] = plan.cycle


def _write_times(record: Any, tables: Tables, i: int, need: Need, spread: Profile | None) -> None:
    if spread is not None:
        record["kind_profile"][i] = tables.add([*spread.edges, spread.cycle, *spread.weights])
        record["kind_profile_count"][i] = len(spread.edges)
        record["kind_cycle"][i] = spread.cycle
    record["kind_at"][i], record["kind_at_count"][i] = tables.add(need.at), len(need.at)
    record["kind_count"][i] = need.count


def _write_streams(
    record: Any, tables: Tables, kind: int, need: Need, spread: Profile | None, population: int | None
) -> None:
    """One stream per organisation, or one per dyadic level of the population: a customer more then adds only its own needs."""
    if need.rate is not None and not need.rate.per_customer:
        _write_stream(record, kind, 0, need.rate.per_minute, 0, int(record["population_span"]))
        record["stream_whole"][int(record["streams"]) - 1] = 1
    elif need.rate is not None and population is not None:
        level, first, span = 0, 0, 1
        while first < population and level < LEVELS:
            _write_stream(record, kind, level, need.rate.per_minute * span, first, span)
            first, span, level = first + span, first + span, level + 1
    if need.at:
        _write_stream(record, kind, SCRIPTED, 0.0, 0, population or 0)
    if need.dispersion is not None and need.rate is not None:
        each = (population or 1 if need.rate.per_customer else 1) * need.mean_size
        index = need.dispersion - need.own_dispersion + 1.0
        shapes = [rules.dispersion_shape(index, each * mean) for mean in _day_means(need, spread)]
        record["kind_days"][kind], record["kind_days_count"][kind] = tables.add(shapes), len(shapes)


def _power_of_two(n: int) -> int:
    """Return the least power of two from n up: draws of who it is, over more than there are, stay with a customer more."""
    return 1 << (n - 1).bit_length() if n > 1 else n


def _write_stream(record: Any, kind: int, level: int, rate: float, first: int, span: int) -> None:
    i = int(record["streams"])
    record["stream_kind"][i], record["stream_level"][i], record["stream_rate"][i] = kind, level, rate
    record["stream_first"][i], record["stream_span"][i] = first, span
    record["streams"] = i + 1


def _day_means(need: Need, profile: Profile | None) -> list[float]:
    """Return the mean number of needs (of each customer, or of all) on each day of the profile's cycle.

    Days differ, and so do the shapes of their busyness: counts on each of them then have the index of dispersion asked for.
    """
    assert need.rate is not None
    rate = need.rate.per_minute
    if profile is None or profile.cycle % DAY != 0.0:
        return [rate * DAY]
    edges = (*profile.edges, profile.cycle)
    return [
        rate * math.fsum(
            weight * max(0.0, min(end, day + DAY) - max(start, day))
            for start, end, weight in zip(edges, edges[1:], profile.weights, strict=False)
        )
        for day in (DAY * i for i in range(int(profile.cycle // DAY)))
    ]  # fmt: skip
