"""Headroom on the terminal and as plain values: each norm today and at the most that all bear, and that in a sentence."""

from collections.abc import Sequence

from sim.analyses.studies.headroom import Headroom, Norm
from sim.catalogue import labels
from sim.views import counted, goals, words

USUAL = "*"  # behind a share that no goal says
_MULTIPLE = ("times today's demand", "keer de vraag van nu")
_AT = ("at {times} times", "bij {times} keer")
_SAID = (
    "Headroom: all norms hold up to {times} times today's demand ({low} to {high}, {p}% {if}).",
    "Speelruimte: alle normen houden tot {times} keer de vraag van nu ({low} tot {high}, {p}% {if}).",
)
_BEYOND = (
    "Headroom: all norms hold at {times} times today's demand, the most that was tried ({p}% {if}: from {low}).",
    "Speelruimte: alle normen houden bij {times} keer de vraag van nu, het meeste dat is geprobeerd ({p}% {if}: vanaf {low}).",
)
_NOWHERE = (
    "No headroom: not even at {least} of today's demand do all norms hold; what does not: {what}.",
    "Geen speelruimte: zelfs bij {least} van de vraag van nu houden niet alle normen; wat niet: {what}.",
)
_BELOW = (
    "At today's demand they do not all hold: {what}.",
    "Bij de vraag van nu houden ze niet alle: {what}.",
)
_WHAT = (
    "Rates of all needs times so much, with the same staff and the same luck; {count} multiples tried, {n} replications each.",
    "De frequenties van alle behoeften zoveel keer, met dezelfde bezetting en hetzelfde toeval; {count} veelvouden geprobeerd, "
    "elk {n} herhalingen.",
)
_STAR = (
    "* No goal says how large a share: a usual one [A].",
    "* Geen doel zegt hoe groot een deel: een gebruikelijk deel [A].",
)
_BENT = (
    "Some norm does better at a larger demand than at a smaller one: there may be other answers.",
    "Een norm wordt bij meer vraag soms beter gehaald dan bij minder: er kunnen andere antwoorden zijn.",
)


def times(multiple: float, language: str) -> str:
    """Return a multiple with three digits or so."""
    return words.Scale(1.0, "", 2 if multiple < 10 else 1, language).number(multiple)


def named(norm: Norm, language: str) -> str:
    """Return a norm in words: what it is about and its bound, with a star where that is a usual one."""
    goal = norm.aim.goal
    bound = goals.bound(goal, norm.aim.unit, language)
    return f"{goals.title(goal, language)}: {bound}{USUAL if norm.usual else ''}"


def sentences(found: Headroom, language: str) -> list[str]:
    """Return the answer, what it rests on, and what to mind."""
    said = [*_answer(found, language), _rests_on(found, language)]
    there = found.at(found.multiple)
    said += counted.unsettled(at(found.multiple, language), there.unsettled if there else (), language)
    said += [] if found.monotone else [words.pick(_BENT, language)]
    return [*said, words.pick(_STAR, language)] if any(norm.usual for norm in found.norms) else said


def _answer(found: Headroom, language: str) -> list[str]:
    today = found.at(1.0)
    below = _listed(found.broken(today), language) if today else ""
    values = {
        "times": times(found.multiple, language),
        "low": times(found.interval[0], language),
        "high": times(found.interval[1], language),
        "p": f"{100 * found.probability:g}",
    }
    if not found.multiple:
        least = times(found.tries[0].multiple, language)
        what = _listed(found.broken(found.tries[0]), language)
        return [words.pick(_NOWHERE, language).format(least=least, what=what)]
    text = words.pick(_BEYOND if found.beyond else _SAID, language).format(**values)
    return [text, words.pick(_BELOW, language).format(what=below)] if below else [text]


def _rests_on(found: Headroom, language: str) -> str:
    return words.pick(_WHAT, language).format(count=len(found.tries), n=found.replications)


def at(multiple: float, language: str) -> str:
    """Return a multiple of demand in words."""
    return words.pick(_AT, language).format(times=times(multiple, language))


def at_head(language: str) -> str:
    """Return the head of a column of multiples of demand."""
    return words.pick(_MULTIPLE, language)


def _listed(norms: Sequence[Norm], language: str) -> str:
    return "; ".join(labels.label(norm.measure, language) for norm in norms)
