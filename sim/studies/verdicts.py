"""Verdicts on designs whose replications are there already: by the criteria and intervals of `sim judge`."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.judging.criteria import criteria
from sim.judging.sequential import Decided, Look, decide
from sim.judging.stats import Effect, effect
from sim.judging.verdict import Finding, verdict
from sim.scenario.model import Scenario
from sim.studies.points import Values

Pair = tuple[Values, Values]  # of what a design is held against, and of the design


class _Given:
    """Effects out of replications that are there: no more can be had."""

    def __init__(self, scenario: Scenario, pairs: Mapping[str, Pair]) -> None:
        self.names, self.pairs = list(pairs), pairs
        self.criteria = {one.measure: one for one in criteria(scenario)}

    def extend(self, counts: Mapping[str, int]) -> None:
        """Do nothing."""

    def effects(self, name: str, n: int) -> dict[str, Effect]:
        """Return the effects of a design on what it is judged by."""
        before, after = self.pairs[name]
        found = {
            measure: effect(_column(before, measure), _column(after, measure), by.relative)
            for measure, by in self.criteria.items()
        }
        return {name: one for name, one in found.items() if one is not None}


def _column(values: Values, measure: str) -> Any:
    return np.array([one.get(measure, float("nan")) for one in values.values()])


def judged(scenario: Scenario, pairs: Mapping[str, Pair], seed: int) -> dict[str, tuple[str, list[Finding]]]:
    """Return the verdict on each and what it rests on; the intervals hold together over all of them."""
    given = _Given(scenario, pairs)
    look = Look(len(next(iter(pairs.values()))[0]), scenario.judge.alpha)
    found = decide(given, given.criteria, [look], Decided(), seed=seed)
    return {name: (verdict(findings), findings) for name, findings in found.items()}
