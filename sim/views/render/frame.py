"""Tables of a document for pandas: keys for columns, values for cells."""

from typing import TYPE_CHECKING, Any

from sim.kernel.limits import Unusable
from sim.results.document import Document, Table

if TYPE_CHECKING:
    import pandas as pd


def frame(document: Document, name: str | None = None) -> "pd.DataFrame":
    """Return a table of a document, the first if none is named. Raises Unusable where there is none of that name."""
    known = document.tables
    if name is not None and name not in known:
        raise Unusable(f"table: {name!r}, known are {', '.join(known)}")
    return framed(known[name] if name else next(iter(known.values())))


def frames(document: Document) -> "dict[str, pd.DataFrame]":
    """Return all tables of a document by name."""
    return {name: framed(table) for name, table in document.tables.items()}


def framed(table: Table) -> "pd.DataFrame":
    """Return a table with the columns that name its rows as index; numbers that are not known are nan."""
    import pandas as pd

    keys = [column.key for column in table.fields]
    made = pd.DataFrame(rows(table), columns=keys)
    numbers = [column.key for column in table.fields if column.kind == "number"]
    real = {key: float for key in numbers if made[key].dtype == object}
    index = [column.key for column in table.fields if column.index]
    return made.astype(real).set_index(index) if index else made.astype(real)


def rows(table: Table) -> list[list[Any]]:
    """Return the values of a table, row by row."""
    return [[row.cell(column.key).value for column in table.fields] for row in table.records]
