"""A scenario with other values for what it assumes: in all designs that have a value, and in changes, at the same time.

A change (or a design that extends another) that gives another value for something assumed goes along with it: from 8 to
7 minutes becomes from 10 to 8.75. Else a change would do more, or less, only because the draw is off.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.assumptions import Assumed, assumed
from sim.scenario.inspect.quantities import Quantity, quantity, settings
from sim.scenario.inspect.what_if import whole_with
from sim.scenario.load import rebuilt
from sim.scenario.merging.patch import MisfitError, changed
from sim.scenario.merging.world_patch import changed_world
from sim.scenario.text.faults import ScenarioError
from sim.scenario.text.tree import Node, node_of, same_leaves, with_value


def assumptions(scenario: Scenario, variants: Iterable[str]) -> list[Assumed]:
    """Return what is assumed of the world, or in one of some designs and changes: each once, by where it stands."""
    found: dict[str, Assumed] = {}
    for name in variants:
        for one in assumed(scenario, name):
            found.setdefault(one.origin, one)
    return sorted(found.values(), key=lambda one: not one.written)


@dataclass(frozen=True)
class _Number:
    """A number that a draw sets, and what it goes along with: the number that is assumed (itself, or that of a base)."""

    own: Quantity
    base: Quantity

    def drawn(self, value: float) -> float:
        """Return its value where what is assumed has another: moved as far, on the scale of its kind."""
        now, then = self.base.now, self.own.now
        if self.own is self.base:
            return value
        if self.own.unit == "share":
            return _odds_moved(then, now, value)
        if self.own.whole:
            return max(0.0, then + value - now)
        return then + value - now if self.own.unit == "mark" else then * value / now


def _odds_moved(share: float, now: float, value: float) -> float:
    """Return a share whose odds change by as much as those from `now` to `value` do."""
    if not (0.0 < share < 1.0 and 0.0 < value < 1.0):
        return share
    odds = share / (1.0 - share) * value / (1.0 - value) * (1.0 - now) / now
    return odds / (1.0 + odds)


Numbers = dict[str, _Number]  # by where what is assumed stands in the file


class Redraw:
    """Makes scenarios with other values for assumptions, which are known by where they stand in the file."""

    def __init__(self, scenario: Scenario) -> None:
        names = scenario.variants
        known = {name: {one.origin: one.quantity for one in assumed(scenario, name)} for name in names}
        self.scenario = scenario
        self.world = {
            at: _Number(one, one) for found in known.values() for at, one in found.items() if one.in_world
        }
        self.whole = {
            at: _Number(one, one) for found in known.values() for at, one in found.items() if one.in_whole
        }
        self.designs = {name: self._numbers(name, known) for name in scenario.designs}
        self.changes = {
            name: {at: one for at, one in self._numbers(name, known).items() if _is_set(name, at, one)}
            for name in scenario.changes
        }

    def _numbers(self, name: str, known: Mapping[str, Mapping[str, Quantity]]) -> Numbers:
        """Return what a draw sets in a design or change: what it has itself, and what goes along with its bases."""
        found = {at: _Number(one, one) for at, one in known[name].items() if _in_design(one)}
        own = {one.path for one in known[name].values()}
        for base in self._bases(name):
            for at, one in known[base].items():
                if _in_design(one) and at not in found and one.path not in own:
                    found |= self._along(name, at, one)
                    own.add(one.path)
        return found

    def _along(self, name: str, at: str, base: Quantity) -> Numbers:
        try:
            own = quantity(self.scenario, name, base.path)
        except ScenarioError:  # it has no such thing
            return {}
        said = {note.path for note in self.scenario.notes if note.source}
        sourced = {f"changes.{name}.set.{base.path}", f"designs.{name}.{base.path}"} & said
        return {} if sourced or math.isnan(own.now) else {at: _Number(own, base)}

    def _bases(self, name: str) -> list[str]:
        """Return the design that a change alters, or the designs with which a design has lines in common."""
        if name in self.scenario.changes:
            return [self.scenario.changes[name].design]
        designs = self.scenario.tree.value["designs"].value
        return [other for other in designs if other != name and same_leaves(designs[name], designs[other])]

    def scenario_with(self, values: Mapping[str, float]) -> Scenario:
        """Return the scenario with these values; ScenarioError where they do not fit together."""
        tree, misfits = self.scenario.tree, list[MisfitError]()
        world, found = changed_world(tree.value["world"], self._settings(self.world, values))
        misfits += found
        tree = tree.with_entry("world", world, tree.keys["world"])
        tree = whole_with(tree, self._settings(self.whole, values))
        designs = tree.value["designs"]
        for name, numbers in self.designs.items():
            design, found = changed(designs.value[name], node_of(self._settings(numbers, values)))
            misfits += found
            designs = designs.with_entry(name, design, designs.keys[name])
        if misfits:
            raise ScenarioError([one.fault(self.scenario.file, "designs") for one in misfits])
        tree = tree.with_entry("designs", designs, tree.keys["designs"])
        return rebuilt(self.scenario, self._with_changes(tree, values))

    def _with_changes(self, tree: Node, values: Mapping[str, float]) -> Node:
        for name, numbers in self.changes.items():
            for path, value in self._settings(numbers, values).items():
                tree = with_value(tree, ("changes", name, "set", path), node_of(value))
        return tree

    def _settings(self, numbers: Numbers, values: Mapping[str, float]) -> dict[str, object]:
        drawn = {one.own: one.drawn(values[at]) for at, one in numbers.items() if at in values}
        return settings(self.scenario, drawn)


def _in_design(one: Quantity) -> bool:
    return not (one.in_world or one.in_whole)


def _is_set(change: str, at: str, one: _Number) -> bool:
    """Whether a change sets a number itself: by a value of its own, or by another than its design has."""
    return at.startswith(f"changes.{change}.set.") or one.own is not one.base
