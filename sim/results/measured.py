"""What a measure has come to, on its way from the counters to a table: its key and its value; the catalogue has the rest."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.catalogue.definition import MONEY, Definition
from sim.catalogue.keys import Key
from sim.catalogue.measures import described
from sim.results.pooling import Pooled

POOLED, PER_RUN = "pooled over all replications", "mean over runs"


@dataclass(frozen=True)
class Measured:
    """One measure: its key and its value, with its unit and what it is taken over out of the catalogue.

    A value that is `Pooled` (see `ratio`, `variance`) is pooled over replications: what its sums come to in all of
    them together. Of a plain number (counts, means over time, extremes) a result has the mean over runs.
    """

    key: Key
    value: float
    currency: str = MONEY

    @property
    def name(self) -> str:
        """Its name, as in tables and JSON."""
        return str(self.key)

    @property
    def described(self) -> Definition:
        """What the catalogue says of it."""
        return described(self.key)

    @property
    def unit(self) -> str:
        """Its unit; of money by the name that the scenario has for it."""
        return self.described.unit.replace(MONEY, self.currency)

    @property
    def taken_over(self) -> str:
        """What it is taken over, and whether replications are pooled in it or each counts as much as another."""
        return f"{self.described.over[0]}; {POOLED if isinstance(self.value, Pooled) else PER_RUN}"


Found = Iterable[tuple[str, float]]  # measures of one place, each by its name there, with its value


def at(place: str, name: str, found: Found) -> Iterator[Measured]:
    """Yield measures as those of a place (see `catalogue.keys`)."""
    for measure, value in found:
        yield Measured(Key(place, name, measure), value)


def by_run(one: Measured) -> Measured:
    """Return a pooled measure as the mean over runs, by a name of its own: the average day, and not the average customer."""
    return replace(one, key=replace(one.key, per_run=True), value=float(one.value))


@dataclass(frozen=True)
class Ratio:
    """A sum over another; nan where that is nought."""

    def __call__(self, rows: Any) -> Any:
        top, bottom = rows[:, 0], rows[:, 1]
        return np.divide(top, bottom, out=np.full(len(rows), math.nan), where=bottom > 0.0)


@dataclass(frozen=True)
class Variance:
    """The variance of what a total, a total of squares and a number are of."""

    def __call__(self, rows: Any) -> Any:
        total, square = (rows[:, :2] / np.where(rows[:, 2:] > 0.0, rows[:, 2:], math.nan)).T
        return np.maximum(0.0, square - total * total)


RATIO, VARIANCE = Ratio(), Variance()


def ratio(top: float, bottom: float) -> Pooled:
    """Return a sum over another, pooled over replications; nan where that is nought."""
    top, bottom = float(top), float(bottom)
    return Pooled(top / bottom if bottom > 0.0 else math.nan, RATIO, (top, bottom))


def over_time(area: float, minutes: float) -> float:
    """Return a mean over the time measured: as long in each replication, so that there is nothing to pool."""
    return float(area) / float(minutes) if minutes > 0.0 else math.nan


def variance(total: float, square: float, n: float) -> Pooled:
    """Return a variance, pooled over replications: that of all values together, whichever replication they fell in."""
    value = max(0.0, float(square / n - (total / n) * (total / n))) if n > 0 else math.nan
    return Pooled(value, VARIANCE, (float(total), float(square), float(n)))
