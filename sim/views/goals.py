"""Goals: what was wanted, what came out, whether that is met, and how likely one run meets it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sim.catalogue import labels
from sim.catalogue.labels import word
from sim.results.document import Cell, Element, Row, Table, Text
from sim.results.goals import MET, NOT_MET, Attained
from sim.results.results import Result
from sim.scenario.fields.goals import Goal
from sim.scenario.fields.model import Scenario
from sim.views import tables, words

WIDE = 110  # columns, from which n has a column of its own
_BOUND = (("at most {}", "hoogstens {}"), ("at least {}", "minstens {}"))
_SAID = (
    "Met or not by the mean and its 95% interval, {if}, each goal by itself. In one run: the share of replications that meet "
    "it, with an interval of the same kind (Wilson); a run is measured for {length}.",
    "Gehaald of niet volgens het gemiddelde en zijn 95%-interval, {if}, elk doel afzonderlijk. In één run: het deel van de "
    "herhalingen dat het haalt, met net zo'n interval (Wilson); een run wordt {length} gemeten.",
)


def parts(scenario: Scenario, results: Mapping[str, Result]) -> Iterator[Element]:
    """Yield the goals of a scenario, with a row for each design; nothing where it has none."""
    if not scenario.goals:
        return
    yield table(scenario, results)
    measured = scenario.run.length - scenario.run.warm_up
    length = words.scale("min", [measured], None, scenario.language)
    yield Text(words.pick(_SAID, scenario.language).format(length=length.quantity(measured)), "note")


def table(scenario: Scenario, results: Mapping[str, Result]) -> Table:
    """Return a row for every goal and design: what was wanted, what came out, and how likely a run meets it."""
    make, several = tables.Columns(scenario.language), len(results) > 1
    columns = [
        make.words("goal", index=True, once=True, least=18),
        make.words("design", index=True, on="all" if several else "data"),
        make.words("measure", on="data"),
        make.number("mean"),
        *make.ends(),
        make.words("unit", on="data"),
        make.words("verdict", word("finding", scenario.language)),
        make.number("probability"),
        *make.data("probability_low", "probability_high"),
        make.number("n", wide=WIDE),
    ]
    return tables.table("goals", columns, _rows(scenario, results), aside=True)


def _rows(scenario: Scenario, results: Mapping[str, Result]) -> Iterator[Row]:
    language = scenario.language
    for name, goal in scenario.goals.items():
        unit = next((one.goals[name].measure.unit for one in results.values() if one.goals[name].n), "")
        what = Cell(name, f"{title(goal, language)}: {bound(goal, unit, language)}")
        measure = tables.measured(goal.measure, language)
        for design, result in results.items():
            cells = _cells(result.goals[name], language)
            yield Row({"goal": what, "design": tables.named(scenario, design), "measure": measure, **cells})


def title(goal: Goal, language: str) -> str:
    """Return what a goal is called: its title, or else what it measures."""
    return goal.title or labels.label(goal.measure, language)


def bound(goal: Goal, unit: str, language: str) -> str:
    """Return the bound of a measure in `unit` in words: "at least 80%"."""
    how = words.scale(unit, [goal.bound], None, language)
    decimals = len(f"{goal.bound * how.factor:.10g}".partition(".")[2])  # as many as it was written with
    how = replace(how, decimals=decimals)
    return words.pick(_BOUND[goal.at_most is None], language).format(how.quantity(goal.bound))


def _cells(found: Attained, language: str) -> dict[str, Cell]:
    one, (low, high) = found.measure, found.probability_interval
    how = words.scale(one.unit, [one.mean], found.half_width, language)
    return {
        **tables.ends(one.mean, found.interval, found.half_width, how),
        "mean": Cell(one.mean, how.quantity(one.mean)),
        "unit": tables.unit(one.unit, language),
        "verdict": Cell(found.verdict, word(found.verdict, language), found.verdict in (MET, NOT_MET)),
        "probability": Cell(found.probability, probability(found)),
        "probability_low": Cell(low),
        "probability_high": Cell(high),
        "n": Cell(found.n, str(found.n)),
    }


def probability(found: Attained) -> str:
    """Return how likely a run meets the goal, with its interval: "85% (64..95)"."""
    if not found.n:
        return "-"
    low, high = found.probability_interval
    return f"{100 * found.probability:.0f}% ({100 * low:.0f}..{100 * high:.0f})"
