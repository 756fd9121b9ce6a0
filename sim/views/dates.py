"""Days as people write them, in English and Dutch."""

from datetime import date

from sim.catalogue.numbers import pick

_WEEKDAYS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
)
_MONTHS = (
    "January February March April May June July August September October November December",
    "januari februari maart april mei juni juli augustus september oktober november december",
)


def weekdays(language: str) -> list[str]:
    """Return the names of the days of the week, Monday first."""
    return pick(_WEEKDAYS, language).split()


def spelled(day: date, language: str) -> str:
    """Return a date as people write it: "24 November 2026"."""
    return f"{day.day} {pick(_MONTHS, language).split()[day.month - 1]} {day.year}"
