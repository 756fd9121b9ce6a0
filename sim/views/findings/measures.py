"""What can be measured in a scenario, as a table: the same of several roles, kinds, ... in one row."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Any

from sim.catalogue import labels
from sim.catalogue.keys import EACH, WHOLE
from sim.catalogue.numbers import pick, scale
from sim.results.available import Available, Measures
from sim.results.document import Cell, Column, Document, Element, Row
from sim.scenario.fields.model import Scenario
from sim.views import tables
from sim.views.names import title

LONG = 100  # columns of a terminal, from which there is room for what a measure is taken over
_SUBJECT = ("what can be measured", "wat er te meten is")
_OF = ("what can be measured of {}", "wat er te meten is van {}")
_EACH = ("Write a name for *, such as {}.", "Schrijf een naam voor *, zoals {}.")
_BY_RUN = (
    "With _per_run behind it, as the mean over runs: {}.",
    "Met _per_run erachter, als gemiddelde over runs: {}.",
)
_WAY = ("better", "beter")
_BETTER = {1: ("more", "meer"), 0: ("", ""), -1: ("less", "minder")}


def document(scenario: Scenario, found: Measures) -> Document:
    """Return all that can be measured, with unit, denominator and better way."""
    language, one = scenario.language, len(found.designs) == 1
    subject = pick(_OF, language).format(title(scenario, found.designs[0])) if one else pick(_SUBJECT, language)
    return Document(scenario.title, subject, tuple(_parts(found, language)), language, partial(as_plain, found))


def _parts(found: Measures, language: str) -> Iterator[Element]:
    longest = max(len(one.name) for one in found.measures if not one.key.place)
    yield tables.table("measures", _columns(language, longest), [*_shown(found, language), *_rows(found, language)])
    yield from tables.notes(_notes(found, language))


def _columns(language: str, longest: int) -> list[Column]:
    make = tables.Columns(language)
    return [
        make.words("measure", index=True, least=longest),
        make.words("label", most=17, narrow=LONG, on="screen"),
        make.words("label", most=44, wide=LONG),
        make.words("number", on="data"),
        *make.units(most=10),
        make.words("better", pick(_WAY, language)),
        make.words("over", wide=LONG, most=60),
        make.words("pooled", on="data"),
    ]


def _shown(found: Measures, language: str) -> Iterator[Row]:
    """Yield a row for each measure of each sort of place; with * for the name where all of several have it."""
    for place, some in groupby((one for one in found.measures if not one.key.per_run), lambda one: one.key.place):
        yield from tables.block(_of_place(place, list(some), language))


def _of_place(place: str, some: list[Available], language: str) -> Iterator[Row]:
    names = {one.key.name for one in some}
    for measure in dict.fromkeys(one.key.measure for one in some):
        same = [one for one in some if one.key.measure == measure]
        if place != WHOLE and len(same) == len(names) > 1:
            yield _row(same[0], str(same[0].key.called(EACH)), labels.leaf(same[0].key, language), language)
        else:
            yield from (_row(one, one.name, labels.label(one.key, language), language) for one in same)


def _row(one: Available, name: str, label: str, language: str, **how: Any) -> Row:
    nl = language == "nl"
    cells = {
        "measure": Cell(name, name),
        "label": Cell(label, label),
        "number": Cell(one.definition.number),
        "unit": Cell(one.unit),
        "written_in": Cell(text=scale(one.unit, (), None, language).unit),
        "better": Cell(one.definition.better, _BETTER[one.definition.better][nl]),
        "over": Cell(one.definition.over[nl], one.definition.over[nl]),
        "pooled": Cell(one.pooled),
    }
    return Row(cells, **({"on": "screen"} | how))


def _rows(found: Measures, language: str) -> Iterator[Row]:
    for one in found.measures:
        yield _row(one, one.name, labels.label(one.key, language), language, on="data")


def _notes(found: Measures, language: str) -> Iterator[str]:
    several = [one for one in found.measures if one.key.place]
    if several:
        yield pick(_EACH, language).format(several[0].name)
    by_run = dict.fromkeys(one.key.measure for one in found.measures if one.key.per_run)
    yield pick(_BY_RUN, language).format(", ".join(by_run))


def as_plain(found: Measures) -> Mapping[str, Any]:
    """Return all measures by name as plain values, for JSON."""
    return {"designs": list(found.designs), "measures": {one.name: _plain(one, found) for one in found.measures}}


def _plain(one: Available, found: Measures) -> dict[str, Any]:
    nl = found.scenario.language == "nl"
    return {
        "label": labels.label(one.key, found.scenario.language),
        "unit": one.unit,
        "number": one.definition.number,
        "over": one.definition.over[nl],
        "better": one.definition.better,
        "pooled": one.pooled,
    }
