"""Verdicts on changes in words and numbers, in English and Dutch: for table, picture and report alike."""

import math
from collections.abc import Sequence
from dataclasses import replace

from sim import labels
from sim.judging import Finding, Item, Judgement
from sim.judging.portfolio import PER
from sim.judging.stats import FEW
from sim.judging.verdict import HARMFUL, HOBBY, RELEVANT, UNDECIDED, VERDICTS
from sim.numbers import Scale, pick, scale
from sim.scenario.model import Scenario
from sim.views.options import title

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
    "open": ("open", "open"),
}
_YEAR = ("{} a year", "{} per jaar")
_SAVES = ("saves {} a year", "bespaart {} per jaar")
_NO_COST = ("cost unknown", "kosten onbekend")
_MORE = (
    "about {n} replications more would decide, an estimate",
    "zo'n {n} herhalingen meer zouden beslissen, een schatting",
)
_ABOUT = ("about {n} pairs more", "zo'n {n} paren meer")
_NEVER = (
    "so near its threshold that no number of replications is in sight",
    "zo dicht bij zijn drempel dat geen aantal herhalingen in zicht is",
)
_NOTHING = ("no difference at all", "geen enkel verschil")
_SMALL = ("too small to matter", "te klein om ertoe te doen")
_THOUGH = (", though {}", ", al is {}")
_NONE = ("Relevant: none.", "Relevant: geen enkele.")
_TOGETHER = {
    "max-t": (
        "Intervals hold together, with {level}, for all {count} ({how}).",
        "Intervallen gelden samen, met {level}, voor alle {count} ({how}).",
    ),
    "holm": (
        "No false verdict with {level} over all {count} (Holm's steps; each interval is of the step that settled it, or of the "
        "last).",
        "Geen onjuist oordeel met {level} over alle {count} (stappen van Holm; elk interval is van de stap die het besliste, of de "
        "laatste).",
    ),
}
_BOOTSTRAP = ("max-t bootstrap", "max-t-bootstrap")
_STUDENT = (
    "Student's t, Bonferroni: too few pairs for a bootstrap",
    "Student's t, Bonferroni: te weinig paren voor een bootstrap",
)
_BOTH = (
    "max-t bootstrap; Student's t, Bonferroni, below {few} pairs",
    "max-t-bootstrap; Student's t, Bonferroni, onder {few} paren",
)
_PAIRS = (
    "{n} pairs of replications under common random numbers, {runs} replications in all.",
    "{n} paren herhalingen met zelfde toevalsgetallen, {runs} herhalingen in totaal.",
)
_LOOKS = (
    "Replications were added where they decide; {level} holds over all {looks} looks, at {numbers} pairs.",
    "Herhalingen zijn toegevoegd waar ze beslissen; {level} geldt over alle {looks} tussenstanden, bij {numbers} "
    "paren.",
)
_BEFOREHAND = ("Fixed beforehand", "Vooraf vastgelegd")
_GUARDRAILS = ("guardrails", "vangrails")


def name(verdict: str, language: str) -> str:
    """Return what a verdict is called."""
    return pick(NAMES[verdict], language)


def in_order(found: Judgement) -> list[Item]:
    """Return the changes by verdict: relevant, harmful, undecided, hobby."""
    return [item for verdict in VERDICTS for item in found.verdicts(verdict)]


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
    return pick(_SAID[_where(one)], language)


def same(one: Finding) -> bool:
    """Whether nothing differs in any replication."""
    return one.low == one.high == 0.0


def _where(one: Finding) -> str:
    if same(one):
        return "same"
    for there, word in (
        (one.improved, "better"),
        (one.harmed, "worse"),
        (one.within, "within"),
        (one.unharmed, "unharmed"),
        (one.ends[1] <= one.threshold, "not better"),
    ):
        if there:
            return word
    return "open"


def about(item: Item, language: str) -> str:
    """Return about how many replications more would decide, in short."""
    return pick(_ABOUT, language).format(n=item.more)


def money(value: float, currency: str, language: str) -> str:
    """Return an amount to three digits, as it comes out of replications: "EUR 15,000"."""
    digits = math.floor(math.log10(abs(value))) if value else 0
    text = Scale(1.0, "", 0, language).number(round(abs(value), min(0, 2 - digits)))
    return f"{currency} {text}" if currency != "money" else text


def cost(item: Item, currency: str, language: str) -> str:
    """Return what a change costs more a year, or saves."""
    if item.cost is None:
        return pick(_NO_COST, language)
    texts = _SAVES if round(item.cost) < 0 else _YEAR
    return pick(texts, language).format(money(item.cost, currency, language))


def per_cost(item: Item, one: Finding, language: str) -> str:
    """Return an effect per 10,000 of cost a year, '-' where it is too small to matter anyway."""
    value = item.per_cost(one.measure)
    if value is None or one.within:
        return "-"
    return _signed(one, value, _scale(one, language, []))


def per_heading(currency: str, language: str) -> str:
    """Return the heading above effects per 10,000 of cost."""
    return f"per {money(PER, currency, language)}"


def summary(scenario: Scenario, found: Judgement) -> list[str]:
    """Return a sentence per verdict, naming the changes and what the verdict rests on."""
    said = [_sentence(scenario, found, verdict) for verdict in VERDICTS if found.verdicts(verdict)]
    return said if found.verdicts(RELEVANT) else [pick(_NONE, scenario.language), *said]


def _sentence(scenario: Scenario, found: Judgement, verdict: str) -> str:
    language = scenario.language
    each = [
        f"{title(scenario, item.name)} ({reason(item, found.currency, language)})"
        for item in found.verdicts(verdict)
    ]
    return f"{name(verdict, language).capitalize()}: {'; '.join(each)}."


def reason(item: Item, currency: str, language: str) -> str:
    """Return what a verdict rests on: the findings that carry it, or how much more would decide; and the cost."""
    findings = list(item.outcomes.values())
    if item.verdict == UNDECIDED:
        return pick(_MORE, language).format(n=item.more) if item.more else pick(_NEVER, language)
    if item.verdict == HOBBY:
        text = pick(_NOTHING if all(map(same, findings)) else _SMALL, language)
        if spared := [one for one in findings if one.improved]:
            text += pick(_THOUGH, language).format(_named(spared, language))
    else:
        text = _named(item.rests_on, language)
    return f"{text}; {cost(item, currency, language)}" if item.cost else text


def _named(findings: Sequence[Finding], language: str) -> str:
    return ", ".join(f"{labels.label(one.measure, language)} {effect(one, language)}" for one in findings)


def notes(scenario: Scenario, found: Judgement) -> list[str]:
    """Return what has to be known to read the intervals: what was fixed beforehand, how many pairs, how they hold together."""
    language = scenario.language
    findings = [one for item in found.items.values() for one in item.outcomes.values()]
    return [
        f"{pick(_BEFOREHAND, language)}: {beforehand(found, language)}.",
        _together(found, findings, language),
        _pairs(found, language),
    ]


def beforehand(found: Judgement, language: str) -> str:
    """Return the outcomes and guardrails with their thresholds, as fixed in the scenario."""
    seen = {one.measure: one for item in found.items.values() for one in item.outcomes.values()}
    texts = {m: f"{labels.label(m, language)} {threshold(one, language)}" for m, one in seen.items()}
    outcomes = ", ".join(texts[m] for m in found.outcomes if m in texts)
    guarded = ", ".join(texts[m] for m in found.guardrails if m in texts)
    return f"{outcomes}; {pick(_GUARDRAILS, language)} {guarded}" if guarded else outcomes


def _level(found: Judgement) -> str:
    return f"{100 * (1 - found.alpha):g}%"


def _together(found: Judgement, findings: Sequence[Finding], language: str) -> str:
    few = [one.n < FEW for one in findings]
    how = pick(_STUDENT if all(few) else _BOTH if any(few) else _BOOTSTRAP, language).format(few=FEW)
    return pick(_TOGETHER[found.method], language).format(level=_level(found), count=len(findings), how=how)


def _pairs(found: Judgement, language: str) -> str:
    numbers = sorted({item.n for item in found.items.values()})
    n = f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
    text = pick(_PAIRS, language).format(n=n, runs=found.runs)
    if len(found.looks) == 1:
        return text
    at = ", ".join(str(look.n) for look in found.looks)
    return f"{text} " + pick(_LOOKS, language).format(level=_level(found), looks=len(found.looks), numbers=at)
