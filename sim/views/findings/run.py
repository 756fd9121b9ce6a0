"""One design: its measures with their intervals, who is counted, and whether goals are met."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sim.catalogue.labels import word
from sim.results import headline
from sim.results.document import Cell, Document, Element, Table
from sim.results.observed import beside
from sim.results.results import Measure, Result
from sim.scenario.fields.model import Scenario
from sim.views import counted, goals, observed, plain, tables, words


def document(scenario: Scenario, found: Result, every: bool = False) -> Document:
    """Return the measures of a design: on a screen the headline, or `every` one of them."""
    shown = list(found.measures) if every else headline.of_run(scenario, found.design, found.measures)
    return Document(
        title=scenario.title,
        subject=tables.called(scenario, found.design),
        parts=tuple(_parts(scenario, found, shown)),
        language=scenario.language,
        plain=partial(as_plain, scenario, found),
    )


def _parts(scenario: Scenario, found: Result, shown: Sequence[str]) -> Iterator[Element]:
    language, n = scenario.language, found.provenance.replications
    empty = [name for name in shown if not found.measures[name].n and name not in found.not_reached]
    nought = [name for name in shown if not any(found.measures[name].values)]
    yield from counted.parts({found.design: found}, language)
    yield measures(found, [name for name in shown if name not in (*empty, *nought)], language)
    yield from tables.notes(words.without_row(nought, empty, language))
    yield from tables.notes(words.too_few({name: found.measures[name].wanted for name in shown}, n, language))
    yield from tables.notes([words.alone(n, language)])
    yield from goals.parts(scenario, {found.design: found})
    yield from observed.parts(scenario, found)


def measures(found: Result, shown: Sequence[str], language: str) -> Table:
    """Return a row for every measure: its mean, interval (95%), in how many replications it has a value, what it is over."""
    make = tables.Columns(language)
    columns = [
        make.words("measure", index=True, least=18),
        make.number("mean"),
        *make.ends(),
        *make.data("n"),
        *make.units(),
        make.words("over", on="data"),
    ]
    over, far = found.over, found.not_reached
    cells = {name: _cells(name, one, over[name], name in far, language) for name, one in found.measures.items()}
    return tables.table("measures", columns, tables.listed(cells, shown))


def _cells(name: str, one: Measure, over: str, far: bool, language: str) -> Mapping[str, Cell]:
    """Return the cells of a measure; of one that is too `far` off the mean is not known."""
    how = words.scale(one.unit, [one.mean], one.half_width, language)
    cells = {
        "measure": tables.measured(name, language),
        **tables.estimated(one.mean, one.interval, one.half_width, how),
        "n": Cell(one.n, str(one.n)),
        **tables.units(one.unit, how),
        "over": Cell(over, over),
    }
    unknown = {"mean": Cell(one.mean, word("not reached", language)), "margin": Cell(text="-")}
    return cells | unknown if far else cells


def as_plain(scenario: Scenario, found: Result) -> dict[str, Any]:
    """Return a result: under `measures` each name with mean, interval (95%; half_width: its longer side), n and unit."""
    seen = observed.as_plain(beside(scenario, found))
    return {
        "scenario": found.provenance.scenario,
        "design": found.design,
        "measures": {name: plain.measure(one) for name, one in found.measures.items()},
        "over": dict(found.over),
        "goals": plain.goals(found.goals),
        **({"observed": seen} if seen else {}),
        "unsettled": list(found.unsettled),
        "not_reached": list(found.not_reached),
        "provenance": found.provenance.as_dict(),
    }
