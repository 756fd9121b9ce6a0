"""What a report as Word and one as slides have in common: widths of columns, the logo, and whose it is."""

from base64 import b64decode
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from sim.results.document import Column
from sim.scenario.fields.model import Scenario
from sim.scenario.text.faults import harmless

LONGEST = 34  # letters of a cell on a line, for which a column makes room
MOST = 255  # letters of a property of a file


def names(scenario: Scenario) -> tuple[str, str]:
    """Return the title and the author, as properties of a file."""
    return harmless(scenario.title)[:MOST], harmless(scenario.author)[:MOST]


def widths(columns: Sequence[Column], rows: Sequence[Sequence[tuple[Column, Any, int]]]) -> list[float]:
    """Return the part of the width that each column of a table is to have: by its texts, and never less than a word of them."""
    needs: list[float] = [max((len(word) for word in column.head.split()), default=1) for column in columns]
    for row in rows:
        for column, cell, _ in row:
            at, texts = columns.index(column), (cell.text, *cell.more)
            longest = max((len(word) for text in texts for word in text.split()), default=0)
            needs[at] = max(needs[at], longest, min(LONGEST, max(map(len, texts))))
    needs = [need * 1.15 if column.kind == "verdict" else need for need, column in zip(needs, columns, strict=True)]
    return [(need + 2) / (sum(needs) + 2 * len(needs)) for need in needs]


def picture_in(address: str) -> BytesIO | None:
    """Return the picture in a data address; None where there is none, or it is a drawing, which office programs take otherwise."""
    head, _, data = address.partition(",")
    return BytesIO(b64decode(data)) if data and "svg" not in head else None
