"""Where verdicts turn: which assumptions, at an end of their range, make a change come out otherwise.

One at a time to both ends, under common random numbers. A pair of replications at every end comes first: by as much as an
effect moves there the interval moves that the judgement has. Only where the verdict could then be another, as many pairs
are run as it rests on, and the verdict is that of those.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic

from sim.analyses.judging.criteria import Criterion
from sim.analyses.judging.portfolio import Item, Judgement, Turn
from sim.analyses.judging.verdict import UNDECIDED, VERDICTS, verdict
from sim.analyses.studies.points import Variant, each_of
from sim.analyses.studies.verdicts import Pair, judged
from sim.runs.collect import Sample
from sim.runs.progress import bar
from sim.runs.replications import Plan, plan
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.assumptions import Assumed
from sim.scenario.inspect.redraw import Redraw, assumptions
from sim.scenario.text.faults import ScenarioError

PILOTS = 1  # pairs at every end: the luck is the same, so that little of what moves is noise [A]
MARGINS = (1.0, 1.5)  # times what one pair says, within which a verdict could turn [A]
AT_ONCE = 4  # assumptions between two looks at the clock
FIRST = (
    "world.mind.disconfirmation",
    "world.mind",
)  # looked at first: nobody has measured it for these customers
PATIENCE = 60.0  # seconds, or as long as judging took if that is longer, that it may take unasked


@dataclass(frozen=True)
class Extreme:
    """An assumption at one end of its range, and the scenario there."""

    assumed: Assumed
    value: float
    scenario: Scenario


@dataclass(frozen=True, repr=False)
class Turned(Judgement, says="turns"):
    """A judgement that was looked at for what its verdicts hang on, and says that."""


def turns(
    scenario: Scenario,
    found: Judgement,
    engine: str | None = None,
    jobs: int | str | None = None,
    store: str | Path | None = None,
    bound: float | None = None,
) -> Turned:
    """Return a judgement with the turns of its verdicts; after `bound` seconds what was not looked at is left, and counted.

    Raises as `run`.
    """
    return Turned(**vars(_turned(scenario, found, engine, jobs, store, bound)))


def _turned(
    scenario: Scenario,
    found: Judgement,
    engine: str | None,
    jobs: int | str | None,
    store: str | Path | None,
    bound: float | None,
) -> Judgement:
    items = {name: item for name, item in found.items.items() if item.verdict != UNDECIDED}
    numbers = _numbers(scenario, items) if items else []
    until = math.inf if bound is None else monotonic() + bound
    how = plan(scenario, PILOTS, found.provenance.seed, engine, jobs)
    redraw, tried = Redraw(scenario), 0
    turned: dict[str, list[Turn]] = {name: [] for name in found.items}
    with bar(len(numbers), "looking where verdicts turn") as shown:
        while tried < len(numbers) and (tried == 0 or monotonic() <= until):
            some = numbers[tried : tried + AT_ONCE]
            within = replace(how, within=(shown, float(len(some))))
            for end, name in _suspects(found, items, list(_ends(redraw, some)), within, store):
                said = _verdict(end, found, items[name], replace(how, within=(shown, 0.0)), store)
                if said != items[name].verdict:
                    turned[name].append(Turn(end.assumed, end.value, said))
            tried += len(some)
    told = {name: replace(item, turns=_in_order(turned[name])) for name, item in found.items.items()}
    return replace(found, items=told, tried=tried, untried=len(numbers) - tried)


def wanted(
    scenario: Scenario,
    found: Judgement,
    asked: bool | None,
    engine: str | None,
    jobs: int | str | None,
    store: str | Path | None,
    spent: float = 0.0,
) -> Judgement:
    """Return a judgement with its turns where they are asked for; of who says nothing within a minute, or what judging took."""
    if asked is False:
        return found
    return _turned(scenario, found, engine, jobs, store, None if asked else max(PATIENCE, spent))


def _numbers(scenario: Scenario, items: Mapping[str, Item]) -> list[Assumed]:
    variants = list(dict.fromkeys(one for item in items.values() for one in (item.against, item.name)))
    found = assumptions(scenario, variants)
    return sorted(found, key=lambda one: [not one.origin.startswith(first) for first in FIRST])


def _in_order(found: Sequence[Turn]) -> tuple[Turn, ...]:
    """Return turns in the order of verdicts: those that matter most first."""
    return tuple(sorted(found, key=lambda one: (one.verdict == UNDECIDED, VERDICTS.index(one.verdict))))


def _suspects(
    found: Judgement, items: Mapping[str, Item], ends: Sequence[Extreme], how: Plan, store: str | Path | None
) -> list[tuple[Extreme, str]]:
    """Return at which of these ends the verdict on which change could be another."""
    variants = list(dict.fromkeys(one for item in items.values() for one in (item.against, item.name)))
    suspects: list[tuple[Extreme, str]] = []
    makers = [partial(_variants, end, variants) for end in ends]
    for end, samples in zip(ends, each_of(makers, how, store), strict=True):
        there = dict(zip(variants, samples, strict=True))
        for name, item in items.items():
            if _could_turn(found, item, (there[item.against], there[name])):
                suspects.append((end, name))
    return suspects


def _variants(end: Extreme, names: Sequence[str]) -> list[Variant]:
    return [(end.scenario, name) for name in names]


def _ends(redraw: Redraw, numbers: Sequence[Assumed]) -> Iterator[Extreme]:
    """Yield both ends of the range of each assumption, but for what it is now, and where the scenario cannot be so."""
    for one in numbers:
        for value in (one.low, one.high):
            if value != one.quantity.now:
                try:
                    yield Extreme(one, value, redraw.scenario_with({one.origin: value}))
                except ScenarioError:
                    continue


def _could_turn(found: Judgement, item: Item, there: Pair) -> bool:
    """Whether the verdict could be another there: its intervals moved by as much as the effects in the pilots."""
    here = found.samples[item.against], found.samples[item.name]
    moved = {
        measure: _effect(found.thresholds[measure], there) - _effect(found.thresholds[measure], here)
        for measure in item.outcomes
    }
    own = verdict(list(item.outcomes.values()))
    return any(
        verdict([one.moved(margin * moved[one.measure]) for one in item.outcomes.values()]) != own
        for margin in MARGINS
    )


def _effect(by: Criterion, pair: Pair) -> float:
    """Return the effect in the pilots, a part of the baseline where that is how it is judged; nan where there is none."""
    before, after = (one.measure(by.measure, PILOTS).mean for one in pair)
    effect = after - before
    if effect == 0.0 or not by.relative:
        return effect
    return effect / abs(before) if before else math.nan


def _verdict(end: Extreme, found: Judgement, item: Item, how: Plan, store: str | Path | None) -> str:
    """Return the verdict there by as many pairs, with intervals that hold together over all changes as they did."""
    enough = replace(how, replications=item.n)
    ((before, after),) = each_of([partial(_variants, end, (item.against, item.name))], enough, store)
    pairs = {
        other.name: (found.samples[other.against], found.samples[other.name])
        for other in found.items.values()
        if other.n == item.n and _full(found, other)
    }
    pairs = {item.name: (before, after), **{name: one for name, one in pairs.items() if name != item.name}}
    return judged(end.scenario, pairs, how.seed)[item.name][0]


def _full(found: Judgement, item: Item) -> bool:
    samples: tuple[Sample, Sample] = found.samples[item.against], found.samples[item.name]
    return all(len(one) == item.n for one in samples)
