"""Sets of changes on one design, run for real: what each does to an outcome, what it costs, and what it harms."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from sim.analyses.judging.criteria import Criterion, criteria
from sim.analyses.judging.verdict import GUARDRAIL
from sim.analyses.studies.sets import clash, yearly
from sim.catalogue.measures import better
from sim.results.results import Difference, Result
from sim.runs.replications import Plan, results
from sim.scenario.fields.model import Scenario
from sim.scenario.load import variant
from sim.scenario.text.faults import ScenarioError

Set = tuple[str, ...]  # changes, in the order of the scenario


@dataclass(frozen=True)
class Trial:
    """A set of changes as it came out: the outcome less that of the design alone, and what it costs a year more.

    `harms` are the guardrails that are worse by more than the smallest harm that matters, by the mean.
    """

    changes: Set
    cost: float
    gain: Difference
    better: int  # 1 where more of the outcome is better, -1 where less is
    harms: tuple[str, ...]

    @property
    def value(self) -> float:
        """How much better the outcome is, by the mean; worse is below nought."""
        return self.better * self.gain.difference

    def less(self, other: "Trial") -> Difference:
        """Return the outcome less that of another set, pair by pair."""
        return Difference(self.gain.unit, other.gain.design, self.gain.design)

    def told_from(self, other: "Trial") -> bool:
        """Whether it can be told from another set, by the 95% interval of their paired difference."""
        return self.less(other).distinguishable


class Trials:
    """The sets that have been tried on a design, each once; what has not is run when it is asked for."""

    def __init__(
        self, scenario: Scenario, design: str, outcome: str, plan: Plan, store: str | Path | None
    ) -> None:
        self.scenario, self.design, self.outcome, self.plan, self.store = (
            scenario,
            design,
            outcome,
            plan,
            store,
        )
        self.guardrails = [one for one in criteria(scenario) if one.role == GUARDRAIL]
        self.results: dict[str, Result] = {}

    def name(self, changes: Set) -> str:
        """Return what the design with these changes is called: design+change+change."""
        return "+".join((self.design, *changes))

    def run(self, sets: Iterable[Set]) -> list[Trial]:
        """Return a trial of each set; those not tried before are run as one list of work."""
        wanted = list(dict.fromkeys(((), *sets)))
        missing = [self.name(one) for one in wanted if self.name(one) not in self.results]
        if missing:
            self.results |= results(self.scenario, missing, self.plan, self.store)
        return [self.trial(one) for one in wanted]

    def trial(self, changes: Set) -> Trial:
        """Return the trial of a set that has been run."""
        before, after = self.results[self.design], self.results[self.name(changes)]
        one, other = (result.measures.get(self.outcome) for result in (before, after))
        unit = one.unit if one else ""
        harms = tuple(by.measure for by in self.guardrails if _harms(by, before, after))
        gain = Difference(unit, one, other)
        return Trial(changes, self.cost(changes), gain, better(self.outcome), harms)

    def cost(self, changes: Set) -> float:
        """Return what a set costs a year: what its changes are said to cost, and the staff on its plans where that has a cost."""
        staff = yearly(self.scenario, self.name(changes)) - yearly(self.scenario, self.design)
        return math.fsum((staff, *(self.scenario.changes[change].cost for change in changes)))

    def possible(self, changes: Sequence[str]) -> bool:
        """Whether changes go together: none sets what another sets, and the design with all of them can work."""
        if any(clash(self.scenario, *pair) for pair in combinations(changes, 2)):
            return False
        try:
            variant(self.scenario, self.name(tuple(changes)))
        except ScenarioError:
            return False
        return True


def _harms(by: Criterion, before: Result, after: Result) -> bool:
    one, other = (result.measures.get(by.measure) for result in (before, after))
    if one is None or other is None:
        return False
    least = by.threshold * abs(one.mean) if by.relative else by.threshold
    return by.better * (other.mean - one.mean) < -least
