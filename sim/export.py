"""The log in the formats of others: CSV for spreadsheets, XES and OCEL 2.0 for mining, vidigi for animation.

Only the standard library writes. Minute 0 is Monday 1 January 2024, 00:00 UTC.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TextIO
from xml.sax.saxutils import quoteattr

import numpy as np

from sim.blueprint import ENDINGS, Blueprint
from sim.records import log

START = datetime(2024, 1, 1, tzinfo=UTC)
COLUMNS = (
    "run_number case_id customer kind channel activity resource contact attempt "
    "enable_time start_time end_time waited_min handled_min outcome experience goodwill"
).split()
ALONE = ("", "customer")  # who does a step without staff: nobody, or the customer
CLOSED = (log.RESOLVED, log.WITHDRAWN, log.LOST)
_ENDING = {number: name for name, number in ENDINGS.items()}


def stamp(minutes: float) -> str:
    """Return a time in minutes as ISO 8601 text with its zone, to the millisecond."""
    return (START + timedelta(minutes=float(minutes))).isoformat(timespec="milliseconds")


@dataclass(frozen=True)
class Activity:
    """One visit to a step, begun and ended: times in minutes, marks where psychology is on (else None)."""

    replication: int
    case: int
    customer: int
    kind: str
    channel: str
    activity: str
    resource: str
    contact: int
    attempt: int
    enabled: float
    started: float
    ended: float
    waited: float
    handled: float
    outcome: str
    experience: float | None
    goodwill: float | None

    @property
    def case_id(self) -> str:
        """A name for the case, unique over replications."""
        return f"{self.replication}-{self.case}"

    @property
    def customer_id(self) -> str:
        """A name for the customer, unique over replications."""
        return f"{self.replication}-{self.customer}"


def activities(logs: Sequence[Any], blueprint: Blueprint) -> Iterator[Activity]:
    """Yield every handled visit, in the order in which they ended, replication by replication."""
    for replication, rows in enumerate(logs):
        begun: dict[tuple[int, int, int], tuple[float, float]] = {}
        for row in rows[np.isin(rows["what"], (log.STARTED, log.HANDLED))]:
            visit = int(row["case"]), int(row["chaser"]), int(row["visit"])
            if row["what"] == log.STARTED:
                time = float(row["time"])
                begun.setdefault(visit, (time - _number(row["waited"], 0.0), time))
            else:
                yield _activity(replication, row, begun.pop(visit, None), blueprint)


def _activity(
    replication: int, row: Any, begun: tuple[float, float] | None, blueprint: Blueprint
) -> Activity:
    ended, handled, waited = float(row["time"]), _number(row["handled"], 0.0), _number(row["waited"], 0.0)
    enabled, started = begun or (ended - handled - waited, ended - handled)
    return Activity(
        replication=replication,
        case=int(row["case"]),
        customer=_customer(row),
        kind=_name(row["kind"], blueprint.kind_names),
        channel=_name(row["channel"], blueprint.channel_names),
        activity=_name(row["step"], blueprint.step_names),
        resource=_person(row, blueprint),
        contact=int(row["contact"]),
        attempt=int(row["visit"]),
        enabled=enabled,
        started=started,
        ended=ended,
        waited=started - enabled,
        handled=handled,
        outcome=_outcome(row, blueprint),
        experience=_number(row["experience"]),
        goodwill=_number(row["goodwill_after"]),
    )


def _name(number: Any, names: Sequence[str]) -> str:
    return names[number] if number >= 0 else ""


def _number(value: Any, otherwise: Any = None) -> Any:
    return otherwise if np.isnan(value) else float(value)


def _customer(row: Any) -> int:
    """Return who the customer is: of an unlimited stream, where every need is of a new one, the case."""
    return int(row["customer"]) if row["customer"] >= 0 else int(row["case"])


def _person(row: Any, blueprint: Blueprint) -> str:
    """Return who did it: a member of staff, the customer alone, or (as time passes) nobody."""
    if row["role"] < 0:
        return ALONE[int(blueprint.record["step_present"][row["step"]])]
    role = blueprint.role_names[row["role"]]
    return f"{role}-{row['person'] + 1}" if row["person"] >= 0 else role


def _outcome(row: Any, blueprint: Blueprint) -> str:
    return _ENDING.get(int(row["next_step"])) or _name(row["next_step"], blueprint.step_names)


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


def write_xes(file: TextIO, logs: Sequence[Any], blueprint: Blueprint) -> None:
    """Write XES (IEEE 1849): a trace per case, a start and a complete event per handled visit, by time."""
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write('<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">\n')
    for name in ("Concept", "Lifecycle", "Organizational", "Time"):
        prefix = {"Organizational": "org"}.get(name, name.lower())
        address = f"http://www.xes-standard.org/{prefix}.xesext"
        file.write(f'  <extension name="{name}" prefix="{prefix}" uri="{address}"/>\n')
    file.write('  <classifier name="Activity" keys="concept:name"/>\n')
    for case in _by_case(activities(logs, blueprint)):
        file.write("  <trace>\n")
        _xes_attributes(
            file, 4, {"concept:name": case[0].case_id, "kind": case[0].kind, "channel": case[0].channel}
        )
        for time, _, transition, a in sorted(_transitions(case), key=lambda event: event[:2]):
            _xes_event(file, time, transition, a)
        file.write("  </trace>\n")
    file.write("</log>\n")


def _by_case(found: Iterable[Activity]) -> Iterable[list[Activity]]:
    cases: dict[tuple[int, int], list[Activity]] = {}
    for a in found:
        cases.setdefault((a.replication, a.case), []).append(a)
    return cases.values()


def _transitions(case: Sequence[Activity]) -> Iterator[tuple[float, int, str, Activity]]:
    for i, a in enumerate(case):
        yield a.started, 2 * i, "start", a
        yield a.ended, 2 * i + 1, "complete", a


def _xes_event(file: TextIO, time: float, transition: str, a: Activity) -> None:
    file.write("    <event>\n")
    names = {"concept:name": a.activity, "lifecycle:transition": transition, "org:resource": a.resource}
    _xes_attributes(file, 6, names)
    file.write(f'      <date key="time:timestamp" value="{stamp(time)}"/>\n')
    if transition == "complete" and a.goodwill is not None:
        file.write(f'      <float key="goodwill" value="{a.goodwill:.6g}"/>\n')
    file.write("    </event>\n")


def _xes_attributes(file: TextIO, indent: int, values: dict[str, str]) -> None:
    for key, value in values.items():
        if value:
            file.write(f"{' ' * indent}<string key={quoteattr(key)} value={quoteattr(value)}/>\n")


def write_ocel(file: TextIO, logs: Sequence[Any], blueprint: Blueprint) -> None:
    """Write OCEL 2.0 (JSON): an event per handled visit, about a case, customer, contact and staff."""
    objects: dict[str, dict[str, Any]] = {}
    events = [_ocel_event(i, a, objects) for i, a in enumerate(activities(logs, blueprint))]
    kinds = ("case", "customer", "contact", "staff")
    attributes = [{"name": name, "type": "float"} for name in ("waited_min", "handled_min", "goodwill")]
    document = {
        "objectTypes": [{"name": kind, "attributes": []} for kind in kinds],
        "eventTypes": [{"name": name, "attributes": attributes} for name in blueprint.step_names],
        "objects": list(objects.values()),
        "events": events,
    }
    json.dump(document, file, indent=1)
    file.write("\n")


def _ocel_event(number: int, a: Activity, objects: dict[str, dict[str, Any]]) -> dict[str, Any]:
    case, customer = f"case-{a.case_id}", f"customer-{a.customer_id}"
    about = {case: "case", customer: "customer", f"contact-{a.case_id}-{a.contact}": "contact"}
    if a.resource not in ALONE:
        about[f"staff-{a.resource}"] = "staff"
    for name, kind in about.items():
        objects.setdefault(name, {"id": name, "type": kind, "attributes": [], "relationships": []})
    if not objects[case]["relationships"]:
        objects[case]["relationships"].append({"objectId": customer, "qualifier": "of"})
    values = {"waited_min": a.waited, "handled_min": a.handled, "goodwill": a.goodwill}
    return {
        "id": f"e{number}",
        "type": a.activity,
        "time": stamp(a.ended),
        "attributes": [{"name": name, "value": value} for name, value in values.items() if value is not None],
        "relationships": [{"objectId": name, "qualifier": kind} for name, kind in about.items()],
    }


def write_vidigi(file: TextIO, logs: Sequence[Any], blueprint: Blueprint) -> None:
    """Write the log that vidigi animates: arrival, waiting, use of staff, departure; time in minutes."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow("entity_id pathway event_type event time resource_id run_number".split())
    for run, rows in enumerate(logs):
        for row in rows:
            event = _vidigi_event(row, blueprint)
            if event is not None:
                kind, name, resource = event
                pathway = _name(row["kind"], blueprint.kind_names)
                writer.writerow((row["case"], pathway, kind, name, f"{row['time']:.4f}", resource, run))


def _vidigi_event(row: Any, blueprint: Blueprint) -> tuple[str, str, Any] | None:
    what, step = row["what"], _name(row["step"], blueprint.step_names)
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


Writer = Callable[..., None]
WRITERS: dict[str, Writer] = {"csv": write_csv, "xes": write_xes, "ocel": write_ocel, "vidigi": write_vidigi}
