"""Verdicts on changes in words and numbers, in English and Dutch: for table, picture and report alike."""

import math
from collections.abc import Sequence
from dataclasses import replace

from sim.analyses.judging import Finding, Item, Judgement
from sim.analyses.judging.verdict import HARMFUL, HOBBY, OUTCOME, RELEVANT, UNDECIDED, VERDICTS
from sim.catalogue import labels
from sim.catalogue.numbers import Scale, one_or_more, pick, scale
from sim.scenario.fields.model import Scenario
from sim.views import counted, money_words
from sim.views.names import title

USUAL = 3  # outcomes that come first
LEAST_SHARE = 0.001  # below which a share has more decimals
STEPS = 20  # of the last decimal in a threshold, at least
MOST_DECIMALS = 4
TINY = 1e-9
NAMES = {
    RELEVANT: ("relevant", "relevant"),
    HARMFUL: ("harmful", "schadelijk"),
    UNDECIDED: ("undecided", "onbeslist"),
    HOBBY: ("hobby", "hobby"),
}
_SAID = {
    "better": ("better", "beter"),
    "worse": ("worse", "slechter"),
    "same": ("the same", "gelijk"),
    "within": ("negligible", "verwaarloosbaar"),
    "unharmed": ("not worse", "niet slechter"),
    "not better": ("not better", "niet beter"),
    "more helped": ("more are helped", "meer mensen geholpen"),
    "open": ("open", "open"),
}
_NEUTRAL = ("no difference that matters", "geen verschil dat ertoe doet")
_MORE = (
    ("about one replication more would decide, an estimate", "zo'n één herhaling meer zou beslissen, een schatting"),
    ("about {n} replications more would decide, an estimate", "zo'n {n} herhalingen meer zouden beslissen, een schatting"),
)
_ABOUT = (("about one pair more", "zo'n één paar meer"), ("about {n} pairs more", "zo'n {n} paren meer"))
_NEVER = (
    "so near its threshold that no number of replications is in sight",
    "zo dicht bij zijn drempel dat geen aantal herhalingen in zicht is",
)
_NOBODY = ("nobody came: nothing can be judged", "er kwam niemand: er valt niets te beoordelen")
_NOBODY_CAME = (
    "No customer came in any replication: nothing can be judged.",
    "Er kwam in geen enkele herhaling een klant: er valt niets te beoordelen.",
)
_LACKING = ("can't be compared: {}", "niet te vergelijken: {}")
_NO_OUTCOME = ("no outcome has a value", "geen uitkomst heeft een waarde")
_OVERDUE = (
    "At the end of the runs customers are still inside and overdue (up to {share} of all that came: {where}); they count as "
    "not served, and how many they are depends on how long the run is.",
    "Aan het eind van de runs zijn er klanten nog binnen en over hun norm heen (tot {share} van alle die kwamen: {where}); zij "
    "tellen als niet geholpen, en hoeveel het er zijn hangt af van hoe lang de run is.",
)
_GONE = (
    "Nobody comes there any more in {change}, so that there is no norm to keep: {labels}. What customers get elsewhere is in the "
    "other outcomes.",
    "Daar komt niemand meer in {change}, zodat er geen norm te halen is: {labels}. Wat klanten elders krijgen staat in de andere "
    "uitkomsten.",
)
_NOTHING = ("no difference at all", "geen enkel verschil")
_SMALL = ("too small to matter", "te klein om ertoe te doen")
_THOUGH = (", though {}", ", al is {}")
_NONE = ("Relevant: none.", "Relevant: geen enkele.")


def name(verdict: str, scenario: Scenario) -> str:
    """Return what a verdict is called: a hobby as the blog calls it, or neutral where the scenario wants that."""
    neutral = verdict == HOBBY and scenario.judge.words == "neutral"
    return pick(_NEUTRAL if neutral else NAMES[verdict], scenario.language)


def in_order(found: Judgement) -> list[Item]:
    """Return what was judged by verdict: relevant, harmful, undecided, hobby."""
    return [item for verdict in VERDICTS for item in found.verdicts(verdict)]


def grouped(scenario: Scenario, found: Judgement) -> list[list[Item]]:
    """Return designs and then changes, each by verdict; without a group that is empty."""
    items = in_order(found)
    both = [
        [item for item in items if (item.name in scenario.designs) is designs] for designs in (True, False)
    ]
    return [group for group in both if group]


def telling(found: Judgement, most: int) -> list[str]:
    """Return the outcomes that are shown side by side: what verdicts rest on, then what differs most; in their own order."""
    known = [name for name in found.outcomes if any(name in item.outcomes for item in found.items.values())]
    ranked = sorted(known, key=lambda name: _tells(found, name), reverse=True)[:most]
    return [name for name in known if name in ranked]


def _tells(found: Judgement, measure: str) -> tuple[bool, bool, float]:
    items = [(item, item.outcomes[measure]) for item in found.items.values() if measure in item.outcomes]
    most = {item.name: max(item.rests_on, key=_size, default=None) for item, _ in items}
    carries = any(one is most[item.name] for item, one in items)
    return carries, measure in found.outcomes[:USUAL], max(_size(one) for _, one in items)


def _size(one: Finding) -> float:
    return abs(one.effect) / one.threshold if one.threshold else abs(one.effect)


def _scale(one: Finding, language: str, values: Sequence[float]) -> Scale:
    """Choose unit and decimals for values of a finding, so many that they lie as written where they lie against the thresholds."""
    how = scale("share" if one.relative else one.unit, [one.effect, one.low, one.high], None, language)
    step = one.threshold * how.factor / STEPS
    how = replace(how, decimals=max(0, math.ceil(-math.log10(step))) if step > 0.0 else how.decimals)
    while how.decimals < MOST_DECIMALS and not _as_written(one, values, how):
        how = replace(how, decimals=how.decimals + 1)
    return how


def _as_written(one: Finding, values: Sequence[float], how: Scale) -> bool:
    bounds = (-one.threshold * how.factor, one.threshold * how.factor)
    return all(
        (value < bound, value > bound) == (shown < bound - TINY, shown > bound + TINY)
        for value in (how.factor * value for value in values)
        for shown in [round(value, how.decimals)]
        for bound in bounds
    )


def effect(one: Finding, language: str) -> str:
    """Return an effect with its sign and unit: "-4.7%", or "+2.1 %-points" of a share."""
    if same(one):
        return "0"
    return _signed(one, one.effect, _scale(one, language, [one.effect]))


def _signed(one: Finding, value: float, how: Scale) -> str:
    return f"{how.number(value, sign=True)}%" if one.relative else how.change(value, sign=True)


def interval(one: Finding, language: str) -> str:
    """Return an interval: "-5.6..-3.8"; nothing of a certain nought."""
    if same(one):
        return ""
    how = _scale(one, language, [one.low, one.high])
    return f"{how.number(one.low, sign=True)}..{how.number(one.high, sign=True)}"


def threshold(one: Finding, language: str) -> str:
    """Return the smallest effect that matters, with the decimals it was written with."""
    how = scale("share" if one.relative else one.unit, [one.threshold], None, language)
    decimals = len(f"{one.threshold * how.factor:.8g}".partition(".")[2])
    how = replace(how, decimals=decimals)
    return how.quantity(one.threshold) if one.relative else how.change(one.threshold)


def finding(one: Finding, language: str) -> str:
    """Return in a word where an interval lies against its thresholds."""
    return pick(_SAID[where(one)], language)


def same(one: Finding) -> bool:
    """Whether nothing differs in any replication."""
    return one.low == one.high == 0.0


def where(one: Finding) -> str:
    """Return by a key where an interval lies against its thresholds."""
    if same(one):
        return "same"
    for there, word in (
        (one.improved, "better"),
        (one.harmed, "worse"),
        (one.alike is not None and one.unharmed, "more helped"),
        (one.within, "within"),
        (one.unharmed, "unharmed"),
        (one.ends[1] <= one.threshold, "not better"),
    ):
        if there:
            return word
    return "open"


def about(item: Item, language: str) -> str:
    """Return about how many replications more would decide, in short."""
    return one_or_more(item.more or 0, _ABOUT, language)


def per_cost(item: Item, one: Finding, language: str) -> str:
    """Return an effect per 10,000 of cost a year, '-' where it is too small to matter anyway."""
    value = item.per_cost(one.measure)
    if value is None or one.within:
        return "-"
    return _signed(one, value, _scale(one, language, []))


def summary(scenario: Scenario, found: Judgement) -> list[str]:
    """Return a sentence per verdict, naming the changes and what the verdict rests on."""
    there = [verdict for verdict in VERDICTS if found.verdicts(verdict)]
    said = [_sentence(scenario, found, verdict) for verdict in there if not _idle(found)]
    if _idle(found):
        return [pick(_NOBODY_CAME, scenario.language)]
    return said if found.verdicts(RELEVANT) else [pick(_NONE, scenario.language), *said]


def _idle(found: Judgement) -> bool:
    return all(item.nobody for item in found.items.values())


def _sentence(scenario: Scenario, found: Judgement, verdict: str) -> str:
    language = scenario.language
    each = [
        f"{title(scenario, item.name)} ({reason(item, found.currency, language)})"
        for item in found.verdicts(verdict)
    ]
    return f"{name(verdict, scenario).capitalize()}: {'; '.join(each)}."


def above(scenario: Scenario, found: Judgement) -> list[str]:
    """Return what has to be known before any verdict is read: who is still inside and overdue, and what has not settled."""
    language, said = scenario.language, []
    if found.overdue:
        most, share = max(found.overdue.items(), key=lambda one: one[1])
        how = Scale(100.0, "%", 1 if share >= LEAST_SHARE else 3, language)
        said.append(pick(_OVERDUE, language).format(share=how.quantity(share), where=title(scenario, most)))
    for names in dict.fromkeys(found.unsettled.values()):
        those = ", ".join(title(scenario, name) for name, some in found.unsettled.items() if some == names)
        said += counted.unsettled(those, names, language)
    return said


def reason(item: Item, currency: str, language: str) -> str:
    """Return what a verdict rests on: the findings that carry it, or how much more would decide; and the cost."""
    text, money = _carried(item, language), money_words.beside(item, currency, language)
    return f"{text}; {money}" if money else text


def gone(items: Sequence[Item], scenario: Scenario) -> list[str]:
    """Return which norms are not judged as nobody comes to their roles any more, of each or of several together."""
    language = scenario.language
    names = {some: [item for item in items if item.gone == some] for some in (item.gone for item in items) if some}
    return [
        pick(_GONE, language).format(
            change="; ".join(title(scenario, item.name) for item in those), labels=labels.listed(some, language)
        )
        for some, those in names.items()
    ]


def _carried(item: Item, language: str) -> str:
    findings = list(item.outcomes.values())
    if item.verdict == UNDECIDED:
        return _undecided(item, language)
    if item.verdict != HOBBY:
        return _named(item.rests_on, language)
    text = pick(_NOTHING if all(map(same, findings)) else _SMALL, language)
    if spared := [one for one in findings if one.improved]:
        text += pick(_THOUGH, language).format(_named(spared, language))
    return text


def _undecided(item: Item, language: str) -> str:
    """Return why there is no verdict: nobody came, something can't be compared, or how many replications more would decide."""
    if item.nobody:
        return pick(_NOBODY, language)
    if item.lacking:
        return pick(_LACKING, language).format(labels.listed(item.lacking, language))
    if not any(one.role == OUTCOME for one in item.outcomes.values()):
        return pick(_NO_OUTCOME, language)
    return one_or_more(item.more, _MORE, language) if item.more else pick(_NEVER, language)


def _named(findings: Sequence[Finding], language: str) -> str:
    return ", ".join(f"{labels.label(one.measure, language)} {effect(one, language)}" for one in findings)
