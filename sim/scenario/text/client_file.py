"""A client's own file beside the scenario: CSV or Excel with a head, read line by line, and what is wrong with it."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from sim.scenario.text.faults import Fault, ScenarioError, did_you_mean, shown

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 20_000_000, 500_000, 200
MOST_FAULTS = 20
_NUMBERS = re.compile(r"\d+")


class ClientFile:
    """A file with a column for each of some parts: its rows with the line of each, where the columns are, and its faults.

    `heads` says what a part is called in files, `columns` what its column is called in this one, where somebody said so.
    """

    def __init__(
        self, folder: Path, name: str, heads: Mapping[str, Sequence[str]], columns: Mapping[str, str | None]
    ) -> None:
        self.name, self.faults = name, list[Fault]()
        self.heads, lines = lines_in(beside(folder, name), name)
        self.columns = {part: self._column(part, columns.get(part), known) for part, known in heads.items()}
        self.lines = list(lines)

    def settle(self) -> None:
        """Raise ScenarioError if there is any fault."""
        if self.faults:
            raise ScenarioError(self.faults[:MOST_FAULTS])

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
    """Return the heads of a file in words, the first few."""
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
