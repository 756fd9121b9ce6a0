"""The numbers of a scenario that can be varied: found by dotted path, read from text, and set to another value.

`world.redial.probability` lies in the world, `resistance.transfer` and `run.length` in the scenario, any other path in a
design: `roles.desk.staff`, `steps.answer.takes`; of a market `roles.PROVIDER.desk.staff`. A law is varied by its mean and
keeps its shape; of shares that sum to 1 the others give way in proportion.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sim.scenario.fields.design import Channel
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect import places
from sim.scenario.inspect.places import ValueAt
from sim.scenario.inspect.what_if import of_provider, on_top, what_if_design, what_if_world, whole_with
from sim.scenario.load import rebuilt
from sim.scenario.merging.patch import GROUPS
from sim.scenario.text.calendars import UNLIMITED
from sim.scenario.text.faults import Fault, ScenarioError
from sim.scenario.text.field_types import money, wage
from sim.scenario.text.laws import Distribution, scaled, shifted
from sim.scenario.text.units import (
    DAY,
    NUMBER,
    Rate,
    UnreadableError,
    duration,
    number,
    probability,
    rate,
    whole,
)
from sim.scenario.text.working import unit_of

MARKS = (
    "expectation",
    "goodwill",
    "start_expectation",
    "should_expectation",
    "unanswered",
    "start_goodwill",
    "baseline",
    "g_star",
    "hostile_below",
)
LENGTH = "run.length"
HOUR = 60.0
POINT = "varied"  # the name of the change that sets the values in a design
Reader = Callable[[Any], float]


@dataclass(frozen=True)
class Shares:
    """Shares that sum to 1, by name: where each is set, and what it is now."""

    path: str
    targets: Mapping[str, str]
    now: Mapping[str, float]

    def settings(self, given: Mapping[str, float]) -> dict[str, Any]:
        """Return what to set for some of the shares; the others keep their proportions. UnreadableError beyond 1."""
        left = 1.0 - math.fsum(given.values())
        rest = {name: share for name, share in self.now.items() if name not in given}
        total = math.fsum(rest.values())
        if left < -1e-9 or (total == 0.0 and left > 1e-9):
            raise UnreadableError(
                "shares that sum to 1", f"these leave {left:.3g} for {', '.join(rest) or 'nobody'}"
            )
        others = {name: max(left, 0.0) * share / total if total else 0.0 for name, share in rest.items()}
        return {self.targets[name]: share for name, share in {**others, **given}.items()}


@dataclass(frozen=True, eq=False)
class Quantity:
    """A number at a path: what it is now (nan where nothing is set) in `unit`, how it is read, and how it is set."""

    path: str
    now: float
    unit: str
    read: Reader
    settings: Callable[[float], dict[str, Any]]
    whole: bool = False
    parts: Shares | None = None
    name: str = ""  # which of the parts it is

    @property
    def in_world(self) -> bool:
        """Whether it lies in the world."""
        return self.path.startswith(f"{places.WORLD}.")

    @property
    def in_whole(self) -> bool:
        """Whether it lies in the scenario itself: neither in the world nor in a design."""
        return places.in_whole(self.path)

    @property
    def sets(self) -> tuple[str, ...]:
        """What it sets: the same for two paths that come to the same."""
        return (self.parts.path, self.name) if self.parts else tuple(self.settings(1.0))


def quantity(scenario: Scenario, design: str, path: str) -> Quantity:
    """Return the number at a path of the world or of a design; raises ScenarioError where there is none to vary."""
    if path == LENGTH:
        return _length(scenario)
    if design in scenario.markets and path.partition(".")[0] in GROUPS:
        return _offered(scenario, design, path)
    place = places.find(scenario, design, path)
    maker = _KINDS.get(place.form)
    found = maker(place) if maker else None
    if found is None:
        raise place.fault(
            "a number that can be varied", "name a number, share, duration, law, rate or staff below it"
        )
    return found


def _offered(scenario: Scenario, market: str, path: str) -> Quantity:
    """Return the number at a path of one of a market's providers: `roles.PROVIDER.desk.staff`."""
    who, inner = of_provider(scenario, market, path)
    found = quantity(scenario, scenario.markets[market].providers[who], inner)

    def named(target: str) -> str:
        return target.replace(".", f".{who}.", 1)

    def settings(value: float) -> dict[str, Any]:
        return {named(target): one for target, one in found.settings(value).items()}

    parts = found.parts
    if parts:
        targets = {name: named(target) for name, target in parts.targets.items()}
        parts = replace(parts, path=named(parts.path), targets=targets)
    return replace(found, path=path, settings=settings, parts=parts)


def span(one: Quantity, low: str, high: str) -> tuple[float, float]:
    """Return a range from its two ends in text, of which the first may leave its unit to the second; UnreadableError."""
    bare = re.fullmatch(NUMBER, low.strip())
    unit = re.sub(rf"^\s*{NUMBER}", "", high) if bare and one.unit in ("min", "share") else ""
    ends = one.read(low.strip() + unit), one.read(high)
    if ends[0] >= ends[1]:
        raise UnreadableError("a lowest value below the highest", "swap them, or choose others")
    return ends


def varied(scenario: Scenario, design: str, values: Mapping[Quantity, float]) -> tuple[Scenario, str]:
    """Return the scenario with other values, and what the design that has them is called; ScenarioError if they don't fit."""
    world = {one: value for one, value in values.items() if one.in_world}
    whole = {one: value for one, value in values.items() if one.in_whole}
    own = {one: value for one, value in values.items() if not (one.in_world or one.in_whole)}
    if world:
        scenario = what_if_world(scenario, settings(scenario, world))
    if whole:
        scenario = rebuilt(scenario, whole_with(scenario.tree, settings(scenario, whole)))
    if not own:
        return scenario, design
    return what_if_design(scenario, settings(scenario, own), design, POINT), on_top(scenario, design, POINT)


def settings(scenario: Scenario, values: Mapping[Quantity, float]) -> dict[str, Any]:
    """Return what to set, by path within the world or the design; ScenarioError where shares come to more than 1."""
    found: dict[str, Any] = {}
    for one, value in values.items():
        if one.parts is None:
            found |= one.settings(value)
    for parts in {one.parts.path: one.parts for one in values if one.parts}.values():
        given = {
            one.name: value for one, value in values.items() if one.parts and one.parts.path == parts.path
        }
        try:
            found |= parts.settings(given)
        except UnreadableError as error:
            said = ", ".join(f"{name} {share:.3g}" for name, share in given.items())
            file = scenario.file
            raise ScenarioError([Fault(file, 0, parts.path, said, error.allowed, error.advice)]) from None
    return found


Maker = Callable[[ValueAt], Quantity | None]


def _length(scenario: Scenario) -> Quantity:
    """Return how long a run is, in minutes; its warm-up is always the same part of it."""
    run = scenario.run

    def settings(minutes: float) -> dict[str, Any]:
        warm_up = {"run.warm_up": f"{run.warm_up * minutes / run.length!r} min"} if run.warm_up else {}
        return {LENGTH: f"{minutes!r} min"} | warm_up

    return Quantity(LENGTH, run.length, "min", duration, settings)


def _number(unit: str, read: Reader, write: Callable[[float], Any] = float, is_whole: bool = False) -> Maker:
    """Return a maker of quantities of one form."""

    def made(place: ValueAt) -> Quantity | None:
        if place.rest:
            return None
        now = math.nan if place.value is None else float(place.value)
        named = "mark" if place.target.rpartition(".")[2] in MARKS else unit
        return Quantity(place.path, now, named, read, lambda value: {place.target: write(value)}, is_whole)

    return made


def _norm(place: ValueAt) -> Quantity | None:
    """Return a time by the clock; working time is not varied."""
    return None if unit_of(place.value) else _number("min", duration, lambda value: f"{value!r} min")(place)


def _share(place: ValueAt) -> Quantity | None:
    segments = ("customers", "segments")
    names = place.target.split(".")
    if tuple(names[:2]) == segments and names[-1] == "share":
        found = {name: one.share for name, one in place.root.customers.segments.items()}
        return _part(place, ".".join(segments), names[2], found)
    return _number("share", probability)(place)


def _channel(place: ValueAt) -> Quantity | None:
    if place.form == "object" and not isinstance(place.value, Channel):
        return None
    channels = {name: one.share for name, one in place.root.channels.items()}
    if place.rest or not all(isinstance(share, float) for share in channels.values()):
        return None
    return _part(place, "channels", place.target.split(".")[1], channels)


def _then(place: ValueAt) -> Quantity | None:
    """Return the share of a branch, `steps.answer.then.resolved`, or the delay on it (`.after`)."""
    branches = {branch.to: branch for branch in place.value}
    step, name = place.target.split(".then")[0], place.rest[0] if place.rest else ""
    if name not in branches or len(branches) < 2:
        return None
    if place.rest[1:] == ("after",):
        return _law(replace(place, value=branches[name].after, rest=()))
    return _part(place, f"{step}.then", name, {to: branch.share for to, branch in branches.items()})


def _part(place: ValueAt, path: str, name: str, now: Mapping[str, float]) -> Quantity | None:
    written = place.written(path)
    if not isinstance(written, dict):
        return None
    targets = {
        one: f"{path}.{one}.share" if isinstance(written.get(one), dict) else f"{path}.{one}" for one in now
    }
    parts = Shares(path, targets, now)
    return Quantity(
        place.path,
        now[name],
        "share",
        probability,
        lambda v: parts.settings({name: v}),
        parts=parts,
        name=name,
    )


def _self_service(place: ValueAt) -> Quantity | None:
    written = place.written()
    if place.rest or not isinstance(written, int | float | str):
        return None
    return Quantity(place.path, probability(written), "share", probability, lambda v: {place.target: v})


def _law(place: ValueAt) -> Quantity | None:
    """Return the mean of a law, in minutes; a law of no time keeps no shape to give."""
    law: Distribution | None = place.value
    if place.rest or law is None or law.mean <= 0.0 or law.unit:
        return None
    return Quantity(
        place.path, law.mean, "min", duration, lambda mean: {place.target: scaled(law, mean / law.mean)}
    )


def _marks(place: ValueAt) -> Quantity | None:
    law: Distribution = place.value
    return Quantity(
        place.path, law.mean, "mark", number, lambda mean: {place.target: shifted(law, mean - law.mean)}
    )


def _rate(place: ValueAt) -> Quantity | None:
    """Return a rate in the unit in which it was written: 48 of `48 / hour`."""
    written = place.written()
    if written is None and isinstance(place.value, float):  # a default, per minute
        written = f"{place.value * DAY!r} / day"
    if written is None and isinstance(place.value, Rate):  # out of the time between two
        written = f"{place.value.per_minute * HOUR!r} / hour"
    found = re.fullmatch(rf"\s*({NUMBER})\s*(/|\bper\b)\s*(.+)", str(written))
    if not found:
        return None
    unit = found[3].strip()

    def read(given: Any) -> float:
        if isinstance(given, int | float) or re.fullmatch(NUMBER, str(given).strip()):
            return number(given, 0, 1e12, f"a number, or a rate such as {found[1]} / {unit}")
        return rate(given).per_minute / rate(f"1 / {unit}").per_minute

    return Quantity(
        place.path, number(found[1]), f"/ {unit}", read, lambda value: {place.target: f"{value!r} / {unit}"}
    )


def _staff(place: ValueAt) -> Quantity | None:
    """Return how many there are: at all hours, or in the one block of a plan that the path ends in."""
    read, written = lambda given: float(whole(given, 0, UNLIMITED, "a number of staff")), place.written()
    if isinstance(written, dict):
        levels = {written[place.rest[0]]} if place.rest and place.rest[0] in written else {*written.values()}
        keys = place.rest or tuple(written)
        if len(levels) > 1 or any(key not in written for key in keys):
            raise place.fault("one block of the plan", f"name one: {place.target}.{next(iter(written))}")
        base = place.target.removesuffix(f".{place.rest[0]}") if place.rest else place.target
        return Quantity(
            place.path,
            float(levels.pop()),
            "people",
            read,
            lambda n: {f"{base}.{k}": int(n) for k in keys},
            True,
        )
    now = float(written) if isinstance(written, int | float) else math.nan
    return Quantity(place.path, now, "people", read, lambda n: {place.target: int(n)}, True)


_KINDS: dict[str, Maker] = {
    "number": _number("", number),
    "integer": _number("", lambda given: float(whole(given, 0, UNLIMITED)), int, True),
    "duration": _number("min", duration, lambda value: f"{value!r} min"),
    "norm": _norm,
    "money": _number("/ year", money),
    "wage": _number("/ hour", wage, lambda value: f"{value!r} / hour"),
    "probability": _share,
    "spread": _number("", lambda given: number(given, 0.01, 10, "a coefficient of variation")),
    "shares": _channel,
    "object": _channel,
    "then": _then,
    "self_service": _self_service,
    "distribution": _law,
    "marks": _marks,
    "rate": _rate,
    "staff": _staff,
}
