"""Documents as HTML: for a notebook, and for a page. Every text is escaped."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sim.results.document import Cell, Column, Document, Row, Table

if TYPE_CHECKING:
    from jinja2 import Environment


def fragment(document: Document) -> str:
    """Return a document as HTML with a style of its own, that stands in any page."""
    shown = [part for part in document.parts if not (isinstance(part, Table) and part.on == "data")]
    return templates().get_template("document.html").render(document=document, shown=shown)


def page(document: Document) -> str:
    """Return a document as a page that needs nothing beside it."""
    from markupsafe import Markup

    return templates().get_template("whole.html").render(document=document, body=Markup(fragment(document)))


def blocks(table: Table, columns: Sequence[Column]) -> list[list[tuple[Column, Cell, int]]]:
    """Return for every row the cells to write, with how many rows each goes over: what is said once goes over its block."""
    once, rows = [column.key for column in columns if column.once], table.screen
    starts = [at for at, row in enumerate(rows) if not at or not once or _said(row, once) != _said(rows[at - 1], once)]
    found = []
    for at, row in enumerate(rows):
        length = next((start for start in starts if start > at), len(rows)) - at
        cells = [(column, row.cell(column.key), length if column.once else 1) for column in columns]
        found.append([one for one in cells if at in starts or not one[0].once])
    return found


def _said(row: Row, keys: Sequence[str]) -> list[object]:
    return [row.cell(key).value for key in keys]


@cache
def templates(*folders: Path) -> "Environment":
    """Return the templates of some folders, which may import `parts.html`: it shows paragraphs, headings and tables of documents."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([*folders, Path(__file__).parent]), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals |= {"sort_of": sort_of, "rows_of": blocks}
    return made


def sort_of(part: object) -> str:
    """Return of which sort a part of a page is: text, head, table, ..."""
    return type(part).__name__.lower()
