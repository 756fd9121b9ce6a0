"""A sweep in a picture: of one number a line with its band, of two a map; with the verdicts, and where they change."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.lines import Line2D

from sim.analyses.judging.verdict import HARMFUL, HOBBY, RELEVANT, UNDECIDED
from sim.analyses.studies.sweep import Sweep
from sim.catalogue import labels
from sim.catalogue.measures import better
from sim.results.results import Measure
from sim.scenario.fields.model import Scenario
from sim.views import quantity_words, verdict_words, words
from sim.views.plots import COLOURS, UNCLEAR, WIDTH, Picture, band
from sim.views.sweep_words import sentences

MARKS = {
    RELEVANT: ("o", COLOURS[0]),
    HARMFUL: ("v", COLOURS[5]),
    HOBBY: ("s", UNCLEAR),
    UNDECIDED: ("$?$", "#333333"),
}
_HEADING = ("{title}: what if {what} were otherwise?", "{title}: wat als {what} anders zou zijn?")
_NOW = ("now", "nu")
_AND = (" and ", " en ")
_THESE, _AS_IT_IS = ("with these values", "met deze waarden"), ("as it is now", "zoals het nu is")
_BAND = ("band: 95% interval, {if}", "band: 95%-interval, {if}")
_LESS = ("{measure}: {design} less {against}, {unit}", "{measure}: {design} min {against}, {unit}")
_CHANGE = ("{measure}: difference from now, {unit}", "{measure}: verschil met nu, {unit}")
DARK = 0.6  # of the darkest shade, from which text is white


def picture(scenario: Scenario, found: Sweep) -> Picture:
    """Draw a sweep."""
    language = scenario.language
    what = words.pick(_AND, language).join(
        f"‘{quantity_words.label(one.quantity.path, language)}’" for one in found.ranges
    )
    return (_lines if len(found.ranges) == 1 else _maps)(
        scenario, found, words.pick(_HEADING, language).format(title=scenario.title, what=what)
    )


def _lines(scenario: Scenario, found: Sweep, heading: str) -> Picture:
    language, one = scenario.language, found.ranges[0]
    figure = Picture(figsize=(WIDTH, 1.3 + 2.4 * len(found.measures)), layout="constrained")
    figure.suptitle(heading, x=0.01, ha="left", fontweight="bold")
    how = quantity_words.scale(one.quantity, (one.low, one.high), language)
    x = np.array([spot.values[0] for spot in found.spots]) * how.factor
    for axes, name in zip(
        figure.subplots(len(found.measures), 1, squeeze=False, sharex=True)[:, 0], found.measures, strict=True
    ):
        unit = _unit([spot.measures[name] for spot in found.spots], language)
        if found.against:
            _line(axes, x, [spot.others[name] for spot in found.spots], unit, UNCLEAR, found.against)
        _line(axes, x, [spot.measures[name] for spot in found.spots], unit, COLOURS[0], found.design)
        for place, spot in zip(x, found.spots, strict=True):
            if spot.verdict:
                mark, colour = MARKS[spot.verdict]
                axes.plot(
                    place,
                    spot.measures[name].mean * unit.factor,
                    marker=mark,
                    color=colour,
                    markersize=8,
                    zorder=3,
                )
        if one.low <= one.quantity.now <= one.high:
            axes.axvline(one.quantity.now * how.factor, color="black", linestyle=":", linewidth=1.2)
            axes.annotate(words.pick(_NOW, language), (one.quantity.now * how.factor, 1.0), (3, -9), fontsize=8,
                          xycoords=("data", "axes fraction"), textcoords="offset points")  # fmt: skip
        axes.set_title(labels.label(name, language), loc="left", fontsize=10)
        axes.set_ylabel(unit.unit)
        axes.yaxis.set_major_formatter(_ticks(axes, language))
        axes.spines[["top", "right"]].set_visible(False)
    axes.set_xlabel(f"{quantity_words.label(one.quantity.path, language)}, {how.unit}".strip(", "))
    if one.quantity.whole:
        axes.set_xticks(x)
    else:
        point = "," if language == "nl" else "."
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}".replace(".", point))
    _legend(figure, scenario, found, [words.pick(_BAND, language)])
    return figure


def _unit(values: Sequence[Measure], language: str) -> words.Scale:
    return words.scale(values[0].unit, [one.mean for one in values], None, language)


def _line(axes: Any, x: Any, values: Sequence[Measure], unit: words.Scale, colour: str, name: str) -> None:
    mean = np.array([one.mean for one in values]) * unit.factor
    axes.fill_between(x, *band(values, unit.factor), color=colour, alpha=0.2, linewidth=0)
    axes.plot(x, mean, color=colour, linewidth=1.8, label=name)


def _ticks(axes: Any, language: str) -> Any:
    return lambda value, _: words.scale("", [*axes.get_ylim()], None, language).number(value)


def _legend(figure: Picture, scenario: Scenario, found: Sweep, more: Sequence[str] = ()) -> None:
    """Say which line is which, and what the marks mean."""
    language = scenario.language
    same = found.design == found.against
    names = (
        [words.pick(text, language) for text in (_THESE, _AS_IT_IS)]
        if same
        else [found.design, found.against]
    )
    lines = [(colour, name) for colour, name in zip((COLOURS[0], UNCLEAR), names, strict=True) if name]
    handles = (
        [Line2D([], [], color=colour, linewidth=2, label=name) for colour, name in lines] if more else []
    )
    seen = {spot.verdict for spot in found.spots}
    handles += [
        Line2D(
            [],
            [],
            linestyle="",
            marker=mark,
            color=colour,
            markersize=8,
            label=verdict_words.name(verdict, scenario),
        )
        for verdict, (mark, colour) in MARKS.items()
        if verdict in seen
    ]
    if handles:
        figure.legend(
            handles=handles,
            frameon=False,
            loc="outside lower center" if more else "outside upper right",
            ncols=len(handles),
            fontsize=9,
            title="; ".join(more) or None,
            title_fontsize=8,
        )


def _maps(scenario: Scenario, found: Sweep, heading: str) -> Picture:
    language, names = scenario.language, found.measures
    columns = min(2, len(names))
    rows = -(-len(names) // columns)
    figure = Picture(figsize=(1.35 * WIDTH if columns > 1 else WIDTH, 1.2 + 4.0 * rows), layout="constrained")
    figure.suptitle(heading, x=0.01, ha="left", fontweight="bold")
    frames = figure.subplots(rows, columns, squeeze=False).ravel()
    for axes, name in zip(frames, names, strict=False):
        _map(axes, found, name, language)
    for axes in frames[len(names) :]:
        axes.set_visible(False)
    _legend(figure, scenario, found)
    figure.supxlabel("\n".join(sentences(scenario, found)), fontsize=8, x=0.99, ha="right")
    return figure


def _map(axes: Any, found: Sweep, name: str, language: str) -> None:
    """Draw one measure: of a comparison the difference, blue where it is better and red where it is worse."""
    across, up = found.ranges
    size = len({spot.values[0] for spot in found.spots}), len({spot.values[1] for spot in found.spots})
    values = [
        spot.differences[name].difference if found.against else spot.measures[name].mean
        for spot in found.spots
    ]
    grid = np.array(values).reshape(size).T
    unit = words.scale(found.spots[0].measures[name].unit, values, None, language)
    most = float(np.nanmax(np.abs(grid))) or 1.0
    way = better(name) or 1
    shade = {"cmap": "RdBu", "vmin": -most, "vmax": most} if found.against else {"cmap": "Blues"}
    axes.imshow(grid * (way if found.against else 1), origin="lower", aspect="auto", alpha=0.75, **shade)
    for spot, value, (i, j) in zip(found.spots, values, np.ndindex(size), strict=True):
        ink = "white" if found.against and abs(value) > DARK * most else "black"
        said = unit.number(value, sign=bool(found.against))
        axes.text(i, j - 0.12, said, ha="center", va="top", fontsize=8, color=ink)
        if spot.verdict:
            mark, colour = MARKS[spot.verdict]
            axes.plot(
                i,
                j + 0.15,
                marker=mark,
                color=colour,
                markersize=7,
                markeredgecolor="white",
                markeredgewidth=0.6,
            )
    _borders(axes, np.array([str(spot.verdict) for spot in found.spots]).reshape(size).T)
    for one, set_ticks, set_label, place in (
        (across, axes.set_xticks, axes.set_xlabel, 0),
        (up, axes.set_yticks, axes.set_ylabel, 1),
    ):
        how = quantity_words.scale(one.quantity, (one.low, one.high), language)
        marks = list(dict.fromkeys(spot.values[place] for spot in found.spots))
        set_ticks(range(len(marks)), [how.number(value) for value in marks])
        set_label(f"{quantity_words.label(one.quantity.path, language)}, {how.unit}".strip(", "))
    title = labels.label(name, language)
    said = words.pick(_CHANGE if found.design == found.against else _LESS, language).format(
        measure=title, design=found.design, against=found.against, unit=_points(unit, language)
    )
    axes.set_title(
        (said if found.against else f"{title}, {unit.unit}").strip(", "), loc="left", fontsize=9, wrap=True
    )


def _points(unit: words.Scale, language: str) -> str:
    return labels.unit("points", language) if unit.unit == "%" else unit.unit


def _borders(axes: Any, verdicts: Any) -> None:
    """Draw a line wherever the verdict of a point is not that of its neighbour."""
    rows, columns = verdicts.shape
    for j, i in np.ndindex(rows, columns):
        if i + 1 < columns and verdicts[j, i] != verdicts[j, i + 1]:
            axes.plot([i + 0.5] * 2, [j - 0.5, j + 0.5], color="black", linewidth=2.5)
        if j + 1 < rows and verdicts[j, i] != verdicts[j + 1, i]:
            axes.plot([i - 0.5, i + 0.5], [j + 0.5] * 2, color="black", linewidth=2.5)
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(-0.5, rows - 0.5)
