"""Small Markov chains, solved exactly: the yardstick where no formula is at hand."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]


def stationary(generator: Matrix) -> Vector:
    """Return the stationary distribution of a generator matrix (rates per unit of time, rows sum to 0).

    Grassmann, Taksar & Heyman 1985: elimination without subtraction, so that small probabilities stay exact.
    """
    rates = np.array(generator, dtype=float)
    n = len(rates)
    for k in range(n - 1, 0, -1):
        rates[:k, k] /= rates[k, :k].sum()
        rates[:k, :k] += np.outer(rates[:k, k], rates[k, :k])
    p = np.ones(n)
    for k in range(1, n):
        p[k] = p[:k] @ rates[:k, k]
    return np.asarray(p / p.sum())


def birth_death(birth: Callable[[int], float], death: Callable[[int], float], most: int) -> Vector:
    """Return the distribution of a birth-death chain on 0..most; rates per unit of time.

    Kleinrock 1975, 3.1.
    """
    ratios = np.array([birth(n) / death(n + 1) for n in range(most)])
    weights = np.concatenate([[0.0], np.cumsum(np.log(np.maximum(ratios, 1e-300)))])
    p = np.exp(weights - weights.max())
    return np.asarray(p / p.sum())


def mean(p: Sequence[float] | Vector) -> float:
    """Return the mean of a distribution on 0, 1, 2, ..."""
    return float(np.arange(len(p)) @ np.asarray(p))


def speed_by_load(rate: float, speed: Callable[[int], float], most: int = 2000) -> Vector:
    """Return the number in a queue that works at `speed(n)` with n inside; rates per unit of time.

    Kleinrock 1975, 3.2.
    """
    return birth_death(lambda n: rate, speed, most)


def fatigue(
    rate: float, fresh: float, tired: float, tiring: float, resting: float, most: int = 400
) -> Vector:
    """Return the number in an M/M/1 whose server tires and recovers at given rates per unit of time.

    Neuts 1981, 6.2.
    """
    generator = np.zeros((2 * most + 2, 2 * most + 2))
    for n in range(most + 1):
        at, exhausted = 2 * n, 2 * n + 1
        generator[at, exhausted], generator[exhausted, at] = tiring, resting
        if n < most:
            generator[at, at + 2] = generator[exhausted, exhausted + 2] = rate
        if n > 0:
            generator[at, at - 2], generator[exhausted, exhausted - 2] = fresh, tired
    return np.asarray(stationary(generator).reshape(most + 1, 2).sum(axis=1))
