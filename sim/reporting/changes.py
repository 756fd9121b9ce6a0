"""Change by change: what it sets, what it does to every outcome and guardrail, and why."""

from collections.abc import Iterator
from functools import partial

from sim.analyses.explain import Explanation
from sim.analyses.judging import Item
from sim.analyses.judging.verdict import OUTCOME
from sim.catalogue.numbers import Scale
from sim.reporting.designs import differences
from sim.reporting.gathered import Gathered
from sim.reporting.sections import Block, Section, illustration
from sim.results.document import Head, Row, Table, Text
from sim.scenario.merging.patch import changes_of
from sim.views import judgement as portfolio
from sim.views import money_words, turn_words, verdict_words
from sim.views.findings.judge import findings
from sim.views.names import title
from sim.views.words import pick

_CHANGES = ("What changed, and why it worked or not", "Wat er veranderde, en waarom het werkte of niet")
_SHOWS = (
    "The portfolio: each change with its effects and their intervals against the thresholds.",
    "De portefeuille: elke verandering met haar effecten en hun intervallen tegen de drempels.",
)
_WHY = ("The thought behind it: {}", "De gedachte erachter: {}")
_ON = ("Held against: {}", "Beoordeeld tegenover: {}")
_COST = ("Cost: {}", "Kosten: {}")
_PRODUCTIVITY = (
    "Productivity is what is resolved within its norm per day of staff: what is resolved so changes by "
    "{served}, the days of staff by {days}.",
    "Productiviteit is wat binnen zijn norm wordt opgelost per medewerkersdag: wat zo wordt opgelost "
    "verandert met {served}, het aantal medewerkersdagen met {days}.",
)
_HANGS = ("What it hangs on: it {}.", "Waar het aan hangt: het {}.")
_RESTS = ("Why this verdict: {}.", "Waarom dit oordeel: {}.")
_COLUMNS = ("measure", "effect", "interval", "threshold", "effect_per_10000", "n", "finding")
_OTHERS = (
    "The other {n} outcomes and guardrails: negligible.",
    "De andere {n} uitkomsten en randvoorwaarden: verwaarloosbaar.",
)
_ALL_SMALL = (
    "All {n} outcomes and guardrails: negligible.",
    "Alle {n} uitkomsten en randvoorwaarden: verwaarloosbaar.",
)
_GUARDRAIL = ("{} (guardrail)", "{} (randvoorwaarde)")


def changes(found: Gathered) -> Section | None:
    """Return all that was judged, by verdict, each with its findings; None where nothing was."""
    if found.judgement is None:
        return None
    figure = portfolio.picture(found.scenario, found.judgement)
    blocks: list[Block] = [illustration(figure, pick(_SHOWS, found.scenario.language))]
    every = findings(found.scenario, found.judgement)
    for item in verdict_words.in_order(found.judgement):
        blocks += _change(found, item, every)
    return Section("changes", pick(_CHANGES, found.scenario.language), blocks)


def _change(found: Gathered, item: Item, every: Table) -> Iterator[Block]:
    scenario, language = found.scenario, found.scenario.language
    assert found.judgement is not None
    yield Head(title(scenario, item.name), item.verdict, verdict_words.name(item.verdict, scenario))
    yield from _meant(found, item)
    yield Text(pick(_RESTS, language).format(verdict_words.reason(item, found.judgement.currency, language)))
    yield from map(Text, verdict_words.gone([item], scenario))
    if item.turns:
        yield Text(pick(_HANGS, language).format("; ".join(turn_words.of_item(item, scenario))))
    if not all(map(verdict_words.same, item.outcomes.values())):
        yield from _findings(item, every, language)
    yield from _productivity(found, item)


def _meant(found: Gathered, item: Item) -> Iterator[Block]:
    """Yield why somebody wants it, what it sets, and what it costs."""
    scenario, language = found.scenario, found.scenario.language
    assert found.judgement is not None
    for name in changes_of(scenario, item.name):
        if thought := scenario.changes[name].why:
            yield Text(pick(_WHY, language).format(thought))
    ends, costs = (
        money_words.interval(item, language),
        money_words.cost(item, found.judgement.currency, language),
    )
    said = [pick(_COST, language).format(f"{costs} ({ends})" if ends else costs)]
    if item.against != found.baseline:
        said.append(pick(_ON, language).format(title(scenario, item.against)))
    yield Text(". ".join(said) + ".")
    yield from differences(scenario, item.against, item.name)


def _findings(item: Item, every: Table, language: str) -> Iterator[Block]:
    """Yield the findings that are not negligible as a table, and how many others are."""
    telling = {name for name, one in item.outcomes.items() if not one.within or one in item.rests_on}
    if telling:
        rows = every.of(lambda row: row.cell("change").value == item.name and row.cell("measure").value in telling)
        priced = any(row.cell("effect_per_10000").value is not None for row in rows.rows)
        kept = [key for key in _COLUMNS if key != "effect_per_10000" or priced]
        yield rows.worded("measure", partial(_measure, language=language)).only(*kept)
    if others := len(item.outcomes) - len(telling):
        yield Text(pick(_OTHERS if telling else _ALL_SMALL, language).format(n=others), "note")


def _measure(row: Row, language: str) -> str:
    label = row.cell("measure").text
    return label if row.cell("role").value == OUTCOME else pick(_GUARDRAIL, language).format(label)


def _productivity(found: Gathered, item: Item) -> Iterator[Text]:
    """Yield what a verdict that rests on productivity comes from: more is resolved, or fewer are there to do it."""
    if not any(one.measure == "productivity" for one in item.rests_on):
        return
    language = found.scenario.language
    before, after = (found.results[name].measures for name in (item.against, item.name))
    days = after["staff_days"].mean / before["staff_days"].mean
    served = days * after["productivity"].mean / before["productivity"].mean
    said = [Scale(100.0, "%", 1, language).number(part - 1.0, sign=True) + "%" for part in (served, days)]
    yield Text(pick(_PRODUCTIVITY, language).format(served=said[0], days=said[1]))


def agrees(item: Item, why: Explanation | None) -> bool:
    """Whether there is an explanation, and it sees what the verdict rests on the same way."""
    if why is None:
        return False
    same_way = item.outcomes[why.measure].effect * why.whole.difference > 0.0
    return why.whole.distinguishable and same_way
