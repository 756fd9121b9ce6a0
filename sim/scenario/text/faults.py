"""What is wrong with a scenario file: every fault with its place, what was given, and what to do."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sim.scenario.text.laws import Distribution
from sim.scenario.text.tree import Node, follow, plain

TOLERANCE = 1e-9
LONGEST = 60
SHORTEST_DELAY = 1 / 60  # minutes
MOST_WORDS = 500  # among which the nearest is looked for
# what steers a terminal, turns the direction of reading, ends a line, or can't stand in XML
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True)
class Fault:
    """One thing wrong: file, line (1-based), dotted field, what was given and allowed, and advice.

    `file` is "" for a scenario made in Python, `line` 0 for what stands in no file.
    """

    file: str
    line: int
    field: str
    given: str
    allowed: str
    advice: str

    def __str__(self) -> str:
        field = ".".join(map(short, self.field.split(".")))
        place = where(self.file, self.line, field)
        return in_a_line(f"{place}: given {self.given}, allowed {self.allowed}, {self.advice}")


def where(file: str, line: int, field: str) -> str:
    """Return how a place is named: by file, line and field, as far as there is a file, and a line in it."""
    if not file:
        return "scenario" if field in ("", "file") else field
    return f"{file}:{line}: {field}" if line else f"{file}: {field}"


class ScenarioError(Exception):
    """A scenario that cannot be used; `faults` holds all that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(fault if fault.file else replace(fault, line=0) for fault in faults)
        super().__init__("\n".join(map(str, self.faults)))

    def __reduce__(self) -> tuple[type["ScenarioError"], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)


def harmless(text: str) -> str:
    """Return text in which signs that steer a terminal are written as their number; ends of lines and tabs stay."""
    return STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def in_a_line(text: str) -> str:
    """Return harmless text of one line."""
    return harmless(text).replace("\n", "\\n").replace("\t", "\\t")


def did_you_mean(given: Any, known: Iterable[Any]) -> str:
    """Return advice that names the nearest known word, or lists the known ones."""
    words = list(dict.fromkeys(str(word) for word in known))
    near = difflib.get_close_matches(short(str(given)), _likely(str(given), words), n=1, cutoff=0.6)
    if near:
        return f"did you mean {short(near[0])}?"
    return f"choose from {', '.join(map(short, words[:12]))}" if words else "leave it out"


def _likely(given: str, words: list[str]) -> list[str]:
    """Return the words that are worth holding against what was given: all, or of very many those with an end in common."""
    if len(words) <= MOST_WORDS:
        return words
    leaf = given.rpartition(".")[2]
    return [word for word in words if word.endswith(leaf) or word[:3] == given[:3]][:MOST_WORDS]


def short(text: str) -> str:
    """Return text cut to what a message can hold."""
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def shown(value: Any) -> str:
    """Return a value as short text for in a message."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        names = ", ".join(short(str(key)) for key in list(value)[:4])
        return f"a mapping with {names}" if value else "an empty mapping"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    return short(repr(value) if isinstance(value, str) else str(value))


@dataclass
class Faults:
    """Faults and warnings about one file; what several designs share is said once."""

    file: str
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    warned: set[tuple[int, str]] = field(default_factory=set)

    def add(self, faults: Iterable[Fault]) -> None:
        """Add faults, leaving out what was said already about the same line."""
        said = {_saying(fault) for fault in self.faults}
        for fault in faults:
            self.fields.add(fault.field)
            if _saying(fault) not in said:
                said.add(_saying(fault))
                self.faults.append(fault)

    def settle(self) -> None:
        """Raise ScenarioError if there is any fault."""
        if self.faults:
            raise ScenarioError(sorted(self.faults, key=lambda fault: (fault.line, fault.field)))


def _saying(fault: Fault) -> tuple[int, str, str, str]:
    return fault.line, fault.given, fault.allowed, fault.field.rpartition(".")[2]


@dataclass(frozen=True)
class Location:
    """A part of the file to report on: its tree, and the dotted name that goes before every field."""

    findings: Faults
    tree: Node
    prefix: str = ""

    def below(self, *names: str) -> "Location":
        """Return the place of a part further down."""
        found, node, _, _ = follow(self.tree, names)
        return Location(self.findings, node, self._field(tuple(found)))

    def fault(self, path: tuple[Any, ...], allowed: str, advice: str, given: str | None = None) -> None:
        """Report a fault at the deepest part of the path that is written down."""
        _, node, line, _ = follow(self.tree, path)
        said = shown(plain(node)) if given is None else given
        self.findings.add([Fault(self.findings.file, line, self._field(path), said, allowed, advice)])

    def unknown(self, path: tuple[Any, ...], name: str, known: Iterable[str], what: str) -> None:
        """Report a name that refers to nothing."""
        self.fault(path, f"the name of {what}", did_you_mean(name, known), given=shown(name))

    def warn(self, path: tuple[Any, ...], text: str) -> None:
        """Report something legitimate that may not be meant."""
        line = follow(self.tree, path)[2]
        if (line, text) not in self.findings.warned:
            self.findings.warned.add((line, text))
            place = where(self.findings.file, line, self._field(path))
            self.findings.warnings.append(f"{place}: {text}")

    def clean(self, *path: str) -> bool:
        """Whether no fault has been found yet in this part (or in what contains it)."""
        here = self._field(path)
        return not any(
            f"{field}.".startswith(f"{here}.") or f"{here}.".startswith(f"{field}.")
            for field in self.findings.fields
        )

    def _field(self, path: tuple[Any, ...]) -> str:
        names = follow(self.tree, path)[0]
        rest = [str(part) for part in path[len(names) :] if isinstance(part, str)]
        return ".".join(filter(None, [self.prefix, *names, *rest]))


def check_sum(place: Location, path: tuple[Any, ...], shares: Iterable[float]) -> None:
    total = sum(shares)
    if abs(total - 1) > TOLERANCE:
        advice = f"add {1 - total:.6g}" if total < 1 else f"take off {total - 1:.6g}"
        place.fault(path, "shares that sum to 1", advice, given=f"shares that sum to {total:.10g}")


def check_delay(place: Location, path: tuple[Any, ...], delay: Distribution) -> None:
    """Refuse a delay so short that a run would never get through the returns."""
    if delay.mean < SHORTEST_DELAY * (1 - TOLERANCE):
        advice = "choose a longer delay: returns that take no time never end"
        place.fault(path, "a delay of at least 1 second on average", advice)


def written(place: Location, group: str, known: Iterable[str]) -> list[str]:
    """Names that the file gives, also those of entries that are faulty themselves."""
    node = place.tree.value.get(group) if place.tree.is_mapping else None
    return [*known, *(node.value if node is not None and node.is_mapping else ())]
