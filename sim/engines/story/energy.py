"""What staff of a role have left, in the SimPy engine: exact between events, and written only where it changes course."""

from typing import Protocol

from sim.engines.story.model import World
from sim.kernel import rules


class Staffed(Protocol):
    """Whose energy it is: so many busy, so many there."""

    number: int
    staff: int

    @property
    def busy(self) -> int: ...


class EnergyLevel:
    """The energy of a role's staff, from 0 to 1, as last written."""

    def __init__(self, world: World, crew: Staffed) -> None:
        bp = world.bp
        self.world, self.crew = world, crew
        self.recover, self.drain = bp.mind_energy_recover, bp.mind_energy_drain * bp.role_strain[crew.number]
        self.level = bp.mind_energy_start
        self.written_at, self.counted_until = 0.0, 0.0

    @property
    def busy_share(self) -> float:
        """Which share of the staff who are there works; off shift nobody does."""
        there = max(self.crew.staff, self.crew.busy)
        return self.crew.busy / there if there > 0 else 0.0

    def _after(self, minutes: float) -> float:
        return rules.energy_after(self.level, self.busy_share, self.recover, self.drain, minutes)

    def count(self) -> None:
        """Add the energy since it was last counted; the energy itself stays as it was written."""
        world = self.world
        if not world.bp.energy:
            return
        start = self._after(self.counted_until - self.written_at)
        world.m.role_energy_area[self.crew.number] += rules.energy_area(
            start, self.busy_share, self.recover, self.drain, world.now - self.counted_until
        )
        self.counted_until = world.now

    def keep(self) -> None:
        """Write the energy of now, just before it changes course."""
        if not self.world.bp.energy:
            return
        self.count()
        self.level = self._after(self.world.now - self.written_at)
        self.written_at = self.world.now

    def feel(self, goodwill: float) -> None:
        """Let the one of the staff who lived a hostile moment lose energy: one with a customer whose goodwill was low."""
        bp = self.world.bp
        if not bp.energy or not goodwill < bp.mind_energy_hostile_below:
            return
        self.keep()
        loss = bp.mind_energy_hostile * bp.role_strain[self.crew.number] / max(1, self.crew.staff)
        self.level = max(0.0, self.level - loss)
        self.world.m.hostile += 1

    def right_first_time(self, usual: float) -> float:
        """Return the probability that work is done right; tired staff err more."""
        bp = self.world.bp
        if not bp.energy:
            return usual
        return rules.right_first_time(usual, rules.stretched(bp.mind_energy_errors, self.level))
