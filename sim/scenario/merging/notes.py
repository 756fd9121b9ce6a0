"""Sources, assumptions and ranges that stand beside values: taken out of the tree and kept as notes."""

from typing import Any

from sim.scenario.fields.model import Note
from sim.scenario.text.faults import Fault, did_you_mean, shown
from sim.scenario.text.tree import Node, plain

MARKS = ("source", "assumption", "note", "range")
ALLOWED: dict[str, tuple[type, str]] = {
    "assumption": (bool, "true or false"),
    "range": (list, "a lowest and a highest value: [low, high]"),
}
LONGEST = 120


def take_out(tree: Node, file: str) -> tuple[Node, list[Note], list[Fault]]:
    """Return the tree without source, assumption, note and range; what was taken out; what was not understood."""
    taker = _NoteTaker(file)
    return taker.bare(tree, ()), taker.notes, taker.faults


class _NoteTaker:
    def __init__(self, file: str) -> None:
        self.file = file
        self.notes: list[Note] = []
        self.faults: list[Fault] = []

    def bare(self, node: Node, path: tuple[str, ...]) -> Node:
        if isinstance(node.value, list):
            return Node([self.bare(item, (*path, str(i))) for i, item in enumerate(node.value)], node.line)
        if not node.is_mapping:
            return node
        marks = self.marks(node, path)
        rest = {key: child for key, child in node.value.items() if key not in MARKS}
        if marks:
            self.notes.append(Note(path=".".join(path), value=_as_written(rest), **marks))
        if "value" in rest and self.wraps(node, rest, path):
            return self.bare(rest["value"], path)
        return Node({k: self.bare(v, (*path, k)) for k, v in rest.items()}, node.line, node.keys)

    def marks(self, node: Node, path: tuple[str, ...]) -> dict[str, Any]:
        found = {key: node.value[key] for key in MARKS if key in node.value}
        for key, child in found.items():
            if not _sound(key, child):
                allowed = ALLOWED.get(key, (str, "text"))[1]
                self.fault(
                    node.keys[key], (*path, key), shown(plain(child)), allowed, f"{key} is kept for that"
                )
            elif key == "range" and "value" not in node.value:
                advice = "write {value: ..., range: [low, high]}"
                self.fault(
                    node.keys[key],
                    (*path, key),
                    "a range without a value",
                    "a range beside one value",
                    advice,
                )
        return {key: _kept(child) for key, child in found.items() if _sound(key, child)}

    def wraps(self, node: Node, rest: dict[str, Node], path: tuple[str, ...]) -> bool:
        """Whether a mapping only wraps a value, with every other key understood."""
        if path[-1:] == ("thresholds",):
            return False
        for key in rest:
            if key != "value":
                advice = did_you_mean(key, MARKS)
                self.fault(node.keys[key], (*path, key), f"{key} beside a value", ", ".join(MARKS), advice)
        return True

    def fault(self, line: int, path: tuple[str, ...], given: str, allowed: str, advice: str) -> None:
        self.faults.append(Fault(self.file, line, ".".join(path), given, allowed, advice))


def _sound(key: str, child: Node) -> bool:
    if key == "range":
        return (
            isinstance(child.value, list) and len(child.value) == 2 and not any(map(_is_group, child.value))
        )
    return isinstance(child.value, ALLOWED.get(key, (str, ""))[0])


def _is_group(node: Node) -> bool:
    return node.value is None or isinstance(node.value, dict | list | bool)


def _kept(child: Node) -> Any:
    return tuple(str(end.value) for end in child.value) if isinstance(child.value, list) else child.value


def _as_written(rest: dict[str, Node]) -> str:
    if "value" in rest:
        return _short(plain(rest["value"]))
    single = {k: c.value for k, c in rest.items() if not isinstance(c.value, dict | list)}
    return _short(", ".join(f"{key} {value}" for key, value in single.items()))


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."
