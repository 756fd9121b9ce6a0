"""Validation that goes on after a fault, so that every fault is found, each in our own words and with its line."""

from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from sim.scenario.text.faults import Fault, did_you_mean, short, shown
from sim.scenario.text.tree import Node, follow, node_of, plain
from sim.scenario.text.units import UnreadableError

Model = TypeVar("Model", bound=BaseModel)
PASSES = 8
NEED = {"need": {"rate": "1 / day"}}
STEP = {"step": {"role": "self", "takes": "1 min"}}
STAND_INS: dict[str, Any] = {
    "staff": 1, "takes": "1 min", "role": "self", "share": 0, "length": "1 day", "title": "untitled",
    "probability": 0.5, "after": "1 min", "needs": NEED, "world": {"needs": NEED}, "steps": STEP,
    "designs": {"design": {"steps": STEP}}, "run": {"length": "1 day"},
}  # fmt: skip
MISSING = "nothing"
MOST_FAULTS = 200
_WORDS = {
    "model_type": ("a mapping", "write it as name: value entries"),
    "model_attributes_type": ("a mapping", "write it as name: value entries"),
    "dict_type": ("a mapping", "write it as name: value entries"),
    "tuple_type": ("a list", "write it as [first, second]"),
    "too_short": ("at least one entry", "add one"),
}


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
            tree = _with(tree, names, missing, node_of(STAND_INS[missing]))
        else:
            tree = _without(tree, names)
    return tree


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


def faults_of(
    error: ValidationError, model: type[BaseModel], tree: Node, file: str, prefix: str
) -> list[Fault]:
    """Return one fault for each pydantic error in the part of the file that `tree` holds."""
    found = complaints(error)
    faults = [_fault(one, model, tree, file, prefix) for one in found[:MOST_FAULTS]]
    if len(found) > MOST_FAULTS:
        shown_first = f"the first {MOST_FAULTS} are shown"
        faults.append(Fault(file, tree.line, prefix or "file", f"{len(found)} faults", "none", shown_first))
    meant = {_beside(fault, fault.advice.removeprefix("did you mean ").rstrip("?")) for fault in faults}
    return [fault for fault in faults if fault.given != MISSING or fault.field not in meant]


def complaints(error: ValidationError) -> list[Any]:
    """Return what pydantic found, once for each complaint about a value."""
    found: list[Any] = []
    for one in error.errors(include_url=False):
        cause = one.get("ctx", {}).get("error")
        causes = cause.all if isinstance(cause, UnreadableError) else (cause,)
        found += [{**one, "ctx": {"error": each}} for each in causes]
    return found


def _beside(fault: Fault, name: str) -> str:
    return ".".join(filter(None, [fault.field.rpartition(".")[0], name]))


def place_of(found: Any, tree: Node) -> tuple[list[str], str | None]:
    """Return the names on the way to what pydantic found, and the name of what is missing there."""
    names, _, _, written = follow(tree, _location(found))
    if found["type"] != "missing":
        return names, None
    return names[:-1] if written else names, str(found["loc"][-1])  # written, but with nothing behind it


def _location(found: Any) -> tuple[Any, ...]:
    cause = found["ctx"]["error"]
    return (*found["loc"], *(cause.at if isinstance(cause, UnreadableError) else ()))


def _fault(found: Any, model: type[BaseModel], tree: Node, file: str, prefix: str) -> Fault:
    names, missing = place_of(found, tree)
    _, node, line, _ = follow(tree, _location(found))
    cause = found["ctx"]["error"]
    given = MISSING if missing else shown(plain(node))
    if found["type"] == "extra_forbidden":
        given = f"the unknown key {short(names[-1])}"
    elif isinstance(cause, UnreadableError) and cause.given:
        given = cause.given
    names += [missing] if missing else []
    allowed, advice = _said(found, cause, model, names)
    return Fault(file, line, ".".join(filter(None, [prefix, *names])) or "file", given, allowed, advice)


def _said(found: Any, cause: Any, model: type[BaseModel], names: list[str]) -> tuple[str, str]:
    if isinstance(cause, UnreadableError):
        return cause.allowed, cause.advice
    if found["type"] == "missing":
        return "a value, for it is needed", f"add {names[-1]}"
    if found["type"] == "extra_forbidden":
        known = list(fields_at(model, names[:-1]))
        return "one of the known keys", did_you_mean(names[-1], known)
    return _WORDS.get(found["type"], ("another kind of value", "look up the form in `sim schema`"))


def fields_at(model: type[BaseModel], names: list[str]) -> Iterator[str]:
    """Yield the keys that may stand in the mapping at the end of a path of names."""
    here: Any = model
    for name in names:
        here = _step_into(here, name)
    if isinstance(here, type) and issubclass(here, BaseModel):
        keys = (field.alias or name for name, field in here.model_fields.items())
        known = (*keys, *_SUGAR.get(here.__name__, ()))
        yield from (name for name in known if name not in OURS)


OURS = ("notes", "path", "warnings")  # of a Scenario, not to be written in a file
_SUGAR = {"Design": ("extends",), "Step": ("self_service",), "Mind": ("decay",), "HalfHours": ("file",), "Backlog": ("file",)}


def _step_into(here: Any, name: str) -> Any:
    if isinstance(here, type) and issubclass(here, BaseModel):
        field = here.model_fields.get(name)
        return _container(field.annotation) if field else None
    return here[1] if isinstance(here, tuple) else None


def _container(annotation: Any) -> Any:
    """A model class, or ("each", class) for a mapping of named models, out of an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    models = [inner for inner in map(_container, get_args(annotation)) if inner is not None]
    if not models:
        return None
    return ("each", models[0]) if getattr(annotation, "__origin__", None) in (dict, tuple) else models[0]
