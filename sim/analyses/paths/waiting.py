"""What awaits who comes to a step, as a run had it: waiting, asking where it is meanwhile, giving up and being refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analyses.paths.rows import Rows, felt_waits
from sim.blueprint import Blueprint
from sim.kernel.limits import STEPS
from sim.records import log


@dataclass(frozen=True)
class Waiting:
    """Of the visits to a step: mean minutes of either side before it begins, and the share that it never begins for."""

    customer: float = (
        0.0  # waiting in person, as it feels, and all of the chasing contacts since the step before
    )
    organisation: float = 0.0  # answering those
    fails: float = 0.0  # given up or refused


class Queueing:
    """Adds up the visits to every step, replication by replication, from the end of the warm-up on."""

    def __init__(self) -> None:
        self.visits, self.fails, self.customer, self.organisation = np.zeros((4, STEPS))

    def add(self, told: Rows, blueprint: Blueprint) -> None:
        """Add the visits of one replication, and to each the chasing contacts of its case since the one before."""
        rows = told.rows
        measured = told.visits & (rows["time"] >= blueprint.record["warm_up"])
        at, step = np.flatnonzero(measured), rows["step"][measured]
        self.visits += np.bincount(step, minlength=STEPS)
        self.fails += np.bincount(step[rows["what"][at] != log.HANDLED], minlength=STEPS)
        self.customer += np.bincount(step, felt_waits(rows[at], blueprint), STEPS)
        asks = np.flatnonzero(told.asks)
        follows = np.searchsorted(at, asks)
        asks, follows = asks[follows < len(at)], follows[follows < len(at)]
        same = told.place[asks] == told.place[at[follows]]
        asks, step = asks[same], step[follows[same]]
        self.customer += np.bincount(step, told.customer[asks], STEPS)
        self.organisation += np.bincount(step, told.organisation[asks], STEPS)

    def waiting(self, blueprint: Blueprint) -> Mapping[str, Waiting]:
        """Return what awaits at each step; at one that nobody came to, what awaits at the other such steps of its role."""
        return {name: self._at(step, blueprint.record) for step, name in enumerate(blueprint.step_names)}

    def _at(self, step: int, record: Any) -> Waiting:
        same = np.arange(STEPS) == step
        if not self.visits[step]:
            role, present = record["step_role"], record["step_present"]
            same = (role >= 0) & (role == role[step]) & (present == present[step])
        visits = float(self.visits[same].sum())
        if not visits:
            return Waiting()
        return Waiting(
            *(float(sums[same].sum()) / visits for sums in (self.customer, self.organisation, self.fails))
        )
