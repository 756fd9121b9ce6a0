"""A role in the SimPy engine: staff with a shift plan and one queue. `serve(visit)` returns the event that tells how it ends."""

import math
from bisect import insort
from collections.abc import Generator
from typing import Any

import simpy

from sim.blueprint.layout import CUT_OFF, SEND_HOME, SERVE
from sim.engines.story import effort, journal, norms, whims
from sim.engines.story.crew import Crew
from sim.engines.story.mind import goodwill_now
from sim.engines.story.model import Visit, World, count
from sim.kernel import calendar, order, rules, streams
from sim.records import log

HANDLED, GAVE_UP, REFUSED, WITHDREW = "handled", "gave up", "refused", "withdrew"
SENT_HOME, BROKEN_OFF, OVERFLOWED = "sent home", "broken off", "overflowed"
KEPT_FIRST = 100  # classes by which those come first for whom staff stays on


class Role(Crew):
    """A crew that follows its shifts, serves, and sees to who is inside when it closes."""

    def __init__(self, world: World, number: int, roles: list["Role"]) -> None:
        super().__init__(world, number, self._schedule_end)
        self.roles = roles
        world.clock.process(self._shifts())

    def _shifts(self) -> Generator[simpy.Event, Any, None]:
        """Follow the shift plan."""
        world, (at, size, cycle) = self.world, self.plan
        change = 1
        while (when := calendar.change_time(world.table, at, size, cycle, change)) < world.bp.horizon:
            yield world.clock.ranked(when, order.event_key(order.SHIFT, self.number))
            self._change_shift(change, at + change % size, size)
            change += 1

    def _change_shift(self, change: int, place: int, size: int) -> None:
        self.touch()
        self.energy.keep()
        before, there, table = self.attendance.planned, self.attendance.there, self.world.table
        self.staff = self.attendance.begin_shift(change, int(table[place + size]), int(table[place + 2 * size]))
        journal.write(self.world, log.STAFF, role=self.number, number=self.staff)
        self._put_down_and_go()
        if before > 0 and self.attendance.planned == 0:
            self._close(there)
        if self.world.bp.role_suspend[self.number]:
            self._lay_down()
        self.look()

    def _put_down_and_go(self) -> None:
        """Let staff who wait for room when their shift ends put their work down all the same, those who wait longest first."""
        while self.blocked > 0 and self.busy > self.staff:
            held = [
                (one[:2], role) for role in self.roles for one in role.held if one[2].server[0] == self.number
            ]
            first, role = min(held, key=lambda one: one[0])
            role.put_down(next(one for one in role.held if one[:2] == first))

    def _close(self, late: int) -> None:
        """Close, with so many staff to stay on: see to the customers who wait or are in conversation."""
        world, bp = self.world, self.world.bp
        self.late, self.closed_at = late, world.now
        rule = bp.role_at_closing[self.number]
        if rule == SERVE and late <= 0:
            rule = SEND_HOME  # nobody came today
        opens = float(calendar.next_change(world.table, *self.plan, world.now, True))
        inside = [entry for entry in self.queue if entry[0] >= 0 and self._is_inside(entry[-1], opens)]
        for entry in inside:
            if rule == SERVE:
                self.queue.remove(entry)
                entry[-1].priority -= KEPT_FIRST
                entry[-1].kept = True
                insort(self.queue, (entry[-1].priority, *entry[1:]))
            else:
                self._send_off(entry[-1])
        for visit in self.served if rule == CUT_OFF else ():
            if self._is_inside(visit, opens):
                self._send_off(visit)

    def _is_inside(self, visit: Visit, opens: float) -> bool:
        return bool(self.world.bp.step_present[visit.step] and not self.is_break(visit.case.channel, opens))

    def close_channel(self, channel: int, in_conversation: bool) -> None:
        """Send off the customers of a channel who wait, and where asked those in conversation."""
        bp, waiting = self.world.bp, [entry[-1] for entry in self.queue]
        for visit in waiting + (self.served if in_conversation else []):
            through = visit.case.channel == channel and not bp.step_appointment[visit.step]
            if through and bp.step_present[visit.step]:
                self._send_off(visit)

    def _send_off(self, visit: Visit) -> None:
        """Let a visit end at the end of this instant, whatever the patience of its customer."""
        visit.sent = True
        key = order.event_key(order.GIVE_UP, visit.who)
        self.world.clock.at(self.world.now, key, lambda: self._give_up(visit))

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
        """Let a visit join the queue; return the event that answers how it ends: HANDLED, GAVE_UP, REFUSED and so on."""
        visit.answer = self.world.clock.told()
        bp, server = self.world.bp, visit.server[0]
        present, full = bp.step_present[visit.step], self.is_full() and not bp.step_appointment[visit.step]
        if full and not visit.kept and (present or not bp.role_blocks[self.number]):
            visit.answer.succeed(REFUSED)
        elif full and not present and server >= 0 and bp.role_circle[server] != bp.role_circle[self.number]:
            self._hold(visit)
        else:
            self._join(visit)
        return visit.answer

    def _hold(self, visit: Visit) -> None:
        """Let the server who has just finished keep the work in hand until there is room for it here."""
        server, person = visit.server
        self.roles[server].block(1, person)
        visit.state, visit.joined = "held", self.world.now
        insort(self.held, (visit.joined, visit.who, visit))
        journal.write(self.world, log.BLOCKED, visit.case, visit)
        self.roles[server].change_pace()

    def put_down(self, held: tuple[float, int, Visit]) -> None:
        """Let work that was held lie on the tray, and its server be free again."""
        server, person = held[2].server
        self.held.remove(held)
        self.roles[server].block(-1, person)
        self.roles[server].change_pace()
        self._join(held[2])

    def _join(self, visit: Visit) -> None:
        world = self.world
        self.touch()
        visit.state, visit.joined = "waiting", world.now
        visit.priority -= KEPT_FIRST * visit.kept
        visit.rank = world.now
        if not visit.chasing and visit.case.keeps >= 0.0:
            visit.rank, visit.case.keeps = visit.case.keeps, -1.0
        insort(self.queue, (visit.priority, visit.rank, visit.who, visit))
        journal.write(world, log.QUEUED, visit.case, visit)
        if visit.deadline < world.bp.horizon:
            key = order.event_key(order.GIVE_UP, visit.who)
            world.clock.at(visit.deadline, key, lambda: self._give_up(visit))
        self.look()
        self.change_pace()

    def pick_up(self) -> None:
        """Let those who are free take those first in line, and then make room for work that is held before the tray."""
        self.looks = False
        self._take()
        while self.held and not self.is_full():
            self.put_down(self.held[0])
            self._take()

    def _take(self) -> None:
        while self.busy < self.staff and (self.suspended or self.queue):
            self.touch()
            self.energy.keep()
            if self.suspended:
                self._take_up_again(self.suspended.pop(0))
            else:
                self._start(self.queue.pop(0)[-1])
        while self.stays_on and self.queue and self.queue[0][-1].kept:
            self.touch()
            self.energy.keep()
            self._start(self.queue.pop(0)[-1])

    def _take_up_again(self, visit: Visit) -> None:
        self.world.m.role_suspended_sum[self.number] += self.world.now - visit.laid_down
        self._occupy(visit, self.pace.take_up(visit))
        journal.write(self.world, log.STARTED, visit.case, visit)
        self._schedule_end(visit)

    def _start(self, visit: Visit) -> None:
        world = self.world
        visit.waited = world.now - visit.joined
        norms.count_wait(world, visit, True)
        visit.takes = handling_time(world, visit, self.energy.level) / self.pace.speed
        self._occupy(visit, visit.takes)
        journal.write(world, log.STARTED, visit.case, visit, waited=visit.waited)
        self._schedule_end(visit)

    def _occupy(self, visit: Visit, minutes: float) -> None:
        """Give a visit a person, for some minutes."""
        visit.state, visit.sent = "served", False
        visit.started = self.world.now
        visit.ends = self.world.now + minutes
        self.give_person(visit)
        self.served.append(visit)

    def go_straight_on(self, before: Visit, visit: Visit) -> simpy.Event:
        """Let the person who served a customer go straight on with the next step of the visit; return the event that answers."""
        world = self.world
        visit.answer = world.clock.told()
        visit.state, visit.started = "served", world.now
        visit.takes = handling_time(world, visit, self.energy.level) / self.pace.speed
        visit.ends = world.now + visit.takes
        self.served[self.served.index(before)] = visit
        journal.write(world, log.STARTED, visit.case, visit)
        self._schedule_end(visit)
        return visit.answer

    def _schedule_end(self, visit: Visit) -> None:
        """Schedule the end of the handling; one that has been suspended since is stale and changes nothing."""

        def end() -> None:
            if visit.ending is ending:
                self._end(visit)

        ending = self.world.clock.at(visit.ends, order.event_key(order.END, visit.who), end)
        visit.ending = ending

    def _end(self, visit: Visit) -> None:
        """End the handling of a step; its person is released, or goes straight on, by what comes next."""
        self.touch()
        self.energy.keep()
        visit.state = "done"
        count.handled(self.world.m, self.number, visit.step, visit.takes)
        visit.answer.succeed(HANDLED)

    def release(self, visit: Visit) -> None:
        """Free the person who served a visit."""
        self.served.remove(visit)
        self.busy_persons.discard(visit.person)
        self.look()
        self.change_pace()

    def _give_up(self, visit: Visit) -> None:
        if visit.state == "waiting":
            self._leave(visit)
            norms.count_wait(self.world, visit, False)
            visit.answer.succeed(SENT_HOME if visit.sent else OVERFLOWED if visit.overflows else GAVE_UP)
        elif visit.sent and visit.state == "served":
            self._cut_off(visit)

    def _cut_off(self, visit: Visit) -> None:
        """Let a conversation end before it is finished; what was done of it is handling in vain."""
        worked = visit.takes - (visit.ends - self.world.now)
        self.touch()
        self.energy.keep()
        visit.state = "done"
        self.release(visit)
        visit.takes, visit.ending = worked, None
        self.world.m.role_handling_sum[self.number] += worked
        self.world.m.role_cut_off[self.number] += 1
        visit.answer.succeed(BROKEN_OFF)

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
        self.queue.remove((visit.priority, visit.rank, visit.who, visit))
        visit.state = "done"
        visit.waited = self.world.now - visit.joined
        if self.held:
            self.look_anyway()  # there is room
        self.change_pace()


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
    passed_on = world.now + bp.step_overflow[visit.step]
    visit.overflows = bp.step_overflow[visit.step] >= 0.0 and passed_on <= visit.deadline and not visit.chasing
    if visit.overflows:
        visit.deadline = passed_on


def handling_time(world: World, visit: Visit, energy: float = 1.0) -> float:
    """Return how long the handling of a step takes at the usual speed, in minutes, by staff with some energy; what stretches
    it is as it was when the visit began."""
    bp, case = world.bp, visit.case
    purpose = streams.CHASE_VISIT if visit.chasing else streams.VISIT
    minutes = world.draw(bp.step_takes[visit.step], visit.u_takes, case.entity, purpose, visit.occurrence, 1)
    if bp.whims:
        minutes += whims.decide(world, visit)
    if bp.handling and bp.step_present[visit.step] and visit.role >= 0:
        if not visit.straight:
            goodwill = goodwill_now(world, case)
            visit.by_goodwill = rules.handling_factor(bp.mind_handling_a, goodwill, bp.mind_handling_g_star)
        minutes *= visit.by_goodwill
    if bp.energy and visit.role >= 0:
        usual = minutes
        if not visit.straight:
            visit.by_energy = rules.stretched(bp.mind_energy_handling, energy)
        minutes *= visit.by_energy
        world.m.energy_minutes += minutes - usual
    return minutes
