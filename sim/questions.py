"""Commands that ask further: what effort a design takes and of whom."""

import sys

from sim.commands import Designs, Picture, check_picture, load_scenario, names_in, print_json
from sim.options import DesignName, EngineName, File, Force, Jobs, Json, Replications, Seed


def resistance(
    file: File,
    design: DesignName = None,
    designs: Designs = None,
    replications: Replications = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    as_json: Json = False,
    picture: Picture = None,
    force: Force = False,
) -> None:
    """Show the effort of both sides per resolved need, of designs and changes (all if left out)."""
    from sim import pareto
    from sim.replications import plan, results
    from sim.views import console, documents
    from sim.views import resistance as view

    check_picture(picture, force)
    scenario = load_scenario(file)
    names = names_in(designs) or ([design] if design else [*scenario.designs, *scenario.changes])
    found = results(scenario, names, plan(scenario, replications, seed, engine, jobs))
    beaten = pareto.beaten(found)
    if picture:
        from sim.views import resistance_picture

        resistance_picture.picture(scenario, found, beaten).savefig(picture, dpi=120)
    if as_json:
        print_json(documents.of_resistance(found, beaten))
        return
    view.resistance(console.console(sys.stdout), scenario, found, beaten)
