"""Who of the staff is there, in the SimPy engine: at the start of a shift some are absent, and some have quit."""

from sim.engines.story.energy import EnergyLevel
from sim.engines.story.model import World
from sim.kernel import rules, streams
from sim.kernel.limits import PERSONS


class Attendance:
    """The persons of a role who are on the plan but not there, and until when places are vacant."""

    def __init__(self, world: World, role: int, energy: EnergyLevel) -> None:
        self.world, self.role, self.energy = world, role, energy
        self.planned = self.roster = self.there = (
            0  # on the plan now, when last anybody was, and of them not absent
        )
        self.persons: set[int] = set()
        self.vacant_until: dict[int, float] = {}

    def begin_shift(self, change: int, planned: int, away: int) -> int:
        """Let a shift begin or end for those by whom the plan rises or falls; return the number at work.

        Who is absent stays so until the next shift, so that nobody who is absent works overtime.
        """
        before, self.planned = self.planned, planned
        self.roster = planned or self.roster
        bp = self.world.bp
        by_plan = bp.energy or bp.role_absence[self.role] > 0.0
        if planned > 0 and by_plan and bp.role_shifts[self.role]:
            self._miss(change, before, planned)
        self.there = planned - len(self.persons) if planned > 0 else 0
        return max(0, self.there - away)

    def _miss(self, change: int, before: int, planned: int) -> None:
        """Let those be absent who are, those by whom the plan has risen drawn anew."""
        self.persons = self.persons - set(range(planned, before)) if before > 0 else set()
        for person in range(before, min(planned, PERSONS)):
            if self._is_missed(change, person):
                self.persons.add(person)

    def _is_missed(self, change: int, person: int) -> bool:
        """Return whether a place is empty this shift: vacant, or its holder absent or just gone."""
        world, bp, m = self.world, self.world.bp, self.world.m
        m.role_starts[self.role] += 1
        if self.vacant_until.get(person, 0.0) > world.now:
            m.role_vacant[self.role] += 1
            return True
        occurrence, hundreds = streams.person_at(change, person)
        entity = bp.role_code[self.role]
        u, v = streams.block(world.seed, world.replication, entity, streams.ABSENCE, occurrence, hundreds)
        if v < rules.hazard_at_work(bp.mind_quit_base, bp.mind_quit_beta, self.energy.level):
            self.vacant_until[person] = world.now + bp.mind_vacancy
            m.role_quits[self.role] += 1
            return True
        if u < rules.hazard_at_work(bp.mind_absence_base, bp.mind_absence_beta, self.energy.level):
            m.role_absent[self.role] += 1
            return True
        plainly = bp.role_absence[self.role]
        if plainly > 0.0:
            away = streams.block(world.seed, world.replication, entity, streams.AWAY, occurrence, hundreds)[0]
            m.role_absent[self.role] += away < plainly
            return bool(away < plainly)
        return False
