"""Measures of a user's own, worked out beside ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sim.blueprint import Blueprint
from sim.kernel.limits import Unusable
from sim.results.measured import PER_RUN, POOLED, ratio
from sim.results.pooling import Series
from sim.scenario.fields.custom import CustomMeasure

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Counted:
    """One replication as a measure of a user's own reads it: all other measures by name, the counters, and the log if kept."""

    values: Mapping[str, float]
    counters: Any  # one record of dtype MEASURES
    blueprint: Blueprint
    rows: Any  # array of dtype ROW, or None

    @cached_property
    def log(self) -> "pd.DataFrame":
        """The log with readable names (times in minutes); Unusable where the measure did not say that it reads it."""
        from sim.results import tables

        if self.rows is None:
            raise Unusable("measures: the log is there for a measure that asks for it with log=True")
        return tables.log([self.rows], self.blueprint)


def series(own: CustomMeasure, ones: Sequence[Counted]) -> Series:
    """Return a measure of a user's own in some replications, pooled where it is one quantity over another."""
    try:
        tops = [float(own.of(one)) for one in ones]
        return Series.plain(tops) if own.per is None else ratio(tops, [float(own.per(one)) for one in ones])
    except TypeError as error:
        raise Unusable(f"measures: {own.name} returned no number ({error})") from error


def taken_over(measures: "tuple[CustomMeasure, ...]") -> dict[str, str]:
    """Return by name whether a measure is pooled over replications or the mean over runs."""
    return {own.name: POOLED if own.per else PER_RUN for own in measures}
