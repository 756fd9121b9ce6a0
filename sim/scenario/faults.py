"""What is wrong with a scenario file: every fault with its place, what was given, and what to do."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fault:
    """One thing wrong: file, line (1-based), dotted field, what was given and allowed, and advice."""

    file: str
    line: int
    field: str
    given: str
    allowed: str
    advice: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: {self.field}"
        return f"{place}: given {self.given}, allowed {self.allowed}, {self.advice}"


class ScenarioError(Exception):
    """A scenario that cannot be used; `faults` holds all that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))

    def __reduce__(self) -> tuple[type["ScenarioError"], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)


def did_you_mean(given: Any, known: Iterable[Any]) -> str:
    """Return advice that names the nearest known word, or lists the known ones."""
    words = [str(word) for word in known]
    near = difflib.get_close_matches(str(given), words, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]}?"
    return f"choose from {', '.join(words[:12])}" if words else "leave it out"


def shown(value: Any) -> str:
    """Return a value as short text for in a message."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return f"a mapping with {', '.join(map(str, list(value)[:4]))}" if value else "an empty mapping"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."
