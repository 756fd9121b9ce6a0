"""A role in the SimPy engine: staff with a shift plan and one queue. `serve(visit)` returns the event that tells how it ends."""

import math
from bisect import insort
from collections.abc import Generator
from typing import Any

import simpy

from sim import calendar, order, rules, streams
from sim.engines.story import effort, journal, whims
from sim.engines.story.absence import Absence
from sim.engines.story.energy import Energy
from sim.engines.story.mind import goodwill_now
from sim.engines.story.model import Visit, World, count
from sim.engines.story.pace import Pace
from sim.limits import PERSONS, PERSONS_KEPT
from sim.records import log

HANDLED, GAVE_UP, REFUSED, WITHDREW = "handled", "gave up", "refused", "withdrew"


class Role:
    """Staff with one queue, ordered by (priority, joined, who); work laid down at the end of a shift comes first."""

    def __init__(self, world: World, number: int) -> None:
        bp = world.bp
        self.world, self.number = world, number
        self.staff = bp.role_staff[number]
        self.limit, self.norm = bp.role_limit[number], bp.role_norm[number]
        self.queue: list[tuple[int, float, int, Visit]] = []
        self.suspended: list[Visit] = []
        self.served: list[Visit] = []
        self.busy_persons: set[int] = set()
        self.looks = False
        self.energy = Energy(world, self)
        self.absence = Absence(world, number, self.energy)
        self.pace = Pace(world, number, self.served, self._schedule_end)
        self.staff = self.absence.begin_shift(0, self.staff)
        world.clock.process(self._shifts())

    @property
    def busy(self) -> int:
        """How many are serving, some perhaps after their shift."""
        return len(self.served)

    def _shifts(self) -> Generator[simpy.Event, Any, None]:
        """Follow the shift plan."""
        world, bp, number = self.world, self.world.bp, self.number
        at, size, cycle = bp.role_plan[number], bp.role_plan_count[number], bp.role_cycle[number]
        change = 1
        while (when := calendar.change_time(world.table, at, size, cycle, change)) < bp.horizon:
            yield world.clock.ranked(when, order.event_key(order.SHIFT, number))
            self.touch()
            self.energy.keep()
            self.staff = self.absence.begin_shift(change, int(world.table[at + size + change % size]))
            journal.write(world, log.STAFF, role=number, number=self.staff)
            if bp.role_suspend[number]:
                self._lay_down()
            self._look()
            change += 1

    def _lay_down(self) -> None:
        """Suspend back work, the last begun first, until no more are busy than there are staff."""
        for visit in reversed(list(self.served)):
            if self.busy <= self.staff:
                return
            if not self.world.bp.step_present[visit.step]:
                self.served.remove(visit)
                self.busy_persons.discard(visit.person)
                self.pace.lay_down(visit)
                visit.state, visit.ending, visit.laid_down = "suspended", None, self.world.now
                self.suspended.insert(0, visit)
                journal.write(self.world, log.SUSPENDED, visit.case, visit)

    def serve(self, visit: Visit) -> simpy.Event:
        """Let a visit join the queue; return the event that answers HANDLED, GAVE_UP, REFUSED or WITHDREW."""
        world = self.world
        visit.answer = world.clock.told()
        if self.limit >= 0 and len(self.queue) >= self.limit + max(
            0, self.staff - self.busy - len(self.suspended)
        ):
            visit.answer.succeed(REFUSED)
            return visit.answer
        self.touch()
        visit.state, visit.joined = "waiting", world.now
        insort(self.queue, (visit.priority, visit.joined, visit.who, visit))
        journal.write(world, log.QUEUED, visit.case, visit)
        if visit.deadline < world.bp.horizon:
            key = order.event_key(order.GIVE_UP, visit.who)
            world.clock.at(visit.deadline, key, lambda: self._give_up(visit))
        self._look()
        self._change_pace()
        return visit.answer

    def _look(self) -> None:
        """Look at the queue at the end of this instant, so that who is served does not hang on who came first in the code."""
        if not self.looks and self.busy < self.staff:
            self.looks = True
            self.world.clock.at(self.world.now, order.event_key(order.PICKUP, self.number), self._pick_up)

    def _pick_up(self) -> None:
        self.looks = False
        while self.busy < self.staff and (self.suspended or self.queue):
            self.touch()
            self.energy.keep()
            if self.suspended:
                self._take_up_again(self.suspended.pop(0))
            else:
                self._start(self.queue.pop(0)[-1])

    def _take_up_again(self, visit: Visit) -> None:
        self.world.m.role_suspended_sum[self.number] += self.world.now - visit.laid_down
        self._occupy(visit, self.pace.take_up(visit))
        journal.write(self.world, log.STARTED, visit.case, visit)
        self._schedule_end(visit)

    def _start(self, visit: Visit) -> None:
        world = self.world
        visit.waited = world.now - visit.joined
        self._count_wait(visit, True)
        visit.takes = handling_time(world, visit, self.energy.level) / self.pace.speed
        self._occupy(visit, visit.takes)
        journal.write(world, log.STARTED, visit.case, visit, waited=visit.waited)
        self._schedule_end(visit)

    def _occupy(self, visit: Visit, minutes: float) -> None:
        """Give a visit a person, for some minutes."""
        visit.state = "served"
        visit.started = self.world.now
        visit.ends = self.world.now + minutes
        visit.person = self._person_for(visit)
        if visit.person >= 0:
            self.busy_persons.add(visit.person)
            self._note_person(visit)
        self.served.append(visit)

    def _person_for(self, visit: Visit) -> int:
        """Return who serves: where asked the person who had the case before, else the first idle one (known by number)."""
        taken = self.busy_persons | self.absence.persons
        if self.world.bp.role_continuity[self.number]:
            for role, person in visit.case.persons:
                if role == self.number and person < self.absence.planned and person not in taken:
                    return person
        return next((person for person in range(PERSONS) if person not in taken), -1)

    def _note_person(self, visit: Visit) -> None:
        known = visit.case.persons
        if (self.number, visit.person) not in known and len(known) < PERSONS_KEPT:
            known.append((self.number, visit.person))

    def _schedule_end(self, visit: Visit) -> None:
        """Schedule the end of the handling; one that has been suspended since is stale and changes nothing."""

        def end() -> None:
            if visit.ending is ending:
                self._end(visit)

        ending = self.world.clock.at(visit.ends, order.event_key(order.END, visit.who), end)
        visit.ending = ending

    def _end(self, visit: Visit) -> None:
        """Free the person first; then the visit's case moves on."""
        self.touch()
        self.energy.keep()
        self.served.remove(visit)
        self.busy_persons.discard(visit.person)
        self._look()
        self._change_pace()
        visit.state = "done"
        count.handled(self.world.m, self.number, visit.step, visit.takes)
        visit.answer.succeed(HANDLED)

    def _give_up(self, visit: Visit) -> None:
        if visit.state != "waiting":
            return
        self._leave(visit)
        self._count_wait(visit, False)
        visit.answer.succeed(GAVE_UP)

    def withdraw(self, visit: Visit) -> None:
        """Let a waiting chasing customer hang up, because the case has closed."""
        self._leave(visit)
        self.world.m.role_withdrawn[self.number] += 1
        self.world.m.role_withdrawn_sum[self.number] += visit.waited
        effort.in_vain(self.world, visit)
        journal.write(self.world, log.WITHDREW, visit.case, visit, waited=visit.waited)
        visit.answer.succeed(WITHDREW)

    def _leave(self, visit: Visit) -> None:
        self.touch()
        self.queue.remove((visit.priority, visit.joined, visit.who, visit))
        visit.state = "done"
        visit.waited = self.world.now - visit.joined
        self._change_pace()

    def _change_pace(self) -> None:
        """Work at the speed that goes with the number of customers, now that it has changed."""
        self.pace.change(len(self.queue) + self.busy + len(self.suspended))

    def _count_wait(self, visit: Visit, answered: bool) -> None:
        world = self.world
        count.wait(
            world.m, self.number, visit.waited, visit.joined, self.norm, world.bp.horizon, answered,
            visit.case.segment, world.period,
        )  # fmt: skip

    def touch(self) -> None:
        """Bring the role's sums up to date, before its queue, work or staff changes."""
        queue, suspended = len(self.queue), len(self.suspended)
        count.touch_role(self.world.m, self.number, self.world.now, queue, self.busy, self.staff, suspended)


def prepare(world: World, visit: Visit) -> None:
    """Draw what a visit brings along: its patience, and the uniform of its handling time."""
    bp, case = world.bp, visit.case
    law = -1
    if visit.role >= 0:
        law = bp.step_patience[visit.step]
        if law < 0 and bp.step_present[visit.step]:
            law = bp.segment_patience[case.segment]
    visit.deadline = math.inf
    if law >= 0 or not world.is_certain(bp.step_takes[visit.step]):
        purpose = streams.CHASE_VISIT if visit.chasing else streams.VISIT
        u, visit.u_takes = world.uniforms(case.entity, purpose, visit.occurrence)
        if law >= 0:
            visit.deadline = world.now + world.draw(law, u, case.entity, purpose, visit.occurrence, 0)


def handling_time(world: World, visit: Visit, energy: float = 1.0) -> float:
    """Return how long the handling of a visit takes at the usual speed, in minutes, by staff with some energy."""
    bp, case = world.bp, visit.case
    purpose = streams.CHASE_VISIT if visit.chasing else streams.VISIT
    minutes = world.draw(bp.step_takes[visit.step], visit.u_takes, case.entity, purpose, visit.occurrence, 1)
    if bp.whims:
        minutes += whims.decide(world, visit)
    if bp.handling and bp.step_present[visit.step] and visit.role >= 0:
        minutes *= rules.handling_factor(
            bp.mind_handling_a, goodwill_now(world, case), bp.mind_handling_g_star
        )
    if bp.energy and visit.role >= 0:
        usual = minutes
        minutes *= rules.stretched(bp.mind_energy_handling, energy)
        world.m.energy_minutes += minutes - usual
    return minutes
