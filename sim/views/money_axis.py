"""Money in the picture of a portfolio: an axis of what each change costs or saves a year, and the same in words; how columns look."""

import math
import textwrap
from collections.abc import Sequence
from typing import Any

from sim.analyses.judging import Item, Judgement
from sim.analyses.judging.verdict import HARMFUL, HOBBY, RELEVANT, UNDECIDED
from sim.catalogue.numbers import pick
from sim.views import money_words
from sim.views import verdict_words as words
from sim.views.plots import COLOURS, arms

MINUS = "−"
THOUSAND = 1000.0
VISIBLE = 0.004  # of the axis: the least half-width that is drawn
LONG = 3  # digits from which on three amounts do not fit below the axis
STYLES = {  # marker, colour, face
    RELEVANT: ("^", COLOURS[0], COLOURS[0]),
    HARMFUL: ("X", COLOURS[5], COLOURS[5]),
    UNDECIDED: ("D", "#B07800", "white"),
    HOBBY: ("o", "#777777", "white"),
}
_COST = ("cost a year", "kosten per jaar")
_SAVES, _COSTS = ("saves", "bespaart"), ("costs", "kost")


def draw(axes: Any, found: Judgement, items: Sequence[Item], language: str) -> None:
    """Draw what each costs more a year, with its interval: what saves to the left of nought, what costs to the right."""
    known = [item.money for item in items if item.money is not None]
    end = 1.1 * max((max(abs(one.low), abs(one.high)) for one in known), default=0.0) or 1.0
    for place, item in enumerate(items):
        _point(axes, place, item, end)
    bare(axes, end)
    headed(axes, pick(_COST, language))
    sides(axes, f"← {pick(_SAVES, language)}", f"{pick(_COSTS, language)} →")
    tick = _round(end)
    per = THOUSAND if tick >= THOUSAND else 1.0
    text = money_words.money(tick / per, "money", language)
    middle = ("0",) if len(text) < LONG else ()
    axes.set_xticks([-tick, *(0.0 for _ in middle), tick], [f"{MINUS}{text}", *middle, f"+{text}"])
    unit = [money_words.money(per, "money", language)] * (per > 1.0) + [found.currency] * (
        found.currency != "money"
    )
    axes.set_xlabel(" ".join(unit), fontsize=8.5, parse_math=False)


def _point(axes: Any, place: int, item: Item, end: float) -> None:
    if item.money is None:
        return
    marker, edge, face = STYLES[item.verdict]
    looks = {"marker": marker, "color": edge, "markerfacecolor": face, "markersize": 8, "zorder": 3}
    axes.plot(item.money.mean, place, **looks)
    if item.money.half_width > VISIBLE * end:
        looks = {"fmt": "none", "ecolor": "black", "elinewidth": 1.2, "capsize": 3.5, "zorder": 4}
        ends = item.money.low, item.money.high
        axes.errorbar(item.money.mean, place, xerr=arms(item.money.mean, ends), **looks)


def _round(value: float) -> float:
    """Return the largest of 1, 2 and 5 times a power of ten up to a value."""
    size = 10.0 ** math.floor(math.log10(value))
    return size * max(step for step in (1.0, 2.0, 5.0) if step * size <= value * 1.000001)


def say(axes: Any, found: Judgement, items: Sequence[Item], language: str) -> None:
    """Write what each costs or saves a year, and its price, or how much more would decide; three lines at most."""
    axes.set_axis_off()
    for place, item in enumerate(items):
        said, below = money_words.cost(item, found.currency, language, ""), _below(item, found, language)
        lines = [(line, 8.0, "black") for line in textwrap.wrap(said, 26)]
        lines = [*lines, *((line, 6.8, "#444444") for line in textwrap.wrap(below, 32))][:3]
        for number, (line, size, colour) in enumerate(lines):
            at = place + 0.27 * (number - (len(lines) - 1) / 2.0)
            axes.text(0.0, at, line, fontsize=size, va="center", color=colour, parse_math=False)


def _below(item: Item, found: Judgement, language: str) -> str:
    if item.verdict == UNDECIDED and item.more:
        return words.about(item, language)
    return money_words.price(item, found.currency, language, named=False) if item.verdict == RELEVANT else ""


def bare(axes: Any, end: float) -> None:
    """Make an axis from -end to end, with nought marked and nothing at the left."""
    axes.axvline(0.0, color="#888888", linewidth=0.8, zorder=1)
    axes.set_xlim(-1.06 * end, 1.06 * end)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0, labelleft=False)
    axes.tick_params(axis="x", labelsize=8.5)


def sides(axes: Any, left: str, right: str) -> None:
    """Say above an axis what lies to its left and to its right."""
    for x, text, side in ((0.0, left, "left"), (1.0, right, "right")):
        axes.text(x, 1.0, text, transform=axes.transAxes, fontsize=7, color="#555555", ha=side, va="bottom")


def headed(axes: Any, text: str) -> None:
    """Write what a column is about above it."""
    axes.set_title(
        textwrap.fill(text, 17, break_long_words=False), fontsize=9, loc="left", pad=14, parse_math=False
    )
