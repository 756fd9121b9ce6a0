"""Reads from a log the history of every case: how it ended, and why each visit, contact or rest in it came about."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np

from sim.analyses.paths.rows import ENDED, VISITED, LogColumns, latest
from sim.blueprint import Blueprint
from sim.blueprint.layout import REWORK
from sim.records import log

UNDER_WAY = (log.QUEUED, log.STARTED, log.SUSPENDED)  # after which a visit is not over
KEPT = (
    log.ARRIVED, log.THERE, log.CAME, *UNDER_WAY, *VISITED, log.CLOSED, log.UNBOOKED, log.WITHDREW, log.AWAY, *ENDED,
    log.MADE_GOOD,
)  # fmt: skip
IN_VAIN = (log.GAVE_UP, log.REFUSED, log.SENT_HOME, log.CUT_OFF, log.UNBOOKED)
BROUGHT_BACK = (
    log.UNRESOLVED,
    log.ERROR_FOUND,
)  # causes of a rest after which all that is done is failure demand
FAILURES = (*BROUGHT_BACK, log.COMPLAINT)


class Fate(IntEnum):
    """What became of a need: never there, still open, ended in the warm-up, or how it ended."""

    ABSENT, OPEN, BEFORE, RESOLVED, GAVE_UP, LOST, WITHDRAWN = range(7)


class Why(IntEnum):
    """Why a visit, contact or rest came about: on the way as it is drawn, or for one of these reasons."""

    (
        ROUTE, REWORK, FAILURE_DEMAND, CHASING, GIVING_UP, CLOSED, MAKING_GOOD, BROUGHT_ALONG, IN_BETWEEN, BEFORE_THE_RUN,
    ) = range(10)  # fmt: skip


@dataclass(frozen=True, eq=False)
class History:
    """The rows of a log about cases, in the order of case and time, with columns of the same length; then the cases."""

    log: Any  # all rows, as they came
    rows: Any
    at: Any  # where each row stands in the log
    place: Any  # which case, counted from nought
    asks: Any  # of a chasing contact
    counted: Any  # not after the case has ended
    why: Any
    number: Any  # of each case: by this the same need is found in another design
    segment: Any
    kind: Any
    end: Any  # the row in which it ends; the number of rows where it does not
    fate: Any
    gave_up_at: Any  # the step at which it was given up, -1 for none

    @property
    def visits(self) -> Any:
        """Where a visit to a step ends, chasing contacts included."""
        return np.isin(self.rows["what"], VISITED)

    def of_cases(self, amounts: Any) -> Any:
        """Return the sum of an amount per row, by case."""
        return np.bincount(self.place, amounts, len(self.number))


def read(logged: Any, blueprint: Blueprint) -> History:
    """Return the histories of the cases in the log of one replication (an array of dtype ROW), in the order of their numbers."""
    whole = LogColumns(logged)
    at = np.flatnonzero(np.isin(whole["what"], KEPT))
    at = at[np.argsort(whole["case"][at], kind="stable")]
    rows = whole[at]
    place = np.cumsum(np.diff(rows["case"], prepend=rows["case"][:1]) != 0)
    first, asks = np.flatnonzero(np.diff(place, prepend=-1)), rows["chaser"] == 1
    end = np.full(len(first), len(rows))
    ends = np.flatnonzero(np.isin(rows["what"], ENDED))
    end[place[ends]] = ends
    fate, gave_up_at = _fates(rows, place, asks, end, float(blueprint.record["warm_up"]))
    return History(
        log=whole,
        rows=rows,
        at=at,
        place=place,
        asks=asks,
        counted=np.arange(len(rows)) <= end[place],
        why=_why(rows, place, asks, blueprint.record),
        number=rows["case"][first],
        segment=rows["segment"][first],
        kind=rows["kind"][first],
        end=end,
        fate=fate,
        gave_up_at=gave_up_at,
    )


def _fates(rows: Any, place: Any, asks: Any, end: Any, warm_up: float) -> tuple[Any, Any]:
    """Return what became of each case, and of those given up at which step."""
    fate, gave_up_at = np.full(len(end), Fate.OPEN), np.full(len(end), -1)
    here = np.flatnonzero(end < len(rows))
    ends = end[here]
    last = latest(np.isin(rows["what"], (*VISITED, log.CLOSED, log.UNBOOKED)) & ~asks, place)[ends]
    in_vain = (last >= 0) & (rows["what"][last] != log.HANDLED)
    how = rows["what"][ends]
    fate[here] = np.select(
        [rows["time"][ends] < warm_up, how == log.RESOLVED, how == log.WITHDRAWN, in_vain],
        [Fate.BEFORE, Fate.RESOLVED, Fate.WITHDRAWN, Fate.GAVE_UP],
        Fate.LOST,
    )
    gave_up_at[here] = np.where(fate[here] == Fate.GAVE_UP, rows["step"][last], -1)
    return fate, gave_up_at


def _why(rows: Any, place: Any, asks: Any, record: Any) -> Any:
    """Return why each visit, contact or rest came about; what failure brings goes before rework, as in resistance."""
    what, away = rows["what"], (rows["what"] == log.AWAY) & ~asks
    back = away & np.isin(rows["cause"], BROUGHT_BACK)
    failed = back | (latest(back, place) >= 0) | (rows["kind"] == record["kinds"])
    before = np.concatenate(([-1], what[:-1]))
    closed = away & (before == log.CLOSED)
    redial = (away | (what == log.CAME)) & (rows["cause"] == log.REDIAL)
    again = (what == log.CAME) & np.isin(rows["cause"], FAILURES)
    return np.select(
        [
            what == log.THERE,
            asks,
            closed,
            redial | np.isin(what, IN_VAIN),
            failed | again,
            _is_rework(rows, place, asks, record),
        ],
        [Why.BEFORE_THE_RUN, Why.CHASING, Why.CLOSED, Why.GIVING_UP, Why.FAILURE_DEMAND, Why.REWORK],
        Why.ROUTE,
    )


def _is_rework(rows: Any, place: Any, asks: Any, record: Any) -> Any:
    """Return, per row, whether it is of a step that counts as rework, or that was done before and isn't `again: value`."""
    handled = np.flatnonzero((rows["what"] == log.HANDLED) & ~asks)
    pair = place * len(record["step_role"]) + np.maximum(rows["step"], 0)  # case and step
    known, first = np.unique(pair[handled], return_index=True)
    where = np.searchsorted(known, pair)
    done = np.zeros(len(rows), bool)
    there = where < len(known)
    there[there] = known[where[there]] == pair[there]
    done[there] = handled[first[where[there]]] < np.flatnonzero(there)
    visited = (rows["step"] >= 0) & np.isin(rows["what"], (*VISITED, *UNDER_WAY))
    step = np.where(visited, rows["step"], 0)
    once_more = done & (record["step_again"][step] == REWORK)
    return visited & ((record["step_counts_as"][step] == REWORK) | once_more)
