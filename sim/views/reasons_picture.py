"""A difference explained in a picture: from the baseline to the design, a bar for each part, with its interval."""

import textwrap
from itertools import accumulate
from typing import Any

from sim.analyses.explain import Explanation, Part
from sim.catalogue import labels
from sim.catalogue.measures import better
from sim.scenario.fields.model import Scenario
from sim.views import words
from sim.views.names import title
from sim.views.plots import COLOURS, UNCLEAR, Picture, arms

WIDTH, ROW = 10.5, 0.42  # inches
BETTER, WORSE, NEITHER = COLOURS[0], COLOURS[5], "#666666"
LINE = 110  # characters of the sentence on a line
_KEY = (
    "Each bar is what a cause adds; together they are the whole difference. Blue: better; red: worse; pale: not distinguishable. "
    "Lines: 95%, {if}, for all parts together, n = {n}.",
    "Elke balk is wat een oorzaak toevoegt; samen zijn ze het hele verschil. Blauw: beter; rood: slechter; bleek: niet te "
    "onderscheiden. Streepjes: 95%, {if}, voor alle delen samen, n = {n}.",
)


def picture(scenario: Scenario, found: Explanation, interval: bool = True) -> Picture:
    """Draw the parts of a difference one after the other, the largest first, from the one mean to the other.

    Without `interval` that of the whole is not told: where it is judged, it has an interval already.
    """
    language, parts, how = scenario.language, found.few(), found.scale
    sentence = textwrap.fill(found.sentence if interval else found.plain, LINE)
    figure = Picture(
        figsize=(WIDTH, ROW * (len(parts) + 2) + 1.3 + 0.2 * sentence.count("\n")), layout="constrained"
    )
    figure.suptitle(sentence, x=0.01, ha="left", fontsize=11, fontweight="bold")
    axes = figure.add_subplot()
    assert found.whole.baseline is not None
    assert found.whole.design is not None
    ends = found.whole.baseline.mean, found.whole.design.mean
    steps = list(accumulate((part.value for part in parts), initial=ends[0]))
    for place, (part, begin) in enumerate(zip(parts, steps, strict=False), start=1):
        _part(axes, place, part, begin, found.measure, how)
    for place, mean in ((0, ends[0]), (len(parts) + 1, ends[1])):
        axes.plot(how.factor * mean, place, marker="D", color="black", markersize=6)
        _write(axes, how.quantity(mean), how.factor * mean, place, "black")
    _dress(axes, scenario, found, parts, how)
    figure.supxlabel(
        textwrap.fill(words.pick(_KEY, language).format(n=found.whole.n), 150), x=0.01, ha="left", fontsize=8
    )
    return figure


def _part(axes: Any, place: int, part: Part, begin: float, measure: str, how: words.Scale) -> None:
    """Draw the bar of a part from where the parts before it end, with its interval at its own end."""
    colour, pale = _colour(measure, part.value), 1.0 if part.distinguishable else 0.35
    left, length = how.factor * begin, how.factor * part.value
    axes.barh(place, length, left=left, height=0.62, color=colour, alpha=pale)
    width = arms(part.value, part.interval, how.factor)
    axes.errorbar(left + length, place, xerr=width, color="black", capsize=2.5, linewidth=0.9)
    axes.plot([left + length] * 2, [place, place + 1], color=UNCLEAR, linewidth=0.7)
    _write(
        axes,
        how.number(part.value, sign=True),
        max(left, left + length + width[1][0]),
        place,
        "black" if pale == 1.0 else UNCLEAR,
    )


def _colour(measure: str, value: float) -> str:
    way = better(measure) * value
    return BETTER if way > 0.0 else WORSE if way < 0.0 else NEITHER


def _write(axes: Any, text: str, x: float, place: int, colour: str) -> None:
    axes.annotate(text, (x, place), (6, 0), textcoords="offset points", va="center", fontsize=9, color=colour)


def _dress(
    axes: Any, scenario: Scenario, found: Explanation, parts: tuple[Part, ...], how: words.Scale
) -> None:
    """Name the rows and the axis."""
    rows = [title(scenario, found.baseline), *(part.name for part in parts), title(scenario, found.design)]
    axes.set_yticks(range(len(rows)), [textwrap.shorten(row, 60, placeholder="…") for row in rows])
    for tick in (axes.get_yticklabels()[0], axes.get_yticklabels()[-1]):
        tick.set_fontweight("bold")
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.use_sticky_edges = False
    axes.margins(x=0.12)
    axes.autoscale_view(scaley=False)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    point = words.pick((".", ","), scenario.language)
    axes.xaxis.set_major_formatter(lambda x, _: f"{x:g}".replace(".", point))
    label = labels.label(found.measure, scenario.language)
    axes.set_xlabel(f"{label}, {how.unit}" if how.unit else label)
