"""A study folder: what stands where in it, how it is known, and the log of what was tried in it."""

import csv
import os
import shlex
from collections.abc import Sequence
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from sim.catalogue.numbers import pick
from sim.results.sheets import MARK, plain_text
from sim.scenario.text.faults import harmless

if TYPE_CHECKING:
    from sim.results.results import Provenance

RECORD, SCENARIO, STORE, TRIED = "study.json", "scenario.yaml", "store.sqlite", "tried.csv"
REPORT, FIGURES, EXACT, PICTURES = "report.html", "figures.xlsx", "figures.json", "pictures"
NOTES, ABOUT = "notes.md", "README.md"
OURS = (RECORD, SCENARIO, STORE, TRIED, REPORT, FIGURES, EXACT, PICTURES, NOTES, ABOUT)
LONGEST = 600  # characters of a cell in the log
HASH = 8  # signs of a scenario's hash that tell enough
_HEADS = (
    ("when", "wanneer"), ("command", "opdracht"), ("result", "uitkomst"), ("seed", "toevalsgetal"), ("replications", "herhalingen"),
    ("scenario", "scenario"), ("least-resistance", "least-resistance"), ("python", "python"), ("numpy", "numpy"),
)  # fmt: skip


def folder_of(path: str | Path) -> Path | None:
    """Return the study folder that a path is, or in which its file stands; None where there is none."""
    folder = Path(path) if os.path.isdir(path) else Path(path).parent
    return folder if path and os.path.isfile(folder / RECORD) else None


def scenario_in(path: str) -> str:
    """Return the scenario of the study where a path is a study folder, else the path as it is."""
    return str(Path(path) / SCENARIO) if os.path.isdir(path) and folder_of(path) else path


def own_folder(path: str | Path) -> Path | None:
    """Return the study folder of which a file is the scenario; None where it is another file."""
    folder = folder_of(path)
    return folder if folder and Path(path).name == SCENARIO else None


def store_of(path: str | Path) -> Path | None:
    """Return the store of the study in which a file stands; None where there is none, or nothing can be written in it."""
    folder = folder_of(path)
    return folder / STORE if folder and os.access(folder, os.W_OK) else None


def heads(language: str) -> str:
    """Return the log before anything was tried: as Dutch spreadsheets read it, or with commas."""
    mark = MARK if language == "nl" else ""
    return mark + _line([pick(one, language) for one in _HEADS], pick((",", ";"), language))


def note(folder: Path, command: Sequence[str], said: str, made: "Provenance | None") -> None:
    """Add a line to the log of a study: when, what was asked, what came out, and by what; OSError where that can't be written."""
    from sim.runs.provenance import now, versions

    known = versions()
    when = datetime.fromisoformat(now()).astimezone().strftime("%Y-%m-%d %H:%M")
    ours = [made.seed, made.replications, made.scenario_hash[:HASH]] if made else ["", "", ""]
    cells = [when, _asked(folder, command), said, *ours, *(known.get(name, "") for name in ("least-resistance", "python", "numpy"))]
    log = folder / TRIED
    before = log.read_bytes() if log.exists() else b""
    sign = ";" if b";" in before.partition(b"\n")[0] else ","
    end = b"" if not before or before.endswith(b"\n") else b"\n"  # of a line that was broken off
    with log.open("ab", buffering=0) as file:
        file.write(end + _line(cells, sign).encode())  # at once


def _line(cells: Sequence[object], sign: str) -> str:
    out = StringIO()
    texts = [" ".join(harmless(str(cell)).split()) for cell in cells]
    csv.writer(out, delimiter=sign, lineterminator="\n").writerow([plain_text(text[:LONGEST]) for text in texts])
    return out.getvalue()


def _asked(folder: Path, command: Sequence[str]) -> str:
    """Return a command as one would give it in the folder; of places elsewhere only the name."""
    return " ".join(["sim", *(shlex.quote(_place(folder, one)) for one in command)])


def _place(folder: Path, said: str) -> str:
    if said.startswith("-") or not os.path.exists(said):
        return Path(said).name if os.path.isabs(said) else said
    inside = os.path.relpath(os.path.realpath(said), os.path.realpath(folder))
    return (Path(said).name or said) if inside.startswith("..") else inside
