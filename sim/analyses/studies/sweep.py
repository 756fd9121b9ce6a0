"""One or two numbers over their ranges: what comes out, and where a design would be judged otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from sim.analyses.studies.points import Given, Point, Range, chosen, measured_at, ranged, units
from sim.analyses.studies.verdicts import judged
from sim.results.results import Difference, Measure, Unusable
from sim.results.shown import Shown
from sim.runs.replications import plan, whole
from sim.scenario.fields.model import Scenario

STEPS = {1: 9, 2: 6}  # values of each number, where nothing else is asked for


@dataclass(frozen=True)
class Spot:
    """A point of a sweep: the values there, the measures of the design, and its differences from the other one.

    `verdict` is that of `sim judge` on the design at this point by itself, None where there is nothing to judge.
    """

    values: tuple[float, ...]
    measures: Mapping[str, Measure]
    others: Mapping[str, Measure]
    differences: Mapping[str, Difference]
    verdict: str | None = None


@dataclass(frozen=True, repr=False)
class Sweep(Shown, says="sweep"):
    """What comes out over the ranges of one or two numbers; `against` is None where there is nothing to compare with."""

    design: str
    against: str | None
    ranges: tuple[Range, ...]
    spots: tuple[Spot, ...]
    measures: tuple[str, ...]
    replications: int
    seed: int
    scenario: Scenario | None = field(default=None, compare=False)


def sweep(
    scenario: Scenario,
    ranges: Mapping[str, Given],
    design: str | None = None,
    measures: Sequence[str] | None = None,
    steps: int | None = None,
    against: str | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    store: str | Path | None = None,
) -> Sweep:
    """Return what comes out for one or two numbers over ranges: {"roles.desk.staff": "2..6"}, {"world.patience": "2..9 min"};
    or at the values of a list: {"roles.desk.staff": [2, 4, 8]}.

    The design with these values is set against the baseline (or `against`), which is in the same world but keeps its own
    design. Replication k has the same customers with the same luck everywhere.
    Raises Unusable for ranges that can't be read or varied, fewer than 2 `steps` and a measure that there is not, and else as
    `run`.
    """
    if len(ranges) not in STEPS:
        raise Unusable(f"sweep: {len(ranges)} numbers; one or two can be swept")
    name = design or scenario.default_design
    read = tuple(ranged(scenario, name, path, given) for path, given in ranges.items())
    other = _other(scenario, name, against, read)
    if len({one.quantity.sets for one in read}) < len(read):
        raise Unusable(f"sweep: {' and '.join(ranges)} set the same; name two different numbers")
    both = [name, *([other] if other else [])]
    known = units(scenario, both)
    wanted = chosen(scenario, both, measures, known)
    now = plan(scenario, replications, seed, engine, jobs)
    count = whole("steps", STEPS[len(read)] if steps is None else steps)
    if count < 2:
        raise Unusable(f"steps: {count}, at least 2 are needed")
    grid = list(product(*(one.values(count) for one in read)))
    places = measured_at(scenario, name, read, grid, now, store, other)
    spots = tuple(_spot(place, wanted, known, now.seed) for place in places)
    return Sweep(name, other, read, spots, tuple(wanted), now.replications, now.seed, scenario)


def _other(scenario: Scenario, design: str, against: str | None, ranges: Sequence[Range]) -> str | None:
    """Return what to set a design against: another one, or itself as it is where a number of the design is varied."""
    other = against or scenario.default_design
    return other if other != design or not all(one.quantity.in_world for one in ranges) else None


def _spot(place: Point, names: Sequence[str], known: Mapping[str, str], seed: int) -> Spot:
    here = {name: place.design.measure(name, unit=known[name]) for name in names}
    if place.against is None:
        return Spot(place.values, here, {}, {})
    there = {name: place.against.measure(name, unit=known[name]) for name in names}
    differences = {name: Difference(known[name], there[name], here[name]) for name in names}
    said = None
    if len(place.design) > 1:
        said, _ = judged(place.scenario, {"": (place.against, place.design)}, seed)[""]
    return Spot(place.values, here, there, differences, said)
