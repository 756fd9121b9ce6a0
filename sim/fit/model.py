"""What was found in a log, put together: arrivals, steps with their ways on, roles with their rosters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.fit import laws, names, routing, truncation
from sim.fit import roles as found_roles
from sim.fit.answers import ASSUMED
from sim.fit.arrivals import Arrivals, arrivals
from sim.fit.events import HOUR, Array, Events, events, without
from sim.fit.laws import Law
from sim.fit.reading import Log
from sim.fit.roles import SELF
from sim.fit.rosters import rosters
from sim.fit.weekly import Week

END = -1
ENOUGH = 20  # waits between two steps that have a law of their own; else they share that of the activities [A]
CROSSES = 0.002  # of the events go on past closing time: work is laid down then [A]
HALF = 0.5
LONG = 4 * HOUR  # from here on closed hours are taken off [A]


@dataclass(frozen=True)
class Way:
    """A way on from a step: to a step by number (or END), its share, and values of the delay before it (minutes; none: at once)."""

    to: int
    share: float
    delay: Array


@dataclass(frozen=True)
class Step:
    """A step: its name, the activity in the log, its role (SELF: none), how long it takes, and the ways on."""

    name: str
    activity: int
    role: int
    takes: Law
    assumed: bool
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Role:
    """A role: its name, who is there by hour of the week, and whether work is laid down at closing time."""

    name: str
    week: Week
    suspends: bool
    people: int


@dataclass(frozen=True)
class Model:
    """All that was found in a log of events; `starts` are shares of steps in which a case begins."""

    events: Events
    state: Array
    steps: tuple[Step, ...]
    starts: Array
    roles: tuple[Role, ...]
    arrivals: Arrivals
    weights: truncation.Weights
    automatic: tuple[bool, ...]
    left_out: float
    dropped: tuple[str, ...]

    def with_delays(self, delays: dict[tuple[int, int], Array]) -> "Model":
        """Return the same with other delays, by step and where it goes."""
        steps = [
            replace(step, ways=tuple(replace(way, delay=delays.get((at, way.to), way.delay)) for way in step.ways))
            for at, step in enumerate(self.steps)
        ]
        return replace(self, steps=tuple(steps))


def discover(log: Log, language: str, contained: bool | None = None) -> Model:
    """Return what a log says about a process: waits as delays, which queues are in yet."""
    given = events(log)
    rare = routing.rare(given)
    known = without(given, rare) if rare else given
    weights = truncation.weights(known, contained)
    who = found_roles.roles(known, log.starts)
    weeks = rosters(known, who)
    net = _net(known, who.of_activity, weeks)
    routes = routing.routing(known, weights.lengths)
    return Model(
        events=known,
        state=routes.state,
        steps=_steps(known, routes, who, net, weights.lengths, log.starts),
        starts=routes.starts,
        roles=_roles(known, who, weeks, net, language),
        arrivals=arrivals(known.arrivals, weights.arrivals, known.window),
        weights=weights,
        automatic=tuple(bool(one) for one in who.automatic),
        left_out=routes.left_out,
        dropped=tuple(given.activities[one] for one in sorted(rare)),
    )


def _net(known: Events, role: Array, weeks: Sequence[Week]) -> Array:
    """Return how long each event took in the hours in which its role is there; as in the log where that is short."""
    lasted = known.end - known.start
    found = lasted.copy()
    for number, week in enumerate(weeks):
        mine = (role[known.activity] == number) & (lasted >= LONG)
        inside = week.open_minutes(known.end[mine]) - week.open_minutes(known.start[mine])
        found[mine] = np.where(inside > 0, np.minimum(inside, lasted[mine]), np.minimum(lasted[mine], LONG))
    return found


def _roles(
    known: Events, who: found_roles.Roles, weeks: Sequence[Week], net: Array, language: str
) -> tuple[Role, ...]:
    found = []
    for number, week in enumerate(weeks):
        mine = who.of_activity[known.activity] == number
        people = len(np.unique(known.resource[mine]))
        name = names.role(number, who.count, language)
        found.append(Role(name, week, _suspends(known, mine, net, week), max(people, 1)))
    return tuple(found)


def _suspends(known: Events, mine: Array, net: Array, week: Week) -> bool:
    """Return whether work that isn't done at closing time is laid down: half as often at least as it then would be."""
    start, lasts = known.start[mine], net[mine]
    inside = week.open_minutes(start + lasts) - week.open_minutes(start)
    would, does = inside < lasts - 1.0, known.end[mine] - start > lasts + HOUR
    return bool(would.any() and does.mean() > CROSSES and does.sum() >= HALF * would.sum())


def _steps(
    known: Events, routes: routing.Routing, who: found_roles.Roles, net: Array, weights: Array, starts: bool
) -> tuple[Step, ...]:
    heavy = weights[known.case]
    called = names.steps(known.activities, routes.activity, routes.before)
    takes = {
        int(one): _takes(net[known.activity == one], heavy[known.activity == one], bool(who.automatic[one]), starts)
        for one in np.unique(known.activity)
    }
    waits = np.maximum(known.waits, 0.0)
    nexts = np.where(known.last, END, np.r_[routes.state[1:], END])
    made = []
    for at, activity in enumerate(routes.activity):
        ways = [
            Way(to, float(share), _delay(known, routes, waits, nexts, heavy, at, to))
            for to, share in ((END if to == len(called) else to, share) for to, share in enumerate(routes.follows[at]))
            if share > 0
        ]
        one = int(activity)
        made.append(Step(called[at], one, int(who.of_activity[one]), takes[one], not starts, _ordered(ways)))
    return tuple(made)


def _ordered(ways: list[Way]) -> tuple[Way, ...]:
    return tuple(sorted(ways, key=lambda way: -way.share))


def _takes(net: Array, heavy: Array, automatic: bool, starts: bool) -> Law:
    if automatic:
        return Law("0 min", 0.0, 0.0)
    return laws.law(net, heavy) if starts else Law(ASSUMED, 10.0, None)


def _delay(
    known: Events, routes: routing.Routing, waits: Array, nexts: Array, heavy: Array, at: int, to: int
) -> Array:
    """Return values of the wait between two steps, of their activities where the steps themselves have few."""
    if to == END:
        return np.zeros(0)
    mine = (routes.state == at) & (nexts == to)
    if mine.sum() < ENOUGH:
        mine = (known.activity == routes.activity[at]) & (known.next == routes.activity[to])
    return laws.slices(waits[mine], heavy[mine], int(min(laws.SLICES, max(mine.sum(), 1))))


def role_of(model: Model, step: Step) -> Role | None:
    """Return the role of a step, None where it has none."""
    return None if step.role == SELF else model.roles[step.role]
