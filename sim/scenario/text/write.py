"""A tree back to YAML that reads as the same tree, with what was noted beside the values."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sim.scenario.text.reader import value_of
from sim.scenario.text.tree import Node, plain

BARE = re.compile(r"\w(?:[\w ./+%()*-]|:(?=\w))*")  # needs no quotation marks, wherever it stands
STEP = "  "


class Marks(NamedTuple):
    """What was noted beside a value (source, assumption, note, range), and the value as it was then, in short."""

    noted: Mapping[str, Any]
    value: str


def written(tree: Node, notes: Mapping[str, Marks] | None = None) -> str:
    """Return a tree as YAML; `notes` by dotted path."""
    return "".join(f"{line}\n" for line in _lines(_noted(tree, "", notes or {}), ""))


def _noted(node: Node, path: str, notes: Mapping[str, Marks]) -> Any:
    """Return the plain values of a tree, with the marks of `notes` beside them."""
    value = _below(node, path, notes)
    if path not in notes:
        return value
    noted, was = notes[path]
    marks = {key: list(mark) if isinstance(mark, tuple) else mark for key, mark in noted.items()}
    beside = isinstance(value, dict) and "range" not in marks and not _is_short_for(was, str(plain(node)))
    return {**value, **marks} if beside else {"value": value, **marks}


def _is_short_for(short: str, text: str) -> bool:
    return short == text or (short.endswith("...") and text.startswith(short.removesuffix("...")))


def _below(node: Node, path: str, notes: Mapping[str, Marks]) -> Any:
    if isinstance(node.value, dict):
        return {key: _noted(child, _path(path, key), notes) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [_noted(child, _path(path, str(at)), notes) for at, child in enumerate(node.value)]
    return node.value


def _path(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _lines(mapping: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield a line for each entry; what holds mappings itself goes on below, further to the right."""
    for key, value in mapping.items():
        if isinstance(value, dict) and any(isinstance(child, dict) for child in value.values()):
            yield f"{indent}{_text(key)}:"
            yield from _lines(value, indent + STEP)
        else:
            yield f"{indent}{_text(key)}: {_flow(value)}"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(key)}: {_flow(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _text(value) if isinstance(value, str) else _word(value)


def _word(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    return repr(value)


def _text(text: str) -> str:
    """Return text as it is where it reads as itself, else between quotation marks."""
    if BARE.fullmatch(text) and not text.endswith(" ") and value_of(text) == text:
        return text
    # a tag of great length is refused by the reader, and a mark of byte order in the middle is no text
    return json.dumps(text, ensure_ascii=False).replace("!", "\\x21").replace("\ufeff", "\\ufeff")
