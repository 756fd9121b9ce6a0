"""Intervals: 95% for a mean over replications (Student's t), and for a share (Wilson)."""

import math
from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist, stdev

CONFIDENCE = 0.95


@lru_cache(maxsize=256)
def t_quantile(probability: float, degrees: float) -> float:
    """Return the quantile of Student's t at `probability` with `degrees` of freedom."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, probability))


def half_width(values: Sequence[float], intervals: int = 1) -> float | None:
    """Return the half-width of the 95% t-interval of a mean, one of `intervals` that hold together.

    By Bonferroni. None with fewer than two values: one replication has no interval.
    """
    if len(values) < 2:
        return None
    miss = (1.0 - CONFIDENCE) / (2.0 * intervals)
    return t_quantile(1.0 - miss, len(values) - 1) * stdev(values) / math.sqrt(len(values))


def wilson(share: float, n: float) -> tuple[float, float]:
    """Return the 95% score interval of a share out of n, which need not be whole (Wilson 1927); all there is if n is 0."""
    if n <= 0.0:
        return 0.0, 1.0
    z2 = NormalDist().inv_cdf((1.0 + CONFIDENCE) / 2.0) ** 2
    middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n)
    width = math.sqrt(z2 * (share * (1.0 - share) / n + z2 / (4.0 * n * n))) / (1.0 + z2 / n)
    return max(0.0, middle - width), min(1.0, middle + width)
