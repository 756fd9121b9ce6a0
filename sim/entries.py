"""What a measure is, on its way from the books to a table: its name, value, unit and what it is taken over."""

import math
from dataclasses import dataclass
from typing import Any

from sim.records.books import OCTAVE_OFFSET, PER_OCTAVE

MINUTES, COUNT, SHARE, MARK, PER_CASE, PEOPLE = "min", "", "share", "mark", "per case", "people"


@dataclass(frozen=True)
class Entry:
    """One measure: its name, value, unit and what it is taken over."""

    name: str
    value: float
    unit: str
    over: str


def ratio(top: float, bottom: float) -> float:
    return float(top) / float(bottom) if bottom > 0 else math.nan


def variance(total: float, square: float, n: float) -> float:
    return max(0.0, float(square / n - (total / n) * (total / n))) if n > 0 else math.nan


def bin_edge(number: int) -> float:
    """Return the lower edge of a time bin, in minutes."""
    if number <= 0:
        return 0.0
    octave, place = divmod(number - 1, PER_OCTAVE)
    return math.ldexp(0.5 + 0.5 * place / PER_OCTAVE, octave - OCTAVE_OFFSET + 1)


def quantile(bins: Any, share: float) -> float:
    """Return a quantile from a histogram of times, in minutes, straight within a bin (bins are 4 to 6% wide)."""
    total = int(bins.sum())
    if total == 0:
        return math.nan
    wanted, seen = share * total, 0
    for number, here in enumerate(bins.tolist()):
        if here and seen + here >= wanted:
            low, high = bin_edge(number), bin_edge(number + 1)
            return 0.0 if number == 0 else low + (high - low) * (wanted - seen) / here
        seen += here
    return bin_edge(len(bins))
