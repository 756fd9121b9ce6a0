"""Survival in pictures: a frame for what can end, a curve with its band for each design."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.ticker import PercentFormatter

from sim.analyses.survival import Survival
from sim.catalogue import labels
from sim.scenario.fields.model import Scenario
from sim.scenario.load import variant
from sim.views import words
from sim.views.plots import COLOURS, WIDTH, Picture
from sim.views.survival_words import CALM, Curves, curves

LINES: tuple[Any, ...] = (
    "-",
    "--",
    ":",
    "-.",
    (0, (8, 2, 1, 2, 1, 2)),
    (0, (1, 4)),
)  # told apart in black and white, too
_BANDS = ("bands: 95%, {if}", "banden: 95%, {if}")


def picture(scenario: Scenario, found: Mapping[str, Survival]) -> Picture:
    """Draw the share that is left over time: of runs without a crisis, of customers who stay."""
    language, shown = scenario.language, curves(found)
    figure = Picture(figsize=(WIDTH if len(shown) == 1 else 1.4 * WIDTH, 4.4), layout="constrained")
    figure.suptitle(scenario.title, x=0.01, ha="left", fontweight="bold")
    for axes, (head, _, by_design) in zip(
        figure.subplots(1, len(shown), squeeze=False)[0], shown, strict=True
    ):
        _draw(axes, scenario, by_design, steps=head is CALM)
        axes.set_title(words.pick(head, language), loc="left", fontsize=11)
        n = next(iter(by_design.values())).n
        unit, _ = words.time_axis(scenario.run.length)
        axes.set_xlabel(f"{labels.unit(unit, language)}\n{words.pick(_BANDS, language)}, n = {n}")
    return figure


def _draw(axes: Any, scenario: Scenario, by_design: Curves, steps: bool) -> None:
    """Draw the curves: what ends at once falls in steps, what is counted at some times is joined by lines."""
    _, minutes = words.time_axis(scenario.run.length)
    for number, (name, curve) in enumerate(by_design.items()):
        colour, line = COLOURS[number % len(COLOURS)], LINES[number % len(LINES)]
        time = np.array([*curve.times, scenario.run.length]) / minutes
        share, low, high = (np.array([*one, one[-1]]) for one in (curve.share, curve.low, curve.high))
        if not steps:
            time, share, low, high = time[:-1], share[:-1], low[:-1], high[:-1]
        axes.fill_between(
            time, low, high, color=colour, alpha=0.18, linewidth=0, step="post" if steps else None
        )
        style = "steps-post" if steps else "default"
        axes.plot(
            time,
            share,
            color=colour,
            linestyle=line,
            linewidth=1.9,
            drawstyle=style,
            label=_title(scenario, name),
        )
    lowest = min(min(one for one in curve.low if one == one) for curve in by_design.values())
    axes.set_ylim(max(0.0, np.floor(10.0 * lowest - 0.5) / 10.0), 1.01)
    axes.set_xlim(0.0, scenario.run.length / minutes)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="best")


def _title(scenario: Scenario, name: str) -> str:
    change = scenario.changes.get(name)
    return (change.title if change else variant(scenario, name).title) or name
