"""Where the sliders stand: a design, and other values in it and in its world, by path."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.places import WORLD, in_whole
from sim.scenario.inspect.quantities import Quantity, settings
from sim.scenario.inspect.sliders import number_at
from sim.scenario.inspect.what_if import on_top, what_if
from sim.scenario.load import variant
from sim.scenario.text.faults import ScenarioError
from sim.scenario.text.law_written import written_law
from sim.scenario.text.laws import Distribution
from sim.scenario.text.units import UnreadableError

NAME = "tried"  # the change that has the values


@dataclass(frozen=True)
class Position:
    """A design, change or market by name, and values by path: numbers as they are varied, anything else as in a file."""

    design: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def at(self, path: str, value: Any) -> "Position":
        """Return it with another value."""
        return replace(self, values={**self.values, path: value})

    def without(self, path: str) -> "Position":
        """Return it with the scenario's own value there."""
        return replace(self, values={one: value for one, value in self.values.items() if one != path})

    def in_design(self, design: str) -> "Position":
        """Return the same values in another design."""
        return replace(self, design=design)

    @property
    def world(self) -> Mapping[str, Any]:
        """The values that are of the world and of the whole, which no design chooses."""
        return {path: value for path, value in self.values.items() if not in_design(path)}


def in_design(path: str) -> bool:
    """Whether a path lies in a design."""
    return not (path.startswith(f"{WORLD}.") or in_whole(path))


def number(scenario: Scenario, design: str, path: str) -> Quantity | None:
    """Return the number at a path, None where the design has none to vary there."""
    try:
        return number_at(scenario, design, path)
    except ScenarioError:
        return None


def read(scenario: Scenario, design: str, path: str, given: Any) -> Any:
    """Return a value as it is varied where there is a number at the path, else as it was given; ScenarioError if unreadable."""
    one = number(scenario, design, path)
    if one is None:
        return given
    try:
        return one.read(given)
    except UnreadableError:
        return given


def applied(scenario: Scenario, position: Position, name: str = NAME) -> tuple[Scenario, str]:
    """Return the scenario with the values of a position, and what has them is called in it; ScenarioError if they don't fit."""
    found = settings_of(scenario, position)
    if not found:
        return scenario, position.design
    own = any(map(in_design, found))
    tried = what_if(scenario, found, position.design, name, alone=True)
    variant(tried, position.design)  # raises where it does not fit
    return tried, on_top(scenario, position.design, name) if own else position.design


def settings_of(scenario: Scenario, position: Position) -> dict[str, Any]:
    """Return what a position sets, by the paths of `what_if`; numbers that the design has not are left out."""
    found: dict[str, Any] = {}
    numbers: dict[Quantity, float] = {}
    for path, value in position.values.items():
        if not isinstance(value, float):
            found[path] = value
        elif (one := number(scenario, position.design, path)) and value != one.now:
            numbers[one] = value
    return found | _written(scenario, numbers)


def _written(scenario: Scenario, numbers: Mapping[Quantity, float]) -> dict[str, Any]:
    """Return what numbers set, by the paths of `what_if`; shares of one whole give way together."""
    world = {one: value for one, value in numbers.items() if one.in_world}
    others = {one: value for one, value in numbers.items() if not one.in_world}
    there = {f"{WORLD}.{path}": value for path, value in settings(scenario, world).items()}
    marks = {target for one in numbers if one.unit == "mark" for target in one.settings(one.now)}
    found = there | settings(scenario, others)
    return {path: _as_in_a_file(value, path.removeprefix(f"{WORLD}.") in marks) for path, value in found.items()}


def _as_in_a_file(value: Any, marks: bool) -> Any:
    return written_law(value, marks) if isinstance(value, Distribution) else value
