"""What it would take, in a picture: sets of changes by cost, or values of a number, against the target."""

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.analyses.studies.sets import TriedSet
from sim.analyses.studies.target import Target
from sim.catalogue import labels
from sim.scenario.fields.model import Scenario
from sim.views import goals, quantity_words, words
from sim.views.plots import COLOURS, UNCLEAR, WIDTH, Picture
from sim.views.target_words import NOTHING, money, scale, sentences

ROWS = 14  # sets that are drawn
_HEADING = ("{title}: what would it take?", "{title}: wat is ervoor nodig?")
_TARGET = ("target: {bound}", "doel: {bound}")
_BAR = (
    "dot: mean; bar: how bad the mean may be, with {p}% probability, {if}",
    "stip: gemiddelde; streep of band: hoe slecht het gemiddelde kan zijn, met {p}% kans, {if}",
)
_NOW = ("now", "nu")
_COST = ("a year", "per jaar")


def picture(scenario: Scenario, found: Target) -> Picture:
    """Draw what was tried; what meets the target in blue, the answer with a ring."""
    language = scenario.language
    rows = min(ROWS, len(found.changes.tries)) if found.changes else 0
    figure = Picture(figsize=(WIDTH, 2.4 + 0.36 * rows if rows else 4.6), layout="constrained")
    figure.suptitle(
        words.pick(_HEADING, language).format(title=scenario.title), x=0.01, ha="left", fontweight="bold"
    )
    axes = figure.add_subplot()
    (_sets if found.changes else _number)(axes, scenario, found)
    axes.spines[["top", "right"]].set_visible(False)
    lines = [line for said in sentences(scenario, found) for line in textwrap.wrap(said, 125)]
    figure.supxlabel("\n".join(lines), fontsize=8, x=0.99, ha="right")
    return figure


def _bound(found: Target, language: str) -> str:
    return words.pick(_TARGET, language).format(bound=goals.bound(found.aim.goal, found.aim.unit, language))


def _axis(found: Target, how: words.Scale, language: str) -> str:
    return f"{labels.label(found.aim.goal.measure, language)}, {how.unit}".strip(", ")


def _about(found: Target, language: str) -> str:
    return words.pick(_BAR, language).format(p=f"{100 * found.aim.probability:.4g}")


def _sets(axes: Any, scenario: Scenario, found: Target) -> None:
    assert found.changes is not None
    language, how = scenario.language, scale(found, scenario.language)
    shown = _worth_showing(found)
    for place, one in enumerate(shown):
        reached = one.reached
        colour = COLOURS[0] if reached.met else UNCLEAR
        axes.plot(
            [reached.bound * how.factor, reached.mean * how.factor],
            [place, place],
            color=colour,
            linewidth=4,
            alpha=0.5,
        )
        axes.plot(reached.mean * how.factor, place, "o", color=colour, markersize=7)
        if one == found.changes.answer:
            axes.plot(
                reached.mean * how.factor,
                place,
                "o",
                color=COLOURS[5],
                markersize=14,
                fillstyle="none",
                markeredgewidth=2,
            )
        axes.annotate(f"{money(scenario, one.cost)} {words.pick(_COST, language)}", (1.01, place), xycoords=("axes fraction", "data"),
                      va="center", fontsize=8)  # fmt: skip
    axes.axvline(found.aim.goal.bound * how.factor, color="black", linestyle="--", linewidth=1.2)
    axes.set_title(_bound(found, language), loc="left", fontsize=10)
    rows = ["\n".join(textwrap.wrap(titles(scenario, one.changes), 46)) for one in shown]
    axes.set_yticks(range(len(shown)), rows, fontsize=8)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.set_xlabel(f"{_axis(found, how, language)}\n{_about(found, language)}", fontsize=9)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", color="#eeeeee")


def titles(scenario: Scenario, changes: Sequence[str]) -> str:
    """Return a set of changes by their titles."""
    named = [scenario.changes[name].title or name.replace("_", " ") for name in changes]
    return " + ".join(named) or words.pick(NOTHING, scenario.language)


def _worth_showing(found: Target) -> list[TriedSet]:
    """Return the single changes, what meets the target, and the nearest of the others, in order of cost."""
    assert found.changes is not None
    tries, answer = found.changes.tries, found.changes.answer
    way = 1.0 if found.aim.upward else -1.0
    ranked = sorted(tries, key=lambda one: (one != answer, len(one.changes) > 1, -way * one.reached.mean))
    kept = ranked[:ROWS]
    return [one for one in tries if one in kept]


def _number(axes: Any, scenario: Scenario, found: Target) -> None:
    assert found.number is not None
    language, number, how = scenario.language, found.number, scale(found, scenario.language)
    quantity = number.range.quantity
    across = quantity_words.scale(quantity, (number.range.low, number.range.high), language)
    x = np.array([one.value for one in number.tries]) * across.factor
    mean, bound = (
        np.array([getattr(one.reached, part) for one in number.tries]) * how.factor
        for part in ("mean", "bound")
    )
    axes.fill_between(x, bound, mean, color=COLOURS[0], alpha=0.2, linewidth=0)
    axes.plot(x, mean, color=COLOURS[0], linewidth=1.6)
    for place, height, one in zip(x, mean, number.tries, strict=True):
        axes.plot(place, height, "o", color=COLOURS[0] if one.reached.met else UNCLEAR, markersize=7)
    axes.axhline(found.aim.goal.bound * how.factor, color="black", linestyle="--", linewidth=1.2)
    axes.set_title(_bound(found, language), loc="left", fontsize=10)
    if number.answer:
        place, height = number.answer.value * across.factor, number.answer.reached.mean * how.factor
        axes.plot(place, height, "o", color=COLOURS[5], markersize=14, fillstyle="none", markeredgewidth=2)
        axes.annotate(across.quantity(number.answer.value), (place, height), (8, -14), textcoords="offset points",
                      fontsize=9, fontweight="bold")  # fmt: skip
    if number.range.low <= quantity.now <= number.range.high:
        axes.axvline(quantity.now * across.factor, color="black", linestyle=":", linewidth=1.2)
        axes.annotate(words.pick(_NOW, language), (quantity.now * across.factor, 1.0), (3, -9), fontsize=8,
                      xycoords=("data", "axes fraction"), textcoords="offset points")  # fmt: skip
    axes.set_ylabel(_axis(found, how, language))
    axes.set_xlabel(
        f"{quantity_words.label(quantity.path, language)}, {across.unit}".strip(", ")
        + f"\n{_about(found, language)}",
        fontsize=9,
    )
