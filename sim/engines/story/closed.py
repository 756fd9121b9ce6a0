"""Who comes when nobody is there, in the SimPy engine: comes back when it opens, or gives it up."""

from sim.blueprint.layout import LOST
from sim.engines.story import journal
from sim.engines.story.mind import live_unanswered
from sim.engines.story.model import Case, End, Next, Rest
from sim.engines.story.organisation import Organisation
from sim.kernel import streams
from sim.records import log


def at_the_door(org: Organisation, case: Case, cause: int, step: int, where: int) -> Next | None:
    """Return what comes of a contact that meets a closed channel or nobody there, None where it is open.

    Who was given a time comes at another, some time in the hours that it is open next; a call-back waits for the role.
    """
    world, bp = org.world, org.world.bp
    opens = until = -1.0
    if cause != log.CALL_BACK:
        opens, until = channel_hours(org, case.channel)
    if opens < 0.0 and bp.step_role[where] >= 0 and bp.step_present[where] and not bp.step_appointment[where]:
        opens, until = org.roles[bp.step_role[where]].hours(case)
    if opens < 0.0:
        return None
    if cause == log.CALL_BACK:
        return Rest(opens, cause, step)
    if cause == log.PLANNED:
        u = world.uniforms(case.entity, streams.CLOSED, case.closed)[0]
        case.closed += 1
        return Rest(opens + u * (until - opens), cause, step)
    return found_closed(org, case, cause, step, opens)


def channel_hours(org: Organisation, channel: int) -> tuple[float, float]:
    """Return when a channel that is closed now opens and closes again, or times below nought where it is open."""
    world, bp = org.world, org.world.bp
    if channel < 0 or bp.channel_plan_count[channel] == 0:
        return -1.0, -1.0
    plan = (bp.channel_plan[channel], bp.channel_plan_count[channel], bp.channel_cycle[channel])
    return world.hours(*plan)


def found_closed(org: Organisation, case: Case, cause: int, step: int, opens: float) -> Next:
    """Let a customer find it closed: come back after it opens, or give it up."""
    org.world.m.found_closed += 1
    left_behind = live_unanswered(org.world, case, case.felt.moments)
    journal.write(org.world, log.CLOSED, case, left_behind=left_behind)
    return come_back_or_lose(org, case, cause, step, opens)


def come_back_or_lose(org: Organisation, case: Case, cause: int, step: int, opens: float) -> Next:
    """Let a customer come back some time after it opens, with the probability of a redial; else the case is lost."""
    world, bp = org.world, org.world.bp
    u, v = world.uniforms(case.entity, streams.CLOSED, case.closed)
    if v >= bp.redial_p:
        return End(LOST, asks=False)
    delay = world.draw(bp.redial_after, u, case.entity, streams.CLOSED, case.closed, 0)
    case.closed += 1
    return Rest(opens + delay, cause, step)


def turned_away(org: Organisation, case: Case, step: int) -> Next | None:
    """Return what comes of a case whose customer nobody is there to receive at a step, None where somebody is.

    Whoever is put through by staff stays for it where the contact began before closing; later the organisation sees to it,
    as with a call-back; who comes from a step alone finds it closed.
    """
    role = org.world.bp.step_role[step]
    if role < 0 or not org.world.bp.step_present[step]:
        return None
    opens = org.roles[role].hours(case)[0]
    if opens < 0.0 or org.roles[role].stays_for(case):
        return None
    if case.in_contact and case.alone:
        return found_closed(org, case, log.REDIAL, step, opens)
    return Rest(opens, log.CALL_BACK, step)
