"""What was tried: the replications that a store has."""

from collections.abc import Sequence
from datetime import datetime

from sim.results.document import Cell, Column, Document, Row, Table, Text
from sim.runs.provenance import CODE
from sim.runs.store import StoredRun

SHORT = 8  # signs of a hash that tell enough
_HEADS = {
    "title": "scenario", "scenario_hash": "version", "variant": "design or change", "seed": "seed",
    "replications": "replications", "last": "last", "code": "code",
}  # fmt: skip


def document(found: Sequence[StoredRun]) -> Document:
    """Return what was tried, the latest at the end; for people in local time."""
    numbers = ("seed", "replications")
    columns = tuple(Column(key, head, "number" if key in numbers else "words") for key, head in _HEADS.items())
    made = Table("runs", columns, tuple(Row(_cells(run)) for run in found))
    other = f"The code now is {CODE[:SHORT]}; what other code ran is not used."
    notes = [Text(other, "note")] if any(run.code != CODE for run in found) else []
    return Document("sim runs", "", (made, *notes), "en", lambda: [vars(run) for run in found])


def _cells(run: StoredRun) -> dict[str, Cell]:
    when = datetime.fromisoformat(run.last).astimezone().strftime("%Y-%m-%d %H:%M")
    texts = {"last": when, "scenario_hash": run.scenario_hash[:SHORT], "code": run.code[:SHORT]}
    return {key: Cell(getattr(run, key), texts.get(key, str(getattr(run, key)))) for key in _HEADS}
