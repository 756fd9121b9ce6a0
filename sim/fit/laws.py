"""Times as a law in a file: a family where it fits everywhere, else values that are equally likely."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from sim.fit.events import Array

NEAR = 0.05  # of the distribution function: a family that is nowhere further off stands for what was seen [A]
SLICES = 16  # values that stand for what no family fits [A]
NOUGHT = 0.01  # minutes: shorter is no time at all


@dataclass(frozen=True)
class Law:
    """A law as a file has it, with its mean (minutes), and how far its family is off at most (None: values)."""

    written: Any
    mean: float
    off: float | None


def slices(values: Array, weights: Array | None = None, count: int = SLICES) -> Array:
    """Return so many values that are equally likely and have the mean of the weighted values: means of equal slices."""
    order = np.argsort(values)
    ordered = values[order].astype(float)
    heavy = np.ones(len(values)) if weights is None else weights[order]
    upto = np.r_[0.0, np.cumsum(heavy)] / heavy.sum()
    sums = np.r_[0.0, np.cumsum(ordered * heavy)] / heavy.sum()
    return np.diff(np.interp(np.linspace(0.0, 1.0, count + 1), upto, sums)) * count


def law(values: Array, weights: Array | None = None) -> Law:
    """Return the law of times in minutes."""
    fine = slices(values, weights, min(1000, max(len(values), 1)))
    mean = float(fine.mean())
    zero = float((fine < NOUGHT).mean())
    some = fine[fine >= NOUGHT]
    if not len(some):
        return Law("0 min", 0.0, 0.0)
    written, off = _family(some)
    if off > NEAR:
        return Law(listed(slices(values, weights, min(SLICES, len(values)))), mean, None)
    return Law({"zero": round(zero, 4), "otherwise": written} if zero > 0.005 else written, mean, off)


def _family(some: Array) -> tuple[str, float]:
    """Return the family that comes nearest, and how far its distribution function is off at most."""
    mean, spread = float(some.mean()), float(some.std())
    if spread < 0.01 * mean:
        return span(mean), 0.0
    found = []
    for make in (_exponential, _lognormal, _gamma, _weibull):
        text, cdf = make(some, mean, spread)
        rank = (np.arange(len(some)) + 0.5) / len(some)
        found.append((float(np.abs(cdf(np.sort(some)) - rank).max()), text))
    off, text = min(found)
    return text, off


Made = tuple[str, Callable[[Array], Array]]


def _exponential(some: Array, mean: float, spread: float) -> Made:
    return f"exponential {span(mean)}", stats.expon(scale=mean).cdf


def _lognormal(some: Array, mean: float, spread: float) -> Made:
    sigma = max(float(np.log(some).std()), 1e-3)
    cv = float(np.sqrt(np.expm1(sigma**2)))
    if cv > 50:
        return "", lambda x: np.ones(len(x))
    middle = np.log(mean) - sigma**2 / 2.0
    return f"lognormal {span(mean)} cv {cv:.3g}", stats.lognorm(sigma, scale=np.exp(middle)).cdf


def _gamma(some: Array, mean: float, spread: float) -> Made:
    shape = max((mean / spread) ** 2, 1e-4)
    return f"gamma {span(mean)} cv {max(spread / mean, 1e-3):.3g}", stats.gamma(shape, scale=mean / shape).cdf


def _weibull(some: Array, mean: float, spread: float) -> Made:
    shape = float(np.clip(1.2 / max(np.log(some).std(), 1e-3), 0.15, 50.0))
    scale = mean / stats.weibull_min(shape).mean()
    return f"weibull {shape:.3g} {span(scale)}", stats.weibull_min(shape, scale=scale).cdf


UNITS = ((1440.0 * 2, "days", 1440.0), (120.0, "h", 60.0), (1.0, "min", 1.0), (0.0, "s", 1.0 / 60.0))


def span(minutes: float) -> str:
    """Return a time with the unit that suits it, in three digits."""
    if minutes < 1e-4:
        return "0 min"
    unit, size = next((unit, size) for least, unit, size in UNITS if minutes >= least)
    number = minutes / size
    return f"{number:.3g} {unit}" if number < 1000 else f"{number:.0f} {unit}"


def listed(values: Array) -> Any:
    """Return equally likely values as a file has them."""
    return {"empirical": [span(max(0.0, float(value))) for value in values]}
