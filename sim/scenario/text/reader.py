"""A scenario file from disk to a tree: safe YAML 1.2, bounded in size, depth and repetition."""

import codecs
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from sim.scenario.text.faults import STEERING, Fault, ScenarioError, short, shown
from sim.scenario.text.tree import Node

MOST_BYTES = 1_000_000
MOST_NODES = 20_000
MOST_DEPTH = 50
MOST_LINES = 20_000
MOST_FAULTS = 100
LONGEST_TAG = 200
LONGEST_TEXT = 10_000  # characters


def read(file: str, text: str) -> Node:
    """Return the tree of the text of a scenario, or raise ScenarioError with all that is wrong with it."""
    builder = _Builder(file)
    root = builder.build(_bounded(file, text))
    if builder.faults:
        raise ScenarioError(builder.faults)
    if root is None:
        raise _refused(file, "an empty file", "a scenario", "start with title, world, designs and run")
    if not isinstance(root.value, dict):
        raise _refused(
            file,
            shown(root.value),
            "a mapping",
            "start with title:, world:, designs: and run:",
            root.line,
        )
    return root


def _refused(
    file: str, given: str, allowed: str, advice: str, line: int = 1, field: str = "file"
) -> ScenarioError:
    return ScenarioError([Fault(file, line, field, given, allowed, advice)])


def text_in(path: Path) -> str:
    """Return the text of a scenario file, or raise ScenarioError with why it can't be read."""
    file = str(path)
    try:
        if path.is_dir():
            raise _refused(file, "a directory", "a file", "name a scenario file, ending in .yaml")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused(
            file, f"a file that cannot be read ({reason})", "a readable file", "check the path"
        ) from None
    if len(data) > MOST_BYTES:
        raise _too_large(file)
    return _decoded(file, data)


def _too_large(file: str) -> ScenarioError:
    most = f"{MOST_BYTES / 1e6:g} MB"
    return _refused(file, f"more than {most}", f"at most {most}", "leave data out of the scenario")


def _decoded(file: str, data: bytes) -> str:
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(
            file, "bytes that are not UTF-8", "UTF-8 text", "save the file as UTF-8", line
        ) from None
    return text


def _bounded(file: str, text: str) -> str:
    """Refuse text that would take long to parse: a great deal, a great many lines, or a tag of great length."""
    if len(text) > MOST_BYTES:
        raise _too_large(file)
    lines = text.count("\n") + text.count("\r") - text.count("\r\n")
    if lines > MOST_LINES:
        allowed, advice = f"at most {MOST_LINES} lines", "leave data out of the scenario"
        raise _refused(file, f"{lines} lines", allowed, advice, MOST_LINES + 1)
    for tag in re.finditer(r"!\S*", text):
        if len(tag[0]) > LONGEST_TAG:
            line = text.count("\n", 0, tag.start()) + 1
            raise _refused(file, f"the tag {short(tag[0])}", "plain YAML", "leave out the tag", line)
    return text


class _Builder:
    """Builds nodes from YAML events, one document, with bounds on what it takes in."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0

    def fault(self, line: int, given: str, allowed: str, advice: str, field: str = "file") -> None:
        self.faults.append(Fault(self.file, line, field, given, allowed, advice))
        if len(self.faults) == MOST_FAULTS:
            advice = "correct these first; the rest of the file was not read"
            more = Fault(self.file, line, "file", f"{MOST_FAULTS} faults up to here", "none", advice)
            raise ScenarioError([*self.faults, more])

    def build(self, text: str) -> Node | None:
        """Return the root node of the only document, or None for an empty one."""
        root: Node | None = None
        try:
            events = YAML(typ="safe", pure=True).parse(text)
            documents = 0
            for event in events:
                documents += isinstance(event, DocumentStartEvent)
                if documents > 1:
                    self.fault(
                        _line(event), "a second document (---)", "one document", "put it in a file of its own"
                    )
                    break
                if isinstance(event, NodeEvent):
                    root = self.node(event, events, 1)
        except MarkedYAMLError as error:
            self.broken(error)
        except YAMLError as error:
            self.fault(_line_in(text, error), "text that is not YAML", "YAML", "remove the odd characters")
        except (ValueError, IndexError, AttributeError, TypeError, KeyError, OverflowError):
            self.fault(1, "text that is not YAML", "YAML", "check the signs at the beginning of the lines")
        return None if root is not None and root.value is None else root

    def broken(self, error: MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = re.sub(r"\s+", " ", str(error.problem or error.context or "text that is not YAML"))
        self.fault(line, f"text that is not YAML ({problem[:90]})", "YAML", _advice(problem))

    def node(self, event: NodeEvent, events: Iterator[Any], depth: int) -> Node:
        line = _line(event)
        if isinstance(event, AliasEvent):
            return self.alias(event, line)
        self.grow(1, line)
        if depth > MOST_DEPTH:
            self.stop(line, f"more than {MOST_DEPTH} levels of nesting", f"at most {MOST_DEPTH} levels")
        before = self.count
        if isinstance(event, MappingStartEvent):
            node = self.mapping(events, line, depth)
        elif isinstance(event, SequenceStartEvent):
            node = self.sequence(events, line, depth)
        else:
            node = Node(self.scalar(event, line), line)
        self.untagged(event, line)
        if event.anchor:
            self.anchors[event.anchor] = (node, self.count - before + 1)
        return node

    def scalar(self, event: Any, line: int) -> Any:
        """Return a value; text that is not to be shown anywhere is refused here, so that nothing after this need ask."""
        text = str(event.value)
        if len(text) > LONGEST_TEXT:
            allowed, advice = f"at most {LONGEST_TEXT} characters", "write it shorter"
            self.fault(line, f"a text of {len(text)} characters", allowed, advice)
            return short(text)
        steering = STEERING.search(text)
        if steering:
            given = f"the sign U+{ord(steering[0]):04X} in {shown(text)}"
            self.fault(line, given, "text without signs that steer a screen", "leave the sign out")
            return STEERING.sub("", text)
        return value_of(text) if event.implicit[0] else text

    def untagged(self, event: NodeEvent, line: int) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.fault(line, f"the tag {short(str(tag))}", "plain YAML", "leave out the tag")

    def alias(self, event: NodeEvent, line: int) -> Node:
        if event.anchor not in self.anchors:
            self.stop(line, f"*{short(event.anchor)}, which no & of that name precedes", "a known anchor")
        node, size = self.anchors[event.anchor]
        self.grow(size, line)
        return node

    def grow(self, size: int, line: int) -> None:
        self.count += size
        if self.count > MOST_NODES:
            self.stop(line, f"more than {MOST_NODES} values (with repeats by *)", f"at most {MOST_NODES}")

    def stop(self, line: int, given: str, allowed: str) -> None:
        raise _refused(self.file, given, allowed, "make the file simpler", line)

    def mapping(self, events: Iterator[Any], line: int, depth: int) -> Node:
        children: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            key, at = self.node(event, events, depth + 1), _line(event)
            child = self.node(next(events), events, depth + 1)
            name = self.key(key, at, lines)
            if name is not None:
                children[name], lines[name] = child, at
        return Node(children, line, lines)

    def key(self, key: Node, line: int, known: dict[str, int]) -> str | None:
        if isinstance(key.value, dict | list) or key.value is None:
            self.fault(line, f"{shown(key.value)} as a key", "a name", "write a name before the colon")
            return None
        name = key.value if isinstance(key.value, str) else str(key.value)
        if not isinstance(key.value, str):
            self.fault(
                line,
                f"{shown(key.value)} as a key",
                "a name",
                f'write "{short(name)}" between quotation marks',
                name,
            )
        if name in known:
            self.fault(
                line,
                f"{short(name)} a second time",
                "each key once",
                f"remove it here or in line {known[name]}",
                name,
            )
            return None
        return name

    def sequence(self, events: Iterator[Any], line: int, depth: int) -> Node:
        items: list[Node] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self.node(event, events, depth + 1))
        return Node(items, line)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _line_in(text: str, error: YAMLError) -> int:
    position = getattr(error, "position", 0)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else 1


def _advice(problem: str) -> str:
    if "tab" in problem or "\\t" in problem:
        return "indent with spaces, not with tabs"
    return "check the indentation, the colons, the brackets and the quotation marks here"


_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"[-+]?\d[\d_]*")
_FLOAT = re.compile(r"[-+]?(\.\d[\d_]*|\d[\d_]*(\.[\d_]*)?)([eE][-+]?\d+)?")
_SPECIAL = re.compile(r"([-+]?)\.(inf|nan)", re.IGNORECASE)


def value_of(text: str) -> Any:
    """Return the value of a scalar without quotation marks by the YAML 1.2 core rules (with _ allowed inside numbers)."""
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text) and len(text) < 300:
        return int(text.replace("_", ""))
    if _FLOAT.fullmatch(text):
        return float(text.replace("_", ""))
    special = _SPECIAL.fullmatch(text)
    return text if special is None else math.copysign(float(special[2]), -1 if special[1] == "-" else 1)
