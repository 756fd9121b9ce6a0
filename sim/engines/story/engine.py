"""The SimPy engine, run by stops: up to a time, then the books are looked at, and on."""

import math
from typing import Any

import numpy as np

from sim import rules
from sim.blueprint import Blueprint
from sim.engines.story.clock import as_lists
from sim.engines.story.model import World, count
from sim.engines.story.needs import stream_of_needs
from sim.engines.story.organisation import Organisation
from sim.engines.story.people import everybody
from sim.engines.story.role import Role
from sim.records.books import MEASURES
from sim.records.log import ROW


class StoryEngine:
    """One replication of a blueprint in SimPy."""

    def __init__(self, blueprint: Blueprint, seed: int, replication: int, logging: bool) -> None:
        self.world = World(blueprint, seed, replication, logging)
        self.roles = [Role(self.world, number) for number in range(self.world.bp.roles)]
        org = Organisation(self.world, self.roles)
        for stream in range(self.world.bp.streams):
            self.world.clock.process(stream_of_needs(self.world, org, stream))

    def advance(self, until: float) -> None:
        """Process all events before a time, in minutes."""
        if until > self.world.now:
            self.world.clock.run_to(until)

    def ages(self) -> tuple[float, list[float], list[float]]:
        """Return how long open cases have been open, and by role how long those waiting wait and work has been going on."""
        now = self.world.now
        inside = math.fsum(now - case.arose for case in self.world.cases.values())
        waiting = [math.fsum(now - entry[1] for entry in role.queue) for role in self.roles]
        working = [
            math.fsum(visit.takes - (visit.ends - now) for visit in role.served)
            + math.fsum(visit.takes - visit.left_over for visit in role.suspended)
            for role in self.roles
        ]
        return inside, waiting, working

    def close_books(self) -> Any:
        """Bring all sums up to now; return the measures as a record."""
        for role in self.roles:
            role.touch()
            role.energy.count()
            role.pace.count()
        count.touch_inside(self.world.m, self.world.now)
        count.touch_away(self.world.m, self.world.now)
        return self.world.m.into(np.zeros(1, MEASURES)[0])

    def open_books(self, record: Any) -> None:
        """Go on with other measures."""
        self.world.m = as_lists(record)

    def goodwill(self) -> list[float]:
        """Return the goodwill now of all customers who have not left (of an unlimited stream: those with a case open)."""
        world, bp = self.world, self.world.bp
        if bp.population:
            people = [customer for customer in everybody(world) if not customer.left]
        else:
            people = [world.cases[number].customer for number in sorted(world.cases)]
        return [
            rules.decayed(one.goodwill, bp.mind_baseline, bp.mind_decay_rate, world.now - one.felt_at)
            for one in people
        ]

    def log(self) -> Any:
        """Return the rows written so far."""
        return np.array(self.world.rows or [], dtype=ROW)
