"""The rows of a log as text, some at a time: CSV with any separator, plain or packed (.gz), and XES."""

import csv
import gzip
import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

import pandas as pd

from sim.fit.columns import separator
from sim.fit.findings import Findings

ROWS = 5_000_000
CHUNK = 250_000
BYTES = 1 << 20
LINE = "line"  # the column with the number of the line


def open_text(path: Path) -> Any:
    """Open a log as text: UTF-8, else the code page of Windows; unpacked where it is packed."""
    with open(path, "rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    opened: Any = gzip.open(path, "rb") if packed else open(path, "rb")  # noqa: SIM115 - handed on
    start = opened.read(BYTES)
    opened.seek(0)
    try:
        start[: start.rfind(b"\n") + 1].decode("utf-8")
        return io.TextIOWrapper(opened, "utf-8-sig", errors="replace", newline="")
    except UnicodeDecodeError:
        return io.TextIOWrapper(opened, "cp1252", errors="replace", newline="")


def head(path: Path, findings: Findings) -> tuple[list[str], str]:
    """Return the columns of a log and what separates them; of XES the names of its attributes."""
    try:
        with open_text(path) as file:
            first = file.readline(BYTES)
            while first and not first.strip():
                first = file.readline(BYTES)
    except (OSError, EOFError) as error:
        if isinstance(error, FileNotFoundError | IsADirectoryError | PermissionError):
            raise
        findings.add("L04", ("a file that can't be unpacked", "een bestand dat niet uit te pakken is"))
    if not first:
        findings.add("L01", ("an empty file", "een leeg bestand"))
    if first.lstrip().startswith("<"):
        return [], "xes"
    if "\0" in first:
        findings.add("L04", ("a file that is no text", "een bestand dat geen tekst is"), 1)
    return next(csv.reader([first], delimiter=separator(first))), separator(first)


def rows(path: Path, columns: dict[str, str], by: str, findings: Findings) -> Iterator[Any]:
    """Yield frames of text with a column for each part that is asked for, and the number of the line."""
    found = _from_xes(path, findings) if by == "xes" else _from_csv(path, columns, by, findings)
    total = 0
    for frame in found:
        total += len(frame)
        if total > ROWS:
            findings.add("L04", ("more rows", "meer regels"))
        yield frame


def _from_csv(path: Path, columns: dict[str, str], by: str, findings: Findings) -> Iterator[Any]:
    part = {column: name for name, column in columns.items()}
    at = 2
    with open_text(path) as file, warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        reader = pd.read_csv(
            file, sep=by, dtype=str, usecols=list(part), chunksize=CHUNK, on_bad_lines="warn", keep_default_na=False,
            na_values=[""], skip_blank_lines=True,
        )  # fmt: skip
        try:
            for frame in reader:
                frame = frame.rename(columns=part)
                frame[LINE] = range(at, at + len(frame))
                at += len(frame)
                yield frame
        except (pd.errors.ParserError, EOFError, OSError):
            findings.add("L15", ("a file that breaks off", "een bestand dat afbreekt"), at)
    _wrong_lines([str(one.message) for one in said if one.category is pd.errors.ParserWarning], findings)


def _wrong_lines(said: list[str], findings: Findings) -> None:
    lines = [int(line.split(":")[0].split()[-1]) for text in said for line in text.splitlines() if "line" in line]
    if lines:
        findings.add("L28", ("more fields", "meer velden"), lines[0], rows=len(lines))


_XES = {
    "concept:name": "activity", "time:timestamp": "end", "start_timestamp": "start", "org:resource": "resource",
    "lifecycle:transition": "lifecycle", "start:timestamp": "start",
}  # fmt: skip
XES_COLUMNS = {"case": "case:concept:name", "activity": "concept:name", "end": "time:timestamp", "resource": "org:resource"}
_KINDS = ("string", "date", "int", "float", "id", "boolean")


def _from_xes(path: Path, findings: Findings) -> Iterator[Any]:
    """Yield the events of an XES file; traces are forgotten as soon as they are read."""
    gathered: list[dict[str, Any]] = []
    for number, trace in enumerate(_traces(path, findings), 1):
        case = _attributes(trace).get("concept:name", str(number))
        for event in (one for one in trace if _tag(one) == "event"):
            known = _attributes(event)
            gathered.append({"case": case} | {_XES[key]: value for key, value in known.items() if key in _XES})
        if len(gathered) >= CHUNK:
            yield _frame(gathered)
            gathered = []
    yield _frame(gathered)


def _frame(gathered: list[dict[str, Any]]) -> Any:
    frame = pd.DataFrame(gathered)
    frame[LINE] = 0
    return frame


def _traces(path: Path, findings: Findings) -> Iterator[Element]:
    parser: Any = XMLPullParser(("start", "end"))
    log: Element | None = None
    with open_text(path) as file:
        try:
            while part := file.read(BYTES):
                if "<!ENTITY" in part or "<!DOCTYPE" in part:
                    findings.add("L04", ("XML with declarations of its own", "XML met eigen declaraties"))
                parser.feed(part)
                for what, element in parser.read_events():
                    log = element if log is None else log
                    if what == "end" and _tag(element) == "trace":
                        yield element
                        log.clear()
        except (ParseError, EOFError, OSError):
            findings.add("L15", ("a file that breaks off", "een bestand dat afbreekt"))


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _attributes(element: Element) -> dict[str, str]:
    return {one.get("key", ""): one.get("value", "") for one in element if _tag(one) in _KINDS}
