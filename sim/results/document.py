"""What a result has to say, as data: paragraphs, tables with typed columns, pictures by name. `views/render` shows it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Value = str | float | int | bool | None
Where = Literal["all", "screen", "data"]  # screen: terminal, page and report; data: CSV, spreadsheet and pandas


@dataclass(frozen=True)
class Text:
    """A paragraph: a sentence, a note on how it was found, a warning to be read first; of a report its question and lead."""

    text: str
    kind: Literal["sentence", "note", "warning", "question", "lead"] = "sentence"


@dataclass(frozen=True)
class Head:
    """A heading, above what follows, with a verdict beside it where there is one: its key, and as it is said."""

    text: str
    verdict: str = ""
    said: str = ""


@dataclass(frozen=True)
class Cell:
    """What stands in a column: a value for programs, in the unit of its row, and a text for people, with lines below it."""

    value: Value = None
    text: str = ""
    strong: bool = False
    more: Sequence[str] = ()


@dataclass(frozen=True)
class Column:
    """A column: its key is the same in every language and every form, its label in the language of the document.

    `unit` is that in which all of its cells are written for people. `index` columns name a row, `once` columns are said once
    for rows that follow one another. On a terminal narrower than `wide` the column is left out, and on one as wide as `narrow`.
    """

    key: str
    label: str
    kind: Literal["words", "number", "verdict"] = "words"
    unit: str = ""
    on: Where = "all"
    index: bool = False
    once: bool = False
    wide: int = 0
    narrow: int = 0
    least: int = 0
    most: int | None = None

    @property
    def head(self) -> str:
        """The label with the unit below it."""
        return f"{self.label}\n{self.unit}" if self.unit else self.label


@dataclass(frozen=True)
class Row:
    """The cells of a row by the key of their column; a line is drawn above one that begins a block."""

    cells: Mapping[str, Cell]
    on: Where = "all"
    begins: bool = False

    def cell(self, key: str) -> Cell:
        """Return the cell of a column, an empty one where it has none."""
        return self.cells.get(key, EMPTY)


EMPTY = Cell()


@dataclass(frozen=True)
class Table:
    """Rows under typed columns; tables of one name are one table in a file, those `aside` come after the others there."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    on: Where = "all"
    aside: bool = False

    def shown(self, width: int | None = None) -> list[Column]:
        """Return the columns that people see, on a terminal so wide or (None) where there is room for all."""
        return [
            column for column in self.columns
            if column.on != "data" and (not column.narrow if width is None else _fits(column, width))
        ]  # fmt: skip

    @property
    def screen(self) -> list[Row]:
        """The rows that people see."""
        return [row for row in self.rows if row.on != "data"]

    @property
    def fields(self) -> list[Column]:
        """The columns that a file has."""
        return [column for column in self.columns if column.on != "screen"]

    @property
    def records(self) -> list[Row]:
        """The rows that a file has."""
        return [row for row in self.rows if row.on != "screen"]

    def only(self, *keys: str) -> "Table":
        """Return the table with these columns, in this order and all of them to be seen."""
        known = {column.key: column for column in self.columns}
        return replace(self, columns=tuple(replace(known[key], on="all", wide=0, narrow=0) for key in keys))

    def labelled(self, **labels: str) -> "Table":
        """Return the table with other labels for some columns, by key."""
        return replace(self, columns=tuple(replace(one, label=labels.get(one.key, one.label)) for one in self.columns))

    def of(self, chosen: Callable[[Row], bool]) -> "Table":
        """Return the table with those of the rows of a file that are chosen, all of them to be seen."""
        return replace(self, rows=tuple(replace(row, on="all") for row in self.records if chosen(row)))

    def worded(self, key: str, said: Callable[[Row], str]) -> "Table":
        """Return the table with other words in a column; its values stay as they are."""
        rows = (replace(row, cells={**row.cells, key: replace(row.cell(key), text=said(row))}) for row in self.rows)
        return replace(self, rows=tuple(rows))


def _fits(column: Column, width: int) -> bool:
    return column.wide <= width and not 0 < column.narrow <= width


@dataclass(frozen=True)
class Drawing:
    """A picture that is drawn when it is asked for; `dots` per inch where it is made of dots."""

    draw: Callable[[], Any]
    dots: int = 120


Element = Text | Head | Table


@dataclass(frozen=True)
class Document:
    """What a result says, in one language: what it is about, its parts in order, its pictures, and all of it as plain values."""

    title: str
    subject: str
    parts: tuple[Element, ...]
    language: str
    plain: Callable[[], Mapping[str, Any] | Sequence[Any]] = field(repr=False, compare=False)
    pictures: Mapping[str, Drawing] = field(default_factory=dict, repr=False, compare=False)

    @property
    def heading(self) -> str:
        """What it is about, in a line."""
        return f"{self.title}: {self.subject}" if self.subject else self.title

    @property
    def paragraphs(self) -> list[Text]:
        """All that is said in sentences."""
        return [part for part in self.parts if isinstance(part, Text)]

    @property
    def tables(self) -> dict[str, Table]:
        """The tables of a file by name, the one that tells most first; those of one name put together."""
        found: dict[str, Table] = {}
        for part in self.parts:
            if isinstance(part, Table) and part.on != "screen":
                rows = found[part.name].rows if part.name in found else ()
                found[part.name] = replace(part, rows=(*rows, *part.rows))
        return dict(sorted(found.items(), key=lambda one: one[1].aside))


def pivoted(table: Table, by: str, of: str, abreast: int, last: Sequence[str] = ()) -> Iterator[Table]:
    """Yield a table for people with a column for every value of `by`, so many side by side, that holds the cells of `of`.

    Columns that name a row stand before them, those of `last` behind.
    """
    across = {str(row.cell(by).value): row.cell(by).text for row in table.screen}
    kept = [column for column in table.columns if column.index and column.key != by and column.on != "data"]
    ends = [column for column in table.columns if column.key in last]
    for first in range(0, len(across), abreast):
        some = list(across.items())[first : first + abreast]
        columns = (*kept, *(Column(key, text, "number", most=26) for key, text in some), *ends)
        yield Table(table.name, columns, tuple(_pivot(table, by, of, (*kept, *ends))), table.title, "screen")


def _pivot(table: Table, by: str, of: str, kept: Sequence[Column]) -> Iterator[Row]:
    """Yield a row for every combination of what is kept, with the cells of `of` by the value of `by`."""
    rows: dict[tuple[object, ...], dict[str, Cell]] = {}
    begins: dict[tuple[object, ...], bool] = {}
    for row in table.screen:
        key = tuple((row.cell(column.key).value, row.cell(column.key).text) for column in kept)
        cells = rows.setdefault(key, {column.key: row.cell(column.key) for column in kept})
        cells[str(row.cell(by).value)] = row.cell(of)
        begins[key] = begins.get(key, False) or row.begins
    yield from (Row(cells, "screen", begins[key]) for key, cells in rows.items())
