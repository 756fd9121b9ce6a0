"""The question and the answer: what was to be judged, by what was fixed beforehand, and what came out."""

from collections.abc import Iterator, Sequence

from sim.analyses.judging import Item, Judgement
from sim.analyses.judging.verdict import HARMFUL, HOBBY, RELEVANT, UNDECIDED
from sim.catalogue import labels
from sim.reporting.blocks import Block, Drawing, Facts, Grid, Items, Section, Text, drawing
from sim.reporting.gathered import Gathered
from sim.scenario.fields.model import Scenario
from sim.views import judgement as portfolio
from sim.views import money_words, turn_words, verdict_notes, verdict_words, words
from sim.views.options import title
from sim.views.resistance import segments
from sim.views.words import pick

COLUMNS = 5  # outcomes side by side, those that tell most
_QUESTION, _ANSWER = ("The question", "De vraag"), ("The answer", "Het antwoord")
_ASKED = (
    "Which of these {n} {what} add to the customer orientation of the organisation and to its capacity to serve, "
    "and which are hobby?",
    "Welke van deze {n} {what} dragen bij aan de klantgerichtheid van de organisatie en aan haar capaciteit om te"
    " bedienen, en welke zijn hobby?",
)
_ASKED_OF_ONE = (
    "Does this add to the customer orientation of the organisation and to its capacity to serve, or is it hobby: {name}?",
    "Draagt dit bij aan de klantgerichtheid van de organisatie en aan haar capaciteit om te bedienen, of is het hobby: {name}?",
)
_ASKED_NEUTRALLY = (
    "Which of these {n} {what} make a difference that matters: to customers, and to what the organisation can do for them?",
    "Welke van deze {n} {what} maken een verschil dat ertoe doet: voor klanten, en voor wat de organisatie voor hen kan doen?",
)
_ASKED_NEUTRALLY_OF_ONE = (
    "Does this make a difference that matters, to customers and to what the organisation can do for them: {name}?",
    "Maakt dit een verschil dat ertoe doet, voor klanten en voor wat de organisatie voor hen kan doen: {name}?",
)
_ALONE = (
    "What do customers live through here, and what does that ask of both sides?",
    "Wat maken klanten hier mee, en wat vraagt dat van beide kanten?",
)
_CHANGES, _DESIGNS = ("changes", "veranderingen"), ("designs", "varianten")
_BOTH = ("designs and changes", "varianten en veranderingen")
_FACTS = {
    "baseline": ("Now", "Nu"),
    "designs": ("Other designs", "Andere inrichtingen"),
    "changes": ("Changes", "Veranderingen"),
    "needs": ("What customers come for", "Waar klanten voor komen"),
    "segments": ("Customers", "Klanten"),
    "measured": ("Measured", "Gemeten"),
    "beforehand": ("Matters from, fixed beforehand", "Telt vanaf, vooraf vastgelegd"),
}
_MEASURED = (
    "{length} per replication, after a warm-up of {warm_up}",
    "{length} per herhaling, na een inlooptijd van {warm_up}",
)
_ALL_OF_IT = ("{length} per replication, from the very start", "{length} per herhaling, vanaf het begin")
_LEAD = {  # none, one, several
    RELEVANT: (
        ("None of the {all} {what} is relevant", "Geen van de {all} {what} is relevant"),
        ("One of the {all} {what} is relevant: {names}", "Eén van de {all} {what} is relevant: {names}"),
        ("{n} of the {all} {what} are relevant: {names}", "{n} van de {all} {what} zijn relevant: {names}"),
    ),
    HARMFUL: (
        ("None does harm", "Geen is schadelijk"),
        ("One does harm: {names}", "Eén is schadelijk: {names}"),
        ("{n} do harm: {names}", "{n} zijn schadelijk: {names}"),
    ),
    UNDECIDED: (
        ("", ""),
        ("One can't be decided yet", "Eén is nog niet te beslissen"),
        ("{n} can't be decided yet", "{n} zijn nog niet te beslissen"),
    ),
    HOBBY: (
        ("", ""),
        ("One is hobby: too small to matter", "Eén is hobby: te klein om ertoe te doen"),
        ("{n} are hobby: too small to matter", "{n} zijn hobby: te klein om ertoe te doen"),
    ),
}
_NEUTRAL = (
    ("", ""),
    ("One makes no difference that matters", "Eén maakt geen verschil dat ertoe doet"),
    ("{n} make no difference that matters", "{n} maken geen verschil dat ertoe doet"),
)
_NEUTRAL_OF_ONE = ("No difference that matters: {name}.", "Geen verschil dat ertoe doet: {name}.")
_OF_ONE = {
    RELEVANT: ("Relevant: {name}.", "Relevant: {name}."),
    HARMFUL: ("Harmful: {name}.", "Schadelijk: {name}."),
    UNDECIDED: ("Not decided yet: {name}.", "Nog niet beslist: {name}."),
    HOBBY: ("Hobby, too small to matter: {name}.", "Hobby, te klein om ertoe te doen: {name}."),
}
_AND = (" and ", " en ")
_SHOWS = (
    "The portfolio: each change with its effects and their intervals against the thresholds.",
    "De portefeuille: elke verandering met haar effecten en hun intervallen tegen de drempels.",
)
_HEADS = {
    "change": ("change", "verandering"),
    "verdict": ("verdict", "oordeel"),
    "cost": ("cost", "kosten"),
}


def question(found: Gathered) -> Section:
    """Return what was asked, in which surroundings, and what counts as a difference that matters."""
    scenario, language = found.scenario, found.scenario.language
    blocks: list[Block] = [Text(asked(found), "lead")]
    blocks += [Text(scenario.description.strip())] if scenario.description.strip() else []
    return Section("question", pick(_QUESTION, language), [*blocks, Facts(list(_facts(found)))])


def asked(found: Gathered) -> str:
    """Return the question in a sentence."""
    language, judged = found.scenario.language, found.judgement
    if judged is None:
        return pick(_ALONE, language)
    names = [title(found.scenario, name) for name in judged.items]
    several = _ASKED_NEUTRALLY if _is_neutral(found.scenario) else _ASKED
    one = _ASKED_NEUTRALLY_OF_ONE if _is_neutral(found.scenario) else _ASKED_OF_ONE
    texts = several if len(names) > 1 else one
    return pick(texts, language).format(n=len(names), what=_what(found.scenario, judged), name=names[0])


def _what(scenario: Scenario, judged: Judgement) -> str:
    designs = {name in scenario.designs for name in judged.items}
    texts = _BOTH if len(designs) > 1 else _DESIGNS if True in designs else _CHANGES
    return pick(texts, scenario.language)


def _is_neutral(scenario: Scenario) -> bool:
    return scenario.judge.words == "neutral"


def _facts(found: Gathered) -> Iterator[tuple[str, str]]:
    scenario, language = found.scenario, found.scenario.language
    said = {
        "baseline": title(scenario, found.baseline),
        "designs": _listed(scenario, found.designs[1:]),
        "changes": _listed(scenario, [name for name in scenario.changes if name in found.results]),
        "needs": ", ".join(name.replace("_", " ") for name in scenario.world.needs),
        "segments": ", ".join(name.replace("_", " ") for name in segments(scenario)),
        "measured": measured(scenario),
        "beforehand": verdict_notes.beforehand(found.judgement, language) if found.judgement else "",
    }
    yield from ((pick(_FACTS[name], language), text) for name, text in said.items() if text)


def _listed(scenario: Scenario, names: Sequence[str]) -> str:
    return "; ".join(title(scenario, name) for name in names)


def measured(scenario: Scenario) -> str:
    """Return how long a replication is measured, and after which warm-up."""
    run, language = scenario.run, scenario.language
    length = run.length - run.warm_up
    texts = _MEASURED if run.warm_up else _ALL_OF_IT
    said = {"length": length, "warm_up": run.warm_up}
    return pick(texts, language).format(
        **{name: words.scale("min", [value], None, language).quantity(value) for name, value in said.items()}
    )


def answer(found: Gathered) -> Section:
    """Return the answer: in a sentence, verdict by verdict, and on one page."""
    scenario, judged = found.scenario, found.judgement
    name = pick(_ANSWER, scenario.language)
    if judged is None:
        return Section("answer", name, [Text(_alone(found), "lead")])
    blocks: list[Block] = [
        Text(lead(found), "lead"),
        *(Text(said) for said in verdict_words.above(scenario, judged)),
        Items([*verdict_words.summary(scenario, judged), *_turns(scenario, judged)]),
        _drawn(scenario, judged),
        _table(scenario, judged),
    ]
    return Section(
        "answer", name, [*blocks, *(Text(note, "note") for note in verdict_notes.notes(scenario, judged))]
    )


def _turns(scenario: Scenario, judged: Judgement) -> Iterator[str]:
    """Yield what verdicts hang on, where that was looked for."""
    for item in verdict_words.in_order(judged):
        if item.turns:
            yield f"{title(scenario, item.name)}: {'; '.join(turn_words.of_item(item, scenario))}."


def lead(found: Gathered) -> str:
    """Return the answer in a sentence or two: what is relevant by name, what does harm by name, how many are neither."""
    judged = found.judgement
    if judged is None:
        return _alone(found)
    if len(judged.items) == 1:
        (item,) = judged.items.values()
        neutral = item.verdict == HOBBY and _is_neutral(found.scenario)
        text = _NEUTRAL_OF_ONE if neutral else _OF_ONE[item.verdict]
        return pick(text, found.scenario.language).format(name=title(found.scenario, item.name))
    parts = [_counted(found.scenario, judged, verdict) for verdict in (RELEVANT, HARMFUL, UNDECIDED, HOBBY)]
    return " ".join(f"{part}." for part in parts if part)


def _counted(scenario: Scenario, judged: Judgement, verdict: str) -> str:
    language, there = scenario.language, judged.verdicts(verdict)
    names = [title(scenario, item.name) for item in there]
    texts = _NEUTRAL if verdict == HOBBY and _is_neutral(scenario) else _LEAD[verdict]
    text = pick(texts[min(len(there), 2)], language)
    return text.format(
        n=len(there), all=len(judged.items), what=_what(scenario, judged), names=_joined(names, language)
    )


def _joined(names: Sequence[str], language: str) -> str:
    return pick(_AND, language).join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _alone(found: Gathered) -> str:
    """Return what came out of a design that there is nothing to hold against, in a sentence."""
    language, measures = found.scenario.language, found.results[found.baseline].measures
    kept = [
        name for name in ("resolved_share", "lead_time", "resistance", "goodwill_at_end") if name in measures
    ]
    said = [f"{labels.label(name, language)} {_mean(found, name)}" for name in kept if measures[name].n]
    return f"{title(found.scenario, found.baseline)}: {'; '.join(said)}."


def _mean(found: Gathered, name: str) -> str:
    one = found.results[found.baseline].measures[name]
    return words.scale(one.unit, [one.mean], one.half_width, found.scenario.language).quantity(one.mean)


def _drawn(scenario: Scenario, judged: Judgement) -> Drawing:
    return drawing(portfolio.picture(scenario, judged), pick(_SHOWS, scenario.language))


def _table(scenario: Scenario, judged: Judgement) -> Grid:
    """Return effects with their intervals, a row per change and a column per outcome."""
    language = scenario.language
    heads = [pick(_HEADS[name], language) for name in ("change", "verdict")]
    shown = verdict_words.telling(judged, COLUMNS)
    outcomes = [labels.label(name, language) for name in shown]
    items = [item for group in verdict_words.grouped(scenario, judged) for item in group]
    rows = [_row(scenario, judged, item, shown) for item in items]
    return Grid([*heads, *outcomes, pick(_HEADS["cost"], language)], rows, words=2)


def _row(scenario: Scenario, judged: Judgement, item: Item, shown: Sequence[str]) -> list[str]:
    language = scenario.language
    effects = [effect(item, name, language) for name in shown]
    cost, ends = money_words.cost(item, judged.currency, language), money_words.interval(item, language)
    cost = f"{cost} ({ends})" if ends else cost
    return [title(scenario, item.name), verdict_words.name(item.verdict, scenario), *effects, cost]


def effect(item: Item, measure: str, language: str) -> str:
    """Return an effect with its interval: "+0.27 mark (+0.21..+0.33)"."""
    one = item.outcomes.get(measure)
    if one is None:
        return "-"
    interval = verdict_words.interval(one, language)
    return f"{verdict_words.effect(one, language)} ({interval})" if interval else "0"
