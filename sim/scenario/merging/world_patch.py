"""Other values in the world: dotted paths with new values, as a change has them for a design."""

from collections.abc import Mapping
from typing import Any

from sim.scenario.fields.world import SWITCHES, World
from sim.scenario.merging.patch import MisfitError
from sim.scenario.text.faults import did_you_mean, shown
from sim.scenario.text.field_types import is_on
from sim.scenario.text.tree import Node, node_of, plain
from sim.scenario.text.validate import fields_at

BY_NAME = (("needs",), ("customers", "segments"))


def changed_world(world: Node, settings: Mapping[str, Any]) -> tuple[Node, list[MisfitError]]:
    """Return the tree of a world with other values (`needs.question.rate`: "50 / hour"), and what does not fit."""
    misfits: list[MisfitError] = []
    for dotted, value in settings.items():
        try:
            world = _set(world, dotted.split("."), node_of(value), ())
        except MisfitError as misfit:
            misfits.append(misfit)
    return world, misfits


def _set(here: Node, rest: list[str], value: Node, path: tuple[str, ...]) -> Node:
    key, deeper = rest[0], rest[1:]
    here = _opened(here, path)
    _check(here, rest, path)
    line = here.keys.get(key, here.line)
    if not deeper:
        return here.with_entry(key, value, line)
    return here.with_entry(key, _set(here.value.get(key, Node({}, line)), deeper, value, (*path, key)), line)


def _opened(here: Node, path: tuple[str, ...]) -> Node:
    """Return what `default` and nothing stand for: a mapping, to be filled in."""
    opens = here.value is None or (
        is_on(here.value) and (path[-1] in SWITCHES or list(fields_at(World, [*path])))
    )
    return Node({}, here.line) if opens else here


def _check(here: Node, rest: list[str], path: tuple[str, ...]) -> None:
    key, where = rest[0], ".".join((*path, *rest))
    if not here.is_mapping:
        given = f"a path into {'.'.join(path)}, which is {shown(plain(here))}"
        raise MisfitError(here.line, where, given, "a path that exists", f"set {'.'.join(path)} as a whole")
    known = [*here.value] if path in BY_NAME else [*fields_at(World, [*path])] or [*here.value]
    if key not in known:
        allowed = f"an entry of {'.'.join(('world', *path))}"
        raise MisfitError(here.line, where, f"the unknown path {where}", allowed, did_you_mean(key, known))
