"""Commands that look at a design from another side (two mirrors, survival), and what all commands share."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.options import (
    KEPT,
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
from sim.scenario.load import load
from sim.scenario.model import Scenario

Picture = Annotated[Path | None, typer.Option(help="Draw it (.png, .pdf or .svg).")]
Designs = Annotated[
    list[str] | None,
    typer.Option("--designs", help="Designs or changes, with commas between; all designs if left out."),
]


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
    from sim import mirror
    from sim.views import console, documents
    from sim.views import mirrors as view

    check_picture(picture, force)
    scenario = load_scenario(file)
    with stoppable(store):
        found = mirror.mirrors(scenario, design, replications, seed, engine, workers(jobs, cluster), store)
    if picture:
        from sim.views import mirrors_picture

        mirrors_picture.picture(scenario, found).savefig(picture, dpi=120)
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
    force: Force = False,
) -> None:
    """Show how long customers stay, and political peace lasts."""
    from sim import kaplan_meier
    from sim.views import console, documents
    from sim.views import survival as view

    check_picture(picture, force)
    scenario = load_scenario(file)
    with stoppable(store):
        where = workers(jobs, cluster)
        found = kaplan_meier.survival(scenario, names_in(designs), replications, seed, engine, where, store)
    if picture:
        from sim.views import survival_picture

        survival_picture.picture(scenario, found).savefig(picture, dpi=120)
    if as_json:
        print_json(documents.of_survival(found))
        return
    view.survival(console.console(sys.stdout), scenario, found)


def runs(
    store: Annotated[Path, typer.Option("--store", help="The file in which replications were kept.")] = KEPT,
    as_json: Annotated[bool, typer.Option("--json", help="Print plain JSON.")] = False,
) -> None:
    """List what was tried: what a store has."""
    from sim import store as stores
    from sim.views import console
    from sim.views.runs import table

    found = stores.runs(store)
    if as_json:
        print_json([vars(run) for run in found])
        return
    table(console.console(sys.stdout), found)


def names_in(texts: list[str] | None) -> list[str] | None:
    """Return the names that were given with commas between them, None where none was."""
    return [name.strip() for text in texts for name in text.split(",") if name.strip()] if texts else None


def load_scenario(file: str) -> Scenario:
    """Return the scenario in a file; its warnings go to standard error."""
    scenario = load(file)
    for warning in scenario.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    return scenario


def workers(jobs: int | None, cluster: str | None) -> int | str | None:
    """Return where to run: on a cluster if named, else on so many cores."""
    if jobs is not None and cluster is not None:
        raise typer.BadParameter("--jobs is for this machine, and not for a cluster", param_hint="--cluster")
    return cluster or jobs


@contextmanager
def stoppable(store: Path | None) -> Iterator[None]:
    """Say, when interrupted, what was kept."""
    try:
        yield
    except KeyboardInterrupt:
        kept = f"what was done is in {store}: the same command goes on from there"
        nothing = "nothing was kept; with --store FILE what is done is"
        print(f"stopped: {kept if store else nothing}", file=sys.stderr)
        raise


def print_json(value: Any) -> None:
    """Print plain JSON."""
    print(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False))


def check_targets(out: Path | None, log: Path | None, force: bool) -> None:
    """Refuse before running what could not be written afterwards."""
    if out and out.suffix not in (".json", ".csv"):
        raise typer.BadParameter(f"{out}: the name has to end in .json or .csv", param_hint="--out")
    if out and log and out.resolve() == log.resolve():
        raise typer.BadParameter(f"{log}: the result is written there, too", param_hint="--log")
    for path in (out, log):
        if path and not path.parent.is_dir():
            raise FileNotFoundError(f"{path}: there is no folder {path.parent}")
        if path and path.exists() and not force:
            raise FileExistsError(
                f"{path}: exists already; choose another name, or add --force to overwrite it"
            )


def check_picture(picture: Path | None, force: bool) -> None:
    """Refuse before running a picture that could not be drawn afterwards."""
    if picture and picture.suffix not in (".png", ".pdf", ".svg"):
        raise typer.BadParameter(
            f"{picture}: the name has to end in .png, .pdf or .svg", param_hint="--picture"
        )
    check_targets(None, picture, force)
