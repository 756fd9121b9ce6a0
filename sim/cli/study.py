"""The command that makes a study folder, and runs the report in one again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.command import command
from sim.cli.options import Running
from sim.cli.show import note

if TYPE_CHECKING:
    from sim.reporting.study import Study

Folder = Annotated[Path, typer.Argument(help="The study folder.", show_default=False)]
Of = Annotated[str | None, typer.Argument(help="The scenario file (YAML) to make it of.", show_default=False)]
Rerun = Annotated[
    bool, typer.Option("--again", help="Run the report again from nothing, and say whether every figure comes out the same.")
]


@command
def study(*, name: Folder, file: Of = None, again: Rerun = False, how: Annotated[Running, ("quiet",)]) -> None:
    """Make a study folder: scenario, notes, log of what was tried, report, figures, pictures; or run one again."""
    from sim.reporting.study import study as made
    from sim.reporting.study_texts import MADE, STANDS
    from sim.scenario.text.faults import in_a_line
    from sim.views.words import pick

    if again and file:
        raise typer.BadParameter("a study that is there is run again, and none is made of a file", param_hint="--again")
    found = made(name, file)
    if again:
        _again(found)
        return
    scenario = found.scenario
    said = pick(MADE if file else STANDS, scenario.language)
    print(said.format(folder=name, title=in_a_line(scenario.title), n=found.tried))
    print(f"  sim report {name}\n  sim study {name} --again")


def _again(found: "Study") -> None:
    came = found.again()
    print("\n".join(came.said))
    note(str(found.path), " ".join(came.said), None)
    if not came.same:
        raise typer.Exit(1)
