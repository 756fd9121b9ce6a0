"""What a log can't say: the questions, and the answers of who knows the work, held against what the log has."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.catalogue.numbers import pick
from sim.scenario.text import law_text, units, working
from sim.scenario.text.faults import Faults, Location, did_you_mean, in_a_line
from sim.scenario.text.given import tree_of
from sim.scenario.text.reader import read, text_in
from sim.scenario.text.tree import plain
from sim.scenario.text.units import UnreadableError

ONE, SOME, EACH = "one", "some", "each"  # answer of a question: a value, names out of those it has, a value for each of these
PART, COST = (0.01, 1.0), (0.0, 10_000.0)
ASSUMED = "lognormal 10 min cv 1"  # handling times where the log has no starts [A]


@dataclass(frozen=True)
class Answers:
    """What somebody said who knows the work, by name of the question; times as text, shares from 0 to 1, costs per hour."""

    norm: str | None = None
    present: tuple[str, ...] = ()
    rework: tuple[str, ...] = ()
    takes: Mapping[str, Any] = field(default_factory=dict)
    working_share: Mapping[str, float] = field(default_factory=dict)
    cost: Mapping[str, float] = field(default_factory=dict)


NOTHING_SAID = Answers()


@dataclass(frozen=True)
class LogQuestion:
    """One question: its name, the form of its answer (one, some, each), the names it is about, its text, and an example."""

    name: str
    form: str
    names: tuple[str, ...]
    text: str
    example: str
    unanswered: str

    def read(self, given: Any) -> Any:
        """Return an answer as it is kept; raises UnreadableError with all that is wrong with it."""
        if self.form == ONE:
            return _READERS[self.name](given)
        if self.form == SOME:
            return tuple(units.every([given] if isinstance(given, str) else _of(given, list, "a list of names"), self.named))
        entries = _of(given, dict, "a mapping of names")
        return dict(units.each([(name, (name, value)) for name, value in entries.items()], self._of_one))

    def _of_one(self, entry: tuple[Any, Any]) -> Any:
        self.named(entry[0])
        return _READERS[self.name](entry[1])

    def named(self, name: Any) -> str:
        """Return a name that the question is about; raises UnreadableError for another."""
        if name not in self.names:
            raise UnreadableError("a name that the log has", did_you_mean(name, self.names))
        return str(name)


Answering = Mapping[str, Any] | str | Path | Callable[[Sequence[LogQuestion]], Mapping[str, Any]]


def _of(given: Any, kind: type, allowed: str) -> Any:
    if not isinstance(given, kind):
        raise UnreadableError(allowed, "write it so")
    return given


def _time(given: Any) -> str:
    if not working.norm(given):
        raise UnreadableError("a duration above 0", "choose a longer one")
    return str(given).strip()


def _law(given: Any) -> Any:
    law_text.law(given)
    return given


def _part(given: Any) -> float:
    part = units.probability(given)
    return units.number(part, *PART, what="a share")


_READERS: dict[str, Callable[[Any], Any]] = {
    "norm": _time,
    "takes": _law,
    "working_share": _part,
    "cost": lambda given: units.number(given, *COST),
}
# By name: the form, the text, an example, and what is taken where nobody answers.
_CASES: dict[str, tuple[str, tuple[str, str], str, tuple[str, str]]] = {
    "norm": (
        ONE,
        ("In how long is a case to be done?", "Binnen hoeveel tijd moet een zaak klaar zijn?"),
        "8 weeks",
        ("no norm", "geen norm"),
    ),
    "present": (
        SOME,
        ("In which activities is the customer there, or on the line?", "Bij welke activiteiten is de klant erbij, of aan de lijn?"),
        "",
        ("in none", "bij geen"),
    ),
    "rework": (
        SOME,
        ("Which activities only mend what went wrong before?", "Welke activiteiten herstellen alleen wat eerder misging?"),
        "",
        ("none", "geen"),
    ),
    "takes": (
        EACH,
        ("How long does somebody work on it?", "Hoe lang is iemand ermee bezig?"),
        ASSUMED,
        (ASSUMED, ASSUMED),
    ),
    "working_share": (
        EACH,
        ("What part of its time does a role have for this process?", "Welk deel van de tijd heeft een rol voor dit proces?"),
        "60%",
        ("all of it", "alle tijd"),
    ),
    "cost": (
        EACH,
        ("What does an hour of a role cost?", "Wat kost een uur van een rol?"),
        "45",
        ("not counted", "niet geteld"),
    ),
}
_CALLS = {
    "norm": (
        ONE,
        ("Within how long is a call to be answered?", "Binnen hoeveel tijd moet een gesprek zijn aangenomen?"),
        "30 s",
        ("no norm", "geen norm"),
    ),
    "cost": _CASES["cost"],
}
_FILL_IN = (
    "What the log does not say. A line that stays empty, or behind a #, stays an assumption.",
    "Wat het logbestand niet zegt. Een regel die leeg blijft, of achter een #, blijft een aanname.",
)


def of_cases(activities: Sequence[str], roles: Sequence[str], starts: bool, language: str) -> tuple[LogQuestion, ...]:
    """Return what a log of events can't say; how long work takes is asked only where the log has no starts."""
    untimed = () if starts else activities
    names = {"present": activities, "rework": activities, "takes": untimed, "working_share": roles, "cost": roles}
    return tuple(_questions(_CASES, names, language))


def of_calls(roles: Sequence[str], language: str) -> tuple[LogQuestion, ...]:
    """Return what a list of calls can't say."""
    return tuple(_questions(_CALLS, {"cost": roles}, language))


def _questions(
    known: Mapping[str, tuple[str, tuple[str, str], str, tuple[str, str]]],
    names: Mapping[str, Sequence[str]],
    language: str,
) -> Iterator[LogQuestion]:
    for name, (form, text, example, unanswered) in known.items():
        about = tuple(names.get(name, ()))
        if about or form == ONE:
            yield LogQuestion(name, form, about, pick(text, language), example, pick(unanswered, language))


def answers(given: Answering | None, questions: Sequence[LogQuestion]) -> Answers:
    """Return the answers of a mapping, of a YAML file, or of who is asked; raises ScenarioError with a line for each fault.

    A question without an answer stays open.
    """
    if given is None:
        return NOTHING_SAID
    if callable(given):
        given = given(questions)
    file = "" if isinstance(given, Mapping) else str(given)
    tree = tree_of(given) if isinstance(given, Mapping) else read(file, text_in(Path(given)))
    faults = Faults(file)
    found = _read(Location(faults, tree), {one.name: one for one in questions})
    faults.settle()
    return Answers(**found)


def _read(place: Location, questions: Mapping[str, LogQuestion]) -> dict[str, Any]:
    found = {}
    for name, given in plain(place.tree).items():
        if name not in questions:
            place.unknown((name,), name, questions, "a question")
        elif given is not None:
            try:
                found[name] = questions[name].read(given)
            except UnreadableError as wrong:
                for one in wrong.all:
                    place.fault((name, *one.at), one.allowed, one.advice, one.given)
    return found


def to_fill_in(questions: Sequence[LogQuestion], language: str) -> str:
    """Return a YAML file of questions without answers, each with what it is about."""
    return "\n".join([f"# {pick(_FILL_IN, language)}", *(line for one in questions for line in _lines(one))]) + "\n"


def _lines(question: LogQuestion) -> Iterator[str]:
    yield f"\n# {question.text}"
    yield f"{question.name}:" + (f"  # {question.example}" if question.form == ONE else "")
    for name in question.names:
        yield f"#  - {_quoted(name)}" if question.form == SOME else f"#  {_quoted(name)}: {question.example}"


def _quoted(name: str) -> str:
    return json.dumps(in_a_line(name), ensure_ascii=False)
