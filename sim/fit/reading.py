"""A log, read and checked: events with case, activity, start, end and resource, or calls with wait and outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.fit import columns as named_columns
from sim.fit import source
from sim.fit.findings import Finding, Findings, Given
from sim.fit.stamps import stamps
from sim.scenario.text.faults import shown

TEXTS = ("case", "activity", "resource", "lifecycle", "outcome")
_NO_COLUMN = ("no column for {parts} among {columns}", "geen kolom voor {parts} onder {columns}")
ENDS_UP = ("complete", "completed", "end", "closed", "ate_abort", "autoskip")


@dataclass(frozen=True)
class Log:
    """A log as read. `frame` has case, activity, start, end, resource (times of the clock on the wall), in the order of time.

    `columns` names the column of each part, `starts` says whether there are starts, `zone` what stood behind most times.
    """

    file: str
    frame: Any
    columns: Mapping[str, str]
    separator: str
    starts: bool
    zone: str
    findings: tuple[Finding, ...]

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return int(self.frame["case"].nunique())


def read_log(path: Path, named: dict[str, str], findings: Findings) -> Log:
    """Read a log of events, by columns that are named or guessed; raises LogError for one that nothing can be fitted to."""
    columns, by = source.head(path, findings)
    if by == "xes":
        return read_events(path, dict(source.XES_COLUMNS), by, findings)
    absent = [f"{part}: {column!r}" for part, column in named.items() if column not in columns]
    found = named_columns.guessed(columns, named)
    if absent or any(part not in found for part in named_columns.NEEDED[0]):
        missing = absent or [part for part in named_columns.NEEDED[0] if part not in found]
        findings.add("L02", _NO_COLUMN, 1, parts=", ".join(missing), columns=", ".join(columns[:12]))
    return read_events(path, found, by, findings)


def read_events(path: Path, columns: dict[str, str], by: str, findings: Findings) -> Log:
    """Read a log of events; raises LogError for one that nothing can be fitted to."""
    parts = [_typed(frame, findings) for frame in source.rows(path, columns, by, findings)]
    if not sum(map(len, parts)):
        findings.add("L01", ("no rows", "geen regels"))
    frame = pd.concat([_as_text(part) for part in parts], ignore_index=True)
    zone = parts[0].attrs.get("zone", "")
    missing = [part for part in named_columns.NEEDED[0] if part not in frame]
    if missing:
        findings.add("L02", ("no column for {parts}", "geen kolom voor {parts}"), parts=", ".join(missing))
    frame, starts = _with_starts(frame, findings)
    frame = _clean(frame, findings)
    return Log(str(path), frame, columns, by, starts, zone, tuple(findings.found))


def _as_text(frame: Any) -> Any:
    return frame.astype({name: object for name in TEXTS if name in frame})


def _typed(frame: Any, findings: Findings) -> Any:
    """Return rows with times instead of their texts, and those left out that have none."""
    for part in ("start", "end"):
        if part in frame:
            frame = _read_times(frame, part, findings)
    needed = [part for part in ("case", "activity") if part in frame]
    empty = frame[needed].isna().any(axis=1)
    last = len(frame) - 1
    bad = frame["end"].isna() if "end" in frame else empty
    if len(frame) and len(frame) < source.CHUNK and (empty | bad).iloc[last]:
        findings.add("L15", ("a row that breaks off", "een regel die afbreekt"), int(frame[source.LINE].iloc[last]))
        frame, empty, bad = frame.iloc[:last], empty.iloc[:last], bad.iloc[:last]
    _note(frame, empty, "L10", ("nothing", "niets"), ", ".join(needed), findings)
    attrs = frame.attrs
    frame = frame[~(empty | bad)]
    frame.attrs.update(attrs)
    return frame


def _note(frame: Any, which: Any, code: str, given: Given, column: str, findings: Findings) -> None:
    if which.any():
        first = frame[which].iloc[0]
        findings.add(code, given, int(first[source.LINE]), column, int(which.sum()))


def _read_times(frame: Any, part: str, findings: Findings) -> Any:
    texts = frame[part]
    read = stamps(texts)
    bad = read.times.isna() & texts.notna() & (frame.index < len(frame) - 1)
    if bad.any():
        _note(frame, bad, "L11", shown(texts[bad].iloc[0]), part, findings)
    if len(read.forms) > 1:
        findings.add("L16", ("dates written in different ways", "datums op verschillende manieren"), column=part)
    if read.unclear:
        findings.add("L17", shown(texts.iloc[0]), column=part)
    if len(read.zones) > 1:
        findings.add("L18", ", ".join(read.zones[:4]), column=part)
    frame = frame.assign(**{part: read.times})
    if read.zones:
        frame.attrs["zone"] = read.zones[0]
    return frame


def _with_starts(frame: Any, findings: Findings) -> tuple[Any, bool]:
    """Return events with start and end: as they are, from pairs of start and complete, or with the end twice."""
    if "start" in frame:
        return frame.assign(start=frame["start"].fillna(frame["end"])), True
    if "lifecycle" in frame:
        kind = frame["lifecycle"].fillna("").str.lower()
        if (kind == "start").any():
            return _paired(frame, kind), True
        frame = frame[kind.isin(ENDS_UP) | (kind == "")] if kind.isin(ENDS_UP).any() else frame
    findings.add("L20", ("one time in each row", "één tijd per regel"))
    return frame.assign(start=frame["end"]), False


def _paired(frame: Any, kind: Any) -> Any:
    """Return each completed activity with the start of the same number in its case."""
    same = ["case", "activity"]
    begun, done = frame[kind == "start"].copy(), frame[kind.isin(ENDS_UP)].copy()
    for part in (begun, done):
        part["n"] = part.sort_values("end").groupby(same, observed=True).cumcount()
    begun = begun.rename(columns={"end": "start"})[[*same, "n", "start"]]
    both = done.merge(begun, on=[*same, "n"], how="left")
    return both.assign(start=both["start"].fillna(both["end"])).drop(columns="n")


def _clean(frame: Any, findings: Findings) -> Any:
    """Return events in the order of time, those left out that cannot be."""
    if "resource" not in frame:
        findings.add("L29", ("no column for it", "geen kolom daarvoor"))
        frame = frame.assign(resource="")
    before = frame["end"] < frame["start"]
    if before.any():
        _note(frame, before, "L12", shown(str(frame[before]["end"].iloc[0])), "end", findings)
        frame = frame[~before]
    frame = frame.assign(resource=frame["resource"].fillna(""))
    double = frame.duplicated(["case", "activity", "start", "end", "resource"])
    if double.any():
        _note(frame, double, "L13", ("a row that is there already", "een regel die er al is"), "", findings)
        frame = frame[~double]
    frame = _sorted(frame, findings)
    if frame["case"].nunique() < 2:
        findings.add("L03", str(frame["case"].nunique()))
    return frame


def _sorted(frame: Any, findings: Findings) -> Any:
    """Sort events by case and time; that rows of one case stand in another order is said."""
    codes = {name: frame[name].astype("category") for name in ("case", "activity", "resource")}
    frame = frame.assign(**codes)[["case", "activity", "start", "end", "resource", source.LINE]]
    ordered = frame.sort_values(["case", "start", "end", source.LINE], kind="stable")
    same = ordered["case"].cat.codes.diff() == 0
    back = same & (ordered[source.LINE].diff() < 0)
    if back.mean() > 0.2:
        _note(ordered, back, "L14", ("rows in another order", "regels in een andere volgorde"), "", findings)
    return ordered.reset_index(drop=True)
