"""Ask why: run both designs under common random numbers, with their logs, and split the difference in each replication."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from sim.entries import COUNT
from sim.reasons.explanation import Explanation
from sim.reasons.ledger import MEASURES
from sim.reasons.split import Key, Side, Split, split
from sim.reasons.told import read
from sim.replications import Plan, plan, results
from sim.results import Difference, Measure, Result, Unusable
from sim.scenario.faults import did_you_mean
from sim.scenario.model import Scenario

AT_ONCE = 2  # replications of both whose logs are in memory together


def explain(
    scenario: Scenario,
    design: str,
    against: str | None = None,
    measure: str = "lead_time",
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | None = None,
) -> Explanation:
    """Return why an outcome differs between a design (or change) and another, in parts that add up to the whole.

    Against the baseline where nothing is said; a change against the design that it is about. Raises Unusable for an outcome
    that can't be explained.
    """
    against = against or _base(scenario, design)
    _check(scenario, design, against, measure)
    asked = plan(scenario, replications, seed, engine, jobs, log=True)
    told = _Told(measure)
    for before, after in _pairs(scenario, against, design, asked):
        told.add(before, after)
    return told.explanation(asked.replications)


def _base(scenario: Scenario, design: str) -> str:
    if design in scenario.changes:
        return scenario.changes[design].design
    return design.partition("+")[0] if "+" in design else scenario.default_design


def _check(scenario: Scenario, design: str, against: str, measure: str) -> None:
    if measure not in MEASURES:
        raise Unusable(f"measure: {measure!r} can't be explained, {did_you_mean(measure, MEASURES)}")
    if measure == "goodwill_at_end" and scenario.world.mind is None:
        raise Unusable("measure: goodwill_at_end needs world.mind")
    if design == against:
        raise Unusable(
            f"design: {design} is what it is compared with; name another, or another with --against"
        )


def _pairs(scenario: Scenario, before: str, after: str, whole: Plan) -> Iterator[tuple[Result, Result]]:
    """Yield results of both with their logs, a few replications each: all logs together need not fit in memory."""
    for first in range(0, whole.replications, AT_ONCE):
        part = replace(whole, first=first, replications=min(AT_ONCE, whole.replications - first))
        found = results(scenario, [before, after], part)
        yield found[before], found[after]


class _Told:
    """What the replications tell, one after another."""

    def __init__(self, measure: str) -> None:
        self.measure = measure
        self.values: tuple[list[float], list[float]] = ([], [])
        self.splits: list[Split] = []
        self.visits: tuple[dict[str, list[float]], ...] = (defaultdict(list), defaultdict(list))

    def add(self, before: Result, after: Result) -> None:
        """Add some replications of both designs."""
        self.last = before, after
        for logs in zip(before.logs, after.logs, strict=True):
            sides = [self._side(rows, result) for rows, result in zip(logs, self.last, strict=True)]
            for values, side in zip(self.values, sides, strict=True):
                values.append(side.value)
            self.splits.append(split(*sides))
        for visits, result in zip(self.visits, self.last, strict=True):
            for role in result.blueprint.role_names:
                visits[role] += result.measures[f"role.{role}.visits"].values

    def _side(self, rows: object, result: Result) -> Side:
        told = read(rows, result.blueprint)
        return Side(told, MEASURES[self.measure][1](told, result.blueprint), result.blueprint)

    def explanation(self, replications: int) -> Explanation:
        """Return what they tell together; a replication without a value has no parts."""
        unit, keys = MEASURES[self.measure][0], sorted({key for one in self.splits for key in one.parts})
        before, after = (Measure(unit, tuple(values)) for values in self.values)
        return Explanation(
            measure=self.measure,
            whole=Difference(unit, before, after),
            items={key: tuple(self._of(key)) for key in keys},
            fewer_give_up=self._fewer_give_up(),
            same_roles=len({frozenset(one.blueprint.role_names) for one in self.last}) == 1,
            visits={role: self._visits(role) for role in self.visits[0] if role in self.visits[1]},
            language=self.last[0].blueprint.language,
            origins=tuple(replace(one.provenance, replications=replications) for one in self.last),
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

    def _of(self, key: Key) -> Iterator[float]:
        for one, before, after in zip(self.splits, *self.values, strict=True):
            yield math.nan if math.isnan(before + after) else one.parts.get(key, 0.0)
