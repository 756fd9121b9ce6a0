"""Other values in a scenario: in its world, in what is neither of the world nor of a design, and in a design as one more change."""

from collections.abc import Mapping
from typing import Any

from sim.scenario.fields.model import Change, Scenario
from sim.scenario.inspect.places import WORLD, in_whole
from sim.scenario.load import rebuilt, variant
from sim.scenario.merging.world_patch import changed_world
from sim.scenario.text.faults import Fault, Faults, ScenarioError
from sim.scenario.text.given import tree_of
from sim.scenario.text.tree import Node, node_of, plain, with_value


def what_if(
    scenario: Scenario, settings: Mapping[str, Any], design: str | None = None, name: str = "what_if", alone: bool = False
) -> Scenario:
    """Return the scenario with other values by dotted path, as in a sweep, written as in a file ("6 min").

    `world.needs.call.rate` is of the world, which all designs share; `run`, `resistance` and `markets` are of the whole.
    Any other path is of a design: those together are one more change, `name`, on the baseline or on `design`, which may be
    a change or design+change, too (`on_top` says what it is called then). With `alone` the others are not checked in
    another world. Raises ScenarioError where a path or a value does not fit.
    """
    of = (design or scenario.default_design) if alone and design not in scenario.markets else None
    values = plain(tree_of(settings))
    world = {path.partition(".")[2]: value for path, value in values.items() if _in_world(path)}
    whole = {path: value for path, value in values.items() if in_whole(path)}
    own = {path: value for path, value in values.items() if not (_in_world(path) or in_whole(path))}
    if world:
        scenario = what_if_world(scenario, world, of)
    if whole:
        scenario = rebuilt(scenario, whole_with(scenario.tree, whole), of)
    return scenario if (world or whole) and not own else what_if_design(scenario, own, design, name)


def _in_world(path: str) -> bool:
    return path.startswith(f"{WORLD}.")


def whole_with(tree: Node, settings: Mapping[str, Any]) -> Node:
    """Return the tree of a scenario with other values by path: `resistance.transfer`, `run.length`."""
    for path, value in settings.items():
        tree = with_value(tree, path.split("."), node_of(value))
    return tree


def what_if_design(
    scenario: Scenario, settings: Mapping[str, Any], design: str | None = None, name: str = "what_if"
) -> Scenario:
    """Return the scenario with one more change: other values in a design, or at the providers of a market."""
    design = design or scenario.default_design
    if design in scenario.markets:
        return _what_if_market(scenario, settings, design, name)
    if name in scenario.variants and name not in scenario.changes:
        raise _taken(scenario, name)
    called = on_top(scenario, design, name)
    change = Change(design=called.split("+")[0], title=name, set=dict(settings))
    tried = scenario.model_copy(update={"changes": {**scenario.changes, name: change}})
    tried._tree, tried._variants = _with_change(scenario.tree, name, change), {}
    variant(tried, called)
    return tried


def _taken(scenario: Scenario, name: str) -> ScenarioError:
    advice = "choose another name"
    fault = Fault(
        scenario.file,
        0,
        f"changes.{name}",
        f"{name} again",
        "a name that no design has",
        advice,
    )
    return ScenarioError([fault])


def _what_if_market(scenario: Scenario, settings: Mapping[str, Any], market: str, name: str) -> Scenario:
    """Return the scenario with other values at the providers of a market: `roles.PROVIDER.desk.staff`."""
    offered = dict(scenario.markets[market].providers)
    own: dict[str, dict[str, Any]] = {}
    for path, value in settings.items():
        who, inner = of_provider(scenario, market, path)
        own.setdefault(who, {})[inner] = value
    for who, values in own.items():
        change = f"{name}_{who}"
        scenario = what_if_design(scenario, values, offered[who], change)
        offered[who] = on_top(scenario, offered[who], change)
    changed_market = scenario.markets[market].model_copy(update={"providers": offered})
    tried = scenario.model_copy(update={"markets": {**scenario.markets, market: changed_market}})
    tried._tree, tried._variants = scenario.tree, {}
    for who, design in offered.items():
        tried._tree = with_value(tried._tree, ("markets", market, "providers", who), node_of(design))
    return tried


def of_provider(scenario: Scenario, market: str, path: str) -> tuple[str, str]:
    """Return the provider that a path in a market is about, and the path in its design; raises ScenarioError without one."""
    group, _, rest = path.partition(".")
    who, _, inner = rest.partition(".")
    if who not in scenario.markets[market].providers:
        known = list(scenario.markets[market].providers)
        allowed = f"the name of a provider after {group}"
        advice = f"write for instance {group}.{known[0]}.{rest}"
        raise ScenarioError(
            [Fault(scenario.file, 0, path, f"{path} in a market", allowed, advice)]
        )
    return who, f"{group}.{inner}"


def on_top(scenario: Scenario, design: str, change: str) -> str:
    """Return what a change on top of a design, a change or design+change is called."""
    if design in scenario.markets:
        return design
    first, *changes = design.split("+")
    if first in scenario.changes and not changes:
        first, changes = scenario.changes[first].design, [first]
    return "+".join((first, *changes, change))


def what_if_world(scenario: Scenario, settings: Mapping[str, Any], of: str | None = None) -> Scenario:
    """Return the scenario in another world: dotted paths of the world (`redial.probability`), each with its new value.

    Values are written as in a file ("6 min"); with `of`, a design or change, no other is checked. Raises ScenarioError
    with every fault, each with its line.
    """
    findings = Faults(scenario.file)
    world, misfits = changed_world(scenario.tree.value["world"], settings)
    findings.add(misfit.fault(findings.file, "world") for misfit in misfits)
    findings.settle()
    return rebuilt(scenario, scenario.tree.with_entry("world", world, scenario.tree.keys.get("world", 1)), of)


def _with_change(tree: Node, name: str, change: Change) -> Node:
    changes = tree.value.get("changes", Node({}))
    written = node_of({"design": change.design, "title": change.title, "set": change.set})
    return tree.with_entry("changes", changes.with_entry(name, written, changes.line), changes.line)
