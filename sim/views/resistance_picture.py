"""Resistance on one page, for a client: what each design asks of either side, and which designs are beaten on both."""

import textwrap
from collections.abc import Mapping
from typing import Any

from matplotlib.patches import Patch

from sim.catalogue.effort import SIDES, SPENT_ON
from sim.catalogue.keys import SEGMENT, named
from sim.results.results import Measure, Result, Unusable
from sim.scenario.fields.model import Scenario
from sim.views import words
from sim.views.names import title
from sim.views.options import in_order
from sim.views.plots import CLEAR, UNCLEAR, Picture, arms
from sim.views.resistance_words import scale, segments

COLOURS = ("#009E73", "#56B4E9", "#E69F00", "#D55E00")  # value, appraisal, internal failure, external failure
WIDTH, ROW, BELOW = 11.7, 0.36, 4.6  # inches
NEAR = 0.04  # of an axis: nearer points share a label
TITLE = 38  # characters of a design's title on a line
_TITLE = (
    "Resistance: effort in minutes per resolved need",
    "Weerstand: moeite in minuten per opgeloste behoefte",
)
_SIDES = (("customers", "klanten"), ("the organisation", "de organisatie"))
_BESIDE = (  # beside the bars
    ("resolved", "opgelost"),
    ("worst\ntenth", "zwaarste\ntiende"),
    ("least self-\nreliant", "minst zelf-\nredzaam"),
)
_SPENT = (
    ("value", "checking", "internal failure", "external failure"),
    ("waarde", "controle", "interne fouten", "externe fouten"),
)
_FRONT = ("Who asks least of both sides?", "Wie vraagt van beide kanten het minst?")
_AXES = (
    ("effort of customers, minutes per resolved need", "moeite van klanten, minuten per opgeloste behoefte"),
    ("effort of the organisation, minutes", "moeite van de organisatie, minuten"),
)
_KEY = (
    "Nearer to the lower left corner is less effort for both. Squares: designs; dots: changes; numbers as above. Lighter: beaten by "
    "another that asks no more of either side, less of one, and resolves no kind of need less often. Bars: 95% interval of each "
    "mean, {if}, n = {n}.",
    "Dichter bij de hoek linksonder is minder moeite voor beide. Vierkant: variant; stip: verandering; nummers als hierboven. "
    "Lichter: verliest van een andere die aan geen van beide kanten meer vraagt, aan één minder, en geen behoefte minder vaak "
    "oplost. Streepjes: 95%-interval van elk gemiddelde, {if}, n = {n}.",
)  # fmt: skip


def picture(scenario: Scenario, found: Mapping[str, Result], beaten: Mapping[str, str]) -> Picture:
    """Draw the effort per design as stacked bars, customers left and the organisation right, and both sides against each other."""
    found, top = _in_order(scenario, found), _height(found)
    figure = _sheet(scenario, top + BELOW + 0.6)
    grid = figure.add_gridspec(2, 2, height_ratios=[top, BELOW], width_ratios=[1.9, 1])
    _bars(figure.add_subplot(grid[0, :]), scenario, {name: one.measures for name, one in found.items()})
    _against(figure, grid[1, 0], grid[1, 1], scenario, found, beaten)
    return figure


def bars(scenario: Scenario, found: Mapping[str, Result]) -> Picture:
    """Draw the upper half of the picture by itself."""
    found = _in_order(scenario, found)
    figure = _sheet(scenario, _height(found) + 0.3)
    _bars(figure.add_subplot(), scenario, {name: one.measures for name, one in found.items()})
    return figure


def front(scenario: Scenario, found: Mapping[str, Result], beaten: Mapping[str, str]) -> Picture:
    """Draw the lower half of the picture by itself: both sides against each other, designs by their numbers in the upper half."""
    figure = Picture(figsize=(WIDTH, BELOW), layout="constrained")
    grid = figure.add_gridspec(1, 2, width_ratios=[1.9, 1])
    _against(figure, grid[0, 0], grid[0, 1], scenario, _in_order(scenario, found), beaten)
    return figure


def _in_order(scenario: Scenario, found: Mapping[str, Result]) -> dict[str, Result]:
    """Return designs before the changes to them; Unusable where no need was resolved in any."""
    if not any(one.measures["resistance"].n for one in found.values()):
        raise Unusable("picture: no need was resolved after the warm-up, so there is nothing to draw")
    names = [name for name in in_order(scenario) if name in found]
    return {name: found[name] for name in dict.fromkeys([*names, *found])}


def _height(found: Mapping[str, Result]) -> float:
    return ROW * len(found) + 1.3


def _sheet(scenario: Scenario, height: float) -> Picture:
    figure = Picture(figsize=(WIDTH, height), layout="constrained")
    head = f"{scenario.title}. {words.pick(_TITLE, scenario.language)}"
    figure.suptitle(head, x=0.01, ha="left", fontweight="bold")
    return figure


def _against(
    figure: Picture,
    left: Any,
    right: Any,
    scenario: Scenario,
    found: Mapping[str, Result],
    beaten: Mapping[str, str],
) -> None:
    _front(figure.add_subplot(left), scenario, found, beaten)
    n = next(iter(found.values())).provenance.replications
    _key(figure.add_subplot(right), n, scenario.language)


def _bars(axes: Any, scenario: Scenario, found: Mapping[str, Mapping[str, Measure]]) -> None:
    """Draw a row per design: effort of customers to the left, of the organisation to the right."""
    language, ends = scenario.language, []
    for way, side in zip((-1, 1), SIDES, strict=True):
        rows = [measures[f"resistance_{side}"] for measures in found.values()]
        how = scale(rows, language)
        ends.append(max(((one.interval or (0.0, one.mean))[1] for one in rows if one.n), default=0.0))
        for place, measures in enumerate(found.values()):
            _bar(axes, place, way, side, measures, how)
    room = 0.16 * sum(ends)  # for numbers, at either end
    axes.set_xlim(-ends[0] - room, ends[1] + room + 0.55 * (sum(ends) + 2 * room))
    for way, texts in zip((-1, 1), _SIDES, strict=True):
        axes.text(way * 0.1 * room, -1.0, words.pick(texts, language), ha="left" if way > 0 else "right")
    axes.axvline(0.0, color="black", linewidth=0.8)
    names = [f"{_short(scenario, name)}  {number}" for number, name in enumerate(found, start=1)]
    axes.set_yticks(range(len(names)), names, fontsize=9)
    axes.set_ylim(len(names) - 0.4, -1.7)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left", "bottom"]].set_visible(False)
    _beside(axes, scenario, found)
    handles, below = [Patch(color=colour) for colour in COLOURS], {"bbox_to_anchor": (0.32, 0.0)}
    axes.legend(handles, _SPENT[language == "nl"], ncols=4, loc="upper center", frameon=False, **below)


def _bar(
    axes: Any, place: int, way: int, side: str, measures: Mapping[str, Measure], how: words.Scale
) -> None:
    """Draw one side of a row: its parts one after the other, the interval of the whole, its number."""
    begin, whole = 0.0, measures[f"resistance_{side}"]
    if not whole.n:
        return  # nobody was resolved
    for name, colour in zip(SPENT_ON, COLOURS, strict=True):
        part = measures[f"resistance_{side}_{name}"].mean
        axes.barh(
            place, way * part, left=way * begin, height=0.66, color=colour, edgecolor="white", linewidth=0.5
        )
        begin += part
    low, high = whole.interval or (whole.mean, whole.mean)
    ends = (low, high) if way > 0 else (-high, -low)
    axes.errorbar(way * whole.mean, place, xerr=arms(way * whole.mean, ends), color="black", capsize=2.5, linewidth=1.0)
    axes.annotate(
        how.number(whole.mean), (way * high, place), (way * 5, 0), textcoords="offset points",
        ha="left" if way > 0 else "right", va="center", fontsize=8.5,
    )  # fmt: skip


def _short(scenario: Scenario, name: str) -> str:
    on_top = name in scenario.changes and scenario.changes[name].design != scenario.default_design
    return ("+ " if on_top else "") + textwrap.shorten(title(scenario, name), TITLE, placeholder="…")


def _beside(axes: Any, scenario: Scenario, found: Mapping[str, Mapping[str, Measure]]) -> None:
    """Write beside the bars what they do not show: who is resolved, and how hard it is for those who have it hardest."""
    columns = ["resolved_share", "resistance_worst_decile"]
    least = scenario.world.customers.least_self_reliant
    if least in segments(scenario):
        columns.append(named(SEGMENT, least, "resistance"))
    for number, (measure, head) in enumerate(zip(columns, _BESIDE, strict=False)):
        across = 0.75 + 0.1 * number
        how = scale([measures[measure] for measures in found.values()], scenario.language)
        at = {"xycoords": ("axes fraction", "data"), "ha": "center", "va": "center"}
        axes.annotate(words.pick(head, scenario.language), (across, -1.0), fontsize=8.5, **at)
        for place, measures in enumerate(found.values()):
            axes.annotate(how.quantity(measures[measure].mean), (across, place), fontsize=8.5, **at)


def _front(axes: Any, scenario: Scenario, found: Mapping[str, Result], beaten: Mapping[str, str]) -> None:
    """Draw a point per design, with both its intervals."""
    points = {}
    for name, result in found.items():
        x, y = (result.measures[f"resistance_{side}"] for side in SIDES)
        if not (x.n and y.n):
            continue
        shape = "s" if name in scenario.designs else "o"
        axes.errorbar(
            x.mean, y.mean, xerr=arms(x.mean, x.interval), yerr=arms(y.mean, y.interval), fmt=shape, markersize=6,
            color=UNCLEAR if name in beaten else CLEAR, alpha=0.6 if name in beaten else 1.0, linewidth=1.0,
        )  # fmt: skip
        points[name] = (x.mean, y.mean)
    axes.margins(0.12)
    numbers = {name: number for number, name in enumerate(found, start=1)}
    lost = {name: at for name, at in points.items() if name in beaten}
    held = {name: at for name, at in points.items() if name not in beaten}
    for group, colour, beside in ((lost, UNCLEAR, (5, 4)), (held, CLEAR, (5, -12))):
        for at, here in _heaps(group, axes.get_xlim(), axes.get_ylim()).items():
            text = ", ".join(str(numbers[name]) for name in here)
            axes.annotate(text, at, beside, textcoords="offset points", fontsize=9, color=colour)
    axes.set_xlabel(words.pick(_AXES[0], scenario.language))
    axes.set_ylabel(words.pick(_AXES[1], scenario.language))
    axes.set_title(words.pick(_FRONT, scenario.language), loc="left", fontsize=11, fontweight="bold")
    axes.spines[["top", "right"]].set_visible(False)


def _heaps(
    points: Mapping[str, tuple[float, float]], across: tuple[float, float], up: tuple[float, float]
) -> dict[tuple[float, float], list[str]]:
    """Return the names of the points that lie so near to each other that they share a label, by the place of the first."""
    heaps: dict[tuple[float, float], list[str]] = {}
    for name, (x, y) in points.items():
        near = [
            at
            for at in heaps
            if abs(at[0] - x) < NEAR * (across[1] - across[0]) and abs(at[1] - y) < NEAR * (up[1] - up[0])
        ]
        heaps.setdefault(near[0] if near else (x, y), []).append(name)
    return heaps


def _key(axes: Any, n: int, language: str) -> None:
    axes.set_axis_off()
    axes.text(0.02, 1.0, textwrap.fill(words.pick(_KEY, language).format(n=n), 44), fontsize=8.5, va="top")
