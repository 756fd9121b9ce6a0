"""Distributions, by inversion of one keyed uniform where that is exact (so that paired designs move together)."""

import math

from sim.kernel.jit import compiled
from sim.kernel.streams import ATTEMPTS, block

FIXED, EXPONENTIAL, UNIFORM, TRIANGULAR, GAMMA, LOGNORMAL, WEIBULL, NORMAL, EMPIRICAL = range(9)
KINDS = (
    "fixed",
    "exponential",
    "uniform",
    "triangular",
    "gamma",
    "lognormal",
    "weibull",
    "normal",
    "empirical",
)


@compiled
def _central(q: float) -> float:
    r = 0.180625 - q * q
    top = ((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
        + 45921.953931549871457) * r + 13731.693765509461125) * r + 1971.5909503065514427) * r
        + 133.14166789178437745) * r + 3.387132872796366608  # fmt: skip
    low = ((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r
        + 21213.794301586595867) * r + 5394.1960214247511077) * r + 687.1870074920579083) * r
        + 42.313330701600911252) * r + 1.0  # fmt: skip
    return q * top / low


@compiled
def _near_tail(r: float) -> float:
    r -= 1.6
    top = ((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r
        + 1.27045825245236838258) * r + 3.64784832476320460504) * r + 5.7694972214606914055) * r
        + 4.6303378461565452959) * r + 1.42343711074968357734  # fmt: skip
    low = ((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r
        + 0.14810397642748007459) * r + 0.68976733498510000455) * r + 1.6763848301838038494) * r
        + 2.05319162663775882187) * r + 1.0  # fmt: skip
    return top / low


@compiled
def _far_tail(r: float) -> float:
    r -= 5.0
    top = ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r
        + 0.026532189526576123093) * r + 0.29656057182850489123) * r + 1.7848265399172913358) * r
        + 5.4637849111641143699) * r + 6.6579046435011037772  # fmt: skip
    low = ((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
        + 7.868691311456132591e-4) * r + 0.0148753612908506148525) * r + 0.13692988092273580531) * r
        + 0.59983220655588793769) * r + 1.0  # fmt: skip
    return top / low


@compiled
def normal_quantile(u: float) -> float:
    """Return the standard normal quantile of u in (0, 1), relative error 1e-16 (Wichura 1988, algorithm AS 241)."""
    q = u - 0.5
    if abs(q) <= 0.425:
        return _central(q)
    r = math.sqrt(-math.log(u if q < 0.0 else 1.0 - u))
    tail = _near_tail(r) if r <= 5.0 else _far_tail(r)
    return -tail if q < 0.0 else tail


@compiled
def _triangular(low: float, mode: float, high: float, u: float) -> float:
    width = high - low
    if u * width < mode - low:
        return low + math.sqrt(u * width * (mode - low))
    return high - math.sqrt((1.0 - u) * width * (high - mode))


@compiled
def quantile(kind: int, a: float, b: float, c: float, u: float) -> float:
    """Return the u-quantile of a distribution that has a closed form (all but gamma and empirical); in its own unit."""
    if kind == EXPONENTIAL:
        return -a * math.log(1.0 - u)
    if kind == FIXED:
        return a
    if kind == UNIFORM:
        return a + (b - a) * u
    if kind == LOGNORMAL:
        return math.exp(a + b * normal_quantile(u))
    if kind == TRIANGULAR:
        return _triangular(a, b, c, u)
    if kind == WEIBULL:
        return float(b * (-math.log(1.0 - u)) ** (1.0 / a))
    return a + b * normal_quantile(u)


@compiled
def gamma(
    shape: float, seed: int, replication: int, entity: int, purpose: int, occurrence: int, slot: int
) -> float:
    """Return a gamma draw of scale 1, its attempts keyed to the place (Marsaglia & Tsang 2000); slot 0 or 1 of a block."""
    boost = shape < 1.0
    d = (shape + 1.0 if boost else shape) - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    value = d
    u = 0.5
    for attempt in range(1, ATTEMPTS - 1):
        u, w = block(seed, replication, entity, purpose, occurrence, slot * ATTEMPTS + attempt)
        x = normal_quantile(u)
        v = (1.0 + c * x) * (1.0 + c * x) * (1.0 + c * x)
        if v > 0.0 and math.log(w) < 0.5 * x * x + d - d * v + d * math.log(v):
            value = d * v
            break
    if boost:  # Stuart's theorem: gamma(a) = gamma(a + 1) U^(1/a)
        w = block(seed, replication, entity, purpose, occurrence, slot * ATTEMPTS + ATTEMPTS - 1)[0]
        value *= w ** (1.0 / shape)
    return value


@compiled
def empirical(table, start: int, count: int, u: float) -> float:  # type: ignore[no-untyped-def]
    """Return the value whose cumulative share first reaches u; the table holds `count` values, then their cumulative shares."""
    low, high = start + count, start + 2 * count - 1
    while low < high:
        middle = (low + high) // 2
        if table[middle] < u:
            low = middle + 1
        else:
            high = middle
    return float(table[low - count])


@compiled
def sample(  # type: ignore[no-untyped-def]
    kind: int, a: float, b: float, c: float, zero: float, table, start: int, count: int,
    u: float, seed: int, replication: int, entity: int, purpose: int, occurrence: int, slot: int,
) -> float:  # fmt: skip
    """Return a draw from a distribution: uniform `slot` (0 or 1) of its block is u; rejection attempts have blocks of their own."""
    if zero > 0.0:
        if u < zero:
            return 0.0
        u = (u - zero) / (1.0 - zero)
    if kind == GAMMA:
        return b * gamma(a, seed, replication, entity, purpose, occurrence, slot)
    if kind == EMPIRICAL:
        return empirical(table, start, count, u)
    return quantile(kind, a, b, c, u)
