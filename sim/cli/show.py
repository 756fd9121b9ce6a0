"""How results leave a command: written as files, and printed as tables, JSON or CSV. Here and nowhere else."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.options import Force
from sim.cli.writing import Delivery, Writes, delivery

if TYPE_CHECKING:
    from rich.console import Console

    from sim.results.document import Document
    from sim.results.shown import Shown

Json = Annotated[bool, typer.Option("--json", help="Print plain JSON, with everything in it.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV, a row per change and measure.")]
Out = Annotated[
    Path | None, typer.Option(help="Write the result to a .json or .csv file."), Writes(".json", ".csv")
]
Log = Annotated[Path | None, typer.Option(help="Write the log of all replications to this file (CSV)."), Writes()]
Picture = Annotated[
    Path | None, typer.Option(help="Draw it (.png, .pdf or .svg)."), Writes(".png", ".pdf", ".svg")
]


@dataclass(frozen=True, kw_only=True)
class Showing:
    """How a result is to be shown; a command takes some of these options."""

    as_json: Json = False
    as_csv: Csv = False
    out: Out = None
    log: Log = None
    picture: Picture = None
    force: Force = False

    def __post_init__(self) -> None:
        """Raises BadParameter where both JSON and CSV would be printed."""
        if self.as_json and self.as_csv:
            raise typer.BadParameter("JSON or CSV; choose one of the two", param_hint="--csv")


Printed = Annotated[Showing, ("as_json",)]
Drawn = Annotated[Showing, ("as_json", "picture", "force")]
Judged = Annotated[Showing, ("as_json", "as_csv", "picture", "force")]
Written = Annotated[Showing, ("as_json", "out", "force")]
Logged = Annotated[Showing, ("as_json", "out", "log", "force")]


@dataclass(frozen=True, kw_only=True)
class View:
    """What a result has to show: on a terminal, as JSON, and if it has them as a table, a log and a picture."""

    terminal: "Callable[[Console], object]"
    document: Callable[[], Any]
    write_table: Callable[[Any], object] | None = None
    write_log: Callable[[Any], object] | None = None
    picture: Callable[[], Any] | None = None
    dots: int = 120  # per inch


def show(found: "View | Shown", how: Showing, **also: Any) -> None:
    """Write the files asked for, then print the result; fail only then for what could not be written after all."""
    with delivery(how.force) as files:
        if isinstance(found, View):
            _write(found, how, files)
            _print(found, how)
        else:
            _deliver(found.document(**also), how, files)


def _deliver(document: "Document", how: Showing, files: Delivery) -> None:
    from sim.views.render import files as rendered
    from sim.views.render import json as plain
    from sim.views.render import sheet, terminal

    for path in filter(None, (how.out, how.picture)):
        files.write(partial(rendered.save, document, path, how.force))
    if how.as_json:
        plain.write_json(sys.stdout, document)
        print()
    elif how.as_csv:
        sheet.print_csv(sys.stdout, document)
    else:
        terminal.show(terminal.console(sys.stdout), document)


def _write(view: View, how: Showing, files: Delivery) -> None:
    if how.picture and view.picture:
        files.picture(how.picture, view.picture(), view.dots)
    if how.out and how.out.suffix == ".json":
        document = view.document()
        files.text(how.out, lambda target: json.dump(document, target, **PLAIN))
    elif how.out and view.write_table:
        files.text(how.out, view.write_table)
    if how.log and view.write_log:
        files.text(how.log, view.write_log)


def _print(view: View, how: Showing) -> None:
    from sim.views import console

    if how.as_json:
        print_json(view.document())
    else:
        view.terminal(console.console(sys.stdout))


PLAIN: dict[str, Any] = {"indent": 2, "ensure_ascii": False, "allow_nan": False}


def print_json(value: Any) -> None:
    """Print plain JSON."""
    print(json.dumps(value, **PLAIN))
