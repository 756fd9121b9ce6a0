"""Distributions read from text such as "lognormal 4 min cv 1.2", or from a mapping."""

import re
from collections.abc import Callable
from typing import Any

from sim.scenario.faults import did_you_mean
from sim.scenario.law_words import SHAPES, Words
from sim.scenario.laws import Distribution
from sim.scenario.units import (
    LONGEST,
    NUMBER,
    UnreadableError,
    duration,
    entry,
    every,
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
