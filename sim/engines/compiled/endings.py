"""How a contact fails and how a case ends or rests, in the compiled engine."""

from sim.blueprint.layout import LOST, RESOLVED, WITHDRAWN
from sim.engines.compiled import effort, journal, lines, mind, norms, visits, voice, word
from sim.engines.compiled.draws import draw, uniforms
from sim.engines.compiled.heap import push
from sim.engines.compiled.memory import (
    CHASER_LEFT,
    GONE_AWAY,
    NO_SLOT,
    WAITING,
    give_slot,
    people_of,
    slots_of,
)
from sim.kernel import order, streams
from sim.kernel.jit import compiled
from sim.records import log, measures
from sim.records.log import NEVER

ENTRY = -1  # come back where the channel begins


@compiled
def fail(bp, st, m, i, instead) -> None:  # type: ignore[no-untyped-def]
    """End a contact that failed: the customer leaves for good, goes to a step instead, comes back later, or lets it be."""
    slots = slots_of(st)
    slots[i].in_contact = 0
    if mind.leaves(bp, st, i, 0):
        customer_leaves(bp, st, m, i)
        close(bp, st, m, i, LOST, False)
        return
    if instead >= 0:
        go_away(bp, st, m, i, st.now, log.REDIAL, instead)
        return
    come_back_or_lose(bp, st, m, i, bp.redial_p, bp.redial_after, log.REDIAL)


@compiled
def come_back_or_lose(bp, st, m, i, probability, after, cause) -> None:  # type: ignore[no-untyped-def]
    """Let a customer return with a probability, after a delay; else the case is lost."""
    slots = slots_of(st)
    if probability > 0.0:
        u, v = uniforms(st, slots[i].entity, streams.LAG, slots[i].occurrence)
        if v < probability:
            delay = draw(bp, st, after, u, slots[i].entity, streams.LAG, slots[i].occurrence, 0)
            go_away(bp, st, m, i, st.now + delay, cause, ENTRY)
            return
    close(bp, st, m, i, LOST, False)


@compiled
def go_away(bp, st, m, i, until, cause, step) -> None:  # type: ignore[no-untyped-def]
    """Let a case rest until a time, and then go on at a step (below nought: where the channel begins)."""
    slots = slots_of(st)
    slots[i].generation += 1
    slots[i].state = GONE_AWAY
    slots[i].in_contact = slots[i].keeps = 0
    left_behind = (NEVER, NEVER, NEVER, NEVER, NEVER)
    if slots[i].contact_moments > 0:  # put through to where nobody is any more
        left_behind = mind.end_contact(bp, st, m, i)
    slots[i].cause = cause
    slots[i].return_to = step
    if cause == log.UNRESOLVED or cause == log.ERROR_FOUND:
        mind.note_failure(bp, st, i, cause)
    measures.touch_away(m, st.now)
    m.away += 1
    if st.logging:
        row = journal.log_of(st)[journal.of_case(st, i, log.AWAY)]
        row.next_step = step
        _, row.contact_mark, row.expectation, row.goodwill_before, row.goodwill_after = left_behind
    if until < bp.horizon:
        push(st, until, order.event_key(order.RETURN, lines.who(slots, i)), i, slots[i].generation)


@compiled
def customer_leaves(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """End the relationship of a case's customer."""
    m.left += 1
    m.provider_left[slots_of(st)[i].provider] += 1
    if bp.population > 0:
        people_of(st)[slots_of(st)[i].relation].left = 1
    slots_of(st)[i].left = 1
    if st.logging:
        journal.of_case(st, i, log.LEFT)


@compiled
def close(bp, st, m, i, how, asks) -> None:  # type: ignore[no-untyped-def]
    """Close a case: resolved, withdrawn or lost; `asks` where its customer has yet to decide whether to leave."""
    slots = slots_of(st)
    slots[i].generation += 1
    slots[i].chase_generation += 1
    count_close(bp, st, m, i, how)
    effort.sum_up(bp, st, m, i, how == RESOLVED)
    if how == RESOLVED:
        mind.make_good(bp, st, m, i)
    if slots[i].kind < bp.kinds:  # how a complaint ends is no mark for what it was about
        mind.sum_up(bp, st, m, i)
    if st.logging:
        journal.of_case(
            st, i, log.RESOLVED if how == RESOLVED else log.WITHDRAWN if how == WITHDRAWN else log.LOST
        )
    if bp.word:
        word.tell(bp, st, m, i)
    if asks and mind.leaves(bp, st, i, 1):
        customer_leaves(bp, st, m, i)
    if bp.population > 0:
        people_of(st)[slots[i].relation].open -= 1
    complaint = voice.complain(bp, st, m, i) if voice.complains(bp, st, i) else NO_SLOT
    if slots[i].chaser == NO_SLOT:
        give_slot(st, i)
    else:
        withdraw_chaser(bp, st, m, i)
    if complaint != NO_SLOT:
        go_away(bp, st, m, complaint, st.now, log.COMPLAINT, bp.complaint_step[slots[complaint].provider])


@compiled
def count_close(bp, st, m, i, how) -> None:  # type: ignore[no-untyped-def]
    """Count a case that closes."""
    slots = slots_of(st)
    slot = slots[i]
    lead, is_need = st.now - slot.arose, slot.kind < bp.kinds
    norm = norms.need_norm(bp, st, slot.kind, slot.arose)
    if st.now > slot.due:
        measures.count_promise(m, False)
    if how == RESOLVED:
        measures.count_resolved(m, slot.kind, is_need, lead, norm, slot.contacts + slot.chases)
    else:
        measures.count_gone(m, slot.kind, is_need, how == WITHDRAWN, slot.segment)
    if bp.backlog and order.is_backlog(slot.case):
        measures.count_backlog_ended(m, st.now)
    if slot.arose >= m.since or bp.backlog:
        left = how != RESOLVED and mind.is_gone(bp, st, i)
        in_time = norm >= lead and slot.arose + norm <= bp.horizon
        measures.count_fate(m, slot.kind, lead, how == RESOLVED, how == WITHDRAWN, left, in_time)
    measures.touch_inside(m, st.now)
    measures.count_end(
        m, lead, slot.kind, is_need, slot.segment, slot.visits, slot.contacts, slot.work, slot.reworked == 1,
        slot.transfers, slot.hand_overs, slot.persons, slot.chases, slot.provider, how == RESOLVED,
    )  # fmt: skip


@compiled
def withdraw_chaser(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a chasing customer who still waits hang up because the case has closed; one being served is finished with."""
    slots = slots_of(st)
    slots[i].state = CHASER_LEFT
    hang_up(bp, st, m, i)
    if slots[i].chaser == NO_SLOT:
        give_slot(st, i)


@compiled
def hang_up(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let the chasing customer of a case hang up, if still waiting."""
    slots = slots_of(st)
    c = slots[i].chaser
    if slots[c].state == WAITING:
        role = slots[c].role
        visits.stop_waiting(bp, st, m, role, c)
        m.role_withdrawn[role] += 1
        m.role_withdrawn_sum[role] += slots[c].waited
        effort.in_vain(bp, st, m, c)
        if st.logging:
            row = journal.log_of(st)[journal.of_visit(st, c, log.WITHDREW)]
            row.waited = slots[c].waited
        slots[c].owner = NO_SLOT
        give_slot(st, c)
        slots[i].chaser = NO_SLOT
