"""Plans and profiles written out by date, where a run has dates and some of its days are not as others.

A public holiday is as the Sunday of its week (an assumption); on days on which a design is closed nobody works; a season
and a trend multiply the rate of a need.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sim.scenario.fields.design import Design, Role
from sim.scenario.fields.model import Scenario
from sim.scenario.fields.world import Need
from sim.scenario.text.calendars import Profile, Schedule, changes
from sim.scenario.text.units import DAY, WEEK

NOBODY = Schedule()
SUNDAY = 6


@dataclass(frozen=True)
class Calendar:
    """The days of a run: how many, on which date the first is, and which of them (0, 1, ...) are public holidays."""

    first: date
    days: int
    holidays: frozenset[int]

    @property
    def length(self) -> float:
        """The length of all days, in minutes."""
        return self.days * DAY

    def number(self, day: date) -> int:
        """Return the number of a day of the run, from 0; days before and after it have numbers as well."""
        return (day - self.first).days

    def like(self, day: int, cycle: float) -> float:
        """Return the beginning (minutes) of the day of a cycle that a day is like: of a holiday the Sunday of its week."""
        if day in self.holidays and cycle % WEEK == 0.0:
            day += SUNDAY - day % 7
        return day * DAY % cycle


def calendar(scenario: Scenario) -> Calendar | None:
    """Return the days of a run, None where no day has a date."""
    days, holidays = scenario.run.days, scenario.world.holidays
    if days is None:
        return None
    kept = holidays.within(days.first, days.last) if holidays else ()
    return Calendar(days.first, len(days), frozenset((day - days.first).days for day in kept))


def reaching_back(scenario: Scenario, days: Calendar | None, oldest: float) -> Calendar | None:
    """Return a calendar whose cycle ends with the weeks before the run, as far back as some minutes."""
    if days is None or oldest <= 0.0:
        return days
    run, before = (7 * math.ceil(number / 7) for number in (days.days, oldest / DAY))
    holidays, last = scenario.world.holidays, days.first - timedelta(days=1)
    kept = holidays.within(days.first - timedelta(days=before), last) if holidays else ()
    return Calendar(days.first, run + before, days.holidays | {run + before + days.number(day) for day in kept})


def staff(design: Design, role: Role, days: Calendar | None) -> tuple[Schedule, Schedule]:
    """Return how many of a role are on shift, and how many of them have a break, by date where days differ."""
    if days is None:
        return role.staff, role.away
    closed = _closed(design, days)
    on = _written_out(role.staff, days, _exceptional(role, days) | closed)
    away = _written_out(role.away, days, closed)
    if (on, away) == (role.staff, role.away):
        return on, away
    on, away = (plan if plan.cycle == days.length else _by_date(plan, days, {}) for plan in (on, away))
    return on, away.less(away.less(on))  # no more have a break than there are


def opening(design: Design, plan: Schedule, days: Calendar | None) -> Schedule:
    """Return the opening hours of a channel, by date where days differ."""
    return plan if days is None else _written_out(plan, days, _closed(design, days))


def written_out(plan: Schedule, days: Calendar | None) -> Schedule:
    """Return a plan of the world by date, where some days are public holidays."""
    return plan if days is None else _written_out(plan, days, {})


def each_day(plan: Schedule, days: Calendar) -> Schedule:
    """Return a plan over the days of a run."""
    return _by_date(plan, days, {})


def _closed(design: Design, days: Calendar) -> dict[int, Schedule]:
    return {days.number(day): NOBODY for stretch in design.closed for day in stretch}


def _exceptional(role: Role, days: Calendar) -> dict[int, Schedule]:
    """Return the plans of days that are not as usual; what is said of a date goes before what is said of holidays."""
    found = {day: one.plan for one in role.exceptions if one.days is None for day in days.holidays}
    return found | {days.number(day): one.plan for one in role.exceptions if one.days for day in one.days}


def _written_out(usual: Schedule, days: Calendar, others: dict[int, Schedule]) -> Schedule:
    """Return a plan by date, or the usual one where every day of the run is as usual."""
    there = {day: plan for day, plan in others.items() if 0 <= day < days.days}
    if not there and (not days.holidays or len(usual.times) == 1):
        return usual
    return _by_date(usual, days, there)


def _by_date(usual: Schedule, days: Calendar, others: dict[int, Schedule]) -> Schedule:
    """Return a plan over the days of the run: on some days another one than the usual."""
    pieces = [piece for day in range(days.days) for piece in _day(others.get(day, usual), day, days, day in others)]
    times, levels = changes([time for time, _ in pieces], [level for _, level in pieces])
    return Schedule(cycle=days.length, times=times, levels=levels)


def _day(plan: Schedule, day: int, days: Calendar, exceptional: bool) -> Iterator[tuple[float, int]]:
    """Yield the times at which a plan's level is set on a day, and the levels: of a holiday as on Sunday, if not exceptional."""
    begin = day * DAY % plan.cycle if exceptional else days.like(day, plan.cycle)
    yield day * DAY, plan.at(begin)
    yield from (
        (day * DAY + time - begin, level)
        for time, level in zip(plan.times, plan.levels, strict=True)
        if begin < time < begin + DAY
    )


def profile(need: Need, days: Calendar | None) -> Profile | None:
    """Return how the rate of a need is spread, by date where days differ: its mean is then not 1, as the rate is of usual days."""
    if days is None or not (days.holidays or need.season or need.trend):
        return need.profile
    pieces = [piece for day in range(days.days) for piece in _weights(need, day, days)]
    edges, weights = changes([time for time, _ in pieces], [weight for _, weight in pieces])
    return Profile(cycle=days.length, edges=edges, weights=weights)


def _weights(need: Need, day: int, days: Calendar) -> Iterator[tuple[float, float]]:
    """Yield when the intensity of a need changes on a day, and what it is from then on."""
    usual, factor = need.weekly, _factor(need, day, days)
    begin = days.like(day, usual.cycle)
    for turn in range(1 + int((begin + DAY) // usual.cycle)):
        ends = (*usual.edges[1:], usual.cycle)
        for start, end, weight in zip(usual.edges, ends, usual.weights, strict=True):
            since, until = max(begin, start + turn * usual.cycle), min(begin + DAY, end + turn * usual.cycle)
            if since < until:
                yield day * DAY + since - begin, weight * factor


def _factor(need: Need, day: int, days: Calendar) -> float:
    """Return how busy a day is by season and trend, as a factor of the rate."""
    month = (days.first + timedelta(days=day)).month
    season = need.season[month - 1] if need.season else 1.0
    return season * math.exp(day / 365.0 * math.log1p(need.trend or 0.0))
