"""A sweep on the terminal: a row for each point, its measures, and the verdict there."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sim.analyses.studies.sweep import Spot, Sweep
from sim.catalogue import labels
from sim.catalogue.labels import word
from sim.scenario.fields.model import Scenario
from sim.views import quantity_words, verdict_words, words
from sim.views.console import called

_SAID = (
    "Means of {n} replications with the same customers and luck everywhere; intervals are 95%, {if}, each by itself.",
    "Gemiddelden van {n} herhalingen met overal dezelfde klanten en hetzelfde toeval; intervallen zijn 95%, {if}, elk "
    "afzonderlijk.",
)
_JUDGED = (
    "Verdict: {design} at each point, held against {against} in the same world, each point by itself.",
    "Oordeel: {design} in elk punt, tegenover {against} in dezelfde omgeving, elk punt afzonderlijk.",
)
_ITSELF = (
    "Verdict: {design} with these values, held against {design} as it is now, each point by itself.",
    "Oordeel: {design} met deze waarden, tegenover {design} zoals het nu is, elk punt afzonderlijk.",
)
_FLIPS = ("The verdict changes between {places}.", "Het oordeel verandert tussen {places}.")
_NEVER = ("The verdict is {verdict} everywhere.", "Het oordeel is overal {verdict}.")


def sweep(out: Console, scenario: Scenario, found: Sweep) -> None:
    """Print a table of the points, and what they come to."""
    out.print(f"[bold]{escape(scenario.title)}[/]: {called(scenario, found.design)}")
    out.print(_table(scenario, found))
    out.print()
    for sentence in sentences(scenario, found):
        out.print(escape(sentence))


def _table(scenario: Scenario, found: Sweep) -> Table:
    language = scenario.language
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    scales = [quantity_words.scale(one.quantity, (one.low, one.high), language) for one in found.ranges]
    for one in found.ranges:
        table.add_column(escape(quantity_words.label(one.quantity.path, language)), justify="right")
    for name in found.measures:
        table.add_column(escape(labels.label(name, language)), justify="right", overflow="fold")
    if any(spot.verdict for spot in found.spots):
        table.add_column(word("verdict", language))
    for spot in found.spots:
        points = [how.quantity(value) for how, value in zip(scales, spot.values, strict=True)]
        said = [verdict_words.name(spot.verdict, scenario)] if spot.verdict else []
        table.add_row(*points, *(_cell(spot, name, found.spots, language) for name in found.measures), *said)
    return table


def _cell(spot: Spot, name: str, spots: Sequence[Spot], language: str) -> str:
    one = spot.measures[name]
    widths = [w for each in spots if (w := each.measures[name].half_width) is not None]
    how = words.scale(
        one.unit, [each.measures[name].mean for each in spots], min(widths, default=None), language
    )
    return how.measured(one.mean, one.interval)


def sentences(scenario: Scenario, found: Sweep) -> list[str]:
    """Return what holds for all points, and where the verdict changes."""
    language = scenario.language
    said = [words.pick(_SAID, language).format(n=found.replications)]
    verdicts = {spot.verdict for spot in found.spots}
    if None in verdicts:
        return said
    against = _ITSELF if found.against == found.design else _JUDGED
    said.append(words.pick(against, language).format(design=found.design, against=found.against))
    if len(verdicts) == 1:
        (one,) = verdicts
        return [*said, words.pick(_NEVER, language).format(verdict=verdict_words.name(str(one), scenario))]
    return [*said, *_flips(scenario, found)]


def _flips(scenario: Scenario, found: Sweep) -> list[str]:
    """Return between which values of a single number the verdict changes."""
    if len(found.ranges) > 1:
        return []
    one, language = found.ranges[0], scenario.language
    how = quantity_words.scale(one.quantity, (one.low, one.high), language)
    places = [
        words.pick((" and ", " en "), language).join(
            f"{how.quantity(one.values[0])} ({verdict_words.name(str(one.verdict), scenario)})" for one in (a, b)
        )
        for a, b in zip(found.spots, found.spots[1:], strict=False)
        if a.verdict != b.verdict
    ]
    return [words.pick(_FLIPS, language).format(places="; ".join(places))]
