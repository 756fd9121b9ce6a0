"""Commands that say what something takes, or bears: a target, a service norm, more demand, a settled run."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from sim.cli.options import (
    Cluster,
    DesignName,
    EngineName,
    File,
    Force,
    Jobs,
    Json,
    Replications,
    Seed,
    Store,
)
from sim.cli.shared import (
    Designs,
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


class By(StrEnum):
    """What a probability is about."""

    mean = "mean"
    runs = "runs"


Pilots = Annotated[
    int | None, typer.Option("--replications", min=1, help="Pilot replications; 10 if left out.")
]
Series = Annotated[
    list[str] | None,
    typer.Option(
        "--measure", help="lead_time, goodwill or role.NAME.wait, with commas between; all if left out."
    ),
]
Probability = Annotated[float, typer.Option(min=0.5, max=0.9999, help="How sure to be.")]
Sense = Annotated[
    By, typer.Option(help="Sure of the mean (one-sided bound), or of any one run (share of replications).")
]
Changes = Annotated[
    list[str] | None,
    typer.Option(
        "--changes", help="Changes to choose from, with commas between; all of the design if left out."
    ),
]
Vary = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="PATH LOW..HIGH", help="Vary a number instead, such as roles.desk.staff 2..9."),
]
Norms = Annotated[
    list[str] | None,
    typer.Option(
        "--norm",
        help="ROLE=80%/20 s, or ROLE=80% of its own norm, more than once; 80% of each norm if left out.",
    ),
]


def target(
    file: File,
    measure: Annotated[str, typer.Argument(help="A measure, such as felt_served_share.", show_default=False)],
    value: Annotated[
        str, typer.Argument(help="What it should come to, in its unit: 80%, '10 min'.", show_default=False)
    ],
    probability: Probability = 0.95,
    by: Sense = By.mean,
    at_least: Annotated[bool, typer.Option("--at-least", help="More is better.")] = False,
    at_most: Annotated[bool, typer.Option("--at-most", help="Less is better.")] = False,
    changes: Changes = None,
    most: Annotated[int, typer.Option(min=1, max=10, help="Changes in a set, at most.")] = 3,
    vary: Vary = None,
    design: DesignName = None,
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
    """Say what it would take: the cheapest set of changes, or the least change of a number, that reaches a target."""
    from sim.analyses.studies import target as study
    from sim.views import console, study_documents
    from sim.views import target as view

    if at_least and at_most:
        raise typer.BadParameter("say at least or at most, not both", param_hint="--at-least")
    check_picture(picture, force, file, store)
    scenario = load_scenario(file)
    with stoppable(store):
        found = study.target(
            scenario,
            measure,
            value,
            vary=dict([vary]) if vary else None,
            changes=names_in(changes),
            design=design,
            probability=probability,
            by=by.value,
            way=1 if at_least else -1 if at_most else None,
            most=most,
            replications=replications,
            seed=seed,
            engine=engine,
            jobs=workers(jobs, cluster),
            store=store,
        )
    with delivery(force) as files:
        if picture:
            from sim.views import target_picture

            files.picture(picture, target_picture.picture(scenario, found))
        if as_json:
            print_json(study_documents.of_target(scenario, found))
            return
        view.target(console.console(sys.stdout), scenario, found)


def staffing(
    file: File,
    norm: Norms = None,
    abandoned: Annotated[str | None, typer.Option(help="At most so many give up in any block: 5%.")] = None,
    probability: Probability = 0.95,
    by: Sense = By.mean,
    design: DesignName = None,
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
    """Say how few staff meet the service norm, by role and block of the shift plan."""
    from sim.analyses.studies import staffing as study
    from sim.views import console, study_documents
    from sim.views import staffing as view

    check_picture(picture, force, file, store)
    scenario = load_scenario(file)
    with stoppable(store):
        found = study.staffing(
            scenario,
            design,
            norms=_norms(norm),
            abandoned=abandoned,
            probability=probability,
            by=by.value,
            replications=replications,
            seed=seed,
            engine=engine,
            jobs=workers(jobs, cluster),
            store=store,
        )
    with delivery(force) as files:
        if picture:
            from sim.views import staffing_picture

            files.picture(picture, staffing_picture.picture(scenario, found))
        if as_json:
            print_json(study_documents.of_staffing(scenario, found))
            return
        view.staffing(console.console(sys.stdout), scenario, found)


def _norms(texts: list[str] | None) -> dict[str, str]:
    found = {}
    for text in texts or ():
        role, equals, said = text.partition("=")
        if not equals:
            raise Unusable(f"norm: given {text!r}, allowed ROLE=80%/20 s or ROLE=80%")
        found[role.strip()] = said.strip()
    return found


def headroom(
    file: File,
    share: Annotated[
        str, typer.Option(help="How large a share keeps to a norm, where no goal says it.")
    ] = "80%",
    up_to: Annotated[float, typer.Option("--up-to", help="Times today's demand, at most.")] = 16.0,
    probability: Annotated[float, typer.Option(min=0.5, max=0.9999, help="That of the interval.")] = 0.95,
    design: DesignName = None,
    replications: Replications = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Say how many times today's demand the norms bear."""
    from sim.analyses.studies import headroom as study
    from sim.views import console
    from sim.views import headroom as view

    scenario = load_scenario(file)
    with stoppable(store):
        where = workers(jobs, cluster)
        found = study.headroom(
            scenario, design, share, up_to, probability, replications, seed, engine, where, store
        )
    if as_json:
        print_json(view.document(scenario, found))
    else:
        view.headroom(console.console(sys.stdout), scenario, found)


def warm_up(
    file: File,
    designs: Designs = None,
    measure: Series = None,
    replications: Pilots = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    store: Store = None,
    as_json: Json = False,
    picture: Picture = None,
    force: Force = False,
) -> None:
    """Say how long a warm-up runs need (MSER-5), and whether the scenario's own is long enough."""
    from sim.analyses.studies import warm_up as study
    from sim.views import console, study_documents
    from sim.views import warm_up as view

    check_picture(picture, force, file, store)
    scenario = load_scenario(file)
    with stoppable(store):
        names, measures = names_in(designs), names_in(measure)
        where = workers(jobs, cluster)
        found = study.warm_up(scenario, names, measures, replications, seed, engine, where, store)
    with delivery(force) as files:
        if picture:
            from sim.views import warm_up_picture

            files.picture(picture, warm_up_picture.picture(scenario, found))
        if as_json:
            print_json(study_documents.of_warm_up(scenario, found))
            return
        view.warm_up(console.console(sys.stdout), scenario, found)
