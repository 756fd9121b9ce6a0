"""Distributions of durations (minutes) and of marks."""

import math
from collections.abc import Callable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

Kind = Literal[
    "fixed", "exponential", "uniform", "triangular", "gamma", "lognormal", "weibull", "normal", "empirical"
]


class Distribution(BaseModel):
    """A law of durations in minutes (or of marks); its parameters a, b, c depend on the kind.

    fixed(a), exponential(a=mean), uniform(a, b), triangular(a=low, b=mode, c=high),
    gamma(a=shape, b=scale), lognormal(a, b = mean and sd of the logarithm of minutes),
    weibull(a=shape, b=scale), normal(a=mean, b=sd), empirical(values, weights).
    With probability `zero` the outcome is exactly 0. A delay in working time has another `unit` (calendar.WORKING_DAYS, ...).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    a: float = 0.0
    b: float = 0.0
    c: float = 0.0
    values: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()
    zero: float = 0.0
    unit: int = 0

    @model_serializer(mode="wrap")
    def _as_ever(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Return it as plain data; what runs by the clock as before there was any other time."""
        found: dict[str, Any] = write(self)
        return found if self.unit else {name: value for name, value in found.items() if name != "unit"}

    @property
    def mean(self) -> float:
        """Mean, in minutes (or marks)."""
        return (1 - self.zero) * _MEANS[self.kind](self)

    @property
    def variance(self) -> float:
        """Variance, in square minutes (or square marks)."""
        other = _MEANS[self.kind](self)
        return (1 - self.zero) * (_VARIANCES[self.kind](self) + other * other) - self.mean * self.mean

    @property
    def always_zero(self) -> bool:
        """Whether every outcome is exactly 0."""
        return self.zero == 1 or (self.mean == 0 and self.kind != "normal")


_MEANS: dict[str, Callable[[Distribution], float]] = {
    "fixed": lambda d: d.a,
    "exponential": lambda d: d.a,
    "uniform": lambda d: (d.a + d.b) / 2,
    "triangular": lambda d: (d.a + d.b + d.c) / 3,
    "gamma": lambda d: d.a * d.b,
    "lognormal": lambda d: math.exp(d.a + d.b * d.b / 2),
    "weibull": lambda d: d.b * math.gamma(1 + 1 / d.a),
    "normal": lambda d: d.a,
    "empirical": lambda d: sum(v * w for v, w in zip(d.values, d.weights, strict=True)),
}


def _of_triangular(d: Distribution) -> float:
    return (d.a * d.a + d.b * d.b + d.c * d.c - d.a * d.b - d.a * d.c - d.b * d.c) / 18


def _of_weibull(d: Distribution) -> float:
    return d.b * d.b * (math.gamma(1 + 2 / d.a) - math.gamma(1 + 1 / d.a) ** 2)


def _of_empirical(d: Distribution) -> float:
    total = sum(d.weights)
    mean = sum(v * w for v, w in zip(d.values, d.weights, strict=True)) / total
    return sum((v - mean) ** 2 * w for v, w in zip(d.values, d.weights, strict=True)) / total


_VARIANCES: dict[str, Callable[[Distribution], float]] = {
    "fixed": lambda d: 0.0,
    "exponential": lambda d: d.a * d.a,
    "uniform": lambda d: (d.b - d.a) ** 2 / 12,
    "triangular": _of_triangular,
    "gamma": lambda d: d.a * d.b * d.b,
    "lognormal": lambda d: math.expm1(d.b * d.b) * math.exp(2 * d.a + d.b * d.b),
    "weibull": _of_weibull,
    "normal": lambda d: d.b * d.b,
    "empirical": _of_empirical,
}


def scaled(law: Distribution, factor: float) -> Distribution:
    """Return the law of outcomes `factor` times as large: its mean multiplied, of no time where that is 0."""
    if factor == 0.0:
        return Distribution(kind="fixed")
    return law.model_copy(update=_SCALED[law.kind](law, factor))


def shifted(law: Distribution, by: float) -> Distribution:
    """Return a law of marks that are all higher by so much: fixed, uniform, triangular, normal or empirical."""
    if law.kind == "empirical":
        return law.model_copy(update={"values": tuple(value + by for value in law.values)})
    return law.model_copy(update={name: getattr(law, name) + by for name in _PLACES.get(law.kind, "")})


_PLACES = {"fixed": "a", "uniform": "ab", "triangular": "abc", "normal": "a"}
_SCALED: dict[str, Callable[[Distribution, float], dict[str, object]]] = {
    "fixed": lambda d, f: {"a": d.a * f},
    "exponential": lambda d, f: {"a": d.a * f},
    "uniform": lambda d, f: {"a": d.a * f, "b": d.b * f},
    "triangular": lambda d, f: {"a": d.a * f, "b": d.b * f, "c": d.c * f},
    "gamma": lambda d, f: {"b": d.b * f},
    "lognormal": lambda d, f: {"a": d.a + math.log(f)},
    "weibull": lambda d, f: {"b": d.b * f},
    "normal": lambda d, f: {"a": d.a * f, "b": d.b * f},
    "empirical": lambda d, f: {"values": tuple(v * f for v in d.values)},
}
