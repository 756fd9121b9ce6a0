"""Commands that try other values, or look at how a run is set up: warm-up."""

import sys
from typing import Annotated

import typer

from sim.commands import Designs, Picture, check_picture, load_scenario, names_in, print_json, stoppable
from sim.options import EngineName, File, Force, Jobs, Json, Seed

Pilots = Annotated[
    int | None, typer.Option("--replications", min=1, help="Pilot replications; 10 if left out.")
]
Series = Annotated[
    list[str] | None,
    typer.Option(
        "--measure", help="lead_time, goodwill or role.NAME.wait, with commas between; all if left out."
    ),
]


def warm_up(
    file: File,
    designs: Designs = None,
    measure: Series = None,
    replications: Pilots = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    as_json: Json = False,
    picture: Picture = None,
    force: Force = False,
) -> None:
    """Say how long a warm-up runs need (MSER-5), and whether the scenario's own is long enough."""
    from sim.studies import warm_up as study
    from sim.views import console, study_documents
    from sim.views import warm_up as view

    check_picture(picture, force)
    scenario = load_scenario(file)
    with stoppable(None):
        names, measures = names_in(designs), names_in(measure)
        found = study.warm_up(scenario, names, measures, replications, seed, engine, jobs)
    if picture:
        from sim.views import warm_up_picture

        warm_up_picture.picture(scenario, found).savefig(picture, dpi=120)
    if as_json:
        print_json(study_documents.of_warm_up(scenario, found))
        return
    view.warm_up(console.console(sys.stdout), scenario, found)
