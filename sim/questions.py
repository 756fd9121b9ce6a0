"""Commands that ask further: what effort a design takes and of whom, why it differs from another, and what changes do together."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands import (
    Designs,
    Picture,
    check_picture,
    load_scenario,
    names_in,
    print_json,
    stoppable,
    workers,
)
from sim.options import (
    Cluster,
    DesignName,
    EngineName,
    Explained,
    File,
    Force,
    Jobs,
    Json,
    Replications,
    Seed,
    Store,
)
from sim.results import Comparison
from sim.scenario.model import Scenario

if TYPE_CHECKING:
    from sim.reasons import Explanation


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
    from sim import pareto
    from sim.replications import plan, results
    from sim.views import console, documents
    from sim.views import resistance as view

    check_picture(picture, force)
    scenario = load_scenario(file)
    names = names_in(designs) or ([design] if design else [*scenario.designs, *scenario.changes])
    with stoppable(store):
        how = plan(scenario, replications, seed, engine, workers(jobs, cluster))
        found = results(scenario, names, how, store)
    beaten = pareto.beaten(found)
    if picture:
        from sim.views import resistance_picture

        resistance_picture.picture(scenario, found, beaten).savefig(picture, dpi=120)
    if as_json:
        print_json(documents.of_resistance(found, beaten))
        return
    view.resistance(console.console(sys.stdout), scenario, found, beaten)


def explain(
    file: File,
    design: Annotated[str, typer.Argument(help="The design or change to explain.", show_default=False)],
    against: Annotated[
        str | None,
        typer.Option(help="The design to compare it with; that of the change, or the baseline, if left out."),
    ] = None,
    measure: Annotated[Explained, typer.Option(help="The outcome to explain.")] = Explained.lead_time,
    replications: Replications = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    as_json: Json = False,
    picture: Picture = None,
    force: Force = False,
) -> None:
    """Say why an outcome differs between two designs: parts that add up to the whole."""
    from sim import reasons
    from sim.views import console, documents
    from sim.views import reasons as view

    check_picture(picture, force)
    scenario = load_scenario(file)
    found = reasons.explain(scenario, design, against, measure, replications, seed, engine, jobs)
    if picture:
        from sim.views import reasons_picture

        reasons_picture.picture(scenario, found).savefig(picture, dpi=120)
    if as_json:
        print_json(documents.of_explanation(found))
        return
    view.explanation(console.console(sys.stdout), scenario, found)


def explained(
    scenario: Scenario,
    comparison: Comparison,
    measure: str,
    replications: int | None,
    seed: int | None,
    engine: str | None,
    jobs: int | None,
) -> "list[Explanation]":
    """Return why each design of a comparison differs from its baseline."""
    from sim import reasons

    return [
        reasons.explain(scenario, design, comparison.baseline, measure, replications, seed, engine, jobs)
        for design in comparison.designs
    ]


def combine(
    file: File,
    budget: Annotated[
        float | None, typer.Option(help="Money a year that the best set may cost, such as 100_000.")
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
    from sim import combinations
    from sim.views import combinations as view
    from sim.views import console, documents

    check_picture(picture, force)
    scenario = load_scenario(file)
    with stoppable(store):
        found = combinations.combine(
            scenario, names_in(changes), budget, outcome, design, replications, seed, engine,
            workers(jobs, cluster), store,
        )  # fmt: skip
    if picture:
        from sim.views import combinations_picture

        combinations_picture.picture(scenario, found).savefig(picture, dpi=120)
    if as_json:
        print_json(documents.of_combinations(found))
        return
    view.combinations(console.console(sys.stdout), scenario, found)
