"""Goals on the terminal: what was wanted, what came out, whether that is met, and how likely one run meets it."""

from collections.abc import Mapping
from dataclasses import replace

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sim.catalogue import labels
from sim.catalogue.labels import word
from sim.results.goals import MET, NOT_MET, Attained
from sim.results.results import Result
from sim.scenario.fields.goals import Goal
from sim.scenario.fields.model import Scenario
from sim.views import words

WIDE = 110  # columns, from which n has a column of its own
_BOUND = (("at most {}", "hoogstens {}"), ("at least {}", "minstens {}"))
_SAID = (
    "Met or not by the mean and its 95% interval, {if}, each goal by itself. In one run: the share of replications that meet "
    "it, with an interval of the same kind (Wilson); a run is measured for {length}.",
    "Gehaald of niet volgens het gemiddelde en zijn 95%-interval, {if}, elk doel afzonderlijk. In één run: het deel van de "
    "herhalingen dat het haalt, met net zo'n interval (Wilson); een run wordt {length} gemeten.",
)


def goals(out: Console, scenario: Scenario, results: Mapping[str, Result]) -> None:
    """Print the goals of a scenario, with a row for each design; nothing where it has none."""
    if not scenario.goals:
        return
    wide = out.width >= WIDE
    out.print()
    out.print(_table(scenario, results, wide))
    out.print()
    run = scenario.run
    length = words.scale("min", [run.length - run.warm_up], None, scenario.language)
    out.print(words.pick(_SAID, scenario.language).format(length=length.quantity(run.length - run.warm_up)))


def _table(scenario: Scenario, results: Mapping[str, Result], wide: bool) -> Table:
    language, several = scenario.language, len(results) > 1
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(word("goal", language), min_width=18)
    if several:
        table.add_column(word("design", language), overflow="fold")
    for head in ("mean", "+/-"):
        table.add_column(word(head, language), justify="right")
    table.add_column(word("finding", language))
    table.add_column(word("in one run", language), justify="right")
    if wide:
        table.add_column("n", justify="right")
    for name, goal in scenario.goals.items():
        unit = next((one.goals[name].measure.unit for one in results.values() if one.goals[name].n), "")
        first = escape(f"{title(goal, language)}: {bound(goal, unit, language)}")
        for design, result in results.items():
            cells = _cells(result.goals[name], language, wide)
            table.add_row(first, *([escape(design)] if several else []), *cells)
            first = ""
    return table


def title(goal: Goal, language: str) -> str:
    """Return what a goal is called: its title, or else what it measures."""
    return goal.title or labels.label(goal.measure, language)


def bound(goal: Goal, unit: str, language: str) -> str:
    """Return the bound of a measure in `unit` in words: "at least 80%"."""
    how = words.scale(unit, [goal.bound], None, language)
    decimals = len(f"{goal.bound * how.factor:.10g}".partition(".")[2])  # as many as it was written with
    how = replace(how, decimals=decimals)
    return words.pick(_BOUND[goal.at_most is None], language).format(how.quantity(goal.bound))


def _cells(found: Attained, language: str, wide: bool) -> list[str]:
    how = words.scale(found.measure.unit, [found.measure.mean], found.half_width, language)
    verdict = word(found.verdict, language)
    said = f"[bold]{verdict}[/]" if found.verdict in (MET, NOT_MET) else verdict
    cells = [how.quantity(found.measure.mean), how.margin(found.measure.mean, found.interval), said, probability(found)]
    return [*cells, str(found.n)] if wide else cells


def probability(found: Attained) -> str:
    """Return how likely a run meets the goal, with its interval: "85% (64..95)"."""
    if not found.n:
        return "-"
    low, high = found.probability_interval
    return f"{100 * found.probability:.0f}% ({100 * low:.0f}..{100 * high:.0f})"
