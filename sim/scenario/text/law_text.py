"""Distributions read from text such as "lognormal 4 min cv 1.2", or from a mapping."""

import math
import re
from collections.abc import Callable
from typing import Any

from sim.scenario.text.faults import did_you_mean
from sim.scenario.text.laws import Distribution
from sim.scenario.text.units import (
    LONGEST,
    NUMBER,
    UNITS,
    UnreadableError,
    duration,
    entry,
    every,
    minutes_of,
    minutes_within_reach,
    number,
    probability,
    weight,
)

EXAMPLES = '"6 min", "exponential 6 min", "uniform 10 30 min" or "lognormal 4 min cv 1.2"'


def law(given: Any) -> Distribution:
    """Return a distribution of durations from its text or mapping."""
    read = _read(given, marks=False)
    if not read.mean <= LONGEST:
        raise UnreadableError("a distribution with a mean below 100 years", "choose smaller parameters")
    return read


def mark_law(given: Any) -> Distribution:
    """Return a distribution of marks: numbers without a unit."""
    return _read(given, marks=True)


def _read(given: Any, marks: bool) -> Distribution:
    if isinstance(given, Distribution):
        return given
    if isinstance(given, dict):
        return _from_mapping(given, marks)
    if marks and not isinstance(given, str):
        return Distribution(kind="fixed", a=_mark(given))
    if not isinstance(given, str):
        return Distribution(kind="fixed", a=duration(given))
    return _from_text(given.strip(), marks)


def _from_mapping(given: dict[Any, Any], marks: bool) -> Distribution:
    if set(given) == {"zero", "otherwise"}:
        zero = entry(given, "zero", probability)
        rest = entry(given, "otherwise", lambda law: _read(law, marks))
        return rest.model_copy(update={"zero": 1 - (1 - rest.zero) * (1 - zero)})
    if "empirical" in given and set(given) <= {"empirical", "weights"}:
        return _empirical(given, _mark if marks else duration)
    raise UnreadableError(
        f"{EXAMPLES}, {{empirical: [1 min, 2 min], weights: [3, 1]}} or {{zero: 0.06, otherwise: 6 min}}",
        "write the distribution in one of these forms",
    )


def _empirical(given: dict[Any, Any], reader: Callable[[Any], float]) -> Distribution:
    values, weights = given["empirical"], given.get("weights")
    if not isinstance(values, list) or not values:
        raise UnreadableError("a list of values, such as [1 min, 2 min]", "give at least one value")
    weights = [1] * len(values) if weights is None else weights
    if not isinstance(weights, list) or len(weights) != len(values):
        raise UnreadableError("as many weights as values", "count the values and the weights")
    read = entry(given, "empirical", lambda listed: every(listed, reader))
    heavy = entry({"weights": weights}, "weights", lambda listed: every(listed, weight))
    if sum(heavy) <= 0:
        raise UnreadableError("weights with a sum above 0", "give at least one value a weight")
    return Distribution(kind="empirical", values=tuple(read), weights=tuple(w / sum(heavy) for w in heavy))


def _mark(given: Any) -> float:
    return number(given, -1e6, 1e6, "a mark")


def _from_text(text: str, marks: bool) -> Distribution:
    name, _, rest = text.partition(" ")
    if name.lower() in SHAPES:
        return SHAPES[name.lower()](Words(name.lower(), rest, marks))
    if not re.match(NUMBER, text):
        raise UnreadableError(f"a distribution such as {EXAMPLES}", did_you_mean(name, SHAPES))
    return Distribution(kind="fixed", a=_mark(text) if marks else duration(text))


class Words:
    """The numbers and words that follow a distribution's name."""

    def __init__(self, name: str, rest: str, marks: bool) -> None:
        self.name, self.rest, self.marks = name, rest, marks
        self.words: list[str] = re.findall(rf"{NUMBER}|[A-Za-z]+|\S", rest)

    def bad(self) -> UnreadableError:
        example = _FORMS[self.name]
        return UnreadableError(f'"{example}"', f"write {self.name} with its parameters in this form")

    def word(self, *allowed: str) -> str:
        if not self.words or self.words[0] not in allowed:
            raise self.bad()
        return self.words.pop(0)

    def bare(self, low: float = 1e-6, high: float = 1e6) -> float:
        """Take the next number, one without a unit."""
        if not self.words or not re.fullmatch(NUMBER, self.words[0]):
            raise self.bad()
        return number(self.words.pop(0), low, high, f"a parameter of {self.name}")

    def spans(self, count: int) -> list[float]:
        """Take the next durations; one without a unit takes the unit of the next."""
        return self._marks(count) if self.marks else self._durations(count)

    def _marks(self, count: int) -> list[float]:
        return [self.bare(-1e6) for _ in range(count)]

    def _durations(self, count: int) -> list[float]:
        numbers: list[float] = []
        units: list[str | None] = []
        for _ in range(count):
            numbers.append(self.bare(-math.inf, math.inf))
            has_unit = self.words and self.words[0].isalpha() and self.words[0] not in ("cv", "scv", "sigma")
            units.append(self.words.pop(0) if has_unit else None)
        for i in reversed(range(count - 1)):
            units[i] = units[i] or units[i + 1]
        if units[-1] is None:
            raise UnreadableError(f'"{_FORMS[self.name]}"', f"write the unit of time as well ({UNITS})")
        return [minutes_within_reach(n * minutes_of(u or "")) for n, u in zip(numbers, units, strict=True)]

    def positive(self) -> float:
        """Take the next duration, above 0."""
        (span,) = self.spans(1)
        if span <= 0:
            raise UnreadableError(f"a {self.name} duration above 0", "choose a positive duration")
        return span

    def end(self, law: Distribution) -> Distribution:
        if self.words:
            raise self.bad()
        return law

    def spread(self) -> float:
        """Take the coefficient of variation that follows `cv` (or its square, after `scv`)."""
        squared = self.word("cv", "scv") == "scv"
        value = self.bare(1e-3, 100)
        return math.sqrt(value) if squared else value


def _fixed(words: Words) -> Distribution:
    return words.end(Distribution(kind="fixed", a=words.spans(1)[0]))


def _exponential(words: Words) -> Distribution:
    return words.end(Distribution(kind="exponential", a=words.positive()))


def _uniform(words: Words) -> Distribution:
    low, high = words.spans(2)
    if low > high:
        raise UnreadableError("uniform LOW HIGH, the low end first", "swap the two ends")
    return words.end(Distribution(kind="uniform", a=low, b=high))


def _triangular(words: Words) -> Distribution:
    low, mode, high = words.spans(3)
    if not low <= mode <= high:
        raise UnreadableError("triangular LOW MODE HIGH, in ascending order", "sort the three numbers")
    return words.end(Distribution(kind="triangular", a=low, b=mode, c=high))


def _erlang(words: Words) -> Distribution:
    stages = words.bare(1)
    if stages != int(stages):
        raise UnreadableError("erlang with a whole number of stages", "or write gamma MEAN cv SPREAD")
    return words.end(Distribution(kind="gamma", a=stages, b=words.positive() / stages))


def _gamma(words: Words) -> Distribution:
    mean, spread = words.positive(), words.spread()
    return words.end(Distribution(kind="gamma", a=1 / spread**2, b=mean * spread**2))


def _lognormal(words: Words) -> Distribution:
    if words.words[:1] == ["median"]:
        words.word("median")
        median, _, sigma = words.positive(), words.word("sigma"), words.bare(1e-6, 10)
        return words.end(Distribution(kind="lognormal", a=math.log(median), b=sigma))
    mean, spread = words.positive(), words.spread()
    variance = math.log1p(spread**2)
    return words.end(Distribution(kind="lognormal", a=math.log(mean) - variance / 2, b=math.sqrt(variance)))


def _weibull(words: Words) -> Distribution:
    shape = words.bare(0.1, 1000)
    return words.end(Distribution(kind="weibull", a=shape, b=words.positive()))


def _normal(words: Words) -> Distribution:
    if not words.marks:
        raise UnreadableError(
            "a distribution of durations, never negative", "use gamma or lognormal, MEAN cv SPREAD"
        )
    mean = words.bare(-1e6)
    return words.end(Distribution(kind="normal", a=mean, b=words.bare(0)))


SHAPES: dict[str, Callable[[Words], Distribution]] = {
    "fixed": _fixed,
    "exponential": _exponential,
    "uniform": _uniform,
    "triangular": _triangular,
    "erlang": _erlang,
    "gamma": _gamma,
    "lognormal": _lognormal,
    "weibull": _weibull,
    "normal": _normal,
}
_FORMS = {
    "fixed": "fixed 6 min",
    "exponential": "exponential 6 min",
    "uniform": "uniform 10 30 min",
    "triangular": "triangular 5 10 30 min",
    "erlang": "erlang 3 4 min",
    "gamma": "gamma 4 min cv 0.5",
    "lognormal": "lognormal 4 min cv 1.2",
    "weibull": "weibull 0.9 389 s",
    "normal": "normal 6 0.5",
}
