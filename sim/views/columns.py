"""Where the parts of a flow picture go: steps in columns, ribbons between them, loops under them. All in inches.

Layers and order as in Sugiyama, Tagawa & Toda 1981: what passes a column without stopping has a place of its own there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Edge = tuple[str, str, int]  # from, to, and which of several ribbons between the two

SWEEPS = 24
GAP = 0.09  # between what stands or passes in a column
LANE = 0.16  # between loops, room for a number
UNDER = 1.0  # a loop runs over the columns only if that is shorter by so much


@dataclass(eq=False)
class Box:
    """A step, an ending, or the place where a ribbon passes a column; room is kept above for its name, below for its own loops."""

    name: str
    column: int
    height: float
    above: float = 0.0
    below: float = 0.0
    top: float = 0.0
    before: list[tuple["Box", float]] = field(default_factory=list)
    after: list[tuple["Box", float]] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Its middle."""
        return self.top - self.height / 2.0

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top - self.height

    @property
    def size(self) -> float:
        """The height of all the room it takes."""
        return self.above + self.height + self.below


@dataclass(frozen=True)
class Layout:
    """Boxes by name, the boxes that each ribbon goes through, how high (y) each loop runs and whether over the columns."""

    boxes: Mapping[str, Box]
    ribbons: Mapping[Edge, tuple[Box, ...]]
    loops: Mapping[Edge, float]
    over: frozenset[Edge]
    columns: int
    low: float
    high: float


def columns_of(edges: Iterable[Edge], order: Sequence[str], ends: Sequence[str]) -> dict[str, int]:
    """Return the column of every step: one beyond all that lead to it and come before it in the usual order; endings last."""
    place, column = (
        {name: i for i, name in enumerate(order)},
        {name: min(i, 1) for i, name in enumerate(order)},
    )
    onward = [(a, b) for a, b, _ in edges if a in place and b in place and place[a] < place[b]]
    for a, b in sorted(onward, key=lambda pair: place[pair[0]]):
        column[b] = max(column[b], column[a] + 1)
    return column | dict.fromkeys(ends, max(column.values()) + 1)


def laid_out(
    widths: Mapping[Edge, float], column: Mapping[str, int], above: Mapping[str, float], last: Sequence[str]
) -> Layout:
    """Return where all goes; `widths` of the ribbons, `above` each name the room it takes, `last` the endings from the top."""
    loops = {edge for edge in widths if column[edge[0]] >= column[edge[1]]}
    boxes = {name: Box(name, column[name], _height(name, widths), above[name]) for name in column}
    for edge in loops:
        boxes[edge[0]].below += (widths[edge] + LANE) * (edge[0] == edge[1])
    ribbons = {edge: _through(edge, boxes, width) for edge, width in widths.items() if edge not in loops}
    by_column: dict[int, list[Box]] = defaultdict(list)
    for box in dict.fromkeys([*boxes.values(), *(box for parts in ribbons.values() for box in parts)]):
        by_column[box.column].append(box)
    ranks = [by_column[number] for number in sorted(by_column)]
    _order(ranks, last)
    _place(ranks)
    lanes, over, low, high = _lanes(loops, widths, boxes, ranks)
    return Layout(boxes, ribbons, lanes, over, len(ranks), low, high)


def _height(name: str, widths: Mapping[Edge, float]) -> float:
    return max(sum(width for edge, width in widths.items() if edge[side] == name) for side in (0, 1))


def _through(edge: Edge, boxes: Mapping[str, Box], width: float) -> tuple[Box, ...]:
    """Return the boxes that a ribbon goes through, and let them know of one another."""
    first, final = boxes[edge[0]], boxes[edge[1]]
    passing = [Box("", number, width) for number in range(first.column + 1, final.column)]
    parts = (first, *passing, final)
    for one, other in pairwise(parts):
        one.after.append((other, width))
        other.before.append((one, width))
    return parts


def _order(ranks: list[list[Box]], last: Sequence[str]) -> None:
    """Order the columns by the mean place of their neighbours, to and fro; keep what crosses least."""
    ranks[-1].sort(key=lambda box: last.index(box.name))
    best, least = [list(rank) for rank in ranks], float("inf")
    for sweep in range(SWEEPS):
        side = "after" if sweep % 2 == 0 else "before"
        for rank in ranks[-2::-1] if sweep % 2 == 0 else ranks[1:-1]:
            places = {box: i for other in ranks for i, box in enumerate(other)}
            means = {box: _mean_place(box, side, places) for box in rank}
            rank.sort(key=means.__getitem__)
        crossings = _crossings(ranks)
        if crossings < least:
            best, least = [list(rank) for rank in ranks], crossings
    ranks[:] = best


def _mean_place(box: Box, side: str, places: Mapping[Box, int]) -> float:
    near = getattr(box, side)
    total = sum(width for _, width in near)
    return sum(places[other] * width for other, width in near) / total if total else float(places[box])


def _crossings(ranks: Sequence[Sequence[Box]]) -> float:
    """Return how much ribbon crosses ribbon: the sum of the products of their widths."""
    found = 0.0
    for rank, following in pairwise(ranks):
        place = {box: i for i, box in enumerate(following)}
        links = [(i, place[to], width) for i, box in enumerate(rank) for to, width in box.after]
        found += sum(w * v for i, j, w in links for k, m, v in links if i < k and j > m)
    return found


def _place(ranks: Sequence[list[Box]]) -> None:
    """Let every box come as near its neighbours as those above and below it allow."""
    for rank in ranks:
        _settle(rank, [0.0] * len(rank))
    for sweep in range(SWEEPS):
        for rank in ranks if sweep % 2 else ranks[::-1]:
            _settle(rank, [_wanted(box) for box in rank])


def _wanted(box: Box) -> float:
    near = [*box.before, *box.after]
    total = sum(width for _, width in near)
    return sum(other.middle * width for other, width in near) / total if total else box.middle


def _settle(rank: list[Box], middles: Sequence[float]) -> None:
    """Put the boxes of a column one under the other, their middles where wanted as far as may be (least squares by height)."""
    groups: list[list[float]] = []  # weight, wanted top less offset, extent
    sizes = [box.size + GAP for box in rank]
    for box, middle, size in zip(rank, middles, sizes, strict=True):
        weight = box.height + 1e-6
        groups.append([weight, middle + box.height / 2.0 + box.above, size, 1])
        while len(groups) > 1 and groups[-2][1] - groups[-2][2] < groups[-1][1]:
            w, top, extent, count = groups.pop()
            other = groups[-1]
            other[1] = (other[0] * other[1] + w * (top + other[2])) / (other[0] + w)
            other[0], other[2], other[3] = other[0] + w, other[2] + extent, other[3] + count
    number = 0
    for _, top, _, count in groups:
        for _ in range(int(count)):
            rank[number].top = top - rank[number].above
            top -= sizes[number]
            number += 1


def _lanes(
    loops: Iterable[Edge],
    widths: Mapping[Edge, float],
    boxes: Mapping[str, Box],
    ranks: Sequence[Sequence[Box]],
) -> tuple[dict[Edge, float], frozenset[Edge], float, float]:
    """Return how high each loop runs, which run over the columns, and how low and high all of it reaches.

    The shortest run nearest; from a step to itself right below it; others below all columns between their ends, or above.
    """
    floor = [min(box.bottom - box.below for box in rank) for rank in ranks]
    ceiling = [max(box.top + box.above for box in rank) for rank in ranks]
    lanes, over, own = dict[Edge, float](), set[Edge](), {name: box.bottom for name, box in boxes.items()}
    for edge in sorted(loops, key=lambda edge: (_span(edge, boxes), -widths[edge], edge)):
        here, to, width = boxes[edge[0]], boxes[edge[1]], widths[edge]
        spanned = range(to.column, here.column + 1)
        under = min(floor[number] for number in spanned) - LANE - width / 2
        above = max(ceiling[number] for number in spanned) + LANE + width / 2
        if here is to:
            lanes[edge] = own[here.name] - LANE - width / 2
            own[here.name] = lanes[edge] - width / 2
        elif 2 * above - here.top - to.top + UNDER < here.bottom + to.bottom - 2 * under:
            lanes[edge] = above
            over.add(edge)
            for number in spanned:
                ceiling[number] = above + width / 2
        else:
            lanes[edge] = under
            for number in spanned:
                floor[number] = under - width / 2
    return lanes, frozenset(over), min(floor), max(ceiling)


def _span(edge: Edge, boxes: Mapping[str, Box]) -> int:
    return boxes[edge[0]].column - boxes[edge[1]].column
