"""Working time, read from text: "2 working days", "4 working hours". In minutes it is what it comes to if it is always open."""

import re
from typing import Any

from sim.kernel.clocks import CLOCK, WORKING_DAYS, WORKING_HOURS
from sim.scenario.text import law_text, units
from sim.scenario.text.laws import Distribution
from sim.scenario.text.units import DAY, UnreadableError

_NAMES = {WORKING_HOURS: "hours", WORKING_DAYS: "days"}
_MINUTES = {WORKING_HOURS: 60.0, WORKING_DAYS: DAY}
_WHAT = 'a duration, or working time such as "2 working days" or "4 working hours"'


class WorkingTime(float):
    """A time that runs while it is open: of hours, or of whole days; as a number the minutes if it is always open."""

    def __new__(cls, amount: float, unit: int) -> "WorkingTime":
        """Return an amount of working hours or working days."""
        made = super().__new__(cls, amount * _MINUTES[unit])
        made.unit = unit
        return made

    unit: int

    def __getnewargs__(self) -> tuple[float, int]:  # type: ignore[override]
        """Return what to make a copy of."""
        return float(self) / _MINUTES[self.unit], self.unit

    def __str__(self) -> str:
        return f"{float(self) / _MINUTES[self.unit]:g} working {_NAMES[self.unit]}"


def unit_of(time: float | None) -> int:
    """Return how a time runs: CLOCK, WORKING_HOURS or WORKING_DAYS."""
    return time.unit if isinstance(time, WorkingTime) else CLOCK


def plain(time: float | None) -> float | str | None:
    """Return a time as plain data: minutes of the clock, or text."""
    return str(time) if isinstance(time, WorkingTime) else time


def norm(given: Any) -> float | None:
    """Return a duration in minutes, or working time (or none)."""
    if given is None or isinstance(given, WorkingTime):
        return given
    found = _working(given)
    return units.duration(given) if found is None else found


def delay(given: Any) -> Distribution:
    """Return a law of delays in minutes, or one fixed delay in working time."""
    found = _working(given)
    return Distribution(kind="fixed", a=float(found), unit=found.unit) if found is not None else law_text.law(given)


def _working(given: Any) -> WorkingTime | None:
    """Return working time, None where the text is not about it."""
    found = re.fullmatch(rf"({units.NUMBER})\s*working\s+(hour|day)s?", str(given).strip())
    if found is None:
        return None
    if found[2] == "day":
        return WorkingTime(units.whole(found[1], 1, 3650, "a whole number of working days"), WORKING_DAYS)
    amount = units.number(found[1], 0, 30_000, "a number of working hours")
    if amount == 0.0:
        raise UnreadableError(_WHAT, "choose a number above 0")
    return WorkingTime(amount, WORKING_HOURS)
