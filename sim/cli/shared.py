"""What all commands share: what is given with a scenario, what is refused beforehand, and how results leave."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.results.sheets import write_table
from sim.results.shown import Shown
from sim.scenario.fields.model import Scenario
from sim.scenario.load import load
from sim.views.files import are_same, check_writable, save, save_picture

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


def check_targets(
    out: Path | None, log: Path | None, force: bool, file: str | None = None, store: Path | None = None
) -> None:
    """Refuse before running what could not be written afterwards."""
    check_ending(out, "--out", ".json", ".csv")
    check_places({"--out": out, "--log": log}, force, file, store)


def check_picture(
    picture: Path | None, force: bool, file: str | None = None, store: Path | None = None
) -> None:
    """Refuse before running a picture that could not be drawn afterwards."""
    check_ending(picture, "--picture", ".png", ".pdf", ".svg")
    check_places({"--picture": picture}, force, file, store)


def check_places(
    places: Mapping[str, Path | None], force: bool, file: str | None = None, store: Path | None = None
) -> None:
    """Refuse places (by option) that cannot be written to, or that are the scenario, the store or one another."""
    seen: dict[str, str | Path] = {"the scenario": file} if file else {}
    if store:
        _check_apart("--store", store, seen)
    for option, path in places.items():
        if path:
            _check_apart(option, path, seen)
            check_writable(path, force)


def _check_apart(option: str, path: Path, seen: dict[str, str | Path]) -> None:
    for what, other in seen.items():
        if are_same(path, other):
            raise typer.BadParameter(f"{path}: is {what}, too; choose another name", param_hint=option)
    seen[option] = path


def check_ending(path: Path | None, option: str, *endings: str) -> None:
    """Refuse a file of a kind that an option does not write."""
    if path and path.suffix not in endings:
        allowed = " or ".join(filter(None, (", ".join(endings[:-1]), endings[-1])))
        raise typer.BadParameter(f"{path}: the name has to end in {allowed}", param_hint=option)


class Delivery:
    """Writes the files of a command; where one cannot be written after all, the others are, and the result is shown."""

    def __init__(self, force: bool) -> None:
        self.force = force
        self.failed: OSError | None = None

    def text(self, path: Path, write: Callable[[Any], object]) -> None:
        """Write a text file."""
        self.write(lambda: save(path, write, self.force))

    def picture(self, path: Path, figure: Any, dots: int = 120) -> None:
        """Write a picture, at so many dots per inch."""
        self.write(lambda: save_picture(path, figure, self.force, dots))

    def result(self, path: Path, document: Any, table: Callable[[], Any], comma: bool) -> None:
        """Write a result: its document as JSON, or its table as CSV (with a decimal comma or not)."""
        if path.suffix == ".json":
            self.text(
                path,
                lambda target: json.dump(document, target, indent=2, ensure_ascii=False, allow_nan=False),
            )
        else:
            self.text(path, lambda target: write_table(target, table(), comma))

    def write(self, write: Callable[[], object]) -> None:
        """Write a file, and remember where that can't be done."""
        try:
            write()
        except BrokenPipeError:
            raise
        except OSError as error:
            self.failed = self.failed or error


@contextmanager
def delivery(force: bool) -> Iterator[Delivery]:
    """Let a command write its files and show its result, and fail only then for what could not be written."""
    files = Delivery(force)
    yield files
    if files.failed:
        raise files.failed


def show(
    files: Delivery,
    found: Shown,
    as_json: bool = False,
    as_csv: bool = False,
    picture: Path | None = None,
    out: Path | None = None,
    **also: Any,
) -> None:
    """Show a result: its files first, then on standard output as JSON, as CSV or as tables and sentences."""
    from sim.views.render import files as rendered
    from sim.views.render import json as plain
    from sim.views.render import sheet, terminal

    document = found.document(**also)
    for path in filter(None, (out, picture)):
        files.write(partial(rendered.save, document, path, files.force))
    if as_json:
        plain.write_json(sys.stdout, document)
        print()
    elif as_csv:
        sheet.print_csv(sys.stdout, document)
    else:
        terminal.show(terminal.console(sys.stdout), document)
