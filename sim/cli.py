"""The `sim` command: results on standard output, all else on standard error; exit 0, 1 input, 2 usage."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from sim.commands import (
    Designs,
    check_picture,
    check_targets,
    load_scenario,
    mirrors,
    names_in,
    print_json,
    runs,
    stoppable,
    survival,
    workers,
)
from sim.options import (
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
    Out,
    Replications,
    Seed,
    Store,
)
from sim.questions import combine, explain, explained, resistance
from sim.reports import report
from sim.requirements import staffing, target, warm_up
from sim.results import Unusable
from sim.scenario.faults import ScenarioError
from sim.scenario.model import Scenario
from sim.variations import sensitivity, sweep
from sim.verdicts import judge

app = typer.Typer(
    help="Simulate service processes and compare designs of them.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.command()
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
    from sim import experiments, outcomes
    from sim.views import console, documents

    check_targets(out, log, force)
    scenario = load_scenario(file)
    with stoppable(store):
        where = workers(jobs, cluster)
        result = experiments.run(
            scenario, design, replications, seed, engine, where, log=log is not None, store=store
        )
    document = documents.of_result(result)
    if out:
        _save(out, document, result.table, force)
    if log:
        from sim.files import save

        save(log, lambda target: result.log.to_csv(target, index=False, lineterminator="\n"), force)
    if as_json:
        print_json(document)
        return
    shown = list(result.measures) if every else outcomes.of_run(scenario, result.design, result.measures)
    console.result(console.console(sys.stdout), scenario, result, shown)


@app.command()
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
    why: Annotated[
        Explained | None, typer.Option(help="Say why this outcome differs, as `sim explain` does.")
    ] = None,
    force: Force = False,
) -> None:
    """Compare designs in pairs, under common random numbers."""
    from sim import experiments
    from sim.views import console, documents

    check_targets(out, None, force)
    scenario = load_scenario(file)
    with stoppable(store):
        where, shown = workers(jobs, cluster), "all" if every else None
        comparison = experiments.compare(
            scenario, names_in(designs), replications, seed, engine, where, shown, store
        )
    reasons = explained(scenario, comparison, why, replications, seed, engine, jobs) if why else []
    document = documents.of_comparison(comparison, reasons)
    if out:
        _save(out, document, lambda: comparison.table(every), force)
    if as_json:
        print_json(document)
        return
    console.comparison(console.console(sys.stdout), scenario, comparison)
    for reason in reasons:
        print(reason.sentence)


@app.command()
def paths(
    file: File,
    design: DesignName = None,
    replications: Replications = None,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print plain JSON, all paths.")] = False,
    picture: Annotated[
        Path | None, typer.Option(help="Draw how cases flow from step to step (.png, .pdf or .svg).")
    ] = None,
    force: Force = False,
) -> None:
    """Show the paths that cases take, what each asks of both sides, and the path of least resistance."""
    from sim.paths import taken, ways
    from sim.views import console, documents
    from sim.views.paths import table

    check_picture(picture, force)
    scenario = load_scenario(file)
    found = taken(scenario, design, replications, seed, engine, jobs)
    doors = ways(scenario, found)
    if picture:
        from sim.views import flow

        flow.save(picture, flow.picture(scenario, found))
    if as_json:
        print_json(documents.of_paths(found, doors))
        return
    table(console.console(sys.stdout), scenario, found, doors)


app.command()(mirrors)
app.command()(survival)
app.command()(runs)
app.command()(judge)
app.command()(report)
app.command()(resistance)
app.command()(explain)
app.command()(combine)
app.command()(sweep)
app.command()(sensitivity)
app.command()(target)
app.command()(staffing)
app.command()(warm_up)


@app.command()
def validate(files: Annotated[list[str], typer.Argument(help="Scenario files.", show_default=False)]) -> None:
    """Check scenario files: every fault in one pass, with line."""
    from sim.blueprint import build
    from sim.scenario.assumptions import assumed

    broken = False
    for file in files:
        try:
            scenario = load_scenario(file)
            for name in scenario.variants:
                build(scenario, name)
                assumed(scenario, name)  # reads their ranges
        except ScenarioError as error:
            broken = True
            print(error, file=sys.stderr)
        else:
            print(f"{file}: good ({_counted(scenario)})")
    if broken:
        raise typer.Exit(1)


def _counted(scenario: Scenario) -> str:
    counts = {"design": len(scenario.designs), "change": len(scenario.changes)}
    if scenario.markets:
        counts["market"] = len(scenario.markets)
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts.items())


@app.command()
def diff(
    file: File,
    before: Annotated[str, typer.Argument(help="A design or change.", show_default=False)],
    after: Annotated[str, typer.Argument(help="Another.", show_default=False)],
) -> None:
    """Say what differs between two designs, a line per change."""
    from sim.scenario.diff import diff as differences

    found = list(differences(load_scenario(file), before, after))
    for line in found:
        print(line)
    if not found:
        print(f"nothing differs between {before} and {after}", file=sys.stderr)


@app.command("list")
def list_names(file: File, as_json: Json = False) -> None:
    """Name the designs and changes of a scenario."""
    scenario = load_scenario(file)
    if as_json:
        print_json(
            {
                "designs": list(scenario.designs),
                "changes": list(scenario.changes),
                "markets": list(scenario.markets),
            }
        )
        return
    width = max(map(len, scenario.variants))
    parts = (("design", scenario.designs), ("change", scenario.changes), ("market", scenario.markets))
    for kind, named in parts:
        for name, one in named.items():
            print(f"{kind}  {name:{width}}  {one.title}".rstrip())


@app.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    from sim.scenario.schema import schema as made

    print_json(made())


@app.command()
def export(
    file: File,
    form: Annotated[Format, typer.Option("--format", help="csv, xes, ocel or vidigi.", show_default=False)],
    design: DesignName = None,
    replications: Annotated[int, typer.Option(min=1, help="How many to put in the file.")] = 1,
    seed: Seed = None,
    engine: EngineName = None,
    jobs: Jobs = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; standard output if left out.")] = None,
    decimal_comma: Annotated[
        bool, typer.Option("--decimal-comma", help="CSV with ; and 1,5 for spreadsheets.")
    ] = False,
    force: Force = False,
) -> None:
    """Run a design and export its log."""
    from sim import experiments
    from sim.export import WRITERS
    from sim.files import save

    if decimal_comma and form is not Format.csv:
        raise typer.BadParameter("only the csv format has a decimal comma", param_hint="--decimal-comma")
    check_targets(None, out, force)
    result = experiments.run(load_scenario(file), design, replications, seed, engine, jobs, log=True)
    options = {"semicolon": True} if decimal_comma else {}

    def write(target: TextIO) -> None:
        WRITERS[form](target, result.logs, result.blueprint, **options)

    if out:
        save(out, write, force)
    else:
        write(sys.stdout)


def _save(path: Path, document: Any, table: Callable[[], Any], force: bool) -> None:
    from sim.files import save

    if path.suffix == ".json":
        save(
            path,
            lambda target: json.dump(document, target, indent=2, ensure_ascii=False, allow_nan=False),
            force,
        )
    else:
        save(path, lambda target: table().to_csv(target, lineterminator="\n"), force)


def main() -> None:
    """Run the command and leave with its exit code, quietly when interrupted or when the reader has gone."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115 - open as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a sign shows another, and goes on
    try:
        code = _invoke()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # nobody reads on; nothing to complain of
        code = 0
    sys.exit(code)


def _invoke() -> int:
    try:
        app()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    except BrokenPipeError:
        raise
    except (ScenarioError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except Unusable as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0
