"""The command that writes a day of a run as a page that plays."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.command import command
from sim.cli.options import Force, InLanguage, Running, listed
from sim.cli.writing import Writes, named_after

if TYPE_CHECKING:
    from sim.scenario.fields.model import Scenario

Shown = Annotated[
    list[str] | None, listed("--designs", "One or two designs or changes, with a comma between; the first two if left out."),
]
Date = Annotated[
    str | None,
    typer.Option(help="A date, or the number of a day of the run; the first after the warm-up on which is worked if left out."),
]
Out = Annotated[
    Path | None, typer.Option(help="The page (.html); named after the scenario if left out."), Writes(".html")
]


@command
def day(
    scenario: "Scenario", *, designs: Shown = None, date: Date = None, out: Out = None, language: InLanguage = None,
    how: Annotated[Running, ("seed", "engine", "quiet")], force: Force = False,
) -> None:
    """Write a day that plays: people as dots, roles with their queues, two designs under one clock, the same customers."""
    from sim.live.playing import day as played

    out = named_after(scenario.file, "day", out, force)
    made = played(scenario, designs, date, how.seed, how.engine, language)
    made.save(out, force)
    print(out)
