"""Whose visits are not over at a moment, as a log tells: how long each has waited and been worked on until then."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analyses.explain.read import UNDER_WAY, History
from sim.analyses.paths.rows import ENDED, VISITED, latest
from sim.records import log

OVER = (*VISITED, log.WITHDREW, *ENDED)


@dataclass(frozen=True, eq=False)
class OpenVisits:
    """Visits that wait, are served or are laid down at a moment; minutes until then."""

    at: Any  # the row that says so: the last one of the visit until then
    to: Any  # the row of its end, or the last one of it where it never ends
    waited: Any
    worked: Any


def at_moment(history: History, now: float) -> OpenVisits:
    """Return whose visits are not over at a moment (minutes); a case and who chases it are apart."""
    rows, line = history.rows, 2 * history.place + history.asks
    of_visit = np.flatnonzero(np.isin(rows["what"], (*UNDER_WAY, *OVER)))
    by_line = of_visit[np.argsort(line[of_visit], kind="stable")]
    line, what, time = line[by_line], rows["what"][by_line], rows["time"][by_line]
    before = np.flatnonzero(time < now)
    last = before[np.diff(line[before], append=-1) != 0]
    last = last[np.isin(what[last], UNDER_WAY)]
    return OpenVisits(
        at=by_line[last],
        to=by_line[_end_of(last, line, what)],
        waited=np.where(
            what[last] == log.QUEUED, now - time[last], np.nan_to_num(rows["waited"][by_line[last]])
        ),
        worked=_worked(last, line, what, time, now),
    )


def _end_of(last: Any, line: Any, what: Any) -> Any:
    """Return the number of the first row from each on that ends the visit, or the last row of its line."""
    place = len(what) - 1 - latest(np.isin(what, OVER)[::-1], line[::-1])[::-1]
    final = np.searchsorted(line, line[last], side="right") - 1
    return np.where(place[last] < len(what), place[last], final)


def _worked(last: Any, line: Any, what: Any, time: Any, now: float) -> Any:
    """Return the minutes of work so far: all stretches from a start to its next row, since the visit began."""
    stretch = np.where(what == log.STARTED, np.append(time[1:], now) - time, 0.0)
    since = latest(np.isin(what, OVER), line)[last]
    first = np.where(since >= 0, since + 1, np.searchsorted(line, line[last]))
    done = np.append(0.0, np.cumsum(stretch))
    return done[last] - done[first] + np.where(what[last] == log.STARTED, now - time[last], 0.0)
