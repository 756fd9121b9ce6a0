"""A distribution as it is written in a file: text, or a mapping, that reads as the same law but for the last digits."""

import math
from collections.abc import Callable
from typing import Any

from sim.scenario.text.laws import Distribution


def written_law(law: Distribution, marks: bool = False) -> Any:
    """Return what a file has for a law of durations (minutes), or of marks."""
    if law.zero:
        return {"zero": law.zero, "otherwise": written_law(law.model_copy(update={"zero": 0.0}), marks)}
    unit = "" if marks else " min"
    if law.kind == "empirical":
        return {"empirical": [f"{_short(value)}{unit}" for value in law.values], "weights": list(law.weights)}
    return _TEXTS[law.kind](law, unit)


def _short(value: float) -> str:
    return f"{value:.10g}"


def _texts(name: str, *fields: str) -> Callable[[Distribution, str], str]:
    def text(law: Distribution, unit: str) -> str:
        return " ".join([name, *(_short(getattr(law, field)) for field in fields)]) + unit

    return text


def _gamma(law: Distribution, unit: str) -> str:
    return f"gamma {_short(law.a * law.b)}{unit} cv {_short(1.0 / math.sqrt(law.a))}"


def _lognormal(law: Distribution, unit: str) -> str:
    spread = math.sqrt(math.expm1(law.b * law.b))
    return f"lognormal {_short(math.exp(law.a + law.b * law.b / 2.0))}{unit} cv {_short(spread)}"


_TEXTS: dict[str, Callable[[Distribution, str], str]] = {
    "fixed": _texts("fixed", "a"),
    "exponential": _texts("exponential", "a"),
    "uniform": _texts("uniform", "a", "b"),
    "triangular": _texts("triangular", "a", "b", "c"),
    "gamma": _gamma,
    "lognormal": _lognormal,
    "weibull": _texts("weibull", "a", "b"),
    "normal": _texts("normal", "a", "b"),
}
