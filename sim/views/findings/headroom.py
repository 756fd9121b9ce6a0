"""How much more demand the norms bear: each norm today and at the most that all bear."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from sim.analyses.studies.headroom import Headroom, Norm, TriedDemand
from sim.catalogue.labels import word
from sim.catalogue.numbers import HOLDS
from sim.results.document import Cell, Document, Row, Table, pivoted
from sim.scenario.fields.model import Scenario
from sim.views import headroom_words as said
from sim.views import tables, words
from sim.views.plain import plain

ALL = 2  # multiples side by side: today's demand, and the answer
_TODAY = ("today", "nu")
_FIRST = ("gives way first", "bezwijkt het eerst")


def document(scenario: Scenario, found: Headroom) -> Document:
    """Return each norm today and at the answer, and the answer."""
    made = norms(found, scenario.language)
    return Document(
        title=scenario.title,
        subject=tables.called(scenario, found.design),
        parts=(made, *pivoted(made, "multiple", "mean", ALL, ["finding"]), *tables.said(said.sentences(found, scenario.language))),
        language=scenario.language,
        plain=partial(as_plain, scenario, found),
    )


def norms(found: Headroom, language: str) -> Table:
    """Return a row for every norm and multiple of demand that was tried, with what came out there."""
    make = tables.Columns(language)
    columns = [
        make.words("norm", index=True, least=18),
        make.number("multiple", said.at_head(language), index=True),
        make.number("mean"),
        make.words("unit", on="data"),
        make.words("finding", word("finding", language)),
    ]
    return tables.table("norms", columns, _rows(found, language), on="data")


def _rows(found: Headroom, language: str) -> Iterator[Row]:
    shown = list(dict.fromkeys(one for one in map(found.at, (1.0, found.multiple)) if one))
    for one in (*shown, *(other for other in found.tries if other not in shown)):
        for at, norm in enumerate(found.norms):
            yield Row(_cells(found, norm, one, at, language), "all" if one in shown else "data")


def _cells(found: Headroom, norm: Norm, one: TriedDemand, at: int, language: str) -> dict[str, Cell]:
    measure, first = one.found[at], norm in found.first
    how = words.scale(measure.unit, [measure.mean], measure.half_width, language)
    multiple = words.pick(_TODAY, language) if one.multiple == 1.0 else said.at(one.multiple, language)
    return {
        "norm": Cell(norm.measure, said.named(norm, language)),
        "multiple": Cell(one.multiple, multiple),
        "mean": Cell(measure.mean, how.quantity(measure.mean)),
        "unit": tables.unit(measure.unit, language),
        "finding": Cell("first" if first else None, words.pick(_FIRST, language) if first else "", first),
    }


def as_plain(scenario: Scenario, found: Headroom) -> dict[str, Any]:
    """Return the answer and its interval (null where no such multiple was tried), and what came out at each multiple."""
    low, high = found.interval
    return {
        "scenario": scenario.title,
        "design": found.design,
        "headroom": found.multiple or None,
        "interval": [low or None, None if high >= found.up_to else high],
        "probability": found.probability,
        "if": HOLDS,
        "up_to": found.up_to,
        "norms": [_norm(norm, norm in found.first) for norm in found.norms],
        "monotone": found.monotone,
        "tried": [
            {
                "multiple": one.multiple,
                "means": [plain(measure.mean) for measure in one.found],
                "unsettled": list(one.unsettled),
            }
            for one in found.tries
        ],
        "replications": found.replications,
        "seed": found.seed,
    }


def _norm(norm: Norm, first: bool) -> dict[str, Any]:
    goal = norm.aim.goal
    return {
        "measure": goal.measure,
        "at_least": goal.at_least,
        "at_most": goal.at_most,
        "unit": norm.aim.unit,
        "usual": norm.usual,
        "gives_way_first": first,
    }
