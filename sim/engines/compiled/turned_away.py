"""Who comes when nobody is there, in the compiled engine: comes back when it opens, or gives it up."""

from sim.blueprint.layout import LOST, SERVE
from sim.engines.compiled import endings, journal, mind, opening
from sim.engines.compiled.draws import draw, uniforms
from sim.engines.compiled.memory import slots_of
from sim.kernel import streams
from sim.kernel.jit import compiled
from sim.records import log


@compiled
def found_closed(bp, st, m, i, cause, step, opens) -> None:  # type: ignore[no-untyped-def]
    """Let a customer find it closed: come back after it opens, or give it up."""
    m.found_closed += 1
    left_behind = mind.live_unanswered(bp, st, m, i, 0.0)
    if st.logging:
        journal.of_case_left(st, i, log.CLOSED, left_behind)
    come_back_or_lose(bp, st, m, i, cause, step, opens)


@compiled
def come_back_or_lose(bp, st, m, i, cause, step, opens) -> None:  # type: ignore[no-untyped-def]
    """Let a customer come back some time after it opens, with the probability of a redial; else the case is lost."""
    slots = slots_of(st)
    u, v = uniforms(st, slots[i].entity, streams.CLOSED, slots[i].closed)
    if v < bp.redial_p:
        delay = draw(bp, st, bp.redial_after, u, slots[i].entity, streams.CLOSED, slots[i].closed, 0)
        slots[i].closed += 1
        endings.go_away(bp, st, m, i, opens + delay, cause, step)
    else:
        endings.close(bp, st, m, i, LOST, False)


@compiled
def come_another_time(bp, st, m, i, step, opens, until) -> None:  # type: ignore[no-untyped-def]
    """Let a customer who was given a time come at another, some time in the hours that it is open next."""
    slots = slots_of(st)
    u = uniforms(st, slots[i].entity, streams.CLOSED, slots[i].closed)[0]
    slots[i].closed += 1
    endings.go_away(bp, st, m, i, opens + u * (until - opens), log.PLANNED, step)


@compiled
def is_shut_out(bp, st, m, i, cause, step, where) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a contact, due to begin at step `where`, meets a closed channel or nobody there; it then comes later."""
    channel, role = slots_of(st)[i].channel, bp.step_role[where]
    opens = until = -1.0
    if cause != log.CALL_BACK:
        opens = opening.opening(bp, st, channel)
        if opens >= 0.0 and cause == log.PLANNED:
            until = opening.closing_after(bp, st, channel, opens)
    is_step = bp.step_present[where] and not bp.step_appointment[where]
    if opens < 0.0 and role >= 0 and st.role_planned[role] == 0 and is_step:
        opens = opening.shut_until(bp, st, i, role)
        if opens >= 0.0 and cause == log.PLANNED:
            until = opening.end_of_day(bp, st, role, opens)
    if opens < 0.0:
        return False
    if cause == log.PLANNED:
        come_another_time(bp, st, m, i, step, opens, until)
    elif cause == log.CALL_BACK:
        endings.go_away(bp, st, m, i, opens, cause, step)
    else:
        found_closed(bp, st, m, i, cause, step, opens)
    return True


@compiled
def is_turned_away(bp, st, m, i, step) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a case can't come to a step now, as nobody is there to receive its customer; it then comes back later.

    Whoever is put through by staff stays for it where the contact began before closing; later the organisation sees to it,
    as with a call-back; who comes from a step alone finds it closed.
    """
    role = bp.step_role[step]
    if role < 0 or st.role_planned[role] > 0 or not bp.step_present[step]:
        return False
    slots = slots_of(st)
    opens = opening.shut_until(bp, st, i, role)
    if opens < 0.0:
        return False
    slots[i].kept = is_inside(bp, st, i, role)
    if slots[i].kept:
        return False
    if slots[i].in_contact and slots[i].alone:
        found_closed(bp, st, m, i, log.REDIAL, step, opens)
    else:
        endings.go_away(bp, st, m, i, opens, log.CALL_BACK, step)
    return True


@compiled
def is_inside(bp, st, i, role) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a customer is put through in a contact that began before a role closed, whose staff stays for it."""
    slots = slots_of(st)
    if bp.role_at_closing[role] != SERVE or st.role_late[role] <= 0:
        return False
    through = slots[i].in_contact == 1 and slots[i].front_role >= 0 and slots[i].alone == 0
    return through and slots[i].began <= st.role_closed_at[role]
