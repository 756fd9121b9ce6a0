"""The picture beside the answer: what the outcomes that tell most are with each design and change, and what each costs."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.lines import Line2D

from sim.analyses.judging import Finding, Item, Judgement
from sim.analyses.judging.verdict import HOBBY, VERDICTS
from sim.catalogue import labels
from sim.catalogue.numbers import Scale, pick, scale
from sim.results.results import Result
from sim.scenario.fields.model import Scenario
from sim.views import answer_words, money_words, verdict_words
from sim.views.money_axis import STYLES
from sim.views.names import title
from sim.views.plots import Picture

WIDTH, ROW, ABOVE = 7.4, 0.29, 1.3  # inches
COLUMNS, ROWS = 3, 11  # outcomes side by side, and designs and changes below each other
FEW = 7  # designs and changes, up to which all have a row
LINE, HEAD = 30, 19  # characters of a title and of a heading on a line
MARKS = (1.0, 10.0)
_BASE, _BASELINE = "#222222", ("as it is", "zoals het is")
_GOAL = ("goal", "doel")
_COST = ("cost a year", "kosten per jaar")
_MORE, _LESS = ("{} more", "{} meer"), ("{} less", "{} minder")
_SAME = ("as much", "evenveel")
_MARK = ("mark", "cijfer")


def picture(scenario: Scenario, found: Judgement, results: Mapping[str, Result]) -> Picture:
    """Draw the outcomes that tell most, a column each: a row for the baseline and for each design and change, with goals as lines."""
    items, outcomes = shown(found), _outcomes(scenario, found)
    figure = Picture(figsize=(WIDTH, ABOVE + ROW * (len(items) + 1)), layout="constrained")
    columns = figure.subplots(1, len(outcomes) + 1, sharey=True, width_ratios=[1.0] * len(outcomes) + [0.62], squeeze=False)[0]
    for axes, measure in zip(columns, outcomes, strict=False):
        _column(axes, scenario, found, results, items, measure)
    _costs(columns[-1], found, items, scenario.language)
    names = [title(scenario, found.baseline), *(title(scenario, item.name) for item in items)]
    columns[0].set_yticks(range(len(names)), [textwrap.shorten(name, 2 * LINE, placeholder="...") for name in names])
    columns[0].set_yticklabels([textwrap.fill(name, LINE) for name in names], fontsize=8.5, parse_math=False)
    columns[0].set_ylim(len(names) - 0.5, -0.6)
    figure.legend(handles=_key(scenario, items), loc="outside lower left", ncols=5, frameon=False, fontsize=8, handletextpad=0.2)
    return figure


def shown(found: Judgement) -> list[Item]:
    """Return what has a row: by verdict, no more than fit; of many, only what makes a difference."""
    items = verdict_words.in_order(found)
    telling = [item for item in items if item.verdict != HOBBY]
    return (items if len(items) <= FEW or not telling else telling)[:ROWS]


def _outcomes(scenario: Scenario, found: Judgement) -> list[str]:
    """Return the outcomes that have a column: those with goals and those on which verdicts rest."""
    items = found.items.values()
    goals = [goal.measure for goal in scenario.goals.values()]
    known = [name for name in goals if any(name in item.outcomes for item in items)]
    return list(dict.fromkeys([*known[: COLUMNS - 1], *verdict_words.telling(found, COLUMNS)]))[:COLUMNS]


def _column(
    axes: Any, scenario: Scenario, found: Judgement, results: Mapping[str, Result], items: Sequence[Item], measure: str
) -> None:
    """Draw what an outcome is in each row, with the interval of its difference from what it is held against."""
    first = next(item.outcomes[measure] for item in items if measure in item.outcomes)
    how, language = _scale(first, items, measure, scenario.language), scenario.language
    base = _baseline(found, results, items, measure) * how.factor
    axes.axvline(base, color="#999999", linewidth=0.8, linestyle=":", zorder=1)
    axes.plot(base, 0, marker="s", color=_BASE, markersize=6, zorder=3)
    ends = [base]
    for place, item in enumerate(items, start=1):
        if one := item.outcomes.get(measure):
            ends += _row(axes, place, one, item, how.factor)
    for goal in scenario.goals.values():
        if goal.measure == measure:
            axes.axvline(goal.bound * how.factor, color="#117A65", linewidth=1.6, zorder=2)
            ends.append(goal.bound * how.factor)
    _frame(axes, first, ends, how, language)


def _baseline(found: Judgement, results: Mapping[str, Result], items: Sequence[Item], measure: str) -> float:
    if measure in results[found.baseline].measures:
        return results[found.baseline].measures[measure].mean
    return next(item.outcomes[measure].baseline for item in items if measure in item.outcomes)


def _row(axes: Any, place: int, one: Finding, item: Item, factor: float) -> list[float]:
    marker, edge, face = STYLES[item.verdict]
    part = abs(one.baseline) if one.relative else 1.0
    middle, low, high = (factor * (one.baseline + part * value) for value in (one.effect, one.low, one.high))
    axes.plot([low, high], [place, place], color=edge, linewidth=3, alpha=0.35, solid_capstyle="butt", zorder=2)
    axes.plot(middle, place, marker=marker, color=edge, markerfacecolor=face, markersize=7, zorder=3)
    return [middle]


def _scale(first: Finding, items: Sequence[Item], measure: str, language: str) -> Scale:
    there = [item.outcomes[measure] for item in items if measure in item.outcomes]
    return scale(first.unit, [value for one in there for value in (one.baseline, one.baseline + one.difference)], None, language)


def _frame(axes: Any, one: Finding, ends: Sequence[float], how: Scale, language: str) -> None:
    """Make the axis as wide as what is drawn, of shares within 0 and 100 and of marks within 1 and 10."""
    room = 0.18 * (max(ends) - min(ends)) or 0.05 * abs(max(ends)) or 1.0
    low, high = min(ends) - room, max(ends) + room
    least, most = {"share": (0.0, 100.0), "mark": MARKS}.get(one.unit, (0.0, float("inf")))
    if min(ends) >= 0.0:
        edge = 0.02 * (high - low)
        axes.set_xlim(max(low, least - edge), min(high, most + edge))
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=8)
    axes.grid(axis="y", color="#eeeeee")
    axes.locator_params(axis="x", nbins=3)
    axes.xaxis.set_major_formatter(lambda value, _: _tick(value, language))
    unit = pick(_MARK, language) if one.unit == "mark" else how.unit
    axes.set_xlabel(unit, fontsize=8)
    named = textwrap.fill(labels.label(one.measure, language), HEAD, break_long_words=False)
    axes.set_title(named, loc="left", fontsize=8.5, fontweight="bold", parse_math=False)


def _tick(value: float, language: str) -> str:
    if float(value).is_integer():
        return Scale(1.0, "", 0, language).number(value)
    return f"{value:g}".replace(".", pick((".", ","), language))


def _costs(axes: Any, found: Judgement, items: Sequence[Item], language: str) -> None:
    """Write what each costs or saves a year."""
    axes.set_axis_off()
    known = [item for item in items if item.money and item.money.way and not answer_words.is_noise(item, found)]
    if not known:
        return
    head = f"{pick(_COST, language)}{'' if found.currency == 'money' else f', {found.currency}'}"
    axes.set_title(textwrap.fill(head, 14), loc="left", fontsize=8.5, fontweight="bold", parse_math=False)
    for place, item in enumerate(items, start=1):
        if item.money:
            said, at = _amount(item, item in known, language), axes.get_yaxis_transform()
            axes.text(0.0, place, said, fontsize=8.5, va="center", transform=at)


def _amount(item: Item, known: bool, language: str) -> str:
    if not known or item.money is None:
        return pick(_SAME, language)
    text = money_words.money(item.money.mean, "money", language, item.money.half_width)
    return pick(_MORE if item.money.way > 0 else _LESS, language).format(text)


def _key(scenario: Scenario, items: Sequence[Item]) -> list[Any]:
    there = {item.verdict for item in items}
    looks: dict[str, Any] = {"linestyle": "none", "markersize": 7}
    known = [Line2D([], [], color=_BASE, marker="s", label=pick(_BASELINE, scenario.language), **looks)]
    for verdict in (one for one in VERDICTS if one in there):
        marker, edge, face = STYLES[verdict]
        label = verdict_words.name(verdict, scenario)
        known.append(Line2D([], [], color=edge, marker=marker, markerfacecolor=face, label=label, **looks))
    if any(goal.measure in _outcomes_drawn(items) for goal in scenario.goals.values()):
        known.append(Line2D([], [], color="#117A65", linewidth=1.6, label=pick(_GOAL, scenario.language)))
    return known


def _outcomes_drawn(items: Sequence[Item]) -> set[str]:
    return {name for item in items for name in item.outcomes}
