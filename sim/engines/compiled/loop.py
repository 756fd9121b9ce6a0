"""The compiled engine: one loop over a heap of events and a table-driven model."""

from sim.engines.compiled import (
    absence,
    arrivals,
    chasing,
    closing,
    contacts,
    energy,
    lines,
    outcomes,
    pace,
    pickup,
    shifts,
    visits,
)
from sim.engines.compiled.heap import close_hole, first_event
from sim.engines.compiled.memory import (
    NO_SLOT,
    SERVED,
    WAITING,
    blueprint_at,
    heap_of,
    measures_at,
    slots_of,
    state_at,
)
from sim.kernel import order
from sim.kernel.jit import compiled, entry
from sim.kernel.limits import LISTENERS, ROLES
from sim.records import log, measures

DONE, WANTS_ROOM, TOO_MUCH = 0, 1, 2
ROOM = 64  # events, slots and rows that one event may need, beside two for every slot in use


@entry
def begin(bp_at: int, st_at: int, m_at: int) -> None:
    """Schedule the first need of every stream and the first change of every shift plan; records by their addresses."""
    bp, st, m = blueprint_at(bp_at)[0], state_at(st_at)[0], measures_at(m_at)[0]
    for role in range(bp.roles):
        energy.begin(bp, st, role)
        absence.begin_shift(bp, st, m, role, 0, bp.role_staff[role], bp.role_away[role])
        shifts.schedule_shift(bp, st, role, 1)
        pace.begin(bp, st, role)
    for channel in range(bp.channels):
        closing.schedule_channel(bp, st, channel, 0.0)
    for stream in range(bp.streams):
        arrivals.schedule_need(bp, st, stream)


@compiled
def has_room(bp, st) -> bool:  # type: ignore[no-untyped-def]
    """Return whether the next event is sure to find room for all that it may bring."""
    wanted = ROOM + 2 * st.slots_used
    if st.heap_room - st.heap_size < wanted or st.slots_room - st.slots_used < ROOM:
        return False
    if bp.word:
        wanted += LISTENERS  # a row for each who hears a story
    return not st.logging or st.log_room - st.log_size >= wanted


@compiled
def pick_up_first(st, first, role) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a role's look at its queue comes before the first event of the heap."""
    if first < 0:
        return True
    event = heap_of(st)[first]
    return event.time > st.now or event.key > order.event_key(order.PICKUP, role)


@entry
def run(bp_at: int, st_at: int, m_at: int, until: float) -> int:
    """Process all events before `until` (minutes); return DONE, WANTS_ROOM where an array has to grow first, or TOO_MUCH."""
    bp, st, m = blueprint_at(bp_at)[0], state_at(st_at)[0], measures_at(m_at)[0]
    while has_room(bp, st):
        if st.pending:
            role = lines.lowest_bit(st.pending)
            if pick_up_first(st, first_event(st), role):
                pickup.pick_up(bp, st, m, role)
                continue
        close_hole(st)
        event = heap_of(st)[0]
        if st.heap_size == 0 or event.time >= until:
            return DONE
        st.events += 1
        if st.events > bp.most_events:
            return TOO_MUCH
        st.hole = 1
        st.now = event.time
        happen(bp, st, m, event.key >> order.WHO_BITS, event.slot, event.generation)
    return WANTS_ROOM


@compiled
def happen(bp, st, m, kind, slot, generation) -> None:  # type: ignore[no-untyped-def]
    """Let one event happen; one that its case has outlived changes nothing."""
    if kind == order.END:
        end(bp, st, m, slot, generation)
    elif kind == order.GIVE_UP:
        slots = slots_of(st)
        if slots[slot].sent:
            closing.leave(bp, st, m, slot)
        elif slots[slot].generation == generation and slots[slot].state == WAITING:
            outcomes.give_up(bp, st, m, slot)
    elif kind == order.ARRIVE:
        arrivals.arrive(bp, st, m, slot)
    elif kind == order.RETURN:
        slots = slots_of(st)
        if slots[slot].generation == generation:
            if bp.chasing[slots[slot].provider] and slots[slot].cause == log.ERROR_FOUND:
                chasing.expect_end(bp, st, slot)
            contacts.come_back(bp, st, m, slot)
    elif kind == order.SHIFT:
        if slot < ROLES:
            shifts.change_shift(bp, st, m, slot)
        elif slot < 2 * ROLES:
            pace.turn(bp, st, m, slot - ROLES)
        else:
            closing.close_channel(bp, st, slot - 2 * ROLES)
    elif kind == order.CHASE:
        slots = slots_of(st)
        if slots[slot].chase_generation == generation and slots[slot].chaser == NO_SLOT:
            chasing.chase(bp, st, m, slot)


@compiled
def end(bp, st, m, i, generation) -> None:  # type: ignore[no-untyped-def]
    """End the handling of a step: its person is free again, or goes straight on with the next; then the case moves on."""
    slots = slots_of(st)
    if slots[i].generation != generation or slots[i].state != SERVED:
        return
    role, step = slots[i].role, slots[i].step
    if role >= 0:
        visits.touch(st, m, role)
        energy.keep(bp, st, m, role)
    measures.count_handled(m, role, step, slots[i].takes)
    if slots[i].owner == NO_SLOT:
        outcomes.finish(bp, st, m, i)
    else:
        visits.release(bp, st, m, role, i)
        chasing.finish_chase(bp, st, m, i)
