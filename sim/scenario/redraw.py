"""A scenario with other values for what it assumes: in all designs that have a value, and in changes, at the same time."""

from collections.abc import Iterable, Mapping

from sim.scenario.assumptions import Assumed, assumed
from sim.scenario.faults import ScenarioError
from sim.scenario.load import rebuilt
from sim.scenario.model import Scenario
from sim.scenario.patch import MisfitError, changed
from sim.scenario.quantities import Quantity, settings
from sim.scenario.tree import Node, node_of
from sim.scenario.world_patch import changed_world

Known = dict[str, Quantity]  # by where it stands in the file


def assumptions(scenario: Scenario, variants: Iterable[str]) -> list[Assumed]:
    """Return what is assumed of the world, or in one of some designs and changes: each once, by where it stands."""
    found: dict[str, Assumed] = {}
    for name in variants:
        for one in assumed(scenario, name):
            found.setdefault(one.origin, one)
    return list(found.values())


class Redraw:
    """Makes scenarios with other values for assumptions, which are known by where they stand in the file."""

    def __init__(self, scenario: Scenario) -> None:
        known = {
            name: {one.origin: one.quantity for one in assumed(scenario, name)}
            for name in (*scenario.designs, *scenario.changes)
        }
        self.scenario = scenario
        self.world = {at: one for found in known.values() for at, one in found.items() if one.in_world}
        self.designs = {
            name: {at: one for at, one in known[name].items() if not one.in_world}
            for name in scenario.designs
        }
        self.changes = {
            name: {at: one for at, one in known[name].items() if at.startswith(f"changes.{name}.set.")}
            for name in scenario.changes
        }

    def scenario_with(self, values: Mapping[str, float]) -> Scenario:
        """Return the scenario with these values; ScenarioError where they do not fit together."""
        tree, misfits = self.scenario.tree, list[MisfitError]()
        world, found = changed_world(tree.value["world"], self._settings(self.world, values))
        misfits += found
        tree = tree.with_entry("world", world, tree.keys["world"])
        designs = tree.value["designs"]
        for name, known in self.designs.items():
            design, found = changed(designs.value[name], node_of(self._settings(known, values)))
            misfits += found
            designs = designs.with_entry(name, design, designs.keys[name])
        if misfits:
            raise ScenarioError([one.fault(self.scenario.path or "scenario", "designs") for one in misfits])
        return rebuilt(
            self.scenario,
            self._with_changes(tree.with_entry("designs", designs, tree.keys["designs"]), values),
        )

    def _with_changes(self, tree: Node, values: Mapping[str, float]) -> Node:
        for name, known in self.changes.items():
            for path, value in self._settings(known, values).items():
                tree = _with(tree, ("changes", name, "set", path), node_of(value))
        return tree

    def _settings(self, known: Known, values: Mapping[str, float]) -> dict[str, object]:
        return settings(self.scenario, {one: values[at] for at, one in known.items() if at in values})


def _with(tree: Node, path: tuple[str, ...], value: Node) -> Node:
    """Return a tree with one value set; what is on the way to it is there."""
    key, *rest = path
    line = tree.keys.get(key, tree.line)
    return tree.with_entry(key, _with(tree.value[key], tuple(rest), value) if rest else value, line)
