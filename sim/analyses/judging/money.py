"""The second axis of a verdict: what a change costs more a year, with an interval of its own."""

import math
from dataclasses import dataclass

from sim.results.results import Difference
from sim.runs.collect import Sample
from sim.scenario.fields.model import Scenario
from sim.scenario.merging.patch import changes_of

COST = "cost_per_year"


@dataclass(frozen=True)
class Cost:
    """What a change costs more a year, below nought where it saves, with its own 95% interval (money)."""

    mean: float
    low: float
    high: float

    @property
    def nothing(self) -> bool:
        """Whether it costs and saves nothing, for certain."""
        return self.low == self.high == 0.0

    @property
    def way(self) -> int:
        """1 where all of the interval says that it costs, -1 where all of it says that it saves, else 0."""
        return 1 if self.low > 0.0 else -1 if self.high < 0.0 else 0

    @property
    def half_width(self) -> float:
        """Half the width of the interval."""
        return (self.high - self.low) / 2.0


def cost(scenario: Scenario, name: str, before: Sample, after: Sample) -> Cost | None:
    """Return what a design or change costs more a year: staff, overtime and changes.

    Where no role has a cost it is what changes are said to cost; None where that is not said either.
    """
    n = min(len(before), len(after))
    if n and COST in before and COST in after:
        return _paired(Difference("", before.measure(COST, n), after.measure(COST, n)))
    made = [scenario.changes[change] for change in changes_of(scenario, name)]
    if not any("cost" in one.model_fields_set for one in made):
        return None
    said = math.fsum(one.cost for one in made)
    return Cost(said, said, said)


def _paired(one: Difference) -> Cost:
    """Return the mean paired difference; what is rounding in every pair is nothing."""
    if one.same:
        return Cost(0.0, 0.0, 0.0)
    return Cost(one.difference, *(one.interval or (one.difference, one.difference)))
