"""What a measure is, on its way from the books to a table: its name, value, unit and what it is taken over."""

import math
from dataclasses import dataclass

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
