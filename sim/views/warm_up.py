"""Warm-up on the terminal: what MSER-5 advises for each design and measure, and whether the scenario's own does."""

from collections.abc import Sequence
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sim.analyses.studies.warm_up import Advice, longest
from sim.catalogue import labels
from sim.catalogue.labels import word
from sim.scenario.fields.model import Scenario
from sim.views import words
from sim.views.console import called

_HEADS = (("warm-up needed", "nodige inlooptijd"), ("observations", "waarnemingen"), ("finding", "bevinding"))
_FINDINGS = {
    "suffices": ("run.warm_up does", "run.warm_up volstaat"),
    "short": ("run.warm_up is too short", "run.warm_up is te kort"),
    "beyond": ("beyond half of the run: run longer", "voorbij de helft van de run: draai langer"),
    "few": ("too few observations to say", "te weinig waarnemingen om iets te zeggen"),
}
_SAID = (
    "MSER-5 on means over {n} pilot replications that begin empty and last {length}; the scenario's run.warm_up is {own}.",
    "MSER-5 op gemiddelden over {n} proefherhalingen die leeg beginnen en {length} duren; run.warm_up van het scenario is {own}.",
)
_ENOUGH = ("That is long enough for all.", "Dat is voor alles lang genoeg.")
_NEEDED = ("At least {most} does for all.", "Minstens {most} is voor alles genoeg.")
_LONGER = (
    "For some the run is too short to say: make run.length longer.",
    "Voor sommige is de run te kort om het te zeggen: maak run.length langer.",
)
_EMPTY = (
    "A run that really begins empty, like an evening, needs none.",
    "Een run die werkelijk leeg begint, zoals een avond, heeft er geen nodig.",
)


def warm_up(out: Console, scenario: Scenario, advice: Sequence[Advice]) -> None:
    """Print a table for each design, and what it comes to."""
    language = scenario.language
    for design, rows in groupby(advice, key=lambda one: one.design):
        out.print(f"[bold]{escape(scenario.title)}[/]: {called(scenario, design)}")
        out.print(_table(list(rows), language))
        out.print()
    for sentence in sentences(scenario, advice):
        out.print(escape(sentence))


def sentences(scenario: Scenario, advice: Sequence[Advice]) -> list[str]:
    """Return what it comes to: how it was found, and whether the scenario's warm-up does for all."""
    language, run = scenario.language, scenario.run
    own = lasts(run.warm_up, language)
    n, length = advice[0].replications, lasts(run.length, language)
    said = [words.pick(_SAID, language).format(n=n, length=length, own=own)]
    needed = longest(advice)
    if needed <= run.warm_up:
        return [*said, words.pick(_ENOUGH, language)]
    more = words.pick(_NEEDED, language).format(most=lasts(needed, language))
    return [*said, words.pick(_LONGER, language) if needed != needed else more, words.pick(_EMPTY, language)]


def lasts(minutes: float, language: str) -> str:
    """Return a time with its unit."""
    return words.scale("min", [minutes], None, language).quantity(minutes)


def finding(one: Advice, language: str) -> str:
    """Return what is found of one measure, in words."""
    key = (
        "few" if one.cut is None else "beyond" if not one.enough else "suffices" if one.suffices else "short"
    )
    return words.pick(_FINDINGS[key], language)


def _table(rows: Sequence[Advice], language: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(word("measure", language), min_width=18)
    for head in _HEADS[:2]:
        table.add_column(words.pick(head, language), justify="right")
    table.add_column(words.pick(_HEADS[2], language))
    for one in rows:
        needed = "-" if one.minutes is None else lasts(one.minutes, language)
        said = finding(one, language)
        count = words.Scale(1.0, "", 0, language).number(one.observations)
        label = escape(labels.label(one.measure, language))
        table.add_row(label, needed, count, said if one.suffices or one.cut is None else f"[bold]{said}[/]")
    return table
