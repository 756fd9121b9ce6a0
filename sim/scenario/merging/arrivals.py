"""Needs whose arrivals stand in a client's file: put into the tree as rate, profile and dispersion, or as times to replay."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import fmean, variance
from typing import Any

from sim.scenario.fields.model import Note
from sim.scenario.text import dates
from sim.scenario.text.calendars import DAYS
from sim.scenario.text.counts import CountFile, CountRow
from sim.scenario.text.dates import Days, Holidays
from sim.scenario.text.faults import Fault, Faults, ScenarioError, did_you_mean, shown
from sim.scenario.text.tree import Node, follow, node_of, plain, with_value
from sim.scenario.text.units import DAY, UnreadableError, number

KEYS = ("file", "date", "time", "count", "without", "scale", "as")
FORMS = ("profile", "replay")
MOST_REPLAYED = 200_000
RARE = 10  # single calls a day: a day without any is no wonder where there are fewer
FEW = 5  # days beside the first of each weekday, from which a spread of days can be told
_FORM = "{file: calls.csv}, with date, time, count (columns), without (days), scale and as: profile or replay"


@dataclass(frozen=True)
class CountedArrivals:
    """What a file of counts says: rows by time, the length of an interval (minutes; nought for single calls), days that count."""

    rows: list[CountRow]
    interval: float
    days: list[date]

    @property
    def by_day(self) -> dict[date, list[CountRow]]:
        """The rows of each day that counts, none for a day without any."""
        found: dict[date, list[CountRow]] = {day: [] for day in self.days}
        for row in self.rows:
            if row.when.date() in found:
                found[row.when.date()].append(row)
        return found


def put_in(tree: Node, file: str, findings: Faults) -> tuple[Node, list[Note]]:
    """Return the tree with what the files of its needs say in place of `arrivals`, and notes on where it comes from."""
    needs, notes = follow(tree, ("world", "needs"))[1], []
    for name, need in list(needs.value.items()) if needs.is_mapping else ():
        if not (need.is_mapping and "arrivals" in need.value):
            continue
        try:
            entries, note = _entries(tree, name, need, file)
        except ScenarioError as refused:
            findings.add(refused.faults)
            entries, note = {"rate": "1 / week"}, None  # so that the rest is checked
        line, bare = need.keys["arrivals"], need.without("arrivals")
        for key, value in entries.items():
            bare = bare.with_entry(key, node_of(value, line), line)
        tree = with_value(tree, ("world", "needs", name), bare)
        notes += [note] if note else []
    return tree, notes


def _entries(tree: Node, name: str, need: Node, file: str) -> tuple[dict[str, Any], Note]:
    """Return the fields of a need that its file stands for, and a note of where they come from."""
    asked = _asked(name, need, file)
    columns = {part: asked.get(part) for part in ("date", "time", "count")}
    rows = CountFile(Path(file).parent if file else Path(), asked["file"], columns).rows()
    found = _read(tree, rows, asked)
    span = f"{found.days[0]} to {found.days[-1]}, {len(found.days)} days"
    note = {"source": f"{asked['file']}: {span}"}
    if asked.get("as") == "replay":
        times = list(_replayed(tree, found, need.keys["arrivals"], file, name))
        return {"at": [f"{minutes!r} min" for minutes in times]}, Note(path=f"world.needs.{name}.at", value="times", **note)
    _check_gaps(asked["file"], found)
    entries = _estimated(found, asked)
    return entries, Note(path=f"world.needs.{name}.rate", value=str(entries["rate"]), **note)


def _asked(name: str, need: Node, file: str) -> dict[str, Any]:
    """Return what is asked of a file, checked."""
    field, node = f"world.needs.{name}.arrivals", need.value["arrivals"]
    line, faults = need.keys["arrivals"], []

    def fault(key: str, at: int, given: Any, allowed: str, advice: str) -> None:
        faults.append(Fault(file, at, f"{field}.{key}" if key else field, given, allowed, advice))

    given = plain(node)
    if not isinstance(given, dict) or not isinstance(given.get("file"), str):
        fault("", line, shown(given), _FORM, "write it in this form")
        raise ScenarioError(faults)
    for key in given:
        if key not in KEYS:
            fault(key, node.keys[key], f"the unknown key {key}", ", ".join(KEYS), did_you_mean(key, KEYS))
    for key in ("rate", "profile", "dispersion", "at", "count", "interarrival", "size", "busyness"):
        if key in need.value:
            fault("", need.keys[key], f"{key} beside arrivals", "one of the two", f"leave {key} out: the file says it")
    if given.get("as", "profile") not in FORMS:
        fault("as", node.keys["as"], shown(given["as"]), " or ".join(FORMS), "choose one of these words")
    for key, reader in (("without", dates.stretches), ("scale", lambda one: number(one, 0, 1000, "a number"))):
        try:
            given[key] = reader(given[key]) if key in given else None
        except UnreadableError as wrong:
            fault(key, node.keys[key], shown(given[key]), wrong.allowed, wrong.advice)
    if faults:
        raise ScenarioError(faults)
    return given


def _read(tree: Node, rows: list[CountRow], asked: Mapping[str, Any]) -> CountedArrivals:
    first, last = rows[0].when.date(), rows[-1].when.date()
    without = left_out(tree, asked, first, last)
    days = [day for day in Days(first=first, last=last) if day not in without]
    moments = sorted({row.when for row in rows if row.when.date() not in without})
    by_call = len(moments) > 1 and all(row.count == 1.0 for row in rows) and any(when.second or when.minute % 5 for when in moments)
    steps = [(b - a).total_seconds() / 60.0 for a, b in pairwise(moments) if a.date() == b.date()]
    return CountedArrivals(rows, 0.0 if by_call else min(steps, default=DAY), days)


def left_out(tree: Node, asked: Mapping[str, Any], first: date, last: date) -> set[date]:
    """Return the days that do not count: those named, and public holidays."""
    named = {day for stretch in asked["without"] or () for day in stretch}
    node = follow(tree, ("world", "holidays"))
    try:
        kept = dates.holidays(plain(node[1])) if node[3] else None
    except UnreadableError:
        kept = None  # said where holidays are read
    return named | set(kept.within(first, last) if isinstance(kept, Holidays) else ())


def _check_gaps(name: str, found: CountedArrivals) -> None:
    """Refuse days without rows where others of the same weekday have them: nobody came, or nobody counted?"""
    by_day, expected = found.by_day, defaultdict(list)
    for day, rows in by_day.items():
        if rows:
            expected[day.weekday()].append(len(rows))
    least = 0 if found.interval else RARE
    gaps = [day for day, rows in by_day.items() if not rows and fmean(expected[day.weekday()] or [-1]) > least]
    faults = [
        Fault(name, 0, "date", f"no row for {day} ({DAYS[day.weekday()]})", "rows for each day of the week that has them",
              f"add rows with 0, or leave the day out: without: [{day}]")
        for day in gaps[:20]
    ]  # fmt: skip
    if faults:
        raise ScenarioError(faults)
    if len({day.weekday() for day in found.days}) < 7:
        raise ScenarioError([Fault(name, 0, "file", f"{len(found.days)} days", "at least a whole week", "export more weeks")])


def _estimated(found: CountedArrivals, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return rate, profile and dispersion: the mean number in each block of the week, and how days that are alike differ."""
    step = found.interval or 30.0
    sums: dict[tuple[int, int], float] = defaultdict(float)
    alike: dict[int, list[float]] = defaultdict(list)
    for day, rows in found.by_day.items():
        alike[day.weekday()].append(sum(row.count for row in rows))
        for row in rows:
            sums[day.weekday(), _block(row.when, step)] += row.count
    means = {block: total / len(alike[block[0]]) for block, total in sums.items() if total}
    weekly = math.fsum(means.values())
    profile = {_hours(weekday, block, step): mean for (weekday, block), mean in sorted(means.items())}
    scale = 1.0 if asked["scale"] is None else asked["scale"]
    entries = {"rate": f"{weekly * scale!r} / week", "profile": profile}
    spread = _dispersion(alike.values())
    return entries if spread is None else entries | {"dispersion": spread}


def _block(when: datetime, step: float) -> int:
    return int((when.hour * 60 + when.minute) // step)


def _hours(weekday: int, block: int, step: float) -> str:
    start, end = block * step, min(DAY, (block + 1) * step)
    clock = [f"{int(minute // 60):02d}:{int(minute % 60):02d}" for minute in (start, end)]
    return f"{DAYS[weekday]} {clock[0]}-{clock[1]}"


def _dispersion(alike: Iterable[list[float]]) -> float | None:
    """Return the index of dispersion of days of the same weekday, pooled; None where it can't be told, or is that of Poisson."""
    known = [(len(counts) - 1, variance(counts) / fmean(counts)) for counts in alike if len(counts) > 1 and fmean(counts) > 0]
    degrees = sum(free for free, _ in known)
    if degrees < FEW:
        return None
    index = sum(free * one for free, one in known) / degrees
    return round(index, 3) if index > 1.0 else None


def _replayed(tree: Node, found: CountedArrivals, line: int, file: str, name: str) -> Iterator[float]:
    """Yield the minutes of the run at which a need arises: single calls as they came, those of an interval spread evenly."""
    node = follow(tree, ("run", "start"))
    try:
        start = dates.monday(plain(node[1])) if node[3] else None
    except UnreadableError:
        start = None
    field = f"world.needs.{name}.arrivals.as"
    if start is None:
        allowed, advice = "replay together with run.start", "add for instance run: {start: 2026-01-05}"
        raise ScenarioError([Fault(file, line, field, "replay", allowed, advice)])
    total = sum(row.count for row in found.rows)
    if total > MOST_REPLAYED:
        allowed = f"at most {MOST_REPLAYED:,} arrivals to replay"
        raise ScenarioError([Fault(file, line, field, f"{total:,.0f} arrivals", allowed, "leave as: replay out, or replay less")])
    zero = datetime.combine(start, datetime.min.time())
    for row in found.rows:
        minutes = (row.when - zero) / timedelta(minutes=1)
        if minutes >= 0:
            each = found.interval / row.count if found.interval and row.count else 0.0
            yield from (minutes + each * (i + 0.5) if each else minutes for i in range(int(row.count)))
