"""The appointments of a design, written into a blueprint: the slots of each role, and how customers keep to them."""

import math
from typing import Any

from sim.blueprint import dated
from sim.blueprint.dated import Calendar
from sim.blueprint.layout import BOOK_NUMBERS
from sim.blueprint.tables import Tables
from sim.scenario.fields.design import Appointments, Role
from sim.scenario.text.calendars import Schedule, alike
from sim.scenario.text.slots import grid, kept_free, while_there


def write_appointments(
    record: Any, tables: Tables, i: int, role: Role, there: Schedule, kinds: list[str], days: Calendar | None
) -> None:  # fmt: skip
    """Write the slots of a role of which so many people are there: times, places, and places kept free; nothing where it has none."""
    rule = role.appointments
    record["role_late"][i] = tables.distribution(rule.late if rule else None)
    if rule is None:
        return
    plan = _plan(rule, there, days)
    slots = grid(plan, rule.slots)
    places = [number for _, number in slots]
    record["appointments"] = 1
    record["role_slots"][i] = tables.add([*(time for time, _ in slots), *places, *kept_free(places, rule.kept_free)])
    record["role_slots_count"][i], record["role_slots_cycle"][i] = len(slots), plan.cycle
    _write_book(record, i, rule)
    _write_rule(record, i, rule)
    for k, kind in enumerate(kinds):
        record["role_urgent"][i][k] = rule.urgent_of(kind)


def _plan(rule: Appointments, there: Schedule, days: Calendar | None) -> Schedule:
    """Return for how many there is a place at once: as many as there are, or as is said, while anybody is there."""
    if rule.side_by_side is None:
        return there
    if days is not None and there.cycle == days.length:
        return while_there(dated.each_day(rule.side_by_side, days), there)
    return while_there(*alike(rule.side_by_side, there))


def _write_book(record: Any, i: int, rule: Appointments) -> None:
    """Write where the slots of a role stand in the book: all that can be booked in the run."""
    cycles = math.ceil((float(record["horizon"]) + rule.horizon) / float(record["role_slots_cycle"][i])) + 1
    record["role_book"][i], record["role_book_slots"][i] = record["book"], cycles * record["role_slots_count"][i]
    record["book"] += BOOK_NUMBERS * record["role_book_slots"][i]


def _write_rule(record: Any, i: int, rule: Appointments) -> None:
    record["role_preferred"][i] = rule.day == "preferred"
    for name, value in (
        ("slot", rule.slots), ("ahead", rule.horizon), ("notice", rule.notice), ("no_show", rule.no_show), ("moves", rule.moves),
    ):  # fmt: skip
        record[f"role_{name}"][i] = value
