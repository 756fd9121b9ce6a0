"""Asks on the terminal what a log can't say, question by question."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sim.cli.asking import SAID, asked
from sim.fit.answers import EACH, ONE, SOME, LogQuestion, answers
from sim.scenario.text import units
from sim.scenario.text.faults import harmless

_NUMBERS = {"en": "numbers", "nl": "nummers"}


def about_log(known: Path | None, language: str) -> Callable[[Sequence[LogQuestion]], dict[str, Any]]:
    """Return a function that asks what a file of answers leaves open of the questions about a log."""

    def ask(questions: Sequence[LogQuestion]) -> dict[str, Any]:
        print(SAID[language][0], file=sys.stderr)
        found = {name: said for name, said in vars(answers(known, questions)).items() if said}
        left = (one for one in questions if one.name not in found)
        return found | {one.name: _BY_FORM[one.form](one, language) or None for one in left}

    return ask


def _one(question: LogQuestion, language: str) -> Any:
    return asked(question.text, question.unanswered, question.read, language)


def _some(question: LogQuestion, language: str) -> Any:
    for number, name in enumerate(question.names, 1):
        print(f"  {number:3} {harmless(name)}", file=sys.stderr)
    text = f"{question.text} ({_NUMBERS[language]})"
    return asked(text, question.unanswered, lambda given: _numbered(given, question.names), language)


def _numbered(given: str, names: Sequence[str]) -> list[str]:
    """Return names by their numbers: 2, 5."""
    parts = given.replace(",", " ").split()
    return [names[units.whole(part, 1, len(names)) - 1] for part in parts]


def _each(question: LogQuestion, language: str) -> Any:
    print(question.text, file=sys.stderr)
    said: dict[str, Any] = {}
    for name in question.names:
        read = partial(_entry, question, name)
        if answer := asked(f"  {harmless(name)}", question.unanswered, read, language):
            said |= answer
    return said


def _entry(question: LogQuestion, name: str, given: str) -> Any:
    return question.read({name: given})


_BY_FORM = {ONE: _one, SOME: _some, EACH: _each}
