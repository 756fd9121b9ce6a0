"""Commands that ask further: why a design differs from another, and what changes do together."""

import sys
from typing import Annotated

import typer

from sim.cli.options import Cluster, EngineName, Explained, File, Force, Jobs, Json, Replications, Seed, Store
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


def explain(
    file: File,
    design: Annotated[str, typer.Argument(help="The design or change to explain.", show_default=False)],
    against: Annotated[
        str | None,
        typer.Option(help="The design to compare it with; that of the change, or the baseline, if left out."),
    ] = None,
    measure: Annotated[Explained, typer.Option(help="The outcome to explain.")] = Explained.lead_time_resolved,
    replications: Replications = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    as_json: Json = False,
    picture: Picture = None,
    force: Force = False,
) -> None:
    """Say why an outcome differs between two designs: parts that add up to the whole."""
    from sim.analyses import explain as reasons
    from sim.views import console, documents
    from sim.views import reasons as view

    check_picture(picture, force, file)
    scenario = load_scenario(file)
    where = workers(jobs, cluster)
    found = reasons.explain(scenario, design, against, measure, replications, seed, engine, where)
    with delivery(force) as files:
        if picture:
            from sim.views import reasons_picture

            files.picture(picture, reasons_picture.picture(scenario, found))
        if as_json:
            print_json(documents.of_explanation(found))
            return
        view.explanation(console.console(sys.stdout), scenario, found)


def combine(
    file: File,
    budget: Annotated[
        float | None, typer.Option(min=0, help="Money a year that the best set may cost, such as 100_000.")
    ] = None,
    changes: Annotated[
        list[str] | None, typer.Option("--changes", help="Changes, with commas between; all if left out.")
    ] = None,
    outcome: Annotated[str, typer.Option(help="The outcome by which sets are compared.")] = "resistance",
    design: Annotated[
        str | None, typer.Option(help="The design that is changed; the baseline if left out.")
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
    """Put changes together: do they reinforce each other, and which set is best within a budget?"""
    from sim.analyses import combinations
    from sim.views import combinations as view
    from sim.views import console, documents

    check_picture(picture, force, file, store)
    scenario = load_scenario(file)
    with stoppable(store):
        found = combinations.combine(
            scenario, names_in(changes), budget, outcome, design, replications, seed, engine,
            workers(jobs, cluster), store,
        )  # fmt: skip
    with delivery(force) as files:
        if picture:
            from sim.views import combinations_picture

            files.picture(picture, combinations_picture.picture(scenario, found))
        if as_json:
            print_json(documents.of_combinations(found))
            return
        view.combinations(console.console(sys.stdout), scenario, found)
