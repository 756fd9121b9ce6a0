"""What was observed beside what came out: whether the figure seen is one that a single run gives."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import stdev

from sim.results.intervals import CONFIDENCE, t_quantile
from sim.results.results import Measure, Result
from sim.scenario.fields.model import Scenario
from sim.scenario.fields.observed import ObservedFigure

AS_IN_A_RUN, TOO_HIGH, TOO_LOW, UNKNOWN = "as in a run", "simulated too high", "simulated too low", "unknown"
FEWEST = 3  # replications, below which nothing is said of single runs


@dataclass(frozen=True)
class BesideObserved:
    """A figure as it was seen, and what came out; values of counts are per period, as it was written."""

    seen: ObservedFigure
    unit: str
    values: Sequence[float]
    mean: float
    interval: tuple[float, float] | None
    half_width: float | None

    @property
    def run(self) -> tuple[float, float] | None:
        """Where 95% of single runs of the same length lie (Student's t for a new value); None of fewer than three."""
        known = [value for value in self.values if not math.isnan(value)]
        if len(known) < FEWEST:
            return None
        far = t_quantile((1.0 + CONFIDENCE) / 2.0, len(known) - 1.0) * stdev(known) * math.sqrt(1.0 + 1.0 / len(known))
        low, high = self.mean - far, self.mean + far
        return (low if min(known) < 0.0 else max(0.0, low)), (min(1.0, high) if self.unit == "share" else high)

    @property
    def verdict(self) -> str:
        """Whether single runs give such a figure, or else lie above or below it; unknown where that can't be told."""
        if self.run is None:
            return UNKNOWN
        low, high = self.run
        return TOO_HIGH if self.seen.value < low else TOO_LOW if self.seen.value > high else AS_IN_A_RUN


def beside(scenario: Scenario, found: Result) -> Mapping[str, BesideObserved]:
    """Return each observed figure beside its measure; none where nothing was observed of this design."""
    if scenario.observed is None or found.design != scenario.observed_design:
        return {}
    length = scenario.run.length - scenario.run.warm_up
    return {
        name: _beside(seen, found.measures[name], (seen.minutes / length) or 1.0)
        for name, seen in scenario.observed.figures.items()
        if name in found.measures
    }


def _beside(seen: ObservedFigure, one: Measure, factor: float) -> BesideObserved:
    ends = one.interval and (one.interval[0] * factor, one.interval[1] * factor)
    values = [value * factor for value in one.values]
    return BesideObserved(seen, one.unit, values, one.mean * factor, ends, one.half_width and one.half_width * factor)
