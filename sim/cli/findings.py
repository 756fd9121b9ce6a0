"""Commands that look at a design from another side: paths, effort of both sides, two mirrors, survival."""

import sys
from pathlib import Path
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


def paths(
    file: File,
    design: DesignName = None,
    replications: Replications = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print plain JSON, all paths.")] = False,
    picture: Annotated[
        Path | None, typer.Option(help="Draw how cases flow from step to step (.png, .pdf or .svg).")
    ] = None,
    force: Force = False,
) -> None:
    """Show the paths that cases take, what each asks of both sides, and the path of least resistance."""
    from sim.analyses.paths import paths as found_in
    from sim.views import console, documents
    from sim.views.paths import table

    check_picture(picture, force, file)
    scenario = load_scenario(file)
    found = found_in(scenario, design, replications, seed, engine, workers(jobs, cluster))
    with delivery(force) as files:
        if picture:
            from sim.views import flow

            files.picture(picture, flow.picture(scenario, found.taken), flow.DOTS)
        if as_json:
            print_json(documents.of_paths(found.taken, found.ways))
            return
        table(console.console(sys.stdout), scenario, found.taken, found.ways)


def resistance(
    file: File,
    design: DesignName = None,
    designs: Designs = None,
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
    """Show the effort of both sides per resolved need, of designs and changes (all if left out)."""
    from sim.analyses import pareto
    from sim.views import console, documents
    from sim.views import resistance as view

    check_picture(picture, force, file, store)
    scenario = load_scenario(file)
    names = names_in(designs) or ([design] if design else None)
    with stoppable(store):
        found = pareto.resistance(scenario, names, replications, seed, engine, workers(jobs, cluster), store)
    with delivery(force) as files:
        if picture:
            from sim.views import resistance_picture

            files.picture(picture, resistance_picture.picture(scenario, found.results, found.beaten))
        if as_json:
            print_json(documents.of_resistance(found.results, found.beaten))
            return
        view.resistance(console.console(sys.stdout), scenario, found.results, found.beaten)


def mirrors(
    file: File,
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
    """Show a run as its director and as its customers see it."""
    from sim.analyses import two_views
    from sim.views import console, documents
    from sim.views import mirrors as view

    check_picture(picture, force, file, store)
    scenario = load_scenario(file)
    with stoppable(store):
        found = two_views.mirrors(scenario, design, replications, seed, engine, workers(jobs, cluster), store)
    with delivery(force) as files:
        if picture:
            from sim.views import mirrors_picture

            files.picture(picture, mirrors_picture.picture(scenario, found))
        if as_json:
            print_json(documents.of_mirrors(found))
            return
        view.mirrors(console.console(sys.stdout), scenario, found)


def survival(
    file: File,
    designs: Designs = None,
    replications: Replications = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    store: Store = None,
    as_json: Json = False,
    picture: Picture = None,
    twice: Annotated[
        bool, typer.Option("--twice/--once", help="Run for twice as long, too: does that bring a crisis?")
    ] = True,
    force: Force = False,
) -> None:
    """Show how long customers stay, and political peace lasts."""
    from sim.analyses import survival as kaplan_meier
    from sim.views import console, documents
    from sim.views import survival as view

    check_picture(picture, force, file, store)
    scenario = load_scenario(file)
    with stoppable(store):
        where = workers(jobs, cluster)
        names = names_in(designs)
        found = kaplan_meier.survival(scenario, names, replications, seed, engine, where, store, twice)
    with delivery(force) as files:
        if picture:
            from sim.views import survival_picture

            files.picture(picture, survival_picture.picture(scenario, found))
        if as_json:
            print_json(documents.of_survival(found))
            return
        view.survival(console.console(sys.stdout), scenario, found)
