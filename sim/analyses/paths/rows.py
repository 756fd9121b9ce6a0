"""The log of one replication, case by case, with the minutes that every row asks of customer and organisation."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.records import log

VISITED = (log.HANDLED, log.GAVE_UP, log.REFUSED, log.SENT_HOME, log.CUT_OFF, log.OVERFLOWED)  # how a visit to a step ends
ENDED = (log.RESOLVED, log.WITHDRAWN, log.LOST)
WAITED = (log.HANDLED, log.GAVE_UP, log.WITHDREW, log.SENT_HOME, log.CUT_OFF, log.OVERFLOWED)
KEPT = (log.ARRIVED, log.THERE, log.CAME, log.CLOSED, *VISITED, log.WITHDREW, *ENDED)


class LogColumns:
    """Rows of a log of which columns are laid side by side when first asked for: those of large logs take half the time then.

    By the name of a column it gives that, by a mask or numbers those rows.
    """

    def __init__(self, rows: Any, at: Any = None) -> None:
        self._rows, self._at = rows, at
        self._columns: dict[str, Any] = {}

    def __getitem__(self, what: Any) -> Any:
        if not isinstance(what, str):
            at = np.flatnonzero(what) if what.dtype == bool else what
            return LogColumns(self, at) if self._at is None else LogColumns(self._rows, self._at[at])
        if what not in self._columns:
            column = self._rows[what]
            self._columns[what] = np.ascontiguousarray(column) if self._at is None else column[self._at]
        return self._columns[what]

    def __len__(self) -> int:
        return len(self._rows if self._at is None else self._at)


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows of a log about cases, in the order of case and time, with columns of the same length."""

    rows: Any
    place: Any  # which case, counted from nought
    visits: Any  # where a visit to a step ends, chasing contacts apart
    asks: Any  # where a row is of a chasing contact
    customer: Any  # minutes of the customer
    organisation: Any  # minutes of staff

    @property
    def first(self) -> Any:
        """The numbers of the rows in which the cases arise."""
        return np.flatnonzero(np.diff(self.place, prepend=-1))


def by_case(rows: Any, blueprint: Blueprint) -> Rows:
    """Return the rows about cases, each with what it asks of either side, as the engines count it (see their `effort`).

    Minutes of the customer are those of handling and of steps alone while present, of waiting in person as it feels, and charges;
    those of staff are handling, and a charge where they take over. Work that the end of the run cuts off is not in a log.
    """
    rows = LogColumns(rows)
    rows = rows[np.isin(rows["what"], KEPT)]
    rows = rows[np.argsort(rows["case"], kind="stable")]
    place = np.cumsum(np.diff(rows["case"], prepend=rows["case"][:1]) != 0)
    asks = rows["chaser"] == 1
    visits = np.isin(rows["what"], VISITED) & ~asks
    staffed, handled = rows["role"] >= 0, np.isin(rows["what"], (log.HANDLED, log.CUT_OFF))
    minutes = np.where(handled, rows["handled"], 0.0)
    customer, organisation = _charged(rows, place, visits, blueprint.record)
    own = in_front(rows, blueprint) & (blueprint.record["step_effort"][rows["step"]] == 1)
    customer += np.where(own, minutes, 0.0) + felt_waits(rows, blueprint)
    organisation += np.where(staffed, minutes, 0.0)
    return Rows(rows, place, visits, asks, customer, organisation)


def in_front(rows: Any, blueprint: Blueprint) -> Any:
    """Return, per row, whether it is of a step at which the customer is present."""
    return (rows["step"] >= 0) & (blueprint.record["step_present"][rows["step"]] == 1)


def felt_waits(rows: Any, blueprint: Blueprint) -> Any:
    """Return, per row, the wait in person that it ends, as it feels: a w^b (see `rules.felt_wait`), or clock time if that is off."""
    return felt(np.where(np.isin(rows["what"], WAITED), rows["waited"], 0.0), rows, blueprint)


def felt(waited: Any, rows: Any, blueprint: Blueprint) -> Any:
    """Return waits (minutes, a number per row) as they feel, nought at steps without the customer."""
    record, minutes = blueprint.record, np.where(in_front(rows, blueprint), waited, 0.0)
    if not record["perceived_wait"]:
        return minutes
    return np.where(minutes > 0.0, record["mind_wait_a"] * minutes ** record["mind_wait_b"], 0.0)


def _charged(rows: Any, place: Any, visits: Any, record: Any) -> tuple[Any, Any]:
    """Return, per row, the minutes charged to either side, by the engines' own definitions (`steps.note_hand_over`).

    Put through: within a contact, to another role. Telling it again: then, or to a role in a later contact. A switch: to
    a role in front, after a step alone. A hand-over: to another role than worked on the case before. For a case that ends
    unresolved there is a charge as well, unless it is a complaint.
    """
    customer, organisation = np.zeros((2, len(rows)))
    unresolved = (
        np.isin(rows["what"], ENDED) & (rows["what"] != log.RESOLVED) & (rows["kind"] < record["kinds"])
    )
    customer[unresolved] = record["effort_unresolved"]
    at = np.flatnonzero(visits)
    rows, place = rows[at], place[at]
    present, staffed = record["step_present"][rows["step"]] == 1, rows["role"] >= 0
    handled = rows["what"] == log.HANDLED
    groups = (handled & present & staffed, handled & staffed, present & staffed, present & ~staffed)
    heard, worked, met, alone = (latest(which, place) for which in groups)
    facing, here = present & staffed, (heard >= 0) & (rows["contact"][heard] == rows["contact"])
    put_through = facing & here & (rows["role"][heard] != rows["role"])
    may_retell = facing & (record["step_retell"][rows["step"]] == 1)
    retold = may_retell & (put_through | ((heard >= 0) & ~here))
    switched = facing & (alone > met)
    over = staffed & (worked >= 0) & (rows["role"][worked] != rows["role"])
    burden = record["effort_transfer"] * put_through + record["effort_retelling"] * retold
    customer[at] += handled * (burden + record["effort_switch"] * switched)
    organisation[at] += handled * (record["effort_hand_over"] * over)
    return customer, organisation


def latest(which: Any, place: Any) -> Any:
    """Return, per visit, the number of the latest earlier visit of the same case that is one of these; -1 for none."""
    upto = np.maximum.accumulate(np.where(which, np.arange(len(which)), -1))
    before = np.concatenate(([-1], upto))[: len(which)]
    return np.where((before >= 0) & (place[before] == place), before, -1)
