"""Documents for spreadsheets: Excel with a sheet for every table, or the first table as CSV."""

import csv
import math
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, TextIO

from sim.results.document import Cell, Column, Document
from sim.results.sheets import plain_text, write_table
from sim.views.render.frame import framed, rows

NAME = 31  # characters of the name of a sheet, at most
WIDE = 300  # pixels of a column, at most


def print_csv(file: TextIO, document: Document) -> None:
    """Write the first table as CSV with a point and commas, keys for columns, as programs read it."""
    table = next(iter(document.tables.values()))
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column.key for column in table.fields])
    writer.writerows([plain_text(value) for value in row] for row in rows(table))


def write_csv(file: TextIO, document: Document) -> None:
    """Write the first table as CSV, in Dutch with a mark, ; and decimal comma, as Dutch spreadsheets read it."""
    made = framed(next(iter(document.tables.values())))
    write_table(file, made, document.language == "nl", index=made.index.name is not None or made.index.nlevels > 1)


def workbook(document: Document) -> bytes:
    """Return all tables as Excel, a sheet each: labels for columns, words as people read them, numbers as numbers."""
    return book(
        (
            name,
            [column.label for column in table.fields],
            [[written(row.cell(column.key), column) for column in table.fields] for row in table.records],
        )
        for name, table in document.tables.items()
    )


def book(sheets: Iterable[tuple[str, Sequence[str], Iterable[Iterable[Any]]]]) -> bytes:
    """Return sheets (name, heads, rows) as Excel; texts stay texts, whatever they begin with."""
    import xlsxwriter

    file = BytesIO()
    plain = {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True,
    }  # fmt: skip
    with xlsxwriter.Workbook(file, plain) as made:
        bold = made.add_format({"bold": True})
        for name, heads, rows in sheets:
            sheet = made.add_worksheet(name[:NAME])
            sheet.write_row(0, 0, heads, bold)
            sheet.freeze_panes(1, 1)
            for number, row in enumerate(rows, start=1):
                for place, value in enumerate(row):
                    _put(sheet, number, place, value)
            sheet.autofit(WIDE)
    return file.getvalue()


def written(cell: Cell, column: Column) -> Any:
    """Return what stands in a cell of a sheet: a number in the unit of its row, or else words."""
    if column.kind == "number":
        return cell.value
    return cell.text or cell.value


def _put(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif value is not None and math.isfinite(value):
        sheet.write_number(row, column, value)
