"""What has a value per replication, and an interval that holds together with those of others like it."""

from sim.results.intervals import half_width, interval
from sim.results.results import Measure


class Together:
    """A mean over replications, in the unit of what was `found`; its 95% holds for so many `intervals` together (Bonferroni)."""

    found: Measure
    intervals: int

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
