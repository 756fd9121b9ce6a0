"""Headroom on the terminal and as plain values: each norm today and at the most that all bear, and that in a sentence."""

from collections.abc import Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sim.analyses.studies.headroom import Headroom, Norm
from sim.catalogue import labels
from sim.catalogue.labels import word
from sim.catalogue.numbers import HOLDS
from sim.results.results import Measure
from sim.scenario.fields.model import Scenario
from sim.views import counted, goals, words
from sim.views.console import called
from sim.views.study_documents import plain

USUAL = "*"  # behind a share that no goal says
_TODAY = ("today", "nu")
_AT = ("at {times} times", "bij {times} keer")
_FIRST = ("gives way first", "bezwijkt het eerst")
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


def headroom(out: Console, scenario: Scenario, found: Headroom) -> None:
    """Print each norm today and at the answer, and the answer."""
    out.print(f"[bold]{escape(scenario.title)}[/]: {called(scenario, found.design)}")
    out.print(_table(scenario, found))
    out.print()
    for sentence in sentences(found, scenario.language):
        out.print(escape(sentence))


def times(multiple: float, language: str) -> str:
    """Return a multiple with three digits or so."""
    return words.Scale(1.0, "", 2 if multiple < 10 else 1, language).number(multiple)


def _table(scenario: Scenario, found: Headroom) -> Table:
    language = scenario.language
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(word("norm", language), min_width=18)
    columns = list(dict.fromkeys(one for one in (1.0, found.multiple) if found.at(one)))
    for multiple in columns:
        at = words.pick(_AT, language).format(times=times(multiple, language))
        table.add_column(words.pick(_TODAY, language) if multiple == 1.0 else at, justify="right")
    table.add_column(word("finding", language))
    for i, norm in enumerate(found.norms):
        cells = [_cell(one.found[i], language) for one in map(found.at, columns) if one]
        table.add_row(escape(named(norm, language)), *cells, _finding(found, norm, language))
    return table


def named(norm: Norm, language: str) -> str:
    """Return a norm in words: what it is about and its bound, with a star where that is a usual one."""
    goal = norm.aim.goal
    bound = goals.bound(goal, norm.aim.unit, language)
    return f"{goals.title(goal, language)}: {bound}{USUAL if norm.usual else ''}"


def _cell(found: Measure, language: str) -> str:
    return words.scale(found.unit, [found.mean], found.half_width, language).quantity(found.mean)


def _finding(found: Headroom, norm: Norm, language: str) -> str:
    return f"[bold]{words.pick(_FIRST, language)}[/]" if norm in found.first else ""


def sentences(found: Headroom, language: str) -> list[str]:
    """Return the answer, what it rests on, and what to mind."""
    said = [*_answer(found, language), _rests_on(found, language)]
    there = found.at(found.multiple)
    said += counted.unsettled(_at(found, language), there.unsettled if there else (), language)
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


def _at(found: Headroom, language: str) -> str:
    return words.pick(_AT, language).format(times=times(found.multiple, language))


def _listed(norms: Sequence[Norm], language: str) -> str:
    return "; ".join(labels.label(norm.measure, language) for norm in norms)


def document(scenario: Scenario, found: Headroom) -> dict[str, Any]:
    """Return the answer and its interval (null where no such multiple was tried), and what came out at each multiple."""
    low, high = found.interval
    return {
        "scenario": scenario.title,
        "design": found.design,
        "headroom": found.multiple or None,
        "interval": [low or None, None if high >= found.up_to else high],
        "probability": found.probability,
        "if": HOLDS,
        "up_to": found.up_to,
        "norms": [_norm(norm, norm in found.first) for norm in found.norms],
        "monotone": found.monotone,
        "tried": [
            {
                "multiple": one.multiple,
                "means": [plain(measure.mean) for measure in one.found],
                "unsettled": list(one.unsettled),
            }
            for one in found.tries
        ],
        "replications": found.replications,
        "seed": found.seed,
    }


def _norm(norm: Norm, first: bool) -> dict[str, Any]:
    goal = norm.aim.goal
    return {
        "measure": goal.measure,
        "at_least": goal.at_least,
        "at_most": goal.at_most,
        "unit": norm.aim.unit,
        "usual": norm.usual,
        "gives_way_first": first,
    }
