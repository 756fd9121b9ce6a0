"""Keeps what is written at neighbouring places of a picture apart: what has no room is moved, with a thin line to its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

STEP, FARTHEST = 0.05, 8.0  # inches that texts are moved at a time, and at most
AIR = 0.02  # inches around what is written
LEADER = "#B5B5B5"
Box = tuple[float, float, float, float]  # left, bottom, right, top (inches)


@dataclass(frozen=True)
class Lettering:
    """What is written above a bar, as one; and the bar."""

    texts: Sequence[Any]
    bar: Box


def keep_apart(axes: Any, written: Sequence[Lettering], others: Sequence[Any], floor: float) -> None:
    """Move what is written, from left to right, to the nearest free place above its bar or below it, not below a floor.

    Free is what lies over no bar and over nothing that is written; the figure grows as needed. The axes are in inches, over
    all of the figure.
    """
    axes.figure.draw_without_rendering()  # texts are measured as they will be drawn: no formulas
    taken = [*(_box(axes, [text]) for text in others), *(one.bar for one in written)]
    for one in sorted(written, key=lambda one: one.texts[0].get_position()):
        box = _box(axes, one.texts)
        by = next((by for by in _ways(box, one.bar, floor) if not any(_meet(_moved(box, by), other) for other in taken)), 0.0)
        taken.append(_moved(box, by))
        if by:
            _move(axes, one, by, box)
    _grow(axes, max((box[3] for box in taken), default=0.0))


def _box(axes: Any, texts: Sequence[Any]) -> Box:
    inside = axes.transData.inverted()
    ends = [inside.transform_bbox(text.get_window_extent()) for text in texts if text.get_text()]
    return min(one.x0 for one in ends), min(one.y0 for one in ends), max(one.x1 for one in ends), max(one.y1 for one in ends)


def _ways(box: Box, bar: Box, floor: float) -> Iterator[float]:
    """Yield by how much a box may go up, or down to below its bar, the nearest first."""
    for number in range(int(FARTHEST / STEP)):
        by = number * STEP
        yield by
        if box[3] - by < bar[1] - AIR and box[1] - by > floor:
            yield -by


def _moved(box: Box, by: float) -> Box:
    return box[0], box[1] + by, box[2], box[3] + by


def _meet(one: Box, other: Box) -> bool:
    beside = one[0] < other[2] + AIR and other[0] < one[2] + AIR
    return beside and one[1] < other[3] + AIR and other[1] < one[3] + AIR


def _move(axes: Any, one: Lettering, by: float, box: Box) -> None:
    for text in one.texts:
        x, y = text.get_position()
        text.set_position((x, y + by))
    x = one.texts[0].get_position()[0]
    ends = (box[1], box[1] + by) if by > 0.0 else (one.bar[1], box[3] + by)
    axes.plot([x, x], ends, color=LEADER, linewidth=0.7, zorder=5)


def _grow(axes: Any, highest: float) -> None:
    """Make the figure so much higher that all that is written stands on it."""
    low, top = axes.get_ylim()
    if (more := highest + AIR - top) > 0.0:
        width, height = axes.figure.get_size_inches()
        axes.figure.set_size_inches(width, height + more)
        axes.set_ylim(low, top + more)
