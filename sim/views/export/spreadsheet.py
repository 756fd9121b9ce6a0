"""CSV, for spreadsheets: a row per activity."""

import csv
from collections.abc import Sequence
from typing import Any, TextIO

from sim.blueprint import Blueprint
from sim.results.sheets import MARK, plain_text
from sim.views.export.activities import OPEN, Activity, activities, outcomes

COLUMNS = (
    "run_number case_id customer kind channel cause activity role resource contact attempt part "
    "enable_time start_time end_time waited_min handled_min ended outcome case_outcome experience goodwill"
).split()


def write_csv(file: TextIO, logs: Sequence[Any], blueprint: Blueprint, semicolon: bool = False) -> None:
    """Write a row per activity; `semicolon` for spreadsheets where the decimal sign is a comma."""
    if semicolon:
        file.write(MARK)
    writer = csv.writer(file, delimiter=";" if semicolon else ",", lineterminator="\n")
    writer.writerow(COLUMNS)
    ends = [outcomes(rows) for rows in logs]
    for a in activities(logs, blueprint):
        writer.writerow(_row(a, ends[a.replication].get(a.case, OPEN), semicolon))


def _row(a: Activity, end: str, comma: bool) -> Sequence[object]:
    """Return the cells of an activity; without times of work where there was none, and without minutes where it is no visit."""
    texts = (a.kind, a.channel, a.cause, a.activity, a.role, a.resource)
    which = ("", "") if a.visit is None else (a.visit, a.part)
    times = (a.stamp(a.enabled), "" if a.started is None else a.stamp(a.started), a.stamp(a.finished))
    minutes = ("", "") if a.visit is None else (_decimal(a.waited, comma), _decimal(a.handled, comma))
    marks = (_decimal(a.experience, comma), _decimal(a.goodwill, comma))
    who = (a.replication, a.case_id, a.customer_id, *map(plain_text, texts), a.contact)
    return (*who, *which, *times, *minutes, a.ended, a.outcome, end, *marks)


def _decimal(value: float | None, comma: bool) -> str:
    text = "" if value is None else f"{value:.10g}"
    return text.replace(".", ",") if comma else text
