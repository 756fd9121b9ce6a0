"""Page one: the client's question and the answer to it, with what it costs, how sure it is, what it hangs on and what isn't known."""

from collections.abc import Iterator

from sim.analyses.judging import Item, Judgement
from sim.analyses.judging.verdict import UNDECIDED
from sim.catalogue import labels
from sim.catalogue.keys import Key
from sim.catalogue.numbers import Scale, pick
from sim.reporting.gathered import Gathered
from sim.reporting.sections import Block, Facts, Section, illustration
from sim.results.document import Text
from sim.results.goals import MET, NOT_MET, UNCLEAR, Attained
from sim.results.observed import beside
from sim.scenario.fields.model import Note, Scenario
from sim.views import (
    answer_picture,
    answer_words,
    counted,
    money_words,
    observed,
    quantity_words,
    verdict_words,
    words,
)
from sim.views import goals as goal_words
from sim.views.answer_words import called, joined, quoted, sentence
from sim.views.names import title

MOST = 3  # facts of a sort
FEW = 0.01  # of all that came, below which it is not said that they still wait
WIDE = 0.1  # part of an amount, from which its interval is said
QUESTION, _ANSWER = ("The question", "De vraag"), ("The answer", "Het antwoord")
_ASKED_OF_DESIGNS = (
    "Which of these is best for customers, and what does it take: {names}?",
    "Wat is voor klanten het beste, en wat vraagt het: {names}?",
)
_ASKED_OF_CHANGES = (
    "Which of these {n} changes make a difference that matters, and which don't?",
    "Welke van deze {n} veranderingen maken een verschil dat ertoe doet, en welke niet?",
)
_ASKED_OF_ONE = (
    "Does it make a difference that matters: {names}?",
    "Maakt het een verschil dat ertoe doet: {names}?",
)
_ALONE = (
    "What do customers live through here, and what does that ask of both sides?",
    "Wat maken klanten hier mee, en wat vraagt dat van beide kanten?",
)
_SHOWS = (
    "What comes out, beside how it is now; bars: 95% of the difference, {if}.",
    "Wat eruit komt, naast hoe het nu is; balken: 95% van het verschil, {if}.",
)
_COSTS, _SURE = ("What it costs and saves", "Wat het kost en oplevert"), ("How sure", "Hoe zeker")
_HANGS, _UNKNOWN = ("What it hangs on", "Waar het aan hangt"), ("What isn't known", "Wat we niet weten")
_MONEY = ("{name} {amount}", "{name} {amount}")
_REST_SAME = ("the others cost and save nothing that can be told", "de andere kosten en besparen niets dat te zien is")
_NO_PRICES = ("no prices were given", "er zijn geen prijzen opgegeven")
_CERTAIN = (
    "{n} times over {length}, with the same customers and the same luck in every design: the chance that any verdict here is "
    "false is at most {alpha}, {if}. That says nothing of a wrong figure, or of what was left out",
    "{n} keer doorgerekend over {length}, in elke variant met dezelfde klanten en hetzelfde toeval: de kans dat hier een oordeel "
    "onjuist is, is hoogstens {alpha}, {if}. Over een verkeerd cijfer, of iets dat niet is meegenomen, zegt dat niets",
)
_TIMES = ("{n} times over {length}; intervals are 95%, {if}", "{n} keer doorgerekend over {length}; intervallen zijn 95%, {if}")
_TURNS = (
    "{name} turns out {verdict} if “{assumption}” is {value} rather than {now}",
    "{name} wordt {verdict} als “{assumption}” {value} is in plaats van {now}",
)
_STANDS = (
    "no verdict turns when assumptions are set, one at a time, to the ends of their ranges ({n} tried)",
    "geen oordeel verandert als aannames, een voor een, naar een uiteinde van hun bereik gaan ({n} geprobeerd)",
)
_NOT_LOOKED = (
    "not looked into: whether other values of what is assumed would turn a verdict",
    "niet uitgezocht: of andere waarden van wat is aangenomen een oordeel zouden veranderen",
)
_LEFT = ("{n} assumptions were not tried", "{n} aannames zijn niet geprobeerd")
_OPEN = (
    "whether {names} is better or worse: some {n} replications more may tell",
    "of {names} beter of slechter is: zo'n {n} herhalingen meer kunnen dat uitwijzen",
)
_NEVER = ("whether {names} is better or worse", "of {names} beter of slechter is")
_UNCLEAR = (
    "whether {goal} is met by {names}: too close to call",
    "of {goal} gehaald wordt door {names}: te dichtbij om te zeggen",
)
_ASSUMED = (
    "of the figures that say where they come from {sourced} have a source and {assumed} are assumptions",
    "van de getallen waar een herkomst bij staat, hebben er {sourced} een bron en zijn er {assumed} een aanname",
)
_ALL_ASSUMED = (
    "no figure has a source: the {assumed} that say where they come from are assumptions",
    "geen getal heeft een bron: de {assumed} waar een herkomst bij staat, zijn aannames",
)
_UNMARKED = ("no figure says where it comes from", "geen getal zegt waar het vandaan komt")
_MISSED = (
    "{goal} ({bound}) is not met now ({value}){by}",
    "{goal} ({bound}) wordt nu niet gehaald ({value}){by}",
)
_MISSED_BY = ("{goal} ({bound}) is no longer met with {names}", "{goal} ({bound}) wordt niet meer gehaald met {names}")
_GROWS = (
    "with {names}, {what} still rise or fall at the end: those figures hang on how long is reckoned",
    "met {names} is aan het eind nog in beweging: {what}; die cijfers hangen af van hoe lang er wordt gerekend",
)
_TOO_MUCH = (
    "with {names} there is more work than the staff can do in its hours: {what}",
    "met {names} is er meer werk dan de bezetting in haar uren aankan: {what}",
)
_CRISIS = (
    "with {names} complaints go on until there is a crisis; when it comes hangs on how long is reckoned",
    "met {names} lopen de klachten door tot er een crisis is; wanneer die komt hangt af van hoe lang er wordt gerekend",
)
_OVERDUE = (
    "at the end customers still wait beyond their norm, up to {share} of all that came with {name}; they count as not served",
    "aan het eind wachten er nog klanten die over hun norm heen zijn, tot {share} van alle met {name}; zij tellen als niet geholpen",
)
_MET_BY = ("; it is with {names}", "; wel met {names}")
_MET_BY_NONE = ("; nor with anything that was tried", "; ook niet met iets dat is doorgerekend")


def question(found: Gathered) -> Section:
    """Return the client's question, or else the one that the designs and changes put."""
    return Section("question", pick(QUESTION, found.scenario.language), [Text(asked(found), "question")])


def asked(found: Gathered) -> str:
    """Return the question in a sentence."""
    scenario, language, judged = found.scenario, found.scenario.language, found.judgement
    if scenario.question:
        return scenario.question
    if judged is None:
        return pick(_ALONE, language)
    designs = [name for name in judged.items if name in scenario.designs]
    if designs:
        names = joined([quoted(scenario, name) for name in (found.baseline, *designs)], language)
        return pick(_ASKED_OF_DESIGNS, language).format(names=names)
    names = joined([quoted(scenario, name) for name in judged.items], language)
    texts = _ASKED_OF_ONE if len(judged.items) == 1 else _ASKED_OF_CHANGES
    return pick(texts, language).format(n=answer_words.number(len(judged.items), language), names=names)


def answer(found: Gathered) -> Section:
    """Return the answer, what is not met or still grows, a picture, and what has to be known beside it."""
    language, judged = found.scenario.language, found.judgement
    blocks: list[Block] = [Text(lead(found), "lead"), *(Text(said, "warning") for said in alerts(found))]
    if judged is not None:
        figure = answer_picture.picture(found.scenario, judged, found.results)
        blocks += [illustration(figure, pick(_SHOWS, language)), Text(pick(_SHOWS, language), "note")]
    return Section("answer", pick(_ANSWER, language), [*blocks, Facts(list(_beside(found)))])


def lead(found: Gathered) -> str:
    """Return the answer in at most three sentences."""
    if found.judgement is None:
        return _alone(found)
    if all(item.nobody for item in found.judgement.items.values()):
        return verdict_words.summary(found.scenario, found.judgement)[0]
    return " ".join(answer_words.answer(found.scenario, found.judgement))


def _alone(found: Gathered) -> str:
    """Return what came out of a design that there is nothing to hold against, in a sentence."""
    language, measures = found.scenario.language, found.results[found.baseline].measures
    kept = [name for name in ("served", "lead_time", "resistance", "goodwill_at_end") if name in measures]
    said = []
    for name in (name for name in kept if measures[name].n):
        one = measures[name]
        text = words.scale(one.unit, [one.mean], one.half_width, language).quantity(one.mean)
        said.append(f"{labels.label(name, language)} {text}")
    return f"{title(found.scenario, found.baseline)}: {'; '.join(said)}."


def alerts(found: Gathered) -> list[str]:
    """Return what a reader must not miss: goals that are not met, and backlogs that grow."""
    said = [text for name in found.scenario.goals for text in _missed(found, name)]
    return [sentence(one) for one in [*said, *_unsettled(found)]]


def _unsettled(found: Gathered) -> Iterator[str]:
    """Yield what still rises or falls at the end, or is kept up with by overtime, of the designs that share it."""
    scenario, language = found.scenario, found.scenario.language
    unsettled = {name: result.unsettled for name, result in found.results.items() if result.unsettled}
    for names in dict.fromkeys(unsettled.values()):
        those = joined([quoted(scenario, one) for one, some in unsettled.items() if some == names], language)
        for texts, some in (
            (_GROWS, [one for one in names if Key.of(one).measure != "overtime" and one != "crisis"]),
            (_TOO_MUCH, [one for one in names if Key.of(one).measure == "overtime"]),
            (_CRISIS, [one for one in names if one == "crisis"]),
        ):
            if some:
                what = joined(list(dict.fromkeys(counted.grows(one, language) for one in some)), language)
                yield pick(texts, language).format(names=those, what=what)


def _missed(found: Gathered, goal: str) -> Iterator[str]:
    """Yield that a goal is not met now and by what it is, or by what it is no longer."""
    scenario, language = found.scenario, found.scenario.language
    now = found.results[found.baseline].goals[goal]
    said = {"goal": goal_words.title(now.goal, language), "bound": bound(now, language)}
    others = {name: result.goals[goal].verdict for name, result in found.results.items() if name != found.baseline}
    if now.verdict == NOT_MET:
        met = [quoted(scenario, name) for name, verdict in others.items() if verdict == MET]
        by = pick(_MET_BY, language).format(names=joined(met, language)) if met else ""
        by = by or (pick(_MET_BY_NONE, language) if others else "")
        how = answer_words.few(now.measure.unit, [now.measure.mean, now.goal.bound], language)
        yield pick(_MISSED, language).format(**said, value=how.quantity(now.measure.mean), by=by)
    elif missed := [quoted(scenario, name) for name, verdict in others.items() if verdict == NOT_MET]:
        yield pick(_MISSED_BY, language).format(**said, names=joined(missed, language))


def bound(one: Attained, language: str) -> str:
    """Return the bound of a goal as people say it; of a mark without its unit."""
    said = goal_words.bound(one.goal, one.measure.unit, language)
    return said.removesuffix(f" {labels.unit(one.measure.unit, language)}") if one.measure.unit == "mark" else said


def _beside(found: Gathered) -> Iterator[tuple[str, str]]:
    """Yield what it costs and saves, how sure it is, what it hangs on and what isn't known."""
    language, judged = found.scenario.language, found.judgement
    rows = {
        _COSTS: _costs(found, judged) if judged else [],
        _SURE: [_sure(found), *_seen(found)],
        _HANGS: _hangs(found.scenario, judged) if judged else [],
        _UNKNOWN: _unknown(found),
    }
    yield from ((pick(head, language), sentence("; ".join(said))) for head, said in rows.items() if said)


def _costs(found: Gathered, judged: Judgement) -> list[str]:
    scenario, language = found.scenario, found.scenario.language
    items = list(judged.items.values())
    if all(item.money is None for item in items):
        return [pick(_NO_PRICES, language)]
    there = [item for item in verdict_words.in_order(judged) if answer_words.money(item, judged, language)]
    said = []
    for item in there[:MOST]:
        amount = answer_words.money(item, judged, language) + _wide(item, language)
        said.append(pick(_MONEY, language).format(name=quoted(scenario, item.name), amount=amount))
    if len(there) > MOST:
        said.append(pick(("{n} more are in the annex", "nog {n} staan in de bijlage"), language).format(n=len(there) - MOST))
    elif len(there) < len(items):
        said.append(pick(_REST_SAME, language))
    return said


def _wide(item: Item, language: str) -> str:
    """Return the interval of an amount where it is wide beside it, else nothing."""
    if item.money is None or item.money.half_width < WIDE * abs(item.money.mean):
        return ""
    ends = money_words.span(item, language)
    return f" ({ends})" if ends else ""


def _sure(found: Gathered) -> str:
    language, run, judged = found.scenario.language, found.scenario.run, found.judgement
    length = answer_words.duration(run.length - run.warm_up, language)
    n = max((item.n for item in judged.items.values()), default=0) if judged else found.provenance.replications
    texts = _CERTAIN if judged else _TIMES
    alpha = f"{100 * judged.alpha:g}%" if judged else ""
    return pick(texts, language).format(n=n, length=length, alpha=alpha)


def _seen(found: Gathered) -> list[str]:
    """Return how many of the figures that were observed are such as single runs give."""
    scenario = found.scenario
    result = found.results.get(scenario.observed_design)
    said = observed.sentence(beside(scenario, result), scenario.language) if result else []
    return [text[0].lower() + text[1:].removesuffix(".") for text in said]


def _hangs(scenario: Scenario, judged: Judgement) -> list[str]:
    """Return which assumptions would turn a verdict, those of the first few options."""
    language = scenario.language
    if judged.tried is None:
        return [pick(_NOT_LOOKED, language)]
    turned = [item for item in verdict_words.in_order(judged) if item.turns]
    said = [turn(scenario, item) for item in turned[:MOST]]
    if not said and judged.tried:
        said.append(pick(_STANDS, language).format(n=judged.tried))
    if judged.untried:
        said.append(pick(_LEFT, language).format(n=judged.untried))
    return said or [pick(_NOT_LOOKED, language)]


def turn(scenario: Scenario, item: Item) -> str:
    """Return the turn of a verdict that matters most, as a clause."""
    one, language = item.turns[0], scenario.language
    ends = (one.assumed.low, one.assumed.high, one.assumed.quantity.now, one.value)
    how = quantity_words.scale(one.assumed.quantity, ends, language)
    return pick(_TURNS, language).format(
        name=quoted(scenario, item.name),
        verdict=verdict_words.name(one.verdict, scenario),
        assumption=called(one.assumed.origin, language),
        value=how.quantity(one.value),
        now=how.quantity(one.assumed.quantity.now),
    )


def _unknown(found: Gathered) -> list[str]:
    scenario, language, judged = found.scenario, found.scenario.language, found.judgement
    said = []
    open_ = judged.verdicts(UNDECIDED) if judged else []
    if open_:
        more = [item.more for item in open_ if item.more]
        names = joined([quoted(scenario, item.name) for item in open_], language)
        said.append(pick(_OPEN if more else _NEVER, language).format(names=names, n=_round(max(more, default=0), language)))
    for name, goal in scenario.goals.items():
        close = [quoted(scenario, one) for one, result in found.results.items() if result.goals[name].verdict == UNCLEAR]
        if close:
            called_ = goal_words.title(goal, language)
            said.append(pick(_UNCLEAR, language).format(goal=called_, names=joined(close, language)))
    return [*said, *_overdue(found), _sources(scenario)]


def _overdue(found: Gathered) -> Iterator[str]:
    """Yield how many are still inside and overdue at the end, where these are more than a few."""
    if found.judgement and found.judgement.overdue:
        name, share = max(found.judgement.overdue.items(), key=lambda one: one[1])
        if share >= FEW:
            text = Scale(100.0, "%", 1, found.scenario.language).quantity(share)
            yield pick(_OVERDUE, found.scenario.language).format(share=text, name=quoted(found.scenario, name))


def _round(n: int, language: str) -> str:
    step = 10 ** max(1, len(str(n)) - 1)  # an estimate: not to the replication
    return Scale(1.0, "", 0, language).number(-(-n // step) * step)


def _sources(scenario: Scenario) -> str:
    sourced, assumed = sources(scenario)
    if not sourced and not assumed:
        return pick(_UNMARKED, scenario.language)
    texts = _ASSUMED if sourced else _ALL_ASSUMED
    return pick(texts, scenario.language).format(sourced=sourced, assumed=assumed)


def about_numbers(scenario: Scenario) -> list[Note]:
    """Return the notes on numbers that a run rests on: not those on what was observed."""
    return [note for note in scenario.notes if note.path.partition(".")[0] != "observed"]


def sources(scenario: Scenario) -> tuple[int, int]:
    """Return of how many figures a source is given, and how many are assumptions."""
    notes = about_numbers(scenario)
    return sum(bool(one.source) for one in notes), sum(one.assumption and not one.source for one in notes)
