"""Effort like for like: who gave up and is helped now has more effort than before, and is no worse off for it.

Effort in vain is small where people give up soon. When they are helped instead, resistance and the worst tenth may look
worse while nobody else has more effort than before. Who they are is not known in the sums; so as many needs as are resolved
more are left out, those with most effort (as Lee 2009 trims). What is worse even then, they can't account for: that is harm.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analyses.judging.stats import Effect, effect
from sim.results.intervals import Shape, interval
from sim.results.pooling import Pool, each, packed
from sim.results.resistance import most, worst_tenth
from sim.runs.collect import Sample

WORST_DECILE, RESISTANCE, RESOLVED = "resistance_worst_decile", "resistance", "resolved_share"


def _resistance(row: Any, without: float) -> float:
    """Return effort per resolved need (minutes), both without a share of the ended needs."""
    bins, sums = np.split(row[2:], 2)
    fewer = without * float(bins.sum())
    resolved = row[1] - fewer
    return float((row[0] - most(bins, sums, fewer)) / resolved) if resolved > 0.0 else float("nan")


def _worst_decile(row: Any, without: float) -> float:
    """Return the mean effort of the tenth with most of it (minutes), but for a share with even more."""
    return worst_tenth(row[2:], without)


LIKE: Mapping[str, Callable[[Any, float], float]] = {RESISTANCE: _resistance, WORST_DECILE: _worst_decile}


@dataclass(frozen=True)
class Remainder:
    """What a measure comes to without a share of the needs: of effort, number resolved, and histograms of effort."""

    measure: str
    without: float

    def __call__(self, rows: Any) -> Any:
        return each(lambda row: LIKE[self.measure](row, self.without), rows)


def alike(measure: str, before: Sample, after: Sample, n: int, relative: bool) -> Effect | None:
    """Return the effect without as many needs as are resolved more; None of other measures, and where that is not beyond doubt."""
    if measure not in LIKE or not all(name in after for name in (RESISTANCE, WORST_DECILE, RESOLVED)):
        return None
    gains = np.subtract(after.measure(RESOLVED, n).shares, before.measure(RESOLVED, n).shares)
    gain, ends = Shape.of(gains.tolist()), interval(gains.tolist())
    if gain is None or ends is None or not ends[0] > 0.0:
        return None
    return effect(before.measure(measure, n).shares, _shares(measure, after, n, gains, gain), relative)


def _shares(measure: str, after: Sample, n: int, gains: Any, gain: Shape) -> Any:
    """Return the shares of a measure without a gain in needs, the error of that gain in them (delta method)."""
    rows = [packed(row) for row in _rows(after, n)]
    low, middle, high = (Pool(Remainder(measure, gain.mean + way * gain.error), rows) for way in (-1.0, 0.0, 1.0))
    slope = (high.estimate - low.estimate) / (2.0 * gain.error) if gain.error > 0.0 else 0.0
    return np.array(middle.shares) + slope * (gains - gain.mean)


def _rows(after: Sample, n: int) -> Any:
    """Return what resistance and the worst tenth of each replication are made of."""
    pools = [after.measure(name, n).pool for name in (RESISTANCE, WORST_DECILE)]
    return np.hstack([np.vstack(list(one.rows())) for one in pools if one is not None])
