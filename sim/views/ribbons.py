"""Ribbons and loops of a flow picture, drawn in inches on a sheet with columns."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Protocol

from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from sim.views.columns import Edge, Layout

BAR = 0.13  # inches, the width of a step
ROUND = 0.09  # inches, the corners of a loop
THINNEST = 0.012  # inches, so that it can be seen

Ports = dict[tuple[Edge, int], float]  # the upper edge of a ribbon where it leaves (0) or enters (1) a step


class Surface(Protocol):
    """Where is drawn."""

    @property
    def axes(self) -> Any: ...

    @property
    def layout(self) -> Layout: ...

    def x(self, column: int) -> float: ...


def draw(sheet: Surface, widths: Mapping[Edge, float], colours: Mapping[Edge, str]) -> None:
    """Draw all ribbons, the widest at the back, and the loops over them."""
    ports = ports_of(sheet.layout, widths)
    for edge in sorted(sheet.layout.ribbons, key=lambda edge: -widths[edge]):
        _ribbon(sheet, edge, widths[edge], colours[edge], ports)
    offsets = _offsets(sheet.layout, widths)
    for edge in sorted(sheet.layout.loops, key=lambda edge: -widths[edge]):
        _loop(sheet, edge, widths[edge], colours[edge], ports, offsets)


def ports_of(layout: Layout, widths: Mapping[Edge, float]) -> Ports:
    """Return where ribbons leave and enter: in the order in which they come, loops over and under, the nearest outermost."""
    ports: Ports = {}
    for name, box in layout.boxes.items():
        for side in (0, 1):
            top = box.top
            onward = [edge for edge in layout.ribbons if edge[side] == name]
            onward.sort(key=lambda edge: -layout.ribbons[edge][1 if side == 0 else -2].middle)
            back = sorted((edge for edge in layout.loops if edge[side] == name), key=layout.loops.__getitem__)
            over = [edge for edge in back if edge in layout.over]
            for edge in [*over, *onward, *(edge for edge in back if edge not in layout.over)]:
                ports[edge, side] = top
                top -= widths[edge]
    return ports


def _ribbon(sheet: Surface, edge: Edge, width: float, colour: str, ports: Ports) -> None:
    """Draw a ribbon from step to step, level where it passes a column."""
    boxes, half = sheet.layout.ribbons[edge], BAR / 2
    stations = [(sheet.x(boxes[0].column) + half, ports[edge, 0])]
    for box in boxes[1:-1]:
        stations += [(sheet.x(box.column) - half, box.top), (sheet.x(box.column) + half, box.top)]
    stations.append((sheet.x(boxes[-1].column) - half, ports[edge, 1]))
    shown = max(width, THINNEST)
    upper = list(_curve(stations))
    lower = list(_curve([(x, y - shown) for x, y in reversed(stations)]))
    codes = [
        Outline.MOVETO,
        *[Outline.CURVE4] * (len(upper) - 1),
        Outline.LINETO,
        *[Outline.CURVE4] * (len(lower) - 1),
    ]
    outline = Outline([*upper, *lower, upper[0]], [*codes, Outline.CLOSEPOLY])
    sheet.axes.add_patch(
        PathPatch(
            outline, facecolor=colour, edgecolor="white", linewidth=0.4, alpha=0.9, zorder=2, gid=colour
        )
    )


def _curve(stations: Sequence[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    yield stations[0]
    for (x, y), (further, there) in pairwise(stations):
        middle = (x + further) / 2
        yield from ((middle, y), (middle, there), (further, there))


def _offsets(layout: Layout, widths: Mapping[Edge, float]) -> Ports:
    """Return how far from their columns loops go down and up: the shallower, the nearer."""
    offsets: Ports = {}
    for side in (0, 1):
        taken: dict[int, float] = {}
        for edge in sorted(layout.loops, key=lambda edge: abs(layout.loops[edge] - _end(layout, edge, side))):
            column = layout.boxes[_name(edge, side)].column
            width = max(widths[edge], THINNEST)
            start = taken.get(column, BAR / 2 + 0.07)
            offsets[edge, side] = start + width / 2
            taken[column] = start + width + 0.035
    return offsets


def _name(edge: Edge, side: int) -> str:
    return edge[1] if side else edge[0]


def _end(layout: Layout, edge: Edge, side: int) -> float:
    return layout.boxes[_name(edge, side)].middle


def _loop(sheet: Surface, edge: Edge, width: float, colour: str, ports: Ports, offsets: Ports) -> None:
    """Draw a loop: out of a step at its right, back under (or over) the columns, and into a step from its left."""
    lane, width = sheet.layout.loops[edge], max(width, THINNEST)
    here, to = (sheet.x(sheet.layout.boxes[_name(edge, side)].column) for side in (0, 1))
    leaves, enters = ports[edge, 0] - width / 2, ports[edge, 1] - width / 2
    right, left = here + offsets[edge, 0], to - offsets[edge, 1]
    corners = [
        (here + BAR / 2, leaves), (right, leaves), (right, lane), (left, lane), (left, enters), (to - BAR / 2, enters)
    ]  # fmt: skip
    line = PathPatch(
        _rounded(corners, ROUND + width / 2), facecolor="none", edgecolor=colour, linewidth=72 * width,
        capstyle="butt", joinstyle="round", zorder=4, gid=colour,
    )  # fmt: skip
    sheet.axes.add_patch(line)


def _rounded(corners: Sequence[tuple[float, float]], radius: float) -> Outline:
    """Return a line along corners, each of them rounded as far as its sides allow."""
    points, codes = [corners[0]], [Outline.MOVETO]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        points += [_toward(corner, before, radius), corner, _toward(corner, after, radius)]
        codes += [Outline.LINETO, Outline.CURVE3, Outline.CURVE3]
    return Outline([*points, corners[-1]], [*codes, Outline.LINETO])


def _toward(start: tuple[float, float], end: tuple[float, float], distance: float) -> tuple[float, float]:
    """Return the point that lies so far from start toward end, halfway at most."""
    length = abs(end[0] - start[0]) + abs(end[1] - start[1])
    part = min(distance / length, 0.5) if length else 0.0
    return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])
