"""The process of a design as a picture before anything runs: channels, steps with who does them, shares, delays, loops."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.patches import Patch, Rectangle

from sim.analyses.process import AGAIN, ON, REWORK, START, Process, Way
from sim.scenario.fields.design import ENDINGS
from sim.scenario.fields.model import Scenario
from sim.scenario.load import title_of, variant
from sim.views import flow, flow_words, law_words, path_words, ribbons
from sim.views.columns import Edge, Layout, columns_of, laid_out
from sim.views.findings.draw import NOTE, part, who
from sim.views.flow import INK, LEFT, MARGIN, PALE, RIGHT, SHEET, TALLEST, Sheet
from sim.views.plots import Picture
from sim.views.words import Scale, pick

LETTER, LINE = 0.064, 0.14  # inches: a letter and a line of the smallest text
NAME, SMALL = 8.5, 8.0  # points
ROOM, WIDEST = 0.14, 0.9  # inches: the least width of a way, for its share, and that of all needs together
NARROWEST, BROADEST = 0.9, 2.1  # inches between columns
HEAD, FOOT = 0.75, 1.0
CHANNEL, ALONE = "#93A1AD", "#5F6B75"
ASKS, COMPLAINS, FINDS = "?chasing", "?complaints", "?recontact"
_SOURCES = {
    ASKS: ("asks where it is", "vraagt waar het blijft"),
    COMPLAINS: ("complains", "dient een klacht in"),
    FINDS: ("finds an error", "ontdekt een fout"),
}
_KEY = {
    flow.ON: ("on", "verder"),
    flow.AGAIN: ("back, no rework", "terug, geen herstelwerk"),
    flow.REWORK: ("back for an error, or unresolved", "terug door een fout, of onopgelost"),
    flow.GONE: ("not resolved", "niet opgelost"),
}
_ABSENT = ("back office", "achterkant")


@dataclass(frozen=True)
class Drawn:
    """What is drawn: ways by edge, how wide each is, and the column of every part."""

    ways: Mapping[Edge, Way]
    times: Mapping[Edge, float]
    column: Mapping[str, int]
    pitch: float
    roles: tuple[str, ...]

    @property
    def letters(self) -> int:
        """How many letters a line has between two columns."""
        return max(10, int(self.pitch / LETTER))

    @property
    def numbered(self) -> bool:
        """Whether roles go by a number, as there is no room for their names at the steps."""
        return max((len(word) for role in self.roles for word in role.split("_")), default=0) > self.letters


def picture(scenario: Scenario, found: Process) -> Picture:
    """Draw the process, in the language of the scenario."""
    drawn = _drawn(scenario, found)
    lines = _labels(scenario, found, drawn)
    colours = {role: flow.ROLES[i % len(flow.ROLES)] for i, role in enumerate(drawn.roles)}
    above = {name: 0.06 + LINE * len(lines[name]) * (name not in ENDINGS and drawn.column[name] > 0) for name in drawn.column}
    widths, layout = _fitted(drawn, above, TALLEST - FOOT - HEAD)
    figure, sheet = flow.sheet_for(layout, drawn.pitch, HEAD, FOOT, narrowest=6.0)
    ribbons.draw(sheet, widths, {edge: _colour(way, drawn) for edge, way in drawn.ways.items()})
    _write_shares(sheet, drawn, widths, scenario.language)
    for name in drawn.column:
        step = found.steps.get(name)
        colour = colours[step.role] if step and step.role else ALONE if step else flow.BARS.get(name, CHANNEL)
        _write_part(sheet, name, lines[name], colour)
    _write_around(sheet, scenario, found, _roles_in_key(drawn, colours))
    return figure


def _drawn(scenario: Scenario, found: Process) -> Drawn:
    ways = [*found.ways, *_sources(scenario, found)]
    edges = {(way.origin, way.to, i): way for i, way in enumerate(ways)}
    times = {edge: way.share * found.times.get(way.origin, 0.0) for edge, way in edges.items()}
    parts = {name for edge in edges for name in edge[:2]}
    channels = [name for name in dict.fromkeys(way.to for way in ways if way.origin == START) if name not in found.steps]
    sources = [name for name in _SOURCES if name in parts]
    order = [START, *channels, *(name for name in found.steps if name in parts)]
    ends = [name for name in flow_words.ENDINGS if name in parts]
    column = columns_of([edge for edge in edges if edge[0] not in sources], _in_order(order, edges), ends)
    column |= dict.fromkeys(sources, 0)
    pitch = (SHEET - LEFT - RIGHT) / max(1, max(column.values()))
    roles = dict.fromkeys(step.role for name, step in found.steps.items() if step.role and name in column)
    return Drawn(edges, times, column, max(NARROWEST, min(BROADEST, pitch)), tuple(roles))


def _roles_in_key(drawn: Drawn, colours: Mapping[str, str]) -> dict[str, str]:
    """Return the colour of each role with its number, where roles go by numbers."""
    named = enumerate(drawn.roles if drawn.numbered else (), 1)
    return {f"{i} {path_words.named(role)}": colours[role] for i, role in named}


def _in_order(order: Sequence[str], edges: Mapping[Edge, Way]) -> list[str]:
    """Return the parts in the order in which one comes to them along ways on, as far as there is one."""
    place = {name: i for i, name in enumerate(order)}
    done: list[str] = []
    todo = list(order)
    while todo:
        before = {to for (a, to, _), way in edges.items() if a in todo and a != to and way.manner == ON}
        free = [name for name in todo if name not in before] or todo[:1]
        done.append(min(free, key=place.__getitem__))
        todo.remove(done[-1])
    return done


def _sources(scenario: Scenario, found: Process) -> list[Way]:
    """Return where customers come in again by themselves: who asks where it is, complains, or finds an error."""
    design = variant(scenario, found.design)
    asked = design.chasing.step if design.chasing and scenario.world.chasing else None
    erring = any(step.right_first_time < 1.0 for step in design.steps.values())
    begins = {ASKS: asked, COMPLAINS: design.complaints, FINDS: design.recontact if erring else None}
    return [Way(source, step, 1.0, AGAIN) for source, step in begins.items() if step]


def _labels(scenario: Scenario, found: Process, drawn: Drawn) -> dict[str, list[str]]:
    """Return the lines at every part: what it is called, who does it, and how long it takes."""
    language = scenario.language
    lines = {name: _wrapped(pick(said, language), 14) for name, said in _SOURCES.items()}
    lines[START] = _wrapped(", ".join(map(path_words.named, scenario.world.needs)), 16)[:8]
    for name in drawn.column:
        if name in ENDINGS:
            lines[name] = [path_words.ending(name, language)]
        elif name in found.steps:
            lines[name] = _of_step(found, name, language, drawn)
        elif name not in lines:  # a channel
            lines[name] = _wrapped(part(name), drawn.letters)
    return lines


def _wrapped(text: str, letters: int) -> list[str]:
    return textwrap.wrap(text, letters, break_long_words=False)


def _of_step(found: Process, name: str, language: str, drawn: Drawn) -> list[str]:
    step, takes = found.steps[name], law_words.said(found.steps[name].takes, language)
    if drawn.numbered and step.role:
        parts = [path_words.named(name), f"{drawn.roles.index(step.role) + 1} · {takes}"]
    else:
        absent = step.customer == "absent" and step.role is not None
        role = who(found, name, language) + (f" ({pick(_ABSENT, language)})" if absent else "")
        parts = [path_words.named(name), role, takes]
    return [line for part in parts for line in _wrapped(part, drawn.letters)]


def _fitted(drawn: Drawn, above: Mapping[str, float], room: float) -> tuple[dict[Edge, float], Layout]:
    """Return the width of every way, wide enough for its share to be written, and the layout, within the room if that can be."""
    ends = [name for name in flow_words.ENDINGS if name in drawn.column]
    scale = WIDEST
    while True:
        widths = {edge: max(ROOM, scale * times) for edge, times in drawn.times.items()}
        layout = laid_out(widths, drawn.column, above, ends)
        if layout.high - layout.low <= room or scale < WIDEST / 20:
            return widths, layout
        scale *= 0.8


def _colour(way: Way, drawn: Drawn) -> str:
    if way.to in ENDINGS and way.to != "resolved":
        return flow.GONE
    if way.manner in (AGAIN, REWORK):
        return flow.REWORK
    return flow.AGAIN if drawn.column[way.origin] >= drawn.column[way.to] else flow.ON


def _write_shares(sheet: Sheet, drawn: Drawn, widths: Mapping[Edge, float], language: str) -> None:
    """Write at each way its share, where there are several, and the delay on it."""
    ports = ribbons.ports_of(sheet.layout, widths)
    several = {way.origin for way in drawn.ways.values() if way.share < 0.9995}
    for edge, way in drawn.ways.items():
        share = Scale(100.0, "%", 0 if way.share >= 0.0095 else 1, language).quantity(way.share)
        parts = [share] if way.origin in several else []
        parts += [law_words.time(way.after.mean, language, way.after.unit)] if way.after else []
        text = " · ".join(parts)
        if not text:
            continue
        y = ports[edge, 0] - widths[edge] / 2
        how: dict[str, Any] = {"ha": "left", "va": "center"}
        if edge in sheet.layout.loops:
            here, to = (sheet.x(sheet.layout.boxes[name].column) for name in edge[:2])
            sheet.text((here + to) / 2, sheet.layout.loops[edge], f"◂ {text}", SMALL, ha="center", va="center")
        else:
            sheet.text(sheet.x(drawn.column[way.origin]) + ribbons.BAR / 2 + 0.03, y, text, SMALL, **how)


def _write_part(sheet: Sheet, name: str, lines: Sequence[str], colour: str) -> None:
    """Draw the bar of a part, with its lines above it, or beside it at either end."""
    box = sheet.layout.boxes[name]
    x, half = sheet.x(box.column), ribbons.BAR / 2
    place, area = (x - half, box.bottom), (ribbons.BAR, box.height)
    sheet.axes.add_patch(Rectangle(place, *area, facecolor=colour, edgecolor="none", zorder=6))
    if box.column == 0:
        sheet.text(x - half - 0.08, box.middle, "\n".join(lines), NAME, ha="right", va="center")
    elif name in ENDINGS:
        sheet.text(x + half + 0.08, box.middle, "\n".join(lines), NAME, va="center", weight="bold")
    else:
        sheet.text(
            x, box.top + 0.04, "\n".join(lines), SMALL, ha="center", va="bottom", linespacing=1.15, color=INK
        )


def _write_around(sheet: Sheet, scenario: Scenario, found: Process, roles: Mapping[str, str]) -> None:
    """Write the title, what the colours stand for, and how it was found."""
    axes, language = sheet.axes, scenario.language
    title = f"{scenario.title}: {title_of(scenario, found.design) or path_words.named(found.design)}"
    axes.text(MARGIN, sheet.high - 0.32, title, fontsize=12, weight="bold", color=INK)
    used = {patch.get_gid() for patch in axes.patches}
    kinds = {pick(said, language): colour for colour, said in _KEY.items() if colour in used}
    for row, key in enumerate((kinds, roles)):
        axes.figure.legend(
            handles=[Patch(color=colour, label=name) for name, colour in key.items()], loc="lower left",
            bbox_to_anchor=(MARGIN, sheet.low + 0.42 + 0.2 * row), bbox_transform=axes.transData, ncols=max(len(key), 1),
            frameon=False, fontsize=SMALL, borderpad=0, borderaxespad=0, handlelength=1.4,
        )  # fmt: skip
    note = textwrap.wrap(pick(NOTE, language), int((axes.get_xlim()[1] - 2 * MARGIN) / LETTER))
    axes.text(MARGIN, sheet.low + 0.3, "\n".join(note), fontsize=SMALL, color=PALE, va="top")
