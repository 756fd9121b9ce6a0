"""A first look, where a replication takes long: runs of fewer weeks or days, with a shorter warm-up, of A and of B alike."""

from dataclasses import dataclass
from math import ceil, floor

from sim.scenario.fields.model import Run
from sim.scenario.text.units import DAY, WEEK

LONG = 0.25  # seconds that a replication takes, from which there is a first look
AIM = 0.08  # seconds that one of the short runs takes
PAIRS = 4
WHOLE = 2  # pairs of whole runs that take its place
FEW = 4  # weeks or days, that a run has at least to be made shorter


@dataclass(frozen=True)
class Shorter:
    """How long short runs are and what is their warm-up, beside those of the scenario, in weeks or days."""

    length: int
    warm_up: int
    of: Run
    unit: float  # minutes

    @property
    def run(self) -> Run:
        """How short runs are run."""
        times = {"length": self.length * self.unit, "warm_up": self.warm_up * self.unit, "snapshots": ()}
        return self.of.model_copy(update=times)

    @property
    def in_weeks(self) -> bool:
        """Whether they are counted in weeks."""
        return self.unit == WEEK


def shorter(run: Run, seconds: float) -> Shorter | None:
    """Return how to run shorter, where a replication takes so many seconds; None where that is soon, or no run is shorter."""
    unit = next((unit for unit in (WEEK, DAY) if run.length >= FEW * unit), None)
    if seconds < LONG or unit is None:
        return None
    part = AIM / seconds
    warm_up = ceil(run.warm_up * part / unit)
    length = warm_up + max(1, floor((run.length - run.warm_up) * part / unit))
    return Shorter(length, warm_up, run, unit) if length * unit < run.length else None
