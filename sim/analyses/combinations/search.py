"""The best set of changes within a budget: all sets where these are few, else one change at a time.

One change at a time may miss sets that only work together. How much it can have missed has a bound, where changes do not
reinforce each other: no set does better than what was found, and of each change that was left its own effect on top of that,
as many as the budget holds (the bound of Leskovec et al. 2007, for a gain that is submodular).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sim.analyses.combinations.trials import Set, Trial, Trials

MOST = 64  # sets that are all tried


@dataclass(frozen=True)
class Best:
    """What a search found: of the sets that cannot be told from the best, the cheapest; then what other replications say of it.

    `bound` is how much better than the design alone any set can be, where not all were tried.
    """

    trial: Trial
    anew: Trial
    tried: int
    all_tried: bool
    bound: float | None


def recommended(trials: Sequence[Trial], budget: float | None) -> Trial:
    """Return of the trials within a budget that harm nothing the best, or the cheapest that cannot be told from it.

    Where nothing can be measured that is no change at all.
    """
    allowed = [one for one in trials if not one.harms and (budget is None or one.cost <= budget)]
    known = [one for one in allowed if not math.isnan(one.value)]
    if not known:
        return next(one for one in trials if not one.changes)
    best = max(known, key=lambda one: one.value)
    equals = [one for one in known if not one.told_from(best)]
    return min(equals, key=lambda one: (one.cost, len(one.changes), -one.value))


def search(trials: Trials, changes: Sequence[str], budget: float | None) -> tuple[list[Trial], float | None]:
    """Try sets, all that fit the budget or one change at a time; return their trials, and the bound if not all were tried."""
    few = _all_sets(trials, changes, budget)
    if few is not None:
        return trials.run(few), None
    return _greedy(trials, changes, budget)


def _all_sets(trials: Trials, changes: Sequence[str], budget: float | None) -> list[Set] | None:
    """Return all sets that go together and fit the budget; None where they are too many."""
    found: list[Set] = []
    for count in range(1, len(changes) + 1):
        for one in combinations(changes, count):
            if trials.possible(one) and _fits(trials, one, budget):
                found.append(one)
            if len(found) > MOST:
                return None
    return found


def _fits(trials: Trials, one: Set, budget: float | None) -> bool:
    return budget is None or trials.cost(one) <= budget


def _greedy(trials: Trials, changes: Sequence[str], budget: float | None) -> tuple[list[Trial], float | None]:
    """Add the change that gains most (for its money, where there is a budget) for as long as one distinguishably gains."""
    tried = {one.changes: one for one in trials.run((change,) for change in changes)}
    here = tried[()]
    while True:
        steps = trials.run(_one_more(trials, here.changes, changes))[1:]
        tried |= {one.changes: one for one in steps}
        gainful = [
            one
            for one in steps
            if one.value > here.value
            and one.told_from(here)
            and not one.harms
            and _fits(trials, one.changes, budget)
        ]
        if not gainful:
            return list(tried.values()), _bound(here, steps, tried, budget)
        here = max(gainful, key=lambda one: _worth(one, here, budget))


def _one_more(trials: Trials, here: Set, changes: Sequence[str]) -> Iterator[Set]:
    for change in changes:
        more = tuple(one for one in changes if one in here or one == change)
        if change not in here and trials.possible(more):
            yield more


def _worth(one: Trial, here: Trial, budget: float | None) -> float:
    """Return what a step gains: for its money where there is a budget; without limit where it costs nothing."""
    gain, cost = one.value - here.value, one.cost - here.cost
    return gain if budget is None else gain / cost if cost > 0.0 else math.inf


def _bound(here: Trial, steps: Sequence[Trial], tried: dict[Set, Trial], budget: float | None) -> float:
    """Return how much better than the design alone a set can be, where changes do not reinforce each other."""
    on_top = {(set(one.changes) - set(here.changes)).pop(): one.value - here.value for one in steps}
    alone = {one.changes[0]: one for one in tried.values() if len(one.changes) == 1}
    left = [
        (max(0.0, on_top.get(name, one.value)), one.cost)
        for name, one in alone.items()
        if name not in here.changes
    ]
    room, whole = math.inf if budget is None else budget, here.value
    for gain, cost in sorted(left, key=lambda each: -_per_cost(*each)):
        part = 1.0 if cost <= room else max(0.0, room) / cost
        whole += part * gain
        room -= part * max(0.0, cost)
    return whole


def _per_cost(gain: float, cost: float) -> float:
    return gain / cost if cost > 0.0 else math.inf
