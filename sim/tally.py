"""What the replications of a variant add up to, as they come in."""

import math
from typing import Any

import numpy as np

from sim import costs
from sim.blueprint import build
from sim.engines import Replication
from sim.results import Measure, Provenance, Result, Spread
from sim.scenario.model import Scenario
from sim.store import meaning
from sim.summary import units


class Variant:
    """What can be run: a design, a change or a market, with what it means to the engines and what it costs."""

    def __init__(self, scenario: Scenario, name: str) -> None:
        self.name, self.blueprint, self.prices = name, build(scenario, name), costs.prices(scenario, name)
        self.meaning = meaning(self.blueprint)

    def measures(self, one: Replication) -> dict[str, float]:
        """Return the measures of a replication, costs included."""
        return {name: _value(value) for name, value in {**one.values, **self._costs(one.books)}.items()}

    def _costs(self, books: Any) -> dict[str, float]:
        if self.prices is None:
            return {}
        return {entry.name: entry.value for entry in costs.entries(self.prices, self.blueprint, books)}

    def units(self) -> dict[str, str]:
        """Return the unit of every measure."""
        return units(self.blueprint) | costs.units(self.prices, self.blueprint)


class Tally:
    """What the replications of one variant add up to: of each its measures are kept, and its log if any."""

    def __init__(self) -> None:
        self.variant: Variant
        self.values: dict[str, list[float]] = {}
        self.courses: list[Any] = []
        self.experiences: list[Any] = []
        self.logs: list[Any] = []
        self.waits: Any = 0
        self.marks: Any = 0

    def add(self, variant: Variant, one: Replication) -> None:
        """Add a replication."""
        self.variant = variant
        for name, value in variant.measures(one).items():
            self.values.setdefault(name, []).append(value)
        with np.errstate(invalid="ignore"):
            self.courses.append(one.books["period_goodwill_sum"] / one.books["period_moments"])
            self.experiences.append(one.books["period_experience_sum"] / one.books["period_moments"])
        self.waits = self.waits + one.books["wait_bins"]
        self.marks = self.marks + one.books["goodwill_bins"]
        if one.log is not None:
            self.logs.append(one.log)

    def result(self, scenario: Scenario, origin: Provenance) -> Result:
        """Return the result."""
        unit = self.variant.units()
        return Result(
            origin.design,
            {measure: Measure(unit[measure], tuple(values)) for measure, values in self.values.items()},
            origin,
            self.variant.blueprint,
            Spread(self.waits, self.marks, np.array(self.courses), np.array(self.experiences)),
            tuple(self.logs),
            self.variant.prices,
            scenario.goals,
        )


def _value(number: float) -> float:
    """Return a number, and one and the same nan: then equal results are equal."""
    return math.nan if math.isnan(number) else float(number)
