"""What a scenario shows, one thing beside another: what was observed beside what came out, one segment beside another.

Each function draws into axes, and returns the question that it answers.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.catalogue import labels
from sim.catalogue.keys import SEGMENT, named
from sim.results.results import Comparison, Measure
from sim.scenario.fields.model import Scenario
from sim.views import words
from sim.views.names import title
from sim.views.plots import CLEAR, COLOURS, arms

STEP = 0.22  # of a row, between segments
_REPEATS = ("Does it repeat what was observed?", "Komt eruit wat is waargenomen?")
_RATIO = ("simulated, % of observed", "gesimuleerd, % van waargenomen")
_BOTH = ("observed | simulated", "waargenomen | gesimuleerd")
_SEGMENTS = ("Who gains, and who pays?", "Wie wint, en wie betaalt?")
_LOST = ("{share} gives it up", "{share} geeft het op")


@dataclass(frozen=True)
class Observed:
    """A figure that was observed: of a design, of a measure, in the measure's unit."""

    design: str
    measure: str
    value: float


def observed_beside(scenario: Scenario) -> list[Observed]:
    """Return what NAME_observed.csv (design, measure, observed, source) holds beside the scenario file NAME.yaml."""
    file = Path(scenario.path or "")
    with file.with_name(f"{file.stem}_observed.csv").open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return [Observed(row["design"], row["measure"], float(row["observed"])) for row in rows]


def observed(axes: Any, scenario: Scenario, found: Comparison, replications: int) -> str:
    """Draw what came out as a percentage of what was observed, a row each; return the question that it answers."""
    language, rows = scenario.language, list(_rows(scenario))
    for place, row in enumerate(rows):
        if isinstance(row, str):
            _head(axes, place, row)
        else:
            _draw_row(axes, place, row, found.results[row.design].measures[row.measure], language)
    axes.axvline(100, color="black", linewidth=0.8, zorder=0)
    names = ["" if isinstance(row, str) else labels.label(row.measure, language) for row in rows]
    _plain(axes, names)
    axes.margins(x=0.15)
    axes.set_title(words.pick(_BOTH, language), loc="right", fontsize=9)
    axes.set_xlabel(words.pick(_RATIO, language))
    return words.pick(_REPEATS, language)


def _rows(scenario: Scenario) -> Iterator[str | Observed]:
    """Yield the title of each design, and below it what was observed of it."""
    known = observed_beside(scenario)
    for design in dict.fromkeys(row.design for row in known):
        yield title(scenario, design)
        yield from (row for row in known if row.design == design)


def _head(axes: Any, place: float, text: str) -> None:
    axes.text(
        0.0, place, text, transform=axes.get_yaxis_transform(), fontsize=8, fontweight="bold", va="center",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
    )  # fmt: skip


def _plain(axes: Any, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names, fontsize=8)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)


def _draw_row(axes: Any, place: int, row: Observed, measure: Measure, language: str) -> None:
    part, width = 100 * measure.mean / row.value, arms(measure.mean, measure.interval, 100 / row.value)
    axes.errorbar(part, place, xerr=width, fmt="o", color=CLEAR, markersize=6, capsize=2)
    how = words.scale(measure.unit, [row.value, measure.mean], None, language)
    said = f"{how.number(row.value)} | {how.quantity(measure.mean)}"
    axes.annotate(said, (1.02, place), xycoords=("axes fraction", "data"), va="center", fontsize=8)


def segments(axes: Any, scenario: Scenario, found: Comparison, replications: int) -> str:
    """Draw what each design leaves behind in each segment, and who gives up; return the question that it answers."""
    language, kinds = scenario.language, list(scenario.world.customers.segments)
    for number, segment in enumerate(kinds):
        colour, shift = COLOURS[number % len(COLOURS)], STEP * (number + 1)
        axes.plot([], [], "o", color=colour, label=segment.replace("_", " "))
        for place, design in enumerate(scenario.designs):
            measures = found.results[design].measures
            goodwill, lost = (measures[named(SEGMENT, segment, one)] for one in ("goodwill", "lost_share"))
            axes.errorbar(goodwill.mean, place + shift, xerr=arms(goodwill.mean, goodwill.interval), fmt="o", color=colour)
            end = (goodwill.interval or (0.0, goodwill.mean))[1]
            _say(axes, end, place + shift, f"{100 * lost.mean:.0f}%", colour, language)
    for place, design in enumerate(scenario.designs):
        _head(axes, place, title(scenario, design))
    _plain(axes, ["" for _ in scenario.designs])
    axes.set_ylim(len(scenario.designs), -0.4)
    axes.margins(x=0.25)
    axes.xaxis.set_major_formatter(lambda value, _: words.Scale(1.0, "", 1, language).number(value))
    axes.set_title(labels.label("goodwill", language), loc="left", fontsize=10)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=len(kinds), frameon=False, fontsize=8)
    return words.pick(_SEGMENTS, language)


def _say(axes: Any, x: float, y: float, share: str, colour: str, language: str) -> None:
    said = words.pick(_LOST, language).format(share=share)
    axes.annotate(said, (x, y), (8, 0), textcoords="offset points", va="center", fontsize=8, color=colour)
