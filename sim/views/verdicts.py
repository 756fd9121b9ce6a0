"""Verdicts on the terminal: a block per change, with the outcomes against their thresholds, its cost, and a sentence."""

from collections.abc import Iterator, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sim.analyses.explain import Explanation
from sim.analyses.judging import Finding, Item, Judgement
from sim.analyses.judging.verdict import GUARDRAIL, HOBBY, OUTCOME
from sim.catalogue import labels
from sim.catalogue.labels import word
from sim.catalogue.numbers import pick
from sim.scenario.fields.model import Scenario
from sim.views import money_words, turn_words, verdict_reasons
from sim.views import verdict_words as words
from sim.views.options import title
from sim.views.verdict_notes import notes

FIRST = 3  # outcomes that always have a row; the others where they differ
WIDE = 118  # columns, from which effects per cost have a column
_HEADS = {
    "verdict": ("verdict", "oordeel"),
    "change": ("change", "verandering"),
    "effect": ("effect", "effect"),
    "interval": ("interval", "interval"),
    "threshold": ("matters from", "telt vanaf"),
    "finding": ("finding", "bevinding"),
}
_HEADING = ("{what} judged against {baseline}", "{what} beoordeeld tegenover {baseline}")
_COUNTED = {
    True: (("{n} design", "{n} variant"), ("{n} designs", "{n} varianten")),
    False: (("{n} change", "{n} verandering"), ("{n} changes", "{n} veranderingen")),
}
_GROUPS = {True: ("designs", "varianten"), False: ("changes", "veranderingen")}
_AND = (" and ", " en ")
_LACKS = (
    "Not judged of {change}: {labels} (no value).",
    "Niet beoordeeld van {change}: {labels} (geen waarde).",
)
_KEPT = ("guardrails: none worse", "randvoorwaarden: geen slechter")
_KEPT_TOO = ("other guardrails: none worse", "andere randvoorwaarden: geen slechter")
_ALIKE = ("other outcomes ({n}): within thresholds", "andere uitkomsten ({n}): binnen hun drempels")
_ON = ("on {}", "op {}")


def verdicts(
    out: Console, scenario: Scenario, found: Judgement, reasons: Mapping[str, Explanation] | None = None
) -> None:
    """Print the verdicts, what each rests on (and why, where that was asked), and what has to be known to read them."""
    language = scenario.language
    heading = pick(_HEADING, language).format(
        what=counted(scenario, found), baseline=title(scenario, found.baseline)
    )
    out.print(f"[bold]{escape(scenario.title)}[/]: {escape(heading)}")
    for said in words.above(scenario, found):
        out.print(f"[bold]{escape(said)}[/]")
    out.print(_table(scenario, found, out.width >= WIDE))
    out.print()
    for said in words.summary(scenario, found):
        out.print(escape(said))
    out.print()
    _turns(out, scenario, found)
    if reasons is not None:
        _why(out, scenario, found, reasons)
    for said in notes(scenario, found):
        out.print(escape(said))
    for said in words.gone(list(found.items.values()), scenario):
        out.print(escape(said))
    lacking = {item.name: tuple(m for m in item.without if m not in item.gone) for item in found.items.values()}
    for without in dict.fromkeys(one for one in lacking.values() if one):
        names = ", ".join(name for name, one in lacking.items() if one == without)
        lacks = labels.listed(without, language)
        out.print(escape(pick(_LACKS, language).format(change=names, labels=lacks)))


def counted(scenario: Scenario, found: Judgement) -> str:
    """Return how many designs and changes were judged, in words."""
    said = []
    for group in words.grouped(scenario, found):
        texts = _COUNTED[group[0].name in scenario.designs][len(group) > 1]
        said.append(pick(texts, scenario.language).format(n=len(group)))
    return pick(_AND, scenario.language).join(said)


def _turns(out: Console, scenario: Scenario, found: Judgement) -> None:
    """Print beside which assumptions a verdict would be another, and how they were looked for."""
    language = scenario.language
    for item in words.in_order(found):
        if item.turns:
            verdict = words.name(item.verdict, scenario)
            clauses = "; ".join(turn_words.of_item(item, scenario))
            out.print(escape(f"{title(scenario, item.name)} ({verdict}): {clauses}."))
    for said in turn_words.notes(found, language):
        out.print(escape(said))
    if found.tried is not None:
        out.print()


def _why(out: Console, scenario: Scenario, found: Judgement, reasons: Mapping[str, Explanation]) -> None:
    said = list(verdict_reasons.said(found, reasons, scenario.language))
    if not said:
        return
    out.print(f"[bold]{pick(verdict_reasons.HEAD, scenario.language)}[/]")
    for name, text in said:
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
        table.add_column(escape(money_words.per_heading(found.currency, language)), justify="right")
    groups = words.grouped(scenario, found)
    for group in groups:
        if len(groups) > 1:
            head = pick(_GROUPS[group[0].name in scenario.designs], language)
            table.add_row(f"[bold]{head}[/]")
        for item in group:
            for cells in _rows(scenario, found, item, wide):
                table.add_row(*map(escape, cells))
            table.add_section()
    return table


def _rows(scenario: Scenario, found: Judgement, item: Item, wide: bool) -> Iterator[Sequence[str]]:
    """Yield the rows of a change: verdict, title, name and cost at the left, a measure each at the right."""
    language = scenario.language
    left = iter(_left(scenario, found, item))
    shown = shown_of(item)
    guarded = any(one.role != OUTCOME for one in shown)
    for one in shown:
        cells = [*next(left, ("", "")), *_cells(one, language)]
        yield [*cells, words.per_cost(item, one, language)] if wide else cells
    hidden = [one for one in item.outcomes.values() if one not in shown]
    for role, text in ((OUTCOME, _ALIKE), (GUARDRAIL, _KEPT_TOO if guarded else _KEPT)):
        if any(one.role == role for one in hidden):
            n = sum(one.role == role for one in hidden)
            yield [*next(left, ("", "")), pick(text, language).format(n=n), "", "", "", ""] + [""] * wide
    for rest in left:
        yield [*rest, "", "", "", "", ""] + [""] * wide


def shown_of(item: Item) -> list[Finding]:
    """Return the findings that have a row: the first outcomes, and of all others those that are not within their thresholds."""
    found = list(item.outcomes.values())
    first = [one for one in found if one.role == OUTCOME][:FIRST]
    return [one for one in found if one in first or not one.within]


def _left(scenario: Scenario, found: Judgement, item: Item) -> Iterator[tuple[str, str]]:
    language, called = scenario.language, title(scenario, item.name)
    verdict = words.name(item.verdict, scenario)
    yield (verdict if item.verdict == HOBBY else verdict.upper()), called
    on = f", {pick(_ON, language).format(item.against)}" if item.against != found.baseline else ""
    yield "", f"{item.name}{on}" if called != item.name or on else ""
    yield "", money_words.cost(item, found.currency, language)
    if ends := money_words.interval(item, language):
        yield "", f"({ends})"


def _cells(one: Finding, language: str) -> list[str]:
    return [
        labels.label(one.measure, language),
        words.effect(one, language),
        words.interval(one, language),
        words.threshold(one, language),
        words.finding(one, language),
    ]
