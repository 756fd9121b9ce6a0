"""Plans and profiles over a repeating cycle (a week, mostly): who is there, what is open, when the next need comes."""

import math

from sim.kernel.distributions import gamma
from sim.kernel.jit import compiled
from sim.kernel.streams import BUSYNESS

DAY = 1440.0


@compiled
def _last_at(table, start: int, count: int, place: float) -> int:  # type: ignore[no-untyped-def]
    """Return the index (0..count-1) of the last of `count` ascending numbers that is at most `place`."""
    low, high = 0, count - 1
    while low < high:
        middle = (low + high + 1) // 2
        if table[start + middle] <= place:
            low = middle
        else:
            high = middle - 1
    return low


@compiled
def level_at(table, start: int, count: int, cycle: float, now: float) -> int:  # type: ignore[no-untyped-def]
    """Return the level of a plan (staff, or 1 for open) at a time in minutes; the table holds its times, then its levels."""
    place = now - cycle * math.floor(now / cycle)
    return int(table[start + count + _last_at(table, start, count, place)])


@compiled
def next_change(table, start: int, count: int, cycle: float, now: float, opens: bool) -> float:  # type: ignore[no-untyped-def]
    """Return the first time after now at which a plan goes above nought (or, where not `opens`, to nought); infinite if never."""
    base = cycle * math.floor(now / cycle)
    first = _last_at(table, start, count, now - base)
    for step in range(1, count + 1):
        i = first + step
        turns = i // count
        i -= turns * count
        if (table[start + count + i] > 0.0) == opens:
            return base + turns * cycle + float(table[start + i])
    return math.inf


@compiled
def change_time(table, start: int, count: int, cycle: float, change: int) -> float:  # type: ignore[no-untyped-def]
    """Return the time of change number `change` (0, 1, ...) of a plan; infinite for a plan that never changes."""
    if count <= 1:
        return math.inf
    turns = change // count
    return turns * cycle + float(table[start + change - turns * count])


@compiled
def busyness(shape: float, seed: int, replication: int, whose: int, day: int) -> float:
    """Return how busy a day is for a kind of need, or for some together: gamma with mean 1, or 1 where shape is nought."""
    if shape <= 0.0:
        return 1.0
    return gamma(shape, seed, replication, whose, BUSYNESS, day, 0) / shape


@compiled
def shape_of(table, days: int, days_count: int, day: int) -> float:  # type: ignore[no-untyped-def]
    """Return the shape of how busy a day is, from a table with one for each day of the cycle; nought where days do not differ."""
    return float(table[days + day % days_count]) if days_count > 0 else 0.0


@compiled
def next_need(  # type: ignore[no-untyped-def]
    table, start: int, count: int, cycle: float, rate: float, days: int, days_count: int,
    seed: int, replication: int, whose: int, now: float, work: float, horizon: float,
) -> float:  # fmt: skip
    """Return when the next need comes: the time at which rate x profile x busyness, from now on, adds up to `work`.

    Exact inversion of a piecewise constant intensity. The table holds the block starts, the cycle, then the weights.
    """
    if rate <= 0.0:
        return math.inf
    if count == 0 and days_count == 0:
        return now + work / rate
    base, i = 0.0, 0
    if count > 0:
        base = cycle * math.floor(now / cycle)
        i = _last_at(table, start, count, now - base)
    day = int(math.floor(now / DAY))
    factor = busyness(shape_of(table, days, days_count, day), seed, replication, whose, day)
    while now < horizon:
        weight = 1.0
        end = math.inf
        if count > 0:
            weight = float(table[start + count + 1 + i])
            end = base + float(table[start + i + 1])
        if days_count > 0:
            end = min(end, (day + 1) * DAY)
        pace = rate * weight * factor
        area = pace * (end - now) if pace > 0.0 else 0.0
        if pace > 0.0 and work < area:
            return now + work / pace
        work -= area
        now = end
        if days_count > 0 and now >= (day + 1) * DAY:
            day += 1
            factor = busyness(shape_of(table, days, days_count, day), seed, replication, whose, day)
        if count > 0 and now >= base + float(table[start + i + 1]):
            i += 1
            if i == count:
                i, base = 0, base + cycle
    return math.inf
