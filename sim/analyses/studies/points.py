"""Designs at other values: ranges of numbers, points in them, and what is measured there under common random numbers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np

from sim.results import headline
from sim.results.results import Unusable
from sim.runs import work
from sim.runs.collect import Sample
from sim.runs.collect import Variant as Run
from sim.runs.progress import bar
from sim.runs.replications import Plan, measured_in
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.quantities import Quantity, quantity, span, varied
from sim.scenario.load import refuse_unknown
from sim.scenario.text.units import UnreadableError

AT_ONCE = 64  # points that are made ready and run together
FEW = 4  # measures that are looked at where none is named

Variant = tuple[Scenario, str]
Given = str | Sequence[object]  # LOW..HIGH, or some values


@dataclass(frozen=True)
class Range:
    """A number that is varied, from `low` to `high` in its unit."""

    quantity: Quantity
    low: float
    high: float
    listed: tuple[float, ...] = ()  # the values that are tried, where they were named

    def values(self, steps: int) -> list[float]:
        """Return the values that were named, or so many from end to end, at equal distances; of whole numbers each once."""
        if self.listed:
            return list(self.listed)
        even = np.linspace(self.low, self.high, steps)
        return (
            list(dict.fromkeys(float(round(value)) for value in even))
            if self.quantity.whole
            else even.tolist()
        )

    def at(self, part: float) -> float:
        """Return the value at a part of the way, 0 to 1; of whole numbers each has an equal part."""
        if self.quantity.whole:
            return min(self.high, float(int(self.low + part * (self.high - self.low + 1.0))))
        return self.low + part * (self.high - self.low)


@dataclass(frozen=True)
class Point:
    """Where something is measured: a value for each range, the design there and, if wanted, the one it is set against."""

    values: tuple[float, ...]
    scenario: Scenario
    design: Sample
    against: Sample | None = None


def ranged(scenario: Scenario, design: str, path: str, given: Given) -> Range:
    """Return the range LOW..HIGH of a path, or that of some values; Unusable where it can't be read, ScenarioError without a path."""
    found = quantity(scenario, design, path)
    if not isinstance(given, str):
        return _listed(found, path, given)
    low, dots, high = given.strip().partition("..")
    try:
        if not (low.strip() and dots and high.strip()):
            raise UnreadableError("a range LOW..HIGH", "write for instance 2..6 or 4 min..10 min")
        return Range(found, *span(found, low, high))
    except UnreadableError as error:
        raise Unusable(f"{path}: given {given!r}, allowed {error.allowed}, {error.advice}") from None


def _listed(one: Quantity, path: str, given: Sequence[object]) -> Range:
    try:
        values = sorted({one.read(value) for value in given})
    except TypeError:
        raise Unusable(
            f"{path}: given {given!r}, allowed a range such as '2..6', or a list of values"
        ) from None
    except UnreadableError as error:
        raise Unusable(f"{path}: given {given!r}, allowed {error.allowed}, {error.advice}") from None
    if len(values) < 2:
        raise Unusable(f"{path}: given {given!r}, at least two different values are needed")
    return Range(one, values[0], values[-1], tuple(values))


def measured_at(
    scenario: Scenario,
    design: str,
    ranges: Sequence[Range],
    points: Sequence[Sequence[float]],
    plan: Plan,
    store: str | Path | None = None,
    against: str | None = None,
) -> list[Point]:
    """Return what is measured at each point: of the design with these values, and of `against` in the same world.

    Replication k has the same customers and luck everywhere; what comes to the same is run once.
    """

    made: list[Scenario] = []

    def there(point: Sequence[float]) -> list[Variant]:
        values = dict(zip((one.quantity for one in ranges), point, strict=True))
        tried, name = varied(scenario, design, values)
        made.append(tried)
        return [(tried, one) for one in (name, against) if one is not None]

    found = list(each_of([partial(there, point) for point in points], plan, store))
    return [
        Point(tuple(point), tried, *values) for point, tried, values in zip(points, made, found, strict=True)
    ]


def each_of(
    makers: Sequence[Callable[[], list[Variant]]],
    plan: Plan,
    store: str | Path | None = None,
) -> Iterator[list[Sample]]:
    """Yield for each maker of variants (each in a scenario of its own) what is measured of these, some at a time."""
    numbers = range(plan.first, plan.first + plan.replications)
    waiting = iter(makers)
    with bar(
        len(makers), "running points", work.first_words(plan.asked, plan.jobs), within=plan.within
    ) as whole:
        while some := [make() for make in islice(waiting, AT_ONCE)]:
            wanted = [(scenario, name, numbers) for made in some for scenario, name in made]
            found = iter(measured_in(wanted, replace(plan, within=(whole, len(some))), store))
            yield from ([next(found) for _ in made] for made in some)


def units(scenario: Scenario, designs: Sequence[str]) -> dict[str, str]:
    """Return the unit of every measure that one of the designs has."""
    found: dict[str, str] = {}
    for design in designs:
        found |= Run(scenario, design).units()
    return found


def chosen(
    scenario: Scenario, designs: Sequence[str], measures: Sequence[str] | None, known: Mapping[str, str]
) -> list[str]:
    """Return the measures asked for, or else the first few that are shown of a run; Unusable where the designs can't give one."""
    refuse_unknown(scenario, designs, measures or ())
    if measures:
        return list(dict.fromkeys(measures))
    shown = [name for name in headline.headline(scenario, known) if name not in headline.NO_HEADLINE]
    return shown[:FEW]
