"""Cases that a log lacks because they cross its end: found by how arrivals fall off, made up for by weights."""

from dataclasses import dataclass

import numpy as np

from sim.fit.events import DAY, Array, Events
from sim.fit.weekly import days_of

CLEARLY = 2.0  # in the logarithm of the likelihood [A]
LEAST = 21  # days
MOST = 8.0  # no case stands for more than so many [A]


@dataclass(frozen=True)
class Weights:
    """By case: how many arrivals it stands for, and how many cases of its length; `contained` where some were left out."""

    arrivals: Array
    lengths: Array
    contained: bool


def weights(events: Events, contained: bool | None = None) -> Weights:
    """Return the weights of cases, all 1 where the log has those that cross its end (None: as it looks).

    The chance that a case was over in time comes from the product limit of lengths that are cut at the right
    (Lynden-Bell 1971; Woodroofe 1985).
    """
    lead, room = events.lead, events.window[1] - events.arrivals
    chance = np.maximum(_within(lead, room, room), 1.0 / MOST)
    ones = np.ones(len(lead))
    if contained is False or (contained is None and not _falls_off(events.arrivals, events.window, lead)):
        return Weights(ones, ones, False)
    arrivals = 1.0 / chance
    order = np.argsort(room)
    left = np.cumsum(arrivals[order][::-1])[::-1]
    at = np.searchsorted(room[order], lead, side="left")
    lengths = np.minimum(left[0] / left[np.minimum(at, len(left) - 1)], MOST)
    return Weights(arrivals, lengths * len(lead) / lengths.sum(), True)


def _within(lead: Array, room: Array, rooms: Array) -> Array:
    """Return the chance that a case is over within each time, of cases as long as `lead` that had so much time (`rooms`)."""
    ordered, rooms = np.sort(lead), np.sort(rooms)
    at_risk = np.searchsorted(ordered, ordered, side="right") - np.searchsorted(rooms, ordered, side="left")
    steps = 1.0 - 1.0 / np.maximum(at_risk, 2.0)
    after = np.cumprod(steps[::-1])[::-1]  # chance to be at most the one before each
    below = np.r_[after, 1.0]
    return below[np.searchsorted(ordered, room, side="right")]


def _falls_off(arrivals: Array, window: tuple[float, float], lead: Array) -> bool:
    """Return whether counts of arrivals by day follow the chance to be over in time better than the weekdays alone."""
    days = days_of(window)[1:]
    if len(days) < LEAST:
        return False
    counts = np.bincount((arrivals // DAY).astype(int), minlength=int(days[-1]) + 1)[days].astype(float)
    chance = _within(lead, np.maximum(window[1] - (days + 0.5) * DAY, 0.0), window[1] - arrivals)
    flat, contained = _means(counts, np.ones(len(days)), days), _means(counts, chance, days)
    spread = max(1.0, float(((counts - contained) ** 2 / np.maximum(contained, 0.5)).sum() / (len(days) - 7)))
    return (_likelihood(counts, contained) - _likelihood(counts, flat)) / spread > CLEARLY


def _means(counts: Array, chance: Array, days: Array) -> Array:
    """Return what is to be expected of each day, by its weekday and the chance to be seen."""
    total, seen = np.bincount(days % 7, counts, 7), np.bincount(days % 7, chance, 7)
    return (total / np.maximum(seen, 1e-9))[days % 7] * chance


def _likelihood(counts: Array, means: Array) -> float:
    return float(np.sum(counts * np.log(np.maximum(means, 1e-9)) - means))
