"""Asks on the terminal what a template has to know, which one it is, and what a log can't say: one by one."""

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, cast

import typer

from sim.fit import answers as unknown
from sim.scenario.new import Question, Template, names, template
from sim.scenario.text import units
from sim.scenario.text.faults import harmless
from sim.scenario.text.reader import read, text_in
from sim.scenario.text.tree import plain
from sim.scenario.text.units import UnreadableError

_SAID = {
    "en": ("Enter alone: the value between brackets, marked as an assumption.", "allowed is", "numbers"),
    "nl": ("Alleen Enter: de waarde tussen haken, als aanname gemerkt.", "toegestaan is", "nummers"),
}


def which(kinds: type[StrEnum], language: str, yes: bool) -> str:
    """Return the name of a template, asked for unless nothing is to be asked."""
    if yes:
        raise typer.BadParameter(f"choose from {', '.join(names())}", param_hint="--template")
    for name in names():
        one = template(name, language)
        print(f"  {name:12} {one.title}: {one.about}", file=sys.stderr)
    return str(typer.prompt("template", type=kinds, err=True, show_choices=False))


def answers(chosen: Template, known: dict[str, Any]) -> dict[str, Any]:
    """Ask what is not answered yet; Enter alone leaves a question open."""
    print(_SAID[chosen.language][0], file=sys.stderr)
    found = {one.name: _ask(one, chosen.language) for one in chosen.questions if one.name not in known}
    return {name: answer for name, answer in found.items() if answer is not None}


def _ask(question: Question, language: str) -> str | None:
    def kept(given: str) -> str:
        question.read(given)
        return given

    return cast(str | None, _asked(question.text, question.default, kept, language))


def _asked(text: str, default: object, read: Callable[[str], Any], language: str) -> Any:
    """Return what `read` makes of an answer, None of Enter alone; asked again while it can't be read."""
    while True:
        given = str(typer.prompt(f"{text} [{default}]", default="", show_default=False, err=True)).strip()
        try:
            return read(given) if given else None
        except UnreadableError as wrong:
            print(f"  {harmless(given)}: {_SAID[language][1]} {wrong.allowed}", file=sys.stderr)


def about_log(known: Path | None, language: str) -> Callable[[Sequence[unknown.LogQuestion]], dict[str, Any]]:
    """Return a function that asks what a file of answers leaves open of the questions about a log."""

    def ask(questions: Sequence[unknown.LogQuestion]) -> dict[str, Any]:
        print(_SAID[language][0], file=sys.stderr)
        unknown.answers(known, questions)
        found = {} if known is None else dict(plain(read(str(known), text_in(known))))
        for one in questions:
            if found.get(one.name) is None:
                found[one.name] = _BY_FORM[one.form](one, language) or None
        return found

    return ask


def _one(question: unknown.LogQuestion, language: str) -> Any:
    return _asked(question.text, question.unanswered, question.read, language)


def _some(question: unknown.LogQuestion, language: str) -> Any:
    for number, name in enumerate(question.names, 1):
        print(f"  {number:3} {harmless(name)}", file=sys.stderr)
    text = f"{question.text} ({_SAID[language][2]})"
    return _asked(text, question.unanswered, lambda given: _numbered(given, question.names), language)


def _numbered(given: str, names: Sequence[str]) -> list[str]:
    """Return names by their numbers: 2, 5."""
    parts = given.replace(",", " ").split()
    return [names[units.whole(part, 1, len(names)) - 1] for part in parts]


def _each(question: unknown.LogQuestion, language: str) -> Any:
    print(question.text, file=sys.stderr)
    said: dict[str, Any] = {}
    for name in question.names:
        read = partial(_entry, question, name)
        if answer := _asked(f"  {harmless(name)}", question.unanswered, read, language):
            said |= answer
    return said


def _entry(question: unknown.LogQuestion, name: str, given: str) -> Any:
    return question.read({name: given})


_BY_FORM = {unknown.ONE: _one, unknown.SOME: _some, unknown.EACH: _each}
