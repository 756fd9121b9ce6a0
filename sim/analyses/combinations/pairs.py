"""How two changes work on each other: what both do together less what each does alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sim.analyses.combinations.trials import Set, Trial
from sim.results.results import Measure
from sim.results.together import Together

REINFORCE, WEAKEN, ADD_UP = "reinforce", "weaken", "add up"


@dataclass(frozen=True)
class Pair(Together):
    """Two changes: what they do apart and together, and their interaction, the one less the other, by replication.

    `intervals` says for how many interactions the 95% holds together.
    """

    changes: Set
    apart: float  # the sum of both effects on the outcome
    together: float
    found: Measure
    better: int
    intervals: int

    @property
    def verdict(self) -> str:
        """Whether the two reinforce or weaken each other; "add up" where that cannot be told."""
        if not self.distinguishable:
            return ADD_UP
        return REINFORCE if self.value * self.better > 0.0 else WEAKEN


def pairs(trials: Mapping[Set, Trial]) -> tuple[Pair, ...]:
    """Return the pairs of which both changes were tried, alone and together; the largest interaction first."""
    both = [one for one in trials if len(one) == 2 and all((change,) in trials for change in one)]
    found = [_pair(trials, one) for one in both]
    return tuple(replace(one, intervals=len(found)) for one in sorted(found, key=lambda one: -abs(one.value)))


def _pair(trials: Mapping[Set, Trial], changes: Set) -> Pair:
    one, other, both = (_effects(trials[part]) for part in ((changes[0],), (changes[1],), changes))
    values = tuple(ab - a - b for a, b, ab in zip(one, other, both, strict=True))
    trial = trials[changes]
    apart = sum(trials[(change,)].gain.difference for change in changes)
    return Pair(changes, apart, trial.gain.difference, Measure(trial.gain.unit, values), trial.better, 1)


def _effects(trial: Trial) -> list[float]:
    """Return the effect in every replication, nan where one has none."""
    assert trial.gain.baseline is not None
    assert trial.gain.design is not None
    pairs = zip(trial.gain.baseline.shares, trial.gain.design.shares, strict=True)
    return [after - before for before, after in pairs]
