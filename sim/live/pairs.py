"""A and B in pairs of replications with the same customers and the same luck: what is known of their difference so far."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sim.analyses.judging.money import COST, Cost
from sim.analyses.two_views import Light, Mirrors, figures, seen
from sim.live.first_look import WHOLE, Shorter, shorter
from sim.live.kept import Going, Kept, Replicated
from sim.live.positions import Position, applied
from sim.live.telling import telling
from sim.results.results import Comparison, Result
from sim.runs.collect import Variant
from sim.runs.experiments import compare_results
from sim.runs.replications import origin, plan
from sim.scenario.fields.model import Scenario

A, B = "A", "B"
ENOUGH = 20  # pairs, from which a first answer is taken to be one
MOST = 200  # pairs, and at most so many times as many as the scenario runs:
TIMES = 10


@dataclass(frozen=True)
class Side:
    """One of the two: where it stands, the scenario that this makes, what it is called in it, and its replications."""

    position: Position
    scenario: Scenario
    name: str
    runs: Replicated
    hash: str


def most(scenario: Scenario) -> int:
    """Return how many pairs are run at most of one position."""
    return max(ENOUGH, min(MOST, TIMES * scenario.run.replications))


class PositionPairs:
    """A and B, and what their replications come to."""

    def __init__(self, scenario: Scenario, a: Position, b: Position, kept: Kept, short: Shorter | None = None) -> None:
        self.scenario, self._kept, self.short = scenario, kept, short
        self.a, self.b = (self._side(position) for position in (a, b))

    def _side(self, position: Position) -> Side:
        key = id(self.scenario), repr(position)
        scenario, name = self._kept.applied.once(key, lambda: applied(self.scenario, position))
        scenario, variant = self._kept.variants.once((*key, self.short), lambda: self._variant(scenario, name))
        return Side(position, scenario, name, self._kept.replicated(variant), variant.blueprint.scenario_hash)

    def _variant(self, scenario: Scenario, name: str) -> tuple[Scenario, Variant]:
        scenario = scenario.model_copy(update={"run": self.short.run}) if self.short else scenario
        return scenario, Variant(scenario, name)

    def shortened(self) -> "PositionPairs | None":
        """Return A and B in shorter runs, for a first look; None where whole ones are there as soon."""
        short = shorter(self.a.scenario.run, self.a.runs.seconds)
        return PositionPairs(self.scenario, self.a.position, self.b.position, self._kept.short, short) if short else None

    @property
    def wait(self) -> float:
        """Seconds that the pairs of whole runs take, of which there are few enough to be waited for."""
        return self.a.runs.seconds * math.ceil(WHOLE / self._kept.jobs)

    def __len__(self) -> int:
        return min(len(self.a.runs), len(self.b.runs))

    @property
    def same(self) -> bool:
        """Whether A and B come to the same."""
        return self.a.runs is self.b.runs

    def extend(self, n: int, going: Going = lambda: True, most: int | None = None) -> None:
        """Have so many pairs, unless it is no longer `going`; up to `most` will be asked for next."""
        self._kept.extend([self.a.runs] if self.same else [self.a.runs, self.b.runs], n, going, most)

    @property
    def added(self) -> int:
        """How many pairs are worked out."""
        return min(self.a.runs.added, self.b.runs.added)

    def add_up(self, n: int, going: Going) -> None:
        """Work out the first n pairs, as far as they were run, some at a time, as long as it is `going`."""
        while going() and any(side.runs.add_some(n - side.runs.added) for side in (self.a, self.b) if side.runs.added < n):
            pass

    def found(self, n: int | None = None) -> "Found":
        """Return what is known from the first n pairs (all that there are)."""
        n = len(self) if n is None else min(n, len(self))
        self.add_up(n, lambda: True)
        return Found(self, n, {A: self._result(self.a, n), B: self._result(self.b, n)})

    def _result(self, side: Side, n: int) -> Result:
        """Return the result of n replications; that of A, which stays, is made once."""
        return side.runs.results.once((n, side.name, id(side.scenario)), lambda: self._made(side, n))

    def _made(self, side: Side, n: int) -> Result:
        how = plan(side.scenario, n, self._kept.seed, self._kept.engine, None)
        made = origin(side.scenario, side.name, how, {side.runs.variant.meaning: range(n)}, None, side.hash)
        return side.runs.totals.result(side.scenario, made, n)


@dataclass(frozen=True, eq=False)
class Found:
    """What n pairs say: both results, their differences, both mirrors, and what B costs more."""

    pairs: PositionPairs
    n: int
    results: dict[str, Result]

    @cached_property
    def shown(self) -> Sequence[str]:
        """The measures that tell most, in the order in which they are shown."""
        return telling(self.pairs.scenario, self.results)

    @cached_property
    def comparison(self) -> Comparison:
        """The differences of B from A; the intervals of those shown hold together."""
        return compare_results(self.results, self.shown)

    @cached_property
    def mirrors(self) -> tuple[Mirrors, Mirrors]:
        """A and B, each as its director sees it and as customers live through it."""
        return seen(self.pairs.a.scenario, self.results[A]), seen(self.pairs.b.scenario, self.results[B])

    @cached_property
    def lights(self) -> tuple[tuple[tuple[Light, ...], ...], ...]:
        """Of A and of B the figures in both mirrors: inside, and lived through."""
        return figures(self.pairs.a.scenario, self.results[A]), figures(self.pairs.b.scenario, self.results[B])

    @cached_property
    def money(self) -> Cost | None:
        """What B costs more a year than A, None where no role has a cost."""
        one = self.comparison.pairs[B].get(COST)
        if one is None or not one.values:
            return None
        if one.same:
            return Cost(0.0, 0.0, 0.0)
        return Cost(one.difference, *(one.interval or (one.difference, one.difference)))
