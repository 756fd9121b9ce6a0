"""The log in the formats of others: only the standard library writes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, TextIO

from sim.blueprint import Blueprint
from sim.results.results import Result, Unusable
from sim.runs import experiments
from sim.scenario.fields.model import Scenario
from sim.views.export.ocel import write_ocel
from sim.views.export.spreadsheet import write_csv
from sim.views.export.vidigi import write_vidigi
from sim.views.export.xes import write_xes
from sim.views.files import check_room, check_writable, save

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


@dataclass(frozen=True)
class Exported:
    """A run that is ready to be written in a format; CSV with a decimal comma or not."""

    form: str
    result: Result
    comma: bool

    @property
    def size(self) -> float:
        """About how many bytes will be written; 0 for a small log."""
        return size(self.form, self.result.logs, self.result.blueprint)

    def write(self, target: TextIO) -> None:
        """Write it to an open text file."""
        options = {"semicolon": True} if self.comma else {}
        WRITERS[self.form](target, self.result.logs, self.result.blueprint, **options)

    def save(self, out: Path, force: bool = False) -> None:
        """Write it to a file, where there is room for it."""
        check_room(out, self.size)
        save(out, self.write, force)


def exported(
    scenario: Scenario,
    form: str,
    design: str | None = None,
    replications: int = 1,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    decimal_comma: bool = False,
) -> Exported:
    """Run a design and return its log, ready to be written."""
    if form not in WRITERS:
        raise Unusable(f"form: {form!r}, known are {', '.join(WRITERS)}")
    if decimal_comma and form != "csv":
        raise Unusable("decimal_comma: only the csv format has one")
    result = experiments.run(scenario, design, replications, seed, engine, jobs, log=True)
    return Exported(form, result, form == "csv" and (decimal_comma or scenario.language == "nl"))


def export(
    scenario: Scenario,
    form: str,
    out: str | Path | None = None,
    design: str | None = None,
    replications: int = 1,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    decimal_comma: bool = False,
    force: bool = False,
) -> str:
    """Run a design and return its log as "csv", "xes", "ocel" or "vidigi"; or write it to the file `out`, and return its name.

    CSV has a decimal comma in Dutch, or with `decimal_comma`. Nothing is overwritten without `force`.
    Raises Unusable for a form that there is not, OSError for a file that can't be written, and else as `run`.
    """
    if out is not None:
        check_writable(out, force)
    made = exported(scenario, form, design, replications, seed, engine, jobs, decimal_comma)
    if out is not None:
        made.save(Path(out), force)
        return str(out)
    text = StringIO()
    made.write(text)
    return text.getvalue()
