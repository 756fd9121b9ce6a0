"""Designs that extend another, and changes: patches on a tree, so that every value keeps its line."""

from typing import Any

from sim.scenario.design import Design, DesignChasing
from sim.scenario.faults import Fault, ScenarioError, did_you_mean, shown
from sim.scenario.messages import fields_at
from sim.scenario.tree import Node, plain

GROUPS = ("roles", "steps", "channels")
NEEDED = {"roles": {"staff"}, "steps": {"role", "takes"}, "channels": {"share", "cost"}}
EITHER_OR = {"then": "self_service", "self_service": "then"}


class Misfit(Exception):
    """A patch that does not fit on its design: line, path, what was given and allowed, advice."""

    def __init__(self, line: int, path: str, given: str, allowed: str, advice: str) -> None:
        super().__init__(path)
        self.line, self.path, self.given, self.allowed, self.advice = line, path, given, allowed, advice

    def fault(self, file: str, prefix: str) -> Fault:
        """Return the fault, with the path below a prefix."""
        return Fault(file, self.line, f"{prefix}.{self.path}", self.given, self.allowed, self.advice)


def merge(base: Node, over: Node, path: tuple[str, ...] = ()) -> Node:
    """Return base with the entries of over; `none` deletes an entry, a single setting is replaced as a whole."""
    if not _is_structure(path):
        return over
    base, over = _long_form(base, path), _long_form(over, path)
    if not (base.is_mapping and over.is_mapping):
        return over
    for key, child in over.value.items():
        base = _entry(base, key, child, over.keys.get(key, child.line), path)
    return base


def _entry(base: Node, key: str, child: Node, line: int, path: tuple[str, ...]) -> Node:
    if _is_none(child):
        return _deleted(base, key, line, path)
    if len(path) == 2 and key in EITHER_OR:
        base = base.without(EITHER_OR[key])
    if key in base.value:
        child = merge(base.value[key], child, (*path, key))
    return base.with_entry(key, child, line)


def _deleted(base: Node, key: str, line: int, path: tuple[str, ...]) -> Node:
    known = base.value if path and path[-1] in GROUPS else list(fields_at(Design, list(path)))
    if key not in base.value and key not in known:
        where = ".".join((*path, key))
        raise Misfit(
            line,
            where,
            f"none for {key}, which isn't there",
            "an entry of the design",
            did_you_mean(key, known),
        )
    return base.without(key)


def _is_structure(path: tuple[str, ...]) -> bool:
    return path in ((), ("chasing",)) or (0 < len(path) <= 2 and path[0] in GROUPS)


def _long_form(node: Node, path: tuple[str, ...]) -> Node:
    if len(path) == 2 and path[0] == "channels" and not node.is_mapping:
        return Node({"share": node}, node.line, {"share": node.line})
    return node


def _is_none(node: Node) -> bool:
    return node.value is None or node.value == "none"


def extended(designs: Node) -> tuple[dict[str, Node], list[Misfit]]:
    """Return every design with what it extends merged in, and what does not fit."""
    done: dict[str, Node] = {}
    misfits: list[Misfit] = []
    for name in designs.value:
        try:
            done[name] = _resolve(designs, name, ())
        except Misfit as misfit:
            if all((misfit.line, misfit.given) != (m.line, m.given) for m in misfits):
                misfits.append(misfit)
    return done, misfits


def _resolve(designs: Node, name: str, seen: tuple[str, ...]) -> Node:
    design: Node = designs.value[name]
    if not design.is_mapping or "extends" not in design.value:
        return design
    base, line = design.value["extends"].value, design.keys["extends"]
    if base not in designs.value if isinstance(base, str) else True:
        others = [other for other in designs.value if other != name]
        raise Misfit(line, f"{name}.extends", shown(base), "the name of a design", did_you_mean(base, others))
    if base in (*seen, name):
        raise Misfit(
            line,
            f"{name}.extends",
            shown(base),
            "a design that stands on its own",
            "break the circle of extends",
        )
    return _on_top(_resolve(designs, base, (*seen, name)), design, name)


def _on_top(below: Node, design: Node, name: str) -> Node:
    try:
        return merge(below.without("title") if below.is_mapping else below, design.without("extends"))
    except Misfit as misfit:
        raise Misfit(
            misfit.line, f"{name}.{misfit.path}", misfit.given, misfit.allowed, misfit.advice
        ) from None


def changed(design: Node, settings: Node) -> Node:
    """Return a design with a change's settings: dotted paths, each with its new value."""
    for dotted, value in settings.value.items():
        line = settings.keys.get(dotted, value.line)
        design = _set(design, dotted.split("."), value, line, ())
    return design


def _set(here: Node, rest: list[str], value: Node, line: int, path: tuple[str, ...]) -> Node:
    key, deeper = rest[0], rest[1:]
    here = _long_form(here, path)
    _check_path(here, rest, value, line, path)
    if not deeper:
        if _is_structure(path):
            return _entry(here, key, value, line, path)
        return here.without(key) if _is_none(value) else here.with_entry(key, value, line)
    below = here.value.get(key, Node({}, line))
    return here.with_entry(key, _set(below, deeper, value, line, (*path, key)), here.keys.get(key, line))


def _check_path(here: Node, rest: list[str], value: Node, line: int, path: tuple[str, ...]) -> None:
    key, where = rest[0], ".".join((*path, *rest))
    if not here.is_mapping:
        given = f"a path into {'.'.join(path)}, which is {shown(plain(here))}"
        raise Misfit(line, where, given, "a path that exists", f"set {'.'.join(path)} as a whole")
    known = _known(here, path)
    if key in known or (len(rest) == 1 and _is_new(value, path)):
        return
    raise Misfit(line, where, f"the unknown path {where}", f"an entry of {'.'.join(path) or 'the design'}",
                 did_you_mean(key, known))  # fmt: skip


def _known(here: Node, path: tuple[str, ...]) -> list[str]:
    by_name = path and (path[-1] in GROUPS or len(path) > 2)
    if path == ("chasing",):
        return list(DesignChasing.model_fields)
    return list(here.value) if by_name else [k for k in fields_at(Design, list(path)) if k != "extends"]


def _is_new(value: Node, path: tuple[str, ...]) -> bool:
    """Whether a value is a whole new role, step or channel."""
    if len(path) != 1 or path[0] not in GROUPS:
        return False
    return value.is_mapping and bool(NEEDED[path[0]] & set(value.value))


def design_of(scenario: Any, name: str) -> Node:
    """Return the tree of a design, a change (on its own design) or "design+change+change"."""
    designs = scenario.tree.value["designs"].value
    first, *rest = name.split("+")
    if first in designs:
        design = designs[first]
    elif first in scenario.changes and not rest:
        design, rest = designs[scenario.changes[first].design], [first]
    else:
        raise unknown(scenario, name, first, [*designs, *scenario.changes])
    for change in rest:
        if change not in scenario.changes:
            raise unknown(scenario, name, change, list(scenario.changes))
        design = changed(design, scenario.tree.value["changes"].value[change].value.get("set", Node({})))
    return design


def unknown(scenario: Any, name: str, part: str, known: list[str]) -> ScenarioError:
    """Return the error for a design or change that the scenario does not have."""
    file = scenario.path or "scenario"
    advice = did_you_mean(part, known)
    return ScenarioError(
        [Fault(file, 1, "designs", shown(name), "a design, a change, or design+change", advice)]
    )
