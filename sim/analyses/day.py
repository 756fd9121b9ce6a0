"""The day: by weekday and half-hour what comes, how it is served, and who is there to do it; from the logs of a few replications."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.blueprint import Blueprint, build
from sim.blueprint.norms import role_norm
from sim.records import log
from sim.runs.log_summaries import LogSummary, summarised
from sim.runs.replications import Plan
from sim.scenario.fields.model import Scenario
from sim.scenario.text.calendars import UNLIMITED
from sim.scenario.text.units import WEEK

SLOT, DAYS, SLOTS = 30.0, 7, 48  # minutes of a slot, days of a week, slots of a day
TELLS = 0.03  # part of the busiest half-hour, from which one is told of
FIGURES = ("needs", "offered", "answered", "within", "gave_up", "waited", "staff", "busy")
ENDED = (log.STARTED, log.GAVE_UP, log.SENT_HOME, log.OVERFLOWED)

Grid = NDArray[np.float64]  # weekdays x slots


@dataclass(frozen=True, eq=False)
class Day:
    """Sums by weekday (Monday first) and half-hour over all replications, and how often each half-hour was measured.

    `figures` has needs; of work with the customer there, offered, answered, answered within the norm, given up and the waits of
    those answered (minutes); and hours of people on shift and busy. `contacts` are those that begin, by channel.
    """

    figures: dict[str, Grid]
    contacts: dict[str, Grid]
    times: Grid
    replications: int

    def mean(self, what: str, days: Sequence[int]) -> NDArray[np.float64]:
        """Return a figure per half-hour, over some weekdays together."""
        return self._per_time(self.figures[what], days)

    def mean_contacts(self, channel: str, days: Sequence[int]) -> NDArray[np.float64]:
        """Return the contacts of a channel per half-hour, over some weekdays together."""
        return self._per_time(self.contacts[channel], days)

    def _per_time(self, grid: Grid, days: Sequence[int]) -> NDArray[np.float64]:
        times = self.times[list(days)].sum(axis=0)
        return _over(grid[list(days)].sum(axis=0), times, np.zeros(SLOTS))

    def part(self, top: str, bottom: str, days: Sequence[int]) -> NDArray[np.float64]:
        """Return one figure over another by half-hour, nan where there is none of the other."""
        over, under = (self.figures[name][list(days)].sum(axis=0) for name in (top, bottom))
        return _over(over, under, np.full(SLOTS, np.nan))

    @property
    def working(self) -> list[int]:
        """The weekdays on which anything happens to speak of: a twentieth of the busiest, or more."""
        came = self.figures["needs"].sum(axis=1) + sum(grid.sum(axis=1) for grid in self.contacts.values())
        return [day for day in range(DAYS) if came[day] > 0.05 * came.max()]

    @property
    def open(self) -> list[int]:
        """The half-hours in which anybody comes or is there, from the first to the last."""
        grids = [self.figures[name][self.working].sum(axis=0) for name in ("needs", "offered", "busy")]
        parts = [grid / (float(grid.max()) or 1.0) for grid in grids]
        found = [slot for slot in range(SLOTS) if any(part[slot] > TELLS for part in parts)]
        return list(range(found[0], found[-1] + 1)) if found else []


def day(scenario: Scenario, design: str, plan: Plan, store: Any = None, role: str | None = None) -> Day:
    """Run replications of a design, one log at a time in memory, and return its day; what a store has is not run again.

    With a `role` offered, answered, given up and waits are of that role alone.
    """
    blueprint = build(scenario, design)
    tasks = [(blueprint, plan.first + number) for number in range(plan.replications)]
    settings = {"since": scenario.run.warm_up, "until": scenario.run.length}
    settings |= {} if role is None else {"role": blueprint.role_names.index(role)}
    sums = summarised(tasks, plan, COUNTED, settings, "looking at the day", store)
    figures, contacts = (np.sum([one[place] for one in sums], axis=0) for place in (0, 1))
    channels = [*blueprint.channel_names, ""]
    return Day(
        dict(zip(FIGURES, figures, strict=True)),
        {name: grid for name, grid in zip(channels, contacts, strict=True) if grid.any()},
        sums[0][2] * len(sums),
        len(sums),
    )


def _counted(rows: Any, blueprint: Blueprint, since: float, until: float, role: int = -1) -> list[NDArray[np.float64]]:
    """Return what a log tells: the figures, contacts by channel (those without one last), how often each slot was measured."""
    staff = _staff(rows, blueprint, since, until)
    rows = rows[rows["time"] >= since]
    channels = len(blueprint.channel_names)
    came = rows[rows["what"] == log.CAME]
    contacts = [_count(came["time"][came["channel"] == number]) for number in (*range(channels), log.NONE)]
    needs = rows["time"][rows["what"] == log.ARRIVED]
    busy = rows[rows["what"] == log.HANDLED]
    busy = busy[busy["role"] >= 0]
    figures = [_count(needs), *_served(rows, blueprint, since, role), staff]
    figures.append(_spread(busy["time"] - np.nan_to_num(busy["handled"]), busy["time"]) / 60.0)
    times = _spread(np.array([since]), np.array([until])) / SLOT
    return [np.array(figures), np.array(contacts), times]


COUNTED = LogSummary(_counted)


def _norms(blueprint: Blueprint, roles: Any, came: Any) -> Any:
    """Return the norm of each visit in minutes of the clock, below nought where its role has none."""
    record = blueprint.record
    found = np.asarray(record["role_norm"])[roles]
    for i in np.flatnonzero(np.asarray(record["role_unit"])[roles]).tolist():
        found[i] = role_norm(blueprint, int(roles[i]), float(came[i]))
    return found


def _served(rows: Any, blueprint: Blueprint, since: float, role: int) -> list[Grid]:
    """Return how work for which the customer is there fares, by when it came: of a role, or of all with a norm if any has one."""
    norms = np.asarray(blueprint.record["role_norm"])[: len(blueprint.role_names)]
    judged = [role] if role >= 0 else [number for number, norm in enumerate(norms) if norm >= 0.0] or list(range(len(norms)))
    ended = (np.isin(rows["what"], ENDED) & ~np.isnan(rows["waited"])) | (rows["what"] == log.REFUSED)
    here = rows[ended & np.isin(rows["role"], judged)]
    waited = np.nan_to_num(here["waited"])
    came = here["time"] - waited
    here, waited, came = here[came >= since], waited[came >= since], came[came >= since]
    answered = here["what"] == log.STARTED
    longest = _norms(blueprint, here["role"], came)
    within = answered & (waited <= np.where(longest >= 0.0, longest, np.inf))
    lost = np.isin(here["what"], (log.GAVE_UP, log.REFUSED))
    counted = [_count(came[which]) for which in (np.ones(len(came), dtype=bool), answered, within, lost)]
    return [*counted, _count(came[answered], waited[answered])]


def _staff(rows: Any, blueprint: Blueprint, since: float, until: float) -> Grid:
    """Return the hours of people on shift, of all roles that are not without limit."""
    found = np.zeros((DAYS, SLOTS))
    changes = rows[rows["what"] == log.STAFF]
    for number in range(len(blueprint.role_names)):
        own = changes[changes["role"] == number]
        levels = np.array([int(blueprint.record["role_staff"][number]), *own["visit"].tolist()], dtype=float)
        if levels.max() < UNLIMITED:
            edges = np.clip([0.0, *own["time"].tolist(), until], since, until)
            found += _spread(edges[:-1], edges[1:], levels) / 60.0
    return found


def _over(top: Grid, bottom: Grid, none: Grid) -> Grid:
    """Return one over the other, and where there is no other what stands for none."""
    return np.where(bottom > 0.0, top / np.where(bottom > 0.0, bottom, 1.0), none)


def _slots(times: Any) -> Any:
    """Return the number of the slot in the week of each time."""
    return (np.asarray(times) % WEEK // SLOT).astype(np.int64)


def _count(times: Any, weights: Any = None) -> Grid:
    return np.bincount(_slots(times), weights, DAYS * SLOTS).astype(float).reshape(DAYS, SLOTS)


def _spread(begins: Any, ends: Any, weights: Any = None) -> Grid:
    """Return the minutes of stretches of time by slot, each times its weight."""
    weights = np.ones(len(begins)) if weights is None else weights
    found, here = np.zeros(DAYS * SLOTS), np.array(begins, dtype=float)
    while len(here):
        until = np.minimum(ends, (here // SLOT + 1.0) * SLOT)
        found += np.bincount(_slots(here), (until - here) * weights, DAYS * SLOTS)
        more = until < ends
        here, ends, weights = until[more], ends[more], weights[more]
    return found.reshape(DAYS, SLOTS)
