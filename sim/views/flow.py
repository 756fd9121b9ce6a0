"""How cases flow from step to step, as a picture: ribbons as wide as the share of cases, what goes back as loops."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.patches import Patch, Rectangle
from matplotlib.patheffects import withStroke

from sim.analyses.paths import Taken
from sim.analyses.paths.flows import START, Flow, Flows, Manner, flows
from sim.results.results import Unusable
from sim.scenario.fields.model import Scenario
from sim.views import flow_words, ribbons
from sim.views.apart import Lettering, keep_apart
from sim.views.columns import Edge, Layout, columns_of, laid_out
from sim.views.flow_words import ENDINGS, SMALL_LETTER
from sim.views.plots import COLOURS, LEGIBLE, Picture
from sim.views.words import pick

LEAST = 0.01  # flows taken less often per case are not drawn
SHEET, TALLEST, NARROWEST = 11.7, 8.27, 8.6  # inches: A4 on its side; longer flows take a wider sheet
LEFT, RIGHT, FOOT = 1.2, 1.35, 0.85  # inches beside and below the flow
PITCHES, WHOLE = (0.8, 2.2), 1.25  # inches between columns, and for all cases together at most
LINE, MARGIN = 0.142, 0.3  # inches, a line of text, and beside it
TEXT, SMALL, DOTS = 8.5, 7.5, 150  # points, and dots per inch

INK, PALE, STEP, NOBODY = "#222222", "#5F6B75", "#34495E", "#93A1AD"
ON, AGAIN, REWORK, REDIAL, GONE = "#C3D9EA", "#84B1D3", "#E69F00", "#CC79A7", "#B5B5B5"
MANNERS = {Manner.ON: ON, Manner.REWORK: REWORK, Manner.REDIAL: REDIAL}
BARS = {START: NOBODY, "resolved": COLOURS[2], "withdrawn": "#888888", "lost": COLOURS[5]}
ROLES = ("#34495E", "#117A65", "#7D3C98", "#943126", "#1F618D", "#7D6608", "#A04000", "#5B4A3F")
_KEY = {
    ON: ("on", "verder"),
    AGAIN: ("back, no rework", "terug, geen herstelwerk"),
    REWORK: ("rework or failure demand", "herstelwerk of faalvraag"),
    REDIAL: ("again after giving up", "opnieuw na afhaken"),
    GONE: ("not resolved", "niet opgelost"),
}


@dataclass(frozen=True)
class Sheet:
    """The paper: one frame over all of it, in inches, with the flow laid out on it."""

    axes: Any
    layout: Layout
    pitch: float
    low: float
    high: float
    grown: float = 1.0  # times as large as usual letters are

    @property
    def line(self) -> float:
        """The height of a line (inches)."""
        return LINE * self.grown

    def x(self, column: int) -> float:
        """Return where a column stands."""
        return LEFT * self.grown + column * self.pitch

    def text(self, x: float, y: float, text: str, size: float = TEXT, **how: Any) -> Any:
        """Write, with a white edge so that ribbons may pass behind; return what is written."""
        halo = [withStroke(linewidth=2.2, foreground="white")]
        return self.axes.text(x, y, text, fontsize=size * self.grown, path_effects=halo, zorder=9, **{"color": INK} | how)


def picture(scenario: Scenario, found: Taken, printed: float | None = None) -> Picture:
    """Draw how the cases flowed through a design, in the language of the scenario; Unusable where none of them ended.

    For a page on which it is `printed` so many inches wide: with larger letters, and without the head that the page has.
    """
    if not found.paths:
        raise Unusable("picture: no case ended after the warm-up, so there is nothing to draw")
    flow = flows(found)
    drawn = _drawn(flow)
    steps = [step for step in flow.order if any(step in each for each in drawn)]
    ends = [name for name in ENDINGS if any(name == to for _, to, _ in drawn)]
    column = columns_of(drawn, [START, *steps], ends)
    pitch = _pitch(max(column.values()))
    who = {step: role for step, role in flow_words.whose(scenario, found).items() if step in steps}
    across = pitch * max(column.values())
    grown = _grown(across, printed)
    line, width = LINE * grown, (LEFT + RIGHT) * grown + across
    roles = _in_the_key(who, pitch / grown)
    lines = flow_words.labels(scenario, found, flow, {} if roles else who, pitch / grown)
    head = flow_words.head(scenario, found, width) if printed is None else []
    notes = flow_words.notes(flow, drawn, scenario.language, width / grown)
    top, foot = line * (len(head) + 3 * (printed is None)), FOOT + line * (1.4 * _rows(roles, width / grown) + len(notes)) - 2 * LINE
    above = {name: 0.05 + line * len(lines[name]) for name in column}
    widths, layout = _fitted(drawn, column, above, ends, TALLEST - foot - top)
    figure, sheet = sheet_for(layout, pitch, top, foot, grown)
    ribbons.draw(sheet, widths, {each: _colour(each, column) for each in drawn})
    names = _draw_steps(sheet, lines, {step: roles.get(role, NOBODY) for step, role in who.items() if roles})
    others = [*_write_loops(sheet, drawn, scenario.language), *_write_around(sheet, head, notes)]
    keep_apart(sheet.axes, names, others, layout.low)
    _write_key(sheet, roles, len(notes), scenario.language)
    return figure


def _grown(across: float, printed: float | None) -> float:
    """Return how many times as large letters have to be, of a flow that goes so far (inches) from its first column to its last."""
    if printed is None:
        return 1.0
    per_inch = LEGIBLE / SMALL / printed  # what is beside the columns grows with the letters, and the sheet with it
    return max(1.0, per_inch * across / (1.0 - per_inch * (LEFT + RIGHT)))


def _drawn(flow: Flows) -> dict[Flow, float]:
    """Return the flows that are large enough, and the largest into and out of every step: none hangs loose."""
    large = {each for each, times in flow.times.items() if times >= LEAST}
    shown = {name for each in large for name in each[:2]}
    inside = {each: times for each, times in flow.times.items() if shown.issuperset(each[:2])}
    for side in (0, 1):
        for name in {each[side] for each in inside}:
            large.add(max((each for each in inside if each[side] == name), key=inside.__getitem__))
    return {each: times for each, times in flow.times.items() if each in large}


def _pitch(columns: int) -> float:
    """Return how far apart columns stand (inches): over the sheet, but neither too near nor too far."""
    least, most = PITCHES
    pitch = max(least, min(most, (SHEET - LEFT - RIGHT) / columns))
    return max(pitch, (NARROWEST - LEFT - RIGHT) / columns)


def _in_the_key(who: Mapping[str, str], pitch: float) -> dict[str, str]:
    """Return the colour of each role where there is no room to name them at their steps; else none."""
    roles = dict.fromkeys(role for role in who.values() if role)
    longest = max((len(role) for role in roles), default=0) + len(" · 99%")
    if longest * SMALL_LETTER <= pitch + 0.1 or len(roles) > len(ROLES):
        return {}
    return {role: ROLES[i % len(ROLES)] for i, role in enumerate(roles)}


def _abreast(roles: Mapping[str, str], width: float) -> int:
    """Return how many roles stand beside each other in the key of a sheet so wide (inches)."""
    longest = max(map(len, roles), default=0) * SMALL_LETTER + 0.45
    return max(1, min(len(roles), int((width - MARGIN) / longest)))


def _rows(roles: Mapping[str, str], width: float) -> int:
    return -(-len(roles) // _abreast(roles, width))


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


def sheet_for(
    layout: Layout, pitch: float, top: float, foot: float, grown: float = 1.0, narrowest: float = 0.0
) -> tuple[Picture, Sheet]:
    """Return a picture with room for a layout, and its sheet; all in inches."""
    width = max(narrowest, (LEFT + RIGHT) * grown + pitch * (layout.columns - 1))
    low, high = layout.low - foot, layout.high + top
    figure = Picture(figsize=(width, high - low))
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0.0, width)
    axes.set_ylim(low, high)
    axes.set_axis_off()
    return figure, Sheet(axes, layout, pitch, low, high, grown)


def _colour(each: Flow, column: Mapping[str, int]) -> str:
    here, to, manner = each
    if to in ENDINGS and to != "resolved":
        return GONE
    back = column[here] >= column[to]
    return AGAIN if manner == Manner.ON and back else MANNERS[manner]


def _draw_steps(sheet: Sheet, lines: Mapping[str, list[str]], colours: Mapping[str, str]) -> list[Lettering]:
    """Draw a bar for every step and ending, its name above it, or beside it at either end; return what is written at each step."""
    written = []
    for name, box in sheet.layout.boxes.items():
        x, half, colour = sheet.x(box.column), ribbons.BAR / 2, colours.get(name) or BARS.get(name, STEP)
        place, size = (x - half, box.bottom), (ribbons.BAR, box.height)
        sheet.axes.add_patch(Rectangle(place, *size, facecolor=colour, edgecolor="none", zorder=6))
        *named, last = lines[name]
        if name == START:
            sheet.text(x - half - 0.08, box.middle, "\n".join(lines[name]), ha="right", va="center")
        elif name in ENDINGS:
            sheet.text(x + half + 0.08, box.middle, "\n".join(lines[name]), va="center", weight="bold")
        else:
            under = sheet.text(x, box.top + 0.03, last, SMALL, ha="center", va="bottom", color=PALE)
            over = sheet.text(x, box.top + 0.03 + sheet.line, "\n".join(named), ha="center", va="bottom", linespacing=1.1)
            written.append(Lettering([under, over], (x - half, box.bottom, x + half, box.top)))
    return written


def _write_loops(sheet: Sheet, drawn: Mapping[Flow, float], language: str) -> list[Any]:
    """Write at every loop how often it is taken, and which way; return what is written."""
    written = []
    for each, times in drawn.items():
        if each in sheet.layout.loops:
            here, to = (sheet.x(sheet.layout.boxes[name].column) for name in each[:2])
            text, lane = f"◂ {flow_words.per_hundred(times, language)}", sheet.layout.loops[each]
            written.append(sheet.text((here + to) / 2, lane, text, SMALL, ha="center", va="center"))
    return written


def _write_around(sheet: Sheet, head: Sequence[str], notes: Sequence[str]) -> list[Any]:
    """Write the title and what is said below it, and the notes at the foot; return what is written."""
    axes, grown = sheet.axes, sheet.grown
    titles = [axes.text(MARGIN, sheet.high - 0.32, line, fontsize=13, weight="bold", color=INK) for line in head[:1]]
    below = [
        axes.text(MARGIN, sheet.high - 0.56 - LINE * 1.15 * number, line, fontsize=9, color=INK)
        for number, line in enumerate(head[1:])
    ]
    foot = [
        axes.text(MARGIN, sheet.low + 0.13 + sheet.line * (len(notes) - 1 - number), note, fontsize=SMALL * grown, color=PALE)
        for number, note in enumerate(notes)
    ]
    return [*titles, *below, *foot]


def _write_key(sheet: Sheet, roles: Mapping[str, str], notes: int, language: str) -> None:
    """Write what the colours of ribbons stand for, and above it those of roles."""
    used = {patch.get_gid() for patch in sheet.axes.patches}
    manners = {pick(text, language): colour for colour, text in _KEY.items() if colour in used}
    width = sheet.axes.get_xlim()[1] / sheet.grown
    for row, key in enumerate((manners, roles)):
        handles = [Patch(color=colour, label=name) for name, colour in key.items()]
        sheet.axes.figure.legend(
            handles=handles, loc="lower left", bbox_to_anchor=(MARGIN, sheet.low + 0.12 + sheet.line * (notes + 1.4 * row)),
            bbox_transform=sheet.axes.transData, ncols=_abreast(key, width), frameon=False, fontsize=SMALL * sheet.grown,
            borderpad=0, borderaxespad=0, handlelength=1.4, columnspacing=1.4,
        )  # fmt: skip
