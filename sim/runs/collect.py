"""What the replications of a variant add up to, as they come in."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from sim.blueprint import build
from sim.engines import Replication
from sim.results import costs, custom, unsettled
from sim.results.columns import CounterColumns
from sim.results.pooling import Series
from sim.results.results import Measure, Provenance, Result, Spread, Unusable
from sim.results.summary import measures, units
from sim.runs.store import meaning
from sim.scenario.fields.model import Scenario


class Variant:
    """What can be run: a design, a change or a market, with what it means to the engines and what it costs."""

    def __init__(self, scenario: Scenario, name: str) -> None:
        self.name, self.blueprint, self.prices = name, build(scenario, name), costs.prices(scenario, name)
        self.meaning, self.custom = meaning(self.blueprint), scenario.custom
        for own in self.custom:
            if own.name in units(self.blueprint) | costs.units(self.prices, self.blueprint):
                raise Unusable(f"measures: {own.name} is there already; choose another name")

    @property
    def reads_logs(self) -> bool:
        """Whether a measure of the user's own is worked out from logs, which have to be there for it."""
        return any(own.log for own in self.custom)

    def measures(self, ones: Sequence[Replication]) -> tuple[dict[str, Series], dict[str, str]]:
        """Return the measures of some replications, costs and those of the user's own included, and the unit of each."""
        counters = CounterColumns([one.counters for one in ones])
        priced = costs.measures(self.prices, self.blueprint, counters) if self.prices else iter(())
        found = {one.name: one for one in chain(measures(self.blueprint, counters), priced)}
        ours = {name: one.series for name, one in found.items()}
        known = {name: one.unit for name, one in found.items()}
        return ours | self._own(ones, ours), known | self._own_units()

    def units(self) -> dict[str, str]:
        """Return the unit of every measure."""
        return units(self.blueprint) | costs.units(self.prices, self.blueprint) | self._own_units()

    def _own_units(self) -> dict[str, str]:
        return {own.name: own.unit for own in self.custom}

    def _own(self, ones: Sequence[Replication], ours: Mapping[str, Series]) -> dict[str, Series]:
        if not self.custom:
            return {}
        by_run = zip(*(series.values.tolist() for series in ours.values()), strict=True)
        counted = [
            custom.Counted(dict(zip(ours, found, strict=True)), one.counters, self.blueprint, one.log)
            for found, one in zip(by_run, ones, strict=True)
        ]
        return {own.name: custom.series(own, counted) for own in self.custom}


class Sample:
    """Replications of one variant, in order: of each measure its values, and the sums of what is pooled."""

    def __init__(self) -> None:
        self.series: dict[str, Series] = {}
        self.length = 0
        self.units: Mapping[str, str] = {}
        self.ends: list[Any] = []

    def __len__(self) -> int:
        return self.length

    def __contains__(self, measure: str) -> bool:
        return measure in self.series

    def __getitem__(self, place: int) -> dict[str, float]:
        """Return the measures of one replication."""
        return {name: float(one.values[place]) for name, one in self.series.items()}

    def __iter__(self) -> Iterator[dict[str, float]]:
        return (self[place] for place in range(self.length))

    def add(self, variant: Variant, ones: Sequence[Replication]) -> None:
        """Add replications that follow."""
        found, self.units = variant.measures(ones)
        for name, series in found.items():
            self.series.setdefault(name, Series()).extend(series)
        self.length += len(ones)
        self.ends += [unsettled.courses(variant.blueprint, one.counters) for one in ones]

    @property
    def unsettled(self) -> tuple[str, ...]:
        """What still rises or falls at the end of the run."""
        return unsettled.unsettled(self.ends)

    def extend(self, other: "Sample") -> None:
        """Add the replications that follow."""
        self.units = self.units or other.units
        for name, series in other.series.items():
            self.series.setdefault(name, Series()).extend(series)
        self.length += other.length
        self.ends += other.ends

    def part(self, places: Sequence[int], measures: Collection[str]) -> "Sample":
        """Return some of the replications, with some of their measures."""
        made = Sample()
        made.units, made.length = self.units, len(places)
        made.series = {name: one.part(places) for name, one in self.series.items() if name in measures}
        return made

    def measure(self, name: str, n: int | None = None, unit: str = "") -> Measure:
        """Return a measure over the first n replications (all); nan where they lack it."""
        n = self.length if n is None else min(n, self.length)
        if name not in self.series:
            return Measure(unit, (math.nan,) * n)
        series = self.series[name]
        values = tuple(math.nan if math.isnan(one) else one for one in series.values[:n].tolist())  # one and the same nan
        return Measure(self.units[name], values, series.pool(n))

    def measures(self, n: int | None = None) -> dict[str, Measure]:
        """Return all measures, over the first n replications (all)."""
        return {name: self.measure(name, n) for name in self.series}


class Totals:
    """What the replications of one variant add up to: of each its measures are kept, and its log if any."""

    def __init__(self, log: bool) -> None:
        self.variant: Variant
        self.keeps_logs = log
        self.sample = Sample()
        self.courses: list[Any] = []
        self.experiences: list[Any] = []
        self.contacts: list[Any] = []
        self.moments: list[Any] = []
        self.logs: list[Any] = []
        self.waits: Any = 0
        self.marks: Any = 0

    def add(self, variant: Variant, ones: Sequence[Replication]) -> None:
        """Add replications that follow."""
        self.variant = variant
        self.sample.add(variant, ones)
        for one in ones:
            self._spread(one.counters)
            if self.keeps_logs:
                self.logs.append(one.log)

    def _spread(self, counters: Any) -> None:
        """Add what a picture shows of one replication: marks over the run, and waits."""
        with np.errstate(invalid="ignore"):
            self.courses.append(counters["period_goodwill_sum"] / counters["period_contacts"])
            self.experiences.append(counters["period_experience_sum"] / counters["period_moments"])
        self.contacts.append(counters["period_contacts"])
        self.moments.append(counters["period_moments"])
        self.waits = self.waits + counters["wait_bins"]
        self.marks = self.marks + counters["goodwill_bins"]

    def result(self, scenario: Scenario, origin: Provenance, n: int | None = None) -> Result:
        """Return the result; with `n` its measures and courses are of the first n replications only."""
        return Result(
            origin.design,
            self.sample.measures(n),
            origin,
            self.variant.blueprint,
            Spread(
                self.waits,
                self.marks,
                np.array(self.courses[:n]),
                np.array(self.experiences[:n]),
                np.array(self.contacts[:n]),
                np.array(self.moments[:n]),
            ),
            tuple(self.logs),
            self.variant.prices,
            scenario.goals,
            self.sample.unsettled,
            custom.taken_over(scenario.custom),
            scenario,
        )
