"""How long a warm-up each design and measure needs, and whether the scenario's own is long enough."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from sim.analyses.studies.warm_up import Advice, WarmUp, longest
from sim.results.document import Cell, Document, Drawing, Element, Head, Row, Table
from sim.scenario.fields.model import Scenario
from sim.views import later, tables, words
from sim.views import warm_up_words as said
from sim.views.plain import plain

_NEEDED, _SEEN = ("warm-up needed", "nodige inlooptijd"), ("observations", "waarnemingen")


def document(scenario: Scenario, found: WarmUp) -> Document:
    """Return a table for each design, and what it comes to."""
    return Document(
        title=scenario.title,
        subject="",
        parts=tuple(_parts(scenario, found)),
        language=scenario.language,
        plain=partial(as_plain, scenario, found),
        pictures={"warm_up": Drawing(later.picture("warm_up_picture", "picture", scenario, found))},
    )


def _parts(scenario: Scenario, found: Sequence[Advice]) -> Iterator[Element]:
    for design, rows in groupby(found, key=lambda one: one.design):
        yield Head(tables.called(scenario, design))
        yield advice(list(rows), scenario.language)
    yield from tables.said(said.sentences(scenario, found))


def advice(found: Sequence[Advice], language: str) -> Table:
    """Return a row for every measure of a design: the warm-up that it asks for (minutes), and by how many observations."""
    make = tables.Columns(language)
    columns = [
        make.words("design", on="data", index=True),
        make.words("measure", index=True, least=18),
        make.number("minutes", words.pick(_NEEDED, language)),
        make.number("observations", words.pick(_SEEN, language)),
        *make.data("observations_cut"),
        make.words("finding"),
    ]
    return tables.table("advice", columns, [Row(_cells(one, language)) for one in found])


def _cells(one: Advice, language: str) -> Mapping[str, Cell]:
    needed = "-" if one.minutes is None else said.lasts(one.minutes, language)
    return {
        "design": Cell(one.design, one.design),
        "measure": tables.measured(one.measure, language),
        "minutes": Cell(one.minutes, needed),
        "observations": Cell(one.observations, words.Scale(1.0, "", 0, language).number(one.observations)),
        "observations_cut": Cell(one.cut.observations if one.cut else None),
        "finding": Cell(said.finding(one), said.found(one, language), not (one.suffices or one.cut is None)),
    }


def as_plain(scenario: Scenario, found: Sequence[Advice]) -> dict[str, Any]:
    """Return by design and measure the warm-up that MSER-5 asks for; all times in minutes."""
    rows = [
        {
            "design": one.design,
            "measure": one.measure,
            "minutes": plain(one.minutes),
            "observations_cut": one.cut and one.cut.observations,
            "observations": one.observations,
            "run_long_enough": one.enough,
            "run_warm_up_suffices": one.suffices,
        }
        for one in found
    ]
    return {
        "scenario": scenario.title,
        "run_warm_up": scenario.run.warm_up,
        "needed": plain(longest(found)),
        "replications": found[0].replications,
        "advice": rows,
    }
