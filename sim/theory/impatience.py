"""Queues that people walk out of: Erlang A and M/M/n+G. Rates per unit of time, times in that unit."""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.theory.queues import erlang_b

Array = NDArray[np.float64]
NEGLIGIBLE = -60.0  # exponents this far below the peak add nothing to a double


class Patience(NamedTuple):
    """How long people stay in a queue: P(patience > t), its integral from 0 to t, and where it breaks."""

    survival: Callable[[Array], Array]
    area: Callable[[Array], Array]
    corner: float | None = None


def exponential_patience(mean: float) -> Patience:
    """Return exponential patience of this mean (Palm 1957)."""
    return Patience(lambda t: np.exp(-t / mean), lambda t: -mean * np.expm1(-t / mean))


def weibull_patience(shape: float, scale: float) -> Patience:
    """Return Weibull patience; scale in the unit of time (Mandelbaum & Zeltyn 2004)."""
    from scipy.special import gamma, gammainc

    def area(t: Array) -> Array:
        full = scale / shape * gamma(1.0 / shape)
        return np.asarray(full * gammainc(1.0 / shape, (t / scale) ** shape))

    return Patience(lambda t: np.exp(-((t / scale) ** shape)), area)


def fixed_patience(limit: float) -> Patience:
    """Return the patience of people who all leave after `limit` (Barrer 1957)."""
    return Patience(lambda t: (t < limit).astype(float), lambda t: np.minimum(t, limit), limit)


class Impatience(NamedTuple):
    """What M/M/n+G settles to: waits in the unit of time, of all who came unless said otherwise."""

    wait_probability: float
    abandoned: float
    wait: float
    wait_served: float
    queue: float
    utilisation: float
    over: Callable[[float], float]  # t -> P(wait > t)


def _bisect(below: Callable[[float], bool], low: float, high: float) -> float:
    for _ in range(200):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if below(middle) else (low, middle)
    return high


def _double(until: Callable[[float], bool], start: float) -> float:
    while not until(start):
        start *= 2.0
    return start


class _Offered:
    """Density of the wait of the endlessly patient: exp(rate H(t) - n mu t), H the area under patience."""

    def __init__(self, rate: float, capacity: float, patience: Patience) -> None:
        self.rate, self.capacity, self.patience = rate, capacity, patience
        at_once = 1.0 / capacity
        self.peak = 0.0
        if self._rises(0.0):
            self.peak = _bisect(self._rises, 0.0, _double(lambda t: not self._rises(t), at_once))
        self.height = 0.0
        self.height = float(self.exponent(np.array(self.peak)))
        self.end = _double(self._gone, at_once)

    def _rises(self, t: float) -> bool:
        return self.rate * float(self.patience.survival(np.array(t))) > self.capacity

    def _gone(self, t: float) -> bool:
        return t > self.peak and float(self.exponent(np.array(t))) < NEGLIGIBLE

    def exponent(self, t: Array) -> Array:
        return np.asarray(self.rate * self.patience.area(t) - self.capacity * t - self.height)

    def integral(self, weight: Callable[[Array], Array], start: float = 0.0) -> float:
        """Integrate weight times the density from `start` on, on panels split at peak and corner."""
        marks = {self.peak, self.patience.corner or 0.0}
        edges = [start, *sorted(m for m in marks if start < m < self.end), max(self.end, start)]
        nodes, weights = np.polynomial.legendre.leggauss(24)
        total = 0.0
        for low, high in pairwise(edges):
            cuts = np.linspace(low, high, 201)
            half = np.diff(cuts)[:, None] / 2.0
            t = (cuts[:-1] + cuts[1:])[:, None] / 2.0 + half * nodes
            total += float((half * weights * weight(t) * np.exp(self.exponent(t))).sum())
        return total


def impatient(rate: float, service_rate: float, servers: int, patience: Patience) -> Impatience:
    """Return M/M/n+G: waits, give-ups and use, rates per unit of time.

    Baccelli & Hebuterne 1981; Zeltyn & Mandelbaum 2005.
    """
    capacity = servers * service_rate
    offered = _Offered(rate, capacity, patience)
    free = math.exp(-offered.height) / erlang_b(rate / service_rate, servers - 1)
    delayed = rate * offered.integral(np.ones_like)
    scale = rate / (free + delayed)
    answered = scale * offered.integral(patience.survival) + free / (free + delayed)
    wait = scale * offered.integral(patience.area)
    wait_served = scale * offered.integral(lambda t: t * patience.survival(t)) / answered
    return Impatience(
        wait_probability=delayed / (free + delayed),
        abandoned=1.0 - answered,
        wait=wait,
        wait_served=wait_served,
        queue=rate * wait,
        utilisation=rate * answered / capacity,
        over=lambda t: (
            scale * float(patience.survival(np.array(t))) * offered.integral(np.ones_like, start=t)
        ),
    )


def erlang_a(rate: float, service_rate: float, servers: int, give_up_rate: float) -> Impatience:
    """Return M/M/n+M, rates per unit of time (Palm 1957; Mandelbaum & Zeltyn 2007)."""
    return impatient(rate, service_rate, servers, exponential_patience(1.0 / give_up_rate))
