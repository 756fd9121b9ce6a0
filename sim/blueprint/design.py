"""A design, written into a blueprint: roles, steps, channels and chasing."""

from collections.abc import Iterable
from typing import Any

from sim.blueprint import dated
from sim.blueprint.appointments import write_appointments
from sim.blueprint.dated import Calendar
from sim.blueprint.layout import ABSENT, APPOINTED, AT_CLOSING, CHOOSE, COUNTS_AS, ENDINGS, FIRST_CLASS
from sim.blueprint.tables import Tables, cumulative, write_plan, write_shifts
from sim.kernel import streams
from sim.scenario.checks.flow import Flow, circles
from sim.scenario.fields.design import Design, Role, Step
from sim.scenario.fields.model import Scenario
from sim.scenario.text.calendars import Schedule, alike
from sim.scenario.text.working import unit_of


def write_provider(
    record: Any, tables: Tables, scenario: Scenario, design: Design, days: Calendar | None
) -> None:
    """Write the design of the next provider behind those of the others."""
    provider = int(record["providers"])
    record["providers"] = provider + 1
    record["first_step"][provider] = record["steps"]
    steps = {name: int(record["steps"]) + i for i, name in enumerate(design.steps)}
    roles = _write_roles(record, tables, design, list(scenario.world.needs), provider, days)
    for name, circle in circles(design).items():
        record["role_circle"][roles[name]] = roles[circle]
    channels = {name: int(record["channels"]) + i for i, name in enumerate(design.channels)}
    _write_steps(record, tables, design, steps, roles, channels)
    _write_channels(record, tables, scenario, design, steps, provider, days)
    _write_entries(record, scenario, design, steps, provider)
    _write_chasing(record, scenario, design, steps, provider)


def _write_roles(
    record: Any, tables: Tables, design: Design, kinds: list[str], provider: int, days: Calendar | None
) -> dict[str, int]:  # fmt: skip
    first = int(record["roles"])
    code = streams.codes(design.roles, streams.ROLE_CODES)
    for i, (name, role) in enumerate(design.roles.items(), first):
        record["role_code"][i] = code[name] + streams.ROLE_CODES * provider
        _write_role(record, tables, i, role)
        on, away = dated.staff(design, role, days)
        _write_staff(record, tables, i, on, away)
        write_appointments(record, tables, i, role, on.less(away), kinds, days)
        _write_pace(record, tables, i, role)
    record["roles"] = first + len(design.roles)
    return {name: i for i, name in enumerate(design.roles, first)}


def _write_role(record: Any, tables: Tables, i: int, role: Role) -> None:
    record["role_limit"][i] = ABSENT if role.queue_limit is None else role.queue_limit
    record["role_norm"][i], record["role_unit"][i] = -1.0 if role.norm is None else role.norm, unit_of(role.norm)
    record["role_absence"][i] = role.absence
    record["role_suspend"][i] = role.end_of_shift == "suspend"
    record["role_continuity"][i] = role.continuity
    record["role_at_closing"][i] = AT_CLOSING[role.at_closing]
    record["role_blocks"][i] = role.when_full == "block"
    record["role_strain"][i] = role.strain


def _write_staff(record: Any, tables: Tables, i: int, on: Schedule, away: Schedule) -> None:
    """Write how many of a role are on shift, and how many of them have a break."""
    on, away = alike(on, away)
    record["role_staff"][i], record["role_away"][i] = on.at(0.0), away.at(0.0)
    record["role_cycle"][i] = on.cycle
    record["role_plan"][i], record["role_plan_count"][i] = write_shifts(tables, on, away)
    record["role_shifts"][i] = len(on.times) > 1


def _write_pace(record: Any, tables: Tables, i: int, role: Role) -> None:
    """Write the speeds of a role: numbers of customers, then the speed from each on."""
    numbers, speeds = [number for number, _ in role.pace], [speed for _, speed in role.pace]
    record["role_pace"][i], record["role_pace_count"][i] = tables.add([*numbers, *speeds]), len(numbers)
    record["role_paced"][i] = bool(role.pace or role.spells)
    record["role_spell_every"][i] = tables.distribution(role.spells.every if role.spells else None)
    record["role_spell_last"][i] = tables.distribution(role.spells.last if role.spells else None)
    record["role_spell_speed"][i] = role.spells.speed if role.spells else 1.0


def _write_steps(
    record: Any, tables: Tables, design: Design, number: dict[str, int], roles: dict[str, int], channels: dict[str, int]
) -> None:
    code = streams.codes(design.steps, streams.STEP_CODES)
    for name, step in design.steps.items():
        i, branch = number[name], int(record["branches"])
        record["step_code"][i] = code[name]
        record["step_role"][i] = ABSENT if step.role is None else roles[step.role]
        record["step_channel"][i] = ABSENT if step.channel is None else channels[step.channel]
        _write_step(record, tables, i, step, number)
        record["step_priority"][i] = _priority(step, None if step.role is None else design.roles[step.role])
        record["step_branch"][i], record["step_branches"][i] = branch, len(step.then)
        record["branches"] = _write_branches(record, tables, step, number, branch)
    record["steps"] = int(record["steps"]) + len(design.steps)


def _write_step(record: Any, tables: Tables, i: int, step: Step, number: dict[str, int]) -> None:
    record["step_takes"][i] = tables.distribution(step.takes)
    record["step_present"][i] = step.customer == "present"
    record["step_right"][i], record["step_detects"][i] = step.right_first_time, step.detects
    record["step_finds"][i] = _mask(number[name] for name in step.finds)
    record["step_fixes"][i] = _mask(number[name] for name in step.fixes)
    record["step_on_error"][i] = ABSENT if step.on_error is None else number[step.on_error]
    record["step_patience"][i] = tables.distribution(step.patience)
    record["step_promise"][i] = -1.0 if step.promise is None else step.promise
    record["step_unit"][i] = unit_of(step.promise)
    record["step_mark"][i] = tables.distribution(step.mark)
    record["step_counts_as"][i] = COUNTS_AS[step.counts_as]
    record["step_retell"][i] = step.retell
    record["step_effort"][i] = step.effort
    record["step_appointment"][i] = step.appointment
    _write_elsewhere(record, i, step, number)
    record["step_again"][i] = COUNTS_AS[step.again]
    record["step_queue_again"][i] = step.queue == "again"


def _write_elsewhere(record: Any, i: int, step: Step, number: dict[str, int]) -> None:
    """Write which steps may be done instead, and where those go who wait too long, give up or are refused."""
    record["step_others"][i], record["step_choose"][i] = len(step.instead), CHOOSE[step.choose]
    record["step_mean"][i] = step.takes.mean
    for j, other in enumerate(step.instead):
        record["step_instead"][i][j] = number[other]
    after, to = (step.overflow.after, step.overflow.to) if step.overflow else (-1.0, None)
    record["step_overflow"][i] = after
    for field, where in (("overflow_to", to), ("on_abandon", step.on_abandon), ("on_refusal", step.on_refusal)):
        record[f"step_{field}"][i] = ABSENT if where is None else number[where]


def _priority(step: Step, role: Role | None) -> int:
    """Return the class in which a step waits: who has an appointment before all others; ABSENT for that of the need."""
    if step.appointment:
        return APPOINTED
    if role is not None and role.discipline == "first_come":
        return FIRST_CLASS
    return ABSENT if step.priority is None else step.priority


def _mask(numbers: Iterable[int]) -> int:
    """Return a set of numbers below 64 as the bits of a signed integer."""
    bits = sum(1 << number for number in set(numbers))
    return bits - (1 << 64) if bits >> 63 else bits


def _write_branches(record: Any, tables: Tables, step: Step, number: dict[str, int], first: int) -> int:
    shares = cumulative([branch.share for branch in step.then])
    for i, (branch, share) in enumerate(zip(step.then, shares, strict=True), first):
        record["branch_to"][i] = ENDINGS.get(branch.to, number.get(branch.to, ABSENT))
        record["branch_share"][i] = share
        record["branch_after"][i] = tables.distribution(branch.after)
        record["branch_failure"][i] = branch.failure
    return first + len(step.then)


def _write_channels(
    record: Any, tables: Tables, scenario: Scenario, design: Design, steps: dict[str, int], provider: int,
    days: Calendar | None,
) -> None:  # fmt: skip
    first, own = int(record["channels"]), len(design.channels)
    record["first_channel"][provider], record["own_channels"][provider] = first, own
    if own > 1:
        record["by_channel"] = 1
    flow = Flow(design, scenario)
    for i, segment in enumerate(scenario.world.customers.segments if own else ()):
        mixes = [list(flow.pull_of(kind, segment).values()) for kind in scenario.world.needs]
        complaints = [sum(shares) / len(mixes) for shares in zip(*mixes, strict=True)]  # of all needs alike
        for k, shares in enumerate((*mixes, complaints if any(mix != mixes[0] for mix in mixes) else mixes[0])):
            record["channel_share"][k][i][first : first + own] = cumulative(shares)
    for c, channel in enumerate(design.channels.values(), first):
        for k, kind in enumerate(scenario.world.needs):
            starts = channel.starts.get(kind) if isinstance(channel.starts, dict) else channel.starts
            record["channel_starts"][c][k] = (
                record["first_step"][provider] if starts is None else steps[starts]
            )
        record["channel_at_closing"][c] = AT_CLOSING[channel.at_closing]
        record["channel_norm"][c] = -1.0 if channel.norm is None else channel.norm
        record["channel_unit"][c] = unit_of(channel.norm)
        if channel.opens is not None:
            plan = dated.opening(design, channel.opens, days)
            record["channel_plan"][c], record["channel_plan_count"][c] = write_plan(tables, plan)
            record["channel_cycle"][c] = plan.cycle
    record["channels"] = first + own


def _write_entries(
    record: Any, scenario: Scenario, design: Design, steps: dict[str, int], provider: int
) -> None:
    """Write where needs, complaints and those who come back begin."""
    for k, need in enumerate(scenario.world.needs.values()):
        record["kind_starts"][provider][k] = ABSENT if need.starts is None else steps[need.starts]
    complaint, to = len(scenario.world.needs), design.complaints
    record["complaint_step"][provider] = ABSENT if to is None else steps[to]
    record["kind_starts"][provider][complaint] = record["complaint_step"][provider]
    record["kind_priority"][complaint], record["kind_norm"][complaint] = 1, -1.0
    record["recontact"][provider] = ABSENT if design.recontact is None else steps[design.recontact]
    record["whim_grant"][provider] = design.whims.grant
    record["unanswered"][provider] = design.unanswered


def _write_chasing(
    record: Any, scenario: Scenario, design: Design, steps: dict[str, int], provider: int
) -> None:
    world = scenario.world.chasing
    if world is None or design.chasing is None:
        return
    record["chase_expected"] = -1.0 if world.expected is None else world.expected
    record["chase_unit"] = unit_of(world.expected)
    factor = world.status_factor if design.chasing.status_messages else 1.0
    if world.rate * factor > 0.0:
        record["chasing"][provider] = 1
        record["chase_step"][provider] = steps[design.chasing.step]
        record["chase_mean"][provider] = 1.0 / (world.rate * factor)
