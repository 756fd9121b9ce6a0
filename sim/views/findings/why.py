"""Why changes got their verdicts: of each a sentence, and the parts that add up to the difference on which it rests."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from sim.analyses.explain import Explanation
from sim.analyses.explain.why import Reasons
from sim.analyses.judging import Judgement
from sim.catalogue.numbers import pick
from sim.results.document import Cell, Document, Drawing, Element, Row, Table, Text
from sim.scenario.fields.model import Scenario
from sim.views import later, tables, verdict_reasons
from sim.views import verdict_words as words
from sim.views.findings import explain
from sim.views.names import title

_SUBJECT = ("why changes got their verdicts", "waardoor veranderingen hun oordeel kregen")
_PART = ("part", "deel")
_NONE = (
    "No verdict is relevant or harmful: there is nothing to explain.",
    "Geen oordeel is relevant of schadelijk: er valt niets uit te leggen.",
)


def document(scenario: Scenario, found: Reasons) -> Document:
    """Return what explains each relevant or harmful verdict."""
    return Document(
        title=scenario.title,
        subject=pick(_SUBJECT, scenario.language),
        parts=tuple(_parts(scenario, found.judgement, _told(found, scenario.language))),
        language=scenario.language,
        plain=partial(as_plain, found),
        pictures={"portfolio": Drawing(later.picture("judgement", "picture", scenario, found.judgement))},
    )


def _told(found: Mapping[str, Explanation], language: str) -> Mapping[str, Explanation]:
    return {name: replace(one, language=language) for name, one in found.items()}


def _parts(scenario: Scenario, judged: Judgement, found: Mapping[str, Explanation]) -> Iterator[Element]:
    language = scenario.language
    said = [f"{title(scenario, name)}: {text}" for name, text in verdict_reasons.said(judged, found, language)]
    yield from tables.said(said or [pick(_NONE, language)])
    yield table(scenario, judged, found)
    yield from ([Text(explain.adds_up(next(iter(found.values())), language), "note")] if found else [])


def table(scenario: Scenario, judged: Judgement, found: Mapping[str, Explanation]) -> Table:
    """Return the parts of every explanation, from the baseline's mean to that of the change."""
    make = tables.Columns(scenario.language)
    columns = [
        make.verdict(once=True),
        make.words("change", index=True, once=True, most=34),
        make.words("measure", index=True, once=True),
        *explain.columns(pick(_PART, scenario.language), scenario.language),
    ]
    rows = [row for name, one in _told(found, scenario.language).items() for row in _rows(scenario, judged, name, one)]
    return tables.table("reasons", columns, rows, on="all" if rows else "data")


def _rows(scenario: Scenario, judged: Judgement, name: str, one: Explanation) -> Iterator[Row]:
    verdict = judged.items[name].verdict
    left = {
        "verdict": Cell(verdict, words.name(verdict, scenario), strong=True),
        "change": tables.named(scenario, name),
        "measure": tables.measured(one.measure, scenario.language),
    }
    rows = explain.rows(one, one.few(), scenario.language, whole=True)
    yield from tables.block(replace(row, cells={**left, **row.cells}) for row in rows)


def as_plain(found: Reasons) -> dict[str, Any]:
    """Return by change its verdict, the measures that it rests on, and what explains it (`why`, where it can be taken apart)."""
    judged = found.judgement
    return {
        "scenario": judged.provenance.scenario,
        "baseline": judged.baseline,
        "changes": {
            name: {"against": item.against, "verdict": item.verdict, "rests_on": [one.measure for one in item.rests_on]}
            | of_change(found, name)
            for name, item in judged.items.items()
        },
        "provenance": judged.provenance.as_dict(),
    }


def of_change(found: Mapping[str, Explanation] | None, name: str) -> dict[str, Any]:
    """Return what explains the verdict on a change, nothing where that was not asked or can't be taken apart."""
    return {"why": explain.as_plain(found[name])} if found and name in found else {}
