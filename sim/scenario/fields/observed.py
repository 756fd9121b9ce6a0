"""What was seen in reality, beside which every run is set: figures of a design, and how its day went by half-hours."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from sim.catalogue.definition import COUNT
from sim.catalogue.measures import nearest
from sim.scenario.fields.goals import READERS, unit_of
from sim.scenario.text.calendars import DAYS
from sim.scenario.text.faults import shown
from sim.scenario.text.field_types import Fields, Name, at_most, between, reads
from sim.scenario.text.units import MINUTES, WEEK, UnreadableError, duration, each, number

PERIODS = {name: MINUTES[name] for name in ("hour", "day", "week", "month", "year")} | {"weekday": WEEK / 5}
SLOT = 30.0  # minutes
SLOTS = int(WEEK / SLOT)
COUNTED = ("offered", "answered", "within", "gave_up")
LESS = (("answered", "offered"), ("within", "answered"), ("within", "offered"), ("gave_up", "offered"))  # of these at most as many
_COUNT = 'a number in a period, such as "900 / weekday"'
_MOMENT = re.compile(rf"({'|'.join(DAYS)}) (\d\d):([03]0)")


class ObservedFigure(Fields):
    """A figure as it was seen, in the unit of its measure; of a count how many there were in so many minutes."""

    value: float
    period: str = ""

    @property
    def minutes(self) -> float:
        """The length of the period that a count is of; nought for what is no count."""
        return PERIODS.get(self.period, 0.0)


def _figures(given: Any) -> dict[str, ObservedFigure]:
    if not isinstance(given, dict):
        raise UnreadableError("measures, each with what was seen", "write for instance role.desk.service_level: 62%")
    named = [(str(name), (str(name), value)) for name, value in given.items() if value is not None]
    return dict(each(named, lambda one: _figure(*one)))


def _figure(name: str, given: Any) -> ObservedFigure:
    if isinstance(given, ObservedFigure):
        return given
    known = nearest(name)
    if known is None:
        return ObservedFigure(value=0.0)  # that there is no such measure is said where measures are known
    if known.unit == COUNT and not known.pooled:
        return _in_a_period(given)
    return ObservedFigure(value=READERS.get(unit_of(name), number)(given))


def _in_a_period(given: Any) -> ObservedFigure:
    amount, _, period = given.partition("/") if isinstance(given, str) else ("", "", "")
    if period.strip() not in PERIODS:
        raise UnreadableError(_COUNT, f"write one of / {', / '.join(PERIODS)} behind it").about(shown(given))
    return ObservedFigure(value=number(amount, 0, 1e12, _COUNT), period=period.strip())


Count = Annotated[float | None, between(0, 1e9)]
Wait = Annotated[float | None, *reads(lambda given: None if given is None else duration(given), "duration")]


class HalfHour(Fields):
    """How a half-hour of the week went on average: how many came, were answered, within the norm, gave up; how long they waited."""

    offered: Annotated[float, between(0, 1e9)]
    answered: Count = None
    within: Count = None
    gave_up: Count = None
    wait: Wait = None


def moment(text: str) -> tuple[int, int]:
    """Return the weekday (Monday is 0) and the half-hour of the day that "mon 08:30" begins."""
    found = _MOMENT.fullmatch(text)
    if not found or int(found[2]) > 23:
        allowed = 'the beginning of a half-hour, such as "mon 08:30"'
        raise UnreadableError(allowed, "write day and time so").about(f"the time {shown(text)}")
    return DAYS.index(found[1]), int((int(found[2]) * 60 + int(found[3])) // SLOT)


def _moments(given: Any) -> Any:
    if isinstance(given, dict):
        each([(key, key) for key in given], _checked_moment)
    return given


def _checked_moment(key: Any) -> None:
    moment(str(key))


class HalfHours(Fields):
    """How the day went by half-hours at a role, or at all that have a norm: from a file beside the scenario, or as numbers."""

    role: Name | None = None
    at: Annotated[dict[str, HalfHour], BeforeValidator(_moments), at_most(SLOTS, "half-hours")] = Field(default_factory=dict)


class Observations(Fields):
    """What was seen in reality of a design; without a name of the baseline."""

    design: Name | None = None
    figures: Annotated[dict[str, ObservedFigure], *reads(_figures, "observed"), at_most(100, "figures")] = Field(default_factory=dict)
    half_hours: HalfHours | None = None
