"""The story of a contact: one SimPy process per case. Read `life` first; everything else is what it says."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import simpy

from sim import calendar, distributions, order, streams
from sim.blueprint import LOST, RESOLVED, REWORK, UNRESOLVED, WITHDRAWN
from sim.engines.story import journal
from sim.engines.story.mind import leaves, live_moment, sum_up
from sim.engines.story.model import Case, Visit, World, choose, count
from sim.engines.story.role import GAVE_UP, HANDLED, REFUSED, Role, handling_time, prepare
from sim.records import log
from sim.records.log import NEVER, NONE

ENTRY = -1  # where the channel begins

Story = Generator[simpy.Event, Any, None]


@dataclass(frozen=True)
class Contact:
    """Next, the customer makes contact."""

    cause: int
    step: int


@dataclass(frozen=True)
class Step:
    """Next, the case comes to a step."""

    number: int


@dataclass(frozen=True)
class Rest:
    """Next, the case rests until a time; then a contact or a step."""

    until: float
    cause: int
    step: int


@dataclass(frozen=True)
class End:
    """Next, the case closes; `asks` where its customer has yet to decide whether to leave."""

    how: int
    asks: bool


Next = Contact | Step | Rest | End


class Teller:
    """Tells the stories of all cases in one world."""

    def __init__(self, world: World, roles: list[Role]) -> None:
        self.world, self.roles = world, roles

    def life(self, case: Case) -> Story:
        """Live a case, from the need that brought it to its end."""
        following: Next = Contact(log.FIRST, ENTRY)
        while True:
            match following:
                case Contact(cause, step):
                    following = self.contact(case, cause, step)
                case Step(number):
                    visit = self.come_to(case, number)
                    answer = yield self.ask(visit)
                    following = self.finish(visit) if answer == HANDLED else self.fail(visit, answer)
                case Rest(until, cause, step):
                    yield self.rest(case, until, cause, step)
                    following = self.resume(case, cause, step)
                case End(how, asks):
                    self.close(case, how, asks)
                    return

    # Contact

    def contact(self, case: Case, cause: int, step: int) -> Next:
        """Let the customer make contact, if the channel is open."""
        opens = self.opening(case.channel)
        if opens >= 0.0:
            return self.found_closed(case, cause, step, opens)
        self.begin_contact(case, cause)
        return Step(self.entry(case) if step < 0 else step)

    def begin_contact(self, case: Case, cause: int) -> None:
        """Count a new contact of a case."""
        case.contacts += 1
        case.cause, case.front_role, case.in_contact = cause, NONE, True
        count.contact(self.world.m, cause)
        journal.write(self.world, log.CAME, case)

    def entry(self, case: Case) -> int:
        """Return the step at which a customer's contact begins."""
        bp = self.world.bp
        if bp.kind_starts[case.kind] >= 0:
            return int(bp.kind_starts[case.kind])
        return int(bp.channel_starts[case.channel][case.kind]) if case.channel >= 0 else 0

    def opening(self, channel: int) -> float:
        """Return when a channel that is closed now opens, or a time below nought where it is open."""
        world, bp = self.world, self.world.bp
        if channel < 0 or bp.channel_plan_count[channel] == 0:
            return -1.0
        plan = (
            world.table,
            bp.channel_plan[channel],
            bp.channel_plan_count[channel],
            bp.channel_cycle[channel],
        )
        return (
            -1.0 if calendar.level_at(*plan, world.now) > 0 else float(calendar.next_open(*plan, world.now))
        )

    def found_closed(self, case: Case, cause: int, step: int, opens: float) -> Next:
        """Let a customer find the channel closed: come back after it opens, or give it up."""
        world, bp = self.world, self.world.bp
        world.m.found_closed += 1
        journal.write(world, log.CLOSED, case)
        u, v = world.uniforms(case.entity, streams.CLOSED, case.closed)
        if v >= bp.redial_p:
            return End(LOST, asks=False)
        delay = world.draw(bp.redial_after, u, case.entity, streams.CLOSED, case.closed, 0)
        case.closed += 1
        return Rest(opens + delay, cause, step)

    # A step

    def come_to(self, case: Case, step: int) -> Visit:
        """Let a case come to a step; note whether it is a transfer, a retelling or rework."""
        world, bp = self.world, self.world.bp
        case.visits += 1
        k = case.step_visits.get(step, 0)
        case.step_visits[step] = min(k + 1, streams.VISITS_COUNTED)
        occurrence = streams.visit_occurrence(bp.step_code[step], k, case.visits)
        who = order.main_line(case.number)
        visit = Visit(case, step, bp.step_role[step], occurrence, who, case.visits)
        world.m.step_visits[step] += 1
        if bp.step_counts_as[step] == REWORK or step in case.done:
            case.reworked = True
        if not bp.step_present[step]:
            case.in_contact = False
        elif not case.in_contact:
            self.begin_contact(case, log.CALL_BACK)
        self.note_hand_over(visit)
        prepare(world, visit)
        return visit

    def note_hand_over(self, visit: Visit) -> None:
        """Note whether a case changes role, and whether its customer is put through or has to tell it again."""
        case, role, bp = visit.case, visit.role, self.world.bp
        if role < 0:
            return
        if case.last_role not in (NONE, role):
            case.hand_overs += 1
        if not bp.step_present[visit.step]:
            return
        if case.front_role not in (NONE, role):
            visit.transferred = True
            case.transfers += 1
        again = case.contacts > 1 and case.front_role == NONE
        visit.retold = bool(bp.step_retell[visit.step] and (visit.transferred or again))

    def ask(self, visit: Visit) -> simpy.Event:
        """Ask the role to serve, or let the customer do it alone; return the event that tells how it ends."""
        if visit.role < 0:
            return self.alone(visit)
        bp = self.world.bp
        own = bp.step_priority[visit.step]
        visit.priority = own if own >= 0 else bp.kind_priority[visit.case.kind]
        if bp.role_first_come[visit.role]:
            visit.priority = 1
        return self.roles[visit.role].serve(visit)

    def alone(self, visit: Visit) -> simpy.Event:
        """Let the customer do a step alone: no queue, the customer's own time."""
        world = self.world
        visit.answer = world.clock.told()
        visit.started, visit.takes = world.now, handling_time(world, visit)
        journal.write(world, log.STARTED, visit.case, visit)

        def end() -> None:
            count.handled(world.m, visit.role, visit.step, visit.takes)
            visit.answer.succeed(HANDLED)

        world.clock.at(world.now + visit.takes, order.event_key(order.END, visit.who), end)
        return visit.answer

    # What becomes of it

    def finish(self, visit: Visit) -> Next:
        """End the handling at a step: what was made of it, what it leaves behind, and where it goes."""
        world, bp, case, step = self.world, self.world.bp, visit.case, visit.step
        present = bool(bp.step_present[step])
        if visit.role >= 0:
            case.work += visit.takes
            case.last_role = visit.role
            if present:
                case.front_role = visit.role
        case.done.add(step)
        u, v = 0.5, 0.5
        if bp.step_branches[step] > 1 or bp.step_right[step] < 1.0:
            u, v = world.uniforms(case.entity, streams.OUTCOME, visit.occurrence)
        self.make_errors(case, step, v)
        target, after = self.route(visit, u)
        outcome = self.settle_promise(visit, target)
        left_behind = journal.NOTHING
        if present or target < 0:
            left_behind = live_moment(world, visit, visit.waited if present else 0.0, outcome)
        journal.write(
            world, log.HANDLED, case, visit,
            next_step=target, waited=visit.waited, handled=visit.takes, left_behind=left_behind,
        )  # fmt: skip
        return self.go_on(visit, target, after)

    def make_errors(self, case: Case, step: int, v: float) -> None:
        """Repair what the step repairs, and make an error with the probability that it is not right first time."""
        bp = self.world.bp
        case.errors -= {step} | {s for s in case.errors if (bp.step_fixes[step] >> s) & 1}
        if v >= bp.step_right[step]:
            case.errors.add(step)
            self.world.m.errors += 1

    def route(self, visit: Visit, u: float) -> tuple[int, int]:
        """Return where a case goes (a step, or below nought an ending) and the distribution of the delay before, if any."""
        world, bp, case, step = self.world, self.world.bp, visit.case, visit.step
        found = {s for s in case.errors if (bp.step_finds[step] >> s) & 1}
        if found and world.uniforms(case.entity, streams.CHECK, visit.occurrence)[0] < bp.step_detects[step]:
            case.errors -= found
            world.m.errors_checked += 1
            return bp.step_on_error[step] if bp.step_on_error[step] >= 0 else min(found), NONE
        first, branches = bp.step_branch[step], bp.step_branches[step]
        branch = first + choose(bp.branch_share[first : first + branches], u)
        return bp.branch_to[branch], bp.branch_after[branch]

    def settle_promise(self, visit: Visit, target: int) -> float:
        """Keep or break the promise that stands, make the step's own; return the marks that the outcome adds."""
        world, bp, case = self.world, self.world.bp, visit.case
        present = bool(bp.step_present[visit.step])
        marks = 0.0
        if case.due >= 0.0 and (present or target < 0):
            marks = self.look_back(case, visit.started if present else world.now)
        if target == RESOLVED:
            return float(marks + bp.mind_solved)
        if target in (LOST, UNRESOLVED):
            return float(marks + bp.mind_unsolved)
        if target >= 0 and bp.step_promise[visit.step] >= 0.0:
            case.due = world.now + bp.step_promise[visit.step]
            world.m.promises += 1
            if bp.chasing:
                self.schedule_chase(case, case.due)
            return float(marks + bp.mind_promised)
        return marks

    def look_back(self, case: Case, heard: float) -> float:
        """Let a customer who hears from the case hold that against the promise; return the marks for a broken one."""
        kept = heard <= case.due
        case.due = NEVER
        if self.world.bp.chasing:
            case.chase_timer = None
            self.expect_end(case)
        if kept:
            self.world.m.promises_kept += 1
            return 0.0
        return float(self.world.bp.mind_broken)

    def go_on(self, visit: Visit, target: int, after: int) -> Next:
        """Say what comes next: a step, at once or after a delay, or the end."""
        world, bp, case = self.world, self.world.bp, visit.case
        if target == RESOLVED and case.errors:
            return self.error_sleeps(case)
        if target == UNRESOLVED:
            if leaves(world, case, visit, 0):
                self.customer_leaves(case)
                return End(LOST, asks=False)
            return self.come_back_or_lose(visit, bp.failure_p, bp.failure_after, log.UNRESOLVED)
        if target < 0:
            case.last_visit = visit
            return End(target, asks=True)
        if after < 0:
            return Step(target)
        u = world.uniforms(case.entity, streams.LAG, visit.occurrence)[0]
        delay = world.draw(after, u, case.entity, streams.LAG, visit.occurrence, 0)
        return Rest(world.now + delay, log.UNRESOLVED, target)

    def error_sleeps(self, case: Case) -> Next:
        """Let a case that seems resolved rest with its error until the customer finds it and contacts again."""
        world, bp = self.world, self.world.bp
        world.m.errors_customer += 1
        case.errors.clear()  # found, so no longer latent: the work is done anew
        case.chase_timer = None
        n = case.error_returns
        case.error_returns += 1
        u = world.uniforms(case.entity, streams.ERROR, n)[0]
        lag = world.draw(bp.error_lag, u, case.entity, streams.ERROR, n, 0)
        return Rest(world.now + lag, log.ERROR_FOUND, bp.recontact)

    def fail(self, visit: Visit, answer: str) -> Next:
        """End a contact that failed: the customer leaves for good, comes back later, or lets it be."""
        world, bp, case = self.world, self.world.bp, visit.case
        self.note_failure(visit, answer)
        case.in_contact = False
        if leaves(world, case, visit, 0):
            self.customer_leaves(case)
            return End(LOST, asks=False)
        return self.come_back_or_lose(visit, bp.redial_p, bp.redial_after, log.REDIAL)

    def note_failure(self, visit: Visit, answer: str) -> None:
        """Let the customer live the moment of giving up or being refused."""
        world = self.world
        unsolved = world.bp.mind_unsolved
        if answer == REFUSED:
            world.m.role_refused[visit.role] += 1
            left_behind = live_moment(world, visit, 0.0, unsolved)
            journal.write(world, log.REFUSED, visit.case, visit, left_behind=left_behind)
        else:
            left_behind = live_moment(world, visit, visit.waited, unsolved)
            journal.write(world, log.GAVE_UP, visit.case, visit, waited=visit.waited, left_behind=left_behind)

    def come_back_or_lose(self, visit: Visit, probability: float, after: int, cause: int) -> Next:
        """Let a customer return with a probability, after a delay; else the case is lost."""
        world, case = self.world, visit.case
        if probability > 0.0:
            u, v = world.uniforms(case.entity, streams.LAG, visit.occurrence)
            if v < probability:
                delay = world.draw(after, u, case.entity, streams.LAG, visit.occurrence, 0)
                return Rest(world.now + delay, cause, ENTRY)
        return End(LOST, asks=False)

    # Rest and end

    def rest(self, case: Case, until: float, cause: int, step: int) -> simpy.Event:
        """Let a case rest; return the event that ends the rest."""
        world = self.world
        case.in_contact, case.cause = False, cause
        count.touch_away(world.m, world.now)
        world.m.away += 1
        journal.write(world, log.AWAY, case, next_step=step)
        return world.clock.ranked(until, order.event_key(order.RETURN, order.main_line(case.number)))

    def resume(self, case: Case, cause: int, step: int) -> Next:
        """Let a case go on after a rest: a customer makes contact again, or the work takes its course."""
        count.touch_away(self.world.m, self.world.now)
        self.world.m.away -= 1
        if step >= 0 and not self.world.bp.step_present[step]:
            return Step(step)
        return Contact(cause, step)

    def customer_leaves(self, case: Case) -> None:
        """End the relationship of a case's customer."""
        self.world.m.left += 1
        case.customer.left = True
        journal.write(self.world, log.LEFT, case)

    def close(self, case: Case, how: int, asks: bool) -> None:
        """Close a case: resolved, withdrawn or lost."""
        world = self.world
        case.open, case.chase_timer = False, None
        self.count_close(case, how)
        sum_up(world, case)
        journal.write(world, {RESOLVED: log.RESOLVED, WITHDRAWN: log.WITHDRAWN}.get(how, log.LOST), case)
        last = case.last_visit
        if asks and last is not None and not case.customer.left and leaves(world, case, last, 1):
            self.customer_leaves(case)
        case.customer.open -= 1
        del world.cases[case.number]
        if case.chaser is not None and case.chaser.state == "waiting":
            self.roles[case.chaser.role].withdraw(case.chaser)

    def count_close(self, case: Case, how: int) -> None:
        """Count a case that closes."""
        world, m = self.world, self.world.m
        lead = world.now - case.arose
        if how == RESOLVED:
            count.resolved(m, case.kind, lead, world.bp.kind_norm[case.kind], case.contacts)
        elif how == WITHDRAWN:
            m.withdrawn += 1
        else:
            m.lost += 1
            m.segment_lost[case.segment] += 1
        count.touch_inside(m, world.now)
        count.end(
            m, lead, case.kind, case.segment, case.visits, case.contacts, case.work, case.reworked,
            case.transfers, case.hand_overs, len(case.persons), case.chases,
        )  # fmt: skip

    # Chasing

    def expect_end(self, case: Case) -> None:
        """Let a customer to whom nothing is promised ask after the lead time that is expected."""
        if self.world.bp.chase_expected >= 0.0:
            self.schedule_chase(case, case.arose + self.world.bp.chase_expected)

    def schedule_chase(self, case: Case, due: float) -> None:
        """Schedule the customer's asking where it is: some time after it was due."""
        world = self.world
        u = world.uniforms(case.entity, streams.CHASE_GAP, case.chases)[0]
        gap = distributions.quantile(distributions.EXPONENTIAL, world.bp.chase_mean, 0.0, 0.0, u)
        self.chase_at(case, max(due, world.now) + gap)

    def chase_at(self, case: Case, when: float) -> None:
        """Let the customer ask at a time, unless the case has closed or the time has been moved by then."""

        def ask() -> None:
            if case.chase_timer is timer and case.chaser is None:
                self.world.clock.process(self.chase(case))

        timer = self.world.clock.at(when, order.event_key(order.CHASE, order.chaser_line(case.number)), ask)
        case.chase_timer = timer

    def chase(self, case: Case) -> Story:
        """Live a chasing contact: the customer asks where it is; the case itself goes its own way meanwhile."""
        world = self.world
        opens = self.opening(case.channel)
        if opens >= 0.0:
            self.chase_at(case, opens)
            return
        visit = self.ask_where_it_is(case)
        answer = yield self.ask(visit)
        if answer == HANDLED:
            self.finish_chase(visit)
        elif answer in (GAVE_UP, REFUSED):
            self.note_failure(visit, answer)
        case.chaser = None
        if case.open:
            self.schedule_chase(case, case.due if case.due >= 0.0 else world.now)

    def ask_where_it_is(self, case: Case) -> Visit:
        """Return the visit of a chasing customer to the step that answers such questions."""
        world, step = self.world, self.world.bp.chase_step
        who = order.chaser_line(case.number)
        visit = Visit(case, step, world.bp.step_role[step], case.chases, who, case.chases, chasing=True)
        case.chaser = visit
        case.chases += 1
        count.contact(world.m, log.CHASING)
        journal.write(world, log.CAME, case, chasing=True)
        world.m.step_visits[step] += 1
        prepare(world, visit)
        return visit

    def finish_chase(self, visit: Visit) -> None:
        """End the handling of a chasing contact; it may bring a new promise."""
        world, case = self.world, visit.case
        promise = world.bp.step_promise[visit.step]
        case.work += visit.takes
        marks = world.bp.mind_promised if promise >= 0.0 else world.bp.mind_unsolved
        left_behind = live_moment(world, visit, visit.waited, marks)
        if promise >= 0.0 and case.open:
            case.due = world.now + promise
            world.m.promises += 1
        journal.write(
            world, log.HANDLED, case, visit, waited=visit.waited, handled=visit.takes, left_behind=left_behind
        )
