"""How fast a role works, in the SimPy engine: by how many are there to be served, and by spells. Work in hand changes pace too."""

from collections.abc import Callable, Generator

import simpy

from sim.engines.story.model import Visit, World
from sim.kernel import order, streams
from sim.kernel.limits import ROLES


class Pace:
    """The speed of a role; `anew` schedules the end of work in hand once more."""

    def __init__(self, world: World, role: int, served: list[Visit], anew: Callable[[Visit], None]) -> None:
        self.world, self.role = world, role
        self.served, self.anew = served, anew
        self.speed = 1.0
        self.slowed = False
        self.customers = 0  # waiting or served, when last told
        self.counted_until = 0.0
        if world.bp.role_spell_every[role] >= 0:
            world.clock.process(self._spells())

    def change(self, customers: int) -> None:
        """Bring the role to the speed of now; what is left of the work in hand takes more or less time."""
        now = self.world.now
        if not self.world.bp.role_paced[self.role]:
            return
        self.count()
        self.customers = customers
        before, self.speed = self.speed, self._speed_for(customers)
        if self.speed == before:
            return
        for visit in self.served:
            left = visit.ends - now
            longer = left * before / self.speed
            visit.takes += longer - left
            visit.ends = now + longer
            self.anew(visit)

    def count(self) -> None:
        """Add the time since the number of customers last changed, where it was as large as the last of the role's paces."""
        bp, last = self.world.bp, self.world.bp.role_pace_count[self.role] - 1
        if last >= 0 and self.customers >= self.world.table[bp.role_pace[self.role] + last]:
            self.world.m.role_crowded_area[self.role] += self.world.now - self.counted_until
        self.counted_until = self.world.now

    def _speed_for(self, customers: int) -> float:
        bp = self.world.bp
        speed = bp.role_spell_speed[self.role] if self.slowed else 1.0
        at, count = bp.role_pace[self.role], bp.role_pace_count[self.role]
        reached = [i for i in range(at, at + count) if customers >= self.world.table[i]]
        return float(speed * self.world.table[reached[-1] + count] if reached else speed)

    def lay_down(self, visit: Visit) -> None:
        """Note what is left of work that is laid down, in minutes at the usual speed."""
        left = visit.ends - self.world.now
        visit.left_over = left * self.speed
        visit.takes += visit.left_over - left

    def take_up(self, visit: Visit) -> float:
        """Return how long work that was laid down takes yet, at the speed of now."""
        left = visit.left_over / self.speed
        visit.takes += left - visit.left_over
        return left

    def _spells(self) -> Generator[simpy.Event, None, None]:
        """Work at another speed from time to time."""
        world, bp = self.world, self.world.bp
        entity, spell = bp.role_code[self.role], 0
        while True:
            for part, law in enumerate((bp.role_spell_every[self.role], bp.role_spell_last[self.role])):
                u = world.uniforms(entity, streams.SPELL, spell)[part]
                when = world.now + world.draw(law, u, entity, streams.SPELL, spell, part)
                if when >= bp.horizon:
                    return
                yield world.clock.ranked(when, order.event_key(order.SHIFT, ROLES + self.role))
                self.slowed = part == 0
                self.change(self.customers)
            spell += 1
