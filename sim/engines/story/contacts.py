"""How a customer makes contact, in the SimPy engine: where, when it is open, and again after a rest."""

import simpy

from sim.engines.story import appointments, choice, closed, journal, steps
from sim.engines.story.mind import end_contact, note_failure
from sim.engines.story.model import Case, Contact, Next, ToStep, count
from sim.engines.story.organisation import Organisation
from sim.kernel import order
from sim.records import log


def contact(org: Organisation, case: Case, cause: int, step: int) -> Next:
    """Let the customer make contact, if the channel is open and somebody is there."""
    where = choice.chosen(org, entry(org, case) if step < 0 else step)
    later = closed.at_the_door(org, case, cause, step, where)
    if later is not None:
        return later
    if org.world.bp.step_appointment[where]:
        return appointments.ask(org, case, cause, where)
    steps.begin_contact(org, case, cause)
    return ToStep(where)


def entry(org: Organisation, case: Case) -> int:
    """Return the step at which a customer's contact begins."""
    bp = org.world.bp
    if bp.kind_starts[case.provider][case.kind] >= 0:
        return int(bp.kind_starts[case.provider][case.kind])
    if case.channel >= 0:
        return int(bp.channel_starts[case.channel][case.kind])
    return int(bp.first_step[case.provider])


def rest(org: Organisation, case: Case, until: float, cause: int, step: int) -> simpy.Event:
    """Let a case rest; return the event that ends the rest."""
    world = org.world
    case.in_contact, case.cause, case.resting, case.keeps = False, cause, True, -1.0
    left_behind = journal.NOTHING
    if case.felt.moments:  # put through to where nobody is any more
        left_behind = (log.NEVER, *end_contact(world, case, case.felt.moments)[1:])
    if cause in (log.UNRESOLVED, log.ERROR_FOUND):
        note_failure(world, case, cause)
    count.touch_away(world.m, world.now)
    world.m.away += 1
    journal.write(world, log.AWAY, case, next_step=step, left_behind=left_behind)
    return world.clock.ranked(until, order.event_key(order.RETURN, order.main_line(case.number)))


def resume(org: Organisation, case: Case, cause: int, step: int) -> Next:
    """Let a case go on after a rest: a customer makes contact again, or the work takes its course."""
    count.touch_away(org.world.m, org.world.now)
    org.world.m.away -= 1
    case.resting = False
    if cause == log.APPOINTMENT:
        return come(org, case, step)
    if step >= 0 and not org.world.bp.step_present[step] and cause != log.ERROR_FOUND:
        return ToStep(step)
    return Contact(cause, step)


def come(org: Organisation, case: Case, step: int) -> Next:
    """Let a customer come to an appointment, unless it is moved or missed."""
    otherwise = appointments.keep(org, case, step)
    if otherwise is not None:
        return otherwise
    steps.begin_contact(org, case, case.asked)
    return ToStep(step, appointed=True)
