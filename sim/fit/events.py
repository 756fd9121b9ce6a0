"""A log as arrays: cases, activities and people by number, times in minutes from the Monday on which its first week begins."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from sim.fit.reading import Log

WEEK, DAY, HOUR = 10080.0, 1440.0, 60.0
NONE = -1
Array = Any


def monday(moment: Any) -> Any:
    """Return the beginning of the Monday of a moment's week."""
    return moment.normalize() - pd.Timedelta(days=moment.day_of_week)


def minute() -> Any:
    """Return one minute, to reckon with times."""
    return pd.Timedelta(minutes=1)


@dataclass(frozen=True)
class Events:
    """Events in the order of case and time; `previous` and `next` are activities, -1 at either end of a case."""

    case: Array
    activity: Array
    resource: Array
    start: Array
    end: Array
    previous: Array
    next: Array
    activities: tuple[str, ...]
    resources: tuple[str, ...]
    origin: Any

    @property
    def first(self) -> Array:
        """Which events begin a case."""
        return self.previous == NONE

    @property
    def last(self) -> Array:
        """Which events end a case."""
        return self.next == NONE

    @property
    def arrivals(self) -> Array:
        """When each case began, by number of the case."""
        return self.start[self.first]

    @property
    def lead(self) -> Array:
        """How long each case took, from its first start to its last end, in minutes."""
        ends = np.full(len(self.arrivals), -np.inf)
        np.maximum.at(ends, self.case, self.end)
        return ends - self.arrivals

    @property
    def finished(self) -> Array:
        """When each case ended."""
        return self.arrivals + self.lead

    @property
    def waits(self) -> Array:
        """From the end of an event to the start of the next of its case, nought at the last; below nought where they overlap."""
        found = np.zeros(len(self.case))
        found[:-1] = self.start[1:] - self.end[:-1]
        return np.where(self.last, 0.0, found)

    @property
    def window(self) -> tuple[float, float]:
        """From the first start to the last end."""
        return float(self.start.min()), float(self.end.max())

    def of_cases(self, kept: Array) -> "Events":
        """Return the events of some cases (a bool by case), numbered anew."""
        rows = kept[self.case]
        numbers = np.cumsum(kept) - 1
        parts = ("activity", "resource", "start", "end", "previous", "next")
        some = {part: getattr(self, part)[rows] for part in parts}
        return replace(self, case=numbers[self.case[rows]], **some)


def events(log: Log) -> Events:
    """Return a log as arrays."""
    frame = log.frame
    case = pd.factorize(frame["case"])[0]
    activity, activities = _codes(frame["activity"])
    resource, resources = _codes(frame["resource"])
    origin = monday(frame["start"].min())
    start, end = ((frame[part] - origin).dt.total_seconds().to_numpy() / 60.0 for part in ("start", "end"))
    return linked(case, activity, resource, start, end, activities, resources, origin)


def _codes(column: Any) -> tuple[Array, tuple[str, ...]]:
    codes, names = pd.factorize(column.astype(str), sort=True)
    return codes, tuple(names)


def linked(
    case: Array, activity: Array, resource: Array, start: Array, end: Array,
    activities: tuple[str, ...], resources: tuple[str, ...], origin: Any,
) -> Events:  # fmt: skip
    """Return events, sorted by case and time already, with the activity before and after each."""
    begins = np.r_[True, case[1:] != case[:-1]]
    previous = np.where(begins, NONE, np.r_[NONE, activity[:-1]])
    following = np.where(np.r_[begins[1:], True], NONE, np.r_[activity[1:], NONE])
    return Events(case, activity, resource, start, end, previous, following, activities, resources, origin)


def without(given: Events, dropped: set[int]) -> Events:
    """Return events without those of some activities; what came before them goes on to what came after."""
    kept = ~np.isin(given.activity, list(dropped))
    case = np.unique(given.case[kept], return_inverse=True)[1]
    activity, resource, start, end = (getattr(given, part)[kept] for part in ("activity", "resource", "start", "end"))
    return linked(case, activity, resource, start, end, given.activities, given.resources, given.origin)
