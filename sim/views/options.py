"""What would change? The difference of each design and change from the baseline, a row each, in some outcomes side by side."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from sim.catalogue import labels
from sim.catalogue.measures import better
from sim.results.results import Comparison, Difference
from sim.scenario.fields.model import Scenario
from sim.views import words
from sim.views.names import title
from sim.views.plots import COLOURS, UNCLEAR

BETTER, WORSE, NEITHER = COLOURS[0], COLOURS[5], "#333333"
MOST = 4  # decimals on an axis
TITLE = 24  # characters of a column's title on a line
_HEADING = ("What would change? Difference from: {}", "Wat zou er veranderen? Verschil met: {}")
_KEY = (
    "Blue: better; red: worse; grey: no difference found.",
    "Blauw: beter; rood: slechter; grijs: geen verschil gevonden.",
)


def heading(scenario: Scenario, baseline: str) -> str:
    """Return the question that the picture answers, with the design from which differences are taken."""
    said = title(scenario, baseline)
    return words.pick(_HEADING, scenario.language).format(said[:1].lower() + said[1:])


def in_order(scenario: Scenario) -> list[str]:
    """Return designs and changes, the baseline first, each change below the design that it is about."""
    designs = [scenario.default_design, *(n for n in scenario.designs if n != scenario.default_design)]
    below = {design: [n for n, c in scenario.changes.items() if c.design == design] for design in designs}
    others = [name for design in designs[1:] for name in (design, *below[design])]
    return [designs[0], *others, *below[designs[0]]]


def _row(scenario: Scenario, name: str) -> str:
    """Return the title, with a plus where it is a change on the design in the row above."""
    on_top = name in scenario.changes and scenario.changes[name].design != scenario.default_design
    return f"+ {title(scenario, name)}" if on_top else title(scenario, name)


def options(
    columns: Sequence[Any], scenario: Scenario, comparison: Comparison, outcomes: Sequence[str]
) -> None:
    """Draw the difference and its interval of each design and change (a row) in each outcome (a column)."""
    names, language = list(comparison.pairs), scenario.language
    for axes, measure in zip(columns, outcomes, strict=True):
        differences = {
            place: comparison.pairs[name][measure]
            for place, name in enumerate(names)
            if measure in comparison.pairs[name]
        }
        for place, difference in differences.items():
            _draw(axes, place, difference, better(measure), language)
        named = textwrap.fill(labels.label(measure, language), TITLE)
        axes.set_title(named, loc="left", fontsize=10)
        axes.set_xlabel(_unit(differences, language))
        _plain(axes, language)
    columns[0].set_yticks(range(len(names)), [_row(scenario, name) for name in names])
    columns[0].set_ylim(len(names) - 0.5, -0.5)
    note = [*words.together(comparison, language).split("; "), words.pick(_KEY, language)]
    columns[-1].figure.supxlabel("\n".join(note), fontsize=8, x=0.99, ha="right")


def _plain(axes: Any, language: str) -> None:
    axes.axvline(0, color="black", linewidth=0.8)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", color="#eeeeee")
    axes.margins(x=0.18)
    axes.xaxis.set_major_formatter(
        lambda value, _: words.Scale(1.0, "", _decimals(axes), language).number(value)
    )


def _decimals(axes: Any) -> int:
    """Return with how many decimals the ticks of an axis are written in full."""
    ticks = [float(tick) for tick in axes.get_xticks()]
    return next((n for n in range(MOST) if all(abs(round(tick, n) - tick) < 1e-9 for tick in ticks)), MOST)


def _unit(differences: Mapping[int, Difference], language: str) -> str:
    unit = next((words.row_scale(d, language).unit for d in differences.values()), "")
    return unit.replace("%", words.pick(("percentage points", "procentpunten"), language))


def _draw(axes: Any, place: int, difference: Difference, way: int, language: str) -> None:
    how = words.row_scale(difference, language)
    middle, ends = difference.difference * how.factor, difference.interval or (difference.difference,) * 2
    clear = difference.distinguishable
    known = NEITHER if way == 0 else BETTER if middle * way > 0 else WORSE
    colour = known if clear else UNCLEAR
    axes.plot([end * how.factor for end in ends], [place, place], color=colour, linewidth=4, alpha=0.4)
    axes.plot(middle, place, "o", color=colour, markersize=7)
    text = how.number(difference.difference, sign=True) if clear else "0" if difference.same else ""
    axes.annotate(
        text, (middle, place), (0, 7), textcoords="offset points", ha="center", fontsize=8, color=colour,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
    )  # fmt: skip
