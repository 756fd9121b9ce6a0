"""OCEL 2.0 (JSON), for process mining: events about several objects."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from sim.blueprint import Blueprint
from sim.kernel import order
from sim.records import log
from sim.records.log import WHAT
from sim.views.export.activities import (
    OF_VISITS,
    OPEN,
    SILENT,
    Activity,
    activities,
    by_case,
    outcomes,
)

EVENT = {
    "waited_min": "float", "handled_min": "float", "enabled": "time", "started": "time", "part": "integer",
    "ended": "string", "next": "string", "experience": "float", "goodwill": "float",
}  # fmt: skip
OBJECTS = {
    "case": {"kind": "string", "channel": "string", "outcome": "string"},
    "customer": {},
    "contact": {"cause": "string"},
    "staff": {"role": "string"},
}
NO_EVENT = {*SILENT, *OF_VISITS, log.STAFF}
ALWAYS = "1970-01-01T00:00:00Z"  # since when an attribute that does not change has its value

Json = dict[str, Any]


def write_ocel(file: TextIO, logs: Sequence[Any], blueprint: Blueprint) -> None:
    """Write OCEL 2.0 (JSON): an event per activity, about a case, its customer, a contact and staff; piece by piece."""
    names = [*blueprint.step_names, *(name for what, name in enumerate(WHAT) if what not in NO_EVENT)]
    file.write('{"objectTypes": ')
    json.dump([{"name": name, "attributes": _declared(has)} for name, has in OBJECTS.items()], file)
    file.write(',\n"eventTypes": ')
    json.dump([{"name": name, "attributes": _declared(EVENT)} for name in names], file)
    _write_list(file, "objects", _objects(logs, blueprint))
    _write_list(file, "events", (_event(i, a) for i, a in enumerate(activities(logs, blueprint))))
    file.write("}\n")


def _declared(attributes: dict[str, str]) -> list[Json]:
    return [{"name": name, "type": kind} for name, kind in attributes.items()]


def _write_list(file: TextIO, name: str, things: Iterable[Json]) -> None:
    file.write(f',\n"{name}": [')
    for i, thing in enumerate(things):
        file.write(",\n" if i else "\n")
        file.write(json.dumps(thing))
    file.write("\n]")


def _objects(logs: Sequence[Any], blueprint: Blueprint) -> Iterator[Json]:
    """Yield each object once: case by case with its contacts, and whoever was not met before."""
    ends = [outcomes(rows) for rows in logs]
    met: set[tuple[int, int] | str] = set()
    for case in by_case(logs, blueprint):
        first = case[0]
        yield _case(first, ends[first.replication].get(first.case, OPEN))
        if _is_new(first, blueprint, met):
            yield _object(f"customer-{first.customer_id}", "customer", {})
        contacts = {a.contact_id: a.cause for a in reversed(case) if a.contact_id}
        for name, cause in contacts.items():
            yield _object(f"contact-{name}", "contact", {"cause": cause})
        for name, role in {_staff(a): a.role for a in case}.items():
            if name and name not in met:
                met.add(name)
                yield _object(name, "staff", {"role": role})


def _is_new(first: Activity, blueprint: Blueprint, met: set[Any]) -> bool:
    """Return whether the customer of a case was not met before; of an unlimited stream only complaints are of one who was."""
    if not blueprint.record["population"]:
        return first.customer == first.case
    who = first.replication, first.customer
    new = who not in met
    met.add(who)
    return new


def _case(first: Activity, end: str) -> Json:
    about = first.case & ~(1 << order.COMPLAINT_BIT)
    related = [(f"customer-{first.customer_id}", "of")]
    if about != first.case:
        related.append((f"case-{first.replication}-{about}", "complaint about"))
    has = {"kind": first.kind, "channel": first.channel, "outcome": end}
    return {**_object(f"case-{first.case_id}", "case", has), "relationships": _related(related)}


def _object(name: str, kind: str, has: dict[str, str]) -> Json:
    attributes = [{"name": key, "time": ALWAYS, "value": value} for key, value in has.items() if value]
    return {"id": name, "type": kind, "attributes": attributes, "relationships": []}


def _related(to: Iterable[tuple[str, str]]) -> list[Json]:
    return [{"objectId": name, "qualifier": qualifier} for name, qualifier in to]


def _staff(a: Activity) -> str:
    return f"staff-{a.resource}" if a.resource and a.role else ""


def _event(number: int, a: Activity) -> Json:
    about = [(f"case-{a.case_id}", "case"), (f"customer-{a.customer_id}", "customer")]
    values: Json = {
        "ended": a.ended,
        "next": a.outcome or None,
        "experience": a.experience,
        "goodwill": a.goodwill,
    }
    if a.contact_id:
        about.append((f"contact-{a.contact_id}", "contact"))
    if a.visit is not None:
        times = {"enabled": a.stamp(a.enabled), "started": None if a.started is None else a.stamp(a.started)}
        values = {"waited_min": a.waited, "handled_min": a.handled, "part": a.part, **times, **values}
    if _staff(a):
        about.append((_staff(a), "staff"))
    return {
        "id": f"e{number}",
        "type": a.activity,
        "time": a.stamp(a.finished),
        "attributes": [{"name": name, "value": value} for name, value in values.items() if value is not None],
        "relationships": _related(about),
    }
