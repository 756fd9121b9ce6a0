"""A visit to a role: join the queue, be picked up, be handled, or give up. Bookkeeping happens as each event is processed."""

import math

from sim.engines.compiled import energy, journal, lines, norms, pace, whims
from sim.engines.compiled.draws import draw, is_certain, uniforms
from sim.engines.compiled.heap import push
from sim.engines.compiled.memory import (
    CLASS_LINE,
    HELD_LINE,
    KEPT_LINE,
    NO_SLOT,
    SERVED,
    SUSPENDED,
    WAITING,
    slots_of,
)
from sim.engines.compiled.mind import goodwill_now
from sim.kernel import order, rules, streams
from sim.kernel.jit import compiled, folded
from sim.kernel.limits import PERSONS_KEPT, PRIORITIES
from sim.records import log, measures


@compiled
def call_pickup(st, role) -> None:  # type: ignore[no-untyped-def]
    """Let a role with free staff look at its queue at the end of this instant, or who stays on at those kept for it."""
    if st.role_busy[role] < st.role_staff[role]:
        if st.role_waiting[role] + st.role_suspended[role] > 0 or st.line_first[role][HELD_LINE] >= 0:
            st.pending |= 1 << role
    elif st.role_planned[role] == 0 and st.role_busy[role] < st.role_late[role]:
        st.pending |= int(st.line_first[role][KEPT_LINE] >= 0) << role


@compiled
def touch(st, m, role) -> None:  # type: ignore[no-untyped-def]
    """Bring a role's sums up to date, before its queue, work or staff changes."""
    measures.touch_role(
        m,
        role,
        st.now,
        st.role_waiting[role],
        st.role_busy[role],
        st.role_staff[role],
        st.role_suspended[role],
    )


@compiled
def is_full(bp, st, role) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a role refuses: its queue is full, those counted out whom free staff will pick up at this instant."""
    limit = bp.role_limit[role]
    return limit >= 0 and st.role_waiting[role] >= limit + max(
        0, st.role_staff[role] - st.role_busy[role] - st.role_suspended[role]
    )


@compiled
def patience_law(bp, slots, i, step) -> int:  # type: ignore[no-untyped-def]
    """Return the distribution of how long this customer waits for a step, or below nought: for ever."""
    if bp.step_patience[step] >= 0:
        return bp.step_patience[step]
    return bp.segment_patience[slots[i].segment] if bp.step_present[step] else -1


@compiled
def prepare(bp, st, i, step, purpose) -> None:  # type: ignore[no-untyped-def]
    """Draw what a visit brings along: its patience, and the uniform of its handling time."""
    slots = slots_of(st)
    law = patience_law(bp, slots, i, step) if bp.step_role[step] >= 0 else -1
    slots[i].deadline = math.inf
    slots[i].u_takes = 0.5
    if law >= 0 or not is_certain(bp, bp.step_takes[step]):
        u = uniforms(st, slots[i].entity, purpose, slots[i].occurrence)
        slots[i].u_takes = u[1]
        if law >= 0:
            slots[i].deadline = st.now + draw(
                bp, st, law, u[0], slots[i].entity, purpose, slots[i].occurrence, 0
            )
    slots[i].overflows = 0
    if bp.step_overflow[step] >= 0.0 and slots[i].owner == NO_SLOT and st.now + bp.step_overflow[step] <= slots[i].deadline:
        slots[i].overflows, slots[i].deadline = 1, st.now + bp.step_overflow[step]


@compiled
def handling_time(bp, st, m, i, step, purpose) -> float:  # type: ignore[no-untyped-def]
    """Return how long the handling of a step takes, in minutes; what stretches it is as it was when the visit began."""
    slots = slots_of(st)
    minutes = draw(
        bp, st, bp.step_takes[step], slots[i].u_takes, slots[i].entity, purpose, slots[i].occurrence, 1
    )
    if bp.whims:
        minutes += whims.decide(bp, st, i, step)
    if bp.handling and bp.step_present[step] and bp.step_role[step] >= 0:
        case = i if slots[i].owner == NO_SLOT else slots[i].owner
        if not slots[i].straight:
            slots[i].by_goodwill = rules.handling_factor(
                bp.mind_handling_a, goodwill_now(bp, st, case), bp.mind_handling_g_star
            )
        minutes *= slots[i].by_goodwill
    if bp.energy and bp.step_role[step] >= 0:
        usual = minutes
        if not slots[i].straight:
            slots[i].by_energy = rules.stretched(bp.mind_energy_handling, st.role_energy[bp.step_role[step]])
        minutes *= slots[i].by_energy
        m.energy_minutes += minutes - usual
    return minutes


@compiled
def line_of(bp, kind, step) -> int:  # type: ignore[no-untyped-def]
    """Return the priority class in which a kind of need waits for a step: the step's own, else the kind's."""
    return bp.step_priority[step] if bp.step_priority[step] >= 0 else bp.kind_priority[kind]


@compiled
def join(bp, st, m, i, role, step) -> None:  # type: ignore[no-untyped-def]
    """Put a visit in a role's queue."""
    slots = slots_of(st)
    slots[i].state = WAITING
    slots[i].joined = st.now
    if slots[i].keeps:
        slots[i].keeps = 0
    else:
        slots[i].rank = st.now
    touch(st, m, role)
    st.role_waiting[role] += 1
    line = CLASS_LINE - 1 + line_of(bp, slots[i].kind, step)
    hands = st.role_staff[role]
    if slots[i].kept:
        slots[i].kept, hands = line, st.role_late[role]
        lines.join_kept(st, role, i)
    else:
        lines.join_line(st, role, line, i)
    if st.logging:
        journal.of_visit(st, i, log.QUEUED)
    slots[i].awaits_give_up = 0
    ready = st.role_busy[role] < hands
    if ready:
        st.pending |= 1 << role
    if ready and slots[i].rank == st.now:
        slots[i].awaits_give_up = 1  # mostly picked up at this very instant: then no event is needed
        st.role_awaits[role] += 1
    elif slots[i].deadline < bp.horizon:
        push(
            st, slots[i].deadline, order.event_key(order.GIVE_UP, lines.who(slots, i)), i, slots[i].generation
        )
    pace.change(bp, st, m, role)


@compiled
def schedule_give_ups(bp, st, role) -> None:  # type: ignore[no-untyped-def]
    """Schedule the giving up of those who joined at this instant and were not picked up."""
    slots = slots_of(st)
    st.role_awaits[role] = 0
    for line in range(KEPT_LINE, CLASS_LINE + PRIORITIES):
        i = st.line_last[role][line]
        while i >= 0 and (slots[i].joined == st.now or line == KEPT_LINE):
            if slots[i].awaits_give_up and slots[i].deadline < bp.horizon:
                key = order.event_key(order.GIVE_UP, lines.who(slots, i))
                push(st, slots[i].deadline, key, i, slots[i].generation)
            slots[i].awaits_give_up = 0
            i = slots[i].previous


@compiled
def keep(st, role, i) -> None:  # type: ignore[no-untyped-def]
    """Let a visit that waits at closing be one of those for whom staff stays on."""
    slots = slots_of(st)
    lines.leave_line(st, role, i)
    slots[i].kept = slots[i].line
    lines.join_kept(st, role, i)
    call_pickup(st, role)


@compiled
def start(bp, st, m, role, i) -> None:  # type: ignore[no-untyped-def]
    """Begin (or take up again) the handling of a visit."""
    slots = slots_of(st)
    step = slots[i].step
    resumed = slots[i].state == SUSPENDED
    touch(st, m, role)
    energy.keep(bp, st, m, role)
    lines.leave_line(st, role, i)
    st.role_busy[role] += 1
    take_person(bp, st, role, i)
    slots[i].state = SERVED
    slots[i].sent = 0
    slots[i].started = st.now
    if resumed:
        st.role_suspended[role] -= 1
        m.role_suspended_sum[role] += st.now - slots[i].laid_down
        pace.take_up(st, role, i)
    else:
        st.role_waiting[role] -= 1
        st.role_awaits[role] -= slots[i].awaits_give_up
        slots[i].awaits_give_up = 0
        slots[i].waited = st.now - slots[i].joined
        norms.count_wait(bp, st, m, i, True, False)
        purpose = streams.VISIT if slots[i].owner == NO_SLOT else streams.CHASE_VISIT
        slots[i].takes = handling_time(bp, st, m, i, step, purpose) / st.role_speed[role]
        slots[i].ends = st.now + slots[i].takes
    lines.join_served(st, role, i)
    if st.logging:
        row = journal.log_of(st)[journal.of_visit(st, i, log.STARTED)]
        if not resumed:
            row.waited = slots[i].waited
    push(st, slots[i].ends, order.event_key(order.END, lines.who(slots, i)), i, slots[i].generation)


@folded
def take_person(bp, st, role, i) -> None:  # type: ignore[no-untyped-def]
    """Choose who of the role serves: where asked the person who had the case before, else the first idle one."""
    slots = slots_of(st)
    case = i if slots[i].owner == NO_SLOT else slots[i].owner
    person = -1
    if bp.role_continuity[role]:
        person = _known_person(st, slots, case, role)
    if person < 0:
        person = lines.first_idle(st, role)
    lines.mark(st.role_persons[role], person, True)
    slots[i].person = person
    _note_person(slots, case, role, person)


@compiled
def _known_person(st, slots, case, role) -> int:  # type: ignore[no-untyped-def]
    for p in range(min(slots[case].persons, PERSONS_KEPT)):
        known = slots[case].person_ids[p]
        person = known & 0xFFFF
        if known >> 16 == role and person < st.role_roster[role] and lines.is_idle(st, role, person):
            return person
    return -1


@compiled
def _note_person(slots, case, role, person) -> None:  # type: ignore[no-untyped-def]
    if person < 0:
        return
    number = (role << 16) | person
    n = slots[case].persons
    for p in range(min(n, PERSONS_KEPT)):
        if slots[case].person_ids[p] == number:
            return
    if n < PERSONS_KEPT:
        slots[case].person_ids[n] = number
        slots[case].persons = n + 1


@compiled
def go_straight_on(bp, st, m, i, role, step) -> None:  # type: ignore[no-untyped-def]
    """Let the person who serves a visit go straight on with the next step of it."""
    slots = slots_of(st)
    slots[i].started = st.now
    slots[i].takes = handling_time(bp, st, m, i, step, streams.VISIT) / st.role_speed[role]
    slots[i].ends = st.now + slots[i].takes
    if st.logging:
        journal.of_visit(st, i, log.STARTED)
    push(st, slots[i].ends, order.event_key(order.END, lines.who(slots, i)), i, slots[i].generation)


@compiled
def release(bp, st, m, role, i) -> None:  # type: ignore[no-untyped-def]
    """Free the person who served a visit (after `touch` and `energy.keep`)."""
    slots = slots_of(st)
    st.role_busy[role] -= 1
    lines.leave_line(st, role, i)
    lines.free_person(st, role, slots[i].person)
    call_pickup(st, role)
    pace.change(bp, st, m, role)


@compiled
def stop_waiting(bp, st, m, role, i) -> None:  # type: ignore[no-untyped-def]
    """Take a visit out of the queue unserved."""
    slots = slots_of(st)
    touch(st, m, role)
    st.role_waiting[role] -= 1
    lines.leave_line(st, role, i)
    slots[i].generation += 1
    slots[i].waited = st.now - slots[i].joined
    if st.line_first[role][HELD_LINE] >= 0:
        st.pending |= 1 << role  # there is room
    pace.change(bp, st, m, role)
