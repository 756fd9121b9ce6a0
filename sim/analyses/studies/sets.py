"""The cheapest set of changes that reaches an aim: sets in order of cost, then of number, under common random numbers."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from pathlib import Path

from sim.analyses.changes import changes_on
from sim.analyses.studies.aim import Aim, Reached
from sim.runs.replications import Plan, measured
from sim.scenario.fields.model import Scenario
from sim.scenario.load import variant
from sim.scenario.merging.patch import settings_of

AT_ONCE = 8  # sets that are run as one list of work
HOURS = 8760.0  # in a year
MOST = 3  # changes in a set, where nothing else is asked for


@dataclass(frozen=True)
class TriedSet:
    """A set of changes on a design, what it costs a year more than that design, and what the replications say."""

    changes: tuple[str, ...]
    cost: float
    reached: Reached


@dataclass(frozen=True)
class Cheapest:
    """What a search found: the sets tried, in order of cost; the answer, if any, and what other replications say of it.

    `clashing` are pairs that set the same thing, and are not combined; `left` how many sets were not tried; a set has at
    most `most` changes.
    """

    tries: tuple[TriedSet, ...]
    answer: TriedSet | None
    confirmed: Reached | None
    clashing: tuple[tuple[str, str], ...]
    left: int
    most: int


def cheapest(
    scenario: Scenario,
    design: str,
    names: Sequence[str] | None,
    aim: Aim,
    plan: Plan,
    store: str | Path | None = None,
    most: int = MOST,
) -> Cheapest:
    """Return the first set, by cost and then by number, that reaches an aim, and reaches it on other replications too."""
    none = f"target: there are no changes on {design}; vary a number, or choose another design"
    changes = changes_on(scenario, design, names, none)
    clashing = tuple(pair for pair in combinations(changes, 2) if clash(scenario, *pair))
    sets = sorted(_sets(scenario, design, changes, clashing, most), key=lambda one: (one[1], len(one[0])))
    tries: list[TriedSet] = []
    waiting = iter(sets)
    while batch := list(islice(waiting, AT_ONCE)):
        found = _tried(scenario, design, batch, aim, plan, store)
        tries += found
        for one in (one for one in found if one.reached.met):
            again = _tried(scenario, design, [(one.changes, one.cost)], aim, plan.later(), store)[0].reached
            if again.met:
                return Cheapest(tuple(tries), one, again, clashing, len(sets) - len(tries), most)
    return Cheapest(tuple(tries), None, None, clashing, 0, most)


def _sets(
    scenario: Scenario, design: str, changes: Sequence[str], clashing: Sequence[tuple[str, str]], most: int
) -> Iterator[tuple[tuple[str, ...], float]]:
    alone = {name: yearly(scenario, f"{design}+{name}") - yearly(scenario, design) for name in changes}
    for count in range(min(most, len(changes)) + 1):
        for names in combinations(changes, count):
            if not any(one in names and other in names for one, other in clashing):
                cost = math.fsum(scenario.changes[name].cost + alone[name] for name in names)
                yield names, cost


def yearly(scenario: Scenario, name: str) -> float:
    """Return what the staff on the plans of a design costs a year, of the roles that have a cost."""
    roles = variant(scenario, name).roles.values()
    return math.fsum(role.there.mean * role.cost * HOURS for role in roles if role.cost is not None)


def clash(scenario: Scenario, one: str, other: str) -> bool:
    """Whether two changes set the same thing, or one a part of what the other sets."""
    mine, theirs = ([f"{path}." for path in settings_of(scenario.tree, name).value] for name in (one, other))
    return any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)


def _tried(
    scenario: Scenario,
    design: str,
    sets: Sequence[tuple[tuple[str, ...], float]],
    aim: Aim,
    plan: Plan,
    store: str | Path | None,
) -> list[TriedSet]:
    numbers = range(plan.first, plan.first + plan.replications)
    names = ["+".join((design, *changes)) for changes, _ in sets]
    found = measured(scenario, dict.fromkeys(names, numbers), plan, store)
    return [
        TriedSet(changes, cost, aim.of(found[name].measure(aim.goal.measure)))
        for name, (changes, cost) in zip(names, sets, strict=True)
    ]
