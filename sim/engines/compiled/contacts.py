"""How a customer makes contact, in the compiled engine: where, when it is open, and again after a rest."""

from sim import calendar, streams
from sim.blueprint.layout import LOST
from sim.engines.compiled import endings, journal, steps
from sim.engines.compiled.draws import draw, uniforms
from sim.engines.compiled.memory import (
    slots_of,
    table_of,
)
from sim.jit import compiled
from sim.records import log, measures


@compiled
def contact(bp, st, m, i, cause, step) -> None:  # type: ignore[no-untyped-def]
    """Let the customer make contact, at a step or (below nought) where the channel begins."""
    slots = slots_of(st)
    opens = opening(bp, st, slots[i].channel)
    if opens >= 0.0:
        found_closed(bp, st, m, i, cause, step, opens)
        return
    steps.begin_contact(bp, st, m, i, cause)
    steps.enter(bp, st, m, i, entry_step(bp, slots, i) if step < 0 else step)


@compiled
def entry_step(bp, slots, i) -> int:  # type: ignore[no-untyped-def]
    """Return the step at which a customer's contact begins."""
    kind, channel, provider = slots[i].kind, slots[i].channel, slots[i].provider
    if bp.kind_starts[provider][kind] >= 0:
        return bp.kind_starts[provider][kind]
    return bp.channel_starts[channel][kind] if channel >= 0 else bp.first_step[provider]


@compiled
def opening(bp, st, channel) -> float:  # type: ignore[no-untyped-def]
    """Return when a channel that is closed now opens, or a time below nought where it is open."""
    if channel < 0 or bp.channel_plan_count[channel] == 0:
        return -1.0
    at, count, cycle = bp.channel_plan[channel], bp.channel_plan_count[channel], bp.channel_cycle[channel]
    if calendar.level_at(table_of(st), at, count, cycle, st.now) > 0:
        return -1.0
    return calendar.next_change(table_of(st), at, count, cycle, st.now, True)


@compiled
def open_until(bp, st, channel, opens) -> float:  # type: ignore[no-untyped-def]
    """Return when a channel that opens at a time closes again; that time itself where it never does."""
    at, count, cycle = bp.channel_plan[channel], bp.channel_plan_count[channel], bp.channel_cycle[channel]
    closes = calendar.next_change(table_of(st), at, count, cycle, opens, False)
    return closes if closes < bp.horizon else opens


@compiled
def found_closed(bp, st, m, i, cause, step, opens) -> None:  # type: ignore[no-untyped-def]
    """Let a customer find the channel closed: come back after it opens, or give it up."""
    slots = slots_of(st)
    m.found_closed += 1
    if st.logging:
        journal.of_case(st, i, log.CLOSED)
    u, v = uniforms(st, slots[i].entity, streams.CLOSED, slots[i].closed)
    if v < bp.redial_p:
        delay = draw(bp, st, bp.redial_after, u, slots[i].entity, streams.CLOSED, slots[i].closed, 0)
        slots[i].closed += 1
        endings.go_away(bp, st, m, i, opens + delay, cause, step)
    else:
        endings.close(bp, st, m, i, LOST, False)


@compiled
def come_back(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a case go on after a rest: a customer makes contact again, or the work takes its course."""
    slots = slots_of(st)
    measures.touch_away(m, st.now)
    m.away -= 1
    slots[i].generation += 1
    step = slots[i].return_to
    if step >= 0 and not bp.step_present[step] and slots[i].cause != log.ERROR_FOUND:
        steps.enter(bp, st, m, i, step)
    else:
        contact(bp, st, m, i, slots[i].cause, step)
