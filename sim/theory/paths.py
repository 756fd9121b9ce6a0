"""The path of a case as a chain that ends: visits, work, rework. Times in any one unit."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.theory.chains import Matrix, Vector


class ExpectedPath(NamedTuple):
    """What a case goes through from its first step on: visits per step, work in the unit of the handling."""

    visits: tuple[float, ...]
    work: float
    work_var: float


def _visits(routing: Matrix) -> Matrix:
    return np.asarray(np.linalg.inv(np.eye(len(routing)) - routing))


def path(routing: Sequence[Sequence[float]], means: Sequence[float], scvs: Sequence[float]) -> ExpectedPath:
    """Return the moments of a case that starts at step 0; routing[i][j] = P(i -> j).

    Kemeny & Snell 1960, III.
    """
    q, m = np.asarray(routing, dtype=float), np.asarray(means, dtype=float)
    visits = _visits(q)
    work: Vector = visits @ m
    second = visits @ (m**2 * (1.0 + np.asarray(scvs)) + 2.0 * m * (q @ work))
    return ExpectedPath(tuple(visits[0].tolist()), float(work[0]), float(second[0] - work[0] ** 2))


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
