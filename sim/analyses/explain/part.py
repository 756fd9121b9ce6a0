"""A part of a difference: its cause, role and segment, and what it adds, with its interval."""

from dataclasses import dataclass

from sim.results.intervals import half_width, interval
from sim.results.results import Measure


@dataclass(frozen=True)
class Part:
    """What a cause (at a role, for a segment: '' where all are taken together) adds to a difference; `found` by replication.

    `intervals` says for how many such parts the 95% holds together.
    """

    cause: str
    role: str
    segment: str
    name: str
    found: Measure
    intervals: int = 1

    @property
    def value(self) -> float:
        """The mean over replications, in the unit of the outcome."""
        return self.found.mean

    @property
    def half_width(self) -> float | None:
        """How far its 95% interval goes at most to either side, None with fewer than two values."""
        return half_width(self.found.known, self.intervals)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its 95% interval, None with fewer than two values."""
        return interval(self.found.known, self.intervals)

    @property
    def n(self) -> int:
        """How many replications have a value."""
        return self.found.n

    @property
    def distinguishable(self) -> bool:
        """Whether the interval leaves out nought."""
        ends = self.interval
        return ends is not None and not ends[0] <= 0.0 <= ends[1]
