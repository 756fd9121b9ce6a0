"""Which assumptions matter for a measure: a table for each, the assumptions that matter most first."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sim.analyses.studies.sensitivity import MORRIS, Influence, Sensitivity
from sim.catalogue import labels
from sim.results.document import Cell, Document, Drawing, Row, Table
from sim.scenario.fields.model import Scenario
from sim.views import later, plain, tables, words
from sim.views import sensitivity_words as said

MOST = said.MOST  # assumptions on a screen
KEYS = {True: ("mu_star", "mu_star_half_width", "sigma"), False: ("total", "total_half_width", "first")}
_MORE = ("and {count} that matter less", "en {count} die er minder toe doen")
_AGAINST = ("against", "tegenover")


def document(scenario: Scenario, found: Sensitivity) -> Document:
    """Return the influence of each assumption on each measure, how it was found, and over which ranges."""
    language, name = scenario.language, tables.called(scenario, found.design)
    against = f" {words.pick(_AGAINST, language)} {tables.called(scenario, found.against)}" if found.against else ""
    made = [influences(found, measure, some, language) for measure, some in found.influences.items()]
    return Document(
        title=scenario.title,
        subject=f"{name}{against}",
        parts=(*made, *tables.said(said.sentences(found, language))),
        language=language,
        plain=partial(as_plain, scenario, found),
        pictures={"influences": Drawing(later.picture("sensitivity_picture", "picture", scenario, found))},
    )


def influences(found: Sensitivity, measure: str, some: Sequence[Influence], language: str) -> Table:
    """Return a row for every assumption: its range, and what it does to a measure."""
    make, morris = tables.Columns(language), found.method == MORRIS
    size, width, other = KEYS[morris]
    columns = [
        make.words("measure", on="data", index=True),
        make.words("assumption", said.head("assumption", language), index=True),
        make.number("range", said.head("range", language), on="screen"),
        *make.data("low", "high"),
        make.words("number_unit", on="data"),
        make.number(size, said.head("mean size" if morris else "total", language)),
        *make.data(width),
        make.number(other, said.head("spread" if morris else "alone", language)),
        make.words("unit", on="data"),
        make.words("source", on="data"),
    ]
    return tables.table("influences", columns, _rows(found, measure, some, language), title=labels.label(measure, language))


def _rows(found: Sensitivity, measure: str, some: Sequence[Influence], language: str) -> Iterator[Row]:
    unit = found.units[measure] if found.method == MORRIS else "share"
    how = words.scale(unit, [some[0].size], None, language)
    for at, one in enumerate(some):
        cells = {"measure": tables.measured(measure, language), "unit": tables.unit(unit, language)}
        yield Row({**cells, **_cells(one, how, found.method == MORRIS)}, "all" if at < MOST else "data")
    if len(some) > MOST:
        yield Row({"assumption": Cell(text=words.pick(_MORE, language).format(count=len(some) - MOST))}, "screen")


def _cells(one: Influence, how: words.Scale, morris: bool) -> Mapping[str, Cell]:
    language, assumed = how.language, one.assumed
    text = f"{how.number(one.size)} ± {how.number(one.half_width)}"
    unit = labels.unit("points", language) if how.unit == "%" else how.unit
    size = Cell(one.size, f"{text} {unit}".strip() if morris else text)
    values = (size, Cell(one.half_width), Cell(one.other, how.number(one.other)))
    return {
        "assumption": Cell(assumed.origin, said.name(assumed, language)),
        "range": Cell(text=said.span(assumed, language)),
        "low": Cell(assumed.low),
        "high": Cell(assumed.high),
        "number_unit": tables.unit(assumed.quantity.unit, language),
        **dict(zip(KEYS[morris], values, strict=True)),
        "source": Cell(assumed.source or None),
    }


def as_plain(scenario: Scenario, found: Sensitivity) -> dict[str, Any]:
    """Return by measure the influence of each assumption, the largest first."""
    return {
        "scenario": scenario.title,
        "design": found.design,
        "against": found.against,
        "method": found.method,
        "influences": {
            measure: [_plain(one, found.method == MORRIS) for one in some] for measure, some in found.influences.items()
        },
        "units": {measure: found.units[measure] for measure in found.influences},
        "points": found.points,
        "replications": found.replications,
        "seed": found.seed,
    }


def _plain(one: Influence, morris: bool) -> dict[str, Any]:
    values = zip(KEYS[morris], (one.size, one.half_width, one.other), strict=True)
    return plain.assumed(one.assumed) | {name: plain.plain(value) for name, value in values}
