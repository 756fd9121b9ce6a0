"""Intervals that hold together over many effects: the max-t bootstrap.

The bootstrap resamples whole replications, so that what goes together in them goes on doing so, and takes the largest
studentised deviation over all effects (Westfall & Young 1993; Romano & Wolf 2005). Deviations are put on one scale by
Student's t of their own number of replications, which need not be the same for all effects. Skewness and heavy tails are
allowed for in each interval by itself; what that is worth is in STUDY.md.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.results.intervals import sides, t_quantile
from sim.results.results import ROUNDING

FEW = 10  # pairs below which resamples are too much alike for a bootstrap: there Student's t and Bonferroni
RESAMPLES = 4999
TAIL = 50  # resamples wanted beyond the quantile
CHUNK = 500
FURTHEST = (
    10.0  # times fewer misses of an interval than by Bonferroni: more the bootstrap is not believed [A]
)
RESTS_ON = 4.0  # replications, below which a variance rests on so few of them that resamples can be without


@dataclass(frozen=True)
class Effect:
    """A mean over replications: its standard error, degrees of freedom, and the part of each replication in its error.

    `parts` is nan where a replication has no value; error 0 is certainty: the same in every replication.
    """

    mean: float
    error: float
    degrees: int
    parts: Any
    base: float = math.nan
    alike: "Effect | None" = None  # the same like for like, where that is another

    @property
    def n(self) -> int:
        """How many replications have a value."""
        return int(np.count_nonzero(~np.isnan(self.parts)))

    @property
    def rests_on(self) -> float:
        """On how many replications the variance rests: all of them if their parts are equally large, one if all others are nought."""
        squares = np.square(self.parts[~np.isnan(self.parts)])
        return float(squares.sum() ** 2 / (squares @ squares))

    @property
    def skewness(self) -> float:
        """The skewness of the parts, nought of fewer than three."""
        parts = self.parts[~np.isnan(self.parts)]
        n, square = len(parts), float(parts @ parts)
        if n < 3 or square <= 0.0:
            return 0.0
        return (
            math.sqrt(n * (n - 1.0)) / (n - 2.0) * math.sqrt(n) * float(np.sum(parts**3)) / float(square**1.5)
        )

    def ends(self, width: float) -> tuple[float, float]:
        """Return the interval so many standard errors wide to either side, further out on the side to which parts are skewed."""
        below, above = sides(width, self.skewness, self.n)
        return self.mean - below * self.error, self.mean + above * self.error

    @property
    def matched(self) -> float:
        """Degrees of freedom that fit the kurtosis found, at most those of normal values (Satterthwaite 1946)."""
        return min(float(self.degrees), 2.0 * self.n / max(self.n / self.rests_on - 1.0, 1e-9))


def effect(before: Any, after: Any, relative: bool) -> Effect | None:
    """Return the mean paired difference, as a part of the baseline's mean where `relative`; None with fewer than two pairs.

    None as well for a part of a baseline of nought, unless nothing differs from it. The error of the baseline's mean is in
    that of a relative effect (delta method). A difference of nought in every replication, rounding apart, is a certain nought.
    """
    before, after = (np.asarray(values, float) for values in (before, after))
    difference = after - before
    there = ~np.isnan(difference)
    n, base = int(there.sum()), float(before[there].mean()) if there.any() else math.nan
    if n < 2:
        return None
    size = max(abs(base), abs(float(after[there].mean())))
    if np.all(np.abs(difference[there]) <= ROUNDING * size):
        return Effect(0.0, 0.0, n - 1, np.where(there, 0.0, np.nan), base)
    if relative and base == 0.0:
        return None
    mean = float(difference[there].mean())
    parts = difference - mean
    if relative:
        parts = (parts - mean / base * (before - base)) / abs(base)
        mean /= abs(base)
        size = 1.0
    return Effect(mean, _error(parts, n - 1, size), n - 1, parts, base)


def _error(parts: Any, degrees: int, size: float) -> float:
    known = parts[~np.isnan(parts)]
    error = math.sqrt(float(known @ known) / degrees / len(known))
    return error if error > ROUNDING * size else 0.0


def max_t(effects: Sequence[Effect], alpha: float, seed: Sequence[int]) -> list[float]:
    """Return how many standard errors wide half of each interval is, so that all hold together with 1 - alpha.

    Effects with few pairs have intervals by Student's t with their share of alpha (Bonferroni), the others by the bootstrap,
    with theirs. With few pairs and many effects some resample always has next to no variance left of one of them: what the
    bootstrap asks beyond Bonferroni has an end, and to that end go those whose variance rests on a few replications.
    """
    live = [one for one in effects if one.error > 0.0]
    able = [one for one in live if _can_be_resampled(one, alpha / (10.0 * len(live)))]
    share = alpha / max(1, len(live))
    resampled = _smallest_tail(able, alpha * len(able) / len(live), seed) if able else share
    tails = {id(one): max(resampled, share / FURTHEST) for one in able}
    return [width(one, tails.get(id(one), share if one.n < FEW else share / FURTHEST)) for one in effects]


def width(one: Effect, tail: float) -> float:
    """Return how many standard errors wide half of an interval is that misses with this chance; nought where there is no error."""
    return t_quantile(1.0 - tail / 2.0, one.matched) if one.error > 0.0 else 0.0


def _can_be_resampled(one: Effect, chance: float) -> bool:
    """Return whether a resample with nothing but equal values is unlikely, and its variance rests on several replications."""
    parts = one.parts[~np.isnan(one.parts)]
    alike = np.unique(np.round(parts / np.abs(parts).max(), 9), return_counts=True)[1].max()
    many = len(parts) >= FEW and one.rests_on >= RESTS_ON
    return bool(many and (alike / len(parts)) ** len(parts) <= chance)


def _smallest_tail(effects: Sequence[Effect], alpha: float, seed: Sequence[int]) -> float:
    """Return the alpha quantile of the smallest two-sided tail over effects, in resamples of the replications."""
    count = max(RESAMPLES, math.ceil(TAIL / alpha))
    smallest = np.sort(np.concatenate(list(_tails(effects, count, seed))))
    tail = min(alpha, smallest[max(0, math.floor(alpha * (count + 1)) - 1)])
    return float(f"{tail:.9g}")  # what a library's sums leave behind in the last digits is no finding


def _tails(effects: Sequence[Effect], count: int, seed: Sequence[int]) -> Iterator[Any]:
    from scipy.special import stdtr

    generator = np.random.default_rng(list(seed))
    rows = max(len(one.parts) for one in effects)
    parts = np.full((rows, len(effects)), np.nan)
    for column, one in enumerate(effects):
        parts[: len(one.parts), column] = one.parts / (one.error * math.sqrt(one.n))
    there = ~np.isnan(parts)
    degrees = there.sum(axis=0) - 1
    sums = np.hstack([there, np.nan_to_num(parts), np.nan_to_num(parts * parts)])
    for first in range(0, count, CHUNK):
        deviations = _studentised(_often(generator, min(CHUNK, count - first), rows) @ sums)
        largest = [deviations[:, degrees == number].max(axis=1) for number in np.unique(degrees)]
        yield 2.0 * stdtr(np.unique(degrees), -np.column_stack(largest)).min(axis=1)


def _often(generator: np.random.Generator, count: int, rows: int) -> Any:
    """Return how often each of the rows is in each of so many resamples."""
    drawn = generator.integers(0, rows, (count, rows)) + rows * np.arange(count)[:, None]
    return np.bincount(drawn.ravel(), minlength=count * rows).reshape(count, rows).astype(float)


def _studentised(sums: Any) -> Any:
    """Return |t| of each resample and effect, from numbers, sums and squares; infinite where no variance is left."""
    number, total, square = np.split(sums, 3, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = total / number
        variance = np.maximum(square / number - mean * mean, 0.0)
        found = np.abs(mean) / np.sqrt(variance / (number - 1.0))
    return np.where(np.isfinite(found), found, np.inf)
