"""How results leave a command: written as files, and printed as tables, JSON or CSV. Here and nowhere else."""

import json
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from sim.cli.one_page import PAGE
from sim.cli.options import Force
from sim.cli.writing import Writes, delivery

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sim.results.document import Document, Head, Table, Text
    from sim.results.results import Provenance
    from sim.results.shown import Shown

Json = Annotated[bool, typer.Option("--json", help="Print plain JSON, with everything in it.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV: the first table, with all its rows.")]
Out = Annotated[
    Path | None, typer.Option(help="Write the result to a .json, .csv or .xlsx file."), Writes(".json", ".csv", ".xlsx")
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

    @property
    def for_programs(self) -> bool:
        """Whether what is printed is read by programs."""
        return self.as_json or self.as_csv

    @property
    def elsewhere(self) -> bool:
        """Whether the result goes to a program or a file."""
        return self.for_programs or self.out is not None


Printed = Annotated[Showing, ("as_json",)]
Written = Annotated[Showing, ("as_json", "as_csv", "out", "force")]
Drawn = Annotated[Showing, ("as_json", "as_csv", "out", "picture", "force")]
Logged = Annotated[Showing, ("as_json", "as_csv", "out", "log", "force")]


def show(found: "Document | Shown", how: Showing, **also: Any) -> None:
    """Write the files asked for, then print the result; fail only then for what could not be written after all."""
    from sim.results.shown import Shown
    from sim.views.render import files as rendered

    document, page = found.document(**also) if isinstance(found, Shown) else found, PAGE.get()
    with delivery(how.force) as files:
        for path in filter(None, (how.out, how.picture)):
            files.write(partial(rendered.save, document, path, how.force))
        if how.log:
            files.text(how.log, partial(_write_log, found))
        if page and isinstance(found, Shown) and found.scenario:
            print(page.write(found.scenario, document, found.says))
            print(page.out)
        else:
            _print(document, how)
    if isinstance(found, Shown):
        _note(found, document)


def put(parts: "Iterable[Text | Head | Table]", how: Showing) -> None:
    """Print parts of a document before a result, unless that is for programs."""
    from sim.views.render import terminal

    if not how.for_programs:
        terminal.put(terminal.console(sys.stdout), parts)


def _note(found: "Shown", document: "Document") -> None:
    """Note what came out in the log of the study in which the scenario stands, if it stands in one."""
    said = next((part.text for part in document.paragraphs if part.kind == "sentence"), document.heading)
    note(found.scenario.file if found.scenario else "", said, getattr(found, "provenance", None))


def note(file: str, said: str, made: "Provenance | None") -> None:
    """Note this command in the log of the study in which a file stands; where that can't be written it is only said."""
    from sim.runs import study_folder

    folder = study_folder.folder_of(file)
    if folder is None:
        return
    try:
        study_folder.note(folder, sys.argv[1:], said, made)
    except OSError as error:
        print(f"{folder / study_folder.TRIED}: cannot be written: {error.strerror or error}", file=sys.stderr)


def _print(document: "Document", how: Showing) -> None:
    from sim.views.render import json as plain
    from sim.views.render import sheet, terminal

    if how.as_json:
        plain.write_json(sys.stdout, document)
        print()
    elif how.as_csv:
        sheet.print_csv(sys.stdout, document)
    else:
        terminal.show(terminal.console(sys.stdout), document)


def _write_log(result: Any, file: TextIO) -> None:
    from sim.results.tables import write_log

    write_log(file, result.logs, result.blueprint, result.scenario.language == "nl")


PLAIN: dict[str, Any] = {"indent": 2, "ensure_ascii": False, "allow_nan": False}


def print_json(value: Any) -> None:
    """Print plain JSON."""
    print(json.dumps(value, **PLAIN))
