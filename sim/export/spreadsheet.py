"""CSV, for spreadsheets: a row per handled visit."""

import csv
from collections.abc import Sequence
from typing import Any, TextIO

from sim.blueprint import Blueprint
from sim.export.activities import activities, stamp

COLUMNS = (
    "run_number case_id customer kind channel activity resource contact attempt "
    "enable_time start_time end_time waited_min handled_min outcome experience goodwill"
).split()


def write_csv(file: TextIO, logs: Sequence[Any], blueprint: Blueprint, semicolon: bool = False) -> None:
    """Write a row per handled visit; `semicolon` for spreadsheets where the decimal sign is a comma."""
    writer = csv.writer(file, delimiter=";" if semicolon else ",", lineterminator="\n")
    writer.writerow(COLUMNS)
    for a in activities(logs, blueprint):
        names = (
            a.replication,
            a.case_id,
            a.customer_id,
            a.kind,
            a.channel,
            a.activity,
            a.resource,
            a.contact,
            a.attempt,
        )
        times = (stamp(a.enabled), stamp(a.started), stamp(a.ended))
        numbers = (_decimal(a.waited, semicolon), _decimal(a.handled, semicolon))
        marks = (_decimal(a.experience, semicolon), _decimal(a.goodwill, semicolon))
        writer.writerow((*names, *times, *numbers, a.outcome, *marks))


def _decimal(value: float | None, comma: bool) -> str:
    text = "" if value is None else f"{value:.6g}"
    return text.replace(".", ",") if comma else text
