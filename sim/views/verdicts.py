"""Verdicts on the terminal: a block per change, with the outcomes against their thresholds, its cost, and a sentence."""

from collections.abc import Iterator, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sim import labels
from sim.judging import Finding, Item, Judgement
from sim.judging.verdict import HOBBY, OUTCOME
from sim.labels import word
from sim.numbers import pick
from sim.reasons import Explanation
from sim.scenario.model import Scenario
from sim.views import turn_words, verdict_reasons
from sim.views import verdict_words as words
from sim.views.options import title

WIDE = 118  # columns, from which effects per cost have a column
_HEADS = {
    "verdict": ("verdict", "oordeel"),
    "change": ("change", "verandering"),
    "effect": ("effect", "effect"),
    "interval": ("interval", "interval"),
    "threshold": ("matters from", "telt vanaf"),
    "finding": ("finding", "bevinding"),
}
_HEADING = ("{n} changes judged against {baseline}", "{n} veranderingen beoordeeld tegenover {baseline}")
_LACKS = (
    "Not judged of {change}: {labels} (no value).",
    "Niet beoordeeld van {change}: {labels} (geen waarde).",
)
_KEPT = ("guardrails: none worse", "vangrails: geen slechter")
_KEPT_TOO = ("other guardrails: none worse", "andere vangrails: geen slechter")
_ON = ("on {}", "op {}")


def verdicts(
    out: Console, scenario: Scenario, found: Judgement, reasons: Mapping[str, Explanation] | None = None
) -> None:
    """Print the verdicts, what each rests on (and why, where that was asked), and what has to be known to read them."""
    language = scenario.language
    heading = pick(_HEADING, language).format(n=len(found.items), baseline=title(scenario, found.baseline))
    out.print(f"[bold]{escape(scenario.title)}[/]: {escape(heading)}")
    out.print(_table(scenario, found, out.width >= WIDE))
    out.print()
    for said in words.summary(scenario, found):
        out.print(escape(said))
    out.print()
    _turns(out, scenario, found)
    _why(out, scenario, found, reasons or {})
    for said in words.notes(scenario, found):
        out.print(escape(said))
    for item in found.items.values():
        if item.without:
            lacks = labels.listed(item.without, language)
            out.print(escape(pick(_LACKS, language).format(change=item.name, labels=lacks)))


def _turns(out: Console, scenario: Scenario, found: Judgement) -> None:
    """Print beside which assumptions a verdict would be another, and how they were looked for."""
    language = scenario.language
    for item in words.in_order(found):
        if item.turns:
            verdict = word(item.verdict, language)
            clauses = "; ".join(turn_words.of_item(item, language))
            out.print(escape(f"{title(scenario, item.name)} ({verdict}): {clauses}."))
    for said in turn_words.notes(found, language):
        out.print(escape(said))
    if found.tried is not None:
        out.print()


def _why(out: Console, scenario: Scenario, found: Judgement, reasons: Mapping[str, Explanation]) -> None:
    if not reasons:
        return
    out.print(f"[bold]{pick(verdict_reasons.HEAD, scenario.language)}[/]")
    for name, text in verdict_reasons.said(found, reasons, scenario.language):
        out.print(escape(f"{title(scenario, name)}: {text}"))
    out.print()


def _table(scenario: Scenario, found: Judgement, wide: bool) -> Table:
    language = scenario.language
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(pick(_HEADS["verdict"], language))
    table.add_column(pick(_HEADS["change"], language), overflow="fold", max_width=34)
    table.add_column(word("measure", language), overflow="fold")
    for head in ("effect", "interval", "threshold"):
        table.add_column(pick(_HEADS[head], language), justify="right")
    table.add_column(pick(_HEADS["finding"], language))
    if wide:
        table.add_column(words.per_heading(found.currency, language), justify="right")
    for item in words.in_order(found):
        for cells in _rows(scenario, found, item, wide):
            table.add_row(*map(escape, cells))
        table.add_section()
    return table


def _rows(scenario: Scenario, found: Judgement, item: Item, wide: bool) -> Iterator[Sequence[str]]:
    """Yield the rows of a change: verdict, title, name and cost at the left, a measure each at the right."""
    language = scenario.language
    left = iter(_left(scenario, found, item))
    shown = [one for one in item.outcomes.values() if one.role == OUTCOME or not one.within]
    outcomes = sum(one.role == OUTCOME for one in shown)
    for one in shown:
        cells = [*next(left, ("", "")), *_cells(one, language)]
        yield [*cells, words.per_cost(item, one, language)] if wide else cells
    if len(item.outcomes) > len(shown):
        kept = pick(_KEPT if len(shown) == outcomes else _KEPT_TOO, language)
        yield [*next(left, ("", "")), kept, "", "", "", ""] + [""] * wide
    for rest in left:
        yield [*rest, "", "", "", "", ""] + [""] * wide


def _left(scenario: Scenario, found: Judgement, item: Item) -> Iterator[tuple[str, str]]:
    language, called = scenario.language, title(scenario, item.name)
    verdict = words.name(item.verdict, language)
    yield (verdict if item.verdict == HOBBY else verdict.upper()), called
    on = f", {pick(_ON, language).format(item.against)}" if item.against != found.baseline else ""
    yield "", f"{item.name}{on}" if called != item.name or on else ""
    yield "", words.cost(item, found.currency, language)


def _cells(one: Finding, language: str) -> list[str]:
    return [
        labels.label(one.measure, language),
        words.effect(one, language),
        words.interval(one, language),
        words.threshold(one, language),
        words.finding(one, language),
    ]
