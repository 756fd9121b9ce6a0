"""From a log to moves: when a case (or whoever asks where it is) comes to a place, and in what state."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sim.analyses.paths.taken import FAILURES, is_redone
from sim.blueprint import Blueprint
from sim.records import log
from sim.views.export.activities import customer_of, read

# Places beside the roles, by their number after the last of them.
SELF, AWAY, HOME, RESOLVED, WITHDRAWN, LOST, LEFT = range(7)
OVER = (RESOLVED, WITHDRAWN, LOST, LEFT)

# In what state.
WAITS, HELPED, LAID_DOWN, GAVE_UP, REFUSED, CLOSED, SENT_HOME, CUT_OFF = range(8)
_FAILED = {
    log.GAVE_UP: GAVE_UP, log.REFUSED: REFUSED, log.CLOSED: CLOSED, log.SENT_HOME: SENT_HOME, log.CUT_OFF: CUT_OFF,
}  # fmt: skip
_ENDS = {log.RESOLVED: RESOLVED, log.WITHDRAWN: WITHDRAWN, log.LOST: LOST, log.LEFT: LEFT}
ENDINGS = tuple(_ENDS)
_AT_A_ROLE = {log.QUEUED: WAITS, log.STARTED: HELPED, log.SUSPENDED: LAID_DOWN}

# What goodwill comes to as a mark on a report, rounded: a 5 or less, a 6, a 7 or more; 0 where marks are not looked at.
BANDS = (5.5, 6.5)
UNMARKED = 0

Who = tuple[int, int]  # a case, and 0 or its how manieth asking where it is


class DotMove(NamedTuple):
    """Who comes to a place (at a time in minutes), in what state, by whom helped, and with what goodwill."""

    time: float
    who: Who
    place: int
    state: int = WAITS
    person: int = log.NONE
    band: int = UNMARKED
    again: bool = False  # rework, or a contact that exists because something went wrong
    present: bool = True  # the customer is there; else only the case is


class MoveReader:
    """Reads a log row by row, and says what moves."""

    def __init__(self, blueprint: Blueprint) -> None:
        self.record, self.roles = blueprint.record, len(blueprint.role_names)
        self.present = blueprint.record["step_present"].tolist()
        self.first = blueprint.record["segment_goodwill"].tolist()
        self.mind, self.kinds = bool(blueprint.record["mind"]), int(blueprint.record["kinds"])
        self.goodwill: dict[tuple[int, int], float] = {}
        self._done: dict[int, set[int]] = {}
        self._here: dict[int, int] = {}
        self._again: dict[int, bool] = {}  # by case, whether the contact is failure demand
        self._failed: dict[int, int] = {}
        self._asked: dict[int, int] = {}  # by case, how often was asked where it is

    def moves(self, rows: Any) -> Iterator[DotMove]:
        """Yield the moves of a log, in order."""
        for row in read(rows):
            if row.case >= 0:
                self._feel(row)
                yield from self._asks(row) if row.chaser else self._goes(row)

    def _feel(self, row: Any) -> None:
        if row.goodwill_after == row.goodwill_after:
            self.goodwill[_customer(row)] = row.goodwill_after

    def _asks(self, row: Any) -> Iterator[DotMove]:
        """Yield how somebody goes who asks where a case is."""
        if row.what == log.CAME:
            self._asked[row.case] = self._asked.get(row.case, 0) + 1
        who = row.case, self._asked[row.case]
        if row.what in _AT_A_ROLE:
            yield self._at(row, who, True)
        else:
            yield DotMove(row.time, who, self.roles + HOME, _FAILED.get(row.what, WAITS), band=self._band(row), again=True)

    def _goes(self, row: Any) -> Iterator[DotMove]:
        """Yield how a case goes."""
        case, who = row.case, (row.case, 0)
        if row.what in (log.ARRIVED, log.THERE):
            self._again[case] = row.kind >= self.kinds  # a complaint
            yield self._beside(row, HOME)
        elif row.what == log.CAME:
            self._again[case] = row.cause in FAILURES
            self._here[case] = log.NONE
        elif row.what in _AT_A_ROLE:
            redone = is_redone(row.step, self._here.get(case, log.NONE), self._done.get(case, ()), self.record)
            yield self._at(row, who, redone or self._again[case])
        elif row.what == log.HANDLED:
            self._here[case] = row.step
            self._done.setdefault(case, set()).add(row.step)
        elif row.what in _FAILED:
            self._failed[case], self._here[case] = _FAILED[row.what], log.NONE
        elif row.what == log.AWAY:
            yield self._beside(row, AWAY)
        elif row.what in _ENDS:
            yield self._beside(row, _ENDS[row.what])

    def _at(self, row: Any, who: Who, again: bool) -> DotMove:
        present = bool(self.present[row.step])
        place = row.role if row.role >= 0 else self.roles + (SELF if present else AWAY)
        return DotMove(row.time, who, place, _AT_A_ROLE[row.what], row.person, self._band(row), again, present)

    def _beside(self, row: Any, place: int) -> DotMove:
        failed = self._failed.pop(row.case, WAITS)
        return DotMove(row.time, (row.case, 0), self.roles + place, failed, band=self._band(row), again=self._again[row.case])

    def _band(self, row: Any) -> int:
        if not self.mind:
            return UNMARKED
        goodwill: float = self.goodwill.get(_customer(row), self.first[row.segment])
        return 1 + sum(goodwill >= edge for edge in BANDS)


def _customer(row: Any) -> tuple[int, int]:
    return customer_of(row.case, row.customer), row.provider
