"""What a measure has come to, on its way from the counters to a table: its key and its value; the catalogue has the rest."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.catalogue.definition import MONEY, Definition
from sim.catalogue.keys import Key
from sim.catalogue.measures import described
from sim.results.pooling import Series, pooled

POOLED, PER_RUN = "pooled over all replications", "mean over runs"


@dataclass(frozen=True)
class Measured:
    """One measure of some replications: its key and its values, with its unit and what it is taken over out of the catalogue.

    What has a function `of` sums (see `ratio`, `variance`) is pooled over replications: what its sums come to in all of
    them together. Of plain numbers (counts, means over time, extremes) a result has the mean over runs.
    """

    key: Key
    series: Series
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
        return f"{self.described.over[0]}; {PER_RUN if self.series.of is None else POOLED}"


Found = Iterable[tuple[str, Any]]  # measures of one place, each by its name there: a series, or a number by replication


def at(place: str, name: str, found: Found) -> Iterator[Measured]:
    """Yield measures as those of a place (see `catalogue.keys`)."""
    for measure, series in found:
        yield Measured(Key(place, name, measure), series if isinstance(series, Series) else Series.plain(series))


def by_run(one: Measured) -> Measured:
    """Return a pooled measure as the mean over runs, by a name of its own: the average day, and not the average customer."""
    return replace(one, key=replace(one.key, per_run=True), series=Series.plain(one.series.values))


@dataclass(frozen=True)
class Ratio:
    """A sum over another; nan where that is nought."""

    def __call__(self, rows: Any) -> Any:
        return over(rows[:, 0], rows[:, 1])


@dataclass(frozen=True)
class Variance:
    """The variance of what a total, a total of squares and a number are of."""

    def __call__(self, rows: Any) -> Any:
        total, square = (rows[:, :2] / np.where(rows[:, 2:] > 0.0, rows[:, 2:], math.nan)).T
        return np.maximum(0.0, square - total * total)


RATIO, VARIANCE = Ratio(), Variance()


def over(top: Any, bottom: Any) -> Any:
    """Return arrays divided; nan where there is nothing to divide by."""
    top, bottom = np.broadcast_arrays(np.asarray(top, float), np.asarray(bottom, float))
    return np.divide(top, bottom, out=np.full(top.shape, math.nan), where=bottom > 0.0)


def exact_sum(columns: Sequence[Any]) -> Any:
    """Return the sum of columns by replication, without an error of rounding in between."""
    return np.array([math.fsum(row) for row in np.column_stack([np.atleast_1d(one) for one in columns])])


def ratio(top: Any, bottom: Any) -> Series:
    """Return sums over others, pooled over replications; nan where there is nothing to divide by."""
    return pooled(RATIO, _beside(top, bottom))


def variance(total: Any, square: Any, n: Any) -> Series:
    """Return a variance, pooled over replications: that of all values together, whichever replication they fell in."""
    return pooled(VARIANCE, _beside(total, square, n))


def _beside(*columns: Any) -> Any:
    """Return columns, one value of each for each replication, as rows."""
    return np.column_stack(np.broadcast_arrays(*(np.atleast_1d(np.asarray(one, float)) for one in columns)))
