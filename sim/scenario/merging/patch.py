"""Designs that extend another, and changes: patches on a tree, so that every value keeps its line."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.scenario.fields.design import SELF_SERVICE, Design, DesignChasing
from sim.scenario.fields.model import Scenario
from sim.scenario.text.faults import Fault, did_you_mean, shown
from sim.scenario.text.tree import Node, follow, plain
from sim.scenario.text.validate import MOST_FAULTS, fields_at

MOST_ANCESTORS = 20
GROUPS = ("roles", "steps", "channels")
NEEDED = {"roles": {"staff"}, "steps": {"role", "takes"}, "channels": {"share", "cost"}}
EITHER_OR = {"then": "self_service", "self_service": "then"}


class MisfitError(Exception):
    """A patch that does not fit on its design: line, path, what was given and allowed, advice."""

    def __init__(self, line: int, path: str, given: str, allowed: str, advice: str) -> None:
        super().__init__(path)
        self.line, self.path, self.given, self.allowed, self.advice = line, path, given, allowed, advice

    def fault(self, file: str, prefix: str) -> Fault:
        """Return the fault, with the path below a prefix."""
        return Fault(file, self.line, f"{prefix}.{self.path}", self.given, self.allowed, self.advice)


def merge(base: Node, over: Node, path: tuple[str, ...], misfits: list[MisfitError]) -> Node:
    """Return base with the entries of over; `none` deletes one, a single setting is replaced as a whole."""
    if not _is_structure(path):
        return over
    base, over = _long_form(base, path), _long_form(over, path)
    if not (base.is_mapping and over.is_mapping):
        return over
    for key, child in over.value.items():
        base = _entry(base, key, child, over.keys.get(key, child.line), path, misfits)
    return base


def _entry(
    base: Node, key: str, child: Node, line: int, path: tuple[str, ...], misfits: list[MisfitError]
) -> Node:
    if _is_none(child):
        return _deleted(base, key, line, path, misfits)
    if len(path) == 2 and key in EITHER_OR:
        base = base.without(EITHER_OR[key])
    if key in base.value:
        child = merge(base.value[key], child, (*path, key), misfits)
    return base.with_entry(key, child, line)


def _deleted(base: Node, key: str, line: int, path: tuple[str, ...], misfits: list[MisfitError]) -> Node:
    known = base.value if path and path[-1] in GROUPS else list(fields_at(Design, list(path)))
    if key not in base.value and key not in known and len(misfits) < MOST_FAULTS:
        where, advice = ".".join((*path, key)), did_you_mean(key, known)
        given = f"none for {key}, which isn't there"
        misfits.append(MisfitError(line, where, given, "an entry of the design", advice))
    return base.without(key)


def _is_structure(path: tuple[str, ...]) -> bool:
    return path in ((), ("chasing",), ("backlog",)) or (0 < len(path) <= 2 and path[0] in GROUPS)


def _long_form(node: Node, path: tuple[str, ...]) -> Node:
    if len(path) == 2 and path[0] == "channels" and not node.is_mapping:
        return Node({"share": node}, node.line, {"share": node.line})
    return node


def _is_none(node: Node) -> bool:
    return node.value is None or node.value == "none"


def extended(designs: Node) -> tuple[Node, list[MisfitError], set[str]]:
    """Return designs with what they extend merged in, what does not fit, and designs without a base."""
    misfits = [misfit for name in designs.value for misfit in _baseless(designs, name)]
    lines = {name: _line(designs, name) for name in designs.value}
    orphans = {name for name, line in lines.items() if _base(designs, line[-1]) is not None}
    done = {name: _merged(designs, lines[name], misfits) for name in designs.value if name not in orphans}
    kept = {
        name: done[name] if name in done else node.without("extends") for name, node in designs.value.items()
    }
    return Node(kept, designs.line, designs.keys), misfits[:MOST_FAULTS], orphans


def _base(designs: Node, name: str) -> Any:
    node = designs.value[name]
    return node.value["extends"].value if node.is_mapping and "extends" in node.value else None


def _line(designs: Node, name: str) -> list[str]:
    """A design and those that it extends, nearest first, as far as they can be followed."""
    line = [name]
    while len(line) <= MOST_ANCESTORS:
        base = _base(designs, line[-1])
        if not isinstance(base, str) or base not in designs.value or base in line:
            break
        line.append(base)
    return line


def _baseless(designs: Node, name: str) -> Iterator[MisfitError]:
    base, line = _base(designs, name), _line(designs, name)
    if base is None:
        return
    at, where = designs.value[name].keys["extends"], f"{name}.extends"
    if not isinstance(base, str) or base not in designs.value:
        others = [other for other in designs.value if other != name]
        yield MisfitError(at, where, shown(base), "the name of a design", did_you_mean(base, others))
    elif _base(designs, line[-1]) == name:
        yield MisfitError(at, where, base, "a design that does not extend itself", "break the circle")
    elif len(line) > MOST_ANCESTORS:
        yield MisfitError(at, where, base, f"at most {MOST_ANCESTORS} designs in a row", "extend another")


def _merged(designs: Node, line: list[str], misfits: list[MisfitError]) -> Node:
    """Merge a line of designs, the farthest first; misfits are those of the nearest."""
    merged: Node = designs.value[line[-1]]
    for name in reversed(line[:-1]):
        found: list[MisfitError] = []
        merged = merge(_untitled(merged), designs.value[name].without("extends"), (), found)
    if len(line) > 1:
        misfits += [MisfitError(m.line, f"{line[0]}.{m.path}", m.given, m.allowed, m.advice) for m in found]
    return merged


def _untitled(design: Node) -> Node:
    return design.without("title").without("description") if design.is_mapping else design


def changed(design: Node, settings: Node) -> tuple[Node, list[MisfitError]]:
    """Return a design with a change's settings (dotted paths with new values), and what does not fit."""
    misfits: list[MisfitError] = []
    for dotted, value in settings.value.items():
        if len(misfits) >= MOST_FAULTS:
            break
        line = settings.keys.get(dotted, value.line)
        try:
            design = _set(design, dotted.split("."), value, line, (), misfits)
        except MisfitError as misfit:
            misfits.append(misfit)
    return design, misfits


def _set(
    here: Node, rest: list[str], value: Node, line: int, path: tuple[str, ...], misfits: list[MisfitError]
) -> Node:
    key, deeper = rest[0], rest[1:]
    here = _long_form(here, path)
    _check_path(here, rest, value, line, path)
    if not deeper:
        if _is_structure(path):
            return _entry(here, key, value, line, path, misfits)
        return here.without(key) if _is_none(value) else here.with_entry(key, value, line)
    below = here.value.get(key, Node({}, line))
    return here.with_entry(
        key, _set(below, deeper, value, line, (*path, key), misfits), here.keys.get(key, line)
    )


def _check_path(here: Node, rest: list[str], value: Node, line: int, path: tuple[str, ...]) -> None:
    key, where = rest[0], ".".join((*path, *rest))
    if not here.is_mapping:
        given = f"a path into {'.'.join(path)}, which is {shown(plain(here))}"
        raise MisfitError(line, where, given, "a path that exists", f"set {'.'.join(path)} as a whole")
    known = _known(here, path)
    if key in known or path == ("backlog",) or (len(rest) == 1 and _is_new(value, path)):
        return
    allowed = f"an entry of {'.'.join(path) or 'the design'}"
    raise MisfitError(line, where, f"the unknown path {where}", allowed,
                 did_you_mean(key, known))  # fmt: skip


def _known(here: Node, path: tuple[str, ...]) -> list[str]:
    if path[-1:] == ("self_service",):
        return [*SELF_SERVICE, "reaches"]
    if len(path) > 2:  # what is written there, and what may be
        return list(dict.fromkeys((*here.value, *fields_at(Design, list(path)))))
    by_name = path and path[-1] in GROUPS
    if path == ("chasing",):
        return list(DesignChasing.model_fields)
    return list(here.value) if by_name else [k for k in fields_at(Design, list(path)) if k != "extends"]


def _is_new(value: Node, path: tuple[str, ...]) -> bool:
    """Whether a value is a whole new role, step or channel."""
    if len(path) != 1 or path[0] not in GROUPS:
        return False
    return value.is_mapping and bool(NEEDED[path[0]] & set(value.value))


def design_of(scenario: Scenario, name: str) -> Node:
    """Return the tree of a design, a change (on its own design), "design+change+change", or all of a market side by side."""
    if name in scenario.markets:
        offered = scenario.markets[name].providers
        return _side_by_side({who: design_of(scenario, one) for who, one in offered.items()})
    designs: dict[str, Node] = scenario.tree.value["designs"].value
    first, *rest = name.split("+")
    if first in scenario.changes and not rest:
        first, rest = scenario.changes[first].design, [first]
    if first not in designs:
        raise MisfitError(1, first, shown(name), _VARIANT, did_you_mean(first, [*designs, *scenario.changes]))
    design = designs[first]
    for change in rest:
        if change not in scenario.changes:
            raise MisfitError(1, change, shown(name), _VARIANT, did_you_mean(change, scenario.changes))
        design, misfits = changed(design, settings_of(scenario.tree, change))
        for misfit in misfits:
            raise misfit
    return design


def _side_by_side(designs: Mapping[str, Node]) -> Node:
    """Return the trees of a market's providers as one, each name with its provider before it: provider.role."""
    joined = Node({})
    for group in GROUPS:
        inside = [(who, node.value[group]) for who, node in designs.items() if group in node.value]
        entries = [
            (f"{who}.{name}", child, parts.keys.get(name, child.line))
            for who, parts in inside
            if parts.is_mapping
            for name, child in parts.value.items()
        ]
        named = {name: child for name, child, _ in entries}
        joined = joined.with_entry(group, Node(named, 1, {name: line for name, _, line in entries}), 1)
    return joined


def changes_of(scenario: Scenario, name: str) -> list[str]:
    """Return the changes in the name of a variant: none of a design, one of a change, the rest of "design+change"."""
    first, *rest = name.split("+")
    return [first] if first in scenario.changes and not rest else rest


def settings_of(tree: Node, change: str) -> Node:
    """Return the dotted paths and values that a change sets."""
    node = follow(tree, ("changes", change, "set"))
    return node[1] if node[3] and node[1].is_mapping else Node({})


_VARIANT = "a design, a change, or design+change"
