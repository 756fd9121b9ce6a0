"""Collects, replication after replication, why an outcome differs between two designs."""

from collections import defaultdict
from dataclasses import replace

import numpy as np

from sim.analyses.explain.explanation import Explanation
from sim.analyses.explain.ledger import MEASURES
from sim.analyses.explain.read import read
from sim.analyses.explain.split import SHARE, DesignRun, PartKey, Split, split
from sim.catalogue.definition import COUNT
from sim.catalogue.keys import ROLE, named
from sim.catalogue.measures import described
from sim.results.pooling import Pool
from sim.results.results import Difference, Measure, Result, ratios


class Logged:
    """Some replications of a design and the histories of cases in their logs."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self._histories = [read(rows, result.blueprint) for rows in result.logs]
        self._sides: dict[str, list[DesignRun]] = {}

    def sides(self, measure: str) -> list[DesignRun]:
        """Return by replication what a measure is made of; the baseline of several designs is read once for all of them."""
        if measure not in self._sides:
            made, blueprint = MEASURES[measure], self.result.blueprint
            self._sides[measure] = [DesignRun(history, made(history, blueprint), blueprint) for history in self._histories]
        return self._sides[measure]


class Collected:
    """The differences of one measure, of one pair of replications after another."""

    def __init__(self, measure: str) -> None:
        self.measure = measure
        self.sums: tuple[list[tuple[float, float]], ...] = ([], [])  # of amounts, and of cases that count
        self.splits: list[Split] = []
        self.visits: tuple[dict[str, list[float]], ...] = (defaultdict(list), defaultdict(list))

    def add(self, before: Logged, after: Logged) -> None:
        """Add some replications of both designs."""
        both = before.result, after.result
        self.blueprints = [one.blueprint for one in both]
        self.origins = [one.provenance for one in both]
        for sides in zip(before.sides(self.measure), after.sides(self.measure), strict=True):
            for sums, side in zip(self.sums, sides, strict=True):
                sums.append((side.top, float(side.over)))
            self.splits.append(split(*sides))
        for visits, result in zip(self.visits, both, strict=True):
            for role in result.blueprint.role_names:
                visits[role] += result.measures[named(ROLE, role, "visits")].values

    def explanation(self, replications: int, title: str) -> Explanation:
        """Return the explanation of all replications added."""
        unit, keys = described(self.measure).unit, sorted({key for one in self.splits for key in one.parts})
        before, after = (ratios(unit, *zip(*sums, strict=True)) for sums in self.sums)
        return Explanation(
            measure=self.measure,
            whole=Difference(unit, before, after),
            items={key: self._of(key) for key in keys},
            fewer_give_up=self._fewer_give_up(),
            same_roles=len({frozenset(one.role_names) for one in self.blueprints}) == 1,
            visits={role: self._visits(role) for role in self.visits[0] if role in self.visits[1]},
            language=self.blueprints[0].language,
            origins=tuple(replace(one, replications=replications) for one in self.origins),
            title=title,
        )

    def _fewer_give_up(self) -> dict[str, int]:
        fewer: dict[str, int] = defaultdict(int)
        for one in self.splits:
            for role, count in one.fewer_give_up.items():
                fewer[role] += count
        return dict(fewer)

    def _visits(self, role: str) -> Difference:
        before, after = (Measure(COUNT, tuple(visits[role])) for visits in self.visits)
        return Difference(COUNT, before, after)

    def _of(self, key: PartKey) -> tuple[float, ...]:
        """Return what a part adds, pooled over replications, with the share of each of them in its error."""
        rows = [
            (*before, *after, *one.parts.get(key, (0.0, 0.0)))
            for one, before, after in zip(self.splits, *self.sums, strict=True)
        ]
        return Pool(SHARE, np.array(rows)).shares
