"""Documents on a terminal (rich)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, TextIO

from rich import table as rich
from rich.box import SIMPLE_HEAD
from rich.console import Console, JustifyMethod
from rich.markup import escape
from rich.text import Text as Marked

from sim.results.document import Cell, Column, Document, Head, Row, Table, Text
from sim.scenario.text.faults import harmless

WIDE = 140  # columns, where the output is no terminal
NUMBER, WORD = 18, 15  # characters of a number and of a word that are not broken off, if it can be helped
GAP = 2  # between columns
BOLD, END = "[bold]", "[/]"  # the marks that our own views use
_TAG = re.compile(r"(\\*)\[[a-z#/@][^[]*?\]")  # as rich has it


class _Ours(Console):
    """A console that knows our few marks, each with its end; whatever else comes between brackets is text."""

    def render_str(self, text: str, **how: Any) -> Marked:
        """Return text with its marks."""
        return super().render_str(_marked(harmless(text)), **how)


def _marked(text: str) -> str:
    """Return text with a backslash before every tag that isn't one of ours, or that ends none."""
    opened = 0

    def ours(found: re.Match[str]) -> str:
        nonlocal opened
        step = {BOLD: 1, END: -1}.get(found[0], 0)
        if step and opened + step >= 0:
            opened += step
            return found[0]
        return found[0] if len(found[1]) % 2 else escape(found[0])

    return _TAG.sub(ours, text) + END * opened


def console(file: TextIO) -> Console:
    """Return a console on a stream: as wide as the terminal, or wide enough where there is none."""
    plain = _Ours(file=file, highlight=False, emoji=False)
    return plain if plain.is_terminal else _Ours(file=file, highlight=False, emoji=False, width=WIDE)


def show(out: Console, document: Document) -> None:
    """Print a document: its heading and its parts."""
    about = f": {escape(document.subject)}" if document.subject else ""
    out.print(f"{BOLD}{escape(document.title)}{END}{about}")
    put(out, document.parts)


def put(out: Console, parts: Iterable[Text | Head | Table]) -> None:
    """Print parts of a document, with a line between those of different kinds."""
    before = "head"
    for part in parts:
        if isinstance(part, Table) and part.on == "data":
            continue
        sort = part.kind if isinstance(part, Text) else "head" if isinstance(part, Head) else "table"
        if before == "table" or (sort != before and before not in ("head", "warning")):
            out.print()
        _print(out, part)
        before = sort


def _print(out: Console, part: Text | Head | Table) -> None:
    if isinstance(part, Table):
        out.print(_table(part, out.width))
    elif isinstance(part, Head) or part.kind == "warning":
        out.print(f"{BOLD}{escape(part.text)}{END}")
    else:
        out.print(escape(part.text))


def _table(table: Table, width: int) -> rich.Table:
    """Return a table for a terminal so wide."""
    columns = table.shown(width)
    title, wide = escape(table.title) or None, widths(table, columns, width)
    made = rich.Table(
        box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), title=title, title_justify="left"
    )
    for column, size in zip(columns, wide, strict=True):
        justify: JustifyMethod = "right" if column.kind == "number" else "left"
        made.add_column(escape(column.head), justify=justify, overflow="fold", width=size)
    for row in spread(table.screen, columns):
        if row.begins:
            made.add_section()
        made.add_row(*(_cell(row.cell(column.key), column) for column in columns))
    return made


def widths(table: Table, columns: Sequence[Column], width: int) -> list[int]:
    """Return how wide columns are on a terminal so wide: as their texts ask for, or so that as few as may be are broken off."""
    texts = [_texts(table, column) for column in columns]
    asked = [
        min(max(column.least, *map(len, some)), column.most or width) for column, some in zip(columns, texts, strict=True)
    ]
    room = width - GAP * (len(columns) - 1)
    if sum(asked) <= room:
        return asked
    least = [min(size, _whole(some, column)) for size, some, column in zip(asked, texts, columns, strict=True)]
    if sum(least) > room:
        return _parted([1] * len(least), least, room)
    return _parted(least, asked, room)


def _texts(table: Table, column: Column) -> list[str]:
    """Return every line of a column, its head first."""
    cells = [row.cell(column.key) for row in table.screen]
    return [*column.head.split("\n"), *(line for cell in cells for line in (cell.text, *cell.more))]


def _whole(texts: Sequence[str], column: Column) -> int:
    """Return how wide a column is at least in which no number, or no word, is broken off, within bounds."""
    words = max(len(word) for text in texts for word in text.split() or [""])
    if column.kind == "number":
        return max(min(WORD, len(texts[0].split()[0])) if texts[0] else 1, min(NUMBER, max(map(len, texts[1:]), default=0)))
    return min(WORD, words)


def _parted(least: Sequence[int], asked: Sequence[int], room: int) -> list[int]:
    """Return widths between those, that together take the room: each as much as it asks for, the widest give way."""
    found, left = list(least), room - sum(least)
    while left > 0 and (short := [at for at, size in enumerate(found) if size < asked[at]]):
        for at in sorted(short, key=lambda at: found[at])[:left]:
            found[at] += 1
            left -= 1
    return found


def _cell(cell: Cell, column: Column) -> str:
    if column.kind == "verdict" and cell.strong and cell.value:
        return escape(cell.text.upper())
    return f"{BOLD}{escape(cell.text)}{END}" if cell.strong and cell.text else escape(cell.text)


def spread(rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[Row]:
    """Yield rows in which what is said once is said in the first of its rows, and its further lines in the rows below that."""
    once = [column.key for column in columns if column.once]
    for _, same in groupby(rows, lambda row: [row.cell(key).value for key in once] or [object()]):
        block = list(same)
        stacks = {key: _stack(block[0].cell(key)) for key in once}
        length = max([len(block), *map(len, stacks.values())])
        for number, row in enumerate(block + [Row({})] * (length - len(block))):
            said = {key: stack[number] if number < len(stack) else Cell() for key, stack in stacks.items()}
            yield replace(row, cells={**row.cells, **said})


def _stack(cell: Cell) -> list[Cell]:
    return [cell, *(Cell(text=line) for line in cell.more)]
