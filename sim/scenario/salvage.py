"""Validation that goes on after a fault: what is faulty is left out, so that the rest is checked as well."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sim.scenario.faults import Fault
from sim.scenario.messages import MOST_FAULTS, complaints, faults_of, place_of
from sim.scenario.tree import Node, plain

Model = TypeVar("Model", bound=BaseModel)
PASSES = 8
NEED = {"need": {"rate": "1 / day"}}
STEP = {"step": {"role": "self", "takes": "1 min"}}
STAND_INS: dict[str, Any] = {
    "staff": 1, "takes": "1 min", "role": "self", "share": 0, "length": "1 day", "title": "untitled",
    "probability": 0.5, "after": "1 min", "needs": NEED, "world": {"needs": NEED}, "steps": STEP,
    "designs": {"design": {"steps": STEP}}, "run": {"length": "1 day"},
}  # fmt: skip


def salvage(model: type[Model], tree: Node, file: str, prefix: str) -> tuple[Model | None, list[Fault]]:
    """Return a model of what is sound in the tree (None if nothing is), and the faults found in it."""
    faults: list[Fault] = []
    written = tree
    for turn in range(PASSES):
        try:
            return model.model_validate(plain(tree)), faults
        except ValidationError as error:
            if turn == 0:
                faults = faults_of(error, model, written, file, prefix)
            if error.error_count() > MOST_FAULTS:
                break
            tree = _mended(tree, error)
    return None, faults


def _mended(tree: Node, error: ValidationError) -> Node:
    places = [place_of(found, tree) for found in complaints(error)]
    for names, missing in places:
        if missing is None:
            tree = _without(tree, names)
        elif missing in STAND_INS:
            tree = _with(tree, names, missing, _node(STAND_INS[missing]))
        else:
            tree = _without(tree, names)
    return tree


def _node(value: Any) -> Node:
    return Node({key: _node(child) for key, child in value.items()} if isinstance(value, dict) else value)


def _without(tree: Node, names: list[str]) -> Node:
    """Leave out the entry at the end of the path, or the list on the way to it."""
    if not names or not tree.is_mapping or names[0] not in tree.value:
        return tree
    child = tree.value[names[0]]
    if len(names) == 1 or not child.is_mapping:
        return tree.without(names[0])
    return tree.with_entry(names[0], _without(child, names[1:]), 1)


def _with(tree: Node, names: list[str], key: str, value: Node) -> Node:
    if not tree.is_mapping:
        return tree
    if not names:
        return tree.with_entry(key, value, 1)
    child = tree.value.get(names[0], Node({}))
    return tree.with_entry(names[0], _with(child, names[1:], key, value), 1)
