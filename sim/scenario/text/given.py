"""A scenario made in Python: a mapping to a tree, with the bounds that a file has, and every fault with its field."""

from collections.abc import Mapping
from typing import Any

from sim.scenario.text.faults import STEERING, Fault, ScenarioError, short, shown
from sim.scenario.text.reader import LONGEST_TEXT, MOST_BYTES, MOST_DEPTH, MOST_FAULTS, MOST_NODES
from sim.scenario.text.tree import Node

MOST_BITS = 900  # of a whole number
WRITTEN = 'write it as in a file, such as "6 min" or 0.5'


def tree_of(given: Any) -> Node:
    """Return the tree of plain values, of a mapping as a rule; raises ScenarioError with all in it that a file could not hold.

    What stands further on has a higher `line`, which no file has.
    """
    taker = _ValueReader()
    tree = taker.node(given, ())
    if taker.faults:
        raise ScenarioError(taker.faults)
    return tree


class _ValueReader:
    """Takes in values one by one, up to the bounds of a file."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.count = self.size = 0

    def fault(self, path: tuple[str, ...], given: str, allowed: str, advice: str) -> None:
        self.faults.append(Fault("", 0, ".".join(path), given, allowed, advice))
        if len(self.faults) == MOST_FAULTS:
            self.stop(path, f"{MOST_FAULTS} faults up to here", "none")

    def stop(self, path: tuple[str, ...], given: str, allowed: str) -> None:
        advice = "make the scenario simpler"
        raise ScenarioError([*self.faults, Fault("", 0, ".".join(path), given, allowed, advice)])

    def grow(self, path: tuple[str, ...], by: int = 1) -> None:
        self.count += by
        if self.count > MOST_NODES:
            self.stop(path, f"more than {MOST_NODES} values", f"at most {MOST_NODES}")

    def node(self, given: Any, path: tuple[str, ...]) -> Node:
        self.grow(path)
        line = self.count
        if len(path) >= MOST_DEPTH:
            self.stop(path, f"more than {MOST_DEPTH} levels of nesting", f"at most {MOST_DEPTH} levels")
        value = self.bare(given, path)
        if isinstance(value, Mapping):
            return self.mapping(value, path, line)
        if isinstance(value, list | tuple):
            return Node([self.node(item, (*path, str(at))) for at, item in enumerate(value)], line)
        return Node(self.single(value, path), line)

    def bare(self, given: Any, path: tuple[str, ...]) -> Any:
        """Return numbers and rows of numpy and pandas as those of Python."""
        if not hasattr(given, "tolist"):
            return given
        self.grow(path, int(getattr(given, "size", 0)))
        return given.tolist()

    def mapping(self, given: Mapping[Any, Any], path: tuple[str, ...], line: int) -> Node:
        children: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for key, value in given.items():
            self.grow(path)
            if not isinstance(key, str):
                self.fault(path, f"{shown(key)} as a key", "a name", f'write "{short(str(key))}", as text')
                continue
            name = self.text(key, path)
            lines[name] = self.count
            children[name] = self.node(value, (*path, name))
        return Node(children, line, lines)

    def single(self, given: Any, path: tuple[str, ...]) -> Any:
        if isinstance(given, str):
            return self.text(given, path)
        if given is None or isinstance(given, bool | float):
            return given
        if isinstance(given, int) and given.bit_length() <= MOST_BITS:
            return int(given)
        said = "a number of great length" if isinstance(given, int) else f"a value of type {type(given).__name__}"
        self.fault(path, said, "text, a number, true or false, a list or a mapping", WRITTEN)
        return None

    def text(self, given: str, path: tuple[str, ...]) -> str:
        text = str.__str__(given)
        self.size += len(text.encode(errors="surrogatepass"))
        if self.size > MOST_BYTES:
            self.stop(path, f"more than {MOST_BYTES / 1e6:g} MB", f"at most {MOST_BYTES / 1e6:g} MB")
        if len(text) > LONGEST_TEXT:
            allowed = f"at most {LONGEST_TEXT} characters"
            self.fault(path, f"a text of {len(text)} characters", allowed, "write it shorter")
            return short(text)
        steering = STEERING.search(text)
        if steering:
            given = f"the sign U+{ord(steering[0]):04X} in {shown(text)}"
            self.fault(path, given, "text without signs that steer a screen", "leave the sign out")
        return STEERING.sub("", text)
