"""How far two logs lie apart: the published distances (Chapela-Campa et al. 2023), times in hours."""

import numpy as np
from scipy.stats import wasserstein_distance

from sim.fit.events import HOUR, Array, Events

MEASURES = ("NGD3", "CTDD", "REDD", "AEDD")


def distances(one: Events, other: Events, shift: float = 0.0) -> dict[str, float]:
    """Return the distances by name; `shift` minutes are added to the times of the second log where the clock counts."""
    return {
        "NGD3": n_grams_apart(one, other),
        "CTDD": _apart(one.lead, other.lead, -1.0),
        "REDD": _apart(_since_start(one), _since_start(other)),
        "AEDD": _apart(_all_times(one), _all_times(other) + shift),
    }


def _apart(one: Array, other: Array, low: float = 0.0) -> float:
    """Return the Wasserstein distance in whole hours, from the least value on where `low` is below nought."""
    first = min(one.min(), other.min()) if low < 0 else 0.0
    return float(wasserstein_distance((one - first) // HOUR, (other - first) // HOUR))


def _since_start(events: Events) -> Array:
    begun = events.arrivals[events.case]
    return np.r_[events.start - begun, events.end - begun]


def _all_times(events: Events) -> Array:
    return np.r_[events.start, events.end]


def n_grams_apart(one: Events, other: Events, size: int = 3) -> float:
    """Return the distance between counts of runs of so many activities, from 0 to 1; activities count by name."""
    names = {name: at for at, name in enumerate(dict.fromkeys((*one.activities, *other.activities)))}
    first, second = (_n_grams(log, names, size) for log in (one, other))
    keys = np.unique(np.r_[first[0], second[0]])
    n, m = (_counts(keys, *found) for found in (first, second))
    return float(np.abs(n - m).sum() / (n.sum() + m.sum()))


def _counts(keys: Array, known: Array, counts: Array) -> Array:
    found = np.zeros(len(keys))
    found[np.searchsorted(keys, known)] = counts
    return found


def _n_grams(log: Events, names: dict[str, int], size: int) -> tuple[Array, Array]:
    """Return the runs as numbers, and how often each is there; ends of a case are activities of their own."""
    activity = np.array([names[name] for name in log.activities])[log.activity] + 1
    pad = size - 1
    at = np.arange(len(activity)) + 2 * pad * log.case + pad
    line = np.zeros(len(activity) + 2 * pad * (int(log.case.max()) + 1), dtype=np.int64)
    line[at] = activity
    key = np.zeros(len(line) - pad, dtype=np.int64)
    for place in range(size):
        key = key * (len(names) + 1) + line[place : len(line) - pad + place]
    owner = np.repeat(np.arange(int(log.case.max()) + 1), np.bincount(log.case) + 2 * pad)
    whole = owner[: len(key)] == owner[pad:]
    values, counts = np.unique(key[whole], return_counts=True)
    return values, counts
