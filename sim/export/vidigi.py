"""The event log that vidigi animates."""

import csv
from collections.abc import Sequence
from typing import Any, TextIO

from sim.blueprint import Blueprint
from sim.export.activities import name_of
from sim.records import log

CLOSED = (log.RESOLVED, log.WITHDRAWN, log.LOST)


def write_vidigi(file: TextIO, logs: Sequence[Any], blueprint: Blueprint) -> None:
    """Write the log that vidigi animates: arrival, waiting, use of staff, departure; time in minutes."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow("entity_id pathway event_type event time resource_id run_number".split())
    for run, rows in enumerate(logs):
        for row in rows:
            event = _event(row, blueprint)
            if event is not None:
                kind, name, resource = event
                pathway = name_of(row["kind"], blueprint.kind_names)
                writer.writerow((row["case"], pathway, kind, name, f"{row['time']:.4f}", resource, run))


def _event(row: Any, blueprint: Blueprint) -> tuple[str, str, Any] | None:
    what, step = row["what"], name_of(row["step"], blueprint.step_names)
    person = row["person"] + 1 if row["person"] >= 0 else ""
    if what == log.ARRIVED:
        return "arrival_departure", "arrival", ""
    if what in CLOSED:
        return "arrival_departure", "depart", ""
    if what == log.QUEUED:
        return "queue", f"{step}_wait_begins", ""
    if what == log.STARTED and row["role"] >= 0:
        return "resource_use", f"{step}_begins", person
    if what == log.HANDLED and row["role"] >= 0:
        return "resource_use_end", f"{step}_complete", person
    return None
