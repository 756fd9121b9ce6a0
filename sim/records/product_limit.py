"""How long it takes, by the product limit (Kaplan & Meier 1958) from counts by bins of time, of what ended and of what is open.

What is open is censored at its age: that long it took at least. What ended otherwise (withdrawn, lost) is no longer at
risk and has no such time at all (Aalen & Johansen 1978). Without anything open all this is the plain mean and the plain
percentiles of what ended.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.records.counters import OCTAVE_OFFSET, PER_OCTAVE, TIME_BINS


def bin_edge(number: int) -> float:
    """Return the lower edge of a time bin, in minutes."""
    if number <= 0:
        return 0.0
    octave, place = divmod(number - 1, PER_OCTAVE)
    return math.ldexp(0.5 + 0.5 * place / PER_OCTAVE, octave - OCTAVE_OFFSET + 1)


_LOW = np.array([bin_edge(number) for number in range(TIME_BINS)])
_HIGH = np.array([0.0, *(bin_edge(number + 1) for number in range(1, TIME_BINS))])
_MIDDLE = (_LOW + _HIGH) / 2.0


RUNS, TOTAL, LONGEST, FURTHEST = range(3 * TIME_BINS, 3 * TIME_BINS + 4)  # where they stand behind the bins


def rows(ended: Any, gone: Any, still: Any, total: Any, longest: Any, oldest: Any) -> Any:
    """Return what times come from, a row for each replication, so that rows of several can be added up.

    Counts by bins (down) and replications (across) of what ended, what went otherwise and what is still open; `total` and
    `longest` of what ended, and the age of the `oldest` that is open, in minutes.
    """
    others = np.column_stack([np.ones_like(total), total, longest, np.maximum(longest, oldest)])
    return np.ascontiguousarray(np.concatenate([ended.T, gone.T, still.T, others], axis=1), float)


def masses(rows: Any) -> tuple[Any, Any]:
    """Return by row what ends in each bin, and what rests after the last, in any measure."""
    ended, gone, still = (rows[:, i * TIME_BINS : (i + 1) * TIME_BINS] for i in range(3))
    censored = still.any(axis=1)
    if not censored.any():
        return ended, np.zeros(len(rows))
    every = ended + gone + still
    came = every.sum(axis=1, keepdims=True)
    at_risk = (
        came - (np.cumsum(every, axis=1) - every) - still / 2.0
    )  # in a bin half of what is open outlasts what ends
    at_risk[:, :1] = came  # at one instant what ends comes first
    at_risk = np.maximum(at_risk, 0.5)
    left = np.cumprod(1.0 - np.minimum(1.0, (ended + gone) / at_risk), axis=1)
    before = np.concatenate([np.ones_like(came), left[:, :-1]], axis=1)
    return np.where(censored[:, None], before * ended / at_risk, ended), np.where(censored, left[:, -1], 0.0)


@dataclass(frozen=True)
class Mean:
    """The mean in minutes, by row; nan where nothing came. What rests counts with the furthest time seen (restricted mean)."""

    def __call__(self, rows: Any) -> Any:
        return self.of(rows, *masses(rows))

    def of(self, rows: Any, mass: Any, rest: Any) -> Any:
        """Return the mean, the masses of the rows known."""
        ended = rows[:, :TIME_BINS]
        plain, total, runs = ended @ _MIDDLE, rows[:, TOTAL], np.maximum(rows[:, RUNS], 1.0)
        scale = _divided(total, plain, 1.0)  # bins are 4 to 6% wide, the total is exact
        whole = (mass @ _MIDDLE) * scale + rest * rows[:, FURTHEST] / runs
        weighed = _divided(whole, mass.sum(axis=1) + rest, math.nan)
        censored = rows[:, 2 * TIME_BINS : 3 * TIME_BINS].any(axis=1)
        return np.where(censored, weighed, _divided(total, ended.sum(axis=1), math.nan))


@dataclass(frozen=True)
class Percentile:
    """A percentile in minutes, by row: straight within a bin and never above the longest; nan where it is not reached."""

    share: float

    def __call__(self, rows: Any) -> Any:
        return self.of(rows, *masses(rows))

    def of(self, rows: Any, mass: Any, rest: Any) -> Any:
        """Return the percentile, the masses of the rows known."""
        reached = np.cumsum(mass, axis=1)
        wanted = self.share * (reached[:, -1] + rest)
        known = (wanted > 0.0) & (wanted <= reached[:, -1] * (1.0 + 1e-12))
        number = np.argmax(reached >= np.minimum(wanted, reached[:, -1])[:, None], axis=1)
        place = np.arange(len(rows)), number
        here, over = mass[place], reached[place] - wanted
        part = 1.0 - np.minimum(np.maximum(_divided(over, here, 0.0), 0.0), 1.0)
        found = _LOW[number] + (_HIGH[number] - _LOW[number]) * part
        alone = rows[:, RUNS] == 1.0  # of several replications only the bin of the longest is known
        return np.where(known, np.where(alone, np.minimum(found, rows[:, LONGEST]), found), math.nan)

    def below(self, rows: Any, at: float) -> Any:
        """Return which share lies below a time, by row."""
        mass, rest = masses(rows)
        number = int(np.searchsorted(_LOW, at, side="right")) - 1
        wide = float(_HIGH[number] - _LOW[number])
        part = (at - float(_LOW[number])) / wide if wide > 0.0 else 1.0
        found = mass[:, :number].sum(axis=1) + min(1.0, part) * mass[:, number]
        return _divided(found, mass.sum(axis=1) + rest, math.nan)


MEAN, MEDIAN, NINETY = Mean(), Percentile(0.5), Percentile(0.9)


def _divided(top: Any, bottom: Any, otherwise: float) -> Any:
    return np.divide(top, bottom, out=np.full(len(top), otherwise), where=bottom > 0.0)
