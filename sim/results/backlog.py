"""What became of the backlog at the start: how much of it is left, and when it is gone; a run in which it is not gone is censored."""

from typing import Any

import numpy as np

from sim.kernel.jit import plain
from sim.records import product_limit
from sim.records.counters import TIME_BINS
from sim.records.measures import time_bin
from sim.results import cohorts
from sim.results.measured import Found

_bin = plain(time_bin)


def found(record: Any, m: Any) -> Found:
    """Yield how many cases there were at the start, how many of them are open yet, and when the last of them ended."""
    if not record["backlog"]:
        return
    there = m["kind_backlog"].sum(axis=0)
    left = there - m["backlog_ended"]
    yield "backlog", there
    yield "backlog_left", left
    yield from cohorts.times("backlog_gone", _gone(there, left, m["backlog_gone"], float(record["horizon"])))


def of_role(record: Any, m: Any, role: int) -> Found:
    """Yield the same of those that stood at a role: how many wait there yet, and when the last of them was taken up."""
    if not record["backlog"]:
        return
    there = int(record["role_backlog"][role])
    left = there - m["role_backlog_taken"][role]
    yield "backlog", there + 0.0 * left
    yield "backlog_left", left
    yield from cohorts.times("backlog_gone", _gone(there + 0 * left, left, m["role_backlog_gone"][role], float(record["horizon"])))


def _gone(there: Any, left: Any, last: Any, horizon: float) -> Any:
    """Return what tells when it is gone: of each replication the time at which the last went, or the end of the run."""
    over = (there > 0) & (left == 0)
    ended, still = (np.zeros((TIME_BINS, len(left))) for _ in range(2))
    for i in np.flatnonzero(there):
        (ended if over[i] else still)[_bin(float(last[i]) if over[i] else horizon), i] = 1.0
    times = np.where(over, last, 0.0)
    return product_limit.rows(ended, 0.0 * ended, still, times, times, np.where(left > 0, horizon, 0.0))
