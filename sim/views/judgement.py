"""A portfolio on one page: every change a row, its effects and their intervals against the thresholds, its verdict, its cost.

Better is to the right in every column; what lies in the grey band is too small to matter.
"""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from matplotlib.lines import Line2D

from sim.analyses.judging import Finding, Item, Judgement
from sim.analyses.judging.verdict import GUARDRAIL, HOBBY, RELEVANT, VERDICTS
from sim.catalogue import labels
from sim.catalogue.numbers import one_or_more, pick
from sim.scenario.fields.model import Scenario
from sim.views import money_axis, verdict_notes
from sim.views import verdict_words as words
from sim.views.money_axis import MINUS, STYLES, bare, headed, sides
from sim.views.names import title
from sim.views.plots import Picture

WIDTH, ROW = 11.7, 0.42  # inches
FAR = 4.0  # thresholds: what lies further is drawn at the edge, with its number
CLOSE = 3.0  # half the width of a column, in thresholds, from which on three numbers touch
LINE = 34  # characters of a title on a line
_HEADING = (
    "{scenario}: {n} relevant, of {what}",
    "{scenario}: {n} relevant, van {what}",
)
_WORSE, _BETTER = ("worse", "slechter"), ("better", "beter")
_GUARDS = ("guardrail nearest to harm", "randvoorwaarde het dichtst bij schade")
_OF_BASELINE = ("% of the baseline", "% van nu")
_HARM = ("thresholds", "drempels")
_GROUPS = {True: ("designs", "varianten"), False: ("changes", "veranderingen")}
_ON = ("on: {}", "op: {}")
_BAND = (
    "Grey band: too small to matter, by thresholds fixed beforehand. At an edge: beyond what is drawn; the number is beside it.",
    "Grijze band: te klein om ertoe te doen, volgens drempels die vooraf vastliggen. Aan een rand: verder dan getekend; het "
    "getal staat erbij.",
)
_OTHERS = (
    (
        "Not drawn: one other outcome; it is in the verdicts, and in the table.",
        "Niet getekend: één andere uitkomst; die telt mee in de oordelen, en staat in de tabel.",
    ),
    (
        "Not drawn: {n} other outcomes; they are in the verdicts, and in the table.",
        "Niet getekend: {n} andere uitkomsten; ze tellen mee in de oordelen, en staan in de tabel.",
    ),
)
MOST = 4  # outcomes side by side


def picture(scenario: Scenario, found: Judgement) -> Picture:
    """Draw the portfolio, designs and changes by verdict: a column per outcome that tells most, one for the guardrail nearest to
    harm, and what each costs or saves a year."""
    language, groups = scenario.language, words.grouped(scenario, found)
    items = [item for group in groups for item in group]
    outcomes = words.telling(found, MOST)
    figure = Picture(figsize=(WIDTH, 3.1 + ROW * len(items)), layout="constrained")
    heading = textwrap.fill(_heading(scenario, found), 60)
    figure.suptitle(heading, x=0.01, ha="left", fontweight="bold", fontsize=12.5, parse_math=False)
    widths = [1.0] * len(outcomes) + [0.85, 0.75, 1.15]
    columns = figure.subplots(1, len(widths), sharey=True, width_ratios=widths)
    for axes, measure in zip(columns, outcomes, strict=False):
        _outcome(axes, [item.outcomes.get(measure) for item in items], items, language)
    _guardrails(columns[-3], items, language)
    money_axis.draw(columns[-2], found, items, language)
    money_axis.say(columns[-1], found, items, language)
    _names(columns[0], scenario, found, items)
    _between(columns, scenario, groups)
    figure.legend(handles=_key(scenario), loc="outside upper right", ncols=4, frameon=False, fontsize=9)
    left = len(found.outcomes) - len(outcomes)
    notes = [pick(_BAND, language), *([one_or_more(left, _OTHERS, language)] if left else [])]
    notes = [*words.above(scenario, found), *notes, *verdict_notes.notes(scenario, found)]
    figure.supxlabel("\n".join(textwrap.fill(note, 170) for note in notes), fontsize=7.5, x=0.01, ha="left")
    return figure


def _heading(scenario: Scenario, found: Judgement) -> str:
    n, language = len(found.verdicts(RELEVANT)), scenario.language
    what = verdict_notes.counted(scenario, found)
    return pick(_HEADING, language).format(scenario=scenario.title, n=n, what=what)


def _key(scenario: Scenario) -> list[Any]:
    return [
        Line2D(
            [], [], color=edge, marker=marker, markerfacecolor=face, linestyle="none", markersize=8,
            label=words.name(verdict, scenario),
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
        axes.text(-0.04, place - 0.15 * on, text, fontsize=9.5, fontweight=weight, parse_math=False, **at)
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
    ticks = _ticks(first.threshold, end)
    axes.set_xticks(ticks, [_signed(first, first.better * tick, language) for tick in ticks])
    headed(axes, labels.label(first.measure, language))
    unit = words.threshold(first, language).partition(" ")[2]
    axes.set_xlabel(pick(_OF_BASELINE, language) if first.relative else unit, fontsize=8.5)


def _ticks(threshold: float, end: float) -> list[float]:
    """Return where a column is numbered: at nought too, unless its thresholds lie too close for three numbers."""
    if threshold == 0.0:
        return [0.0]
    return [-threshold, threshold] if end > CLOSE * threshold else [-threshold, 0.0, threshold]


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
    for bound in (-threshold, threshold):
        axes.axvline(bound, color="black", linewidth=0.9, linestyle="--", zorder=1)
    bare(axes, end)
    sides(axes, f"← {pick(_WORSE, language)}", f"{pick(_BETTER, language)} →")


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
                0.12, place, textwrap.fill(text, 16, break_long_words=False), fontsize=6.5, va="center", linespacing=1.15, zorder=5,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85},
            )  # fmt: skip
    _frame(axes, end, 1.0, language)
    axes.set_xticks([-1, 0, 1], [f"{MINUS}1", "0", "+1"])
    headed(axes, pick(_GUARDS, language))
    axes.set_xlabel(pick(_HARM, language), fontsize=8.5)


def _between(columns: Sequence[Any], scenario: Scenario, groups: Sequence[Sequence[Item]]) -> None:
    """Draw a line where another verdict begins, and a heavier one where changes come after designs."""
    place = 0
    for group in groups:
        if len(groups) > 1:
            head = pick(_GROUPS[group[0].name in scenario.designs], scenario.language)
            at = {"transform": columns[0].get_yaxis_transform(), "ha": "right", "va": "bottom"}
            columns[0].text(-0.04, place - 0.33, head, fontsize=7.5, color="#555555", style="italic", **at)
        for before, item in zip((None, *group), group, strict=False):
            if place and (before is None or before.verdict != item.verdict):
                for axes in columns:
                    axes.axhline(place - 0.5, color="#555555" if before is None else "#bbbbbb", linewidth=0.8)
            place += 1
