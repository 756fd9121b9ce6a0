"""What differs between two designs, a line per difference, in the words of the file."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from sim.scenario.fields.design import Branch
from sim.scenario.fields.model import Scenario
from sim.scenario.load import variant
from sim.scenario.merging.patch import MisfitError, design_of
from sim.scenario.text.calendars import UNLIMITED
from sim.scenario.text.faults import Faults, ScenarioError
from sim.scenario.text.laws import Distribution
from sim.scenario.text.tree import Node, plain

ABSENT = "none"
FIRST = "(first)"  # stands for the step where cases begin
WORDS = ("title", "description")  # say nothing about how the work is done
SHORT = {"then": "self_service"}
Path = tuple[str, ...]


@dataclass(frozen=True)
class Differs:
    """A difference of meaning: where, and what stands there in the one and in the other, in the words of the file."""

    path: Path
    before: str
    after: str

    @property
    def gone(self) -> bool:
        """Whether only the one has it."""
        return self.after == ABSENT

    @property
    def new(self) -> bool:
        """Whether only the other has it."""
        return self.before == ABSENT


def diff(scenario: Scenario, before: str, after: str) -> list[str]:
    """Return a line for each difference of meaning between two designs (or changes, or design+change).

    Raises ScenarioError for a design that there is not.
    """
    return [f"{'.'.join(one.path)}: {one.before} -> {one.after}" for one in differs(scenario, before, after)]


def differs(scenario: Scenario, before: str, after: str) -> list[Differs]:
    """Return the differences of meaning between two designs (or changes, or design+change)."""
    trees = [plain(_tree(scenario, name)) for name in (before, after)]
    old, new = (variant(scenario, name) for name in (before, after))
    return [
        Differs(path, _written(trees[0], path, a), _written(trees[1], path, b))
        for path, a, b in _differences((), old, new)
        if path[0] not in WORDS
    ]


def _tree(scenario: Scenario, name: str) -> Node:
    try:
        return design_of(scenario, name)
    except MisfitError as misfit:
        file = Faults(scenario.file).file
        raise ScenarioError([misfit.fault(file, "designs")]) from None


def _differences(path: Path, old: Any, new: Any) -> list[tuple[Path, Any, Any]]:
    if old == new and list(_entries(old)) == list(_entries(new)):
        return []
    if not (_is_open(old) and _is_open(new)):
        return [(path, old, new)]
    before, after = _entries(old), _entries(new)
    found: list[tuple[Path, Any, Any]] = []
    for name in [*before, *(name for name in after if name not in before)]:
        found += _differences((*path, name), before.get(name), after.get(name))
    return found + _reordered(path, before, after)


def _reordered(path: Path, before: dict[str, Any], after: dict[str, Any]) -> list[tuple[Path, Any, Any]]:
    """The first step is where cases begin, so another first step is a difference."""
    first, then = next(iter(before), None), next(iter(after), None)
    return [((*path, FIRST), first, then)] if path == ("steps",) and first != then else []


def _is_open(value: Any) -> bool:
    """Whether to look inside: a part of the design, or a mapping of parts."""
    atom = isinstance(value, Distribution) or not isinstance(value, BaseModel)
    named = isinstance(value, dict) and any(isinstance(item, BaseModel) for item in value.values())
    return named or (not atom and type(value).__module__ == "sim.scenario.fields.design") or value == {}


def _entries(value: Any) -> dict[str, Any]:
    if isinstance(value, BaseModel):
        return {name: getattr(value, name) for name in type(value).model_fields}
    return value if isinstance(value, dict) else {}


def _written(tree: Any, path: Path, value: Any) -> str:
    """Return the value as it stands in the file, or in our words when it is a default."""
    if path[-1] == FIRST:
        return str(value)
    for name in path[:-1]:
        tree = _inside(tree, name)
    own = _inside(tree, path[-1])
    if own is None and path[-1] in SHORT and isinstance(tree, dict):
        own = tree.get(SHORT[path[-1]])
    if own is None and len(path) == 3 and path[0] == "channels" and path[2] == "share":
        own = tree
    return said(own) if own is not None else _in_words(value)


def _inside(tree: Any, name: str) -> Any:
    return tree.get(name) if isinstance(tree, dict) else None


def said(value: Any) -> str:
    """Return a plain value in one line, in the form of the file."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {said(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(said, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return ABSENT if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _in_words(value: Any) -> str:
    if isinstance(value, tuple) and any(isinstance(item, Branch) for item in value):
        branches = [f"{branch.to}: {branch.share:g}" for branch in value]
        return value[0].to if len(value) == 1 else "{" + ", ".join(branches) + "}"
    if isinstance(value, Distribution):
        return f"{value.a:g}" if value.kind == "fixed" else f"{value.kind} with mean {value.mean:g}"
    if isinstance(value, BaseModel):
        levels = getattr(value, "levels", None)
        return said(value.model_dump(mode="json")) if levels is None else _levels(levels)
    return said(value)


def _levels(levels: tuple[int, ...]) -> str:
    return "unlimited" if max(levels) >= UNLIMITED else f"{min(levels)} to {max(levels)}"
