"""The command that reports: one page for a client, and its figures for a spreadsheet."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.judge import Bound, Changes, Turns, UntilDecided
from sim.cli.options import KEPT, Cluster, EngineName, File, Force, Jobs, NoStore, Replications, Seed, Store
from sim.cli.shared import check_ending, check_places, load_scenario, names_in, stoppable, workers


class Language(StrEnum):
    """In which a report is written."""

    en = "en"
    nl = "nl"


def report(
    file: File,
    out: Annotated[
        Path | None, typer.Option(help="The page to write (.html); named after the scenario if left out.")
    ] = None,
    figures: Annotated[
        Path | None, typer.Option(help="Write all figures, too: .xlsx, or .csv with ; and decimal comma.")
    ] = None,
    language: Annotated[
        Language | None, typer.Option(help="en or nl; that of the scenario if left out.")
    ] = None,
    changes: Changes = None,
    replications: Replications = None,
    until_decided: UntilDecided = False,
    bound: Bound = None,
    turns: Turns = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    store: Store = KEPT,
    no_store: NoStore = False,
    force: Force = False,
) -> None:
    """Write a report for a client: one page that needs nothing beside it, readable on paper."""
    from sim.reporting import report as reported

    out = out or Path(f"{Path(file).stem}_report.html")
    check_ending(out, "--out", ".html")
    check_ending(figures, "--figures", ".xlsx", ".csv")
    kept = None if no_store else store
    check_places({"--out": out, "--figures": figures}, force, file, kept)
    scenario = load_scenario(file)
    with stoppable(kept):
        made = reported(
            scenario, names_in(changes), replications, seed, engine, workers(jobs, cluster), kept, until_decided,
            bound, language, turns,
        )  # fmt: skip
    made.save(out, force)
    if figures:
        made.save_figures(figures, force)
    print(made.sentence)
    print(" ".join(map(str, filter(None, (out, figures)))))
