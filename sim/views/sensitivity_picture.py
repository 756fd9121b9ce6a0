"""Sensitivity in pictures: bars by assumption for each measure, and how often each verdict comes out."""

import textwrap
from typing import Any

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.analyses.judging.verdict import HARMFUL, HOBBY, RELEVANT, UNDECIDED
from sim.analyses.studies.sensitivity import MORRIS, ROBUST, Influence, Robust, Sensitivity
from sim.catalogue import labels
from sim.scenario.fields.model import Scenario
from sim.views import verdict_words, words
from sim.views.plots import COLOURS, WIDTH, Picture
from sim.views.sensitivity_words import name, robust_sentences, sentences, span

MOST = 10  # bars
BAR = 0.34  # inches
FILLS = {  # colour and hatch, so that black and white tells verdicts apart, too
    RELEVANT: (COLOURS[0], ""),
    HOBBY: ("#bbbbbb", ""),
    UNDECIDED: ("#eeeeee", "..."),
    HARMFUL: (COLOURS[5], "///"),
}
_HEADING = ("{title}: which assumptions matter?", "{title}: welke aannames doen ertoe?")
_ROBUST = (
    "{title}: do the verdicts stand if assumptions are off?",
    "{title}: houden de oordelen stand als aannames niet kloppen?",
)
_EFFECT = (
    "effect over its range (bar: 95%, {if}; open dot: spread), {unit}",
    "effect over het bereik (streep: 95%, {if}; open stip: spreiding), {unit}",
)
_SHARE = (
    "share of the variance with others (bar: 95%, {if}; open dot: alone)",
    "deel van de variantie met andere (streep: 95%, {if}; open stip: alleen)",
)
_DRAWS = ("% of {draws} draws of the assumptions", "% van {draws} trekkingen van de aannames")
_OWN = ("◆ by the scenario's own values", "◆ bij de eigen waarden van het scenario")


def picture(scenario: Scenario, found: Sensitivity) -> Picture:
    """Draw a frame for each measure, a bar for each of the assumptions that matter most."""
    language, count = scenario.language, len(found.influences)
    rows = min(MOST, len(next(iter(found.influences.values()))))
    figure = Picture(figsize=(1.15 * WIDTH, 1.2 + count * (0.9 + BAR * rows)), layout="constrained")
    heading = words.pick(_HEADING, language).format(title=scenario.title)
    figure.suptitle(f"{heading} {_about(found)}", x=0.01, ha="left", fontweight="bold")
    for axes, (measure, influences) in zip(
        figure.subplots(count, 1, squeeze=False)[:, 0], found.influences.items(), strict=True
    ):
        _bars(axes, found, measure, influences[:MOST], language)
    _note(figure, sentences(found, language))
    return figure


def _about(found: Sensitivity) -> str:
    return f"({found.design} - {found.against})" if found.against else f"({found.design})"


def _bars(
    axes: Any, found: Sensitivity, measure: str, influences: tuple[Influence, ...], language: str
) -> None:
    morris = found.method == MORRIS
    how = words.scale(found.units[measure] if morris else "share", [influences[0].size], None, language)
    for place, one in enumerate(influences):
        size, width, other = (value * how.factor for value in (one.size, one.half_width, one.other))
        axes.barh(place, size, height=0.62, color=COLOURS[0], alpha=0.75)
        axes.plot([max(0.0, size - width), size + width], [place, place], color="black", linewidth=1.6)
        axes.plot(other, place, "o", color="white", markeredgecolor="black", markersize=5)
    names = [f"{name(one.assumed, language)} ({span(one.assumed, language)})" for one in influences]
    axes.set_yticks(range(len(names)), names, fontsize=8)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.set_title(labels.label(measure, language), loc="left", fontsize=10)
    unit = labels.unit("points", language) if how.unit == "%" else how.unit
    axes.set_xlabel(
        words.pick(_EFFECT, language).format(unit=unit) if morris else words.pick(_SHARE, language),
        fontsize=9,
    )
    axes.set_xlim(left=min(0.0, *(one.other * how.factor for one in influences)))
    axes.spines[["top", "right"]].set_visible(False)


def robust(scenario: Scenario, found: Robust) -> Picture:
    """Draw for each change in which share of the draws each verdict comes out; a diamond at the scenario's own verdict."""
    language = scenario.language
    figure = Picture(figsize=(WIDTH, 1.9 + 0.45 * len(found.changes)), layout="constrained")
    figure.suptitle(
        words.pick(_ROBUST, language).format(title=scenario.title), x=0.01, ha="left", fontweight="bold"
    )
    axes = figure.add_subplot()
    for place, one in enumerate(found.changes):
        start = 0.0
        for verdict, (colour, hatch) in FILLS.items():
            share = 100.0 * one.counts.get(verdict, 0) / one.draws
            axes.barh(
                place,
                share,
                left=start,
                height=0.62,
                color=colour,
                hatch=hatch,
                edgecolor="white",
                linewidth=0.5,
            )
            if verdict == one.own:
                axes.plot(
                    start + share / 2.0, place, "D", color="black", markersize=6, markeredgecolor="white"
                )
            start += share
        axes.text(101.0, place, _chance(one.relevant, language), va="center", fontsize=9,
                  fontweight="bold" if one.relevant >= ROBUST else "normal")  # fmt: skip
    names = [textwrap.shorten(_title(scenario, one.change), 48, placeholder="…") for one in found.changes]
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlim(0, 100)
    axes.set_xlabel(words.pick(_DRAWS, language).format(draws=found.draws))
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    handles: list[Any] = [
        Patch(facecolor=colour, hatch=hatch, edgecolor="#777777", label=verdict_words.name(verdict, scenario))
        for verdict, (colour, hatch) in FILLS.items()
    ]
    handles.append(Line2D([], [], linestyle="", label=words.pick(_OWN, language)))
    axes.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(-0.3, 1.0), ncols=5, frameon=False, fontsize=8
    )
    axes.text(101.0, -0.62, "Pr(relevant)", fontsize=8)
    _note(figure, robust_sentences(found, language))
    return figure


def _chance(share: float, language: str) -> str:
    return words.Scale(1.0, "", 2, language).number(share)


def _title(scenario: Scenario, name: str) -> str:
    change = scenario.changes.get(name)
    return (change.title if change else "") or name.replace("_", " ")


def _note(figure: Picture, said: list[str]) -> None:
    lines = [line for sentence in said for line in textwrap.wrap(sentence, 130)]
    figure.supxlabel("\n".join(lines), fontsize=8, x=0.99, ha="right")
