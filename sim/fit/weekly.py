"""The week in blocks of hours: how much there is in each hour, told in as few blocks as it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np

from sim.fit.events import DAY, HOUR, WEEK, Array
from sim.scenario.text.calendars import DAYS


@dataclass(frozen=True)
class Week:
    """A level for each hour of the week (7 x 24), told in blocks."""

    hours: Array

    def open_minutes(self, times: Array) -> Array:
        """Return how many minutes with a level above nought there are up to each time."""
        flat = (self.hours.ravel() > 0).astype(float) * HOUR
        sums = np.r_[0.0, np.cumsum(flat)]
        weeks, rest = np.divmod(times, WEEK)
        return weeks * sums[-1] + np.interp(rest, np.arange(169) * HOUR, sums)

    def times(self, factor: float, most: float) -> "Week":
        """Return the week with levels so many times as high, in whole numbers, one higher at least, no higher than the most."""
        higher = np.maximum(np.ceil(self.hours * factor), self.hours + 1)
        return Week(np.where(self.hours > 0, np.maximum(np.minimum(higher, most), self.hours), 0.0))

    def part(self, share: float) -> "Week":
        """Return the week with a share of each level, in whole numbers, one at least where there is any."""
        return self if share == 1.0 else Week(np.where(self.hours > 0, np.maximum(np.round(self.hours * share), 1.0), 0.0))

    def blocks(self) -> dict[str, float]:
        """Return the blocks as a file has them, {"mon-fri 08:00-12:00": 3}; without those of nought."""
        found: dict[str, float] = {}
        for days in _days_alike(self.hours):
            row = self.hours[days[0]]
            for first, last in _runs(row):
                if row[first] > 0:
                    found[f"{_days(days)} {first:02d}:00-{last:02d}:00"] = float(row[first])
        return found


def cells(times: Array) -> Array:
    """Return the hour of the week of each time."""
    return ((times % WEEK) // HOUR).astype(int)


def exposure(window: tuple[float, float]) -> Array:
    """Return how often each hour of the week is in a window (7 x 24)."""
    first, last = window
    edges = np.arange(np.floor(first / HOUR), np.ceil(last / HOUR)) * HOUR
    part = np.minimum(edges + HOUR, last) - np.maximum(edges, first)
    return np.bincount(cells(edges), weights=part / HOUR, minlength=168).reshape(7, 24)


def _days_alike(hours: Array) -> list[list[int]]:
    groups: list[list[int]] = []
    for day in range(7):
        same = next((group for group in groups if np.array_equal(hours[group[0]], hours[day])), None)
        if same is None:
            groups.append([day])
        else:
            same.append(day)
    return groups


def _runs(row: Array) -> list[tuple[int, int]]:
    edges = [0, *(np.flatnonzero(np.diff(row)) + 1).tolist(), 24]
    return list(pairwise(edges))


def _days(days: Sequence[int]) -> str:
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{DAYS[days[0]]}-{DAYS[days[-1]]}"
    return ",".join(DAYS[day] for day in days)


def smooth(counts: Array, exposed: Array) -> Array:
    """Return a rate for each hour of the week, those of days and hours made one that cannot be told apart (Poisson, BIC)."""
    groups = _merged([[day] for day in range(7)], lambda group: (counts[group].sum(0), exposed[group].sum(0)), counts.sum())
    rates = np.zeros((7, 24))
    for days in groups:
        n, t = counts[days].sum(0), exposed[days].sum(0)
        for hours in _merged([[hour] for hour in range(24)], partial(_sum, n, t), counts.sum(), near=True):
            rates[np.ix_(days, hours)] = n[hours].sum() / max(t[hours].sum(), 1e-9)
    return rates


def _sum(n: Array, t: Array, hours: list[int]) -> tuple[Array, Array]:
    return np.array([n[hours].sum()]), np.array([t[hours].sum()])


def _merged(
    groups: list[list[int]], of: Callable[[list[int]], tuple[Array, Array]], total: float, near: bool = False
) -> list[list[int]]:
    """Merge the two groups that differ least, as long as telling them apart isn't worth its numbers; `near`: only neighbours."""
    groups = [list(group) for group in groups]
    while len(groups) > 1:
        pairs = [(i, j) for i in range(len(groups)) for j in range(i + 1, len(groups)) if not near or j == i + 1]
        costs = [_cost(of(groups[i]), of(groups[j]), total) for i, j in pairs]
        best = int(np.argmin(costs))
        if costs[best] >= 0:
            break
        i, j = pairs[best]
        groups[i] = sorted(groups[i] + groups[j])
        del groups[j]
    return groups


def _cost(one: tuple[Array, Array], other: tuple[Array, Array], total: float) -> float:
    """Return what merging costs in deviance, less what its numbers are worth."""
    (n, t), (m, u) = one, other
    together = (n + m) / np.maximum(t + u, 1e-9)
    deviance = 2.0 * (_term(n, t * together) + _term(m, u * together))
    used = int(np.count_nonzero(n + m))
    return float(deviance - used * np.log(max(total, 2.0)))


def _term(n: Array, expected: Array) -> float:
    return float(np.sum(np.where(n > 0, n * np.log(np.maximum(n, 1e-9) / np.maximum(expected, 1e-9)), 0.0) - (n - expected)))


def days_of(window: tuple[float, float]) -> Array:
    """Return the days of a window, by number."""
    return np.arange(int(window[0] // DAY), int(window[1] // DAY) + 1)
