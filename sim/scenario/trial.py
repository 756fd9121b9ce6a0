"""Trying other values in a design from Python, without a file: a change like those that a scenario names."""

from collections.abc import Mapping
from typing import Any

from sim.scenario.model import Change, Scenario
from sim.scenario.tree import Node


def what_if(
    scenario: Scenario, settings: Mapping[str, Any], design: str | None = None, name: str = "what_if"
) -> Scenario:
    """Return the scenario with one more change, `name`: dotted paths of a design, each with its new value.

    Values are written as in a file ("6 min"). Raises ScenarioError where a path or a value does not fit.
    """
    change = Change(design=design or scenario.default_design, title=name, set=dict(settings))
    tried = scenario.model_copy(update={"changes": {**scenario.changes, name: change}})
    tried._tree = _with_change(scenario.tree, name, change)
    tried.variant(name)
    return tried


def _with_change(tree: Node, name: str, change: Change) -> Node:
    changes = tree.value.get("changes", Node({}))
    written = _node({"design": change.design, "title": change.title, "set": change.set})
    return tree.with_entry("changes", changes.with_entry(name, written, changes.line), changes.line)


def _node(value: Any) -> Node:
    if isinstance(value, Mapping):
        return Node({key: _node(part) for key, part in value.items()}, keys=dict.fromkeys(value, 1))
    if isinstance(value, list | tuple):
        return Node([_node(part) for part in value])
    return Node(value)
