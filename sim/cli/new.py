"""The command that makes a scenario of a few questions, asked on the terminal or answered in a file."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.command import command
from sim.cli.options import Force, Language
from sim.cli.writing import delivery
from sim.views.files import check_writable

# by the names of their files: to say what can be begun with, the room of scenarios needn't be loaded
ROOM = Path(__file__).parents[1] / "scenario" / "new"
Template = StrEnum("Template", {path.stem: path.stem for path in sorted(ROOM.glob("*.yaml"))})  # type: ignore[misc]
_GO_ON = {"en": "go on with", "nl": "ga verder met"}


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
    from sim.cli import asking
    from sim.scenario.load import scenario as made
    from sim.scenario.new import answers_in, template

    check_writable(file, force)
    spoken = language.value
    chosen = template(kind.value if kind else asking.which(Template, spoken, yes), spoken)
    known = answers_in(answers, chosen) if answers else {}
    text = chosen.text(known if yes else known | asking.answers(chosen, known))
    made(text)
    with delivery(force) as files:
        files.text(file, lambda out: out.write(text))
    if not files.failed:
        print(f"{file}: {chosen.title}; {_GO_ON[spoken]}")
        print("\n".join(f"  sim {one} {file}" for one in ("open", "run", "judge", "report")))
