"""How a customer makes contact, in the SimPy engine: where, when it is open, and again after a rest."""

import simpy

from sim import calendar, order, streams
from sim.blueprint.layout import LOST
from sim.engines.story import journal, steps
from sim.engines.story.mind import note_failure
from sim.engines.story.model import Case, Contact, End, Next, Rest, Step, count
from sim.engines.story.organisation import Organisation
from sim.records import log


def contact(org: Organisation, case: Case, cause: int, step: int) -> Next:
    """Let the customer make contact, if the channel is open."""
    opens = opening(org, case.channel)
    if opens >= 0.0:
        return found_closed(org, case, cause, step, opens)
    steps.begin_contact(org, case, cause)
    return Step(entry(org, case) if step < 0 else step)


def entry(org: Organisation, case: Case) -> int:
    """Return the step at which a customer's contact begins."""
    bp = org.world.bp
    if bp.kind_starts[case.provider][case.kind] >= 0:
        return int(bp.kind_starts[case.provider][case.kind])
    if case.channel >= 0:
        return int(bp.channel_starts[case.channel][case.kind])
    return int(bp.first_step[case.provider])


def opening(org: Organisation, channel: int) -> float:
    """Return when a channel that is closed now opens, or a time below nought where it is open."""
    world, bp = org.world, org.world.bp
    if channel < 0 or bp.channel_plan_count[channel] == 0:
        return -1.0
    plan = (
        world.table,
        bp.channel_plan[channel],
        bp.channel_plan_count[channel],
        bp.channel_cycle[channel],
    )
    return (
        -1.0
        if calendar.level_at(*plan, world.now) > 0
        else float(calendar.next_change(*plan, world.now, True))
    )


def open_until(org: Organisation, channel: int, opens: float) -> float:
    """Return when a channel that opens at a time closes again; that time itself where it never does."""
    world, bp = org.world, org.world.bp
    plan = (world.table, bp.channel_plan[channel], bp.channel_plan_count[channel], bp.channel_cycle[channel])
    closes = float(calendar.next_change(*plan, opens, False))
    return closes if closes < bp.horizon else opens


def found_closed(org: Organisation, case: Case, cause: int, step: int, opens: float) -> Next:
    """Let a customer find the channel closed: come back after it opens, or give it up."""
    world, bp = org.world, org.world.bp
    world.m.found_closed += 1
    journal.write(world, log.CLOSED, case)
    u, v = world.uniforms(case.entity, streams.CLOSED, case.closed)
    if v >= bp.redial_p:
        return End(LOST, asks=False)
    delay = world.draw(bp.redial_after, u, case.entity, streams.CLOSED, case.closed, 0)
    case.closed += 1
    return Rest(opens + delay, cause, step)


def rest(org: Organisation, case: Case, until: float, cause: int, step: int) -> simpy.Event:
    """Let a case rest; return the event that ends the rest."""
    world = org.world
    case.in_contact, case.cause, case.resting = False, cause, True
    if cause in (log.UNRESOLVED, log.ERROR_FOUND):
        note_failure(world, case, cause)
    count.touch_away(world.m, world.now)
    world.m.away += 1
    journal.write(world, log.AWAY, case, next_step=step)
    return world.clock.ranked(until, order.event_key(order.RETURN, order.main_line(case.number)))


def resume(org: Organisation, case: Case, cause: int, step: int) -> Next:
    """Let a case go on after a rest: a customer makes contact again, or the work takes its course."""
    count.touch_away(org.world.m, org.world.now)
    org.world.m.away -= 1
    case.resting = False
    if step >= 0 and not org.world.bp.step_present[step] and cause != log.ERROR_FOUND:
        return Step(step)
    return Contact(cause, step)
