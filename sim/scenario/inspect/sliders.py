"""The sliders that a scenario proposes, checked: each a number, with the values that it goes through.

Beside what a sweep can vary there are two numbers more: `world.needs.*.rate`, the demand of all needs together as a multiple
of what is written, and `roles.desk.staff` of a plan with several levels: the highest of them, all others moved by as much.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sim.scenario.fields.model import Scenario
from sim.scenario.fields.play import Play
from sim.scenario.inspect.places import find
from sim.scenario.inspect.quantities import Quantity, quantity
from sim.scenario.text.faults import Fault, Faults, ScenarioError, shown
from sim.scenario.text.tree import follow
from sim.scenario.text.units import UnreadableError, number

DEMAND = "world.needs.*.rate"
STOPS = 100  # values that a slider has, at most
USUAL_STOPS = 20
TINY = 1e-9


@dataclass(frozen=True, eq=False)
class Slider:
    """A number with the values that its slider goes through; the scenario's own value is one of them."""

    name: str
    quantity: Quantity
    values: tuple[float, ...]
    labels: Mapping[str, str]

    @property
    def path(self) -> str:
        """Where the number stands."""
        return self.quantity.path

    @property
    def moves_all(self) -> bool:
        """Whether it is the highest level of a plan of staff, with which the others move."""
        return self.path.endswith(".staff") and len({*self.quantity.settings(self.quantity.now).values()} - {0}) > 1

    def nearest(self, value: float) -> int:
        """Return which of the values is nearest to a value."""
        return min(range(len(self.values)), key=lambda at: abs(self.values[at] - value))


def sliders(scenario: Scenario) -> list[Slider]:
    """Return the sliders that a scenario proposes (`play`); raises ScenarioError with every fault, each with its line."""
    findings, found = Faults(scenario.file), []
    for name, play in scenario.play.items():
        try:
            found.append(_slider(scenario, name, play))
        except ScenarioError as error:
            findings.add(error.faults)
    findings.settle()
    return found


def number_at(scenario: Scenario, design: str, path: str) -> Quantity:
    """Return the number at a path of a sweep, all demand, or a plan of staff; raises ScenarioError where there is none."""
    if path == DEMAND:
        return _demand(scenario, design)
    try:
        return quantity(scenario, design, path)
    except ScenarioError:
        plan = _plan(scenario, design, path)
        if plan is None:
            raise
        return plan


def stops(one: Quantity, low: float, high: float, step: float) -> tuple[float, ...]:
    """Return the values from low to high by steps, and the scenario's own among them."""
    values = [low + i * step for i in range(math.floor((high - low) / step + TINY) + 1)]
    near = any(abs(value - one.now) <= TINY * max(1.0, abs(one.now)) for value in values)
    own = [one.now] if low <= one.now <= high and not near else []
    return tuple(sorted(float(f"{value:.10g}") for value in values + own))


def _slider(scenario: Scenario, name: str, play: Play) -> Slider:
    one = _anywhere(scenario, name, play)
    low, high = _read(scenario, one, name, "from", play.start), _read(scenario, one, name, "to", play.to)
    if low >= high:
        raise _fault(scenario, name, "to", play.to, "a value above that of from", "swap them, or choose others")
    step = (high - low) / USUAL_STOPS if play.step is None else _read(scenario, one, name, "step", play.step)
    step = max(1.0, round(step)) if one.whole and play.step is None else step
    if step <= 0.0 or (high - low) / step > STOPS:
        allowed = f"a step above 0, and at most {STOPS} of them"
        raise _fault(scenario, name, "step", play.step, allowed, "choose a larger step")
    if not low <= one.now <= high:
        advice = f"the scenario has {one.now:g} {one.unit}".strip()
        raise _fault(scenario, name, "from", play.start, "values around that of the scenario", advice)
    return Slider(name, one, stops(one, low, high, step), play.label)


def _anywhere(scenario: Scenario, name: str, play: Play) -> Quantity:
    """Return the number in the baseline, or else in the first design that has it."""
    faults: list[Fault] = []
    for design in dict.fromkeys((scenario.default_design, *scenario.variants)):
        try:
            found = number_at(scenario, design, play.path)
        except ScenarioError as error:
            faults += error.faults
        else:
            if not math.isnan(found.now):
                return found
    fault = faults[0] if faults else None
    allowed = fault.allowed if fault else "a number that the scenario sets"
    raise _fault(scenario, name, "path", play.path, allowed, fault.advice if fault else "give it a value first")


def _read(scenario: Scenario, one: Quantity, name: str, key: str, given: str | float) -> float:
    try:
        return one.read(given)
    except UnreadableError as error:
        raise _fault(scenario, name, key, given, error.allowed, error.advice) from None


def _fault(scenario: Scenario, name: str, key: str, given: Any, allowed: str, advice: str) -> ScenarioError:
    line = follow(scenario.tree, ("play", name, key))[2]
    return ScenarioError([Fault(scenario.file, line, f"play.{name}.{key}", shown(given), allowed, advice)])


def _demand(scenario: Scenario, design: str) -> Quantity:
    """Return the demand of all needs together, as a multiple of what is written."""
    rates = [
        quantity(scenario, design, f"world.needs.{name}.rate")
        for name, need in scenario.world.needs.items()
        if need.rate is not None
    ]
    if not rates:
        raise ScenarioError([Fault(scenario.file, 0, DEMAND, "needs at given times", "needs with a rate", "vary another number")])

    def settings(multiple: float) -> dict[str, Any]:
        return {target: text for one in rates for target, text in one.settings(one.now * multiple).items()}

    return Quantity(DEMAND, 1.0, "share", _multiple, settings)


def _multiple(given: Any) -> float:
    text = str(given).strip()
    what = "a multiple such as 1.2, or 120%"
    return number(text[:-1], 0, 1e4, what) / 100.0 if text.endswith("%") else number(given, 0, 100, what)


def _plan(scenario: Scenario, design: str, path: str) -> Quantity | None:
    """Return the highest level of a plan of staff, with which all other levels (but none) move."""
    place = find(scenario, design, path)
    levels = place.written() if place.form == "staff" and not place.rest else None
    if not isinstance(levels, dict) or not all(isinstance(n, int) for n in levels.values()):
        return None
    most = max(levels.values())
    one = quantity(scenario, design, f"{path}.{next(key for key, n in levels.items() if n == most)}")

    def settings(number_of: float) -> dict[str, Any]:
        moved = int(number_of) - most
        return {f"{place.target}.{key}": max(1, n + moved) if n else 0 for key, n in levels.items()}

    return replace(one, path=path, settings=settings)


def written_settings(scenario: Scenario, one: Quantity, value: float) -> Iterator[tuple[str, Any]]:
    """Yield what a value of a number sets, by the paths of `what_if`."""
    for target, text in one.settings(value).items():
        yield (f"world.{target}" if one.in_world else target), text
