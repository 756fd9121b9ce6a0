"""Change by change: what it sets, what it does to every outcome and guardrail, and why."""

from collections.abc import Iterator, Sequence
from functools import partial

from sim.analyses.explain import Explanation
from sim.analyses.judging import Item
from sim.analyses.judging.verdict import GUARDRAIL, HOBBY, OUTCOME, Finding
from sim.catalogue.numbers import Scale
from sim.reporting.designs import differences
from sim.reporting.gathered import Gathered
from sim.reporting.sections import Block, Items, Section
from sim.results.document import Cell, Column, Head, Row, Table, Text
from sim.scenario.merging.patch import changes_of
from sim.views import money_words, turn_words, verdict_words
from sim.views.findings.judge import findings
from sim.views.names import title
from sim.views.words import pick

_CHANGES = ("What changed, and why it worked or not", "Wat er veranderde, en waarom het werkte of niet")
_WHY = ("The thought behind it: {}", "De gedachte erachter: {}")
_ON = ("Held against: {}", "Beoordeeld tegenover: {}")
_PRODUCTIVITY = (
    "Productivity is what is resolved within its norm per day of staff: what is resolved so changes by "
    "{served}, the days of staff by {days}.",
    "Productiviteit is wat binnen zijn norm wordt opgelost per medewerkersdag: wat zo wordt opgelost "
    "verandert met {served}, het aantal medewerkersdagen met {days}.",
)
_HANGS = ("What it hangs on: it {}.", "Waar het aan hangt: het {}.")
_RESTS = ("Why this verdict: {}.", "Waarom dit oordeel: {}.")
_COLUMNS = ("measure", "effect", "interval", "threshold", "effect_per_10000", "finding")
_OTHERS = (
    "The other {n} outcomes and guardrails: negligible.",
    "De andere {n} uitkomsten en randvoorwaarden: verwaarloosbaar.",
)
_OTHERS_KEPT = (
    "The other {n} outcomes and guardrails: negligible, or a guardrail that is not worse.",
    "De andere {n} uitkomsten en randvoorwaarden: verwaarloosbaar, of een randvoorwaarde die niet slechter is.",
)
_ALL_SMALL = (
    "All {n} outcomes and guardrails: negligible.",
    "Alle {n} uitkomsten en randvoorwaarden: verwaarloosbaar.",
)
_SMALL = ("No difference that matters", "Geen verschil dat ertoe doet")
_EACH_SMALL = (
    "Of each, all {n} outcomes and guardrails: negligible.",
    "Van elk alle {n} uitkomsten en randvoorwaarden: verwaarloosbaar.",
)
_TO = ("{} to {}", "{} tot {}")
_HEADS = {
    "name": ("what", "wat"),
    "thought": ("the thought behind it", "de gedachte erachter"),
    "sets": ("what it sets", "wat er verandert"),
    "cost": ("cost", "kosten"),
}
_GUARDRAIL = ("{} (guardrail)", "{} (randvoorwaarde)")


def changes(found: Gathered) -> Section | None:
    """Return all that was judged, by verdict, each with its findings; None where nothing was."""
    if found.judgement is None:
        return None
    blocks: list[Block] = []
    every = findings(found.scenario, found.judgement)
    items = verdict_words.in_order(found.judgement)
    small = [item for item in items if item.verdict == HOBBY and not _telling(item)]
    for item in items:
        if item not in small:
            blocks += _change(found, item, every)
    if small:
        blocks += _all_small(found, small)
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


def _all_small(found: Gathered, items: Sequence[Item]) -> Iterator[Block]:
    """Yield the changes that make no difference that matters in one table, a row each."""
    scenario, language = found.scenario, found.scenario.language
    yield Head(pick(_SMALL, language), HOBBY, verdict_words.name(HOBBY, scenario))
    columns = tuple(Column(key, pick(head, language)) for key, head in _HEADS.items())
    yield Table("small", columns, tuple(_small(found, item) for item in items))
    yield from map(Text, verdict_words.gone(items, scenario))
    counts = sorted({len(item.outcomes) for item in items})
    n = pick(_TO, language).format(counts[0], counts[-1]) if len(counts) > 1 else f"{counts[0]}"
    yield Text(pick(_EACH_SMALL, language).format(n=n), "note")


def _small(found: Gathered, item: Item) -> Row:
    scenario, language = found.scenario, found.scenario.language
    against = (pick(_ON, language).format(title(scenario, item.against)),) if item.against != found.baseline else ()
    sets = [line for block in differences(scenario, item.against, item.name) for line in _lines(block)]
    if item.turns:
        sets.append(pick(_HANGS, language).format("; ".join(turn_words.of_item(item, scenario))))
    thoughts = "; ".join(_thoughts(found, item))
    cells = {"name": title(scenario, item.name), "sets": "; ".join(sets), "thought": thoughts, "cost": _costs(found, item)}
    return Row({key: Cell(text, text, more=against if key == "name" else ()) for key, text in cells.items()})


def _lines(block: Block) -> Sequence[str]:
    return block.items if isinstance(block, Items) else [block.text] if isinstance(block, Text) else []


def _thoughts(found: Gathered, item: Item) -> list[str]:
    """Return why somebody wants a change, of each of which it is made."""
    changes = found.scenario.changes
    return [changes[name].why for name in changes_of(found.scenario, item.name) if changes[name].why]


def _costs(found: Gathered, item: Item) -> str:
    assert found.judgement is not None
    language = found.scenario.language
    ends, costs = money_words.span(item, language), money_words.cost(item, found.judgement.currency, language)
    return f"{costs} ({ends})" if ends else costs


def _meant(found: Gathered, item: Item) -> Iterator[Block]:
    """Yield why somebody wants it and what it costs, and what it sets."""
    scenario, language = found.scenario, found.scenario.language
    said = [pick(_WHY, language).format(thought.rstrip(".")) for thought in _thoughts(found, item)]
    costs = _costs(found, item)
    said.append(costs[:1].upper() + costs[1:])
    if item.against != found.baseline:
        said.append(pick(_ON, language).format(title(scenario, item.against)))
    yield Text(". ".join(said) + ".")
    if item.name not in found.designs or item.against != found.baseline:  # else it stands with the designs
        yield from differences(scenario, item.against, item.name)


def _telling(item: Item) -> set[str]:
    """Return what the verdict rests on, and of the rest what is neither negligible nor a guardrail that holds."""
    if all(map(verdict_words.same, item.outcomes.values())):
        return set()
    return {name for name, one in item.outcomes.items() if one in item.rests_on or not (one.within or _holds(one))}


def _holds(one: Finding) -> bool:
    return one.role == GUARDRAIL and one.unharmed and not one.improved


def _findings(item: Item, every: Table, language: str) -> Iterator[Block]:
    """Yield the findings that are not negligible as a table, and how many others are."""
    if telling := _telling(item):
        rows = every.of(lambda row: row.cell("change").value == item.name and row.cell("measure").value in telling)
        priced = any(row.cell("effect_per_10000").value is not None for row in rows.rows)
        kept = [key for key in _COLUMNS if key != "effect_per_10000" or priced]
        said = rows.worded("measure", partial(_measure, language=language)).worded("interval", partial(_spans, language=language))
        yield said.only(*kept)
    if others := [one for name, one in item.outcomes.items() if name not in telling]:
        small = _OTHERS if telling else _ALL_SMALL
        yield Text(pick(small if all(one.within for one in others) else _OTHERS_KEPT, language).format(n=len(others)), "note")


def _spans(row: Row, language: str) -> str:
    return row.cell("interval").text.replace("..", pick((" to ", " tot "), language))


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
