"""One run in two mirrors: each side's figures with their lights, and where the two part company."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sim.analyses.two_views import Light, Mirrors
from sim.catalogue import labels
from sim.catalogue.labels import word
from sim.results.document import Cell, Document, Drawing, Element, Row, Table
from sim.scenario.fields.model import Scenario
from sim.views import counted, later, plain, tables, words
from sim.views import mirrors_words as said


def document(scenario: Scenario, found: Mirrors) -> Document:
    """Return both mirrors, and where they part company."""
    return Document(
        title=scenario.title,
        subject=tables.called(scenario, found.result.design),
        parts=tuple(_parts(found, scenario.language)),
        language=scenario.language,
        plain=partial(as_plain, found),
        pictures={"mirrors": Drawing(later.picture("mirrors_picture", "picture", scenario, found))},
    )


def _parts(found: Mirrors, language: str) -> Iterator[Element]:
    yield from counted.parts({found.result.design: found.result}, language)
    yield figures("inside", said.INSIDE, found.inside, language)
    yield figures("lived", said.LIVED, found.lived, language)
    yield from tables.said(said.parting(found, language))
    yield from tables.notes(said.footnotes(found, language))


def figures(mirror: str, head: tuple[str, str], lights: Sequence[Light], language: str) -> Table:
    """Return a row for every figure of a mirror, with its bounds and its light."""
    make = tables.Columns(language)
    columns = [
        make.words("mirror", on="data", index=True),
        make.words("measure", index=True, on="data"),
        make.words("figure", words.pick(head, language), on="screen", least=38),
        make.number("mean"),
        *make.ends(),
        make.number("n"),
        make.words("unit", on="data"),
        make.words("bound"),
        make.words("verdict", word("finding", language)),
    ]
    rows = [Row({"mirror": Cell(mirror, words.pick(head, language)), **_cells(one, language)}) for one in lights]
    return tables.table("figures", columns, rows)


def _cells(one: Light, language: str) -> Mapping[str, Cell]:
    how = said.scale(one, language)
    return {
        "measure": tables.measured(one.measure, language),
        "figure": Cell(text=labels.label(one.measure, language)),
        **tables.ends(one.found.mean, one.found.interval, one.found.half_width, how),
        "mean": Cell(one.found.mean, how.quantity(one.found.mean)),
        "n": Cell(one.found.n, str(one.found.n)),
        "unit": tables.unit(one.found.unit, language),
        "bound": Cell(", ".join(f"{goal.goal.bound:g}" for goal in one.bounds), said.bounds(one, language)),
        "verdict": Cell(one.verdict if one.bounds else None, said.light(one.verdict, language)),
    }


def as_plain(found: Mirrors) -> dict[str, Any]:
    """Return both mirrors: figures with their bounds and verdicts; under `places` where both can be looked into."""
    places = [
        {
            "sort": place.sort,
            "name": place.name,
            "from_to": place.span and list(place.span),
            "parted": place.parted,
            "inside": _lights(place.inside),
            "lived": _lights(place.lived),
        }
        for place in found.places
    ]
    return {
        "scenario": found.result.provenance.scenario,
        "design": found.result.design,
        "inside": _lights(found.inside),
        "lived": _lights(found.lived),
        "places": places,
        "unsettled": list(found.result.unsettled),
        "provenance": found.result.provenance.as_dict(),
    }


def _lights(lights: Sequence[Light]) -> list[dict[str, Any]]:
    return [
        {
            "measure": one.measure,
            **plain.measure(one.found),
            "verdict": one.verdict,
            "usual": one.usual and bool(one.bounds),
            "bounds": [plain.goal(bound) for bound in one.bounds],
        }
        for one in lights
    ]
