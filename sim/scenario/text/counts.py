"""Counts of needs in a client's own file: CSV or Excel, a row for each interval or for each call, read line by line."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from sim.scenario.text.faults import Fault, ScenarioError, did_you_mean, shown

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 20_000_000, 500_000, 200
MOST_FAULTS = 20
APART = 60  # days: what is further from the others is of another year
HEADS = {
    "date": ("date", "datum", "dag", "day", "timestamp", "tijdstip", "datumtijd", "datetime", "start", "begin"),
    "time": ("time", "tijd", "van", "interval", "halfuur", "half hour", "uur", "from", "starttijd"),
    "count": ("count", "aantal", "calls", "oproepen", "aangeboden", "offered", "gesprekken", "contacten", "contacts", "instroom"),
}
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class CountRow:
    """How many came in an interval that begins at a moment, or the moment of one call; the line or row of the file.

    `more` are the figures of the interval that other columns have, by name.
    """

    line: int
    when: datetime
    count: float
    more: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Extra:
    """A column that a file may have besides: what it is called in files, how a cell is read, and what is allowed in it."""

    heads: Sequence[str]
    read: Callable[[Any], float]
    allowed: str


class CountFile:
    """A file of counts: its rows as text, its columns, and what is wrong with it."""

    def __init__(self, folder: Path, name: str, columns: dict[str, str | None], extra: Mapping[str, Extra] | None = None) -> None:
        self.name, self.faults, self.extra = name, list[Fault](), extra or {}
        self.path = beside(folder, name)
        self.heads, lines = lines_in(self.path, name)
        known = HEADS | {part: one.heads for part, one in self.extra.items()}
        self.columns = {part: self._column(part, columns.get(part), heads) for part, heads in known.items()}
        if self.columns["date"] is None:
            self._fault(1, "date", columns_in(self.heads), "a column with dates", "name it: {file: ..., date: COLUMN}")
        self.settle()
        self.lines = list(lines)

    def rows(self) -> list[CountRow]:
        """Return the rows in order of time; raises ScenarioError with a line for each fault."""
        read = dates_in([self._cell(row, "date") for _, row in self.lines])
        found = [one for line, row in self.lines if (one := self._row(line, row, read)) is not None]
        if not found and not self.faults:
            self._fault(1, "file", "no rows", "a row for each interval, or for each call", "export it again")
        self._check_doubles(found)
        self._check_apart(found)
        self.settle()
        return sorted(found, key=lambda row: row.when)

    def settle(self) -> None:
        """Raise ScenarioError if there is any fault."""
        if self.faults:
            raise ScenarioError(self.faults[:MOST_FAULTS])

    def _row(self, line: int, row: list[Any], read: Callable[[Any], date]) -> CountRow | None:
        """Return a row, None where something in it can't be read."""
        before = len(self.faults)
        a_date = "a date such as 2026-01-05 or 05-01-2026, in one order in all the file"
        day = self._read(line, row, "date", read, a_date, "correct it, or leave the row out")
        clock = "time" if self.columns["time"] is not None else "date"
        when = time() if day is None else self._read(line, row, clock, time_in, "a time such as 08:30", "correct it")
        count = 1.0
        if self.columns["count"] is not None:
            count = self._read(line, row, "count", counted, "a whole number of at least 0", "correct it, or write 0")
        more = {
            part: self._read(line, row, part, one.read, one.allowed, "correct it, or leave it empty")
            for part, one in self.extra.items()
            if self.columns[part] is not None and self._cell(row, part) not in (None, "")
        }
        return CountRow(line, datetime.combine(day, when), count, more) if len(self.faults) == before else None

    def _read(self, line: int, row: list[Any], part: str, reader: Callable[[Any], Any], allowed: str, advice: str) -> Any:
        try:
            return reader(self._cell(row, part))
        except ValueError:
            self._fault(line, part, shown(self._cell(row, part)), allowed, advice)
            return None

    def _check_doubles(self, rows: list[CountRow]) -> None:
        if self.columns["count"] is None:
            return  # two calls may come in one second
        first: dict[datetime, int] = {}
        for row in rows:
            if row.when in first:
                given = f"{row.when:%Y-%m-%d %H:%M} a second time (first in line {first[row.when]})"
                self._fault(row.line, "date", given, "one row for each interval", "add them up, or leave one out")
            first.setdefault(row.when, row.line)

    def _check_apart(self, rows: list[CountRow]) -> None:
        """Refuse days that are far from the others: a year that was mistyped would be a long stretch without any need."""
        ordered = sorted(rows, key=lambda row: row.when)
        groups: list[list[CountRow]] = []
        for row in ordered:
            if groups and (row.when - groups[-1][-1].when).days <= APART:
                groups[-1].append(row)
            else:
                groups.append([row])
        most = max(groups, key=len, default=[])
        for row in (row for group in groups if group is not most for row in group):
            others = f"{most[0].when:%Y-%m-%d} to {most[-1].when:%Y-%m-%d}"
            given = f"{row.when:%Y-%m-%d}, more than {APART} days from the others ({others})"
            self._fault(row.line, "date", given, "days that follow each other", "correct the year, or leave the row out")

    def _column(self, part: str, named: str | None, heads: Sequence[str]) -> int | None:
        known = [head.strip().casefold() for head in self.heads]
        if named is None:
            return next((known.index(head) for head in heads if head in known), None)
        if named.strip().casefold() in known:
            return known.index(named.strip().casefold())
        self._fault(1, part, shown(named), f"a column: {columns_in(self.heads)}", did_you_mean(named, self.heads))
        return None

    def _cell(self, row: list[Any], part: str) -> Any:
        at = self.columns[part]
        return row[at] if at is not None and at < len(row) else ""

    def _fault(self, line: int, field: str, given: str, allowed: str, advice: str) -> None:
        self.faults.append(Fault(self.name, line, field, given, allowed, advice))


def columns_in(heads: Iterable[str]) -> str:
    return "the columns " + ", ".join(shown(head) for head in islice(heads, 12))


def _refused(name: str, given: str, allowed: str, advice: str) -> ScenarioError:
    return ScenarioError([Fault(name, 0, "file", given, allowed, advice)])


def beside(folder: Path, name: str) -> Path:
    """Return where a file is that stands beside the scenario or below, and nowhere else."""
    path = (folder / name).resolve()
    if Path(name).is_absolute() or not path.is_relative_to(folder.resolve()):
        raise _refused(name, "a file elsewhere", "a file beside the scenario", "put a copy of it beside the scenario")
    try:
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused(name, f"a file that cannot be read ({reason})", "a readable file", "check its name") from None
    if path.is_dir() or size > MOST_BYTES:
        given = "a directory" if path.is_dir() else f"{size / 1e6:.0f} MB"
        raise _refused(name, given, f"a file of at most {MOST_BYTES / 1e6:g} MB", "leave out what is not needed")
    return path


def lines_in(path: Path, name: str) -> tuple[list[str], Iterator[tuple[int, list[Any]]]]:
    """Return the heads of the columns, and the rows with the line that each is on."""
    rows = _of_excel(path, name) if path.suffix.lower() in (".xlsx", ".xlsm") else _of_csv(path, name)
    try:
        filled = ((line, row) for line, row in rows if any(str(cell).strip() for cell in row if cell is not None))
        heads = _trimmed(next((row for _, row in filled), []))
        kept = list(islice(filled, MOST_ROWS + 1))
    except (csv.Error, UnicodeDecodeError) as error:
        raise _refused(name, f"a file that is no CSV ({error})", "CSV or Excel", "export it again") from None
    if len(kept) > MOST_ROWS or len(heads) > MOST_COLUMNS:
        allowed = f"at most {MOST_ROWS:,} rows of {MOST_COLUMNS} columns"
        raise _refused(name, "a larger table", allowed, "leave out what is not needed")
    return ["" if head is None else str(head) for head in heads], iter(kept)


def _trimmed(row: list[Any]) -> list[Any]:
    """Return a row without the empty cells at its end."""
    return row[: max((i for i, cell in enumerate(row, 1) if cell not in (None, "")), default=0)]


def _of_csv(path: Path, name: str) -> Iterator[tuple[int, list[Any]]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    separator = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for row in reader:
        yield reader.line_num, list(row)


def _of_excel(path: Path, name: str) -> Iterator[tuple[int, list[Any]]]:
    import zipfile

    from openpyxl import load_workbook  # takes a moment, and few scenarios have a sheet

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > 20 * MOST_BYTES:
                allowed = f"at most {20 * MOST_BYTES / 1e6:g} MB unpacked"
                raise _refused(name, "a sheet that is too large", allowed, "leave out what is not needed")
        sheet = load_workbook(path, read_only=True, data_only=False).worksheets[0]
        rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1)
        yield from ((line, list(row)) for line, row in enumerate(rows, 1))
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, IndexError) as error:
        raise _refused(name, f"a file that is no sheet ({error})", "an Excel file (.xlsx)", "save it again") from None


def dates_in(given: Iterable[Any]) -> Callable[[Any], date]:
    """Return a reader of dates: year first, or day and month in the one order in which all can be read."""
    texts = [str(cell) for cell in given if isinstance(cell, str)]
    parts = [[int(n) for n in _NUMBERS.findall(text)[:3]] for text in texts if not re.match(r"\s*\d{4}", text)]
    american = any(len(p) == 3 and p[1] > 12 >= p[0] for p in parts) and not any(len(p) == 3 and p[0] > 12 for p in parts)

    def read(cell: Any) -> date:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        found = re.match(r"\s*(\d{1,4})[-/.](\d{1,2})[-/.](\d{2,4})(?:[ T]|\s*$)", str(cell))
        if not found:
            raise ValueError(cell)
        one, two, three = map(int, found.groups())
        if len(found[1]) == 4:
            return date(one, two, three)
        year = three + 2000 if three < 100 else three
        return date(year, one, two) if american else date(year, two, one)

    return read


def time_in(cell: Any) -> time:
    """Return a time of the day: of "08:30-09:00" its beginning, midnight where there is none."""
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    found = re.search(r"(?:^|[ T])(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:\.\d+)?)?(?=$|[\s\-Z+]|\u2013)", str(cell).strip())
    if found:
        return time(int(found[1]), int(found[2]), int(found[3] or 0))
    if isinstance(cell, date) or re.fullmatch(r"\s*[\d]+[-/.][\d]+[-/.]\d+\s*", str(cell)):
        return time()
    raise ValueError(cell)


def counted(cell: Any) -> float:
    """Return a count of at least nought: 1.234 and 1,0 are read as in Dutch; ValueError for what is none, a formula included."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        number = float(cell)
    else:
        text = str(cell).strip().replace("\u00a0", "").replace(" ", "")
        if re.fullmatch(r"\d{1,3}([.,]\d{3})+", text):
            text = re.sub("[.,]", "", text)
        if not re.fullmatch(r"\d+([.,]0+)?", text):
            raise ValueError(cell)
        number = float(text.replace(",", "."))
    if not 0.0 <= number < 1e9 or number != int(number):
        raise ValueError(cell)
    return number
