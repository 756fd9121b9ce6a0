"""Documents as JSON: all of a result as plain values, what is not a number as null."""

import json
from typing import TextIO

from sim.results.document import Document


def write_json(file: TextIO, document: Document) -> None:
    """Write all that a document holds as JSON."""
    json.dump(document.plain(), file, indent=2, ensure_ascii=False, allow_nan=False)
