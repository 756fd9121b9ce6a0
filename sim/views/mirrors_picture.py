"""Two mirrors on one page, for a client: inside at the left, lived at the right, below them where the two part company."""

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.analyses.two_views import Light, Mirrors, Place, Stretch
from sim.catalogue import labels
from sim.results.goals import MET, NOT_MET, UNCLEAR
from sim.scenario.fields.model import Scenario
from sim.views import words
from sim.views.mirrors_words import INSIDE, LIVED, bounds, footnotes, parting, scale, where
from sim.views.names import title
from sim.views.plots import COLOURS, Picture, band
from sim.views.plots import UNCLEAR as GREY

GREEN, RED = COLOURS[2], COLOURS[5]
MARKERS = {
    MET: ("o", GREEN, GREEN),
    NOT_MET: ("X", RED, RED),
    UNCLEAR: ("o", GREY, "white"),
}  # shape, edge, face
WIDTH, ROW = 11.7, 0.27  # inches
_COURSE = ("Experience of customers over the run", "Ervaring van klanten in de loop van de run")
_AXIS = ("mean mark", "gemiddeld cijfer")
_BAND = (
    "band: 95%, {if}, for all parts together; cross: wholly below the bound",
    "band: 95%, {if}, voor alle delen samen; kruis: geheel onder de grens",
)
_TITLE = ("Two mirrors", "Twee spiegels")
_WHERE = ("Where do the two part company?", "Waar lopen de twee uiteen?")
_SIDES = ((0.48, ("inside", "binnen")), (0.57, ("lived", "beleefd")))  # where their lights stand
_PARTS = ("parts of the run: {n} of {all} red", "delen van de run: {n} van {all} rood")


def picture(scenario: Scenario, found: Mirrors) -> Picture:
    """Draw both mirrors with their lights, the course of the experience, and where it is green inside and red for the customer."""
    language, places = scenario.language, _shown(found, scenario.language)
    rows = max(len(found.inside), len(found.lived))
    top, bottom = ROW * (rows + 2), max(3.0, ROW * (len(places) + 2))
    figure = Picture(figsize=(WIDTH, top + bottom + 1.0), layout="constrained")
    question = f"{words.pick(_TITLE, language)}. {scenario.title}: {title(scenario, found.result.design)}"
    figure.suptitle(question, x=0.01, ha="left", fontweight="bold")
    grid = figure.add_gridspec(2, 2, height_ratios=[top, bottom], wspace=0.06)
    for column, (head, lights) in enumerate(((INSIDE, found.inside), (LIVED, found.lived))):
        _side(figure.add_subplot(grid[0, column]), words.pick(head, language), lights, rows, language)
    if found.parts:
        _course(figure.add_subplot(grid[1, 0]), found.parts, language)
    _parting(figure.add_subplot(grid[1, 1]), found, places, int(bottom / ROW) - 2, language)
    notes = "\n".join(textwrap.fill(note, 160) for note in footnotes(found, language))
    figure.supxlabel(notes, x=0.01, ha="left", fontsize=7.5)
    return figure


def _page(axes: Any, head: str, rows: float) -> None:
    """Prepare for rows of text below a heading."""
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(rows - 0.4, -1.4)
    axes.text(0, -1.0, head, fontsize=11, fontweight="bold", va="center")
    axes.axhline(-0.6, color="black", linewidth=0.8)


def _side(axes: Any, head: str, lights: Sequence[Light], rows: int, language: str) -> None:
    """Draw a row per figure: its light, what it is, its mean and interval, its bound."""
    _page(axes, head, rows)
    for place, one in enumerate(lights):
        how = scale(one, language)
        _light(axes, 0.012, place, one.verdict)
        axes.text(0.04, place, labels.label(one.measure, language), fontsize=8.5, va="center")
        axes.text(0.77, place, how.measured(one.found.mean, one.found.interval), fontsize=8.5, va="center", ha="right")
        axes.text(0.79, place, bounds(one, language), fontsize=7.5, va="center", color="#444444")


def _light(axes: Any, across: float, down: float, verdict: str) -> None:
    if verdict in MARKERS:
        shape, edge, face = MARKERS[verdict]
        style = {"markersize": 9, "color": edge, "markerfacecolor": face, "markeredgewidth": 1.4}
        axes.plot(across, down, marker=shape, clip_on=False, **style)


def _course(axes: Any, parts: Sequence[Stretch], language: str) -> None:
    unit, minutes = words.time_axis(parts[-1].end)
    lights = [part.experience for part in parts]
    time = np.array([(part.start + part.end) / 2.0 / minutes for part in parts])
    mean = np.array([one.found.mean for one in lights])
    axes.fill_between(time, *band([one.bounds[0] for one in lights]), color=COLOURS[0], alpha=0.2, linewidth=0)
    axes.plot(time, mean, color=COLOURS[0], linewidth=1.8)
    for bound in lights[0].bounds:
        axes.axhline(bound.goal.bound, color="black", linewidth=0.9, linestyle="--")
    red = [one.verdict == NOT_MET for one in lights]
    axes.plot(time[red], mean[red], linestyle="none", marker="X", markersize=7, color=RED)
    axes.set_title(words.pick(_COURSE, language), loc="left", fontsize=11, fontweight="bold")
    below = textwrap.fill(words.pick(_BAND, language), 60)
    axes.set_xlabel(f"{labels.unit(unit, language)}\n{below}", fontsize=9)
    axes.set_ylabel(words.pick(_AXIS, language), fontsize=9)
    axes.spines[["top", "right"]].set_visible(False)


def _shown(found: Mirrors, language: str) -> list[tuple[str, Place]]:
    """Return the places that have a light for the customer, by name; parts of the run in one."""
    named = [(where(place, language), place) for place in found.places if place.span is None]
    spans = [place for place in found.places if place.span is not None]
    red = sum(part.experience.verdict == NOT_MET for part in found.parts)
    parts = words.pick(_PARTS, language).format(n=red, all=len(found.parts))
    lowest = min(spans, key=lambda place: place.lived[0].found.mean, default=None)
    return [
        *((name, place) for name, place in named if place.verdicts[1] in MARKERS),
        *([(parts, lowest)] if lowest else []),
    ]


def _short(one: Light, language: str) -> str:
    return f"{labels.label(one.measure, language)}: {scale(one, language).quantity(one.found.mean)}"


def _parting(
    axes: Any, found: Mirrors, places: Sequence[tuple[str, Place]], rows: int, language: str
) -> None:
    """Draw a row per place: its name, both lights, and where these part company what the customer's red is about."""
    _page(axes, words.pick(_WHERE, language), rows)
    for across, heads in _SIDES:
        axes.text(
            across, 0, words.pick(heads, language), fontsize=8, va="center", ha="center", color="#444444"
        )
    for down, (name, place) in enumerate(places, start=1):
        weight = "bold" if place.parted else "normal"
        axes.text(0, down, name, fontsize=9, va="center", fontweight=weight)
        for (across, _), verdict in zip(_SIDES, place.verdicts, strict=True):
            _light(axes, across, down, verdict)
        if place.parted:
            said = next(_short(one, language) for one in place.lived if one.verdict == NOT_MET)
            axes.text(0.61, down, said, fontsize=8, va="center")
    if not found.parted:
        text = textwrap.fill(parting(found, language)[0], 80)
        axes.text(0, len(places) + 1, text, fontsize=9, va="top")
