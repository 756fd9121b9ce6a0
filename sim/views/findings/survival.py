"""What lasts how long: the share left at some times, by design, with its interval."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from sim.analyses.survival import Curve, Lasting
from sim.catalogue import labels
from sim.results.document import Cell, Document, Drawing, Element, Head, Row, Table, pivoted
from sim.scenario.fields.model import Scenario
from sim.views import later, plain, tables, words
from sim.views import survival_words as said

ABREAST = 8  # designs in one table
_HALF = ("half of it after", "de helft na")


def document(scenario: Scenario, found: Lasting) -> Document:
    """Return a table for each thing that can end."""
    return Document(
        title=scenario.title,
        subject="",
        parts=tuple(_parts(scenario, found)),
        language=scenario.language,
        plain=partial(as_plain, found),
        pictures={"survival": Drawing(later.picture("survival_picture", "picture", scenario, found))},
    )


def _parts(scenario: Scenario, found: Lasting) -> Iterator[Element]:
    language = scenario.language
    for head, note, by_design in said.curves(found):
        name = "calm" if head is said.CALM else "staying"
        yield Head(words.pick(head, language))
        yield _table(name, (row for design, curve in by_design.items() for row in _points(name, design, curve)), language)
        shown = _table(name, _shown(by_design, scenario.run.length, language), language, "screen")
        yield from pivoted(shown, by="design", of="share", abreast=ABREAST)
        yield from tables.notes([words.pick(note, language).format(n=next(iter(by_design.values())).n)])
        yield from tables.warnings(said.turned(found, scenario) if head is said.CALM else ())


def _table(name: str, rows: Iterator[Row], language: str, on: str = "data") -> Table:
    make = tables.Columns(language)
    columns = [
        make.words("lasts", index=True, on="data"),
        make.words("design", index=True),
        make.number("minutes", labels.unit("min", language), index=True, on="data"),
        make.number("time", "", index=True, on="screen"),
        make.number("share"),
        *make.data("low", "high"),
    ]
    return tables.table("survival", columns, rows, on=on)


def _points(name: str, design: str, curve: Curve) -> Iterator[Row]:
    for time, share, low, high in zip(curve.times, curve.share, curve.low, curve.high, strict=True):
        values = {"minutes": time, "share": share, "low": low, "high": high}
        about = {"lasts": Cell(name), "design": Cell(design, design)}
        yield Row({**about, **{key: Cell(value) for key, value in values.items()}}, "data")


def _shown(by_design: said.Curves, length: float, language: str) -> Iterator[Row]:
    """Yield the shares at some times, and when half of it is left."""
    unit, minutes = words.time_axis(length)
    for time in said.times(by_design.values(), length):
        number = words.scale("", [time / minutes], None, language).number(time / minutes)
        when = Cell(time, f"{number} {labels.unit(unit, language)}")
        for design, curve in by_design.items():
            yield Row({"design": Cell(design, design), "time": when, "share": Cell(text=said.cell(curve, time, language))})
    half = Cell(text=words.pick(_HALF, language))
    rows = [
        Row({"design": Cell(design, design), "time": half, "share": Cell(text=said.half(curve, unit, minutes, language))})
        for design, curve in by_design.items()
    ]
    yield from tables.block(rows)


def as_plain(found: Lasting) -> dict[str, Any]:
    """Return by design the share that is left after each time (minutes), with its 95% interval."""
    designs = {
        name: {
            "calm": one.calm and _plain(one.calm),
            "staying": one.staying and _plain(one.staying),
            "calm_after_twice_the_length": one.later,
            "turns_when_twice_as_long": one.turns,
        }
        for name, one in found.items()
    }
    results = {name: one.result for name, one in found.items()}
    first = next(iter(results.values())).provenance
    return {"scenario": first.scenario, "designs": designs, "provenance": plain.origins(results)}


def _plain(curve: Curve) -> dict[str, Any]:
    rows = zip(curve.times, curve.share, curve.low, curve.high, strict=True)
    points = [{"minutes": t, "share": s, "low": plain.plain(lo), "high": plain.plain(hi)} for t, s, lo, hi in rows]
    return {"n": curve.n, "median": curve.median, "points": points}
