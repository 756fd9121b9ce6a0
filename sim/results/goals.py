"""Whether goals are met: by the mean, against its interval, and by how many of the replications."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sim.results.intervals import half_width, interval, wilson
from sim.scenario.fields.goals import Goal

MET, NOT_MET, UNCLEAR, UNKNOWN = "met", "not met", "not distinguishable", "unknown"


class Averaged(Protocol):
    """A mean over replications, with the values that it is of."""

    @property
    def unit(self) -> str: ...

    @property
    def known(self) -> list[float]: ...

    @property
    def shares(self) -> Sequence[float]: ...

    @property
    def mean(self) -> float: ...


@dataclass(frozen=True)
class Attained:
    """A goal beside what came out; `intervals` says how many of such intervals the 95% holds for together."""

    goal: Goal
    measure: Averaged
    intervals: int = 1

    @property
    def half_width(self) -> float | None:
        """How far the 95% interval of the mean goes at most to either side of it, None with fewer than two values."""
        return half_width(self._known, self.intervals)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% interval of the mean, None with fewer than two values."""
        return interval(self._known, self.intervals)

    @property
    def _known(self) -> list[float]:
        return [one for one in self.measure.shares if not math.isnan(one)]

    @property
    def verdict(self) -> str:
        """In words: met or not met by the whole interval of the mean, not distinguishable, or unknown (no interval)."""
        found = self.interval
        if found is None:
            return UNKNOWN
        ends = [self.goal.met_by(end) for end in found]
        return MET if all(ends) else UNCLEAR if any(ends) else NOT_MET

    @property
    def n(self) -> int:
        """How many replications have a value."""
        return len(self.measure.known)

    @property
    def met(self) -> int:
        """How many of them meet the goal."""
        return sum(map(self.goal.met_by, self.measure.known))

    @property
    def probability(self) -> float:
        """The share of replications that meet the goal: how likely one run does; nan where none has a value."""
        return self.met / self.n if self.n else math.nan

    @property
    def probability_interval(self) -> tuple[float, float]:
        """The 95% interval of that probability (Wilson)."""
        return wilson(self.probability if self.n else 0.0, self.n)


def worst(verdicts: Sequence[str]) -> str:
    """Return the verdict on several together: not met if one is not, met if all that are clear are met, else unclear."""
    if NOT_MET in verdicts:
        return NOT_MET
    return MET if MET in verdicts else UNCLEAR if UNCLEAR in verdicts else UNKNOWN
