"""SimPy's clock with the one explicit order of events: absolute times, and at one time by (kind, who)."""

from collections.abc import Callable
from heapq import heappush
from itertools import count
from typing import Any

import simpy

from sim.kernel.limits import TooMuchError

FIRST_OF_OURS = (
    2  # SimPy keeps priorities 0 and 1 for waking processes, so these run before any further event of ours
)


class Clock(simpy.Environment):
    """An environment whose model events carry their rank among those at the same time."""

    _eid: "count[int]"
    events, most_events = 0, 10**18

    def at(self, time: float, key: int, happen: Callable[[], None]) -> simpy.Event:
        """Let something happen at a time (minutes) with rank `key`; return the event."""
        event = self.ranked(time, key)
        assert event.callbacks is not None
        event.callbacks.append(lambda _: happen())
        return event

    def ranked(self, time: float, key: int) -> simpy.Event:
        """Return an event that happens at an absolute time: a delay added to now could miss it by the last bit.

        One whose time has passed happens at once: the clock never runs backwards.
        """
        time = max(time, self.now)
        self.events += 1
        if self.events > self.most_events:
            raise TooMuchError(self.now, self.events)
        event = simpy.Event(self)
        event._ok, event._value = True, None
        heappush(self._queue, (time, FIRST_OF_OURS + key, next(self._eid), event))  # type: ignore[misc]
        return event

    def run_to(self, time: float) -> None:
        """Let everything happen before a time; SimPy's own `until` may miss it by the last bit."""
        stop = simpy.Event(self)
        stop._ok, stop._value = True, None
        heappush(self._queue, (time, 0, next(self._eid), stop))  # type: ignore[misc]
        self.run(until=stop)

    def told(self) -> simpy.Event:
        """Return an event that somebody will make succeed with an answer."""
        return self.event()


def as_lists(record: Any) -> Any:
    """Return a record as an object of plain Python numbers and lists, which plain functions read faster."""
    return Plain({name: record[name].tolist() for name in record.dtype.names})


class Plain:
    """An object whose attributes are the fields of a record."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.__dict__.update(fields)

    def into(self, record: Any) -> Any:
        """Write the attributes back into a record; return it."""
        for name in record.dtype.names:
            record[name] = getattr(self, name)
        return record
