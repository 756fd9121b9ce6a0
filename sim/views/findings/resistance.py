"""What each design asks of customers and of the organisation, what that effort is spent on, and which are beaten on both sides."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from sim.analyses.pareto import SIDES, Frontier
from sim.catalogue.effort import RESISTANCE
from sim.catalogue.keys import Key
from sim.results.document import Cell, Document, Drawing, Element, Row, Table, pivoted
from sim.results.results import Measure, Result
from sim.scenario.fields.model import Scenario
from sim.views import later, plain, tables, words
from sim.views import resistance_words as said

ABREAST = 5  # designs in one table
ABOUT_EFFORT = {one.name for one in RESISTANCE} | {"resolved_share"}
WHOLE = ("resistance", *SIDES, "resolved_share")
_HEADING = ("effort in minutes per resolved need", "moeite in minuten per opgeloste behoefte")


def document(scenario: Scenario, found: Frontier) -> Document:
    """Return the effort of each design, split by side and by what it is spent on, and which designs are beaten."""
    return Document(
        title=scenario.title,
        subject=words.pick(_HEADING, scenario.language),
        parts=tuple(_parts(scenario, found)),
        language=scenario.language,
        plain=partial(as_plain, found.results, found.beaten),
        pictures={"effort": Drawing(later.picture("resistance_picture", "picture", scenario, found.results, found.beaten))},
    )


def _parts(scenario: Scenario, found: Frontier) -> Iterator[Element]:
    yield designs(scenario, found)
    made = effort(scenario, found.results)
    yield made
    yield from pivoted(made, by="design", of="mean", abreast=ABREAST)
    yield from tables.said(said.sentences(found.results, found.beaten, scenario.language))


def designs(scenario: Scenario, found: Frontier) -> Table:
    """Return a row for every design: the effort of both sides and of the whole, what is resolved, what beats it."""
    make = tables.Columns(scenario.language)
    columns = [make.words("design", index=True), *(make.measure(name) for name in WHOLE), make.words("beaten_by")]
    rows = [
        Row(
            {"design": tables.named(scenario, design), "beaten_by": Cell(found.beaten.get(design))}
            | {name: Cell(result.measures[name].mean) for name in WHOLE}
        )
        for design, result in found.results.items()
    ]
    return tables.table("designs", columns, rows, on="data")


def effort(scenario: Scenario, found: Mapping[str, Result]) -> Table:
    """Return a row for every measure of effort and design (minutes per resolved need, shares from 0 to 1)."""
    make = tables.Columns(scenario.language)
    columns = [
        make.words("measure", index=True, least=38),
        make.words("design", index=True),
        make.number("mean"),
        *make.data("half_width", "low", "high", "n"),
        make.words("unit", on="data"),
    ]
    return tables.table("effort", columns, _rows(scenario, found), on="data")


def _rows(scenario: Scenario, found: Mapping[str, Result]) -> Iterator[Row]:
    for block in said.blocks(scenario, next(iter(found.values())).measures):
        rows = [row for label, measure in block for row in _measure(scenario, found, label, measure)]
        yield from tables.block(rows)


def _measure(scenario: Scenario, found: Mapping[str, Result], label: str, measure: str) -> Iterator[Row]:
    """Yield the rows of a measure, for files alone where it is nought everywhere."""
    ones = [result.measures[measure] for result in found.values()]
    how = said.scale(ones, scenario.language)
    name = Cell(measure, f"{label} (%)" if how.unit == "%" else label)
    on = "all" if any(any(one.values) for one in ones) else "data"
    for design, one in zip(found, ones, strict=True):
        cells = {"measure": name, "design": Cell(design, design.replace("_", " ")), **_cells(one, how)}
        yield Row(cells, on)  # type: ignore[arg-type]


def _cells(one: Measure, how: words.Scale) -> Mapping[str, Cell]:
    return {
        **tables.ends(one.mean, one.interval, one.half_width, how),
        "mean": Cell(one.mean, how.estimate(one.mean, one.interval)),
        "n": Cell(one.n),
        "unit": tables.unit(one.unit, how.language),
    }


def as_plain(found: Mapping[str, Result], beaten: Mapping[str, str]) -> dict[str, Any]:
    """Return by design the measures of resistance (minutes per resolved need), what is resolved, and who beats it, if any."""
    designs = {
        name: {
            "beaten_by": beaten.get(name),
            "measures": {key: plain.measure(m) for key, m in result.measures.items() if _is_about_effort(key)},
        }
        for name, result in found.items()
    }
    first = next(iter(found.values())).provenance
    return {"scenario": first.scenario, "designs": designs, "provenance": plain.origins(found)}


def _is_about_effort(measure: str) -> bool:
    key = Key.of(measure)
    return not key.per_run and key.measure in ABOUT_EFFORT
