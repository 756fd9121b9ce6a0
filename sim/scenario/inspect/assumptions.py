"""What a scenario assumes, as numbers that can be varied, each with the range that it may lie in."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from sim.scenario.fields.model import Note, Scenario
from sim.scenario.inspect.places import WORLD, tree_of
from sim.scenario.inspect.quantities import LENGTH, Quantity, quantity, span
from sim.scenario.inspect.unwritten import lengths, unwritten
from sim.scenario.merging.patch import changes_of
from sim.scenario.text.faults import Fault, ScenarioError
from sim.scenario.text.tree import Node, follow
from sim.scenario.text.units import UnreadableError

USUAL = 0.3  # part of a value that it may be off, where the scenario gives no range [A]
ONE_MARK = 1.0  # that a mark may be off [A]


@dataclass(frozen=True)
class Assumed:
    """A number that is assumed, and from where to where it may lie; `given` where the scenario says so.

    `origin` is where it stands in the file: `designs.as_is.steps.check.takes`, `changes.quick.set.steps.check.takes`; of a
    default, which the file leaves out (not `written`), its path. `source` is where the default's range is from, '' of ours.
    """

    quantity: Quantity
    low: float
    high: float
    given: bool
    origin: str
    written: bool = True
    source: str = ""

    @property
    def usual(self) -> bool:
        """Whether its range is the usual one, as nobody says how far it may be off."""
        return self.written and not self.given


def assumed(scenario: Scenario, design: str) -> list[Assumed]:
    """Return what is assumed in the world and in a design (change, design+change, or those of a market): what is marked as
    assumption, in order of the file, then the defaults that it leaves out, and how long the run is.

    Of shares that sum to 1 the largest gives way to the others. What is nought, and what is no number, is left out.
    """
    return _each_once(part(scenario, design) for part in (marked, _defaults, _length))


def marked(scenario: Scenario, design: str) -> list[Assumed]:
    """Return the numbers marked as assumption in the world and in a design, in order of the file."""
    if design in scenario.markets:
        return _each_once(marked(scenario, one) for one in scenario.markets[design].providers.values())
    found: dict[object, Assumed | None] = {}
    for note in (note for note in scenario.notes if note.assumption):
        for path, leaf in _leaves(scenario, design, note):
            one = _quantity(scenario, design, path)
            if one and not _gives_way(one) and not _says_more(scenario, note, leaf):
                found.setdefault(one.sets, _ranged(scenario, one, note, leaf))
    return [one for one in found.values() if one]


def _defaults(scenario: Scenario, design: str) -> Iterator[Assumed]:
    offered = scenario.markets[design].providers.values() if design in scenario.markets else ()
    for one in (design, *offered):
        for found, default in unwritten(scenario, one):
            low, high = found.read(default.low), found.read(default.high)
            yield Assumed(found, low, high, False, found.path, False, default.source)


def _length(scenario: Scenario, design: str) -> Iterator[Assumed]:
    found = quantity(scenario, design, LENGTH)
    yield Assumed(found, *lengths(scenario), False, LENGTH, False)


def _each_once(lists: Iterable[Iterable[Assumed]]) -> list[Assumed]:
    found: dict[str, Assumed] = {}
    for one in chain.from_iterable(lists):
        found.setdefault(one.origin, one)
    return list(found.values())


def usual_range(one: Quantity) -> tuple[float, float] | None:
    """Return from where to where a number may lie of which no more is known, None of nought and of an order: 30% down or up.

    Of a share 30% of itself or of what is left to 1, whichever is less; of a mark one mark; of people at least one.
    """
    if math.isnan(one.now) or one.now == 0.0 or one.path.endswith(".priority"):
        return None
    if one.unit == "mark":
        return max(1.0, one.now - ONE_MARK), min(10.0, one.now + ONE_MARK)
    off = USUAL * (min(one.now, 1.0 - one.now) if one.unit == "share" else abs(one.now))
    if one.whole:
        return float(max(1, math.floor(one.now - off))), float(math.ceil(one.now + off))
    return (one.now - off, one.now + off) if off > 0.0 else None


def _leaves(scenario: Scenario, design: str, note: Note) -> Iterator[tuple[str, str]]:
    """Yield the path of each single value that a note is about, as a setting and as it stands in the file."""
    kind, _, rest = note.path.partition(".")
    if kind == WORLD:
        yield from ((path, path) for path in _below(scenario.tree, note.path))
        return
    name, _, rest = rest.partition(".")
    if kind == "changes":
        within = "changes", name, "set"
        rest = rest.removeprefix("set.")
        if name not in changes_of(scenario, design) or follow(scenario.tree, within)[3] is False:
            return
        yield from ((path, f"{'.'.join(within)}.{path}") for path in _below(tree_of(scenario, design), rest))
    elif kind == "designs":
        here, there = tree_of(scenario, design), scenario.tree.value["designs"].value[name]
        for path in _below(there, rest):
            if _node(here, path) == _node(there, path):
                yield path, f"designs.{name}.{path}"


def _below(tree: Node, path: str) -> Iterator[str]:
    node = _node(tree, path)
    if node is None:
        return
    yield path
    if node.is_mapping:
        for key in node.value:
            yield from _below(tree, f"{path}.{key}")


def _node(tree: Node, path: str) -> Node | None:
    _, node, _, there = follow(tree, path.split("."))
    return node if there else None


def _quantity(scenario: Scenario, design: str, path: str) -> Quantity | None:
    try:
        return quantity(scenario, design, path)
    except ScenarioError:
        return None


def _gives_way(one: Quantity) -> bool:
    """Whether it is the largest of shares that sum to 1."""
    now = one.parts.now if one.parts else {}
    return bool(now) and one.name == max(now, key=lambda name: now[name])


def _says_more(scenario: Scenario, note: Note, leaf: str) -> bool:
    """Whether a note nearer to a value says where it comes from."""
    return any(
        len(other.path) > len(note.path) and f"{leaf}.".startswith(f"{other.path}.")
        for other in scenario.notes
        if other.source or other.assumption
    )


def _ranged(scenario: Scenario, one: Quantity, note: Note, leaf: str) -> Assumed | None:
    if note.range is None:
        usual = usual_range(one)
        return Assumed(one, *usual, False, leaf) if usual else None
    try:
        return Assumed(one, *span(one, *note.range), True, leaf)
    except UnreadableError as error:
        said = f"[{', '.join(note.range)}]"
        line = follow(scenario.tree, note.path.split("."))[2]
        fault = Fault(
            scenario.file, line, f"{note.path}.range", said, error.allowed, error.advice
        )
        raise ScenarioError([fault]) from None
