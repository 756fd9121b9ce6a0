"""What verdicts hang on: the assumptions that make a verdict another at an end of their range."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from sim.analyses.judging import Item, Judgement
from sim.analyses.judging.portfolio import Turn
from sim.catalogue.numbers import pick
from sim.results.document import Cell, Document, Drawing, Element, Row, Table, Where
from sim.scenario.fields.model import Scenario
from sim.views import later, plain, quantity_words, sensitivity_words, tables, turn_words
from sim.views import verdict_words as words

_SUBJECT = ("where verdicts turn", "waar oordelen veranderen")
_NOW, _VALUE, _TO = ("now", "nu"), ("turns at", "verandert bij"), ("turns to", "wordt")
_STAR = ("* The file leaves it out: its default.", "* Het bestand laat het weg: de standaardwaarde.")


def document(scenario: Scenario, found: Judgement) -> Document:
    """Return beside which assumptions each verdict would be another, and how they were looked for."""
    return Document(
        title=scenario.title,
        subject=pick(_SUBJECT, scenario.language),
        parts=tuple(_parts(scenario, found)),
        language=scenario.language,
        plain=partial(as_plain, found),
        pictures={"portfolio": Drawing(later.picture("judgement", "picture", scenario, found))},
    )


def _parts(scenario: Scenario, found: Judgement) -> Iterator[Element]:
    turned = [one for item in found.items.values() for one in item.turns]
    yield table(scenario, found, "all" if turned else "data")
    yield from tables.notes(turn_words.notes(found, scenario.language))
    if any(not one.assumed.written for one in turned):
        yield from tables.notes([pick(_STAR, scenario.language)])


def table(scenario: Scenario, found: Judgement, on: Where = "all") -> Table:
    """Return a row for every turn: the verdict, the assumption with its range, and what the verdict turns to at which value."""
    language, make = scenario.language, tables.Columns(scenario.language)
    columns = [
        make.verdict(once=True),
        make.words("change", index=True, once=True, most=34),
        make.words("assumption", sensitivity_words.head("assumption", language), index=True),
        make.number("now", pick(_NOW, language)),
        make.number("range", sensitivity_words.head("range", language), on="screen"),
        *make.data("low", "high"),
        make.number("value", pick(_VALUE, language)),
        make.words("number_unit", on="data"),
        make.words("turned", pick(_TO, language)),
        make.words("source", on="data"),
    ]
    rows = [Row(_cells(scenario, item, one)) for item in words.in_order(found) for one in item.turns]
    return tables.table("turns", columns, rows, on=on)


def _cells(scenario: Scenario, item: Item, one: Turn) -> Mapping[str, Cell]:
    language, assumed, now = scenario.language, one.assumed, one.assumed.quantity.now
    how = quantity_words.scale(assumed.quantity, (assumed.low, assumed.high, now, one.value), language)
    return {
        "verdict": Cell(item.verdict, words.name(item.verdict, scenario), strong=True),
        "change": tables.named(scenario, item.name),
        "assumption": Cell(assumed.origin, sensitivity_words.name(assumed, language)),
        "now": Cell(now, how.quantity(now)),
        "range": Cell(text=f"{how.number(assumed.low)} .. {how.quantity(assumed.high)}"),
        "low": Cell(assumed.low),
        "high": Cell(assumed.high),
        "value": Cell(one.value, how.quantity(one.value)),
        "number_unit": tables.unit(assumed.quantity.unit, language),
        "turned": Cell(one.verdict, words.name(one.verdict, scenario)),
        "source": Cell(assumed.source or None),
    }


def as_plain(found: Judgement) -> dict[str, Any]:
    """Return by change its verdict and its turns: the assumption, the value, and the verdict there."""
    return {
        "scenario": found.provenance.scenario,
        "baseline": found.baseline,
        "changes": {
            name: {"against": item.against, "verdict": item.verdict, "turns": [as_turn(one) for one in item.turns]}
            for name, item in found.items.items()
        },
        "turns_tried": found.tried,
        "turns_untried": found.untried,
        "provenance": found.provenance.as_dict(),
    }


def as_turn(one: Turn) -> dict[str, Any]:
    """Return a turn: the verdict, and the value of which assumption makes it so."""
    return {"verdict": one.verdict, "value": plain.plain(one.value)} | plain.assumed(one.assumed)
