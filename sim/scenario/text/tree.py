"""A YAML file as a tree of nodes that know their line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# Keys that stand for another one: a fault in `then` may have been written as `self_service`.
ALSO: dict[Any, tuple[str, ...]] = {
    "then": ("self_service",),
    "half_life": ("decay", "goodwill_half_life"),
}


@dataclass(frozen=True)
class Node:
    """A mapping, list or single value; `line` is where it begins (1-based), `keys` where each key stands."""

    value: Any
    line: int = 1
    keys: dict[str, int] = field(default_factory=dict)

    @property
    def is_mapping(self) -> bool:
        """Whether the node has named entries."""
        return isinstance(self.value, dict)

    def with_entry(self, key: str, child: "Node", line: int) -> "Node":
        """Return this mapping with one entry set, at its old place when it was there."""
        return Node(self.value | {key: child}, self.line, self.keys | {key: line})

    def without(self, key: str) -> "Node":
        """Return this mapping with one entry less."""
        return Node({k: v for k, v in self.value.items() if k != key}, self.line, self.keys)


def plain(node: Node) -> Any:
    """Return the tree as dicts, lists and single values."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return node.value


def node_of(value: Any, line: int = 0) -> Node:
    """Return plain values as a tree, the reverse of `plain`; all on one line, 0 for what stands in no file."""
    if isinstance(value, Mapping):
        return Node({key: node_of(part, line) for key, part in value.items()}, line, dict.fromkeys(value, line))
    if isinstance(value, list | tuple):
        return Node([node_of(part, line) for part in value], line)
    return Node(value, line)


def follow(node: Node, path: Iterable[Any]) -> tuple[list[str], Node, int, bool]:
    """Walk down a path; return the names found, the deepest node, its line, and whether all was found."""
    names: list[str] = []
    line = node.line
    for part in path:
        key = _entry(node, part)
        if key is None:
            return names, node, line, False
        line = node.keys.get(str(key), node.value[key].line) if node.is_mapping else node.value[key].line
        node = node.value[key]
        names.append(str(key))
    return names, node, line, True


def same_leaves(one: Node, other: Node) -> bool:
    """Whether two mappings have a single value in common that stands in the same line: one has it from the other."""
    if not (one.is_mapping and other.is_mapping):
        return one == other
    return any(
        key in other.value and same_leaves(child, other.value[key]) for key, child in one.value.items()
    )


def with_value(tree: Node, path: Sequence[str], value: Node) -> Node:
    """Return a tree with one value set; the mappings on the way to it are made where there are none."""
    key, *rest = path
    below = tree.value.get(key, Node({}, tree.line))
    return tree.with_entry(
        key, with_value(below, rest, value) if rest else value, tree.keys.get(key, tree.line)
    )


def _entry(node: Node, part: Any) -> Any:
    """The key of an entry; a number also counts the entries of a mapping (branches of `then`)."""
    if isinstance(node.value, dict):
        if isinstance(part, int) and 0 <= part < len(node.value):
            return list(node.value)[part]
        return next((key for key in (part, *ALSO.get(part, ())) if key in node.value), None)
    inside = isinstance(node.value, list) and isinstance(part, int) and 0 <= part < len(node.value)
    return part if inside else None
