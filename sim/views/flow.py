"""How cases flow from step to step, as a picture: ribbons as wide as the share of cases, what goes back as loops below."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib.patches import Patch, Rectangle
from matplotlib.patheffects import withStroke

from sim.paths import Taken
from sim.paths.flows import START, Flow, Flows, Manner, flows
from sim.results import Unusable
from sim.scenario.load import variant
from sim.scenario.model import Scenario
from sim.views import path_words, ribbons, words
from sim.views.columns import Edge, Layout, columns_of, laid_out
from sim.views.plots import COLOURS, Picture
from sim.views.words import pick

LEAST = 0.01  # flows taken less often per case are not drawn
WIDEST, TALLEST, NARROWEST = 11.7, 8.27, 8.6  # inches: a sheet of A4 on its side
LEFT, RIGHT, FOOT = 1.2, 1.35, 0.85  # inches beside and below the flow
PITCH, WHOLE = 2.2, 1.25  # inches between columns, and for all cases together, at most
DOTS = 150  # per inch
LINE, LETTER = 0.142, 0.068  # inches, a line of text and a letter in it
TEXT, SMALL = 8.5, 7.5  # points
ENDINGS = ("resolved", "withdrawn", "lost")

INK, PALE, STEP = "#222222", "#5F6B75", "#34495E"
ON, AGAIN, REWORK, REDIAL, GONE = "#C3D9EA", "#84B1D3", "#E69F00", "#CC79A7", "#B5B5B5"
MANNERS = {Manner.ON: ON, Manner.REWORK: REWORK, Manner.REDIAL: REDIAL}
BARS = {START: "#93A1AD", "resolved": COLOURS[2], "withdrawn": "#888888", "lost": COLOURS[5]}
_KEY = {
    ON: ("on", "verder"),
    AGAIN: ("back, no rework", "terug, geen herstelwerk"),
    REWORK: ("rework or failure demand", "herstelwerk of faalvraag"),
    REDIAL: ("again after giving up", "opnieuw na afhaken"),
    GONE: ("not resolved", "niet opgelost"),
}
_ALONE = ("customer", "klant")
_NOTE = (
    "Width: times per case. At a step: the share of cases that ever come there. At a loop: times per 100 cases.",
    "Breedte: keren per zaak. Bij een stap: het aandeel van de zaken dat er ooit komt. Bij een lus: keren per 100 zaken.",
)
_SMALL = (
    "Not drawn: {count} flows taken less than once in 100 cases, together {times} times.",
    "Niet getekend: {count} stromen van minder dan eens op de 100 zaken, samen {times} keer.",
)
_ASKED = (
    "Per 100 cases somebody asks {times} times where it is (not drawn).",
    "Per 100 zaken vraagt iemand {times} keer waar het blijft (niet getekend).",
)


@dataclass(frozen=True)
class Sheet:
    """The paper: one frame over all of it, in inches, with the flow laid out on it."""

    axes: Any
    layout: Layout
    pitch: float
    low: float
    high: float

    def x(self, column: int) -> float:
        """Return where a column stands."""
        return LEFT + column * self.pitch

    def text(self, x: float, y: float, text: str, size: float = TEXT, **how: Any) -> None:
        """Write, with a white edge so that ribbons may pass behind."""
        halo = [withStroke(linewidth=2.2, foreground="white")]
        self.axes.text(x, y, text, fontsize=size, path_effects=halo, zorder=9, **{"color": INK} | how)


def picture(scenario: Scenario, found: Taken) -> Picture:
    """Draw how the cases flowed through a design, in the language of the scenario; Unusable where none of them ended."""
    if not found.paths:
        raise Unusable("picture: no case ended after the warm-up, so there is nothing to draw")
    flow = flows(found)
    drawn = _drawn(flow)
    order = [START, *(step for step in flow.order if any(step in each for each in drawn))]
    ends = [name for name in ENDINGS if any(name == to for _, to, _ in drawn)]
    column = columns_of(drawn, order, ends)
    pitch = min(PITCH, (WIDEST - LEFT - RIGHT) / max(column.values()))
    pitch = max(pitch, (NARROWEST - LEFT - RIGHT) / max(column.values()))
    names = _names(scenario, found, flow, pitch)
    head = _head(scenario, found, LEFT + RIGHT + pitch * max(column.values()))
    above = {name: 0.05 + LINE * len(names[name]) for name in column}
    widths, layout = _fitted(drawn, column, above, ends, TALLEST - FOOT - LINE * (len(head) + 3))
    figure, sheet = _sheet(layout, pitch, LINE * (len(head) + 3))
    ribbons.draw(sheet, widths, {each: _colour(each, column) for each in drawn})
    _draw_steps(sheet, names)
    _write_loops(sheet, drawn, scenario.language)
    _write_around(sheet, head, _notes(flow, drawn, scenario.language), scenario.language)
    return figure


def save(path: Path, figure: Picture) -> None:
    """Write a picture to a file, whole or not at all; the ending of its name says in which form."""
    file = BytesIO()
    figure.savefig(file, format=path.suffix[1:], dpi=DOTS)
    path.write_bytes(file.getvalue())


def _drawn(flow: Flows) -> dict[Flow, float]:
    """Return the flows that are large enough, and the largest into and out of every step: none hangs loose."""
    large = {each for each, times in flow.times.items() if times >= LEAST}
    shown = {name for each in large for name in each[:2]}
    inside = {each: times for each, times in flow.times.items() if shown.issuperset(each[:2])}
    for side in (0, 1):
        for name in {each[side] for each in inside}:
            large.add(max((each for each in inside if each[side] == name), key=inside.__getitem__))
    return {each: times for each, times in flow.times.items() if each in large}


def _names(scenario: Scenario, found: Taken, flow: Flows, pitch: float) -> dict[str, list[str]]:
    """Return the lines written at every step and ending: its name, and last its role and the share of cases that come there."""
    language, room = scenario.language, max(9, int(pitch / LETTER))
    needs = ", ".join(path_words.named(name) for name in found.blueprint.kind_names)
    lines = {START: textwrap.wrap(needs, 16)[:4]}
    for name, step in variant(scenario, found.blueprint.design).steps.items():
        who = step.role or (pick(_ALONE, language) if step.customer == "present" else "")
        below = [part for part in (path_words.named(who), _percent(flow.reached.get(name, 0.0))) if part]
        lines[name] = [*textwrap.wrap(path_words.named(name), room), " · ".join(below)]
    for name in ENDINGS:
        lines[name] = [path_words.ending(name, language), _percent(flow.reached.get(name, 0.0))]
    return lines


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%" if share >= 0.01 else "<1%"


def _fitted(
    drawn: Mapping[Flow, float],
    column: Mapping[str, int],
    above: Mapping[str, float],
    ends: Sequence[str],
    room: float,
) -> tuple[dict[Edge, float], Layout]:
    """Return the widths of all flows and their layout, as large as the room in height allows."""
    scale = WHOLE
    free = dict(above) | dict.fromkeys((START, *ends), 0.1)
    while True:
        widths: dict[Edge, float] = {each: times * scale for each, times in drawn.items()}
        layout = laid_out(widths, column, free, ends)
        if layout.high - layout.low <= room or scale < WHOLE / 8:
            return widths, layout
        scale *= 0.9


def _sheet(layout: Layout, pitch: float, head: float) -> tuple[Picture, Sheet]:
    width, low, high = LEFT + RIGHT + pitch * (layout.columns - 1), layout.low - FOOT, layout.high + head
    figure = Picture(figsize=(width, high - low))
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0.0, width)
    axes.set_ylim(low, high)
    axes.set_axis_off()
    return figure, Sheet(axes, layout, pitch, low, high)


def _colour(each: Flow, column: Mapping[str, int]) -> str:
    here, to, manner = each
    if to in ENDINGS and to != "resolved":
        return GONE
    back = column[here] >= column[to]
    return AGAIN if manner == Manner.ON and back else MANNERS[manner]


def _draw_steps(sheet: Sheet, names: Mapping[str, list[str]]) -> None:
    """Draw a bar for every step and ending, its name above it, or beside it at either end."""
    for name, box in sheet.layout.boxes.items():
        x, half = sheet.x(box.column), ribbons.BAR / 2
        bar = Rectangle(
            (x - half, box.top - box.height), ribbons.BAR, box.height,
            facecolor=BARS.get(name, STEP), edgecolor="none", zorder=6,
        )  # fmt: skip
        sheet.axes.add_patch(bar)
        *lines, last = names[name]
        if name == START:
            sheet.text(x - half - 0.08, box.middle, "\n".join(names[name]), ha="right", va="center")
        elif name in ENDINGS:
            sheet.text(x + half + 0.08, box.middle, "\n".join(names[name]), va="center", weight="bold")
        else:
            sheet.text(x, box.top + 0.03, last, SMALL, ha="center", va="bottom", color=PALE)
            sheet.text(x, box.top + 0.03 + LINE, "\n".join(lines), ha="center", va="bottom", linespacing=1.1)


def _write_loops(sheet: Sheet, drawn: Mapping[Flow, float], language: str) -> None:
    """Write at every loop how often it is taken, and which way."""
    for each, times in drawn.items():
        if each in sheet.layout.loops:
            here, to = (sheet.x(sheet.layout.boxes[name].column) for name in each[:2])
            number = per_hundred(times, language)
            lane = sheet.layout.loops[each]
            sheet.text((here + to) / 2, lane, f"◂ {number}", SMALL, ha="center", va="center")


def per_hundred(times: float, language: str) -> str:
    """Return how often something is done in 100 cases, as text."""
    return words.Scale(100.0, "", 0 if times >= 0.1 else 1, language).number(times)


def _title(scenario: Scenario, design: str) -> str:
    known = scenario.changes[design] if design in scenario.changes else variant(scenario, design)
    return known.title or path_words.named(design)


def _head(scenario: Scenario, found: Taken, width: float) -> list[str]:
    """Return what is said above the flow, in lines."""
    said = " ".join(path_words.sentences(found, scenario.language))
    return [
        f"{scenario.title}: {_title(scenario, found.blueprint.design)}",
        *textwrap.wrap(said, int((width - 0.6) / LETTER)),
    ]


def _notes(flow: Flows, drawn: Mapping[Flow, float], language: str) -> list[str]:
    """Return the lines at the foot: how to read it, and what is not drawn."""
    notes, rest = list[str](), [times for each, times in flow.times.items() if each not in drawn]
    if rest:
        notes.append(pick(_SMALL, language).format(count=len(rest), times=per_hundred(sum(rest), language)))
    if flow.asked:
        notes.append(pick(_ASKED, language).format(times=per_hundred(flow.asked, language)))
    return [pick(_NOTE, language), " ".join(notes)]


def _write_around(sheet: Sheet, head: Sequence[str], notes: Sequence[str], language: str) -> None:
    """Write the title and what is said below it, and at the foot the key and the notes."""
    axes = sheet.axes
    axes.text(0.3, sheet.high - 0.32, head[0], fontsize=13, weight="bold", color=INK)
    for number, line in enumerate(head[1:]):
        axes.text(0.3, sheet.high - 0.56 - LINE * 1.15 * number, line, fontsize=9, color=INK)
    for number, note in enumerate(notes):
        axes.text(0.3, sheet.low + 0.27 - LINE * number, note, fontsize=SMALL, color=PALE)
    used = {patch.get_gid() for patch in axes.patches}
    handles = [
        Patch(color=colour, label=pick(label, language)) for colour, label in _KEY.items() if colour in used
    ]
    axes.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0.3, sheet.low + 0.4), bbox_transform=axes.transData,
        ncols=len(handles), frameon=False, fontsize=SMALL, borderpad=0, borderaxespad=0, handlelength=1.4,
    )  # fmt: skip
