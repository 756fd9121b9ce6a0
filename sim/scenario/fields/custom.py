"""Measures of a user's own: functions of what a replication counted, which take part in all studies beside the others."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sim.kernel.limits import Unusable

NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
PERCENTAGE = re.compile(r"\d+(\.\d+)?%")
Counted = Callable[[Any], float]


@dataclass(frozen=True)
class CustomMeasure:
    """A measure by a name and in a unit of its own, of which more is better (1), less is (-1), or neither can be said (0).

    `of` takes a replication: its `values` (all other measures by name), its `counters` (from which these are made) and, where
    `log` is True, its `log` (a table with a row per change of state). The measure is the mean of that over runs; with `per`,
    which takes the same, it is pooled: the sum of `of` over that of `per`. With a `threshold`, in its unit or "5%" of the
    baseline, it is an outcome of `judge`. Raises Unusable for what can't be.
    """

    name: str
    of: Counted
    unit: str = ""
    better: int = 0
    per: Counted | None = None
    threshold: float | str | None = None
    log: bool = False

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise Unusable(f"name: {self.name!r}, small letters, digits and _ are allowed, such as minutes_late")
        if self.better not in (-1, 0, 1):
            raise Unusable(f"better: {self.better!r}, allowed are 1 (more), -1 (less) and 0")
        if self.threshold is not None and not _is_threshold(self.threshold):
            raise Unusable(f'threshold: {self.threshold!r}, a number above 0 or "5%" is needed')
        if self.threshold is not None and not self.better:
            raise Unusable(f"threshold: {self.name} needs to say which way is better, 1 or -1")


def _is_threshold(given: float | str) -> bool:
    if isinstance(given, str):
        return bool(PERCENTAGE.fullmatch(given)) and float(given[:-1]) > 0
    return not isinstance(given, bool) and given > 0
