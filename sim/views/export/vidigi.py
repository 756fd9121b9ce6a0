"""The event log that vidigi animates."""

import csv
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from sim.blueprint import Blueprint
from sim.records import log
from sim.results.sheets import plain_text
from sim.views.export.activities import BESIDE, Row, name_of, read, word

COLUMNS = "entity_id pathway event_type event time resource_id run_number outcome".split()

UNDER_WAY = (log.QUEUED, log.STARTED, log.SUSPENDED)
BESIDE_VISITS = {
    **dict.fromkeys((log.ARRIVED, log.THERE), ("arrival_departure", "arrival", "")),
    log.CLOSED: ("queue", word(log.CLOSED), ""),
    log.AWAY: ("queue", word(log.AWAY), ""),
    **dict.fromkeys((log.RESOLVED, log.WITHDRAWN, log.LOST), ("arrival_departure", "depart", "")),
}

Event = tuple[str, str, Any]  # its type, its name and who of the staff


def write_vidigi(file: TextIO, logs: Sequence[Any], blueprint: Blueprint) -> None:
    """Write the log that vidigi animates: arrival, waiting, use of staff, departure; time in minutes.

    Who asks where a case is (chasing) is an entity beside it. A case without a departure is open at the end.
    """
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for run, rows in enumerate(logs):
        for row in read(rows):
            for kind, name, resource in _events(row, blueprint):
                pathway, who = name_of(row.kind, blueprint.kind_names), _entity(row)
                cells = (who, pathway, kind, name, f"{row.time:.4f}", resource, run, _outcome(row))
                writer.writerow(map(plain_text, cells))


def _entity(row: Row) -> Any:
    return f"{row.case}-chasing-{row.visit}" if row.chaser else row.case


def _outcome(row: Row) -> str:
    """Return how what ends with a row ended, if anything does."""
    return "" if row.what in (log.ARRIVED, log.THERE, log.QUEUED, log.STARTED, log.AWAY) else word(row.what)


def _events(row: Row, blueprint: Blueprint) -> Iterator[Event]:
    """Yield what vidigi has to show of a row."""
    if row.case < 0 or row.what in BESIDE:
        return
    if row.visit >= 0:
        comes, goes = row.what in (log.QUEUED, log.REFUSED), row.what not in UNDER_WAY
        if row.chaser and comes:
            yield "arrival_departure", "arrival", ""
        yield from _of_visit(row, name_of(row.step, blueprint.step_names))
        if row.chaser and goes:
            yield "arrival_departure", "depart", ""
    elif row.what in BESIDE_VISITS:
        yield BESIDE_VISITS[row.what]


def _of_visit(row: Row, step: str) -> Iterator[Event]:
    """Yield how a visit goes on: waiting and what is done without staff are places to be at, too."""
    person = row.person + 1 if row.person >= 0 else ""
    if row.what in (log.HANDLED, log.SUSPENDED) and row.role >= 0:
        yield "resource_use_end", f"{step}_complete", person
    if row.what in (log.QUEUED, log.SUSPENDED):
        yield "queue", f"{step}_wait_begins", ""
    elif row.what == log.STARTED:
        yield ("resource_use" if row.role >= 0 else "queue"), f"{step}_begins", person
    elif row.what != log.HANDLED:
        yield "queue", word(row.what), ""
