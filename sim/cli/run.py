"""Commands that run designs: by themselves, in pairs, for others to read; and what was run before."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    KEPT,
    Cluster,
    DesignName,
    EngineName,
    Every,
    Explained,
    File,
    Force,
    Format,
    Jobs,
    Json,
    Measures,
    Out,
    Replications,
    Seed,
    Store,
)
from sim.cli.shared import (
    Designs,
    check_places,
    check_targets,
    delivery,
    load_scenario,
    names_in,
    print_json,
    stoppable,
    workers,
)
from sim.results.results import Comparison
from sim.scenario.fields.model import Scenario

if TYPE_CHECKING:
    from sim.analyses.explain import Explanation

LARGE = 100_000_000  # bytes; how much is to come is said beforehand


def run(
    file: File,
    design: DesignName = None,
    replications: Replications = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    store: Store = None,
    as_json: Json = False,
    out: Out = None,
    log: Annotated[
        Path | None, typer.Option(help="Write the log of all replications to this file (CSV).")
    ] = None,
    every: Every = False,
    force: Force = False,
) -> None:
    """Run one design and print its measures with 95% intervals."""
    from sim.results import headline, tables
    from sim.runs import experiments
    from sim.views import console, documents

    check_targets(out, log, force, file, store)
    scenario = load_scenario(file)
    with stoppable(store):
        where = workers(jobs, cluster)
        result = experiments.run(
            scenario, design, replications, seed, engine, where, log=log is not None, store=store
        )
    document = documents.of_result(result)
    comma = scenario.language == "nl"
    with delivery(force) as files:
        if out:
            files.result(out, document, result.table, comma)
        if log:
            files.text(log, lambda target: tables.write_log(target, result.logs, result.blueprint, comma))
        if as_json:
            print_json(document)
            return
        shown = list(result.measures) if every else headline.of_run(scenario, result.design, result.measures)
        console.result(console.console(sys.stdout), scenario, result, shown)


def compare(
    file: File,
    designs: Designs = None,
    replications: Replications = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    store: Store = None,
    as_json: Json = False,
    out: Out = None,
    every: Every = False,
    measures: Measures = None,
    why: Annotated[
        Explained | None, typer.Option(help="Say why this outcome differs, as `sim explain` does.")
    ] = None,
    force: Force = False,
) -> None:
    """Compare designs in pairs, under common random numbers."""
    from sim.runs import experiments
    from sim.views import console, documents

    check_targets(out, None, force, file, store)
    scenario = load_scenario(file)
    with stoppable(store):
        where, shown = workers(jobs, cluster), "all" if every else names_in(measures)
        comparison = experiments.compare(
            scenario, names_in(designs), replications, seed, engine, where, shown, store
        )
        reasons = _explained(scenario, comparison, why, replications, seed, engine, where) if why else []
    document = documents.of_comparison(comparison, reasons)
    with delivery(force) as files:
        if out:
            files.result(out, document, lambda: comparison.table(every), scenario.language == "nl")
        if as_json:
            print_json(document)
            return
        console.comparison(console.console(sys.stdout), scenario, comparison)
        for reason in reasons:
            print(reason.sentence)


def _explained(
    scenario: Scenario,
    comparison: Comparison,
    measure: str,
    replications: int | None,
    seed: int | None,
    engine: str | None,
    jobs: int | str | None,
) -> "list[Explanation]":
    """Return why each design of a comparison differs from its baseline."""
    from sim.analyses import explain as reasons

    return [
        reasons.explain(scenario, design, comparison.baseline, measure, replications, seed, engine, jobs)
        for design in comparison.designs
    ]


def export(
    file: File,
    form: Annotated[Format, typer.Option("--format", help="csv, xes, ocel or vidigi.", show_default=False)],
    design: DesignName = None,
    replications: Annotated[int, typer.Option(min=1, help="How many to put in the file.")] = 1,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; standard output if left out.")] = None,
    decimal_comma: Annotated[
        bool, typer.Option("--decimal-comma", help="CSV with ; and 1,5 for spreadsheets.")
    ] = False,
    force: Force = False,
) -> None:
    """Run a design and export its log: every case and visit, those given up, refused and open at the end included."""
    from sim.views.export import exported

    if decimal_comma and form is not Format.csv:
        raise typer.BadParameter("only the csv format has a decimal comma", param_hint="--decimal-comma")
    check_places({"--out": out}, force, file)
    scenario = load_scenario(file)
    where = workers(jobs, cluster)
    made = exported(scenario, form.value, design, replications, seed, engine, where, decimal_comma)
    if made.size > LARGE:
        print(f"about {made.size / 1e9:.1f} GB will be written", file=sys.stderr)
    if out:
        made.save(out, force)
    else:
        made.write(sys.stdout)


def runs(
    store: Annotated[Path, typer.Option("--store", help="The file in which replications were kept.")] = KEPT,
    as_json: Annotated[bool, typer.Option("--json", help="Print plain JSON.")] = False,
) -> None:
    """List what was tried: what a store has."""
    from sim.runs import store as stores
    from sim.views import console
    from sim.views.runs import table

    found = stores.runs(store)
    if as_json:
        print_json([vars(run) for run in found])
        return
    table(console.console(sys.stdout), found)
