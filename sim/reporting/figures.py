"""All figures of a report for a spreadsheet: one file of Excel with a sheet per table, or CSV as Dutch spreadsheets read it."""

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from sim.analyses.judging import Finding, Item
from sim.analyses.judging.verdict import GUARDRAIL, OUTCOME
from sim.catalogue import labels
from sim.catalogue.numbers import pick
from sim.reporting.gathered import Gathered
from sim.results.results import Difference, Measure
from sim.results.sheets import MARK, plain_text
from sim.views import verdict_words
from sim.views.files import save, save_bytes
from sim.views.options import title
from sim.views.path_words import path_text
from sim.views.render.sheet import book

Cell = str | float | int | None
Table = Sequence[Mapping[str, Cell]]

SHEETS = {
    "findings": ("verdicts", "oordelen"),
    "outcomes": ("outcomes", "uitkomsten"),
    "differences": ("differences", "verschillen"),
    "paths": ("paths", "wegen"),
    "notes": ("assumptions and sources", "aannames en bronnen"),
}
HEADS = {  # those that are other words in Dutch
    "change": "verandering", "verdict": "oordeel", "measure": "maat", "role": "soort", "effect": "effect", "low": "van",
    "high": "tot", "threshold": "drempel", "unit": "eenheid", "finding": "bevinding", "baseline": "uitgangssituatie",
    "cost_per_year": "kosten_per_jaar", "cost_low": "kosten_van", "cost_high": "kosten_tot",
    "effect_per_10000": "effect_per_10000", "design": "inrichting", "label": "naam",
    "mean": "gemiddelde", "half_width": "halve_breedte", "difference": "verschil", "path": "weg", "share": "aandeel",
    "cases": "zaken", "resistance": "weerstand", "customer": "klant", "organisation": "organisatie",
    "lead_time": "doorlooptijd", "where": "waar", "value": "waarde", "source": "bron", "assumption": "aanname",
    "range": "bereik", "remark": "opmerking",
}  # fmt: skip
ROLES = {OUTCOME: ("outcome", "uitkomst"), GUARDRAIL: ("guardrail", "randvoorwaarde")}
PART, YES = ("part of baseline", "deel van uitgangssituatie"), ("yes", "ja")


def tables(found: Gathered) -> dict[str, Table]:
    """Return all tables by name, their numbers as numbers: minutes, parts of 1, marks."""
    return {
        "findings": list(_findings(found)),
        "outcomes": list(_outcomes(found)),
        "differences": list(_differences(found)),
        "paths": list(_paths(found)),
        "notes": list(_notes(found)),
    }


def _findings(found: Gathered) -> Iterator[dict[str, Cell]]:
    for item in found.judgement.items.values() if found.judgement else ():
        for one in item.outcomes.values():
            yield _finding(found, item, one)


def _finding(found: Gathered, item: Item, one: Finding) -> dict[str, Cell]:
    language = found.scenario.language
    return {
        "change": title(found.scenario, item.name),
        "verdict": verdict_words.name(item.verdict, found.scenario),
        "measure": labels.label(one.measure, language),
        "role": pick(ROLES[one.role], language),
        "effect": one.effect,
        "low": one.low,
        "high": one.high,
        "threshold": one.threshold,
        "unit": pick(PART, language) if one.relative else labels.unit(one.unit, language),
        "finding": verdict_words.finding(one, language),
        "baseline": one.baseline,
        "n": one.n,
        "cost_per_year": item.cost,
        "cost_low": item.money.low if item.money else None,
        "cost_high": item.money.high if item.money else None,
        "effect_per_10000": item.per_cost(one.measure),
    }


def _outcomes(found: Gathered) -> Iterator[dict[str, Cell]]:
    """Yield every measure of every design and change: means with their own intervals."""
    for name, result in found.results.items():
        for measure, one in result.measures.items():
            if one.n:
                yield {
                    "design": title(found.scenario, name),
                    **_measure(measure, one, found.scenario.language),
                }


def _measure(measure: str, one: Measure, language: str) -> dict[str, Cell]:
    return {
        "measure": measure,
        "label": labels.label(measure, language),
        "mean": one.mean,
        **_ends(one),
        "n": one.n,
        "unit": labels.unit(one.unit, language),
    }


def _ends(one: Measure | Difference) -> dict[str, Cell]:
    low, high = one.interval or (None, None)
    return {"half_width": one.half_width, "low": low, "high": high}


def _differences(found: Gathered) -> Iterator[dict[str, Cell]]:
    for name in found.comparison.designs if found.comparison else ():
        for measure, one in found.differences(name).items():
            if one.n:
                yield {
                    "design": title(found.scenario, name),
                    "measure": measure,
                    "label": labels.label(measure, found.scenario.language),
                    "difference": one.difference,
                    **_ends(one),
                    "n": one.n,
                    "unit": labels.unit(one.unit, found.scenario.language),
                    "finding": labels.word(one.verdict, found.scenario.language),
                }


def _paths(found: Gathered) -> Iterator[dict[str, Cell]]:
    for name, taken in found.taken.items():
        whole = taken.whole
        for path in taken.paths:
            sides = {
                side: path.mean(side).mean for side in ("resistance", "customer", "organisation", "lead_time")
            }
            yield {
                "design": title(found.scenario, name),
                "path": path_text(path, taken, found.scenario.language),
                "share": path.share(whole).mean,
                "cases": path.n,
                **sides,
                "unit": "min",
            }


def _notes(found: Gathered) -> Iterator[dict[str, Cell]]:
    for note in found.scenario.notes:
        yield {
            "where": note.path,
            "value": note.value,
            "source": note.source,
            "assumption": pick(YES, found.scenario.language) if note.assumption else None,
            "range": " .. ".join(note.range) if note.range else None,
            "remark": note.note,
        }


def write(found: Gathered, path: Path, force: bool) -> None:
    """Write all tables to a file, whole or not at all: Excel where its name ends in .xlsx, else CSV."""
    made = {name: table for name, table in tables(found).items() if table}
    if path.suffix == ".xlsx":
        language = found.scenario.language
        sheets = [
            (_sheet(name, language), _heads(table, language), [row.values() for row in table]) for name, table in made.items()
        ]
        save_bytes(path, book(sheets), force)
    else:
        save(path, lambda file: _csv(file, made, found.scenario.language), force)


def _csv(file: TextIO, made: Mapping[str, Table], language: str) -> None:
    """Write the tables one below the other, with ; and decimal comma; the mark at the start says that it is UTF-8."""
    file.write(MARK)
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for name, table in made.items():
        writer.writerow([_sheet(name, language)])
        writer.writerow(_heads(table, language))
        writer.writerows([_written(cell) for cell in row.values()] for row in table)
        writer.writerow([])


def _written(cell: Cell) -> str:
    if isinstance(cell, float):
        return "" if not math.isfinite(cell) else f"{cell:.10g}".replace(".", ",")
    return "" if cell is None else str(plain_text(cell))


def _heads(table: Table, language: str) -> list[str]:
    return [HEADS.get(head, head) if language == "nl" else head for head in table[0]]


def _sheet(name: str, language: str) -> str:
    return pick(SHEETS[name], language)
