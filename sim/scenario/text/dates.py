"""Dates, read from text: a day, a stretch of days, months of the year, the public holidays of a country."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, ConfigDict

from sim.scenario.text import calendars
from sim.scenario.text.calendars import DAYS, Schedule
from sim.scenario.text.faults import shown
from sim.scenario.text.units import UnreadableError, each, every, number

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
HOLIDAYS = "holidays"  # as a key of exceptions
FIRST, LAST = date(1970, 1, 1), date(2200, 12, 31)
LONGEST = 3700  # days of one stretch
_DAY = 'a date such as "2026-01-05"'
_DAYS = 'a date such as "2026-05-15", or a stretch such as "2026-07-13..2026-08-23"'
_MONTHS = 'months such as "jan" or "jul-aug"'
_COUNTRY = 'a country by its code, such as NL, or one of its parts, such as DE-NW'


class Days(BaseModel):
    """A stretch of days, both ends included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first: date
    last: date

    def __iter__(self) -> Iterator[date]:  # type: ignore[override]
        """Go through the days."""
        return (self.first + timedelta(days=i) for i in range(len(self)))

    def __len__(self) -> int:
        """Return how many days there are."""
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        """Return the stretch as it is written in a file."""
        return f"{self.first}" if self.first == self.last else f"{self.first}..{self.last}"


class Exceptional(BaseModel):
    """The staff plan of a stretch of days (None: of public holidays), in place of the usual one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: Days | None
    plan: Schedule


def day(given: Any) -> date:
    """Return a day from text such as "2026-01-05"."""
    if isinstance(given, date):
        return given
    try:
        found = date.fromisoformat(given) if re.fullmatch(r"\d{4}-\d\d-\d\d", str(given)) else None
    except ValueError:
        found = None
    if found is None or not FIRST <= found <= LAST:
        raise UnreadableError(f"{_DAY}, from {FIRST.year} to {LAST.year}", "write year, month and day")
    return found


def monday(given: Any) -> date | None:
    """Return the day on which a run begins: weeks, and so plans, begin on a Monday."""
    found = None if given is None else day(given)
    if found is not None and found.weekday():
        before = found - timedelta(days=found.weekday())
        advice = f"it is a {DAYS[found.weekday()]}: begin on {before}, the Monday before, and let the warm-up cover these days"
        raise UnreadableError("a Monday, as weeks begin on one", advice)
    return found


def days(given: Any) -> Days:
    """Return the stretch of days in text such as "2026-07-13..2026-08-23"."""
    if isinstance(given, Days):
        return given
    ends = str(given).split("..")
    try:
        first, last = day(ends[0].strip()), day(ends[-1].strip())
    except UnreadableError:
        raise UnreadableError(_DAYS, "write year, month and day, and two dots between two dates") from None
    if len(ends) > 2 or last < first or (last - first).days >= LONGEST:
        advice = f"let it end after it begins, and last at most {LONGEST} days"
        raise UnreadableError(_DAYS, advice)
    return Days(first=first, last=last)


def stretches(given: Any) -> tuple[Days, ...]:
    """Return stretches of days from one, or from a list of them."""
    return tuple(every(_listed(given), days))


def _listed(given: Any) -> Iterable[Any]:
    return given if isinstance(given, list | tuple) else [given]


class Holidays(BaseModel):
    """Public holidays: those of countries or their parts, days besides, and days that are none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: tuple[str, ...] = ()
    besides: tuple[Days, ...] = ()
    but: tuple[Days, ...] = ()

    def within(self, first: date, last: date) -> dict[date, str]:
        """Return the holidays from one day to another, with their names in the country's own language."""
        found = {day: name for code in self.of for day, name in _kept_in(code, first, last)}
        found |= {day: str(day) for stretch in self.besides for day in stretch}
        none = {day for stretch in self.but for day in stretch}
        return {day: name for day, name in sorted(found.items()) if first <= day <= last and day not in none}


def holidays(given: Any) -> Holidays | None:
    """Return public holidays from NL, or from [NL, 2026-05-15, but 2026-04-03]."""
    if given is None or isinstance(given, Holidays):
        return given
    read = every(_listed(given), _holiday)
    return Holidays(**{part: tuple(one for name, one in read if name == part) for part in ("of", "besides", "but")})


def _holiday(given: Any) -> tuple[str, str | Days]:
    text = str(given)
    if text.startswith("but "):
        return "but", days(text[4:].strip())
    return ("besides", days(text)) if text[:1].isdigit() else ("of", _country(text))


def _country(given: str) -> str:
    country, _, part = given.partition("-")
    parts = _countries().get(country)
    if parts is None:
        raise UnreadableError(f"{_COUNTRY}, or a date", "write the code of two letters in capitals, and give others as dates")
    if part and part not in parts:
        known = ", ".join(parts[:12]) or "none"
        raise UnreadableError(_COUNTRY, f"parts of {country} that are known: {known}")
    return given


def _countries() -> dict[str, list[str]]:
    from holidays import list_supported_countries  # takes a moment, and few scenarios have a date

    return list_supported_countries()


def _kept_in(code: str, first: date, last: date) -> Iterable[tuple[date, str]]:
    from holidays import country_holidays

    country, _, part = code.partition("-")
    return country_holidays(country, subdiv=part or None, years=range(first.year, last.year + 1)).items()


def season(given: Any) -> tuple[float, ...] | None:
    """Return how busy each month is from {"jul-aug": 0.7, dec: 1.3}: times the rate, 1 where nothing is said."""
    if given is None or isinstance(given, tuple):
        return given
    if not isinstance(given, dict) or not given:
        raise UnreadableError('months with a number each, such as {"jul-aug": 0.7, dec: 1.3}', "write it in this form")
    read = each([(str(key), (str(key), value)) for key, value in given.items()], _months)
    weights, by = [1.0] * 12, [""] * 12
    for text, (months, weight) in read:
        for month in months:
            if by[month]:
                complaint = UnreadableError("each month once", "write each month once")
                raise complaint.inside(text).about(f"{shown(text)}, of which {MONTHS[month]} is in {shown(by[month])}, too")
            weights[month], by[month] = weight, text
    return tuple(weights)


def _months(entry: tuple[str, Any]) -> tuple[list[int], float]:
    ends = entry[0].strip().lower().split("-")
    if len(ends) > 2 or any(end not in MONTHS for end in ends):
        raise UnreadableError(_MONTHS, f"name the months {', '.join(MONTHS)}").about(f"the months {shown(entry[0])}")
    first, last = MONTHS.index(ends[0]), MONTHS.index(ends[-1])
    return [(first + i) % 12 for i in range((last - first) % 12 + 1)], number(entry[1], 0, 1000, "a number of times the rate")


def exceptions(given: Any) -> tuple[Exceptional, ...]:
    """Return staff plans of days that are not as usual from {"2026-07-13..2026-08-23": 2, holidays: 1}."""
    if isinstance(given, tuple):
        return given
    if not isinstance(given, dict):
        raise UnreadableError('{"2026-07-13..2026-08-23": {"mon-fri 09:00-17:00": 2}, holidays: 0}', "write it in this form")
    read = each([(str(key), (str(key), value)) for key, value in given.items()], _exceptional)
    dated = sorted(((text, one.days) for text, one in read if one.days), key=lambda pair: pair[1].first)
    for (before, one), (text, other) in pairwise(dated):
        if other.first <= one.last:
            complaint = UnreadableError("stretches of days that do not overlap", "write each day once")
            raise complaint.inside(text).about(f"the days {shown(text)}, which overlap {shown(before)}")
    return tuple(one for _, one in read)


def _exceptional(entry: tuple[str, Any]) -> Exceptional:
    try:
        when = None if entry[0] == HOLIDAYS else days(entry[0])
    except UnreadableError as complaint:
        complaint.allowed += f", or {HOLIDAYS}"
        raise complaint.about(f"the days {shown(entry[0])}") from None
    return Exceptional(days=when, plan=calendars.staff(entry[1]))


def trend(given: Any) -> float | None:
    """Return growth a year as a part, from text such as "5% / year"."""
    if given is None or isinstance(given, float):
        return given
    amount, _, period = str(given).partition("/")
    allowed = 'growth a year, such as "5% / year" or "-2% / year"'
    if period.strip() != "year" or not amount.strip().endswith("%"):
        raise UnreadableError(allowed, "write it in this form")
    return number(amount.strip()[:-1].strip(), -90, 900, "a percentage") / 100.0
