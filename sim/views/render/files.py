"""Documents as files, by the ending of their name."""

from pathlib import Path

from sim.kernel.limits import Unusable
from sim.results.document import Document, Drawing
from sim.views.files import save as save_text
from sim.views.files import save_bytes, save_picture
from sim.views.render import html, json, sheet

PICTURES = (".png", ".pdf", ".svg")
TABLES = (".json", ".csv", ".xlsx", ".html")


def save(document: Document, path: str | Path, force: bool = False) -> None:
    """Write a document to a file, whole or not at all: JSON, CSV, Excel, a page (HTML), or its first picture.

    Raises Unusable for another ending, and for a picture of a result that has none; FileExistsError unless `force`.
    """
    ending = Path(path).suffix
    if ending in PICTURES:
        one = picture(document)
        save_picture(path, one.draw(), force, one.dots)
    elif ending == ".json":
        save_text(path, lambda file: json.write_json(file, document), force)
    elif ending == ".csv":
        save_text(path, lambda file: sheet.write_csv(file, document), force)
    elif ending == ".html":
        save_text(path, lambda file: file.write(html.page(document)), force)
    elif ending == ".xlsx":
        save_bytes(path, sheet.workbook(document), force)
    else:
        raise Unusable(f"{path}: the name has to end in {', '.join((*TABLES, *PICTURES))}")


def picture(document: Document) -> Drawing:
    """Return the first picture of a document. Raises Unusable where it has none."""
    if not document.pictures:
        raise Unusable(f"picture: there is none of {document.heading}")
    return next(iter(document.pictures.values()))
