"""Which numbers of staff and which assumptions do most: each tried at both ends of its range, a few pairs at a time."""

from collections.abc import Iterator

from sim.kernel.limits import Unusable
from sim.live.first_look import Shorter, shorter
from sim.live.kept import Going, Kept
from sim.live.pairs import B, Found, PositionPairs
from sim.live.positions import Position
from sim.live.proposed import Candidate, candidates
from sim.live.telling import rows
from sim.scenario.fields.model import Scenario
from sim.scenario.text.faults import ScenarioError

PAIRS = 3
TIMED = 2  # replications of A, by which it is known how long one takes


class WidestEffects:
    """The candidates for a slider, and what each does over its range; worked out once, for all who look."""

    def __init__(self, scenario: Scenario, design: str, kept: Kept) -> None:
        self.scenario, self._start, self._kept = scenario, Position(design), kept.beside()
        self._whole = kept.of(scenario, design)
        self.short: Shorter | None = None  # how it is run where whole runs take long
        self.candidates = [] if scenario.play else candidates(scenario, design)
        self.sizes: dict[str, float] = {}

    @property
    def done(self) -> bool:
        """Whether all were tried."""
        return len(self.sizes) == len(self.candidates)

    @property
    def telling(self) -> list[Candidate]:
        """Those tried that do anything, the widest effect first."""
        there = [one for one in self.candidates if self.sizes.get(one.path, 0.0) > 0.0]
        return sorted(there, key=lambda one: -self.sizes[one.path])

    def try_next(self, going: Going) -> None:
        """Try the next one, unless it is no longer `going`."""
        if not self.sizes:
            self._kept.extend([self._whole], TIMED, going)
            self.short = shorter(self.scenario.run, self._whole.seconds)
        left = (one for one in self.candidates if one.path not in self.sizes)
        if (one := next(left, None)) is not None:
            sizes = list(self._sizes(one, going))
            if going():
                self.sizes[one.path] = max(sizes, default=0.0)

    def _sizes(self, one: Candidate, going: Going) -> Iterator[float]:
        """Yield how far the outcome moves at each end, in the smallest differences that matter; nothing where it can't stand."""
        for value in one.ends:
            try:
                pairs = PositionPairs(self.scenario, self._start, self._start.at(one.path, value), self._kept, self.short)
                pairs.extend(PAIRS, going)
            except (ScenarioError, Unusable):
                continue
            if going():
                yield _size(pairs.found(PAIRS))


def _size(found: Found) -> float:
    told = rows(found.pairs.scenario, found.shown, found.comparison.pairs[B])
    judged = [one for one in told if one.judged] or told
    return max((abs(one.scaled[0]) for one in judged if one.scaled), default=0.0)
