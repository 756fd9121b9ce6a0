"""The command that makes a scenario of a few questions, asked on the terminal or answered in a file."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.cli.command import command
from sim.cli.options import Force, Language
from sim.cli.writing import delivery
from sim.scenario.load import scenario as made
from sim.scenario.new import Question, answers_in, names, template
from sim.scenario.new import Template as Made
from sim.scenario.text.faults import harmless
from sim.scenario.text.units import UnreadableError
from sim.views.files import check_writable

Template = StrEnum("Template", {name: name for name in names()})  # type: ignore[misc]
_SAID = {
    "en": ("Enter alone: the value between brackets, marked as an assumption.", "allowed is", "go on with"),
    "nl": ("Alleen Enter: de waarde tussen haken, als aanname gemerkt.", "toegestaan is", "ga verder met"),
}


@command
def new(
    file: Annotated[Path, typer.Argument(help="The scenario to write, such as kcc.yaml.", show_default=False)],
    *,
    kind: Annotated[
        Template | None, typer.Option("--template", help="What it is about; asked for if left out.")
    ] = None,
    language: Annotated[Language, typer.Option(help="Of questions, names and labels.")] = Language.nl,
    answers: Annotated[Path | None, typer.Option(help="Answers in a YAML file: name: answer.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: what is not answered is an assumption.")] = False,
    force: Force = False,
) -> None:
    """Make a scenario of ten questions: answers as said, all else as marked assumptions."""
    check_writable(file, force)
    spoken = language.value
    chosen = template(kind.value if kind else _asked_which(spoken, yes), spoken)
    known = answers_in(answers, chosen) if answers else {}
    text = chosen.text(known if yes else known | _asked(chosen, known))
    made(text)
    with delivery(force) as files:
        files.text(file, lambda out: out.write(text))
    if not files.failed:
        print(f"{file}: {chosen.title}; {_SAID[spoken][2]}")
        print("\n".join(f"  sim {one} {file}" for one in ("run", "judge", "report")))


def _asked_which(language: str, yes: bool) -> str:
    if yes:
        raise typer.BadParameter(f"choose from {', '.join(names())}", param_hint="--template")
    for name in names():
        one = template(name, language)
        print(f"  {name:12} {one.title}: {one.about}", file=sys.stderr)
    return str(typer.prompt("template", type=Template, err=True, show_choices=False))


def _asked(chosen: Made, known: dict[str, Any]) -> dict[str, Any]:
    """Ask what is not answered yet; Enter alone leaves a question open."""
    print(_SAID[chosen.language][0], file=sys.stderr)
    found = {one.name: _ask(one, chosen.language) for one in chosen.questions if one.name not in known}
    return {name: answer for name, answer in found.items() if answer is not None}


def _ask(question: Question, language: str) -> str | None:
    while True:
        given = str(typer.prompt(f"{question.text} [{question.default}]", default="", show_default=False, err=True))
        try:
            if given.strip():
                question.read(given)
            return given.strip() or None
        except UnreadableError as wrong:
            print(f"  {harmless(given)}: {_SAID[language][1]} {wrong.allowed}", file=sys.stderr)
