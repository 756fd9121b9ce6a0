"""Rosters from who was seen at work: somebody is there from the first event of a shift to its last."""

import numpy as np

from sim.fit.events import HOUR, WEEK, Array, Events
from sim.fit.roles import Roles
from sim.fit.weekly import Week, exposure

GAP = 6 * HOUR  # minutes without an event that end a shift [A]
LONGEST = 4 * HOUR  # of an event that counts as presence throughout [A]
SPARE = 0.85  # of the staff are busy at most in any hour [A]
SUPPORT = 0.1  # of the people of the busiest hour, from which an hour is open [A]
STEP = 15.0  # minutes


def rosters(events: Events, roles: Roles, gap: float = GAP) -> list[Week]:
    """Return for each role how many are there in each hour of the week."""
    begin, end, who = shifts(events.start, events.end, events.resource, gap)
    exposed = exposure(events.window)
    found = []
    for role in range(roles.count):
        there = _by_hour(begin, end, roles.shares[role][who]) / np.maximum(exposed, 1.0)
        mine = roles.of_activity[events.activity] == role
        work = _by_hour(events.start[mine], events.end[mine], np.ones(mine.sum())) / np.maximum(exposed, 1.0)
        found.append(Week(_levels(there, np.minimum(work, there))))
    return found


def presence(begin: Array, end: Array, weight: Array, window: tuple[float, float]) -> Array:
    """Return how many are there on average in each hour of the week (7 x 24)."""
    return _by_hour(begin, end, weight) / np.maximum(exposure(window), 1.0)


def shifts(start: Array, end: Array, who: Array, gap: float) -> tuple[Array, Array, Array]:
    """Return begin, end and person of each stretch of presence, without a gap between events that is longer."""
    until = np.minimum(end, start + LONGEST)
    order = np.lexsort((start, who))
    s, e, w = start[order], until[order], who[order]
    latest = latest_so_far(e, w)
    new = np.r_[True, (w[1:] != w[:-1]) | (s[1:] - latest[:-1] > gap)]
    firsts = np.flatnonzero(new)
    return s[firsts], np.maximum(np.maximum.reduceat(e, firsts), s[firsts] + 1.0), w[firsts]


def latest_so_far(ends: Array, who: Array) -> Array:
    """Return the latest end so far of each person."""
    shifted = ends + who * 1e9  # people lie apart, so that one running maximum does for all
    return np.maximum.accumulate(shifted) - who * 1e9


def _by_hour(begin: Array, end: Array, weight: Array) -> Array:
    """Return the hours spent by hour of the week, in quarters of an hour."""
    lasts = np.minimum(end - begin, WEEK)
    count = np.maximum(np.ceil(lasts / STEP).astype(int), 1)
    index = np.repeat(np.arange(len(begin)), count)
    piece = np.arange(len(index)) - np.repeat(np.cumsum(count) - count, count)
    moment = begin[index] + (piece + 0.5) * (lasts / count)[index]
    cell = ((moment % WEEK) // HOUR).astype(int)
    return np.bincount(cell, weights=(weight * lasts / count)[index] / HOUR, minlength=168).reshape(7, 24)


def _levels(there: Array, work: Array) -> Array:
    """Return whole numbers of people by hour, the same for days and hours that hardly differ."""
    wanted = np.maximum(there, work / SPARE)
    wanted = np.where(there >= SUPPORT * there.max(), wanted, 0.0)
    rough = _alike_days(wanted)
    levels = np.zeros((7, 24))
    for day in range(7):
        for first, last in _alike_hours(rough[day]):
            levels[day, first:last] = np.ceil(rough[day, first:last].mean() - 0.1)
    return np.where(rough > 0, np.maximum(levels, 1.0), 0.0)


def _alike_days(wanted: Array) -> Array:
    """Return days with the mean of Monday to Friday where they differ from it by less than a fifth."""
    mean = wanted[:5].mean(0)
    found = wanted.copy()
    if np.abs(wanted[:5] - mean).sum() / 5 <= 0.2 * max(mean.sum(), 1e-9):
        found[:5] = np.where(mean >= SUPPORT * wanted.max(), mean, 0.0)
    return found


def _alike_hours(row: Array) -> list[tuple[int, int]]:
    """Return runs of hours, in each of which none differs from the first by more than a fifth of the day's peak."""
    runs, first = [], 0
    for hour in range(1, 25):
        if hour == 24 or (row[hour] > 0) != (row[first] > 0) or abs(row[hour] - row[first:hour].mean()) > 0.2 * row.max():
            runs.append((first, hour))
            first = hour
    return runs
