"""The card: figures of the log beside those of runs, within the period that was fitted and in one held out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
from scipy import stats

from sim.fit import distances
from sim.fit.events import HOUR, WEEK, Array, Events

BANDS = (0.80, 0.95)
HELD_OUT = 0.3  # of the time of a log: what is held out to try the fit on [A]


@dataclass(frozen=True)
class Figure:
    """One figure: in the log, and in each of the runs; `unit` as in the catalogue."""

    key: str
    part: str
    unit: str
    observed: float
    simulated: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean over runs."""
        return float(np.mean(self.simulated))

    @property
    def off(self) -> float:
        """How far the runs are off the log, as a part of that; nought where there is nothing in the log."""
        return self.mean / self.observed - 1.0 if self.observed else 0.0

    def band(self, level: float) -> tuple[float, float]:
        """Return where one more run lies with so much probability (a prediction interval by Student's t)."""
        n = len(self.simulated)
        half = float(stats.t.ppf((1 + level) / 2, n - 1) * np.std(self.simulated, ddof=1) * np.sqrt(1 + 1 / n)) if n > 1 else 0.0
        return self.mean - half, self.mean + half

    @property
    def within(self) -> bool:
        """Whether the log lies in the wider band."""
        low, high = self.band(BANDS[1])
        return low <= self.observed <= high


@dataclass(frozen=True)
class Apart:
    """One distance from the log of a period: of runs (median), of the log before it, shifted by weeks, and of itself."""

    key: str
    model: float
    replay: float | None
    floor: float | None

    @property
    def skill(self) -> float | None:
        """1 as near as the period is to itself, 0 as near as a replay; None where there is no replay."""
        if self.replay is None or self.floor is None or self.replay - self.floor <= 0:
            return None
        return (self.replay - self.model) / (self.replay - self.floor)


@dataclass(frozen=True)
class Period:
    """A period of a log beside runs of it."""

    name: str
    cases: int
    weeks: float
    figures: tuple[Figure, ...]
    apart: tuple[Apart, ...]


FIGURES: dict[str, tuple[str, str, Callable[[Events], float]]] = {
    "cases_per_week": ("arrivals", "", lambda one: len(one.arrivals) / _weeks(one)),
    "day_cv": ("arrivals", "", lambda one: _spread(one)),
    "events_per_case": ("paths", "", lambda one: len(one.case) / len(one.arrivals)),
    "repeated": ("paths", "share", lambda one: _repeated(one)),
    "handling_mean": ("handling", "min", lambda one: float((one.end - one.start).mean())),
    "wait_mean": ("waits", "min", lambda one: float(np.maximum(one.waits, 0.0)[~one.last].mean()) if (~one.last).any() else 0.0),
    "lead_mean": ("lead", "min", lambda one: float(one.lead.mean())),
    "lead_p50": ("lead", "min", lambda one: float(np.median(one.lead))),
    "lead_p90": ("lead", "min", lambda one: float(np.quantile(one.lead, 0.9))),
    "work_per_week": ("workload", "min/week", lambda one: float((one.end - one.start).sum()) / _weeks(one)),
}  # fmt: skip


def _weeks(one: Events) -> float:
    first, last = one.window
    return max((last - first) / WEEK, 1e-9)


def _spread(one: Events) -> float:
    """Return the coefficient of variation of counts by day, of days on which any case began."""
    counts = np.unique(one.arrivals // (24 * HOUR), return_counts=True)[1]
    return float(counts.std() / counts.mean())


def _repeated(one: Events) -> float:
    """Return the share of events of an activity that the case had before."""
    key = one.case.astype(np.int64) * len(one.activities) + one.activity
    return 1.0 - len(np.unique(key)) / len(key)


def period(
    name: str, observed: Events, runs: Sequence[Events], before: tuple[Events, float] | None = None, seed: int = 1
) -> Period:
    """Return a period beside runs of it; `before` is the log that was fitted, with the minutes between the two origins."""
    figures = [
        Figure(key, part, unit, of(observed), tuple(of(run) for run in runs)) for key, (part, unit, of) in FIGURES.items()
    ]
    found = [distances.distances(observed, run) for run in runs]
    replay = distances.distances(observed, *_shifted(observed, before)) if before else {}
    floor = distances.distances(observed, _resampled(observed, seed))
    apart = [
        Apart(key, float(np.median([one[key] for one in found])), replay.get(key), floor[key])
        for key in distances.MEASURES
    ]
    return Period(name, len(observed.arrivals), _weeks(observed), tuple(figures), tuple(apart))


def _shifted(observed: Events, before: tuple[Events, float]) -> tuple[Events, float]:
    """Return the last stretch of the log before that is as long as the period, and by how many minutes to shift it: whole weeks."""
    log, between = before
    length = observed.window[1] - observed.window[0]
    weeks = ceil(length / WEEK)
    by = between + weeks * WEEK
    begin = observed.window[0] - by
    kept = (log.arrivals >= begin) & (log.finished <= begin + length)
    return (log.of_cases(kept), by) if kept.any() else (log, by)


def _resampled(observed: Events, seed: int) -> Events:
    """Return as many cases, drawn again with those that are there."""
    drawn = np.sort(np.random.default_rng(seed).integers(0, len(observed.arrivals), len(observed.arrivals)))
    rows, case = _rows(observed, drawn)
    parts = ("activity", "resource", "start", "end", "previous", "next")
    return replace(observed, case=case, **{part: getattr(observed, part)[rows] for part in parts})


def _rows(observed: Events, drawn: Array) -> tuple[Array, Array]:
    """Return the rows of cases that were drawn, and the number of the case of each."""
    sizes = np.bincount(observed.case)
    firsts = np.r_[0, np.cumsum(sizes)[:-1]]
    count = sizes[drawn]
    case = np.repeat(np.arange(len(drawn)), count)
    place = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return firsts[drawn][case] + place, case
