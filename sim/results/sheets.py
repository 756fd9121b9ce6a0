"""What spreadsheets ask of a text: a mark at the start, and nothing that they would take for a formula."""

from typing import Any, TextIO, TypeVar

MARK = "\ufeff"  # says that a file is UTF-8: without it a Dutch Excel shows ë as Ã«
CODE = "=+-@\t\r"  # with which a cell begins that a spreadsheet would take for a formula

T = TypeVar("T")


def plain_text(cell: T) -> T | str:
    """Return a cell of which a text stays text: one that looks like a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] and cell[0] in CODE else cell


def write_table(file: TextIO, table: Any, comma: bool = False, **options: Any) -> None:
    """Write a table (of pandas) as CSV; `comma` for Dutch spreadsheets: a mark, ; and a decimal comma."""
    if comma and options.get("header", True):
        file.write(MARK)
    how = {"sep": ";", "decimal": ","} if comma else {}
    texts = {name: column.map(plain_text) for name, column in table.items() if column.dtype.kind == "O"}
    named = table.rename(index=plain_text) if options.get("index", True) else table
    named.assign(**{name: column.set_axis(named.index) for name, column in texts.items()}).to_csv(
        file, lineterminator="\n", **how, **options
    )
