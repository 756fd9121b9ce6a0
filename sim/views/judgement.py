"""A portfolio on one page: every change a row, its effects and their intervals against the thresholds, its verdict, its cost.

Better is to the right in every column; what lies in the grey band is too small to matter.
"""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from matplotlib.lines import Line2D

from sim import labels
from sim.judging import Finding, Item, Judgement
from sim.judging.verdict import GUARDRAIL, HARMFUL, HOBBY, OUTCOME, RELEVANT, UNDECIDED, VERDICTS
from sim.numbers import pick
from sim.scenario.model import Scenario
from sim.views import verdict_words as words
from sim.views.options import title
from sim.views.plots import COLOURS, Picture

WIDTH, ROW = 11.7, 0.42  # inches
FAR = 4.0  # thresholds: what lies further is drawn at the edge, with its number
MINUS = "−"
LINE = 34  # characters of a title on a line
STYLES = {  # marker, colour, face
    RELEVANT: ("^", COLOURS[0], COLOURS[0]),
    HARMFUL: ("X", COLOURS[5], COLOURS[5]),
    UNDECIDED: ("D", "#B07800", "white"),
    HOBBY: ("o", "#777777", "white"),
}
_HEADING = (
    "{scenario}: {n} of {all} changes {are} relevant",
    "{scenario}: {n} van de {all} veranderingen {are} relevant",
)
_ARE = (("is", "are"), ("is", "zijn"))
_WORSE, _BETTER = ("worse", "slechter"), ("better", "beter")
_GUARDS = ("guardrail nearest to harm", "vangrail het dichtst bij schade")
_OF_BASELINE = ("% of the baseline", "% van de uitgangssituatie")
_HARM = ("thresholds", "drempels")
_COST = ("cost", "kosten")
_ON = ("on: {}", "op: {}")
_BAND = (
    "Grey band: too small to matter, by thresholds fixed beforehand. At an edge: beyond what is drawn; the number is beside it.",
    "Grijze band: te klein om ertoe te doen, volgens drempels die vooraf vastliggen. Aan een rand: verder dan getekend; het "
    "getal staat erbij.",
)


def picture(scenario: Scenario, found: Judgement) -> Picture:
    """Draw the portfolio, by verdict: a column per outcome, one for the guardrail nearest to harm, and the cost."""
    language, items = scenario.language, words.in_order(found)
    outcomes = [name for name in found.outcomes if any(name in item.outcomes for item in items)]
    figure = Picture(figsize=(WIDTH, 2.9 + ROW * len(items)), layout="constrained")
    figure.suptitle(_heading(scenario, found), x=0.01, ha="left", fontweight="bold", fontsize=13)
    widths = [1.0] * len(outcomes) + [0.8, 0.75]
    columns = figure.subplots(1, len(widths), sharey=True, width_ratios=widths)
    for axes, measure in zip(columns, outcomes, strict=False):
        _outcome(axes, [item.outcomes.get(measure) for item in items], items, language)
    _guardrails(columns[-2], items, language)
    _costs(columns[-1], found, items, language)
    _names(columns[0], scenario, found, items)
    _between(columns, items)
    figure.legend(handles=_key(language), loc="outside upper right", ncols=4, frameon=False, fontsize=9)
    notes = [pick(_BAND, language), *words.notes(scenario, found)]
    figure.supxlabel("\n".join(textwrap.fill(note, 170) for note in notes), fontsize=7.5, x=0.01, ha="left")
    return figure


def _heading(scenario: Scenario, found: Judgement) -> str:
    n, language = len(found.verdicts(RELEVANT)), scenario.language
    are = _ARE[language == "nl"][n != 1]
    return pick(_HEADING, language).format(scenario=scenario.title, n=n, all=len(found.items), are=are)


def _key(language: str) -> list[Any]:
    return [
        Line2D(
            [], [], color=edge, marker=marker, markerfacecolor=face, linestyle="none", markersize=8,
            label=words.name(verdict, language),
        )
        for verdict in VERDICTS
        for marker, edge, face in [STYLES[verdict]]
    ]  # fmt: skip


def _names(axes: Any, scenario: Scenario, found: Judgement, items: Sequence[Item]) -> None:
    """Write what each change is called, and the design that it alters where that is not the baseline."""
    at = {"transform": axes.get_yaxis_transform(), "ha": "right", "va": "center"}
    for place, item in enumerate(items):
        text, on = textwrap.fill(title(scenario, item.name), LINE), item.against != found.baseline
        weight = "normal" if item.verdict == HOBBY else "bold"
        axes.text(-0.04, place - 0.15 * on, text, fontsize=9.5, fontweight=weight, **at)
        if on:
            below = pick(_ON, scenario.language).format(title(scenario, item.against))
            axes.text(-0.04, place + 0.22, below, fontsize=7.5, color="#444444", **at)
    axes.set_ylim(len(items) - 0.5, -0.5)


def _outcome(axes: Any, findings: Sequence[Finding | None], items: Sequence[Item], language: str) -> None:
    """Draw the effect of every change on one outcome, in its unit."""
    known = [one for one in findings if one is not None]
    first = known[0]
    end = _reach(known) * first.threshold or 1.0
    for place, (one, item) in enumerate(zip(findings, items, strict=True)):
        if one is not None:
            _draw(axes, place, one, item.verdict, end, language)
    _frame(axes, end, first.threshold, language)
    ticks = [-first.threshold, 0.0, first.threshold] if first.threshold else [0.0]
    axes.set_xticks(ticks, [_signed(first, first.better * tick, language) for tick in ticks])
    axes.set_title(textwrap.fill(labels.label(first.measure, language), 22), fontsize=10, loc="left", pad=14)
    unit = words.threshold(first, language).partition(" ")[2]
    axes.set_xlabel(pick(_OF_BASELINE, language) if first.relative else unit, fontsize=8.5)


def _signed(one: Finding, value: float, language: str) -> str:
    text = words.threshold(replace(one, threshold=abs(value)), language).partition(" ")[0].rstrip("%")
    return text if value == 0.0 else f"{'+' if value > 0 else MINUS}{text}"


def _drawn(effect: str) -> str:
    """Return an effect with the minus sign that the axes have."""
    return f"{MINUS}{effect[1:]}" if effect.startswith("-") else effect


def _reach(findings: Sequence[Finding]) -> float:
    """Return how far a column goes, in thresholds: to its farthest interval, two at least and FAR at most."""
    ends = [abs(end) / one.threshold for one in findings for end in one.ends if one.threshold > 0.0]
    return min(FAR, max(2.0, 1.15 * max(ends, default=0.0)))


def _draw(axes: Any, place: int, one: Finding, verdict: str, end: float, language: str) -> None:
    """Draw an effect and its interval in the better direction, cut off at `end`; the number beside what matters."""
    marker, edge, face = STYLES[verdict]
    worst, best = (min(max(value, -end), end) for value in one.ends)
    middle = min(max(one.better * one.effect, -end), end)
    shape = {-end: "<", end: ">"}.get(middle, marker)
    axes.plot(
        middle, place, marker=shape, color=edge, markerfacecolor=face, markersize=8, zorder=3, clip_on=False
    )
    if best > worst:
        axes.errorbar(
            (worst + best) / 2.0, place, xerr=(best - worst) / 2.0, fmt="none", ecolor="black", elinewidth=1.2,
            capsize=3.5, zorder=4,
        )  # fmt: skip
    if one.improved or one.harmed:
        inward = -1 if middle > 0 else 1
        axes.annotate(
            _drawn(words.effect(one, language).partition(" ")[0]), (worst if middle > 0 else best, place),
            (8 * inward, 0), textcoords="offset points", ha="right" if inward < 0 else "left", va="center",
            fontsize=8, color=edge, fontweight="bold",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85},
        )  # fmt: skip


def _frame(axes: Any, end: float, threshold: float, language: str) -> None:
    axes.axvspan(-threshold, threshold, color="#e9e9e9", zorder=0, linewidth=0)
    axes.axvline(0.0, color="#888888", linewidth=0.8, zorder=1)
    for bound in (-threshold, threshold):
        axes.axvline(bound, color="black", linewidth=0.9, linestyle="--", zorder=1)
    axes.set_xlim(-1.06 * end, 1.06 * end)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0, labelleft=False)
    axes.tick_params(axis="x", labelsize=8.5)
    for x, text, side in (
        (0.0, f"← {pick(_WORSE, language)}", "left"),
        (1.0, f"{pick(_BETTER, language)} →", "right"),
    ):
        axes.text(x, 1.0, text, transform=axes.transAxes, fontsize=7.5, color="#555555", ha=side, va="bottom")


def _guardrails(axes: Any, items: Sequence[Item], language: str) -> None:
    """Draw, of every change, the guardrail that is nearest to harm, in thresholds."""
    end = FAR / 2.0
    for place, item in enumerate(items):
        guarded = [one for one in item.outcomes.values() if one.role == GUARDRAIL and one.threshold > 0.0]
        if not guarded:
            continue
        one = min(guarded, key=lambda found: found.ends[0] / found.threshold)
        effect, low, high = (value / one.threshold for value in (one.effect, one.low, one.high))
        part = replace(one, effect=effect, low=low, high=high, threshold=math.inf)  # no number beside it
        _draw(axes, place, part, item.verdict, end, language)
        if not one.unharmed:
            text = f"{labels.label(one.measure, language)} {_drawn(words.effect(one, language))}"
            axes.text(
                0.12, place, textwrap.fill(text, 16), fontsize=7, va="center", linespacing=1.15, zorder=5,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85},
            )  # fmt: skip
    _frame(axes, end, 1.0, language)
    axes.set_xticks([-1, 0, 1], [f"{MINUS}1", "0", "+1"])
    axes.set_title(textwrap.fill(pick(_GUARDS, language), 20), fontsize=10, loc="left", pad=14)
    axes.set_xlabel(pick(_HARM, language), fontsize=8.5)


def _costs(axes: Any, found: Judgement, items: Sequence[Item], language: str) -> None:
    """Write what each change costs a year, and what is gained per 10,000 of it, or how much more would decide."""
    axes.set_axis_off()
    axes.set_title(pick(_COST, language), fontsize=10, loc="left", pad=14)
    for place, item in enumerate(items):
        said, below = words.cost(item, found.currency, language), _below(item, found, language)
        axes.text(0.0, place - 0.15 * bool(below), said, fontsize=8.5, va="center")
        axes.text(0.0, place + 0.22, below, fontsize=7.5, va="center", color="#444444")


def _below(item: Item, found: Judgement, language: str) -> str:
    if item.verdict == UNDECIDED and item.more:
        return words.about(item, language)
    if item.verdict != RELEVANT:
        return ""
    best = [one for one in item.outcomes.values() if one.role == OUTCOME and one.improved]
    each = [text for one in best if (text := words.per_cost(item, one, language)) != "-"]
    return f"{_drawn(each[0])} {words.per_heading(found.currency, language)}" if each else ""


def _between(columns: Sequence[Any], items: Sequence[Item]) -> None:
    """Draw a line where another verdict begins."""
    for place in range(1, len(items)):
        if items[place].verdict != items[place - 1].verdict:
            for axes in columns:
                axes.axhline(place - 0.5, color="#bbbbbb", linewidth=0.8)
