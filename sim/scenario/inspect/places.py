"""Where a dotted path leads: which form the value has there, what it is in the model, how it was written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sim.scenario.fields.model import Scenario
from sim.scenario.load import variant
from sim.scenario.merging.patch import MisfitError, design_of
from sim.scenario.text.faults import Fault, ScenarioError, did_you_mean, shown
from sim.scenario.text.tree import Node, follow, plain

WORLD = "world"
WHOLE = ("resistance", "run", "markets")  # what is neither of the world nor of a design
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class ValueAt:
    """A value at a path: its form (see schema.py; number and integer too), what it is, and `rest` of the path below it."""

    file: str
    path: str
    target: str  # the path within the world, within the design, or within the scenario
    root: Any  # the world, the design or the scenario
    tree: Node  # the same, as it was written
    form: str = ""
    value: Any = None
    rest: tuple[str, ...] = ()

    def written(self, path: str | None = None) -> Any:
        """Return the value there as it was written, None where it was left out."""
        _, node, _, there = follow(self.tree, (path or self.target).split("."))
        return plain(node) if there else None

    def fault(self, allowed: str, advice: str, given: str | None = None) -> ScenarioError:
        """Return what is wrong with the path."""
        line = follow(self.tree, self.target.split("."))[2]
        return ScenarioError(
            [Fault(self.file, line, self.path, given or shown(self.written()), allowed, advice)]
        )


def find(scenario: Scenario, design: str, path: str) -> ValueAt:
    """Return the value at a path: `world.…`, `resistance.…`, or else in the design; raises ScenarioError where there is none."""
    place = _start(scenario, design, path)
    part, here = _schema_of(path), place.root
    names = place.target.split(".")
    for at, name in enumerate(names):
        if "form" in part:
            return replace(place, form=part["form"], value=here, rest=tuple(names[at:]))
        known = list(here) if _is_named(part) else list(part.get("properties", ()))
        if name not in known:
            raise place.fault("a path that exists", did_you_mean(name, known), f"the unknown path {path}")
        part, here = _below(part, here, name)
    return replace(place, form=part.get("form") or part.get("type", ""), value=here)


def tree_of(scenario: Scenario, design: str) -> Node:
    """Return a design, change or design+change as it was written; raises ScenarioError where there is none."""
    if scenario._patched is None or scenario._patched[0] is not scenario.tree:
        scenario._patched = scenario.tree, {}
    made = scenario._patched[1]
    try:
        if design not in made:
            made[design] = design_of(scenario, design)
    except MisfitError as misfit:
        raise ScenarioError([misfit.fault(scenario.file, "designs")]) from None
    return made[design]


def _in_world(path: str) -> bool:
    return path.partition(".")[0] == WORLD


def in_whole(path: str) -> bool:
    """Whether a path lies neither in the world nor in a design: resistance, run, markets."""
    return path.partition(".")[0] in WHOLE


def _schema_of(path: str) -> Schema:
    if in_whole(path):
        return _schema()
    return _definitions()["World" if _in_world(path) else "Design"]


def _start(scenario: Scenario, design: str, path: str) -> ValueAt:
    file = scenario.file
    if _in_world(path):
        target = path.removeprefix(WORLD).removeprefix(".")
        return ValueAt(file, path, target, scenario.world, scenario.tree.value[WORLD])
    if in_whole(path):
        return ValueAt(file, path, path, scenario, scenario.tree)
    return ValueAt(file, path, path, variant(scenario, design), tree_of(scenario, design))


@cache
def _schema() -> Schema:
    return Scenario.model_json_schema(mode="validation")


def _definitions() -> Mapping[str, Schema]:
    definitions: Mapping[str, Schema] = _schema()["$defs"]
    return definitions


def _is_named(part: Schema) -> bool:
    return "additionalProperties" in part and isinstance(part["additionalProperties"], dict)


def _below(part: Schema, here: Any, name: str) -> tuple[Schema, Any]:
    """Go down an entry of a mapping, or a field; of what may be left out the form that it has when it is there."""
    if _is_named(part):
        return _resolved(part["additionalProperties"], here[name]), here[name]
    value = getattr(here, name, None)
    return _resolved(part["properties"][name], value), value


def _resolved(part: Schema, value: Any) -> Schema:
    if "$ref" in part:
        return _definitions()[part["$ref"].rpartition("/")[2]]
    if "anyOf" not in part:
        return part
    choices = [one for one in part["anyOf"] if one.get("type") != "null"]
    named = [one for one in choices if _is_named(one) is isinstance(value, dict)]
    return _resolved((named or choices)[0], value)
