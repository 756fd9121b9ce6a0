"""The SimPy engine, run by stops: up to a time, then the counters are looked at, and on."""

from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.engines import inside
from sim.engines.inside import CASE, VISIT, Inside
from sim.engines.story.clock import as_lists
from sim.engines.story.closings import closings
from sim.engines.story.mind import goodwill_of
from sim.engines.story.model import Visit, World, count
from sim.engines.story.needs import stream_of_needs
from sim.engines.story.organisation import Organisation
from sim.engines.story.people import everybody
from sim.engines.story.role import Role
from sim.kernel import rules
from sim.records.counters import MEASURES
from sim.records.log import ROW


class StoryEngine:
    """One replication of a blueprint in SimPy."""

    def __init__(self, blueprint: Blueprint, seed: int, replication: int, logging: bool) -> None:
        self.world = World(blueprint, seed, replication, logging)
        self.roles: list[Role] = []
        self.roles += [Role(self.world, number, self.roles) for number in range(self.world.bp.roles)]
        for channel in range(self.world.bp.channels):
            self.world.clock.process(closings(self.world, self.roles, channel))
        org = Organisation(self.world, self.roles)
        for stream in range(self.world.bp.streams):
            self.world.clock.process(stream_of_needs(self.world, org, stream))

    def advance(self, until: float) -> None:
        """Process all events before a time, in minutes."""
        if until > self.world.now:
            self.world.clock.run_to(until)

    def inside(self) -> Inside:
        """Return who is inside now."""
        world = self.world
        cases = [(case.kind, case.arose) for case in world.cases.values()]
        waiting = [_row(inside.WAITING, entry[-1], 0.0) for role in self.roles for entry in role.queue]
        served = [visit for role in self.roles for visit in role.served]
        work = [
            _row(inside.SERVED, visit, visit.takes - (visit.ends - world.now))
            for visit in (*served, *world.alone.values())
        ]
        laid_down = [
            _row(inside.LAID_DOWN, visit, visit.takes - visit.left_over)
            for role in self.roles
            for visit in role.suspended
        ]
        return Inside(world.now, np.array(cases, CASE), np.array([*waiting, *work, *laid_down], VISIT))

    def areas(self) -> tuple[float, list[float], list[float]]:
        """Return open cases, and by role visits waiting or laid down, and energy, each over the time measured so far."""
        self._touch()
        m, roles = self.world.m, range(len(self.roles))
        queue = [m.role_queue_area[role] + m.role_suspended_area[role] for role in roles]
        return m.inside_area, queue, [m.role_energy_area[role] for role in roles]

    def _touch(self) -> None:
        for role in self.roles:
            role.touch()
            role.touch_blocked()
            role.energy.count()
            role.pace.count()
        count.touch_inside(self.world.m, self.world.now)
        count.touch_away(self.world.m, self.world.now)

    def read_counters(self) -> Any:
        """Bring all sums up to now; return the measures as a record."""
        self._touch()
        return self.world.m.into(np.zeros(1, MEASURES)[0])

    def replace_counters(self, record: Any) -> None:
        """Go on with other measures."""
        self.world.m = as_lists(record)

    def goodwill(self) -> list[float]:
        """Return the goodwill now of all customers who have not left (of an unlimited stream: those with a case open)."""
        world, bp = self.world, self.world.bp
        if bp.population:
            people = [customer for customer in everybody(world) if not customer.left]
        else:
            people = [world.cases[number].customer for number in sorted(world.cases)]
        return [goodwill_of(world, one) for one in people]

    def book(self) -> list[int]:
        """Return the book of appointments."""
        return self.world.book

    def pressure(self) -> float:
        """Return the political pressure now: the highest of the providers'."""
        world, fade = self.world, self.world.bp.mind_voice_fade
        felt = zip(world.pressure, world.pressure_at, strict=True)
        return max(rules.decayed(pressure, 0.0, fade, world.now - at) for pressure, at in felt)

    def log(self) -> Any:
        """Return the rows written so far."""
        return np.array(self.world.rows or [], dtype=ROW)


def _row(state: int, visit: Visit, work: float) -> tuple[Any, ...]:
    """Return a visit as a row of those inside; `work` in minutes, done so far."""
    case = visit.case
    place = (state, visit.role, visit.step, case.segment, case.provider, case.channel, visit.effort_kind)
    return (*place, visit.joined, visit.waited, work, visit.laid_down)
