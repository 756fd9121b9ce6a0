"""All figures of a report for a spreadsheet: one file of Excel with a sheet per table, or CSV as Dutch spreadsheets read it."""

import csv
import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from sim.analyses.day import DAYS, SLOTS, Day
from sim.analyses.two_views import Mirrors
from sim.catalogue.numbers import pick
from sim.reporting import days, observed
from sim.reporting.gathered import Gathered
from sim.results.document import Cell, Column, Row, Table
from sim.results.sheets import MARK, plain_text
from sim.views import mirrors_words, tables
from sim.views.files import save, save_bytes
from sim.views.findings import compare, judge, mirrors, paths, resistance, run, why
from sim.views.render.sheet import book, written

SHEETS = {
    "findings": ("verdicts", "oordelen"),
    "outcomes": ("outcomes", "uitkomsten"),
    "differences": ("differences", "verschillen"),
    "why": ("why", "waardoor"),
    "mirrors": ("two mirrors", "twee spiegels"),
    "effort": ("resistance", "weerstand"),
    "paths": ("paths", "routes"),
    "day": ("day by half-hours", "dag per half uur"),
    "observed": ("observed", "waargenomen"),
    "half_hours": ("observed by half-hours", "waargenomen per half uur"),
    "notes": ("assumptions and sources", "aannames en bronnen"),
}
NOTES = {
    "where": ("where", "waar"),
    "value": ("value", "waarde"),
    "source": ("source", "bron"),
    "assumption": ("assumption", "aanname"),
    "range": ("range", "bereik"),
    "remark": ("remark", "opmerking"),
}
YES = ("yes", "ja")


def sheets(found: Gathered) -> dict[str, Table]:
    """Return the tables of the documents by name, as far as there are any: those of all designs one below the other."""
    scenario, language = found.scenario, found.scenario.language
    outcomes = {name: run.measures(one, (), language) for name, one in found.results.items()}
    made = {
        "findings": judge.findings(scenario, found.judgement) if found.judgement else None,
        "outcomes": _of_designs(found, {name: one.of(_counted) for name, one in outcomes.items()}),
        "differences": _of_designs(found, dict(_differences(found))),
        "why": why.table(scenario, found.judgement, found.why) if found.judgement else None,
        "mirrors": _of_designs(found, {name: _mirrors(one, language) for name, one in found.mirrors.items()}),
        "effort": _effort(found),
        "paths": _of_designs(found, {name: paths.taken(one, language) for name, one in found.taken.items()}),
        "day": _of_designs(found, {name: days.by_weekday(one, language) for name, one in _days(found).items()}),
        **observed.tables_of(found),
        "notes": _notes(found),
    }
    return {name: table for name, table in made.items() if table and table.records}


def _mirrors(one: Mirrors, language: str) -> Table:
    """Return both mirrors of a design as one table."""
    inside = mirrors.figures("inside", mirrors_words.INSIDE, one.inside, language)
    return replace(inside, rows=(*inside.rows, *mirrors.figures("lived", mirrors_words.LIVED, one.lived, language).rows))


def _effort(found: Gathered) -> Table:
    """Return what each design asks of both sides, under the full name of each figure: a spreadsheet has no headings."""
    language, made = found.scenario.language, resistance.effort(found.scenario, found.results)
    rows = [
        replace(row, cells={
            **row.cells,
            "measure": tables.measured(str(row.cell("measure").value), language),
            "design": tables.named(found.scenario, str(row.cell("design").value)),
        })
        for row in made.records
    ]  # fmt: skip
    return replace(made, rows=tuple(rows), on="all")


def _days(found: Gathered) -> dict[str, Day]:
    """Return the days in which anybody comes: with the channels of all of them, so that they stand below each other."""
    known = {name: one for name, one in found.days.items() if one.open}
    channels = {name: np.zeros((DAYS, SLOTS)) for one in known.values() for name in one.contacts}
    return {name: replace(one, contacts=channels | one.contacts) for name, one in known.items()}


def _counted(row: Row) -> bool:
    return bool(row.cell("n").value)


def _differences(found: Gathered) -> Iterator[tuple[str, Table]]:
    """Yield the differences of each design that have no interval as findings of a verdict already."""
    if found.comparison is None:
        return
    make = tables.Columns(found.scenario.language)
    heads = {key: make.head(key) for key in ("baseline_mean", "design_mean")}
    for name in found.comparison.designs:
        table = compare.differences(found.comparison, name, found.scenario.language)
        yield name, table.of(partial(_among, found.differences(name))).of(_counted).labelled(**heads)


def _among(names: Mapping[str, object], row: Row) -> bool:
    return row.cell("measure").value in names


def _of_designs(found: Gathered, each: Mapping[str, Table]) -> Table | None:
    """Return the tables of designs as one, with the design before every row; None where there are none."""
    if not each:
        return None
    first, make = next(iter(each.values())), tables.Columns(found.scenario.language)
    columns = (make.words("design", index=True), *(column for column in first.columns if column.key != "design"))
    rows = [
        replace(row, cells={**row.cells, "design": tables.named(found.scenario, name)})
        for name, table in each.items()
        for row in table.records
    ]
    return Table(first.name, columns, tuple(rows))


def _notes(found: Gathered) -> Table:
    """Return what the scenario says of its numbers."""
    language = found.scenario.language
    columns = [Column(key, pick(label, language)) for key, label in NOTES.items()]
    return tables.table("notes", columns, _said(found, language))


def _said(found: Gathered, language: str) -> Iterator[Row]:
    for note in found.scenario.notes:
        said = {
            "where": note.path,
            "value": note.value,
            "source": note.source,
            "assumption": pick(YES, language) if note.assumption else None,
            "range": " .. ".join(note.range) if note.range else None,
            "remark": note.note,
        }
        yield Row({key: Cell(value) for key, value in said.items()})


def write(found: Gathered, path: Path, force: bool) -> None:
    """Write all tables to a file, whole or not at all: Excel where its name ends in .xlsx, else CSV."""
    language = found.scenario.language
    made = [
        (pick(SHEETS[name], language), [column.label for column in table.fields], list(_rows(table)))
        for name, table in sheets(found).items()
    ]
    if path.suffix == ".xlsx":
        save_bytes(path, book(made), force)
    else:
        save(path, lambda file: _csv(file, made), force)


def _rows(table: Table) -> Iterator[list[Any]]:
    yield from ([written(row.cell(column.key), column) for column in table.fields] for row in table.records)


def _csv(file: TextIO, made: list[tuple[str, list[str], list[list[Any]]]]) -> None:
    """Write the tables one below the other, with ; and decimal comma; the mark at the start says that it is UTF-8."""
    file.write(MARK)
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for name, heads, rows in made:
        writer.writerow([name])
        writer.writerow(heads)
        writer.writerows([_text(value) for value in row] for row in rows)
        writer.writerow([])


def _text(value: Any) -> str:
    if isinstance(value, float):
        return "" if not math.isfinite(value) else f"{value:.10g}".replace(".", ",")
    return "" if value is None else str(plain_text(value))
