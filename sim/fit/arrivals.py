"""When cases come: how many a week, over which hours, how uneven the days are."""

from dataclasses import dataclass

import numpy as np

from sim.fit.events import DAY, Array
from sim.fit.weekly import Week, cells, days_of, exposure, smooth

UNEVEN = 1.2  # from here on days are said to differ by more than chance [A]
MOST = 30.0


@dataclass(frozen=True)
class Arrivals:
    """Cases a week, their weight by hour of the week, and the dispersion of days (1: Poisson)."""

    per_week: float
    week: Week
    dispersion: float


def arrivals(times: Array, weights: Array, window: tuple[float, float]) -> Arrivals:
    """Return how cases come, by when each began and how many it stands for."""
    exposed = exposure(window)
    counts = np.bincount(cells(times), weights=weights, minlength=168).reshape(7, 24)
    rates = smooth(counts, exposed)
    return Arrivals(float(rates.sum()), Week(rates), _dispersion(times, weights, window, rates))


def _dispersion(times: Array, weights: Array, window: tuple[float, float], rates: Array) -> float:
    """Return the variance of a day's count in the mean that days of its kind have, without first and last day."""
    days = days_of(window)[1:-1]
    if len(days) < 14:
        return 1.0
    counts = np.bincount((times // DAY).astype(int), weights=weights, minlength=int(days[-1]) + 1)[days]
    heavy = max(float((weights**2).sum() / weights.sum()), 1.0)  # a case that stands for more makes its day more uneven
    means = rates.sum(1)[days % 7]
    usual = means > 0.5
    if usual.sum() < 10:
        return 1.0
    index = float(((counts - means) ** 2 / np.maximum(means, 1e-9))[usual].sum() / max(usual.sum() - 7, 1)) / heavy
    return float(np.clip(index, 1.0, MOST))
