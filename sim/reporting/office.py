"""What a report as Word and one as slides have in common: widths of columns, pictures, the logo, and whose it is."""

from base64 import b64decode
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from sim.results.document import Column
from sim.scenario.fields.model import Scenario
from sim.scenario.text.faults import harmless

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_DRAWN = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # of the extension, by ECMA-376 and [MS-ODRAWXML]
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


def draw_sharp(picture: Any, drawing: bytes, part: Any) -> None:
    """Put a drawing (SVG) behind a picture of dots: Office 2016 and later shows the drawing, older programs the dots.

    `part` makes a part of the file of a name, a type and bytes, and returns the id by which it is known there.
    """
    known = part("/media/drawing{n}.svg", "image/svg+xml", drawing)
    (blip,) = picture.iter(f"{{{_A}}}blip")
    place = blip
    for name, said in ((f"{{{_A}}}extLst", {}), (f"{{{_A}}}ext", {"uri": _DRAWN}), (f"{{{_SVG}}}svgBlip", {f"{{{_R}}}embed": known})):
        inner = blip.makeelement(name, said, nsmap={"asvg": _SVG} if _SVG in name else None)
        place.append(inner)
        place = inner


def picture_in(address: str) -> BytesIO | None:
    """Return the picture in a data address; None where there is none, or it is a drawing, which office programs take otherwise."""
    head, _, data = address.partition(",")
    return BytesIO(b64decode(data)) if data and "svg" not in head else None
