"""The log in the formats of others: only the standard library writes."""

from collections.abc import Callable, Sequence
from typing import Any

from sim.blueprint import Blueprint
from sim.export.ocel import write_ocel
from sim.export.spreadsheet import write_csv
from sim.export.vidigi import write_vidigi
from sim.export.xes import write_xes

WRITERS: dict[str, Callable[..., None]] = {
    "csv": write_csv,
    "xes": write_xes,
    "ocel": write_ocel,
    "vidigi": write_vidigi,
}

SMALL = 200_000  # rows of a log that are soon written, whatever the format
SAMPLE = 20_000


class _Scale:
    """A file that keeps nothing but its size."""

    size = 0

    def write(self, text: str) -> None:
        self.size += len(text.encode())


def size(form: str, logs: Sequence[Any], blueprint: Blueprint) -> float:
    """Return about how many bytes a writer is going to write, by what it writes of the first rows; 0 for a small log."""
    rows = sum(map(len, logs))
    if rows <= SMALL:
        return 0.0
    scale, sample = _Scale(), logs[0][:SAMPLE]
    WRITERS[form](scale, [sample], blueprint)
    return scale.size * rows / len(sample)
