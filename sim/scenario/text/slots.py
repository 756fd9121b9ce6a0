"""The slots of appointments: when each begins in a plan's cycle, how many places it has, and how many of these are kept free."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from sim.scenario.text.calendars import Schedule

NEARLY = 1e-9  # of a slot or a place: what binary fractions are off by


def while_there(plan: Schedule, there: Schedule) -> Schedule:
    """Return a plan where another of the same cycle is above nought, else nought: nobody is seen while nobody is there."""
    times = tuple(sorted({*plan.times, *there.times}))
    return Schedule(cycle=plan.cycle, times=times, levels=tuple(plan.at(time) * (there.at(time) > 0) for time in times))


def grid(plan: Schedule, length: float) -> list[tuple[float, int]]:
    """Return when each slot begins (minutes in the cycle) and how many places it has: those that are there all through it.

    The first begins whenever the plan goes above nought, the last ends before it is at nought again.
    """
    found = []
    for begin, end in stretches(plan):
        for i in range(int((end - begin) / length + NEARLY)):
            start = begin + i * length
            here = slice(bisect_right(plan.times, start) - 1, bisect_left(plan.times, start + length - NEARLY))
            found.append((start, min(plan.levels[here])))
    return found


def kept_free(places: list[int], share: float) -> list[int]:
    """Return how many places of each slot are kept free, where a share of all is: spread evenly."""
    before = [0]
    for number in places:
        before.append(before[-1] + number)
    marks = [math.floor(share * number + NEARLY) for number in before]
    return [after - mark for mark, after in pairwise(marks)]


def stretches(plan: Schedule) -> Iterator[tuple[float, float]]:
    """Yield the stretches of a cycle in which a plan is above nought."""
    begin = None
    for time, level in zip((*plan.times, plan.cycle), (*plan.levels, 0), strict=True):
        if level > 0 and begin is None:
            begin = time
        elif level == 0 and begin is not None:
            yield begin, time
            begin = None
