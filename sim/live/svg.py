"""Pictures as SVG text: small, without scripts or styles of their own, each with its words for who can't see it."""

import math
from collections.abc import Sequence
from html import escape

from sim.live.telling import BETTER, WORSE, AgainstThreshold

A_COLOUR, B_COLOUR, GREY = "#6b6b6b", "#0072b2", "#8a8a8a"
COLOURS = {BETTER: "#0072b2", WORSE: "#c2410c"}
WIDE, HIGH = 320.0, 30.0  # of a strip
FURTHEST = 12.0  # thresholds at the end of a strip
Points = Sequence[tuple[float, float]]


def picture(width: float, height: float, said: str, *inside: str) -> str:
    """Return a picture with what it shows in words."""
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(said)}" xmlns="http://www.w3.org/2000/svg">'
        f"{''.join(inside)}</svg>"
    )


def shape(name: str, text: str = "", **given: object) -> str:
    """Return a shape; `stroke_width` becomes stroke-width."""
    said = "".join(f' {key.replace("_", "-")}="{_value(value)}"' for key, value in given.items())
    return f"<{name}{said}>{escape(text)}</{name}>" if text else f"<{name}{said}/>"


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else escape(str(value))


def place(times: float) -> float:
    """Return where a number of thresholds lies on a strip: ever closer together, and never beyond its ends."""
    part = math.copysign(math.log1p(min(abs(times), FURTHEST)) / math.log1p(FURTHEST), times)
    return WIDE / 2.0 + part * (WIDE / 2.0 - 10.0)


def strip(row: AgainstThreshold, said: str) -> str:
    """Return the difference with its interval in thresholds: better to the right, a triangle where it is clear."""
    middle = HIGH / 2.0
    low, high = place(-1.0), place(1.0)
    ground = shape("rect", x=low, y=2, width=high - low, height=HIGH - 4.0, fill="#e4e4e4")
    ground += shape("line", x1=2, x2=WIDE - 2.0, y1=middle, y2=middle, stroke="#ccc", stroke_width=1)
    line = shape("line", x1=WIDE / 2.0, x2=WIDE / 2.0, y1=0, y2=HIGH, stroke="#444", stroke_width=1)
    found = row.scaled
    if found is None:
        return picture(WIDE, HIGH, said, ground, line)
    at, left, right = map(place, found)
    colour = COLOURS.get(row.finding, GREY) if row.way else GREY
    bar = shape("rect", x=left, y=middle - 4.0, width=max(1.0, right - left), height=8, rx=2, fill=colour, fill_opacity=0.35)
    return picture(WIDE, HIGH, said, ground, bar, line, _mark(row.finding if row.way else "", at, middle, colour))


def _mark(finding: str, x: float, y: float, colour: str) -> str:
    if finding in COLOURS:
        way = 1.0 if finding == BETTER else -1.0
        points = f"{x + 8.0 * way:.1f},{y:.1f} {x - 6.0 * way:.1f},{y - 8.0:.1f} {x - 6.0 * way:.1f},{y + 8.0:.1f}"
        return shape("polygon", points=points, fill=colour)
    return shape("circle", cx=x, cy=y, r=5.5, fill="#fff", stroke=colour, stroke_width=2.5)


CURVE = (320.0, 190.0)
LEFT, RIGHT, TOP, FOOT = 40.0, 12.0, 12.0, 26.0


def curves(
    a: Points, b: Points, furthest: float, ticks: Sequence[tuple[float, str]], norm: tuple[float, str] | None, said: str
) -> str:
    """Return two falling curves of shares (0 to 1) over time: A dashed and grey, B drawn through; and the norm."""
    width, height = CURVE

    def x(time: float) -> float:
        return LEFT + (width - LEFT - RIGHT) * min(1.0, time / furthest)

    def y(share: float) -> float:
        return TOP + (height - TOP - FOOT) * (1.0 - share)

    def line(points: Points, **how: object) -> str:
        there = " ".join(f"{x(time):.1f},{y(share):.1f}" for time, share in points if time <= furthest)
        return shape("polyline", "", points=there, fill="none", **how)

    grid = [_level(y(share), f"{100 * share:.0f}%", width) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    marks = [shape("text", text, x=x(time), y=height - 8.0, text_anchor="middle", font_size=11, fill="#333") for time, text in ticks]
    limit = [] if norm is None or norm[0] > furthest else [_limit(x(norm[0]), norm[1], height)]
    drawn = [
        line(a, stroke=A_COLOUR, stroke_width=2.5, stroke_dasharray="6 4"),
        line(b, stroke=B_COLOUR, stroke_width=3),
    ]
    return picture(width, height, said, *grid, *marks, *limit, *drawn)


def _limit(x: float, text: str, height: float) -> str:
    """Return the norm as an upright line, with its word at the side where there is room."""
    line = shape("line", x1=x, x2=x, y1=TOP, y2=height - FOOT, stroke="#333", stroke_dasharray="1 4")
    at, anchor = (x - 4.0, "end") if x > CURVE[0] / 2.0 else (x + 4.0, "start")
    return line + shape("text", text, x=at, y=TOP + 10.0, text_anchor=anchor, font_size=11, fill="#333")


def _level(y: float, text: str, width: float) -> str:
    rule = shape("line", x1=LEFT, x2=width - RIGHT, y1=y, y2=y, stroke="#ddd", stroke_width=1)
    return rule + shape("text", text, x=LEFT - 5.0, y=y + 4.0, text_anchor="end", font_size=11, fill="#333")


def bars(a: float, b: float, most: float, said: str) -> str:
    """Return two bars below each other, that of A above that of B."""
    part = 1.0 / most if most > 0.0 else 0.0
    upper = shape("rect", x=0, y=2, width=max(1.0, 158.0 * a * part), height=7, fill="#fff", stroke=A_COLOUR, stroke_width=1.5)
    lower = shape("rect", x=0, y=12, width=max(1.0, 158.0 * b * part), height=8, fill=B_COLOUR)
    return picture(160.0, 22.0, said, upper, lower)
