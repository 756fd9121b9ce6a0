"""Sources and assumptions that stand beside values: taken out of the tree and kept as notes."""

from typing import Any

from sim.scenario.tree import Node, plain

MARKS = ("source", "assumption", "note")
Found = dict[str, Any]


def take_out(node: Node) -> tuple[Node, list[Found]]:
    """Return the tree without source, assumption and note, and what was taken out."""
    found: list[Found] = []
    return _bare(node, (), found), found


def _bare(node: Node, path: tuple[str, ...], found: list[Found]) -> Node:
    if isinstance(node.value, list):
        items = [_bare(item, (*path, str(i)), found) for i, item in enumerate(node.value)]
        return Node(items, node.line)
    if not isinstance(node.value, dict):
        return node
    marks = {key: plain(node.value[key]) for key in MARKS if key in node.value}
    rest = {key: child for key, child in node.value.items() if key not in MARKS}
    if marks:
        found.append({"path": ".".join(path), "value": _as_written(rest), **marks})
    if set(rest) == {"value"}:
        return _bare(rest["value"], path, found)
    return Node({key: _bare(child, (*path, key), found) for key, child in rest.items()}, node.line, node.keys)


def _as_written(rest: dict[str, Node]) -> str:
    if set(rest) == {"value"}:
        return _short(plain(rest["value"]))
    single = {k: c.value for k, c in rest.items() if not isinstance(c.value, dict | list)}
    return _short(", ".join(f"{key} {value}" for key, value in single.items()))


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 120 else text[:117] + "..."
