"""Observed beside simulated by half-hours: how many came, how well that went, how long they waited."""

from collections.abc import Mapping

import numpy as np

from sim.analyses.day import SLOT
from sim.analyses.half_hours import HalfHoursBeside
from sim.catalogue.numbers import Scale, pick
from sim.scenario.fields.model import Scenario
from sim.views.day_picture import clock
from sim.views.plots import COLOURS, Picture

WIDTH, HEIGHT = 7.4, 1.45  # inches, of a panel
HEADS = {
    "offered": ("came in a half-hour", "gekomen per half uur"),
    "within": ("% answered within the norm", "% geholpen binnen de norm"),
    "answered": ("% answered", "% geholpen"),
    "gave_up": ("% given up", "% afgehaakt"),
    "wait": ("mean wait, min", "gemiddelde wachttijd, min"),
}
OBSERVED, SIMULATED = ("observed", "waargenomen"), ("simulated", "gesimuleerd")
PANELS = ("offered", "within", "answered", "wait")
_TIME = ("time of day", "tijd van de dag")


def drawn(found: HalfHoursBeside) -> list[str]:
    """Return what is drawn: answered only where nothing is known of the norm."""
    return [name for name in PANELS if name in found.observed and not (name == "answered" and "within" in found.observed)]


def picture(scenario: Scenario, found: HalfHoursBeside) -> Picture:
    """Draw the mean day that was observed, dashed with dots, beside that of the runs, a line."""
    language, names = scenario.language, drawn(found)
    figure = Picture(figsize=(WIDTH, HEIGHT * len(names) + 0.4), layout="constrained")
    frames = figure.subplots(len(names), 1, sharex=True, squeeze=False)[:, 0]
    hours = (np.array(found.slots) + 0.5) * SLOT / 60.0
    looks: Mapping[tuple[str, str], dict[str, object]] = {
        OBSERVED: {"color": "black", "linestyle": "--", "marker": "o", "markersize": 4, "linewidth": 1.2},
        SIMULATED: {"color": COLOURS[0], "linestyle": "-", "linewidth": 2.0},
    }
    for axes, name in zip(frames, names, strict=True):
        factor = 1.0 if name in ("offered", "wait") else 100.0
        for label, values in ((OBSERVED, found.observed[name]), (SIMULATED, found.simulated[name])):
            axes.plot(hours, np.array(values) * factor, label=pick(label, language), **looks[label])
        axes.set_title(pick(HEADS[name], language), loc="left", fontsize=9, fontweight="bold")
        axes.spines[["top", "right"]].set_visible(False)
        axes.set_ylim(0.0, 103.0) if factor > 1.0 else axes.set_ylim(bottom=0.0)
        axes.tick_params(labelsize=8)
        axes.yaxis.set_major_formatter(lambda value, _: Scale(1.0, "", int(value != int(value)), language).number(value))
    frames[0].legend(frameon=False, fontsize=8, loc="center left", bbox_to_anchor=(1.0, 0.5))
    frames[-1].xaxis.set_major_formatter(lambda value, _: clock(value))
    frames[-1].locator_params(axis="x", integer=True, nbins=12)
    frames[-1].set_xlabel(pick(_TIME, language), fontsize=8)
    return figure
