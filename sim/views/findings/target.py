"""What it would take: what was tried, in order of cost or of the number, and the answer."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from sim.analyses.studies.aim import Reached
from sim.analyses.studies.target import Target
from sim.catalogue.labels import word
from sim.catalogue.numbers import Scale
from sim.results.document import Cell, Column, Document, Drawing, Row, Table
from sim.scenario.fields.model import Scenario
from sim.views import later, plain, quantity_words, tables
from sim.views import target_words as said
from sim.views.plain import plain as number


def document(scenario: Scenario, found: Target) -> Document:
    """Return what was tried, and the answer."""
    return Document(
        title=scenario.title,
        subject=tables.called(scenario, found.design),
        parts=(tried(scenario, found), *tables.said(said.sentences(scenario, found))),
        language=scenario.language,
        plain=partial(as_plain, scenario, found),
        pictures={"target": Drawing(later.picture("target_picture", "picture", scenario, found))},
    )


def tried(scenario: Scenario, found: Target) -> Table:
    """Return a row for every value or set of changes that was tried: what it reaches, how surely, and whether that is enough."""
    language, make = scenario.language, tables.Columns(scenario.language)
    columns = [
        *_what(found, make),
        make.number("mean", said.head("mean", found, language)),
        make.number("bound", said.head("bound", found, language)),
        make.words("unit", on="data"),
        make.number("runs", said.head("runs", found, language)),
        *make.data("n"),
        make.words("met", word("finding", language)),
    ]
    return tables.table("tried", columns, _rows(scenario, found))


def _what(found: Target, make: tables.Columns) -> list[Column]:
    if found.number:
        return [make.number("value", quantity_words.label(found.number.range.quantity.path, make.language), index=True)]
    heads = {key: said.head(key, found, make.language) for key in ("changes", "cost")}
    return [make.words("changes", heads["changes"], index=True), make.number("cost", heads["cost"])]


def _rows(scenario: Scenario, found: Target) -> Iterator[Row]:
    how = said.scale(found, scenario.language)
    if found.number:
        values = [one.value for one in found.number.tries]
        written = quantity_words.scale(found.number.range.quantity, values, scenario.language)
        for one in found.number.tries:
            yield Row({"value": Cell(one.value, written.quantity(one.value)), **_cells(found, one.reached, how)})
        return
    assert found.changes is not None
    least = len(found.changes.tries) - said.ROWS
    for at, tried in enumerate(found.changes.tries):
        names = Cell("+".join(tried.changes), said.names(tried.changes, scenario.language))
        cells = {"changes": names, "cost": Cell(tried.cost, said.money(scenario, tried.cost))}
        yield Row(cells | _cells(found, tried.reached, how), "all" if at >= least else "data")


def _cells(found: Target, one: Reached, how: Scale) -> dict[str, Cell]:
    return {
        "mean": Cell(one.mean, how.quantity(one.mean)),
        "bound": Cell(one.bound, how.quantity(one.bound)),
        "unit": tables.unit(found.aim.unit, how.language),
        "runs": Cell(one.share, f"{100 * one.share:.0f}%"),
        "n": Cell(one.n),
        "met": Cell("met" if one.met else "not met", word("met" if one.met else "not met", how.language), one.met),
    }


def as_plain(scenario: Scenario, found: Target) -> dict[str, Any]:
    """Return what was asked, what was tried, and the answer (null where nothing gets there)."""
    aim = found.aim
    asked = {
        "measure": aim.goal.measure,
        "at_least": aim.goal.at_least,
        "at_most": aim.goal.at_most,
        "unit": aim.unit,
        "probability": aim.probability,
        "by": aim.by,
    }
    about = {
        "scenario": scenario.title, "design": found.design, "asked": asked, "replications": found.replications,
        "seed": found.seed,
    }  # fmt: skip
    return about | (_of_number(found) if found.number else _of_sets(found))


def _reached(one: Reached | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"mean": number(one.mean), "bound": number(one.bound), "runs": one.share, "n": one.n, "met": one.met}


def _of_number(found: Target) -> dict[str, Any]:
    least = found.number
    assert least is not None
    return {
        "number": plain.quantity(least.range.quantity) | {"low": least.range.low, "high": least.range.high},
        "answer": least.answer and least.answer.value,
        "confirmed": _reached(least.confirmed),
        "better_upward": least.rising,
        "monotone": least.monotone,
        "tried": [{"value": one.value} | (_reached(one.reached) or {}) for one in least.tries],
    }


def _of_sets(found: Target) -> dict[str, Any]:
    sets = found.changes
    assert sets is not None
    tries = [{"changes": list(one.changes), "cost": one.cost} | (_reached(one.reached) or {}) for one in sets.tries]
    return {
        "answer": sets.answer and list(sets.answer.changes),
        "cost": sets.answer and sets.answer.cost,
        "confirmed": _reached(sets.confirmed),
        "clashing": [list(pair) for pair in sets.clashing],
        "not_tried": sets.left,
        "tried": tries,
    }
