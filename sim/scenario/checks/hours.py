"""Which needs come when nobody is there: profiles of arrivals against opening hours and staff of the first step."""

import math
from itertools import pairwise

from sim.scenario.checks.flow import Flow
from sim.scenario.fields.world import Need
from sim.scenario.text.calendars import Profile, Schedule
from sim.scenario.text.units import WEEK

ALWAYS = Schedule(levels=(1,))


def shut_shares(flow: Flow) -> dict[str, float]:
    """Return by kind of need the share that comes when the channel is closed, or when nobody is there at the first step."""
    return {kind: _shut(flow, kind, need) for kind, need in flow.scenario.world.needs.items()}


def _shut(flow: Flow, kind: str, need: Need) -> float:
    doors = _doors(flow, kind, need)
    if all(min(plan.levels) > 0 for _, plans in doors for plan in plans):
        return 0.0
    return sum(share * _apart(need, plans) for share, plans in doors)


def _doors(flow: Flow, kind: str, need: Need) -> list[tuple[float, tuple[Schedule, ...]]]:
    """Return the ways in of a kind of need: the share of each, and the plans on which it hangs."""
    design = flow.design
    if not design.channels:
        return [(1.0, (_staff(flow, need.starts or flow.first, ALWAYS),))]
    shares = flow.channel_shares(kind)
    return [
        (shares[name], (opens, _staff(flow, need.starts or flow.start(channel, kind), opens)))
        for name, channel in design.channels.items()
        for opens in [channel.opens or ALWAYS]
    ]


def _staff(flow: Flow, step: str, opens: Schedule) -> Schedule:
    """Return when customers are received at a step: always, where they do it alone, are absent or book; also in breaks."""
    work = flow.design.steps[step]
    if work.role is None or work.customer == "absent" or work.appointment:
        return ALWAYS
    staff = flow.design.roles[work.role].staff
    ends = (*staff.times[1:], staff.cycle)
    levels = tuple(
        max(level, _spans(opens, start, end))
        for start, end, level in zip(staff.times, ends, staff.levels, strict=True)
    )
    return staff.model_copy(update={"levels": levels})


def _spans(opens: Schedule, start: float, end: float) -> int:
    """Return 1 where opening hours go on over a stretch of time, so that it is a break and no closing."""
    over = [opens.at(start), *(opens.at(time) for time in opens.times if start < time < end)]
    return int(len(opens.levels) > 1 and min(over) > 0)


def _apart(need: Need, plans: tuple[Schedule, ...]) -> float:
    """Return the share of a need's arrivals at times at which any of the plans is at nought."""
    if need.rate is None:
        return sum(min(plan.at(time) for plan in plans) == 0 for time in need.at) / max(1, len(need.at))
    weeks = math.lcm(*(max(1, round(plan.cycle / WEEK)) for plan in plans))
    pieces = [(start + week * WEEK, end + week * WEEK, n) for start, end, n in _over_the_week(need.weekly) for week in range(weeks)]
    total = sum(weight for *_, weight in pieces)
    return sum(weight * _closed(start, end, plans) for start, end, weight in pieces) / total if total else 0.0


def _over_the_week(profile: Profile) -> list[tuple[float, float, float]]:
    """Return the arrivals over the week: start, end and number; a profile that does not fit into weeks counts as flat."""
    if WEEK % profile.cycle != 0.0:
        return [(0.0, WEEK, 1.0)]
    ends = (*profile.edges[1:], profile.cycle)
    blocks = list(zip(profile.edges, ends, profile.weights, strict=True))
    turns = range(int(WEEK // profile.cycle))
    return [(start + turn * profile.cycle, end + turn * profile.cycle, weight * (end - start))
            for turn in turns for start, end, weight in blocks if weight > 0]  # fmt: skip


def _closed(start: float, end: float, plans: tuple[Schedule, ...]) -> float:
    """Return the share of a stretch of the week in which any of the plans is at nought."""
    edges = sorted({start, end} | {time for plan in plans for time in plan.times if start < time < end})
    shut = sum(
        b - a for a, b in pairwise(edges) if min(plan.at(a) for plan in plans) == 0
    )
    return shut / (end - start)
