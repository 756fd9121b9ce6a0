"""Verdicts on designs whose replications are there already: by the criteria and intervals of `sim judge`."""

from collections.abc import Mapping, Sequence

from sim.analyses.judging.criteria import Criterion, criteria
from sim.analyses.judging.pairs import effects, nobody, unmeasured
from sim.analyses.judging.sequential import Decided, Look, decide
from sim.analyses.judging.stats import Effect
from sim.analyses.judging.verdict import Finding, cautious, verdict
from sim.runs.collect import Sample
from sim.scenario.fields.model import Scenario

Pair = tuple[Sample, Sample]  # of what a design is held against, and of the design


def criteria_of(scenario: Scenario) -> dict[str, Criterion]:
    """Return what a scenario is judged by, by measure."""
    return {one.measure: one for one in criteria(scenario)}


class _Given:
    """Effects out of replications that are there: no more can be had."""

    def __init__(self, scenario: Scenario, pairs: Mapping[str, Pair]) -> None:
        self.names, self.pairs = list(pairs), pairs
        self.criteria = criteria_of(scenario)

    def extend(self, counts: Mapping[str, int]) -> None:
        """Do nothing."""

    def effects(self, name: str, n: int) -> dict[str, Effect]:
        """Return the effects of a design on what it is judged by."""
        return effects(self.criteria, *self.pairs[name], n)

    def verdict(self, name: str, findings: Sequence[Finding]) -> str:
        """Return the verdict on a design."""
        sides = self.pairs[name]
        lacking = unmeasured(self.criteria, *sides, [one.measure for one in findings])
        return cautious(verdict(findings), bool(lacking) or nobody(*sides))


def judged(scenario: Scenario, pairs: Mapping[str, Pair], seed: int) -> dict[str, tuple[str, list[Finding]]]:
    """Return the verdict on each and what it rests on; the intervals hold together over all of them."""
    given = _Given(scenario, pairs)
    look = Look(len(next(iter(pairs.values()))[0]), scenario.judge.alpha)
    found = decide(given, given.criteria, [look], Decided(), seed=seed)
    return {name: (given.verdict(name, findings), findings) for name, findings in found.items()}
