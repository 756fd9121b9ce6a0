"""When to look and where to add replications, with a false verdict no likelier than alpha over all looks together.

Looks are at numbers of replications that are fixed beforehand; each has its part of alpha, in proportion to the replications
that it adds (Lan & DeMets 1983; Kim & DeMets 1987), and by Bonferroni over looks it does not matter which of them a change
gets. A change that is undecided goes to the look at which it should be decided: as many replications as (spread / distance
to the threshold)^2 asks, the proportions of optimal computing budget allocation against a standard (Chen et al. 2000).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sim.analyses.judging.criteria import Criterion
from sim.analyses.judging.stats import Effect
from sim.analyses.judging.steps import METHODS as METHODS
from sim.analyses.judging.steps import findings
from sim.analyses.judging.verdict import OUTCOME, UNDECIDED, Finding, needed, verdict

GROWTH = 1.5  # from look to look
JUMP = 2  # looks at a time: what is known of a distance at first is rough


@dataclass(frozen=True)
class Look:
    """A number of replications at which intervals are taken, and its part of alpha."""

    n: int
    alpha: float


def looks(first: int, most: int, alpha: float) -> list[Look]:
    """Return the looks from a first to a largest number of replications."""
    numbers = [min(first, most)]
    while GROWTH * numbers[-1] < most / math.sqrt(GROWTH):
        numbers.append(math.ceil(GROWTH * numbers[-1]))
    numbers += [most] if most > numbers[-1] else []
    return [
        Look(n, alpha * (n - before) / numbers[-1]) for before, n in zip([0, *numbers], numbers, strict=False)
    ]


class Source(Protocol):
    """Where effects come from: a simulation, or draws of which the truth is known."""

    @property
    def names(self) -> Sequence[str]:
        """The changes."""

    def extend(self, counts: Mapping[str, int]) -> None:
        """Have so many replications of each change."""

    def effects(self, name: str, n: int) -> Mapping[str, Effect]:
        """Return the effects of a change on what it is judged by, over its first n replications."""


class StoppingRule(Protocol):
    """What replications are added for."""

    def reached(self, findings: Sequence[Finding]) -> bool:
        """Whether a change needs no more of them."""

    def wanted(self, findings: Sequence[Finding]) -> int | None:
        """Return about how many it needs in all, None where no number would do."""


class Decided:
    """Until there is a verdict."""

    def reached(self, findings: Sequence[Finding]) -> bool:
        """Whether there is a verdict, or nothing that one could rest on."""
        return verdict(findings) != UNDECIDED or not any(one.role == OUTCOME for one in findings)

    def wanted(self, findings: Sequence[Finding]) -> int | None:
        """Return about how many would decide."""
        return needed(findings)


@dataclass(frozen=True)
class Precise:
    """Until every interval is at most `part` of its threshold wide to either side."""

    part: float

    def reached(self, findings: Sequence[Finding]) -> bool:
        """Whether all are narrow enough; those with a threshold of nought can't be."""
        return all(self._ratio(one) <= 1.0 for one in findings if one.threshold > 0.0)

    def wanted(self, findings: Sequence[Finding]) -> int | None:
        """Return about how many would make them narrow enough."""
        return max(
            (math.ceil(one.n * self._ratio(one) ** 2) for one in findings if one.threshold > 0.0),
            default=None,
        )

    def _ratio(self, one: Finding) -> float:
        return (one.high - one.low) / 2.0 / (self.part * one.threshold)


def decide(
    source: Source,
    criteria: Mapping[str, Criterion],
    at: Sequence[Look],
    aim: StoppingRule,
    method: str = METHODS[0],
    seed: int = 0,
) -> dict[str, list[Finding]]:
    """Return the findings on every change at the look at which it was left; a single look is no sequence."""
    place = dict.fromkeys(source.names, 0)
    found: dict[str, list[Finding]] = {}
    ongoing = list(source.names)
    while ongoing:
        source.extend({name: at[place[name]].n for name in ongoing})
        effects = {name: source.effects(name, at[place[name]].n) for name in source.names}
        for number in sorted({place[name] for name in ongoing}):
            look = at[number]
            said = findings(effects, criteria, method, look.alpha, (seed, look.n))
            found |= {name: said[name] for name in ongoing if place[name] == number}
        ongoing = [name for name in ongoing if place[name] + 1 < len(at) and not aim.reached(found[name])]
        place |= {name: _next(place[name], at, aim.wanted(found[name])) for name in ongoing}
    return found


def _next(now: int, at: Sequence[Look], wanted: int | None) -> int:
    """Return the next look of a change: where it should be decided, if that is near."""
    last = min(now + JUMP, len(at) - 1)
    near = (number for number in range(now + 1, last) if wanted is not None and at[number].n >= wanted)
    return next(near, last if wanted is not None else now + 1)
