"""Commands that try other values of a scenario: sweep and sensitivity."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    Cluster,
    DesignName,
    EngineName,
    File,
    Force,
    Jobs,
    Json,
    Measures,
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
    print_json,
    stoppable,
    workers,
)
from sim.results.results import Unusable
from sim.scenario.fields.model import Scenario

if TYPE_CHECKING:
    from sim.analyses.studies.sensitivity import Robust, Sensitivity


class Method(StrEnum):
    """How sensitivity is looked at."""

    morris = "morris"
    sobol = "sobol"


What = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH LOW..HIGH [PATH LOW..HIGH]",
        help="One or two numbers, such as roles.desk.staff 2..6, steps.answer.takes '2..5 min', world.redial.probability 50%..90%.",
        show_default=False,
    ),
]
Outcomes = Annotated[
    list[str] | None,
    typer.Option(
        "--outcomes", help="What is looked at, with commas between; a few of the usual if left out."
    ),
]
Against = Annotated[str | None, typer.Option(help="Design to hold it against.")]
Changes = Annotated[
    list[str] | None, typer.Option("--changes", help="Changes, with commas between; all if left out.")
]
Only = Annotated[
    list[str] | None,
    typer.Option(help="Only assumptions with one of these texts in their path, with commas between."),
]


def pairs_in(texts: list[str]) -> dict[str, str]:
    """Return paths and their ranges out of what was given one after the other."""
    if len(texts) % 2:
        raise Unusable(f"{texts[-1]}: each path needs its range: PATH LOW..HIGH")
    if len(set(texts[::2])) < len(texts) // 2:
        raise Unusable(f"{texts[0]}: named twice; name two different numbers")
    return dict(zip(texts[::2], texts[1::2], strict=True))


def sweep(
    file: File,
    what: What,
    measures: Measures = None,
    design: DesignName = None,
    against: Against = None,
    steps: Annotated[
        int | None, typer.Option(min=2, max=200, help="Values of each number; 9, or 6 of each of two.")
    ] = None,
    replications: Replications = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    store: Store = None,
    as_json: Json = False,
    picture: Picture = None,
    force: Force = False,
) -> None:
    """Try one or two numbers over ranges: what comes out, and where the verdict changes."""
    from sim.analyses.studies import sweep as study
    from sim.views import console, study_documents
    from sim.views import sweep as view

    check_picture(picture, force, file, store)
    scenario = load_scenario(file)
    with stoppable(store):
        where, names = workers(jobs, cluster), names_in(measures)
        found = study.sweep(
            scenario, pairs_in(what), design, names, steps, against, replications, seed, engine, where, store
        )
    with delivery(force) as files:
        if picture:
            from sim.views import sweep_picture

            files.picture(picture, sweep_picture.picture(scenario, found))
        if as_json:
            print_json(study_documents.of_sweep(scenario, found))
            return
        view.sweep(console.console(sys.stdout), scenario, found)


def sensitivity(
    file: File,
    outcomes: Outcomes = None,
    method: Annotated[Method, typer.Option(help="morris: which matter; sobol: how much.")] = Method.morris,
    verdicts: Annotated[
        bool,
        typer.Option("--verdicts", help="Judge the changes over draws of the assumptions: Pr(relevant)."),
    ] = False,
    design: DesignName = None,
    against: Against = None,
    changes: Changes = None,
    size: Annotated[
        int | None,
        typer.Option(
            min=2, help="Trajectories (morris: 10), base samples (sobol: 64), draws (verdicts: 100)."
        ),
    ] = None,
    only: Only = None,
    replications: Annotated[
        int | None, typer.Option(min=1, help="At each point: 5, or for verdicts as the scenario says.")
    ] = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    store: Store = None,
    as_json: Json = False,
    picture: Picture = None,
    force: Force = False,
) -> None:
    """Say which assumptions matter, or (--verdicts) whether verdicts stand if assumptions are off."""
    from sim.analyses.studies import sensitivity as study

    check_picture(picture, force, file, store)
    scenario = load_scenario(file)
    with stoppable(store):
        how = (size, names_in(only), replications, seed, engine, workers(jobs, cluster), store)
        if verdicts:
            robust = study.robustness(scenario, names_in(changes), *how)
        else:
            found = study.sensitivity(scenario, names_in(outcomes), design, against, method.value, *how)
    if verdicts:
        _show_robust(scenario, robust, picture, as_json, force)
    else:
        _show_sensitivity(scenario, found, picture, as_json, force)


def _show_sensitivity(
    scenario: Scenario, found: "Sensitivity", picture: Path | None, as_json: bool, force: bool
) -> None:
    from sim.views import console, sensitivity_picture, study_documents
    from sim.views import sensitivity as view

    with delivery(force) as files:
        if picture:
            files.picture(picture, sensitivity_picture.picture(scenario, found))
        if as_json:
            print_json(study_documents.of_sensitivity(scenario, found))
            return
        view.sensitivity(console.console(sys.stdout), scenario, found)


def _show_robust(
    scenario: Scenario, found: "Robust", picture: Path | None, as_json: bool, force: bool
) -> None:
    from sim.views import console, sensitivity_picture, study_documents
    from sim.views import sensitivity as view

    with delivery(force) as files:
        if picture:
            files.picture(picture, sensitivity_picture.robust(scenario, found))
        if as_json:
            print_json(study_documents.of_robust(scenario, found))
            return
        view.robustness(console.console(sys.stdout), scenario, found)
