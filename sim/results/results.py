"""What comes back from a run: measures with their intervals, and where they came from."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import fmean
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.catalogue.keys import Key
from sim.kernel.limits import Unusable as Unusable
from sim.results.goals import Attained
from sim.results.intervals import Shape, half_width, interval
from sim.results.measured import ratio
from sim.results.pooling import Pool
from sim.results.shown import Shown

if TYPE_CHECKING:
    import pandas as pd

    from sim.blueprint import Blueprint
    from sim.results.costs import Prices
    from sim.scenario.fields.goals import Goal
    from sim.scenario.fields.model import Scenario

PERCENTILES = {f"{times}_{part}": times for times in ("lead_time", "wait") for part in ("p50", "p90")}
ROUNDING = 1e-9  # differences below this part of the larger mean are rounding, not findings


def _known(values: Sequence[float]) -> list[float]:
    return [value for value in values if not math.isnan(value)]


@dataclass(frozen=True)
class Measure:
    """One outcome over all replications, in `unit`; nan where a replication had nothing to divide by.

    What is over cases or visits is pooled over replications; else (without a pool) it is a mean over runs.
    """

    unit: str
    values: tuple[float, ...]
    pool: Pool | None = field(default=None, compare=False, repr=False)

    @cached_property
    def known(self) -> list[float]:
        """The values of the replications that have one."""
        return _known(self.values)

    @property
    def n(self) -> int:
        """How many replications have a value."""
        return len(self.known)

    @property
    def mean(self) -> float:
        """The mean over all cases or visits of all replications, or else over the runs that have a value; nan where none has."""
        if self.pool is not None:
            return self.pool.estimate
        return fmean(self.known) if self.known else math.nan

    @property
    def shares(self) -> tuple[float, ...]:
        """The values of which the mean is this mean, and the spread that of its error: jackknifed where it is pooled."""
        return self.values if self.pool is None else self.pool.shares

    @cached_property
    def half_width(self) -> float | None:
        """How far the 95% interval of the mean goes at most to either side of it, None with fewer than two values."""
        return half_width(_known(self.shares))

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% interval of the mean, None with fewer than two values: further out on the side to which they are skewed."""
        return interval(_known(self.shares))

    @property
    def wanted(self) -> int:
        """How many replications its skewness asks for: with fewer the interval covers less often than it says."""
        shape = Shape.of(_known(self.shares))
        return shape.wanted if shape else 0


def ratios(unit: str, tops: Sequence[float], bottoms: Sequence[float]) -> Measure:
    """Return sums over others, one of each per replication, as a measure that is pooled."""
    found = ratio(tops, bottoms)
    values = tuple(math.nan if math.isnan(value) else value for value in found.values.tolist())
    return Measure(unit, values, found.pool(len(values)))


@dataclass(frozen=True)
class Difference:
    """One outcome of a design less that of the baseline, replication by replication, in `unit`.

    `intervals` says how many differences the 95% holds for together. None is a design that lacks the role.
    """

    unit: str
    baseline: Measure | None
    design: Measure | None
    intervals: int = 1

    @cached_property
    def values(self) -> list[float]:
        """The paired differences, of which the mean is the difference: jackknifed where the measure is pooled."""
        if self.baseline is None or self.design is None:
            return []
        pairs = zip(self.baseline.shares, self.design.shares, strict=True)
        return _known([after - before for before, after in pairs])

    @cached_property
    def n(self) -> int:
        """How many pairs have a value of both designs."""
        if self.baseline is None or self.design is None:
            return 0
        pairs = zip(self.baseline.values, self.design.values, strict=True)
        return len(_known([after - before for before, after in pairs]))

    @property
    def difference(self) -> float:
        """The mean paired difference, nan where there is no pair."""
        return fmean(self.values) if self.values else math.nan

    @cached_property
    def half_width(self) -> float | None:
        """How far its simultaneous 95% interval goes at most to either side, None with fewer than two pairs."""
        return half_width(self.values, self.intervals)

    @cached_property
    def interval(self) -> tuple[float, float] | None:
        """Its simultaneous 95% interval, None with fewer than two pairs: further out on the side to which they are skewed."""
        return interval(self.values, self.intervals)

    @property
    def wanted(self) -> int:
        """How many pairs its skewness asks for: with fewer the interval covers less often than it says."""
        shape = Shape.of(self.values)
        return shape.wanted if shape and not self.same else 0

    @cached_property
    def same(self) -> bool:
        """Whether no pair differs, rounding apart."""
        scale = max((abs(m.mean) for m in (self.baseline, self.design) if m and m.n), default=0.0)
        return self.n > 0 and all(abs(value) <= ROUNDING * scale for value in self.values)

    @property
    def empty(self) -> bool:
        """Whether no replication of either design has a value."""
        return not any(m.n for m in (self.baseline, self.design) if m)

    @property
    def nought(self) -> bool:
        """Whether it is nought in every replication of both designs (or of the one that has it)."""
        return all(value == 0.0 for m in (self.baseline, self.design) if m for value in m.values)

    @property
    def distinguishable(self) -> bool:
        """Whether the interval leaves out nought."""
        ends = self.interval
        return ends is not None and not self.same and not ends[0] <= 0.0 <= ends[1]

    @property
    def verdict(self) -> str:
        """In a word: lower, higher, same, not distinguishable, one design only, or unknown."""
        if self.baseline is None or self.design is None:
            return "one design only"
        if self.half_width is None:
            return "unknown"
        if self.same:
            return "same"
        if not self.distinguishable:
            return "not distinguishable"
        return "higher" if self.difference > 0 else "lower"


@dataclass(frozen=True)
class Provenance:
    """Where a result came from: enough to make it again. Date and versions are no part of equality."""

    scenario: str
    scenario_hash: str
    design: str
    replications: int
    seed: int
    engine: str
    versions: Mapping[str, str] = field(compare=False)
    date: str = field(compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        return {**vars(self), "versions": dict(self.versions)}


@dataclass(frozen=True, eq=False)
class Spread:
    """How waits and marks are spread: counts over all replications, and the course of marks in each."""

    waits: Any  # counts by role and bin of time (see sim.records.measures)
    marks: Any  # counts of goodwill after a contact, by tenths of a mark
    course: Any  # mean goodwill by replication and part of the run, nan where no contact ended in it
    experience: Any  # mean experience, the same way, nan where a part has no moment
    contacts: Any  # how many contacts the course is of
    moments: Any  # how many moments the experience is of

    def over_time(self, means: Any) -> list[Measure]:
        """Return the course of marks (`course` or `experience`) as a measure for each part of the run."""
        counts = self.contacts if means is self.course else self.moments
        sums = np.nan_to_num(means) * counts
        return [ratios("mark", *part) for part in zip(sums.T.tolist(), counts.T.tolist(), strict=True)]


@dataclass(frozen=True, repr=False)
class Result(Shown, says="run"):
    """The measures of one design, over all replications."""

    design: str
    measures: Mapping[str, Measure]
    provenance: Provenance
    blueprint: "Blueprint" = field(compare=False, repr=False)
    spread: Spread = field(compare=False, repr=False)
    logs: tuple[Any, ...] = field(default=(), compare=False, repr=False)
    prices: "Prices | None" = field(default=None, compare=False, repr=False)
    aims: "Mapping[str, Goal]" = field(default_factory=dict, compare=False, repr=False)
    unsettled: tuple[str, ...] = ()  # names of what still rises or falls at the end of the run
    custom: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)  # what is taken over what
    scenario: "Scenario | None" = field(default=None, compare=False)

    @property
    def goals(self) -> Mapping[str, Attained]:
        """The goals of the scenario, each beside its measure (one without values where the design lacks it)."""
        nothing = Measure("", ())
        return {
            name: Attained(goal, self.measures.get(goal.measure, nothing)) for name, goal in self.aims.items()
        }

    @property
    def not_reached(self) -> tuple[str, ...]:
        """The names of percentiles of times that are not known, because so many are still inside at the end."""
        keys = [Key.of(name) for name in self.measures]
        limits = [(str(key), key.beside(PERCENTILES[key.measure])) for key in keys if key.measure in PERCENTILES]
        return tuple(
            name
            for name, times in limits
            if math.isnan(self.measures[name].mean) and not math.isnan(self.measures[times].mean)
        )

    @property
    def over(self) -> Mapping[str, str]:
        """What each measure is taken over: its denominator, in words."""
        from sim.results import costs
        from sim.results.summary import denominators

        return denominators(self.blueprint) | costs.denominators(self.prices, self.blueprint) | dict(self.custom)

    @property
    def log(self) -> "pd.DataFrame":
        """The log with readable names (times in minutes), where it was kept with log=True."""
        from sim.results import tables

        return tables.log(self.logs, self.blueprint)


@dataclass(frozen=True, repr=False)
class Comparison(Shown, says="compare"):
    """Designs against a baseline, paired replication by replication under common random numbers.

    `shown` are the outcomes chosen before the run; their intervals, over all designs, hold together with 95%.
    Differences that are not shown have intervals that hold over all measures.
    """

    baseline: str
    results: Mapping[str, Result]
    pairs: Mapping[str, Mapping[str, Difference]]
    shown: tuple[str, ...]
    intervals: int  # how many of the differences shown have intervals that hold together

    @property
    def scenario(self) -> "Scenario | None":
        """The scenario that was run."""
        return self.results[self.baseline].scenario

    @property
    def designs(self) -> tuple[str, ...]:
        """The designs that are set against the baseline."""
        return tuple(self.pairs)

    @property
    def goals(self) -> Mapping[str, Mapping[str, Attained]]:
        """The goals of the scenario, by design."""
        return {name: result.goals for name, result in self.results.items()}

    @property
    def measures(self) -> Mapping[str, Difference]:
        """The differences of the first design against the baseline (see `pairs` for the others)."""
        return self.pairs[self.designs[0]]
