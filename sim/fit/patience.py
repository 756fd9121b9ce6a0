"""How long people wait before they give up, from waits of which many ended with an answer first."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from sim.fit.events import Array

LEAST = 20  # people who gave up, from which patience can be told [A]


@dataclass(frozen=True)
class FittedPatience:
    """A Weibull law (scale in minutes), the median by Kaplan-Meier (None: not reached), and who gave up and who waited."""

    shape: float
    scale: float
    median: float | None
    gave_up: int
    waited: int


def patience(waits: Array, gave_up: Array) -> FittedPatience | None:
    """Return the patience of those who waited (minutes), None where too few gave up; an answer censors it."""
    waited = waits > 0
    times, ended = waits[waited], gave_up[waited]
    if ended.sum() < LEAST:
        return None

    def minus_likelihood(logs: Array) -> float:
        shape, scale = np.exp(logs)
        return float(np.sum((times / scale) ** shape) - np.sum(np.log(shape / scale) + (shape - 1) * np.log(times[ended] / scale)))

    found = minimize(minus_likelihood, np.log([1.0, times.sum() / ended.sum()]), method="Nelder-Mead")
    shape, scale = np.exp(found.x)
    return FittedPatience(float(np.clip(shape, 0.1, 1000)), float(scale), median(times, ended), int(ended.sum()), int(waited.sum()))


def median(times: Array, ended: Array) -> float | None:
    """Return the median by the product limit (Kaplan & Meier 1958), None where it is not reached."""
    order = np.lexsort((~ended, times))
    at_risk = np.arange(len(times), 0, -1)
    staying = np.cumprod(1.0 - ended[order] / at_risk)
    below = np.flatnonzero(staying <= 0.5)
    return float(times[order][below[0]]) if len(below) else None
