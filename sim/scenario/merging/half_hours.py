"""Observed half-hours that stand in a client's file: put into the tree as the means of each half-hour of the week."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any

from sim.scenario.fields.model import Note
from sim.scenario.fields.observed import COUNTED, LESS, SLOT
from sim.scenario.merging.arrivals import left_out
from sim.scenario.text import dates
from sim.scenario.text.calendars import DAYS
from sim.scenario.text.counts import CountFile, CountRow, Extra, counted
from sim.scenario.text.faults import Fault, Faults, ScenarioError, did_you_mean, shown
from sim.scenario.text.tree import Node, follow, node_of, plain, with_value
from sim.scenario.text.units import DAY, UnreadableError

PATH = ("observed", "half_hours")
KEYS = ("file", "role", "date", "time", *COUNTED, "wait", "without")
_FORM = "{file: exchange.csv}, with role, date, time, offered, answered, within, gave_up, wait (columns) and without (days)"
_CLOCK = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5}(?:[.,]\d+)?)")


def _wait(cell: Any) -> float:
    """Return minutes of a mean wait: seconds, or minutes and seconds ("1:35"), or hours as well."""
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute + cell.second / 60
    found = _CLOCK.fullmatch(str(cell).strip())
    if not found:
        raise ValueError(cell)
    hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.groups())
    return hours * 60 + minutes + seconds / 60


_WHOLE = "a whole number of at least 0"
EXTRA = {
    "answered": Extra(("answered", "beantwoord", "aangenomen", "handled"), counted, _WHOLE),
    "within": Extra(("within", "within norm", "binnen norm", "binnen de norm"), counted, _WHOLE),
    "gave_up": Extra(("gave up", "given up", "abandoned", "afgehaakt", "opgehangen"), counted, _WHOLE),
    "wait": Extra(("wait", "wachttijd", "gemiddelde wachttijd", "asa", "mean wait"), _wait, "seconds such as 35, or a time as 1:35"),
}


def put_in(tree: Node, file: str, findings: Faults) -> tuple[Node, list[Note]]:
    """Return the tree with what the file of `observed.half_hours` says in its place, and a note of where it comes from."""
    _, node, _, there = follow(tree, PATH)
    if not there or not node.is_mapping or "file" not in node.value:
        return tree, []
    try:
        entries, note = _entries(tree, node, file)
    except ScenarioError as refused:
        findings.add(refused.faults)
        return with_value(tree, PATH, node_of(None, node.line)), []
    return with_value(tree, PATH, node_of(entries, node.line)), [note]


def _entries(tree: Node, node: Node, file: str) -> tuple[dict[str, Any], Note]:
    given = _asked(node, file)
    columns = {part: given.get(part) for part in ("date", "time", *EXTRA)} | {"count": given.get("offered")}
    found = CountFile(Path(file).parent if file else Path(), given["file"], columns, EXTRA)
    rows = found.rows()
    without = left_out(tree, given, rows[0].when.date(), rows[-1].when.date())
    kept = [row for row in rows if row.when.date() not in without]
    _check(found, kept)
    role = {"role": given["role"]} if "role" in given else {}
    days = {row.when.date() for row in kept}
    source = f"{given['file']}: {min(days)} to {max(days)}, {len(days)} days"
    return role | {"at": _means(kept, days)}, Note(path=".".join(PATH), value="half-hours", source=source)


def _asked(node: Node, file: str) -> dict[str, Any]:
    """Return what is asked of a file, checked."""
    given, field, faults = dict(plain(node)), ".".join(PATH), []
    for key, value in given.items():
        at = node.keys[key]
        if key not in KEYS:
            faults.append(Fault(file, at, f"{field}.{key}", f"the unknown key {key}", ", ".join(KEYS), did_you_mean(key, KEYS)))
        elif key != "without" and not isinstance(value, str):
            faults.append(Fault(file, at, f"{field}.{key}", shown(value), _FORM, "write a name"))
    try:
        given["without"] = dates.stretches(given["without"]) if "without" in given else None
    except UnreadableError as wrong:
        faults.append(Fault(file, node.keys["without"], f"{field}.without", shown(given["without"]), wrong.allowed, wrong.advice))
    if faults:
        raise ScenarioError(faults)
    return given


def _check(file: CountFile, rows: list[CountRow]) -> None:
    """Refuse intervals that are no half-hours or parts of one, and rows in which more are answered than came."""
    if not rows:
        raise ScenarioError([Fault(file.name, 0, "file", "no row that counts", "days that are not left out", "export more days")])
    steps = [(b.when - a.when).total_seconds() / 60 for a, b in pairwise(rows) if a.when.date() == b.when.date()]
    if min(steps, default=DAY) > SLOT:
        allowed = "a row for each half-hour, or for a part of one"
        raise ScenarioError([Fault(file.name, rows[0].line, "time", "other intervals", allowed, "export half-hours")])
    faults = [fault for row in rows for fault in _impossible(file.name, row)]
    if faults:
        raise ScenarioError(faults[:20])


def _impossible(name: str, row: CountRow) -> Iterable[Fault]:
    figures = {"offered": row.count, **row.more}
    for less, more in LESS:
        if less in figures and more in figures and figures[less] > figures[more]:
            given = f"{figures[less]:g} of {figures[more]:g} {more}"
            yield Fault(name, row.line, less, given, f"at most as many as {more}", "look it up, or leave the row out")
            return


def _means(rows: list[CountRow], days: set[date]) -> dict[str, dict[str, Any]]:
    """Return the mean of each half-hour of the week over the days that have rows; of waits that of those answered."""
    often: dict[int, int] = defaultdict(int)
    for day in days:
        often[day.weekday()] += 1
    slots: dict[tuple[int, int], list[CountRow]] = defaultdict(list)
    for row in rows:
        slots[row.when.weekday(), int((row.when.hour * 60 + row.when.minute) // SLOT)].append(row)
    return {_named(*slot): _mean(some, often[slot[0]]) for slot, some in sorted(slots.items())}


def _named(weekday: int, slot: int) -> str:
    minute = int(slot * SLOT)
    return f"{DAYS[weekday]} {minute // 60:02d}:{minute % 60:02d}"


def _mean(rows: list[CountRow], days: int) -> dict[str, Any]:
    found: dict[str, Any] = {"offered": sum(row.count for row in rows) / days}
    for part in COUNTED[1:]:
        if any(part in row.more for row in rows):
            found[part] = sum(row.more.get(part, 0.0) for row in rows) / days
    waits = [(row.more["wait"], _weight(row)) for row in rows if "wait" in row.more]
    if waits:
        weights = sum(weight for _, weight in waits)
        mean = sum(wait * weight for wait, weight in waits) / weights if weights else fmean(wait for wait, _ in waits)
        found["wait"] = f"{mean!r} min"
    return found


def _weight(row: CountRow) -> float:
    more: Mapping[str, float] = row.more
    return more.get("answered", row.count)
