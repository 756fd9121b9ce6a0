"""A scenario from a few questions: what the client says stands in it as such, and all else as an assumption with its range."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from sim.scenario.fields.model import Scenario
from sim.scenario.load import scenario
from sim.scenario.text import calendars, units
from sim.scenario.text.faults import STEERING, Fault, ScenarioError, did_you_mean, shown
from sim.scenario.text.reader import read, text_in
from sim.scenario.text.tree import plain
from sim.scenario.text.units import UnreadableError

ROOM = Path(__file__).parent
LANGUAGES = ("en", "nl")
SAID = {"en": "what the client says", "nl": "opgave van de opdrachtgever"}
_WIDE = (0.7, 1.3)  # an assumption lies from 30% below to 30% above [A]


@dataclass(frozen=True)
class Question:
    """One question: its name, the form of the answer, from where to where a number may lie, its text, and the usual answer."""

    name: str
    form: str
    text: str
    default: Any
    low: float = 0.0
    high: float = 1e9

    def read(self, given: Any) -> Any:
        """Return an answer as it goes into a scenario; raises UnreadableError with what is allowed."""
        return _READERS[self.form](given, self)


@dataclass(frozen=True)
class Template:
    """A kind of organisation: its name, title and what it is about in one language, its questions, and the text that they fill."""

    name: str
    language: str
    title: str
    about: str
    questions: tuple[Question, ...]
    body: str

    def text(self, answers: Mapping[str, Any]) -> str:
        """Return the text of a scenario; raises ScenarioError with a line for each answer that can't be read."""
        from jinja2 import StrictUndefined  # takes a moment, and few commands fill a template
        from jinja2.sandbox import SandboxedEnvironment

        values = self._read(answers)
        writer = _Writer(self, values, frozenset(answers))
        return SandboxedEnvironment(undefined=StrictUndefined).from_string(self.body).render(writer.names())

    def _read(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        known = {question.name: question for question in self.questions}
        faults = [
            Fault("", 0, name, f"the unknown question {name}", ", ".join(known), did_you_mean(name, known))
            for name in answers
            if name not in known
        ]
        values = {}
        for name, question in known.items():
            try:
                values[name] = question.read(answers.get(name, question.default))
            except UnreadableError as wrong:
                faults.append(Fault("", 0, name, shown(answers[name]), wrong.allowed, wrong.advice))
        if faults:
            raise ScenarioError(faults)
        return values


@dataclass(frozen=True)
class _Writer:
    """What a template can say: words in its language, answers with where they come from, and others near them."""

    template: Template
    values: dict[str, Any]
    answered: frozenset[str]

    def names(self) -> dict[str, Any]:
        """Return everything by name."""
        shares = [question.name for question in self.template.questions if question.form == "share"]
        others = {f"{name}_not": _rounded(1.0 - self.values[name]) for name in shares}
        tools = {"t": self.t, "text": json.dumps, "said": self.said, "mark": self.mark, "more": self.more, "less": self.less}
        return {**self.values, **others, **tools, "language": self.template.language}

    def t(self, dutch: str, english: str) -> str:
        """Return a word in the language of the template."""
        return dutch if self.template.language == "nl" else english

    def mark(self, name: str) -> str:
        """Return where an answer comes from."""
        return f"source: {SAID[self.template.language]}" if name in self.answered else "assumption: true"

    def said(self, name: str, form: str) -> str:
        """Return a value with where it comes from, an assumption with its range."""
        value = self.values[name]
        marks = self.mark(name)
        if name not in self.answered and (ends := _around(value)):
            marks += f", range: [{', '.join(end if form[0].isalpha() else form.format(end) for end in ends)}]"  # of a law its mean
        return f"{{value: {form.format(value)}, {marks}}}"

    def more(self, name: str, by: float) -> float:
        """Return a share that is higher by a part, or halfway to all where that is less."""
        share = float(self.values[name])
        return _rounded(min(share + by, (1.0 + share) / 2.0))

    def less(self, name: str, by: float) -> float:
        """Return what is then left."""
        return _rounded(1.0 - self.more(name, by))


def _rounded(share: float) -> float:
    return round(share, 6)


def _around(value: Any) -> tuple[str, str] | None:
    """Return what an assumption may be, from low to high; None of what is no single number."""
    if isinstance(value, int | float):
        return f"{value * _WIDE[0]:g}", f"{value * _WIDE[1]:g}"
    number, _, unit = str(value).partition(" ")
    try:
        return f"{float(number) * _WIDE[0]:g} {unit}", f"{float(number) * _WIDE[1]:g} {unit}"
    except ValueError:
        return None


def _text(given: Any, question: Question) -> str:
    if not isinstance(given, str) or not 0 < len(given.strip()) <= 200 or STEERING.search(given):
        raise UnreadableError("a line of text", "write at most 200 signs")
    return given.strip()


def _number(given: Any, question: Question) -> float | int:
    found = units.number(given, question.low, question.high)
    return int(found) if found == int(found) else found


def _duration(given: Any, question: Question) -> str:
    """Return a duration in one unit, as a law takes it: 4 min 30 s is 4.5 min."""
    minutes = units.duration(given)
    if minutes <= 0.0:
        raise UnreadableError("a duration above 0", "choose a longer one")
    number, _, unit = str(given).strip().partition(" ")
    one = unit.isalpha() and number.replace(".", "", 1).isdigit()
    return f"{number} {unit}" if one else f"{minutes:.10g} min"


def _hours(given: Any, question: Question) -> str:
    calendars.spans(given)
    return str(given).strip().lower()


_READERS = {
    "text": _text,
    "number": _number,
    "whole": lambda given, question: units.whole(given, int(question.low), int(question.high)),
    "duration": _duration,
    "share": lambda given, question: units.probability(given),
    "hours": _hours,
}


def names() -> tuple[str, ...]:
    """Return the names of the templates."""
    return tuple(sorted(path.stem for path in ROOM.glob("*.yaml")))


@cache
def template(name: str, language: str = "en") -> Template:
    """Return a template in a language; raises ScenarioError for one that is not there."""
    if name not in names():
        raise ScenarioError([Fault("", 0, "template", shown(name), ", ".join(names()), did_you_mean(name, names()))])
    if language not in LANGUAGES:
        raise ScenarioError([Fault("", 0, "language", shown(language), "en or nl", "choose one of these")])
    made = plain(read(name, text_in(ROOM / f"{name}.yaml")))
    questions = tuple(_question(key, one, language) for key, one in made["questions"].items())
    return Template(name, language, made["title"][language], made["about"][language], questions, made["scenario"])


def _question(name: str, given: dict[str, Any], language: str) -> Question:
    default = given["default"]
    limits = {end: float(given[end]) for end in ("low", "high") if end in given}
    usual = default[language] if isinstance(default, dict) else default
    return Question(name, given["form"], given[language], usual, **limits)


def new(name: str, answers: Mapping[str, Any] | None = None, language: str = "en") -> Scenario:
    """Return a scenario from a template: kcc, counter, permits, helpdesk or back_office, in English or Dutch.

    `answers` has what is known, by name of the question ({"calls": 900, "open": "mon-fri 08:00-18:00"}); all else is an
    assumption, marked as such, with the range that it may lie in. Raises ScenarioError with a line for each answer that
    can't be read.
    """
    return scenario(template(name, language).text(answers or {}))


def answers_in(path: Path, asked: Template) -> dict[str, Any]:
    """Return the answers in a YAML file, a question with its answer on each line; ScenarioError with lines for what is wrong."""
    tree = read(str(path), text_in(path))
    answers = dict(plain(tree))
    try:
        asked.text(answers)
    except ScenarioError as wrong:
        placed = [replace(fault, file=str(path), line=tree.keys[fault.field]) for fault in wrong.faults]
        raise ScenarioError(placed) from None
    return answers
