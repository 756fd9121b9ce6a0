"""The path of a case as a chain that ends: visits, work, rework, resistance. Times in any one unit."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sim.theory.chains import Matrix, Vector


class Path(NamedTuple):
    """What a case goes through from its first step on: visits per step, work in the unit of the handling."""

    visits: tuple[float, ...]
    work: float
    work_var: float


def _visits(routing: Matrix) -> Matrix:
    return np.asarray(np.linalg.inv(np.eye(len(routing)) - routing))


def path(routing: Sequence[Sequence[float]], means: Sequence[float], scvs: Sequence[float]) -> Path:
    """Return the moments of a case that starts at step 0; routing[i][j] = P(i -> j).

    Kemeny & Snell 1960, III.
    """
    q, m = np.asarray(routing, dtype=float), np.asarray(means, dtype=float)
    visits = _visits(q)
    work: Vector = visits @ m
    second = visits @ (m**2 * (1.0 + np.asarray(scvs)) + 2.0 * m * (q @ work))
    return Path(tuple(visits[0].tolist()), float(work[0]), float(second[0] - work[0] ** 2))


def absorbed(routing: Sequence[Sequence[float]], ends: Sequence[float]) -> float:
    """Return the probability that a case from step 0 ends in the way that `ends` gives per step.

    Kemeny & Snell 1960.
    """
    return float(_visits(np.asarray(routing, dtype=float))[0] @ np.asarray(ends))


def ever(routing: Sequence[Sequence[float]], step: int) -> float:
    """Return the probability that a case from step 0 visits `step` at all: N(0, s) / N(s, s).

    Kemeny & Snell 1960.
    """
    visits = _visits(np.asarray(routing, dtype=float))
    return float(visits[0, step] / visits[step, step])


def resistance(
    routing: Sequence[Sequence[float]], effort: Sequence[float], resolved: Sequence[float]
) -> float:
    """Return effort per resolved case, the effort of those who get nothing included (renewal-reward)."""
    return absorbed(routing, effort) / absorbed(routing, resolved)


Option = tuple[float, Mapping[str, float]]  # effort now, and P(next state); what is missing ends


def least_resistance(options: Mapping[str, Sequence[Option]], tolerance: float = 1e-13) -> dict[str, float]:
    """Return the least mean effort from each state to the end.

    stochastic shortest path: Bertsekas & Tsitsiklis 1991.
    """
    value = dict.fromkeys(options, 0.0)
    change = 1.0
    while change > tolerance:
        new = {
            state: min(now + sum(p * value[to] for to, p in after.items()) for now, after in choices)
            for state, choices in options.items()
        }
        change = max(abs(new[state] - value[state]) for state in options)
        value = new
    return value


def break_even(generalist: float, otherwise: float, specialist: float) -> float:
    """Return the share a generalist must solve to be worth trying first, efforts in one unit.

    Shumsky & Pinker 2003.
    """
    return 1.0 - (specialist - generalist) / otherwise
