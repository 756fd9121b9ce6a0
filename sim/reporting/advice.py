"""Page two: what to do first, what not, and what to find out, each with the reason of its verdict; and the adviser's own words."""

from collections.abc import Iterator, Sequence

from sim.analyses.judging import Item, Judgement
from sim.analyses.judging.verdict import HARMFUL, HOBBY, UNDECIDED
from sim.catalogue.numbers import pick
from sim.reporting import changes, front
from sim.reporting.gathered import Gathered
from sim.reporting.sections import Block, Items, Section, Written, illustration
from sim.results.document import Head, Text
from sim.views import answer_words, reasons_picture, verdict_words
from sim.views.answer_words import joined, quoted, sentence
from sim.views.findings.judge import overview
from sim.views.verdict_words import same

MOST, REASONS, COLUMNS = 4, 1, 4  # of a sort, explained, and outcomes side by side
_ADVICE = ("The advice", "Het advies")
_FIRST, _NOT, _FIND = ("Do first", "Eerst doen"), ("Don't do", "Niet doen"), ("Find out", "Uitzoeken")
_NO_FIRST = (
    "Nothing that was tried is found to be better without harm: there is nothing to begin with on these figures.",
    "Niets van wat is doorgerekend is aantoonbaar beter zonder schade: op deze cijfers is er niets om mee te beginnen.",
)
_BECAUSE = ("{name}: {goes}{money}", "{name}: {goes}{money}")
_BUT = ("{name}: {goes}, though {gain}", "{name}: {goes}; daar staat tegenover: {gain}")
_MONEY = ("; {}", "; {}")
_SMALL = ("too small to matter", "te klein om ertoe te doen")
_NOUGHT = ("makes no difference at all", "maakt geen enkel verschil")
_MEASURE = (
    "what “{assumption}” really is: {turn}",
    "wat “{assumption}” werkelijk is: {turn}",
)
_ROBUST = (
    "whether the verdicts stand if several assumptions are off at once: that was not looked into here",
    "of de oordelen blijven staan als meer aannames tegelijk anders zijn: dat is hier niet uitgezocht",
)
_ALL = ("All verdicts", "Alle oordelen")
_WHAT, _COST = ("what", "wat"), ("cost", "kosten")
_WHY = ("Why {name}", "Waarom {name}")
_OWN = ("From the adviser", "Van de adviseur")


def advice(found: Gathered) -> Section | None:
    """Return what to do first, what not and what to find out; None where nothing was judged and nobody wrote anything."""
    language, judged = found.scenario.language, found.judgement
    own: list[Block] = [Head(pick(_OWN, language)), Written(found.advice)] if found.advice else []
    if judged is None and not own:
        return None
    blocks = [*own, *(_of(found, judged) if judged else [])]
    return Section("advice", pick(_ADVICE, language), blocks)


def _of(found: Gathered, judged: Judgement) -> Iterator[Block]:
    scenario, language = found.scenario, found.scenario.language
    first = answer_words.by_price(judged.items.values())
    yield Head(pick(_FIRST, language))
    yield Items([_first(found, item) for item in first[:MOST]]) if first else Text(pick(_NO_FIRST, language))
    for item in [item for item in first if changes.agrees(item, found.why.get(item.name))][:REASONS]:
        yield from _reason(found, item)
    if against := _against(found, judged):
        yield Head(pick(_NOT, language))
        yield Items(against)
    yield Head(pick(_FIND, language))
    yield Items(_find(judged, found))
    yield Head(pick(_ALL, language))
    heads = {"change": pick(_WHAT, language), "cost_per_year": pick(_COST, language)}
    yield overview(scenario, judged, verdict_words.telling(judged, COLUMNS)).labelled(**heads)


def _first(found: Gathered, item: Item) -> str:
    scenario, language = found.scenario, found.scenario.language
    said = joined([answer_words.goes(one, item, scenario) for one in answer_words.carrying(item, 3)], language)
    return sentence(pick(_BECAUSE, language).format(name=quoted(scenario, item.name), goes=said, money=_money(found, item)))


def _money(found: Gathered, item: Item) -> str:
    assert found.judgement is not None
    amount = answer_words.money(item, found.judgement, found.scenario.language)
    return pick(_MONEY, found.scenario.language).format(amount) if amount else ""


def _against(found: Gathered, judged: Judgement) -> list[str]:
    """Return what does harm, and what costs money and makes no difference that matters; then the rest of these in one line."""
    scenario, language = found.scenario, found.scenario.language
    said = [_harm(found, item) for item in judged.verdicts(HARMFUL)[:MOST]]
    hobbies = judged.verdicts(HOBBY)
    for item in [item for item in hobbies if answer_words.money(item, judged, language)][:MOST]:
        said.append(sentence(f"{quoted(scenario, item.name)}: {_little(item, language)}{_money(found, item)}"))
    free = [quoted(scenario, item.name) for item in hobbies if not answer_words.money(item, judged, language)]
    return [*said, *([sentence(f"{joined(free, language)}: {pick(_SMALL, language)}")] if free else [])]


def _little(item: Item, language: str) -> str:
    return pick(_NOUGHT if all(map(same, item.outcomes.values())) else _SMALL, language)


def _harm(found: Gathered, item: Item) -> str:
    scenario, language = found.scenario, found.scenario.language
    goes = joined([answer_words.goes(one, item, scenario) for one in answer_words.carrying(item)], language)
    gains = sorted((one for one in item.outcomes.values() if one.improved), key=answer_words.size, reverse=True)
    said = {"name": quoted(scenario, item.name), "goes": goes, "money": _money(found, item)}
    if not gains:
        return sentence(pick(_BECAUSE, language).format(**said))
    return sentence(pick(_BUT, language).format(**said, gain=answer_words.goes(gains[0], item, scenario)) + said["money"])


def _find(judged: Judgement, found: Gathered) -> Sequence[str]:
    """Return which assumptions are worth measuring, and which verdicts more replications may bring."""
    language = found.scenario.language
    said = []
    turned = [item for item in verdict_words.in_order(judged) if item.turns]
    for item in turned[:MOST]:
        assumption = answer_words.called(item.turns[0].assumed.origin, language)
        said.append(pick(_MEASURE, language).format(assumption=assumption, turn=front.turn(found.scenario, item)))
    for item in judged.verdicts(UNDECIDED)[:MOST]:
        why = verdict_words.reason(item, judged.currency, language)
        said.append(f"{quoted(found.scenario, item.name)}: {why}")
    return [sentence(one) for one in [*said, pick(_ROBUST, language)]]


def _reason(found: Gathered, item: Item) -> Iterator[Block]:
    """Yield where the difference comes from on which an advice rests, in a sentence and a picture."""
    language, why = found.scenario.language, found.why[item.name]
    yield Head(pick(_WHY, language).format(name=quoted(found.scenario, item.name)))
    yield Text(why.sentence)
    yield illustration(reasons_picture.picture(found.scenario, why, interval=False), why.plain, inches=7.4, titled=False)
