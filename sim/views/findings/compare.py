"""Designs against a baseline: the differences with their intervals, what tells most, and whether goals are met."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

from sim.catalogue import labels
from sim.catalogue.definition import MONEY, MONEY_A_YEAR
from sim.catalogue.labels import word
from sim.results.document import Cell, Document, Element, Head, Row, Table
from sim.results.results import Comparison, Difference, Measure
from sim.scenario.fields.model import Scenario
from sim.views import counted, goals, plain, tables, words
from sim.views.findings import explain
from sim.views.names import title

if TYPE_CHECKING:
    from sim.analyses.explain import Explanation

LARGE = 100_000.0  # an amount, from which it is written in thousands
NARROW = 122  # columns of a terminal, below which intervals are said by how far they go
_AGAINST = ("{design} against {baseline}", "{design} tegenover {baseline}")
_ALL = ("{n} designs against {baseline}", "{n} varianten tegenover {baseline}")


def document(
    scenario: Scenario, found: Comparison, every: bool = False, reasons: "Sequence[Explanation]" = ()
) -> Document:
    """Return a table and what it says for every design that is set against the baseline.

    A file has the measures shown, or `every` one; `reasons` are explanations that were asked for besides.
    """
    language, several = scenario.language, len(found.designs) > 1
    about = {"n": len(found.designs), "baseline": tables.called(scenario, found.baseline)}
    return Document(
        title=scenario.title,
        subject=words.pick(_ALL, language).format(**about) if several else _heading(scenario, found, found.designs[0]),
        parts=tuple(_parts(scenario, found, every, reasons)),
        language=language,
        plain=partial(as_plain, found, reasons),
    )


def _heading(scenario: Scenario, found: Comparison, design: str) -> str:
    both = {"design": tables.called(scenario, design), "baseline": tables.called(scenario, found.baseline)}
    return words.pick(_AGAINST, scenario.language).format(**both)


def _parts(scenario: Scenario, found: Comparison, every: bool, reasons: "Sequence[Explanation]") -> Iterator[Element]:
    language = scenario.language
    yield from counted.parts(found.results, language)
    for design in found.designs:
        if len(found.designs) > 1:
            yield Head(_heading(scenario, found, design))
        yield differences(found, design, language, every)
        yield from tables.said(words.sentences(found, design, language))
    yield from tables.notes([words.together(found, language)])
    yield from goals.parts(scenario, found.results)
    yield from tables.said(one.sentence for one in reasons)
    yield replace(means(scenario, found), on="data", aside=True)


def means(scenario: Scenario, found: Comparison) -> Table:
    """Return a row for every measure shown, in one unit, with the mean of each design beside that of the baseline.

    What can't be told from the baseline is in brackets.
    """
    make, names = tables.Columns(scenario.language), [found.baseline, *found.designs]
    columns = [
        make.words("measure", index=True, on="data"),
        make.words("measure_in", make.head("measure"), on="screen"),
        *(make.number(mean_of(name), title(scenario, name)) for name in names),
        make.words("unit", on="data"),
    ]
    known = {design: words.rows(found, design) for design in found.designs}
    there = [name for name in found.shown if any(name in rows for rows in known.values())]
    return tables.table("means", columns, [Row(_means(scenario, found, known, measure)) for measure in there])


def mean_of(design: str) -> str:
    """Return the key of the column with the means of a design."""
    return f"mean.{design}"


def _means(
    scenario: Scenario, found: Comparison, known: Mapping[str, Mapping[str, Difference]], measure: str
) -> Mapping[str, Cell]:
    language, label = scenario.language, labels.label(measure, scenario.language)
    differences = {name: rows[measure] for name, rows in known.items() if measure in rows}
    unit = next(iter(differences.values())).unit
    each = {name: found.results[name].measures.get(measure) for name in (found.baseline, *found.designs)}
    how = _scale(unit, [one.mean for one in each.values() if one and one.n], language)
    return {
        "measure": Cell(measure, label),
        "measure_in": Cell(text=label if label.endswith(how.unit) else f"{label}, {how.unit}"),
        **{mean_of(name): _mean(one, found, name, measure, differences.get(name), how) for name, one in each.items()},
        "unit": tables.unit(unit, language),
    }


def _scale(unit: str, values: Sequence[float], language: str) -> words.Scale:
    """Return unit and decimals that suit most of the values: one queue that grows without end makes no days of minutes."""
    how = words.scale(unit, [median(values)] if values else [], None, language)
    if unit in (MONEY, MONEY_A_YEAR) and max(map(abs, values), default=0.0) >= LARGE:
        return replace(how, factor=how.factor / 1000.0, unit=f"{words.pick(('1,000', '1.000'), language)} {how.unit}", decimals=0)
    return how


def _mean(
    one: Measure | None, found: Comparison, design: str, measure: str, differs: Difference | None, how: words.Scale
) -> Cell:
    if measure in found.results[design].not_reached:
        return Cell(one.mean if one else None, word("not reached", how.language))
    if one is None or not one.n:
        return Cell(text="-")
    clear = differs is None or differs.distinguishable
    return Cell(one.mean, how.number(one.mean) if clear else f"({how.number(one.mean)})")


def differences(found: Comparison, design: str, language: str, every: bool = False) -> Table:
    """Return a row for every measure: both means, the difference with its simultaneous interval, and what that says."""
    make = tables.Columns(language)
    columns = [
        make.words("design", index=True, on="data"),
        make.words("measure", index=True, wide=NARROW, least=18),
        make.words("measure_in", make.head("measure"), on="screen", narrow=NARROW),
        make.number("baseline_mean", found.baseline.replace("_", " ")),
        make.number("design_mean", design.replace("_", " ")),
        make.number("difference"),
        make.number("margin", on="screen", narrow=NARROW),
        make.number("interval", word("interval", language), on="screen", wide=NARROW),
        *make.data("half_width", "low", "high"),
        make.number("n", wide=NARROW),
        *make.units(wide=NARROW),
        make.words("verdict", word("finding", language)),
    ]
    pairs = {name: one for name, one in found.pairs[design].items() if every or name in found.shown}
    cells = {name: _cells(found, design, name, one, language) for name, one in pairs.items()}
    return tables.table("differences", columns, tables.listed(cells, words.rows(found, design)))


def _cells(found: Comparison, design: str, name: str, one: Difference, language: str) -> Mapping[str, Cell]:
    how, (before, after) = words.row_scale(one, language), words.means(found, design, name, language=language)
    cells = {
        "design": Cell(design, design),
        "measure": tables.measured(name, language),
        "measure_in": Cell(text=labels.label(name, language) + (f" ({how.unit})" if how.unit else "")),
        "baseline_mean": Cell(one.baseline.mean if one.baseline else None, before),
        "design_mean": Cell(one.design.mean if one.design else None, after),
        **tables.ends(one.difference, one.interval, one.half_width, how, sign=True),
        "difference": Cell(one.difference, "0" if one.same else how.number(one.difference, sign=True)),
        "interval": Cell(text=_interval(one, how)),
        "n": Cell(one.n, str(one.n or "-")),
        **tables.units(one.unit, how),
        "verdict": Cell(one.verdict, word(one.verdict, language), one.distinguishable),
    }
    if word("not reached", language) in (before, after):
        return cells | {key: replace(cells[key], text="-") for key in ("difference", "margin", "interval", "n", "verdict")}
    return cells | ({"margin": Cell(text="-")} if one.same else {})


def _interval(one: Difference, how: words.Scale) -> str:
    if one.interval is None or one.same:
        return "-"
    return " .. ".join(how.number(end, True) for end in one.interval)


def as_plain(found: Comparison, reasons: "Sequence[Explanation]" = ()) -> dict[str, Any]:
    """Return a comparison: under `measures` each name with the first design's difference.

    `comparisons` has the same for every design; `intervals`: how many differences the 95% holds for together. `why` has the
    explanations asked for, by design.
    """
    each = {
        design: {
            name: explain.compared(d, name in found.shown, found.baseline, design) for name, d in differences.items()
        }
        for design, differences in found.pairs.items()
    }
    return {
        "scenario": found.results[found.baseline].provenance.scenario,
        "baseline": found.baseline,
        "designs": list(found.designs),
        "measures": each[found.designs[0]],
        "comparisons": each,
        "goals": {name: plain.goals(attained) for name, attained in found.goals.items()},
        "unsettled": {name: list(result.unsettled) for name, result in found.results.items()},
        "not_reached": {name: list(result.not_reached) for name, result in found.results.items()},
        "why": {one.design: explain.as_plain(one) for one in reasons},
        "provenance": plain.origins(found.results),
    }
