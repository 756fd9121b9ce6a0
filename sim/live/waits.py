"""How long people wait at a role: the share that still waits after a time, in A and in B."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.catalogue.numbers import time_axis
from sim.live.pairs import A, B, Found
from sim.records.counters import TIME_BINS
from sim.records.product_limit import bin_edge
from sim.results.results import Result
from sim.scenario.load import variant
from sim.scenario.text.working import unit_of

EDGES = np.array([bin_edge(number + 1) if number else 0.0 for number in range(TIME_BINS)])
REACH = 0.97  # of the visits, that the axis goes up to
NICE = {1.0: 5, 1.5: 3, 2.0: 4, 2.5: 5, 3.0: 3, 4.0: 4, 5.0: 5, 6.0: 3, 8.0: 4, 10.0: 5}  # ends of an axis, and ticks up to it
Points = list[tuple[float, float]]


@dataclass(frozen=True)
class WaitCurve:
    """The shares that still wait after a time (minutes) in A and B, up to `furthest`; ticks in `unit`, and the norm."""

    role: str
    a: Points
    b: Points
    furthest: float
    unit: str
    ticks: tuple[tuple[float, float, int], ...]  # minutes, the number shown, its decimals
    norm: float | None

    @property
    def halfway(self) -> tuple[float, float, float]:
        """A time in the unit, the share that still waits then in A, and in B: at the norm, or half way."""
        time = self.norm if self.norm and self.norm < self.furthest else self.furthest / 2.0
        per = self.ticks[-1][0] / self.ticks[-1][1]
        return time / per, _share(self.a, time), _share(self.b, time)


def curve(found: Found, role: str) -> WaitCurve | None:
    """Return the curve of a role, None where nobody had to wait there."""
    sides = [_still(found.results[name], role) for name in (A, B)]
    a, b = sides
    far = max((_reach(side) for side in sides if side), default=0.0)
    if far <= 0.0 or not (a or b):
        return None
    furthest, unit, ticks = _axis(far)
    design = variant(found.pairs.b.scenario, found.pairs.b.name)
    norm = design.roles[role].norm if role in design.roles else None
    norm = None if unit_of(norm) else norm  # waits are by the clock
    return WaitCurve(role, a, b, furthest, unit, ticks, norm)


def _still(result: Result, role: str) -> Points:
    """Return times with the share of ended waits that were longer; nothing where the role is not there, or nobody came."""
    if role not in result.blueprint.role_names:
        return []
    counts: Any = result.spread.waits[result.blueprint.role_names.index(role)]
    total = counts.sum()
    if not total:
        return []
    last = int(np.flatnonzero(counts)[-1]) + 1
    left = 1.0 - np.cumsum(counts[: last + 1]) / total
    return list(zip(EDGES[: last + 1].tolist(), left.tolist(), strict=True))


def _reach(points: Points) -> float:
    return next((time for time, share in points if share <= 1.0 - REACH), 0.0)


def _share(points: Points, time: float) -> float:
    return next((share for at, share in reversed(points) if at <= time), 0.0) if points else 0.0


def _axis(far: float) -> tuple[float, str, tuple[tuple[float, float, int], ...]]:
    """Return a round end of the axis (minutes) with its unit and ticks: seconds, minutes, hours or days."""
    unit, per = ("s", 1.0 / 60.0) if far < 2.0 else ("min", 1.0) if far < 180.0 else time_axis(far)
    size = 10.0 ** np.floor(np.log10(far / per))
    end, count = next((float(size * one), n) for one, n in NICE.items() if size * one >= far / per * 0.999)
    step = end / count
    decimals = next(n for n in range(6) if n == 5 or abs(round(step, n) - step) < 1e-9)
    ticks = tuple((i * step * per, i * step, decimals) for i in range(count + 1))
    return end * per, unit, ticks
