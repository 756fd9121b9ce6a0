"""Working time: when so many hours in which it is open have passed, or so many days on which it is open."""

import math

from sim.kernel.calendar import DAY, level_at, next_change
from sim.kernel.clocks import CLOCK, WORKING_HOURS
from sim.kernel.jit import compiled


@compiled
def later(table, at: int, count: int, cycle: float, now: float, minutes: float, unit: int) -> float:  # type: ignore[no-untyped-def]
    """Return when a time of so many minutes, by a clock of some unit, that begins now is over; infinite if it never is.

    The table holds the plan by which it is open, as in `calendar.level_at`. A working day has 1440 minutes.
    """
    if unit == CLOCK or minutes < 0.0:
        return now + minutes
    begin = now if level_at(table, at, count, cycle, now) > 0 else next_change(table, at, count, cycle, now, True)
    if not begin < math.inf:
        return math.inf
    if unit == WORKING_HOURS:
        return _after_hours(table, at, count, cycle, begin, minutes)
    return _after_days(table, at, count, cycle, begin, int(minutes / DAY + 0.5))


@compiled
def _after_hours(table, at: int, count: int, cycle: float, begin: float, minutes: float) -> float:  # type: ignore[no-untyped-def]
    """Return when so many minutes in which it is open have passed from an open moment on."""
    while True:
        closes = next_change(table, at, count, cycle, begin, False)
        if minutes <= closes - begin:
            return begin + minutes
        minutes -= closes - begin
        begin = next_change(table, at, count, cycle, closes, True)


@compiled
def _after_days(table, at: int, count: int, cycle: float, begin: float, days: int) -> float:  # type: ignore[no-untyped-def]
    """Return the same time of the day, so many days on which it is open later; if it is closed then, when it closed before, or
    opens that day."""
    day = math.floor(begin / DAY)
    clock = begin - day * DAY
    opens = begin
    for _ in range(days):
        opens = (day + 1) * DAY
        if level_at(table, at, count, cycle, opens) <= 0:
            opens = next_change(table, at, count, cycle, opens, True)
        day = math.floor(opens / DAY)
    due = day * DAY + clock
    if due <= opens:
        return opens
    closes = next_change(table, at, count, cycle, opens, False)
    while closes < due:
        opens = next_change(table, at, count, cycle, closes, True)
        if opens > due:
            return closes
        closes = next_change(table, at, count, cycle, opens, False)
    return due
