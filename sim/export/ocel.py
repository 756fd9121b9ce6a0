"""OCEL 2.0 (JSON), for process mining: events about several objects."""

import json
from collections.abc import Sequence
from typing import Any, TextIO

from sim.blueprint import Blueprint
from sim.export.activities import ALONE, Activity, activities, stamp


def write_ocel(file: TextIO, logs: Sequence[Any], blueprint: Blueprint) -> None:
    """Write OCEL 2.0 (JSON): an event per handled visit, about a case, customer, contact and staff."""
    objects: dict[str, dict[str, Any]] = {}
    events = [_event(i, a, objects) for i, a in enumerate(activities(logs, blueprint))]
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


def _event(number: int, a: Activity, objects: dict[str, dict[str, Any]]) -> dict[str, Any]:
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
