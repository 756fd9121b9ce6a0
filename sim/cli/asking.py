"""Asks on the terminal what a template has to know: which one, and its questions one by one."""

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Any, cast

import typer

from sim.scenario.new import Question, Template, names, template
from sim.scenario.text.faults import harmless
from sim.scenario.text.units import UnreadableError

SAID = {
    "en": ("Enter alone: the value between brackets, marked as an assumption.", "allowed is"),
    "nl": ("Alleen Enter: de waarde tussen haken, als aanname gemerkt.", "toegestaan is"),
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
    print(SAID[chosen.language][0], file=sys.stderr)
    found = {one.name: _ask(one, chosen.language) for one in chosen.questions if one.name not in known}
    return {name: answer for name, answer in found.items() if answer is not None}


def _ask(question: Question, language: str) -> str | None:
    def kept(given: str) -> str:
        question.read(given)
        return given

    return cast(str | None, asked(question.text, question.default, kept, language))


def asked(text: str, default: object, read: Callable[[str], Any], language: str) -> Any:
    """Return what `read` makes of an answer, None of Enter alone; asked again while it can't be read."""
    while True:
        given = str(typer.prompt(f"{text} [{default}]", default="", show_default=False, err=True)).strip()
        try:
            return read(given) if given else None
        except UnreadableError as wrong:
            print(f"  {harmless(given)}: {SAID[language][1]} {wrong.allowed}", file=sys.stderr)
