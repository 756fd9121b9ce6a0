"""A scenario in memory: one world, several designs, named changes. Frozen; durations in minutes."""

import hashlib
import json
import math
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr

from sim.kernel import limits
from sim.kernel.limits import Unusable
from sim.scenario.fields.custom import CustomMeasure
from sim.scenario.fields.design import Design
from sim.scenario.fields.effort import Resistance
from sim.scenario.fields.goals import Goal
from sim.scenario.fields.judging import Judge
from sim.scenario.fields.market import Market
from sim.scenario.fields.observed import Observations
from sim.scenario.fields.play import MOST, Play
from sim.scenario.fields.world import World
from sim.scenario.text.dates import Days
from sim.scenario.text.field_types import (
    Duration,
    Durations,
    Fields,
    Line,
    Logo,
    Monday,
    Money,
    Name,
    NewName,
    Question,
    Text,
    at_most,
    one_of,
    whole,
)
from sim.scenario.text.tree import Node, plain
from sim.scenario.text.units import DAY, UnreadableError
from sim.scenario.text.write import Marks, written

__all__ = ["Change", "Design", "Goal", "Judge", "Note", "Run", "Scenario", "World"]


def _version(given: Any) -> int:
    if given not in (1, "1") or isinstance(given, bool):
        raise UnreadableError("1", "write schema_version: 1, or use the release that reads this version")
    return 1


OF_THE_REPORT = ("question", "client", "author", "logo")
ADDED: dict[str, Any] = {  # fields that came later, as they are left out
    "absence": 0.0, "channel": None, "working_hours": None, "appointments": None, "appointment": False,
    "backlog": {}, "interarrival": None, "size": {}, "busyness": None,
    "overflow": None, "on_abandon": None, "on_refusal": None, "instead": [], "choose": "first_free",
}  # fmt: skip


class Note(BaseModel):
    """Where a value comes from: its dotted path, the value as written, a source or an assumption, and how far it may be off."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    value: str
    source: str | None = None
    assumption: bool = False
    note: str | None = None
    range: tuple[str, str] | None = None

    @property
    def marks(self) -> Marks:
        """What stood beside the value."""
        noted = self.model_dump(include={"source", "assumption", "note", "range"}, exclude_unset=True)
        return Marks(noted, self.value)


class Change(Fields):
    """A named patch on a design; cost per year."""

    design: Name
    title: Text = ""
    why: Text = ""
    cost: Money = 0.0
    set: dict[str, Any] = Field(default_factory=dict)


class Run(Fields):
    """How long (minutes) and how often the scenario is run."""

    start: Monday = None
    length: Duration
    warm_up: Duration = 0.0
    replications: Annotated[int, whole(1, 1_000_000)] = 20
    seed: Annotated[int, whole(0, 2**53)] = 1
    snapshots: Annotated[Durations, at_most(limits.SNAPSHOTS, "snapshots")] = ()

    @property
    def days(self) -> Days | None:
        """The days of the run, None where they have no dates."""
        if self.start is None:
            return None
        return Days(first=self.start, last=self.start + timedelta(days=math.ceil(self.length / DAY) - 1))


class Scenario(Fields):
    """One world, several designs, named changes, and how to run and judge them."""

    schema_version: Annotated[int, BeforeValidator(_version)] = 1
    title: Text
    language: Annotated[Literal["en", "nl"], one_of("en", "nl")] = "en"
    description: Text = ""
    question: Question = ""
    client: Line = ""
    author: Line = ""
    logo: Logo = ""
    world: World
    designs: Annotated[dict[NewName, Design], at_most(100, "designs")] = Field(min_length=1)
    changes: Annotated[dict[NewName, Change], at_most(200, "changes")] = Field(default_factory=dict)
    goals: Annotated[dict[NewName, Goal], at_most(100, "goals")] = Field(default_factory=dict)
    currency: Text = ""
    markets: Annotated[dict[NewName, Market], at_most(100, "markets")] = Field(default_factory=dict)
    resistance: Resistance = Resistance()
    judge: Judge = Judge()
    play: Annotated[dict[NewName, Play], at_most(MOST, "sliders")] = Field(default_factory=dict)
    observed: Observations | None = None
    run: Run
    notes: tuple[Note, ...] = ()
    path: str | None = None
    warnings: tuple[str, ...] = ()
    _tree: Node | None = PrivateAttr(default=None)
    _text: tuple[Node, str] | None = PrivateAttr(default=None)  # a tree, and the YAML from which it was read
    _patched: tuple[Node, dict[str, Node]] | None = PrivateAttr(default=None)  # a tree, and variants of it as written
    _custom: tuple[CustomMeasure, ...] = PrivateAttr(default=())
    _variants: dict[str, Design] = PrivateAttr(
        default_factory=dict
    )  # made once: changes applied, markets joined

    @property
    def default_design(self) -> str:
        """Name of the baseline, or else of the first design."""
        return self.judge.baseline or next(iter(self.designs))

    @property
    def observed_design(self) -> str:
        """Name of the design of which `observed` is."""
        return self.observed.design if self.observed and self.observed.design else self.default_design

    @property
    def variants(self) -> tuple[str, ...]:
        """Names of all that can be run: designs, changes and markets."""
        return (*self.designs, *self.changes, *self.markets)

    @property
    def file(self) -> str:
        """The file that the scenario was read from, "" if it was made in Python."""
        return self.path or ""

    @property
    def tree(self) -> Node:
        """The scenario as written, with line numbers."""
        if self._tree is None:
            raise ValueError("this scenario was not read by sim.load or made by sim.scenario")
        return self._tree

    @property
    def raw(self) -> dict[str, Any]:
        """The scenario as written, with `extends` merged and notes taken out."""
        return dict(plain(self.tree))

    @property
    def custom(self) -> tuple[CustomMeasure, ...]:
        """Measures of the user's own."""
        return self._custom

    def measuring(self, *measures: CustomMeasure) -> "Scenario":
        """Return the scenario with measures of one's own beside all others; they are in Python only, and not in its YAML."""
        names = [one.name for one in (*self._custom, *measures)]
        if len(set(names)) < len(names):
            raise Unusable(f"measures: {', '.join(names)}; each needs a name of its own")
        made = self.model_copy()
        made._custom = (*self._custom, *measures)
        return made

    def to_yaml(self) -> str:
        """Return YAML that reads as this scenario: what was read, comments included, where nothing in it was changed.

        What was changed has its sources and assumptions in it, no comments, and designs written in full. Raises
        ValueError for a scenario whose fields were set by other means than `sim.what_if`.
        """
        if Scenario.model_validate(self.raw).hash != self.hash:
            raise ValueError("this scenario was changed by other means than sim.what_if: it is not what was read")
        if self._text and self._text[0] is self.tree:
            return self._text[1]
        return written(self.tree, {note.path: note.marks for note in self.notes})

    @property
    def hash(self) -> str:
        """SHA-256 of the scenario's meaning: comments, notes, sliders, what was observed, units and layout make no difference."""
        meaning = self.model_dump(mode="json", exclude={"notes", "path", "warnings", "play", "observed"})
        for name in OF_THE_REPORT:  # a file without them has the hash that it had before there were any
            if not meaning[name]:
                del meaning[name]
        return hashlib.sha256(json.dumps(_as_ever(meaning), ensure_ascii=True).encode()).hexdigest()


def _as_ever(meaning: Any) -> Any:
    """Return plain data without what came later and is left out: its hash stays as it was."""
    if isinstance(meaning, list):
        return [_as_ever(one) for one in meaning]
    if not isinstance(meaning, dict):
        return meaning
    unused = [name for name, usual in ADDED.items() if name in meaning and meaning[name] == usual]
    return {name: _as_ever(one) for name, one in meaning.items() if name not in unused}
