"""The log in the formats of others: only the standard library writes."""

from collections.abc import Callable

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
