"""A law of times in a few words, in English and Dutch: what kind it is, and its mean."""

from sim.catalogue.numbers import Scale, pick, scale
from sim.kernel.clocks import WORKING_DAYS, WORKING_HOURS
from sim.scenario.text.laws import Distribution
from sim.scenario.text.units import DAY

_KINDS = {
    "fixed": ("{}", "{}"),
    "exponential": ("exponential, {}", "exponentieel, {}"),
    "uniform": ("uniform, {}", "uniform, {}"),
    "triangular": ("triangular, {}", "driehoek, {}"),
    "gamma": ("gamma, {}", "gamma, {}"),
    "lognormal": ("lognormal, {}", "lognormaal, {}"),
    "weibull": ("Weibull, {}", "Weibull, {}"),
    "normal": ("normal, {}", "normaal, {}"),
    "empirical": ("empirical, {}", "empirisch, {}"),
}
_WORKING = {
    WORKING_HOURS: (60.0, ("working hour", "werkuur"), ("working hours", "werkuren")),
    WORKING_DAYS: (DAY, ("working day", "werkdag"), ("working days", "werkdagen")),
}
_NONE = ("no time", "geen tijd")


def said(law: Distribution, language: str) -> str:
    """Return a law of times as its kind and mean: "lognormal, 4.5 min"."""
    if law.always_zero:
        return pick(_NONE, language)
    return pick(_KINDS[law.kind], language).format(time(law.mean, language, law.unit))


def time(minutes: float, language: str, unit: int = 0) -> str:
    """Return a time with its unit, by the clock or in working time."""
    if unit:
        size, one, more = _WORKING[unit]
        number = Scale(1.0, "", 0 if minutes % size == 0 else 1, language).number(minutes / size)
        return f"{number} {pick(one if minutes == size else more, language)}"
    how = scale("min", [minutes], None, language)
    if minutes < 1.0:
        return f"{Scale(60.0, '', 0, language).number(minutes)} s"
    rounded = round(minutes * how.factor, 6)
    short = Scale(how.factor, how.unit, 0 if rounded == round(rounded) or rounded >= 100 else 1, language)
    return short.quantity(minutes)
