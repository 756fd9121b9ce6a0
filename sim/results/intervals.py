"""Intervals: 95% for a mean over replications (Student's t, corrected for skewness), and for a share (Wilson)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

CONFIDENCE = 0.95
FURTHER = 2.0  # times as far on the side to which values are skewed, at most [A]: more widens, and covers no oftener
PER_SKEWNESS = 4.0  # values for each unit of squared skewness: with fewer, intervals cover too seldom


@lru_cache(maxsize=256)
def t_quantile(probability: float, degrees: float) -> float:
    """Return the quantile of Student's t at `probability` with `degrees` of freedom."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, probability))


def interval(values: Sequence[float], intervals: int = 1) -> tuple[float, float] | None:
    """Return the 95% interval of a mean, one of `intervals` that hold together (Bonferroni); None with fewer than two values.

    Student's t with the degrees of freedom that fit the kurtosis found (Satterthwaite 1946), further out on the side to which
    values are skewed (Hall 1992) and nowhere nearer. How often it covers is in judging/STUDY.md.
    """
    shape = Shape.of(values)
    if shape is None:
        return None
    miss = (1.0 - CONFIDENCE) / (2.0 * intervals)
    below, above = shape.sides(t_quantile(1.0 - miss, shape.degrees))
    return shape.mean - below * shape.error, shape.mean + above * shape.error


def half_width(values: Sequence[float], intervals: int = 1) -> float | None:
    """Return how far the 95% interval of a mean goes at most to either side of it."""
    shape, ends = Shape.of(values), interval(values, intervals)
    return None if shape is None or ends is None else max(shape.mean - ends[0], ends[1] - shape.mean)


@dataclass(frozen=True)
class Shape:
    """The mean of some values, its standard error, their skewness, and on how many of them the variance rests."""

    n: int
    mean: float
    error: float
    skewness: float
    rests_on: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Shape | None":
        """Return the shape of values, None of fewer than two."""
        n = len(values)
        if n < 2:
            return None
        mean = math.fsum(values) / n
        powers = [[(value - mean) ** k for value in values] for k in (2, 3, 4)]
        square, cube, fourth = (math.fsum(each) for each in powers)
        unbiased = math.sqrt(n * (n - 1.0)) / (n - 2.0) if n > 2 else 0.0
        skewness = unbiased * math.sqrt(n) * cube / square**1.5 if square**1.5 > 0.0 else 0.0
        rests_on = square * square / fourth if fourth > 0.0 else float(n)
        return cls(n, mean, math.sqrt(square / (n - 1.0) / n), skewness, rests_on)

    @property
    def degrees(self) -> float:
        """Degrees of freedom that fit the kurtosis found, at most those of normal values."""
        return min(self.n - 1.0, 2.0 * self.n / max(self.n / self.rests_on - 1.0, 1e-9))

    def sides(self, quantile: float) -> tuple[float, float]:
        """Return how many standard errors an interval goes below and above the mean, by the quantile of a symmetric one."""
        return sides(quantile, self.skewness, self.n)

    @property
    def wanted(self) -> int:
        """How many values the skewness found asks for: with fewer an interval covers less often than it says."""
        return math.ceil(PER_SKEWNESS * self.skewness**2)


def sides(quantile: float, skewness: float, n: int) -> tuple[float, float]:
    """Return how many standard errors an interval goes below and above the mean of n values with this skewness.

    Further by Hall's transformation (1992) on the side to which they are skewed, and there at most twice as far: where values
    are few, or quantiles far out as those of many intervals are, it jumps.
    """
    a = abs(skewness) / (6.0 * math.sqrt(n))
    if a < 1e-9:
        return quantile, quantile
    hall = (1.0 - math.cbrt(1.0 - 6.0 * a * (quantile + a))) / (2.0 * a)
    far = min(FURTHER * quantile, max(quantile, hall))
    return (far, quantile) if skewness < 0.0 else (quantile, far)


def wilson(share: float, n: float) -> tuple[float, float]:
    """Return the 95% score interval of a share out of n, which need not be whole (Wilson 1927); all there is if n is 0."""
    if n <= 0.0:
        return 0.0, 1.0
    z2 = NormalDist().inv_cdf((1.0 + CONFIDENCE) / 2.0) ** 2
    middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n)
    width = math.sqrt(z2 * (share * (1.0 - share) / n + z2 / (4.0 * n * n))) / (1.0 + z2 / n)
    return max(0.0, middle - width), min(1.0, middle + width)
