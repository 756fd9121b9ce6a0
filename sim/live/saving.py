"""B as a scenario to keep: one more change on the design that it alters, with a title that says what was tried."""

import math
from collections.abc import Sequence
from typing import Any

from sim.live.positions import NAME, Position, in_design, settings_of
from sim.live.texts import said
from sim.live.words import say
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.sliders import Slider
from sim.scenario.inspect.what_if import what_if
from sim.scenario.load import base_of, rebuilt
from sim.scenario.merging.patch import changes_of
from sim.scenario.text.tree import node_of, with_value


def kept_as(scenario: Scenario, b: Position, sliders: Sequence[Slider], language: str) -> tuple[Scenario, str]:
    """Return the scenario with B in it, and what B is called there: a design as it was, or a change that has all of it."""
    found = settings_of(scenario, b)
    if not any(map(in_design, found)) or b.design in scenario.markets:
        return (what_if(scenario, found, b.design) if found else scenario), b.design
    name = _free(scenario)
    base, changes = _base(scenario, b.design)
    made = what_if(scenario, _together(scenario, changes, found), base, name)
    marks = {"title": _title(b, sliders, language), "cost": math.fsum(scenario.changes[one].cost for one in changes)}
    tree = made.tree
    for key, value in marks.items():
        tree = with_value(tree, ("changes", name, key), node_of(value))
    return rebuilt(made, tree), name


def _base(scenario: Scenario, design: str) -> tuple[str, list[str]]:
    """Return the design that a variant alters, and its changes."""
    return base_of(scenario, design), changes_of(scenario, design)


def _together(scenario: Scenario, changes: Sequence[str], found: dict[str, Any]) -> dict[str, Any]:
    """Return what changes set and then what was tried, in that order: the later of two holds."""
    together: dict[str, Any] = {}
    for settings in (*(scenario.changes[one].set for one in changes), found):
        for path, value in settings.items():
            together.pop(path, None)
            together[path] = value
    return together


def _title(b: Position, sliders: Sequence[Slider], language: str) -> str:
    moved = [said(one, b.values[one.path], language) for one in sliders if one.path in b.values]
    return ", ".join(moved) or say("tried", language)


def _free(scenario: Scenario) -> str:
    """Return a name that nothing in the scenario has."""
    return next(one for i in range(1000) if (one := f"{NAME}_{i}" if i else NAME) not in scenario.variants)
