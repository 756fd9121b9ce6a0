"""How cases flow from step to step: all paths laid over one another, in times per case."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import product

from sim.analyses.paths.cases import Move
from sim.analyses.paths.rows import ENDED, VISITED
from sim.analyses.paths.taken import Path, Taken, marked
from sim.blueprint.layout import ENDINGS
from sim.records import log

START = ""
ROUNDING = 1e-9
LAST = dict(zip(ENDED, ENDINGS, strict=False))  # an ending in the log, and its name


class Manner(IntEnum):
    """How a case goes on: as it should, for the sake of rework or failure, or again after it gave up."""

    ON, REWORK, REDIAL = range(3)


Flow = tuple[str, str, Manner]  # from a step (or START), to a step or an ending


@dataclass(frozen=True)
class Flows:
    """How often per case each flow is taken; the share of cases that come to a step or ending; the steps in their usual order."""

    times: Mapping[Flow, float]
    reached: Mapping[str, float]
    order: tuple[str, ...]
    asked: float  # chasing contacts per case


def flows(found: Taken) -> Flows:
    """Return how the cases of a run flowed from step to step."""
    times, reached, places = (
        defaultdict[Flow, float](float),
        defaultdict[str, float](float),
        dict[str, float](),
    )
    whole, asked = max(found.whole.n, 1), 0.0
    for path in found.paths:
        share = path.n / whole
        taken = list(_flows(path, found))
        for flow in taken:
            times[flow] += share
        first = {to: place for place, (_, to, _) in reversed(list(enumerate(taken)))}
        for to, place in first.items():
            reached[to] += share
            places[to] = places.get(to, 0.0) + share * place
        asked += share * sum(move == Move(log.CAME, log.CHASING) for move in path.moves)
    steps = [step for step in found.blueprint.step_names if step in reached]
    order = sorted(steps, key=lambda step: places[step] / reached[step])
    return Flows(dict(times), dict(reached), tuple(_onward(order, times)), asked)


def _onward(order: list[str], times: Mapping[Flow, float]) -> list[str]:
    """Return the order with steps moved, one by one, for as long as that lets less go back."""
    between = defaultdict[tuple[str, str], float](float)
    for (here, to, _), often in times.items():
        if here in order and to in order:
            between[here, to] += often

    def goes_back(tried: list[str]) -> float:
        place = {step: i for i, step in enumerate(tried)}
        return sum(often for (here, to), often in between.items() if place[here] > place[to])

    least, changed = goes_back(order), True
    while changed:
        changed = False
        for step, place in product(tuple(order), range(len(order))):
            tried = [one for one in order if one != step]
            tried.insert(place, step)
            if (now := goes_back(tried)) < least - ROUNDING:
                order, least, changed = tried, now, True
    return order


def _flows(path: Path, found: Taken) -> Iterator[Flow]:
    """Yield the flows of a path, one after the other."""
    names, here, why = found.blueprint.step_names, START, Manner.ON
    for move, redone in marked(path.moves, found.blueprint):
        if move.what in VISITED:
            manner = Manner.REWORK if redone else why
            yield here, names[move.where], manner
            here, why = names[move.where], Manner.ON
        elif move.what in LAST:
            yield here, LAST[move.what], Manner.ON
        elif move.what == log.CAME and move.where != log.CHASING:
            why = Manner.REWORK if redone else Manner.REDIAL if move.where == log.REDIAL else Manner.ON
