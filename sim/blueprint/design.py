"""A design, written into a blueprint: roles, steps, channels and chasing."""

import math
from collections.abc import Iterable
from typing import Any

from sim import streams
from sim.blueprint.layout import ABSENT, COUNTS_AS, ENDINGS
from sim.blueprint.tables import Tables, cumulative, write_plan
from sim.scenario.design import Design, Role, Step
from sim.scenario.model import Scenario


def write_roles(record: Any, tables: Tables, design: Design) -> None:
    record["roles"] = len(design.roles)
    code = streams.codes(design.roles, streams.ROLE_CODES)
    for i, (name, role) in enumerate(design.roles.items()):
        record["role_code"][i] = code[name]
        _write_role(record, tables, i, role)
        _write_pace(record, tables, i, role)


def _write_role(record: Any, tables: Tables, i: int, role: Role) -> None:
    record["role_limit"][i] = ABSENT if role.queue_limit is None else role.queue_limit
    record["role_norm"][i] = -1.0 if role.norm is None else role.norm
    record["role_suspend"][i] = role.end_of_shift == "suspend"
    record["role_continuity"][i] = role.continuity
    record["role_first_come"][i] = role.discipline == "first_come"
    record["role_staff"][i] = role.staff.levels[0]
    record["role_cycle"][i] = role.staff.cycle
    record["role_plan"][i], record["role_plan_count"][i] = write_plan(tables, role.staff)
    record["role_strain"][i] = role.strain


def _write_pace(record: Any, tables: Tables, i: int, role: Role) -> None:
    """Write the speeds of a role: numbers of customers, then the speed from each on."""
    numbers, speeds = [number for number, _ in role.pace], [speed for _, speed in role.pace]
    record["role_pace"][i], record["role_pace_count"][i] = tables.add([*numbers, *speeds]), len(numbers)
    record["role_paced"][i] = bool(role.pace or role.spells)
    record["role_spell_every"][i] = tables.distribution(role.spells.every if role.spells else None)
    record["role_spell_last"][i] = tables.distribution(role.spells.last if role.spells else None)
    record["role_spell_speed"][i] = role.spells.speed if role.spells else 1.0


def write_steps(record: Any, tables: Tables, design: Design) -> None:
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


def _write_step(record: Any, tables: Tables, i: int, step: Step, number: dict[str, int]) -> None:
    record["step_takes"][i] = tables.distribution(step.takes)
    record["step_present"][i] = step.customer == "present"
    record["step_right"][i], record["step_detects"][i] = step.right_first_time, step.detects
    record["step_finds"][i] = _mask(number[name] for name in step.finds)
    record["step_fixes"][i] = _mask(number[name] for name in step.fixes)
    record["step_on_error"][i] = ABSENT if step.on_error is None else number[step.on_error]
    record["step_patience"][i] = tables.distribution(step.patience)
    record["step_priority"][i] = ABSENT if step.priority is None else step.priority
    record["step_promise"][i] = -1.0 if step.promise is None else step.promise
    record["step_mark"][i] = tables.distribution(step.mark)
    record["step_counts_as"][i] = COUNTS_AS[step.counts_as]
    record["step_retell"][i] = step.retell
    record["step_again"][i] = COUNTS_AS[step.again]


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


def write_channels(record: Any, tables: Tables, scenario: Scenario, design: Design) -> None:
    world = scenario.world
    steps = {name: i for i, name in enumerate(design.steps)}
    record["channels"] = len(design.channels)
    for i, segment in enumerate(world.customers.segments):
        if design.channels:
            shares = cumulative(_channel_shares(design, segment))
            record["channel_share"][i][: len(shares)] = shares
    for c, channel in enumerate(design.channels.values()):
        for k, kind in enumerate(world.needs):
            starts = channel.starts.get(kind) if isinstance(channel.starts, dict) else channel.starts
            record["channel_starts"][c][k] = 0 if starts is None else steps[starts]
        if channel.opens is not None:
            record["channel_plan"][c], record["channel_plan_count"][c] = write_plan(tables, channel.opens)
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


def write_chasing(record: Any, scenario: Scenario, design: Design) -> None:
    steps = {name: i for i, name in enumerate(design.steps)}
    record["mind_whim_grant"] = design.whims.grant
    record["complaint_step"] = ABSENT if design.complaints is None else steps[design.complaints]
    complaint = len(scenario.world.needs)
    record["kind_priority"][complaint], record["kind_norm"][complaint] = 1, -1.0
    record["kind_starts"][complaint] = record["complaint_step"]
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
