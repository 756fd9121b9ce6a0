"""Activities: what a log tells of every case and visit, however it ended. Minute 0 is the
start of the run, or without a date Monday 1 January 2024, 00:00 UTC.

A visit is one activity, or one per part where the work was laid down and taken up again; what happens to a case beside
its visits (it arises, the channel is closed, it is resolved) is an activity that takes no time.
"""

from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple, cast

import numpy as np

from sim.blueprint import Blueprint
from sim.blueprint.layout import ENDINGS
from sim.kernel import order
from sim.records import log

START = datetime(2024, 1, 1, tzinfo=UTC)
OPEN = "open"  # how a visit or a case has ended that has not, when the run is over
CHUNK = 1024  # rows that are read at a time
SILENT = (log.DROPPED, log.CAME, log.AWAY, log.HEARD, log.BLOCKED)  # no visit, and nothing that a case does
BESIDE = (log.GRANTED, log.DECLINED)  # within a visit, which goes on
OF_VISITS = (
    log.QUEUED, log.STARTED, log.HANDLED, log.GAVE_UP, log.REFUSED, log.SUSPENDED, log.WITHDREW, log.SENT_HOME, log.CUT_OFF,
    log.OVERFLOWED,
)  # fmt: skip
_ENDING = {number: name for name, number in ENDINGS.items()}

_PLAIN = cast(Any, namedtuple)("_PLAIN", log.ROW.names)  # a row as plain values
Row = Any


class Activity(NamedTuple):
    """One activity, begun and ended: times in minutes, None for what was not; marks where psychology is on (else None)."""

    replication: int
    case: int
    customer: int
    kind: str
    channel: str
    cause: str
    chasing: bool
    visit: int | None  # None for what is no visit
    part: int
    contact: int
    activity: str
    role: str
    resource: str
    enabled: float
    started: float | None
    finished: float
    waited: float | None  # None where there was no queue: alone, straight on, taken up again, refused
    handled: float
    ended: str
    outcome: str
    experience: float | None
    goodwill: float | None
    begin: datetime = START  # of the run

    def stamp(self, minutes: float) -> str:
        """Return a time in minutes as ISO 8601 text with its zone, to the millisecond."""
        return (self.begin + timedelta(minutes=minutes)).isoformat(timespec="milliseconds")

    @property
    def case_id(self) -> str:
        """A name for the case, unique over replications."""
        return f"{self.replication}-{self.case}"

    @property
    def customer_id(self) -> str:
        """A name for the customer, unique over replications."""
        return f"{self.replication}-{self.customer}"

    @property
    def contact_id(self) -> str:
        """A name for the contact, unique over replications, that of chasing its own; '' for none."""
        if self.visit is None or not (self.chasing or self.contact):
            return ""
        return f"{self.case_id}-{f'chasing-{self.visit}' if self.chasing else self.contact}"


def activities(logs: Sequence[Any], blueprint: Blueprint) -> Iterator[Activity]:
    """Yield every activity in the order in which they ended, replication by replication; last what is open at the end."""
    for replication, rows in enumerate(logs):
        reader = Reader(blueprint, replication, len(logs) > 1)
        for row in read(rows):
            yield from reader.hear(row)
        yield from reader.rest()


def by_case(logs: Sequence[Any], blueprint: Blueprint) -> Iterator[list[Activity]]:
    """Yield the activities of each case, replication by replication; each kind of need in the order in which they arose."""
    for replication, rows in enumerate(logs):
        reader = Reader(blueprint, replication, len(logs) > 1)
        found: list[Activity] = []
        for row in read(rows, _case_by_case(rows)):
            if found and found[0].case != row.case:
                yield [*found, *reader.rest()]
                found = []
            found.extend(reader.hear(row))
        if found:
            yield [*found, *reader.rest()]


def _case_by_case(rows: Any) -> Any:
    """Return the numbers of the rows about cases, by case and within each by time."""
    about = np.flatnonzero((rows["case"] >= 0) & ~np.isin(rows["what"], SILENT))
    return about[np.argsort(rows["case"][about], kind="stable")]


def read(rows: Any, numbers: Any = None) -> Iterator[Row]:
    """Yield rows of a log as plain values, all or those of some numbers; so many at a time, for memory's sake."""
    for at in range(0, len(rows) if numbers is None else len(numbers), CHUNK):
        some = slice(at, at + CHUNK)
        yield from map(_PLAIN._make, rows[some if numbers is None else numbers[some]].tolist())


def outcomes(rows: Any) -> Mapping[int, str]:
    """Return by case how it ended, in a word; a case that is not in it is open."""
    ends = np.flatnonzero(np.isin(rows["what"], (log.RESOLVED, log.WITHDRAWN, log.LOST)))
    cases, words = rows["case"][ends].tolist(), map(word, rows["what"][ends].tolist())
    return dict(zip(cases, words, strict=True))


class _Visit(NamedTuple):
    """A visit that is going on: waiting, in hand or laid down since a time."""

    row: Row
    since: float
    part: int = 1
    enabled: float | None = None  # for work in hand: since when it could have been
    queued: bool = False  # this part came out of a queue, or is in it
    laid_down: bool = False


class Reader:
    """Reads one log, row by row, and says what activities have ended."""

    def __init__(self, blueprint: Blueprint, replication: int, several: bool) -> None:
        self.blueprint, self.replication = blueprint, replication
        self.begin = START if blueprint.start is None else datetime.combine(blueprint.start, time(), UTC)
        self.before = f"{replication}-" if several else ""  # in another replication it is another person
        self.present = blueprint.record["step_present"].tolist()
        self.horizon = float(blueprint.record["horizon"])
        self.going_on: dict[tuple[int, int, int], _Visit] = {}

    def hear(self, row: Row) -> Iterator[Activity]:
        """Yield the activity that ends with a row, if one does; words that are not known end the visit that they are about."""
        if row.case < 0 or row.what in SILENT:
            return
        if row.visit < 0 or row.what in BESIDE:
            yield self._event(row)
            return
        which = row.case, row.chaser, row.visit
        was = self.going_on.pop(which, None)
        if row.what == log.QUEUED:
            self.going_on[which] = _Visit(row, row.time, queued=True)
        elif row.what == log.STARTED:
            self.going_on[which] = _taken_up(row, was)
        else:
            yield self._ended(row, was or _untold(row))
            if row.what == log.SUSPENDED:
                self.going_on[which] = _Visit(row, row.time, was.part if was else 1, laid_down=True)

    def rest(self) -> Iterator[Activity]:
        """Yield what is still going on, as it is at the end of the run, and forget it."""
        for visit in self.going_on.values():
            yield self._ended(visit.row._replace(time=self.horizon), visit)._replace(ended=OPEN)
        self.going_on.clear()

    def _ended(self, row: Row, visit: _Visit) -> Activity:
        """Return the activity that a visit was until the time of a row."""
        started = None if visit.enabled is None else visit.since
        enabled = visit.since if visit.enabled is None else visit.enabled
        waited = (row.time if started is None else started) - enabled if visit.queued else None
        whole = visit.part == 1 and row.what == log.HANDLED
        elapsed = 0.0 if started is None else row.time - started
        return self._activity(
            row,
            activity=name_of(row.step, self.blueprint.step_names),
            visit=row.visit,
            part=visit.part + visit.laid_down,
            resource="" if started is None else self._person(row),
            enabled=enabled,
            started=started,
            waited=waited,
            handled=_number(row.handled, elapsed) if whole else elapsed,
        )

    def _event(self, row: Row) -> Activity:
        """Return what happens to a case at one moment."""
        return self._activity(
            row, activity=word(row.what), visit=None, part=0, resource="", enabled=row.time, started=row.time,
            waited=None, handled=0.0,
        )  # fmt: skip

    def _activity(self, row: Row, **own: Any) -> Activity:
        names = self.blueprint
        return Activity(
            replication=self.replication,
            case=row.case,
            customer=customer_of(row.case, row.customer),
            kind=name_of(row.kind, names.kind_names),
            channel=name_of(row.channel, names.channel_names),
            cause=name_of(row.cause, log.CAUSE),
            chasing=row.chaser == 1,
            contact=row.contact,
            role=name_of(row.role, names.role_names),
            finished=row.time,
            ended=word(row.what),
            outcome=_ENDING.get(row.next_step) or name_of(row.next_step, names.step_names),
            experience=_number(row.experience),
            goodwill=_number(row.goodwill_after),
            begin=self.begin,
            **own,
        )

    def _person(self, row: Row) -> str:
        """Return who did it: a member of staff, the customer alone, or (as time passes) nobody."""
        if row.role < 0:
            alone = f"customer-{self.replication}-{customer_of(row.case, row.customer)}"
            return alone if self.present[row.step] else ""
        role = f"{self.before}{self.blueprint.role_names[row.role]}"
        return f"{role}-{row.person + 1}" if row.person >= 0 else role


def _taken_up(row: Row, was: _Visit | None) -> _Visit:
    """Return a visit that is in hand from now on: at once, after its wait, or once more."""
    if was is not None and was.laid_down:
        return _Visit(row, row.time, was.part + 1, enabled=row.time)
    if was is not None and was.queued:
        return _Visit(row, row.time, enabled=was.since, queued=True)
    return _Visit(row, row.time, enabled=row.time)


def _untold(row: Row) -> _Visit:
    """Return a visit that ends with its only row: turned away at once, or begun before."""
    handled = _number(row.handled)
    return (
        _Visit(row, row.time)
        if handled is None
        else _Visit(row, row.time - handled, enabled=row.time - handled)
    )


def word(what: int) -> str:
    """Return what a row says happened, in words."""
    return log.WHAT[what] if what < len(log.WHAT) else f"event {what}"


def name_of(number: int, names: Sequence[str]) -> str:
    """Return the name that a number of the log stands for, '' for no such thing."""
    return names[number] if number >= 0 else ""


def _number(value: float, otherwise: Any = None) -> Any:
    return value if value == value else otherwise


def customer_of(case: int, customer: int) -> int:
    """Return who the customer is: of an unlimited stream, where every need is of a new one, the need."""
    return customer if customer >= 0 else case & ~(1 << order.COMPLAINT_BIT)
