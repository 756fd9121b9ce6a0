"""The path of least resistance of a design: over the ways in that it leaves to a customer, its channels.

The channel is the one thing that a design of our format leaves open to choice, and in a market the provider. What comes
after is chance: shares of branches, errors, giving up. So there are as many alternatives as there are different steps at
which a need can begin; the least values of several designs can be set side by side.
"""

import heapq
import math
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import count, product
from typing import Any

from sim.analyses.paths.chain import Chain, Situation
from sim.analyses.paths.taken import Door, Group, Taken
from sim.blueprint import Blueprint
from sim.results.results import Unusable
from sim.scenario.fields.model import Scenario
from sim.scenario.load import variant
from sim.theory.resistance import Option, least_resistance

MOST = 3000  # situations that can be solved exactly within seconds

Entries = dict[int, list[Door]]  # the step where a case begins, and the doors that lead there


@dataclass(frozen=True)
class Route:
    """A way through a design to an ending, with its probability."""

    steps: tuple[str, ...]
    ending: str
    probability: float


@dataclass(frozen=True, eq=False)
class Way:
    """A way in: needs and channels that begin at a step, the mean resistance (minutes) to be expected, and what was found."""

    needs: tuple[str, ...]
    channels: tuple[str, ...]  # none where the design has none
    step: str
    resistance: float  # by the design's chances, with the waits that the run had
    least: bool  # no other way in is less for these needs
    likely: Route
    found: Group


def ways(scenario: Scenario, found: Taken) -> tuple[Way, ...]:
    """Return every way in, those of the same needs together, the least resistance first."""
    blueprint = found.blueprint
    needs = _needs(blueprint)
    chain = Chain(
        variant(scenario, blueprint.design),
        scenario.world,
        found.waiting,
        scenario.resistance,
        _recontact(blueprint),
    )
    begin = {
        entry: Situation(blueprint.step_names[entry], blueprint.step_names[entry])
        for entries in needs.values()
        for entry in entries
    }
    options = _options(chain, list(begin.values()))
    options |= {
        kinds: tuple((0.0, {begin[entry]: 1.0}) for entry in entries) for kinds, entries in needs.items()
    }
    least = least_resistance(options)
    listed = [
        _way(found, chain, doors, begin[entry], least.value[begin[entry]], least.choice[kinds] == number)
        for kinds, entries in needs.items()
        for number, (entry, doors) in enumerate(entries.items())
    ]
    return tuple(sorted(listed, key=lambda way: (way.needs, way.resistance)))


def _needs(blueprint: Blueprint) -> dict[tuple[int, ...], Entries]:
    """Return where needs can begin, by the kinds that have the same choice."""
    entries: dict[int, Entries] = {}
    for kind, provider, channel in _doors(blueprint):
        entry = _entry(blueprint.record, kind, provider, channel)
        entries.setdefault(kind, {}).setdefault(entry, []).append((kind, provider, channel))
    alike: dict[tuple[int, ...], list[int]] = {}
    for kind, found in entries.items():
        alike.setdefault(tuple(found), []).append(kind)
    return {
        tuple(kinds): {entry: [door for kind in kinds for door in entries[kind][entry]] for entry in steps}
        for steps, kinds in alike.items()
    }


def _doors(blueprint: Blueprint) -> Iterator[Door]:
    """Yield every way in that there is; complaints have one where a provider has a step for them."""
    record = blueprint.record
    for kind, provider in product(range(len(blueprint.kind_names)), range(int(record["providers"]))):
        if kind < record["kinds"] or record["complaint_step"][provider] >= 0:
            first = int(record["first_channel"][provider])
            for channel in range(first, first + int(record["own_channels"][provider])) or (-1,):
                yield kind, provider, channel


def _entry(record: Any, kind: int, provider: int, channel: int) -> int:
    """Return the step at which a case begins, as the engines have it."""
    own, first = record["kind_starts"][provider][kind], record["first_step"][provider]
    return int(own if own >= 0 else record["channel_starts"][channel][kind] if channel >= 0 else first)


def _recontact(blueprint: Blueprint) -> dict[str, str]:
    record, names = blueprint.record, blueprint.step_names
    return {
        names[_entry(record, kind, provider, channel)]: names[record["recontact"][provider]]
        for kind, provider, channel in _doors(blueprint)
        if record["recontact"][provider] >= 0
    }


def _way(found: Taken, chain: Chain, doors: list[Door], now: Situation, value: float, least: bool) -> Way:
    names = found.blueprint
    return Way(
        needs=tuple(dict.fromkeys(names.kind_names[kind] for kind, _, _ in doors)),
        channels=tuple(
            dict.fromkeys(names.channel_names[channel] for _, _, channel in doors if channel >= 0)
        ),
        step=now.step,
        resistance=value,
        least=least,
        likely=likely(chain, now),
        found=found.together(group for door, group in found.doors.items() if door in doors),
    )


def _options(chain: Chain, begin: list[Situation]) -> dict[Hashable, tuple[Option[Hashable], ...]]:
    """Return all situations that can be reached, with one option each: what the design does."""
    found: dict[Hashable, tuple[Option[Hashable], ...]] = {}
    todo = begin
    while todo:
        now = todo.pop()
        if now in found:
            continue
        if len(found) == MOST:
            raise Unusable(f"paths: the design has more than {MOST:,} situations, too many to solve")
        after: dict[Hashable, float] = {}
        for p, to in chain.onward(now):
            if isinstance(to, Situation):
                after[to] = after.get(to, 0.0) + p
        found[now] = ((chain.effort(now), after),)
        todo += [to for to in after if isinstance(to, Situation)]
    return found


def likely(chain: Chain, now: Situation) -> Route:
    """Return the most likely way from a situation to an ending (the shortest in -log p: Dijkstra 1959)."""
    turn, seen = count(), set[Situation]()
    queue: list[tuple[float, int, Situation | str, tuple[Situation, ...]]] = [(0.0, next(turn), now, ())]
    while True:
        distance, _, here, before = heapq.heappop(queue)
        if isinstance(here, str):
            return Route(tuple(situation.step for situation in before), here, math.exp(-distance))
        if here not in seen:
            seen.add(here)
            for p, to in chain.onward(here):
                if p > 0.0:
                    heapq.heappush(queue, (distance - math.log(p), next(turn), to, (*before, here)))
