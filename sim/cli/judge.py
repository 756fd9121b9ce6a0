"""The command that judges: a verdict on every change of a portfolio."""

from enum import StrEnum
from time import monotonic
from typing import Annotated

import typer

from sim.cli.options import (
    KEPT,
    Cluster,
    EngineName,
    File,
    Force,
    Jobs,
    Json,
    NoStore,
    Replications,
    Seed,
    Store,
)
from sim.cli.shared import (
    Picture,
    check_picture,
    delivery,
    load_scenario,
    names_in,
    show,
    stoppable,
    workers,
)


class Method(StrEnum):
    """How verdicts are taken together."""

    holm = "holm"
    max_t = "max-t"


Changes = Annotated[
    list[str] | None,
    typer.Option(
        "--changes",
        help="Designs, changes or design+change, with commas between; all designs and changes if left out.",
    ),
]
UntilDecided = Annotated[
    bool, typer.Option("--until-decided", help="Add replications where they decide most, up to the bound.")
]
Precision = Annotated[
    float | None,
    typer.Option(
        min=0.01, max=1.0, help="Add replications until intervals are this part of their thresholds wide, to either side."
    ),
]  # fmt: skip
Bound = Annotated[
    int | None,
    typer.Option(min=2, max=1_000_000, help="Most replications of a design; as the scenario says."),
]
Together = Annotated[
    Method,
    typer.Option(
        help="How verdicts are taken together: holm (step by step) or max-t (by intervals that hold all at once)."
    ),
]
Why = Annotated[
    bool, typer.Option("--why", help="Say why of each relevant or harmful change, as `sim explain` does.")
]
Turns = Annotated[
    bool | None,
    typer.Option(
        "--turns/--no-turns",
        help="Say which assumptions, at an end of their range, make a verdict another; if left out for a minute at most.",
    ),
]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV, a row per change and measure.")]


def judge(
    file: File,
    changes: Changes = None,
    replications: Replications = None,
    until_decided: UntilDecided = False,
    precision: Precision = None,
    bound: Bound = None,
    method: Together = Method.holm,
    why: Why = False,
    turns: Turns = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    store: Store = KEPT,
    no_store: NoStore = False,
    as_json: Json = False,
    as_csv: Csv = False,
    picture: Picture = None,
    force: Force = False,
) -> None:
    """Judge designs and changes: relevant, hobby, harmful or undecided, by what the scenario fixed beforehand."""
    from sim.analyses.explain import why as reasons_why
    from sim.analyses.judging import judge as judged
    from sim.analyses.studies.turns import wanted

    if as_json and as_csv:
        raise typer.BadParameter("JSON or CSV; choose one of the two", param_hint="--csv")
    if why and as_csv:
        raise typer.BadParameter("CSV has no place for reasons; take --json", param_hint="--why")
    kept, begun = None if no_store else store, monotonic()
    check_picture(picture, force, file, kept)
    scenario = load_scenario(file)
    with stoppable(kept):
        found = judged(
            scenario, names_in(changes), replications, seed, engine, workers(jobs, cluster), kept, until_decided,
            bound, precision, method,
        )  # fmt: skip
        asked, spent = False if as_csv else turns, monotonic() - begun
        found = wanted(scenario, found, asked, engine, workers(jobs, cluster), kept, spent)
        reasons = reasons_why(scenario, found, engine, workers(jobs, cluster)) if why else None
    with delivery(force) as files:
        show(files, found, as_json, as_csv, picture, reasons=reasons)
