"""What comes out over the ranges of one or two numbers: the measures at each point, and the verdict there."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from sim.analyses.studies.sweep import Spot, Sweep
from sim.results.document import Cell, Document, Drawing, Row, Table, pivoted
from sim.scenario.fields.model import Scenario
from sim.views import later, plain, quantity_words, tables, verdict_words, words
from sim.views.sweep_words import sentences

ALL = 100  # measures side by side: all of them


def document(scenario: Scenario, found: Sweep) -> Document:
    """Return the points, and what they come to."""
    made = points(scenario, found)
    return Document(
        title=scenario.title,
        subject=tables.called(scenario, found.design),
        parts=(made, *pivoted(made, "measure", "mean", ALL, ["verdict"]), *tables.said(sentences(scenario, found))),
        language=scenario.language,
        plain=partial(as_plain, scenario, found),
        pictures={"sweep": Drawing(later.picture("sweep_picture", "picture", scenario, found))},
    )


def points(scenario: Scenario, found: Sweep) -> Table:
    """Return a row for every point and measure: the numbers there, what came out, and how that differs from the other design."""
    language, make = scenario.language, tables.Columns(scenario.language)
    judged = any(spot.verdict for spot in found.spots)
    labelled = {one.quantity.path: quantity_words.label(one.quantity.path, language) for one in found.ranges}
    columns = [
        *(make.number(path, label, index=True) for path, label in labelled.items()),
        make.words("measure", index=True),
        make.number("mean"),
        *make.data("half_width", "low", "high", "n"),
        make.words("unit", on="data"),
        *make.data("difference", "difference_low", "difference_high"),
        make.words("verdict", on="all" if judged else "data"),
    ]
    return tables.table("points", columns, _rows(scenario, found), on="data")


def _rows(scenario: Scenario, found: Sweep) -> Iterator[Row]:
    language = scenario.language
    scales = [quantity_words.scale(one.quantity, (one.low, one.high), language) for one in found.ranges]
    for spot in found.spots:
        place = {
            one.quantity.path: Cell(value, how.quantity(value))
            for one, how, value in zip(found.ranges, scales, spot.values, strict=True)
        }
        verdict = Cell(spot.verdict, verdict_words.name(spot.verdict, scenario) if spot.verdict else "")
        for name in found.measures:
            yield Row({**place, **_cells(found, spot, name, language), "verdict": verdict})


def _cells(found: Sweep, spot: Spot, name: str, language: str) -> Mapping[str, Cell]:
    one, difference = spot.measures[name], spot.differences.get(name)
    widths = [w for each in found.spots if (w := each.measures[name].half_width) is not None]
    means = [each.measures[name].mean for each in found.spots]
    how = words.scale(one.unit, means, min(widths, default=None), language)
    low, high = (difference.interval if difference else None) or (None, None)
    return {
        "measure": tables.measured(name, language),
        **tables.ends(one.mean, one.interval, one.half_width, how),
        "mean": Cell(one.mean, how.measured(one.mean, one.interval)),
        "n": Cell(one.n),
        "unit": tables.unit(one.unit, language),
        "difference": Cell(difference.difference if difference else None),
        "difference_low": Cell(low),
        "difference_high": Cell(high),
    }


def as_plain(scenario: Scenario, found: Sweep) -> dict[str, Any]:
    """Return the points of a sweep: the values of the numbers (in their unit), the measures, the verdict."""
    return {
        "scenario": scenario.title,
        "design": found.design,
        "against": found.against,
        "numbers": [plain.quantity(one.quantity) | {"low": one.low, "high": one.high} for one in found.ranges],
        "points": [_plain(spot) for spot in found.spots],
        "replications": found.replications,
        "seed": found.seed,
    }


def _plain(spot: Spot) -> dict[str, Any]:
    differences = {
        name: plain.difference(one) | {"n": one.n, "unit": one.unit} for name, one in spot.differences.items()
    }
    said = {"values": list(spot.values), "verdict": spot.verdict, "differences": differences}
    return said | {"measures": {name: plain.measure(one) for name, one in spot.measures.items()}}
