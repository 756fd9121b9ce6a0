"""Numbers with units, read from text: durations in minutes, rates per minute, probabilities."""

import math
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

MINUTES = {
    "s": 1 / 60, "sec": 1 / 60, "second": 1 / 60, "seconds": 1 / 60,
    "min": 1.0, "mins": 1.0, "minute": 1.0, "minutes": 1.0,
    "h": 60.0, "hour": 60.0, "hours": 60.0,
    "day": 1440.0, "days": 1440.0, "week": 10080.0, "weeks": 10080.0,
    "month": 43800.0, "months": 43800.0, "year": 525600.0, "years": 525600.0,
}  # fmt: skip
WEEK = 10080.0
DAY = 1440.0
LONGEST = 100 * MINUTES["year"]
NUMBER = r"[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
Result = TypeVar("Result")
Key = TypeVar("Key", str, int)
UNITS = "s, min, h, days, weeks, months or years"


class UnreadableError(ValueError):
    """A value that cannot be understood: what is allowed instead, and what to do about it; and others beside it."""

    def __init__(self, allowed: str, advice: str = "correct the value") -> None:
        super().__init__(f"allowed {allowed}, {advice}")
        self.allowed = allowed
        self.advice = advice
        self.at: tuple[str | int, ...] = ()
        self.given: str | None = None
        self.others: tuple[UnreadableError, ...] = ()

    @property
    def all(self) -> tuple["UnreadableError", ...]:
        """This complaint and the others about the same value."""
        return self, *self.others

    def about(self, given: str) -> "UnreadableError":
        """Return the same complaint, saying what was given in other words."""
        self.given = given
        return self

    def inside(self, key: str | int) -> "UnreadableError":
        """Return the same complaints about an entry of a mapping or list."""
        for complaint in self.all:
            complaint.at = (key, *complaint.at)
        return self


def each(given: Iterable[tuple[Key, Any]], reader: Callable[[Any], Result]) -> list[tuple[Key, Result]]:
    """Read every entry of a mapping or list; a complaint names the entry."""
    done: list[tuple[Key, Result]] = []
    complaints: list[UnreadableError] = []
    for key, value in given:
        try:
            done.append((key, reader(value)))
        except UnreadableError as complaint:
            complaints += complaint.inside(key).all
    if complaints:
        complaints[0].others = tuple(complaints[1:])
        raise complaints[0]
    return done


def entry(given: dict[Any, Any], key: str, reader: Callable[[Any], Result]) -> Result:
    """Read one entry of a mapping; a complaint names it."""
    return each([(key, given[key])], reader)[0][1]


def every(given: Iterable[Any], reader: Callable[[Any], Result]) -> list[Result]:
    """Read every item of a list; a complaint names the item."""
    return [item for _, item in each(enumerate(given), reader)]


class Rate(BaseModel):
    """How often something happens: events per minute, of the whole organisation or of each customer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    per_minute: float
    per_customer: bool = False


def number(given: Any, low: float = -math.inf, high: float = math.inf, what: str = "a number") -> float:
    """Return a finite number from a number or its text, between low and high inclusive."""
    value = _plain_number(given, what) + 0.0  # -0 is 0
    if not math.isfinite(value) or not low <= value <= high:
        raise UnreadableError(what + _between(low, high), "choose a value in that range")
    return value


def _plain_number(given: Any, what: str) -> float:
    if isinstance(given, str) and re.fullmatch(NUMBER, given.strip()):
        given = float(given.replace("_", ""))
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise UnreadableError(what, "write a number such as 0.25 or 40_000")
    try:
        return float(given)
    except OverflowError:
        return math.inf


def _between(low: float, high: float) -> str:
    if low == -math.inf and high == math.inf:
        return ""
    if high == math.inf:
        return f" of at least {low:.12g}"
    return f" between {low:.12g} and {high:.12g}" if low > -math.inf else f" of at most {high:.12g}"


def probability(given: Any) -> float:
    """Return a probability or share from 0 to 1, given as a number or a percentage."""
    what = "a probability between 0 and 1 (or 0% and 100%)"
    if isinstance(given, str) and given.strip().endswith("%"):
        given = _plain_number(given.strip()[:-1].strip(), what) / 100
    value = _plain_number(given, what)
    if not 0 <= value <= 1:
        raise UnreadableError(what, "choose a value in that range")
    return value


def whole(given: Any, low: int, high: int, what: str = "a whole number") -> int:
    """Return a whole number between low and high inclusive."""
    value = number(given, low, high, what)
    if value != int(value):
        raise UnreadableError(what + _between(low, high), "leave out the fraction")
    return int(value)


def weight(given: Any) -> float:
    """Return a relative weight, 0 or more."""
    return number(given, 0, 1e12, "a weight")


def duration(given: Any) -> float:
    """Return minutes from text such as "6 min", "1 h 30 min" or "3 days"; a bare 0 needs no unit."""
    if not isinstance(given, bool) and given in (0, "0"):
        return 0.0
    pairs = _pairs(given)
    return minutes_within_reach(sum(float(n.replace("_", "")) * minutes_of(unit) for n, unit in pairs))


def _pairs(given: Any) -> list[tuple[str, str]]:
    what = f"a duration: a number and its unit ({UNITS})"
    if isinstance(given, int | float) and not isinstance(given, bool) and math.isfinite(given):
        raise UnreadableError(what, f'write the unit as well, such as "{given:g} min"')
    pattern = rf"({NUMBER})\s*([A-Za-z]+)"
    text = given.strip() if isinstance(given, str) else ""
    if "working" in text:
        raise UnreadableError(what, "working days and hours go with norms, promises, expected and after: a delay")
    if not re.fullmatch(rf"(?:{pattern}\s*)+", text):
        raise UnreadableError(what, 'write for instance "6 min" or "3 days"')
    return re.findall(pattern, text)


def minutes_of(unit: str) -> float:
    """Return how many minutes one of this unit lasts."""
    if unit.lower() not in MINUTES:
        raise UnreadableError(f"a unit of time ({UNITS})", f"replace {unit!r}")
    return MINUTES[unit.lower()]


def minutes_within_reach(minutes: float) -> float:
    """Return the minutes given, refusing negative durations and those above a hundred years."""
    if not 0 <= minutes <= LONGEST:
        raise UnreadableError("a duration from 0 to 100 years", "choose a value in that range")
    return minutes


def rate(given: Any) -> Rate:
    """Return a rate from text such as "48 / hour", "4.2 / weekday" or "0.5 / year per customer"."""
    if isinstance(given, Rate):
        return given
    allowed = 'a rate such as "48 / hour", "4.2 / weekday" or "0.5 / year per customer"'
    if not isinstance(given, str):
        raise UnreadableError(allowed, "write the unit of time as well")
    head, *rest = (part.strip() for part in re.sub(r"\bper\b", "/", given).split("/"))
    periods = [part for part in rest if part != "customer"]
    if len(periods) != 1 or len(rest) > 2:
        raise UnreadableError(allowed, "give one number and one unit of time")
    events = number(head, 0, 1e12, "a number of events")
    return Rate(per_minute=events / _period(periods[0], allowed), per_customer="customer" in rest)


def is_per_weekday(given: Any) -> bool:
    """Tell whether a rate is stated per day from Monday to Friday."""
    return isinstance(given, str) and re.search(r"\b(weekday|working day)s?\s*(/|per|$)", given) is not None


def _period(text: str, allowed: str) -> float:
    if re.fullmatch("weekday|working day", text):
        return WEEK / 5
    found = re.fullmatch(rf"({NUMBER})?\s*([A-Za-z]+)", text)
    if not found:
        raise UnreadableError(allowed, f"replace {text!r} by a unit of time ({UNITS})")
    minutes = float((found[1] or "1").replace("_", "")) * minutes_of(found[2])
    if not 0 < minutes <= LONGEST:
        raise UnreadableError(allowed, "choose a period above 0 and below 100 years")
    return minutes
