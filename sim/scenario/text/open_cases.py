"""Open cases in a client's own file: CSV or Excel, a row for each, with its date or its age and perhaps its kind of need."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sim.scenario.text.client_file import ClientFile, columns_in, dates_in, time_in
from sim.scenario.text.faults import did_you_mean, shown
from sim.scenario.text.units import DAY, MINUTES, UnreadableError, duration

HEADS = {
    "date": ("date", "datum", "ontvangen", "ontvangstdatum", "binnengekomen", "received", "start", "startdatum", "aanvraagdatum"),
    "age": ("age", "leeftijd", "ouderdom", "age (days)", "leeftijd (dagen)", "days", "dagen"),
    "need": ("need", "behoefte", "kind", "soort", "zaaktype", "type"),
}
OLDEST = 20 * MINUTES["year"]  # what is older was mistyped, or is forgotten
_AGE = "an age such as 3 weeks, or a number of days, above 0 and at most 20 years"
_DATE = "a date such as 2026-01-05 or 05-01-2026, in one order in all the file"


@dataclass(frozen=True)
class OpenCases:
    """What a file of open cases says: the age of each (minutes) by kind of need, '' where it has no column of needs."""

    ages: Mapping[str, tuple[float, ...]]

    @property
    def number(self) -> int:
        """How many cases there are."""
        return sum(map(len, self.ages.values()))


class OpenCasesFile(ClientFile):
    """A file of open cases, read line by line: its columns, and what is wrong with it."""

    def __init__(self, folder: Path, name: str, columns: Mapping[str, str | None]) -> None:
        super().__init__(folder, name, HEADS, columns)
        if self.columns["date"] is None and self.columns["age"] is None:
            self._fault(1, "date", columns_in(self.heads), "a column with dates, or with ages", "name it: {file: ..., date: COLUMN}")
        self.settle()

    def read(self, start: date | None, needs: Collection[str]) -> OpenCases:
        """Return the cases, their age on the day that the run starts; raises ScenarioError with a line for each fault."""
        if self.columns["age"] is None and start is None:
            self._fault(1, "date", "dates", "dates together with run.start", "add for instance run: {start: 2026-01-05}")
        self.settle()
        at = self.columns["date"]
        dates = dates_in([row[at] for _, row in self.lines if at is not None and at < len(row)])
        found: dict[str, list[float]] = {}
        for line, row in self.lines:
            age, need = self._age(line, row, dates, start), self._need(line, row, needs)
            if age is not None and need is not None:
                found.setdefault(need, []).append(age)
        if not found and not self.faults:
            self._fault(1, "file", "no rows", "a row for each open case", "export it again")
        self.settle()
        return OpenCases({need: tuple(sorted(ages)) for need, ages in found.items()})

    def _age(self, line: int, row: list[Any], dates: Any, start: date | None) -> float | None:
        """Return the age of a case in minutes, None where it cannot be read; an age of its own goes before a date."""
        part = "age" if self.columns["age"] is not None else "date"
        cell = self._cell(row, part)
        try:
            age = _minutes(cell) if part == "age" else _since(dates(cell), time_in(cell), start)
        except (ValueError, UnreadableError):
            self._fault(line, part, shown(cell), _AGE if part == "age" else _DATE, "correct it, or leave the row out")
            return None
        if 0.0 < age <= OLDEST:
            return age
        allowed = _AGE if part == "age" else f"a day before {start}, on which the run starts, and at most 20 years before"
        self._fault(line, part, shown(cell), allowed, "correct it, or leave the row out")
        return None

    def _need(self, line: int, row: list[Any], needs: Collection[str]) -> str | None:
        if self.columns["need"] is None:
            return ""
        given = str(self._cell(row, "need")).strip()
        if given in needs:
            return given
        self._fault(line, "need", shown(given), "the name of a need", did_you_mean(given, needs))
        return None


def _minutes(cell: Any) -> float:
    """Return the minutes of an age: with its unit, or a number of days, also as in Dutch (3,5)."""
    text = str(cell).strip().replace(",", ".")
    return float(text) * DAY if re.fullmatch(r"\d+(\.\d+)?", text) else duration(text)


def _since(day: date, clock: time, start: date | None) -> float:
    if start is None:
        raise ValueError(day)
    return (datetime.combine(start, time()) - datetime.combine(day, clock)) / timedelta(minutes=1)
