"""What all commands share: what is given with a scenario, what is refused beforehand, and how results leave."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.scenario.load import load
from sim.scenario.model import Scenario

Picture = Annotated[Path | None, typer.Option(help="Draw it (.png, .pdf or .svg).")]
Designs = Annotated[
    list[str] | None,
    typer.Option("--designs", help="Designs or changes, with commas between; all designs if left out."),
]


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
    check_ending(out, "--out", ".json", ".csv")
    if out and log and out.resolve() == log.resolve():
        raise typer.BadParameter(f"{log}: the result is written there, too", param_hint="--log")
    check_writable(out, force)
    check_writable(log, force)


def check_picture(picture: Path | None, force: bool) -> None:
    """Refuse before running a picture that could not be drawn afterwards."""
    check_ending(picture, "--picture", ".png", ".pdf", ".svg")
    check_writable(picture, force)


def check_ending(path: Path | None, option: str, *endings: str) -> None:
    """Refuse a file of a kind that an option does not write."""
    if path and path.suffix not in endings:
        allowed = " or ".join(filter(None, (", ".join(endings[:-1]), endings[-1])))
        raise typer.BadParameter(f"{path}: the name has to end in {allowed}", param_hint=option)


def check_writable(path: Path | None, force: bool) -> None:
    """Refuse a file whose folder is not there, or that would be overwritten unasked."""
    if path and not path.parent.is_dir():
        raise FileNotFoundError(f"{path}: there is no folder {path.parent}")
    if path and path.exists() and not force:
        raise FileExistsError(f"{path}: exists already; choose another name, or add --force to overwrite it")


def save_result(path: Path, document: Any, table: Callable[[], Any], force: bool) -> None:
    """Write a result to a file: its document as JSON, or its table as CSV."""
    from sim.files import save

    if path.suffix == ".json":
        save(
            path,
            lambda target: json.dump(document, target, indent=2, ensure_ascii=False, allow_nan=False),
            force,
        )
    else:
        save(path, lambda target: table().to_csv(target, lineterminator="\n"), force)
