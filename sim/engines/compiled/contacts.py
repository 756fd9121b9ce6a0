"""How a customer makes contact, in the compiled engine: where, when it is open, and again after a rest."""

from sim.engines.compiled import appointments, choice, steps, turned_away
from sim.engines.compiled.memory import slots_of
from sim.kernel.jit import compiled
from sim.records import log, measures
from sim.records.log import NONE


@compiled
def contact(bp, st, m, i, cause, step) -> None:  # type: ignore[no-untyped-def]
    """Let the customer make contact, at a step or (below nought) where the channel begins."""
    slots = slots_of(st)
    where = entry_step(bp, slots, i) if step < 0 else step
    if bp.step_others[where] > 0:
        where = choice.chosen(bp, st, where)
    if turned_away.is_shut_out(bp, st, m, i, cause, step, where):
        return
    if bp.step_appointment[where]:
        appointments.ask(bp, st, m, i, cause, where)
    else:
        steps.begin_contact(bp, st, m, i, cause)
        steps.enter(bp, st, m, i, where, NONE, NONE)


@compiled
def entry_step(bp, slots, i) -> int:  # type: ignore[no-untyped-def]
    """Return the step at which a customer's contact begins."""
    kind, channel, provider = slots[i].kind, slots[i].channel, slots[i].provider
    if bp.kind_starts[provider][kind] >= 0:
        return bp.kind_starts[provider][kind]
    return bp.channel_starts[channel][kind] if channel >= 0 else bp.first_step[provider]


@compiled
def come_back(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a case go on after a rest: a customer makes contact again, or the work takes its course."""
    slots = slots_of(st)
    measures.touch_away(m, st.now)
    m.away -= 1
    slots[i].generation += 1
    step = slots[i].return_to
    if slots[i].cause == log.APPOINTMENT:
        if appointments.is_there(bp, st, m, i, step):
            steps.begin_contact(bp, st, m, i, slots[i].asked)
            steps.come(bp, st, m, i, step)
    elif step >= 0 and not bp.step_present[step] and slots[i].cause != log.ERROR_FOUND:
        steps.enter(bp, st, m, i, step, NONE, NONE)
    else:
        contact(bp, st, m, i, slots[i].cause, step)
