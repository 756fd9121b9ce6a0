"""Who of the staff is there, in the SimPy engine: at the start of a shift some are absent, and some have quit."""

from sim import rules, streams
from sim.engines.story.energy import Energy
from sim.engines.story.model import World
from sim.limits import PERSONS


class Absence:
    """The persons of a role who are on the plan but not there, and until when places are vacant."""

    def __init__(self, world: World, role: int, energy: Energy) -> None:
        self.world, self.role, self.energy = world, role, energy
        self.planned = 0
        self.persons: set[int] = set()
        self.vacant_until: dict[int, float] = {}

    def begin_shift(self, change: int, planned: int) -> int:
        """Let a shift begin or end for those by whom the plan rises or falls; return the number who are there."""
        before, self.planned = self.planned, planned
        bp = self.world.bp
        if not bp.energy or bp.role_plan_count[self.role] <= 1:
            return planned
        self.persons -= set(range(planned, before))
        for person in range(before, min(planned, PERSONS)):
            if self._is_missed(change, person):
                self.persons.add(person)
        return planned - len(self.persons)

    def _is_missed(self, change: int, person: int) -> bool:
        """Return whether a place is empty this shift: vacant, or its holder absent or just gone."""
        world, bp, m = self.world, self.world.bp, self.world.m
        m.role_starts[self.role] += 1
        if self.vacant_until.get(person, 0.0) > world.now:
            m.role_vacant[self.role] += 1
            return True
        occurrence = (change << streams.PERSON_BITS) | person
        u, v = world.uniforms(bp.role_code[self.role], streams.ABSENCE, occurrence)
        if v < rules.hazard_at_work(bp.mind_quit_base, bp.mind_quit_beta, self.energy.level):
            self.vacant_until[person] = world.now + bp.mind_vacancy
            m.role_quits[self.role] += 1
            return True
        if u < rules.hazard_at_work(bp.mind_absence_base, bp.mind_absence_beta, self.energy.level):
            m.role_absent[self.role] += 1
            return True
        return False
