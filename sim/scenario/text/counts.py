"""Counts of needs in a client's own file: CSV or Excel, a row for each interval or for each call, read line by line."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from sim.scenario.text.client_file import ClientFile, columns_in, dates_in, time_in
from sim.scenario.text.faults import shown

APART = 60  # days: what is further from the others is of another year
HEADS = {
    "date": ("date", "datum", "dag", "day", "timestamp", "tijdstip", "datumtijd", "datetime", "start", "begin"),
    "time": ("time", "tijd", "van", "interval", "halfuur", "half hour", "uur", "from", "starttijd"),
    "count": ("count", "aantal", "calls", "oproepen", "aangeboden", "offered", "gesprekken", "contacten", "contacts", "instroom"),
}


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


class CountFile(ClientFile):
    """A file of counts: its rows as text, its columns, and what is wrong with it."""

    def __init__(self, folder: Path, name: str, columns: dict[str, str | None], extra: Mapping[str, Extra] | None = None) -> None:
        self.extra = extra or {}
        super().__init__(folder, name, HEADS | {part: one.heads for part, one in self.extra.items()}, columns)
        if self.columns["date"] is None:
            self._fault(1, "date", columns_in(self.heads), "a column with dates", "name it: {file: ..., date: COLUMN}")
        self.settle()

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
