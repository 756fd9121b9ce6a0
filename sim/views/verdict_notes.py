"""What has to be known to read verdicts: what was fixed beforehand, how many pairs, how intervals hold together."""

from collections.abc import Sequence

from sim.analyses.judging import Finding, Judgement
from sim.analyses.judging.stats import FEW
from sim.catalogue import labels
from sim.catalogue.keys import Key
from sim.catalogue.numbers import count, pick
from sim.scenario.fields.model import Scenario
from sim.views.verdict_words import grouped, threshold

_TOGETHER = {
    "max-t": (
        "Intervals hold together, with {level} {if}, for all {count} ({how}).",
        "Intervallen gelden samen, met {level} {if}, voor alle {count} ({how}).",
    ),
    "holm": (
        "No false verdict with {level} {if}, over all {count} (Holm's steps; {how}). Intervals are those that verdicts rest on: "
        "what is better or worse holds together over all measures, no harm of each by itself. --method max-t gives intervals that "
        "all hold together.",
        "Geen onjuist oordeel met {level} {if}, over alle {count} (stappen van Holm; {how}). Intervallen zijn die waar oordelen op "
        "rusten: wat beter of slechter is geldt samen over alle maten, geen schade van elk op zich. --method max-t geeft "
        "intervallen die alle samen gelden.",
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
    "{n} paren herhalingen met dezelfde toevalsgetallen, {runs} herhalingen in totaal.",
)
_LOOKS = (
    "Replications were added where they decide; {level} holds, {if}, over all {looks} looks, at {numbers} pairs.",
    "Herhalingen zijn toegevoegd waar ze beslissen; {level} geldt, {if}, over alle {looks} tussenstanden, bij {numbers} "
    "paren.",
)
_MONEY = (
    "Money is beside the verdict, not in it; behind an amount its own 95% interval, {if}.",
    "Geld staat naast het oordeel, niet erin; achter een bedrag zijn eigen 95%-interval, {if}.",
)
_COUNTED = {
    True: (("{n} design", "{n} variant"), ("{n} designs", "{n} varianten")),
    False: (("{n} change", "{n} verandering"), ("{n} changes", "{n} veranderingen")),
}
_AND = (" and ", " en ")
_BEFOREHAND = ("Fixed beforehand", "Vooraf vastgelegd")
_GUARDRAILS = ("guardrails", "randvoorwaarden")


def notes(scenario: Scenario, found: Judgement) -> list[str]:
    """Return what has to be known to read the intervals: what was fixed beforehand, how many pairs, how they hold together."""
    language = scenario.language
    findings = [one for item in found.items.values() for one in item.outcomes.values()]
    priced = any(item.money and item.money.half_width for item in found.items.values())
    return [
        f"{pick(_BEFOREHAND, language)}: {beforehand(found, language)}.",
        _together(found, findings, language),
        _pairs(found, language),
        *([pick(_MONEY, language)] if priced else []),
    ]


def counted(scenario: Scenario, found: Judgement) -> str:
    """Return how many designs and changes were judged, in words."""
    said = []
    for group in grouped(scenario, found):
        texts = _COUNTED[group[0].name in scenario.designs][len(group) > 1]
        said.append(pick(texts, scenario.language).format(n=len(group)))
    return pick(_AND, scenario.language).join(said)


def beforehand(found: Judgement, language: str) -> str:
    """Return the outcomes and guardrails with their thresholds, as fixed in the scenario."""
    seen = {one.measure: one for item in found.items.values() for one in item.outcomes.values()}
    outcomes = _listed([seen[m] for m in found.outcomes if m in seen], language)
    guarded = _listed([seen[m] for m in found.guardrails if m in seen], language)
    return f"{outcomes}; {pick(_GUARDRAILS, language)} {guarded}" if guarded else outcomes


def _listed(findings: Sequence[Finding], language: str) -> str:
    """Return what is judged with its thresholds, the same of several roles or kinds together."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for one in findings:
        key = Key.of(one.measure)
        group = (key.place or one.measure, labels.leaf(key, language) if key.place else "", threshold(one, language))
        groups.setdefault(group, []).append(one.measure)
    return ", ".join(f"{labels.listed(names, language)} {least}" for (*_, least), names in groups.items())


def _level(found: Judgement) -> str:
    return f"{100 * (1 - found.alpha):g}%"


def _together(found: Judgement, findings: Sequence[Finding], language: str) -> str:
    few = [one.n < FEW for one in findings]
    how = pick(_STUDENT if all(few) else _BOTH if any(few) else _BOOTSTRAP, language).format(few=FEW)
    return pick(_TOGETHER[found.method], language).format(level=_level(found), count=len(findings), how=how)


def _pairs(found: Judgement, language: str) -> str:
    numbers = sorted({item.n for item in found.items.values()})
    n = "-".join(count(number, language) for number in dict.fromkeys((numbers[0], numbers[-1])))
    text = pick(_PAIRS, language).format(n=n, runs=count(found.runs, language))
    if len(found.looks) == 1:
        return text
    at = ", ".join(str(look.n) for look in found.looks)
    return f"{text} " + pick(_LOOKS, language).format(level=_level(found), looks=len(found.looks), numbers=at)
