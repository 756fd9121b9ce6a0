"""Pictures of results (matplotlib): each function returns a figure, to be shown or saved."""

import math
import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from sim.catalogue import labels
from sim.catalogue.keys import ROLE, named
from sim.records.product_limit import bin_edge
from sim.results.goals import Attained
from sim.results.results import Comparison, Difference, Measure, Result
from sim.views import words

# Okabe and Ito's colours, told apart by colour-blind readers too.
CLEAR, UNCLEAR = "#0072B2", "#999999"
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
ROW = 0.42  # inches per row
LEGIBLE = 6.6  # points, as printed on A4: the smallest letters of a report
WIDTH = 9.0  # inches
FAR = 1.5  # relative differences beyond this are drawn at the edge, with their number beside them


class Picture(Figure):
    """A figure that a notebook shows by itself, and that no global list keeps alive; texts of a scenario are no formulas."""

    def draw(self, renderer: Any) -> None:
        """Draw it, dollar signs as they are."""
        for text in self.findobj(Text):
            if text.get_wrap():  # matplotlib measures such lines as formulas, whatever it is told
                text.set_text(re.sub(r"(?<!\\)\$", r"\$", text.get_text()))
            else:
                text.set_parse_math(False)
        super().draw(renderer)

    def _repr_png_(self) -> bytes:
        file = BytesIO()
        self.savefig(file, format="png", dpi=100)
        return file.getvalue()


def _figure(height: float, title: str) -> tuple[Picture, Any]:
    figure = Picture(figsize=(WIDTH, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title(title, loc="left", fontsize=11, wrap=True)
    return figure, axes


def paired_difference(comparison: Comparison, design: str | None = None) -> Picture:
    """Draw the paired difference of a design from the baseline, and its interval, for each measure.

    In per cent of the baseline, so that different units fit one axis; the numbers stand beside it.
    """
    design = design or comparison.designs[0]
    language = _language(comparison.results[design])
    found = words.rows(comparison, design)
    rows = {name: d for name, d in found.items() if d.n and d.baseline and d.baseline.mean and not d.same}
    figure, axes = _figure(1.4 + ROW * max(len(rows), 1), words.sentences(comparison, design, language)[0])
    for place, d in enumerate(rows.values()):
        _draw_difference(axes, place, d, language)
    axes.axvline(0.0, color="black", linewidth=0.8)
    _name_rows(axes, [labels.label(name, language) for name in rows])
    axes.set_xlabel(_axis(comparison, design, language))
    return figure


def arms(mean: float, ends: tuple[float, float] | None, factor: float = 1.0) -> Any:
    """Return how far an interval goes below and above its mean, as error bars want it; nothing where there is none."""
    low, high = ends or (mean, mean)
    return [[factor * (mean - low)], [factor * (high - mean)]]


def band(estimates: Sequence[Measure | Attained], factor: float = 1.0) -> Any:
    """Return the lower and the upper ends of intervals along a line."""
    means = [one.mean if isinstance(one, Measure) else one.measure.mean for one in estimates]
    ends = [one.interval or (mean, mean) for one, mean in zip(estimates, means, strict=True)]
    return factor * np.array(ends).reshape(-1, 2).T


def _language(result: Result) -> str:
    return result.blueprint.language


def _name_rows(axes: Any, names: list[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)


def _draw_difference(axes: Any, place: int, d: Difference, language: str) -> None:
    assert d.baseline is not None
    base, how = abs(d.baseline.mean), words.row_scale(d, language)
    colour = CLEAR if d.distinguishable else UNCLEAR
    middle, ends = d.difference / base, d.interval or (d.difference, d.difference)
    shown = min(max(middle, -FAR), FAR)
    low, high = max(ends[0] / base, -FAR), min(ends[1] / base, FAR)
    if low < high:
        axes.plot(
            [100 * low, 100 * high],
            [place, place],
            color=colour,
            linewidth=3,
            alpha=0.5,
            solid_capstyle="butt",
        )
    marker = "o" if shown == middle else ("<" if shown < 0 else ">")
    axes.plot(100 * shown, place, marker=marker, color=colour, markersize=7)
    text, beside = how.change(d.difference, sign=True), ("axes fraction", "data")
    ink = "black" if d.distinguishable else UNCLEAR
    axes.annotate(text, (1.01, place), xycoords=beside, va="center", fontsize=9, color=ink)


def _axis(comparison: Comparison, design: str, language: str) -> str:
    texts = (
        "{design} less {baseline}, % of {baseline}\n"
        "{n} pairs; bars: 95%, {if},\nfor all {count} differences together; grey: not distinguishable",
        "{design} min {baseline}, % van {baseline}\n"
        "{n} paren; balken: 95%, {if},\nvoor alle {count} verschillen samen; grijs: niet te onderscheiden",
    )
    values = {"design": design, "baseline": comparison.baseline}
    count, n = comparison.intervals, words.pairs(comparison)
    return words.pick(texts, language).format(**values, n=n, count=count)


def waiting(*results: Result, roles: Sequence[str] | None = None) -> Picture:
    """Draw, per role, which share waits longer than a time, given up or served; the dot is the mean.

    Several results, of designs that are compared, are drawn in one frame per role.
    """
    language = _language(results[0])
    names = list(dict.fromkeys(roles or (role for result in results for role in result.blueprint.role_names)))
    columns = min(3, len(names))
    height = 2.6 * math.ceil(len(names) / columns) + 0.9
    figure = Picture(figsize=(WIDTH, height), layout="constrained")
    frames = list(figure.subplots(math.ceil(len(names) / columns), columns, squeeze=False, sharey=True).flat)
    for frame, role in zip(frames, names, strict=False):
        _draw_waits(frame, role, results, language)
    for frame in frames[len(names) :]:
        frame.set_visible(False)
    handles = [_key(number, result.design) for number, result in enumerate(results)]
    figure.legend(handles=handles, frameon=False, loc="outside upper left", ncols=len(results))
    figure.supylabel(_LONGER[language == "nl"], fontsize=10)
    return figure


_LONGER = ("% that waits longer (dot: mean)", "% dat langer wacht (stip: gemiddelde)")
_WAIT = ("waiting time", "wachttijd")


def _key(number: int, name: str) -> Any:
    return Line2D([], [], color=COLOURS[number % len(COLOURS)], linewidth=2, marker="o", label=name)


def _draw_waits(axes: Any, role: str, results: Sequence[Result], language: str) -> None:
    there = [(number, result) for number, result in enumerate(results) if role in result.blueprint.role_names]
    curves = {number: _longer(result, role) for number, result in there}
    end = max((_reach(minutes, share) for minutes, share in curves.values()), default=1.0)
    how = words.scale("min", [end], None, language)
    for number, result in there:
        minutes, share = curves[number]
        colour, mean = COLOURS[number % len(COLOURS)], result.measures[named(ROLE, role, "wait")].mean
        axes.plot(minutes * how.factor, share, color=colour, linewidth=1.8)
        axes.plot(mean * how.factor, np.interp(mean, minutes, share), color=colour, marker="o", markersize=6)
    axes.set_xlim(0, end * how.factor)
    axes.set_ylim(0, 100)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title(role.replace("_", " "), loc="left", fontsize=10)
    axes.set_xlabel(f"{_WAIT[language == 'nl']}, {how.unit}")


def _longer(result: Result, role: str) -> tuple[Any, Any]:
    """Return times (minutes, the upper edges of the bins) and the percentage of waits that are longer."""
    counts = result.spread.waits[result.blueprint.role_names.index(role)]
    edges = np.array([bin_edge(number + 1) for number in range(len(counts))])
    return edges, 100.0 * (1.0 - np.cumsum(counts) / max(counts.sum(), 1))


def _reach(minutes: Any, share: Any) -> float:
    """Return the time beyond which one wait in a hundred lies, a minute at least."""
    return max(1.0, float(minutes[np.argmax(share <= 1.0)]))


_GOODWILL = ("What do contacts leave behind?", "Wat laten contacten achter?")
_GOODWILL_AXIS = (
    "goodwill after a contact, a mark from 1 to 10",
    "goodwill na een klantcontact, een cijfer van 1 tot 10",
)
_SHARE_AXIS = ("share of contacts, % per half mark", "aandeel van de contacten, % per halve punt")
_OVER_TIME = ("How does goodwill develop?", "Hoe ontwikkelt de goodwill zich?")
_MEAN_AXIS = ("goodwill after a contact, mean mark", "goodwill na een klantcontact, gemiddeld cijfer")
_BAND = ("band: 95% interval over {n} replications, {if}", "band: 95%-interval over {n} herhalingen, {if}")


def goodwill(*results: Result) -> Picture:
    """Draw the distribution of the goodwill (a mark) that contacts leave behind, after the warm-up."""
    language = _language(results[0])
    figure, axes = _figure(4.2, _GOODWILL[language == "nl"])
    edges = np.arange(0.0, 10.01, 0.5)
    for number, result in enumerate(results):
        counts = result.spread.marks.reshape(-1, 5).sum(axis=1)
        share = 100.0 * counts / max(counts.sum(), 1)
        colour, mean = COLOURS[number % len(COLOURS)], result.measures["goodwill"].mean
        text = words.scale("mark", [1.0], None, language).number(mean)
        axes.stairs(share, edges, fill=True, alpha=0.25, color=colour)
        axes.stairs(share, edges, color=colour, linewidth=1.5, label=f"{result.design} ({text})")
        axes.axvline(mean, color=colour, linewidth=1.2, linestyle="--")
    axes.set_xlim(1, 10)
    axes.set_xticks(range(1, 11))
    axes.set_xlabel(_GOODWILL_AXIS[language == "nl"])
    axes.set_ylabel(_SHARE_AXIS[language == "nl"])
    axes.legend(frameon=False, loc="best")
    return figure


def goodwill_over_time(*results: Result) -> Picture:
    """Draw the mean goodwill (a mark) after a contact, over the run after its warm-up, with its interval."""
    language, length = _language(results[0]), float(results[0].blueprint.record["horizon"])
    figure, axes = _figure(4.2, _OVER_TIME[language == "nl"])
    unit, minutes = words.time_axis(length)
    for number, result in enumerate(results):
        found = result.spread.over_time(result.spread.course)
        mean = np.array([one.mean for one in found])
        below, above = band(found)
        time = (np.arange(len(found)) + 0.5) * length / len(found) / minutes
        colour = COLOURS[number % len(COLOURS)]
        axes.fill_between(time, below, above, color=colour, alpha=0.2, linewidth=0)
        axes.plot(time, mean, color=colour, linewidth=1.8, label=result.design)
    n = results[0].provenance.replications
    axes.set_xlabel(f"{labels.unit(unit, language)}\n{words.pick(_BAND, language).format(n=n)}")
    axes.set_ylabel(_MEAN_AXIS[language == "nl"])
    axes.legend(frameon=False, loc="best")
    return figure
