"""Verdicts on changes: what each does to the outcomes against their thresholds, its cost, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sim.analyses.explain import Explanation
from sim.analyses.judging import Finding, Item, Judgement
from sim.analyses.judging.verdict import GUARDRAIL, HOBBY, OUTCOME
from sim.catalogue import labels
from sim.catalogue.numbers import HOLDS, pick
from sim.results.document import Cell, Column, Document, Drawing, Element, Head, Row, Table, Text
from sim.scenario.fields.model import Scenario
from sim.views import answer_words, later, money_words, tables, turn_words, verdict_notes, verdict_reasons
from sim.views import verdict_words as words
from sim.views.findings import turns, why
from sim.views.names import title
from sim.views.plain import plain

FIRST = 3  # outcomes that always have a row on a screen; the others where they differ
NO_EFFECT = Cell(text="-")
WIDE = 118  # columns of a terminal, from which effects per cost have a column
_HEADING = ("{what} judged against {baseline}", "{what} beoordeeld tegenover {baseline}")
_GROUPS = {True: ("designs", "varianten"), False: ("changes", "veranderingen")}
_ROLES = {OUTCOME: ("outcome", "uitkomst"), GUARDRAIL: ("guardrail", "randvoorwaarde")}
_AS_MUCH, _UNKNOWN = ("as much", "evenveel"), ("unknown", "onbekend")
_PART = ("part of baseline", "deel van uitgangssituatie")
_LACKS = ("Not judged of {change}: {labels} (no value).", "Niet beoordeeld van {change}: {labels} (geen waarde).")
_KEPT = ("guardrails: none worse", "randvoorwaarden: geen slechter")
_KEPT_TOO = ("other guardrails: none worse", "andere randvoorwaarden: geen slechter")
_ALIKE = ("other outcomes ({n}): within thresholds", "andere uitkomsten ({n}): binnen hun drempels")
_ON = ("on {}", "op {}")


def document(scenario: Scenario, found: Judgement, reasons: Mapping[str, Explanation] | None = None) -> Document:
    """Return the verdicts, what each rests on (and why, where that was asked), and what has to be known to read them."""
    language = scenario.language
    about = {"what": verdict_notes.counted(scenario, found), "baseline": title(scenario, found.baseline)}
    return Document(
        title=scenario.title,
        subject=pick(_HEADING, language).format(**about),
        parts=tuple(_parts(scenario, found, reasons)),
        language=language,
        plain=partial(as_plain, found, reasons),
        pictures={"portfolio": Drawing(later.picture("judgement", "picture", scenario, found))},
    )


def _parts(scenario: Scenario, found: Judgement, reasons: Mapping[str, Explanation] | None) -> Iterator[Element]:
    yield from tables.warnings(words.above(scenario, found))
    yield findings(scenario, found)
    yield from tables.said(words.summary(scenario, found))
    yield from tables.notes(_turns(scenario, found))
    if said := list(verdict_reasons.said(found, reasons, scenario.language)) if reasons is not None else []:
        yield Head(pick(verdict_reasons.HEAD, scenario.language))
        yield from (Text(f"{title(scenario, name)}: {text}") for name, text in said)
    yield from tables.notes(verdict_notes.notes(scenario, found))
    yield from tables.notes(words.gone(list(found.items.values()), scenario))
    yield from tables.notes(_lacking(found, scenario.language))
    if any(item.turns for item in found.items.values()):
        yield replace(turns.table(scenario, found), on="data", aside=True)
    if reasons:
        yield replace(why.table(scenario, found, reasons), on="data", aside=True)


def _turns(scenario: Scenario, found: Judgement) -> Iterator[str]:
    """Yield beside which assumptions a verdict would be another, and how they were looked for."""
    for item in words.in_order(found):
        if item.turns:
            clauses = "; ".join(turn_words.of_item(item, scenario))
            yield f"{title(scenario, item.name)} ({words.name(item.verdict, scenario)}): {clauses}."
    yield from turn_words.notes(found, scenario.language)


def _lacking(found: Judgement, language: str) -> Iterator[str]:
    """Yield what could not be judged of which changes."""
    lacking = {item.name: tuple(m for m in item.without if m not in item.gone) for item in found.items.values()}
    for without in dict.fromkeys(one for one in lacking.values() if one):
        names = ", ".join(name for name, one in lacking.items() if one == without)
        yield pick(_LACKS, language).format(change=names, labels=labels.listed(without, language))


def findings(scenario: Scenario, found: Judgement) -> Table:
    """Return a row for every change and measure; on a screen those that tell something, the others in a line."""
    return tables.table("findings", _columns(found, scenario.language), _grouped(scenario, found))


def overview(scenario: Scenario, found: Judgement, shown: Sequence[str]) -> Table:
    """Return a row for every change: its verdict, its effect on each of the measures shown, and what it costs."""
    make = tables.Columns(scenario.language)
    columns = [make.words("change", index=True), make.verdict(), *map(make.measure, shown), make.number("cost_per_year")]
    rows = [_across(scenario, found, item, shown) for group in words.grouped(scenario, found) for item in group]
    return tables.table("overview", columns, rows)


def _across(scenario: Scenario, found: Judgement, item: Item, shown: Sequence[str]) -> Row:
    left = _left(scenario, found, item)
    known = [_finding(item, one, scenario.language)["effect"] if (one := item.outcomes.get(name)) else NO_EFFECT for name in shown]
    return Row(left | {"change": replace(left["change"], more=())} | dict(zip(shown, known, strict=True)))


def _grouped(scenario: Scenario, found: Judgement) -> Iterator[Row]:
    """Yield the rows of designs and of changes, under a heading where there are both."""
    groups = words.grouped(scenario, found)
    for group in groups:
        if len(groups) > 1:
            head = pick(_GROUPS[group[0].name in scenario.designs], scenario.language)
            yield Row({"verdict": Cell(text=head, strong=True)}, "screen", begins=True)
        for item in group:
            rows = _rows(scenario, found, item)
            yield from rows if len(groups) > 1 and item is group[0] else tables.block(rows)


def _columns(found: Judgement, language: str) -> list[Column]:
    make, per = tables.Columns(language), money_words.per_heading(found.currency, language)
    return [
        make.verdict(once=True),
        make.words("change", index=True, once=True, most=34),
        make.words("against", on="data"),
        make.words("measure", index=True),
        make.words("role", on="data"),
        *make.data("baseline", "difference"),
        make.number("effect"),
        make.number("interval", on="screen"),
        *make.data("low", "high"),
        make.number("threshold"),
        make.words("unit", on="data"),
        make.words("finding"),
        *make.data("better", "cost_per_year", "cost_low", "cost_high"),
        make.number("effect_per_10000", per, wide=WIDE),
        *make.data("n", "needed"),
    ]


def _rows(scenario: Scenario, found: Judgement, item: Item) -> Iterator[Row]:
    """Yield the rows of a change: what it is and costs at the left, a measure each at the right."""
    language, left, shown = scenario.language, _left(scenario, found, item), shown_of(item)
    hidden = [one for one in item.outcomes.values() if one not in shown]
    for one in item.outcomes.values():
        yield Row(left | _finding(item, one, language), "data" if one in hidden else "all")
    kept = _KEPT_TOO if any(one.role != OUTCOME for one in shown) else _KEPT
    for role, text in ((OUTCOME, _ALIKE), (GUARDRAIL, kept)):
        if n := sum(one.role == role for one in hidden):
            yield Row(left | {"measure": Cell(text=pick(text, language).format(n=n))}, "screen")
    if not item.outcomes:
        yield Row(left, "screen")


def shown_of(item: Item) -> list[Finding]:
    """Return the findings that have a row: the first outcomes, and of all others those that are not within their thresholds."""
    found = list(item.outcomes.values())
    first = [one for one in found if one.role == OUTCOME][:FIRST]
    return [one for one in found if one in first or not one.within]


def _left(scenario: Scenario, found: Judgement, item: Item) -> dict[str, Cell]:
    """Return the cells that all rows of a change have: its verdict, name and cost."""
    language, called = scenario.language, title(scenario, item.name)
    on = f", {pick(_ON, language).format(item.against)}" if item.against != found.baseline else ""
    name = f"{item.name}{on}" if called != item.name or on else ""
    interval = money_words.interval(item, language)
    below = (name, money_words.cost(item, found.currency, language), *([f"({interval})"] if interval else []))
    return {
        "verdict": Cell(item.verdict, words.name(item.verdict, scenario), item.verdict != HOBBY),
        "change": Cell(item.name, called, more=below),
        "against": Cell(item.against, title(scenario, item.against)),
        "cost_per_year": Cell(item.cost, _amount(found, item, language)),
        "cost_low": Cell(item.money.low if item.money else None),
        "cost_high": Cell(item.money.high if item.money else None),
        "needed": Cell(item.needed),
    }


def _amount(found: Judgement, item: Item, language: str) -> str:
    """Return what a change costs or saves a year; where that can't be told, that it is as much, or not known."""
    return answer_words.money(item, found, language) or pick(_AS_MUCH if item.money else _UNKNOWN, language)


def _finding(item: Item, one: Finding, language: str) -> dict[str, Cell]:
    unit = tables.unit(_PART[0], language, pick(_PART, language)) if one.relative else tables.unit(one.unit, language)
    return {
        "measure": tables.measured(one.measure, language),
        "role": Cell(one.role, pick(_ROLES[one.role], language)),
        "baseline": Cell(one.baseline),
        "difference": Cell(one.difference),
        "effect": Cell(one.effect, words.effect(one, language)),
        "interval": Cell(text=words.interval(one, language)),
        "low": Cell(one.low),
        "high": Cell(one.high),
        "threshold": Cell(one.threshold, words.threshold(one, language)),
        "unit": unit,
        "finding": Cell(words.where(one), words.finding(one, language)),
        "better": Cell(one.better),
        "effect_per_10000": Cell(item.per_cost(one.measure), words.per_cost(item, one, language)),
        "n": Cell(one.n, str(one.n)),
    }


def as_plain(found: Judgement, reasons: Mapping[str, Explanation] | None = None) -> dict[str, Any]:
    """Return verdicts and findings by change (and why, where that was asked); effects are parts of the baseline where `relative`."""
    return {
        "scenario": found.provenance.scenario,
        "baseline": found.baseline,
        "outcomes": list(found.outcomes),
        "guardrails": list(found.guardrails),
        "alpha": found.alpha,
        "method": found.method,
        "looks": [vars(look) for look in found.looks],
        "replications": found.runs,
        "currency": found.currency,
        "if": HOLDS,
        "unsettled": {name: list(names) for name, names in found.unsettled.items()},
        "inside_overdue": {name: plain(share) for name, share in found.overdue.items()},
        "changes": {name: _item(item) | why.of_change(reasons, name) for name, item in found.items.items()},
        "turns_tried": found.tried,
        "turns_untried": found.untried,
        "provenance": found.provenance.as_dict(),
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "against": item.against,
        "verdict": item.verdict,
        "n": item.n,
        "needed": item.needed,
        "cost_per_year": plain(item.cost),
        "cost_interval": [plain(item.money.low), plain(item.money.high)] if item.money else None,
        "rests_on": [one.measure for one in item.rests_on],
        "nobody_came": item.nobody,
        "lacking": list(item.lacking),
        "gone": list(item.gone),
        "findings": {name: _plain(item, one) for name, one in item.outcomes.items()},
        "without": list(item.without),
        "turns": [turns.as_turn(one) for one in item.turns],
    }


def _plain(item: Item, one: Finding) -> dict[str, Any]:
    names = ("baseline", "difference", "effect", "low", "high", "threshold")
    return {name: plain(getattr(one, name)) for name in names} | {
        "role": one.role,
        "relative": one.relative,
        "unit": one.unit,
        "better": one.better,
        "n": one.n,
        "like_for_like": one.alike and [plain(value) for value in (one.alike.effect, one.alike.low, one.alike.high)],
        "effect_per_10000": plain(item.per_cost(one.measure)),
    }
