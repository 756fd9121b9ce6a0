"""The command that makes a scenario of a log, and says how far it can be trusted."""

from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.command import command
from sim.cli.options import Force, Language, Quiet, Replications, Seed
from sim.cli.show import Json, Showing, show
from sim.cli.writing import Writes, delivery
from sim.runs.progress import quiet as quietly

ToFile = Annotated[Path | None, typer.Option(help="Write the scenario to this file."), Writes(".yaml", ".yml")]
Card = Annotated[Path | None, typer.Option(help="Write the card to this file."), Writes(".html")]
Answering = Annotated[Path | None, typer.Option(help="What the log does not say, in a YAML file.", show_default=False)]
Questions = Annotated[
    Path | None, typer.Option(help="Write what the log does not say to this file, to fill in."), Writes(".yaml", ".yml")
]
Named = Annotated[str | None, typer.Option(help="The column that has it; guessed if left out.")]


@dataclass(frozen=True, kw_only=True)
class ColumnNames:
    """Which column is what."""

    case: Named = None
    activity: Named = None
    start: Named = None
    end: Named = None
    resource: Named = None


@command
def fit(
    path: Annotated[Path, typer.Argument(help="The log: CSV (any separator, also .gz) or XES.", show_default=False, metavar="LOG")],
    *,
    columns: ColumnNames,
    contained: Annotated[
        bool | None,
        typer.Option("--contained/--cut", help="Whether cases that cross the end were left out; as it looks if left out."),
    ] = None,
    answers: Answering = None,
    ask: Annotated[bool, typer.Option("--ask", help="Ask what the log does not say, on the terminal.")] = False,
    questions: Questions = None,
    language: Annotated[Language, typer.Option(help="Of the scenario and the card.")] = Language.en,
    replications: Replications = None,
    seed: Seed = None,
    out: ToFile = None,
    card: Card = None,
    as_json: Json = False,
    quiet: Quiet = False,
    force: Force = False,
) -> None:
    """Make a scenario of a log, and a card that says for which questions it is good enough."""
    from sim.cli.asking_of_logs import about_log
    from sim.fit import RUNS
    from sim.fit import fit as fitted
    from sim.views.render import files as rendered

    with quietly() if quiet else nullcontext():
        found = fitted(
            path, columns.case, columns.activity, columns.start, columns.end, columns.resource, contained, language.value,
            replications or RUNS, seed, about_log(answers, language.value) if ask else answers,
        )  # fmt: skip
    with delivery(force) as files:
        if out:
            files.text(out, lambda file: file.write(found.text))
        if questions:
            files.text(questions, lambda file: file.write(found.to_fill_in))
        if card:
            files.write(partial(rendered.save, found.document(), card, force))
        show(found, Showing(as_json=as_json))
