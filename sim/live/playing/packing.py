"""One design of a day as columns of whole numbers: moves, staff, and where its places stand by the flow."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.kernel import order
from sim.kernel.limits import Unusable
from sim.live.playing.moves import AWAY, ENDINGS, HOME, LAID_DOWN, OVER, SELF, DotMove, MoveReader, Who
from sim.records import log
from sim.scenario.text.calendars import UNLIMITED
from sim.views.columns import columns_of

MOST = 100_000  # moves of a day in one design
BEFORE = -1  # the second of what was so when the day began
SECONDS = 60.0  # in a minute
SELDOM = 0.02  # share of the busiest flow from which a flow says where places stand
Numbers = dict[Who, int]  # by case


@dataclass(frozen=True, eq=False)
class DayHours:
    """From when to when (minutes of the run)."""

    begin: float
    end: float

    def second(self, time: float) -> int:
        """Return in which second of the window a time falls."""
        return max(BEFORE, int((time - self.begin) * SECONDS + 1e-6)) if time >= self.begin else BEFORE


@dataclass(frozen=True, eq=False)
class DayOfDesign:
    """The moves of one design in a window, and the names of its roles as the page has them."""

    rows: Any
    blueprint: Blueprint
    moves: list[DotMove]

    @property
    def names(self) -> list[str]:
        """The roles, then the place of the customers themselves."""
        return [*(name.replace("_", " ") for name in self.blueprint.role_names), ""]

    @property
    def roles(self) -> int:
        """How many roles."""
        return len(self.blueprint.role_names)


def packed(logs: Sequence[tuple[Any, Blueprint]], window: DayHours) -> list[dict[str, Any]]:
    """Return designs as the page takes them: each case has one number in all of them, roles of one name stand alike.

    Raises Unusable for a day with more moves than a page can show.
    """
    parts = [DayOfDesign(rows, blueprint, within(rows, blueprint, window)) for rows, blueprint in logs]
    for one in parts:
        if len(one.moves) > MOST:
            raise Unusable(
                f"day: {len(one.moves):,} moves in {one.blueprint.design!r}, at most {MOST:,} can be shown; choose a quieter date"
            )
    columns, numbers = _columns(parts), Numbers()
    return [_packed(one, columns, window, numbers) for one in parts]


def _packed(part: DayOfDesign, columns: Mapping[str, int], window: DayHours, numbers: Numbers) -> dict[str, Any]:
    here = [place for place, name in enumerate(part.names) if name in columns and (place < part.roles or _is_met(part, place))]
    here.sort(key=lambda place: columns[part.names[place]])
    ranks = {column: rank for rank, column in enumerate(sorted({columns[part.names[place]] for place in here}))}
    return {
        "roles": part.names[:-1],
        "places": outside(part.roles),
        "stations": [[place, ranks[columns[part.names[place]]]] for place in here],
        "flows": [[one, other, n] for (one, other), n in sorted(flows(part).items())],
        "staff": [staff(part.rows, part.blueprint, role, window) for role in range(part.roles)],
        "moves": _as_columns(part.moves, window, numbers),
    }


def within(rows: Any, blueprint: Blueprint, window: DayHours) -> list[DotMove]:
    """Return the moves in a window, before them where everybody is who was inside when it began."""
    inside: dict[Who, DotMove] = {}
    found: list[DotMove] = []
    over = {len(blueprint.role_names) + place for place in OVER}
    home = len(blueprint.role_names) + HOME
    for move in MoveReader(blueprint).moves(concerned(rows[rows["time"] < window.end], window.begin)):
        if move.time >= window.begin:
            found.append(move)
        elif move.place in over or move.place == home:
            inside.pop(move.who, None)
        else:
            inside[move.who] = move
    return [*inside.values(), *_thinned(found, home, over)]


def concerned(rows: Any, begin: float) -> Any:
    """Return the rows of customers of whom anything is open or moves from a time on: most of a long run is over by then."""
    about = np.flatnonzero(rows["case"] >= 0)
    case, what = rows["case"][about], rows["what"][about]
    customers = np.where(rows["customer"][about] >= 0, rows["customer"][about], case & ~(1 << order.COMPLAINT_BIT))
    before = rows["time"][about] < begin
    _, last = np.unique(case[before][::-1], return_index=True)  # of each case its last row
    still = before.sum() - 1 - last
    here = customers[before][still][~np.isin(what[before][still], ENDINGS)]
    return rows[about[np.isin(customers, np.concatenate([here, customers[~before]]))]]


def _thinned(moves: Sequence[DotMove], home: int, over: set[int]) -> list[DotMove]:
    """Leave out where nobody stays: the next move is at the same instant, and nothing is counted by this one."""
    following: dict[Who, float] = {}
    kept = []
    for move in reversed(moves):
        counts = move.place == home or move.place in over or move.state > LAID_DOWN
        if counts or following.get(move.who) != move.time:
            kept.append(move)
        following[move.who] = move.time
    return kept[::-1]


def _as_columns(moves: Iterable[DotMove], window: DayHours, numbers: Numbers) -> dict[str, list[int]]:
    columns: dict[str, list[int]] = {name: [] for name in ("gap", "who", "place", "state", "person", "band", "flags")}
    last = BEFORE
    for move in moves:
        second = window.second(move.time)
        who = numbers.setdefault(move.who, len(numbers))
        flags = move.again + 2 * move.present + 4 * (move.who[1] > 0)
        row = (second - last, who, move.place, move.state, move.person, move.band, flags)
        for column, value in zip(columns.values(), row, strict=True):
            column.append(value)
        last = second
    return columns


def staff(rows: Any, blueprint: Blueprint, role: int, window: DayHours) -> list[list[int]]:
    """Return from which second on how many people of a role are on shift, -1 for no limit; first at the beginning."""
    changes = rows[(rows["what"] == log.STAFF) & (rows["role"] == role) & (rows["time"] < window.end)]
    found = [[BEFORE, int(blueprint.record["role_staff"][role])]]
    for time, count in zip(changes["time"].tolist(), changes["visit"].tolist(), strict=True):
        second = window.second(time)
        if second == found[-1][0]:
            found.pop()
        found.append([second, count])
    return [[second, -1 if count >= UNLIMITED else count] for second, count in found]


def _paths(part: DayOfDesign) -> dict[Who, list[int]]:
    """Return by case the places where it was to be helped, from outside if it came in this time; the same again is one place."""
    found: dict[Who, list[int]] = defaultdict(list)
    for move in part.moves:
        station = move.place <= part.roles + SELF or move.place == part.roles + HOME
        if station and found[move.who][-1:] != [move.place]:
            found[move.who].append(move.place)
    return found


def _is_met(part: DayOfDesign, place: int) -> bool:
    return any(move.place == place for move in part.moves)


def flows(part: DayOfDesign) -> Counter[tuple[int, int]]:
    """Return how often there is gone from place to place."""
    home = part.roles + HOME
    return Counter(pair for path in _paths(part).values() for pair in pairwise(path) if pair[1] != home)


def _columns(parts: Sequence[DayOfDesign]) -> dict[str, int]:
    """Return by name in which column a place stands, from the left: by the flows of all designs together."""
    met: dict[str, list[int]] = {name: [] for part in parts for name in part.names}
    gone: Counter[tuple[str, str]] = Counter()
    for part in parts:
        for path in _paths(part).values():
            for place in dict.fromkeys(path):
                if place <= part.roles:
                    met[part.names[place]].append(path.index(place))
        for (here, to), n in flows(part).items():
            if here <= part.roles:
                gone[part.names[here], part.names[to]] += n
    there = sorted(met, key=lambda name: sum(met[name]) / len(met[name]) if met[name] else len(met))
    least = SELDOM * max(gone.values(), default=0)
    edges = [(f"#{here}", f"#{to}", 0) for (here, to), n in gone.items() if n > least]
    column = columns_of(edges, ["", *(f"#{name}" for name in there)], [])
    return {name: column[f"#{name}"] for name in there}


def outside(roles: int) -> dict[str, int]:
    """Return the numbers of the places beside the roles, by their names on the page."""
    return {
        "self": roles + SELF,
        "away": roles + AWAY,
        "home": roles + HOME,
        **{name: roles + place for name, place in zip(("resolved", "withdrawn", "lost", "left"), OVER, strict=True)},
    }
