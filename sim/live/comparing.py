"""A live comparison: change a value, and see in pairs what it does, with all that was computed before."""

from collections.abc import Callable
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any

from sim.analyses.judging import Item
from sim.analyses.two_views import Mirrors
from sim.live import verdict
from sim.live.kept import Kept
from sim.live.moves import Moves
from sim.live.pairs import ENOUGH, Found, PositionPairs
from sim.live.positions import NAME, Position, applied, number, read
from sim.live.proposed import by_effect, proposed
from sim.live.saving import kept_as
from sim.live.widest import WidestEffects
from sim.results.results import Comparison
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.sliders import Slider
from sim.scenario.inspect.what_if import what_if
from sim.scenario.load import variant

if TYPE_CHECKING:
    from sim.reporting import Report


class Comparing:
    """A, as it is or as it was pinned, beside B, where the values that are set hold.

    What was computed is kept: to come back to a value costs nothing.
    """

    def __init__(self, scenario: Scenario, design: str | None = None, kept: Kept | None = None) -> None:
        self.scenario, self.language = scenario, scenario.language
        self.moves = Moves(Position(design or scenario.default_design))
        self.lock = RLock()
        self.kept = kept or Kept(scenario.run.seed)
        self._listeners: list[Callable[[], None]] = []
        variant(scenario, self.moves.start.design)

    @cached_property
    def sliders(self) -> list[Slider]:
        """The sliders: those that the scenario proposes, or else staff, demand and what is assumed."""
        return proposed(self.scenario)

    @property
    def widest(self) -> WidestEffects:
        """What numbers of staff and assumptions do, as far as it was tried; of one scenario the same for all who look."""
        design = self.moves.start.design
        found: WidestEffects = self.kept.studies.once(
            (id(self.scenario), design), lambda: WidestEffects(self.scenario, design, self.kept)
        )
        return found

    def choose_sliders(self) -> None:
        """Give a slider to what was found to do most; those that were moved stay."""
        moved = {*self.moves.a.values, *self.moves.b.values}
        self.sliders = by_effect(self.scenario, self.widest.telling, moved)

    def set(self, path: str, value: Any) -> Comparison:
        """Give B another value by dotted path, written as in a file, and return the paired comparison of A and B.

        Raises ScenarioError where path or value do not fit; then B stays where it was.
        """
        position = self.moves.b
        tried = position.at(path, read(self.scenario, position.design, path, value))
        self._check(tried, path)
        return self._moved(lambda: self.moves.set(path, tried.values[path]))

    def choose(self, design: str) -> Comparison:
        """Let B be another design, change or design+change, and return the comparison."""
        variant(self.scenario, design)
        return self._moved(lambda: self.moves.choose(design))

    def pin(self) -> Comparison:
        """Let A stand where B stands."""
        return self._moved(self.moves.pin)

    def undo(self) -> Comparison:
        """Take the last move back."""
        return self._moved(self.moves.undo)

    def reset(self) -> Comparison:
        """Let A and B stand where they began."""
        return self._moved(self.moves.reset)

    def _check(self, position: Position, path: str) -> None:
        """Refuse a position that does not fit; a path without a number in the design would be left out of it elsewhere."""
        applied(self.scenario, position)
        if number(self.scenario, position.design, path) is None:
            what_if(self.scenario, {path: position.values[path]}, position.design, NAME)

    def _moved(self, move: Callable[[], None]) -> Comparison:
        with self.lock:
            move()
        for tell in self._listeners:
            tell()
        return self.comparison

    def listen(self, tell: Callable[[], None]) -> None:
        """Have something called after each move."""
        self._listeners.append(tell)

    def pairs(self) -> PositionPairs:
        """Return A and B where they stand now; raises ScenarioError where they can't."""
        with self.lock:
            a, b = self.moves.a, self.moves.b
        return PositionPairs(self.scenario, a, b, self.kept)

    def found(self, n: int = ENOUGH) -> Found:
        """Return what at least n pairs say."""
        pairs = self.pairs()
        pairs.extend(n)
        return pairs.found()

    @property
    def comparison(self) -> Comparison:
        """The paired comparison of A and B, of as many pairs as there are."""
        return self.found().comparison

    def more(self, n: int) -> Comparison:
        """Have so many pairs in all, and return the comparison: its intervals get smaller."""
        return self.found(n).comparison

    @property
    def mirrors(self) -> tuple[Mirrors, Mirrors]:
        """A and B in two mirrors, of the same replications."""
        return self.found().mirrors

    def verdict(self) -> Item:
        """Return the verdict on B against A, by the criteria of `sim.judge`."""
        return verdict.verdict(self.found(verdict.wanted(self.scenario.run.replications)))

    def what_if(self) -> tuple[Scenario, str]:
        """Return the scenario with B in it as a change, and what B is called there."""
        return kept_as(self.scenario, self.moves.b, self.sliders, self.language)

    def to_yaml(self) -> str:
        """Return the scenario with B in it, as YAML that reads as that."""
        return self.what_if()[0].to_yaml()

    def report(self, **given: Any) -> "Report":
        """Return the report for a client on B against what it alters; options as with `sim.report`."""
        from sim.reporting import report

        tried, name = self.what_if()
        changes = [name] if name != tried.default_design else None
        return report(tried, changes, language=self.language, **given)
