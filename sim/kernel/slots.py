"""Slots of appointments over a run, by number: the grid of a cycle, again and again."""

import math

from sim.kernel.calendar import DAY
from sim.kernel.jit import compiled

COMES, MOVES, MISSES = range(3)  # what becomes of an appointment


@compiled
def start_of(table, at: int, count: int, cycle: float, number: int) -> float:  # type: ignore[no-untyped-def]
    """Return when slot `number` (0, 1, ...) begins, in minutes; the table holds the times of the `count` slots of a cycle."""
    turns = number // count
    return turns * cycle + float(table[at + number - turns * count])


@compiled
def first_from(table, at: int, count: int, cycle: float, time: float) -> int:  # type: ignore[no-untyped-def]
    """Return the number of the first slot that begins at a time (minutes) or later."""
    turns = math.floor(time / cycle)
    low, high, place = 0, count, time - turns * cycle
    while low < high:
        middle = (low + high) // 2
        if table[at + middle] < place:
            low = middle + 1
        else:
            high = middle
    number = turns * count + low
    while number > 0 and start_of(table, at, count, cycle, number - 1) >= time:
        number -= 1
    while start_of(table, at, count, cycle, number) < time:  # a time less its cycles may be off by the last bit
        number += 1
    return number


@compiled
def preferred_day(now: float, ahead: float, u: float) -> float:
    """Return when a day begins that is drawn evenly from now until so many minutes ahead."""
    return math.floor((now + u * ahead) / DAY) * DAY


@compiled
def has_room(places: float, kept: float, ordinary: int, urgent: int, is_urgent: bool) -> bool:
    """Return whether a slot has a place for one more, of which so many are kept free for urgent ones."""
    if is_urgent:
        return ordinary + urgent < places
    return ordinary + max(0.0, urgent - kept) < places - kept
