"""How a contact fails and how a case ends, in the SimPy engine."""

from sim.blueprint.layout import LOST, RESOLVED, WITHDRAWN
from sim.engines.story import closed, effort, journal, norms
from sim.engines.story.mind import (
    end_contact,
    leaves,
    live_moment,
    live_step,
    live_unanswered,
    live_wait,
    make_good,
    sum_up,
)
from sim.engines.story.model import ENTRY, Case, End, Next, Rest, ToStep, Visit, count
from sim.engines.story.organisation import Organisation
from sim.engines.story.role import BROKEN_OFF, OVERFLOWED, REFUSED, SENT_HOME
from sim.engines.story.voice import complain, complains
from sim.engines.story.word import tell
from sim.kernel import order, streams
from sim.records import log


def fail(org: Organisation, visit: Visit, answer: str) -> Next:
    """End a contact that failed: the customer leaves for good, comes back later, or lets it be."""
    world, bp, case = org.world, org.world.bp, visit.case
    if answer == OVERFLOWED:
        return pass_on(org, visit)
    note_failure(org, visit, answer)
    case.in_contact = False
    sent = answer in (SENT_HOME, BROKEN_OFF)
    if leaves(world, case, 0):
        customer_leaves(org, case)
        return End(LOST, asks=False)
    if sent:
        opens = max(
            closed.channel_hours(org, case.channel)[0], org.roles[visit.role].hours(case)[0], world.now
        )
        return closed.come_back_or_lose(org, case, log.REDIAL, ENTRY, opens)
    instead = bp.step_on_refusal[visit.step] if answer == REFUSED else bp.step_on_abandon[visit.step]
    if instead >= 0:
        return Rest(world.now, log.REDIAL, instead)
    return come_back_or_lose(org, visit, bp.redial_p, bp.redial_after, log.REDIAL)


def pass_on(org: Organisation, visit: Visit) -> Next:
    """Let a case that has waited so long go on elsewhere; at the same role it keeps its place."""
    world, bp, case = org.world, org.world.bp, visit.case
    to = bp.step_overflow_to[visit.step]
    effort.passed_on(world, visit)
    live_wait(world, visit)
    left_behind = journal.NOTHING
    if case.felt.moments and not bp.step_present[to]:
        left_behind = (log.NEVER, *end_contact(world, case, case.felt.moments)[1:])
    journal.write(
        world, log.OVERFLOWED, case, visit, next_step=to, waited=visit.waited, left_behind=left_behind
    )  # fmt: skip
    case.keeps = visit.rank if bp.step_role[to] == visit.role and not bp.step_others[to] else -1.0
    return ToStep(to)


def note_failure(org: Organisation, visit: Visit, answer: str) -> None:
    """Let the customer live giving up, or being refused, sent home or cut off."""
    world, moments = org.world, visit.felt.moments
    if answer == REFUSED:
        norms.count_refused(world, visit)
        left_behind = live_unanswered(world, visit.case, moments)
        journal.write(world, log.REFUSED, visit.case, visit, left_behind=left_behind)
    elif answer == BROKEN_OFF:
        visit.case.work += visit.takes
        effort.cut_off(world, visit)
        live_step(world, visit, visit.waited, 0.0)
        left_behind = live_moment(world, visit, world.bp.mind_unsolved, True)
        org.roles[visit.role].energy.feel(left_behind[3])
        journal.write(
            world, log.CUT_OFF, visit.case, visit,
            waited=visit.waited, handled=visit.takes, left_behind=left_behind,
        )  # fmt: skip
    else:
        effort.in_vain(world, visit)
        left_behind = live_unanswered(world, visit.case, moments, visit)
        what = log.SENT_HOME if answer == SENT_HOME else log.GAVE_UP
        journal.write(world, what, visit.case, visit, waited=visit.waited, left_behind=left_behind)


def come_back_or_lose(org: Organisation, visit: Visit, probability: float, after: int, cause: int) -> Next:
    """Let a customer return with a probability, after a delay; else the case is lost."""
    world, case = org.world, visit.case
    if probability > 0.0:
        u, v = world.uniforms(case.entity, streams.LAG, visit.occurrence)
        if v < probability:
            delay = world.draw(after, u, case.entity, streams.LAG, visit.occurrence, 0)
            return Rest(world.now + delay, cause, ENTRY)
    return End(LOST, asks=False)


def customer_leaves(org: Organisation, case: Case) -> None:
    """End the relationship of a case's customer."""
    org.world.m.left += 1
    org.world.m.provider_left[case.provider] += 1
    case.customer.left = True
    journal.write(org.world, log.LEFT, case)


def close(org: Organisation, case: Case, how: int, asks: bool) -> Case | None:
    """Close a case: resolved, withdrawn or lost."""
    world = org.world
    case.open, case.chase_timer = False, None
    count_close(org, case, how)
    effort.sum_up(world, case, how == RESOLVED)
    if how == RESOLVED:
        make_good(world, case)
    if case.kind < world.bp.kinds:  # how a complaint ends is no mark for what it was about
        sum_up(world, case)
    journal.write(world, {RESOLVED: log.RESOLVED, WITHDRAWN: log.WITHDRAWN}.get(how, log.LOST), case)
    if world.bp.word:
        tell(world, case)
    if asks and leaves(world, case, 1):
        customer_leaves(org, case)
    case.customer.open -= 1
    del world.cases[case.number]
    complaint = complain(world, case) if complains(world, case) else None
    hang_up(org, case)
    return complaint


def hang_up(org: Organisation, case: Case) -> None:
    """Let the chasing customer of a case hang up, if still waiting."""
    if case.chaser is not None and case.chaser.state == "waiting":
        org.roles[case.chaser.role].withdraw(case.chaser)
        case.chaser = None


def count_close(org: Organisation, case: Case, how: int) -> None:
    """Count a case that closes."""
    world, m = org.world, org.world.m
    lead, is_need = world.now - case.arose, case.kind < world.bp.kinds
    norm = norms.need_norm(world, case.kind, case.arose)
    if world.now > case.due:
        count.promise(m, False)
    if how == RESOLVED:
        count.resolved(m, case.kind, is_need, lead, norm, case.contacts + case.chases)
    else:
        count.gone(m, case.kind, is_need, how == WITHDRAWN, case.segment)
    if world.bp.backlog and order.is_backlog(case.number):
        count.backlog_ended(m, world.now)
    if case.arose >= m.since or world.bp.backlog:
        in_time = norm >= lead and case.arose + norm <= world.bp.horizon
        count.fate(m, case.kind, lead, how == RESOLVED, how == WITHDRAWN, case.customer.left, in_time)
    count.touch_inside(m, world.now)
    count.end(
        m, lead, case.kind, is_need, case.segment, case.visits, case.contacts, case.work, case.reworked,
        case.transfers, case.hand_overs, len(case.persons), case.chases, case.provider, how == RESOLVED,
    )  # fmt: skip
