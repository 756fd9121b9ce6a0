"""The life of a case in the compiled engine: contacts, steps, what comes next, coming back, and the end."""

from sim import calendar, distributions, order, streams
from sim.blueprint import LOST, RESOLVED, REWORK, UNRESOLVED, WITHDRAWN
from sim.engines.compiled import journal, lines, mind, visits
from sim.engines.compiled.draws import choose, draw, uniforms
from sim.engines.compiled.heap import push
from sim.engines.compiled.memory import (
    CHASER_LEFT,
    GONE_AWAY,
    NO_SLOT,
    SERVED,
    WAITING,
    give_slot,
    people_of,
    slots_of,
    table_of,
    take_slot,
)
from sim.jit import compiled, folded
from sim.records import log, measures
from sim.records.log import NEVER, NONE

ENTRY = -1  # come back where the channel begins


@compiled
def entry_step(bp, slots, i) -> int:  # type: ignore[no-untyped-def]
    """Return the step at which a customer's contact begins."""
    kind, channel = slots[i].kind, slots[i].channel
    if bp.kind_starts[kind] >= 0:
        return bp.kind_starts[kind]
    return bp.channel_starts[channel][kind] if channel >= 0 else 0


@compiled
def opening(bp, st, channel) -> float:  # type: ignore[no-untyped-def]
    """Return when a channel that is closed now opens, or a time below nought where it is open."""
    if channel < 0 or bp.channel_plan_count[channel] == 0:
        return -1.0
    at, count, cycle = bp.channel_plan[channel], bp.channel_plan_count[channel], bp.channel_cycle[channel]
    if calendar.level_at(table_of(st), at, count, cycle, st.now) > 0:
        return -1.0
    return calendar.next_open(table_of(st), at, count, cycle, st.now)


@folded
def contact(bp, st, m, i, cause, step) -> None:  # type: ignore[no-untyped-def]
    """Let the customer make contact, at a step or (below nought) where the channel begins."""
    slots = slots_of(st)
    opens = opening(bp, st, slots[i].channel)
    if opens >= 0.0:
        found_closed(bp, st, m, i, cause, step, opens)
        return
    begin_contact(bp, st, m, i, cause)
    enter(bp, st, m, i, entry_step(bp, slots, i) if step < 0 else step)


@folded
def begin_contact(bp, st, m, i, cause) -> None:  # type: ignore[no-untyped-def]
    """Count a new contact of a case."""
    slots = slots_of(st)
    slots[i].contacts += 1
    slots[i].cause = cause
    slots[i].front_role = NONE
    slots[i].in_contact = 1
    measures.count_contact(m, cause)
    if st.logging:
        journal.of_case(st, i, log.CAME)


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
        go_away(bp, st, m, i, opens + delay, cause, step)
    else:
        close(bp, st, m, i, LOST, False)


@compiled
def enter(bp, st, m, i, step) -> None:  # type: ignore[no-untyped-def]
    """Let a case come to a step: join the role's queue, be refused, or begin at once where the customer does it."""
    slots = slots_of(st)
    arrive_at(bp, st, m, i, step)
    visits.prepare(bp, st, i, step, streams.VISIT)
    role = bp.step_role[step]
    if role < 0:
        begin_alone(bp, st, i, step)
    elif visits.is_full(bp, st, role):
        refuse(bp, st, m, i, role)
    else:
        priority = bp.step_priority[step] if bp.step_priority[step] >= 0 else bp.kind_priority[slots[i].kind]
        slots[i].line = 1 if bp.role_first_come[role] else priority
        visits.join(bp, st, m, i, role, step)


@folded
def arrive_at(bp, st, m, i, step) -> None:  # type: ignore[no-untyped-def]
    """Note that a case comes to a step: which visit it is, and whether it is a transfer, a retelling or rework."""
    slots = slots_of(st)
    slots[i].generation += 1
    slots[i].step = step
    slots[i].role = bp.step_role[step]
    slots[i].person = NONE
    slots[i].waited = 0.0
    slots[i].visits += 1
    k = slots[i].step_visits[step]
    slots[i].occurrence = streams.visit_occurrence(bp.step_code[step], k, slots[i].visits)
    if k < streams.VISITS_COUNTED:
        slots[i].step_visits[step] = k + 1
    m.step_visits[step] += 1
    if bp.step_counts_as[step] == REWORK or (slots[i].done >> step) & 1:
        slots[i].reworked = 1
    if not bp.step_present[step]:
        slots[i].in_contact = 0
    elif not slots[i].in_contact:
        begin_contact(bp, st, m, i, log.CALL_BACK)
    note_hand_over(bp, slots, i, step)


@folded
def note_hand_over(bp, slots, i, step) -> None:  # type: ignore[no-untyped-def]
    """Note whether a case changes role, and whether its customer is put through or has to tell it again."""
    role, present = bp.step_role[step], bp.step_present[step] == 1
    slots[i].transferred = 0
    slots[i].retold = 0
    if role < 0:
        return
    if slots[i].last_role >= 0 and slots[i].last_role != role:
        slots[i].hand_overs += 1
    if not present:
        return
    if slots[i].front_role >= 0 and slots[i].front_role != role:
        slots[i].transferred = 1
        slots[i].transfers += 1
    again = slots[i].contacts > 1 and slots[i].front_role < 0
    if bp.step_retell[step] and (slots[i].transferred or again):
        slots[i].retold = 1


@compiled
def begin_alone(bp, st, i, step) -> None:  # type: ignore[no-untyped-def]
    """Let the customer do a step alone: no queue, the customer's own time."""
    slots = slots_of(st)
    slots[i].state = SERVED
    slots[i].started = st.now
    slots[i].takes = visits.handling_time(bp, st, i, step, streams.VISIT)
    slots[i].ends = st.now + slots[i].takes
    if st.logging:
        journal.of_visit(st, i, log.STARTED)
    push(st, slots[i].ends, order.event_key(order.END, lines.who(slots, i)), i, slots[i].generation)


@compiled
def refuse(bp, st, m, i, role) -> None:  # type: ignore[no-untyped-def]
    """Refuse a case at a full queue."""
    m.role_refused[role] += 1
    left_behind = mind.live_moment(bp, st, m, i, 0.0, bp.mind_unsolved)
    if st.logging:
        journal.of_moment(st, i, log.REFUSED, NONE, NEVER, NEVER, left_behind)
    fail(bp, st, m, i)


@folded
def give_up(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a case leave a queue because its customer's patience has run out."""
    slots = slots_of(st)
    role = slots[i].role
    visits.stop_waiting(st, m, role, i)
    period = mind.period_of(bp, st.now)
    measures.count_wait(m, role, slots[i].waited, bp.role_norm[role], False, slots[i].segment, period)
    left_behind = mind.live_moment(bp, st, m, i, slots[i].waited, bp.mind_unsolved)
    if st.logging:
        journal.of_moment(st, i, log.GAVE_UP, NONE, slots[i].waited, NEVER, left_behind)
    if slots[i].owner == NO_SLOT:
        fail(bp, st, m, i)
    else:
        end_chase(bp, st, i)


@compiled
def fail(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """End a contact that failed: the customer leaves for good, comes back later, or lets it be."""
    slots = slots_of(st)
    slots[i].in_contact = 0
    if mind.leaves(bp, st, i, streams.LEAVE, 0):
        customer_leaves(bp, st, m, i)
        close(bp, st, m, i, LOST, False)
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
    slots[i].in_contact = 0
    slots[i].cause = cause
    slots[i].return_to = step
    measures.touch_away(m, st.now)
    m.away += 1
    if st.logging:
        row = journal.log_of(st)[journal.of_case(st, i, log.AWAY)]
        row.next_step = step
    if until < bp.horizon:
        push(st, until, order.event_key(order.RETURN, lines.who(slots, i)), i, slots[i].generation)


@folded
def come_back(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a case go on after a rest: a customer makes contact again, or the work takes its course."""
    slots = slots_of(st)
    measures.touch_away(m, st.now)
    m.away -= 1
    slots[i].generation += 1
    step = slots[i].return_to
    if step >= 0 and not bp.step_present[step]:
        enter(bp, st, m, i, step)
    else:
        contact(bp, st, m, i, slots[i].cause, step)


@folded
def finish(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """End the handling of a case at a step: what was made of it, what it leaves behind, and where it goes."""
    slots = slots_of(st)
    step = slots[i].step
    slots[i].generation += 1
    if bp.step_role[step] >= 0:
        slots[i].work += slots[i].takes
        slots[i].last_role = bp.step_role[step]
        if bp.step_present[step]:
            slots[i].front_role = bp.step_role[step]
    slots[i].done |= 1 << step
    u, v = 0.5, 0.5
    if bp.step_branches[step] > 1 or bp.step_right[step] < 1.0:
        u, v = uniforms(st, slots[i].entity, streams.OUTCOME, slots[i].occurrence)
    make_errors(bp, st, m, i, step, v)
    target, after = next_step(bp, st, m, i, step, u)
    outcome = settle_promise(bp, st, m, i, step, target)
    left_behind = (NEVER, NEVER, NEVER, NEVER)
    if bp.step_present[step] or target < 0:
        left_behind = mind.live_moment(
            bp, st, m, i, slots[i].waited if bp.step_present[step] else 0.0, outcome
        )
    if st.logging:
        journal.of_moment(st, i, log.HANDLED, target, slots[i].waited, slots[i].takes, left_behind)
    go_on(bp, st, m, i, target, after)


@folded
def make_errors(bp, st, m, i, step, v) -> None:  # type: ignore[no-untyped-def]
    """Repair what the step repairs, and make an error with the probability that it is not right first time."""
    slots = slots_of(st)
    slots[i].errors &= ~((1 << step) | bp.step_fixes[step])
    if v >= bp.step_right[step]:
        slots[i].errors |= 1 << step
        m.errors += 1


@folded
def next_step(bp, st, m, i, step, u):  # type: ignore[no-untyped-def]
    """Return where a case goes (a step, or below nought an ending) and the distribution of the delay before, if any."""
    slots = slots_of(st)
    found = slots[i].errors & bp.step_finds[step]
    if found:
        w = uniforms(st, slots[i].entity, streams.CHECK, slots[i].occurrence)[0]
        if w < bp.step_detects[step]:
            slots[i].errors &= ~found
            m.errors_checked += 1
            return repair_step(bp, step, found), -1
    branch = bp.step_branch[step] + choose(bp.branch_share, bp.step_branch[step], bp.step_branches[step], u)
    return bp.branch_to[branch], bp.branch_after[branch]


@compiled
def repair_step(bp, step, found) -> int:  # type: ignore[no-untyped-def]
    """Return the step to which a check sends what it finds wrong: as named, else the first that erred."""
    if bp.step_on_error[step] >= 0:
        return bp.step_on_error[step]
    low = found & 0xFFFFFFFF
    return lines.lowest_bit(low) if low else 32 + lines.lowest_bit(found >> 32 & 0xFFFFFFFF)


@folded
def settle_promise(bp, st, m, i, step, target) -> float:  # type: ignore[no-untyped-def]
    """Keep or break the promise that stands, make the step's own; return the marks that the outcome adds."""
    slots = slots_of(st)
    marks = 0.0
    if slots[i].due >= 0.0 and (bp.step_present[step] or target < 0):
        marks = look_back(bp, st, m, i, slots[i].started if bp.step_present[step] else st.now)
    if target == RESOLVED:
        return marks + bp.mind_solved
    if target == LOST or target == UNRESOLVED:
        return marks + bp.mind_unsolved
    if target >= 0 and bp.step_promise[step] >= 0.0:
        promise(bp, st, m, i, bp.step_promise[step])
        return marks + bp.mind_promised
    return marks


@compiled
def look_back(bp, st, m, i, heard) -> float:  # type: ignore[no-untyped-def]
    """Let a customer who hears from the case hold that against the promise; return the marks for a broken one."""
    slots = slots_of(st)
    kept = heard <= slots[i].due
    slots[i].due = NEVER
    if bp.chasing:
        slots[i].chase_generation += 1
        expect_end(bp, st, i)
    if kept:
        m.promises_kept += 1
        return 0.0
    return bp.mind_broken


@compiled
def expect_end(bp, st, i) -> None:  # type: ignore[no-untyped-def]
    """Let a customer to whom nothing is promised ask after the lead time that is expected."""
    if bp.chase_expected >= 0.0:
        schedule_chase(bp, st, i, slots_of(st)[i].arose + bp.chase_expected)


@compiled
def promise(bp, st, m, i, within) -> None:  # type: ignore[no-untyped-def]
    """Promise the customer to hear within a time; a customer who does not will ask."""
    slots = slots_of(st)
    slots[i].due = st.now + within
    m.promises += 1
    if bp.chasing:
        schedule_chase(bp, st, i, slots[i].due)


@folded
def go_on(bp, st, m, i, target, after) -> None:  # type: ignore[no-untyped-def]
    """Send a case on: to a step, at once or after a delay, or to its end."""
    slots = slots_of(st)
    if target == RESOLVED and slots[i].errors:
        error_sleeps(bp, st, m, i)
    elif target == UNRESOLVED:
        if mind.leaves(bp, st, i, streams.LEAVE, 0):
            customer_leaves(bp, st, m, i)
            close(bp, st, m, i, LOST, False)
        else:
            come_back_or_lose(bp, st, m, i, bp.failure_p, bp.failure_after, log.UNRESOLVED)
    elif target < 0:
        close(bp, st, m, i, target, True)
    elif after >= 0:
        u = uniforms(st, slots[i].entity, streams.LAG, slots[i].occurrence)[0]
        delay = draw(bp, st, after, u, slots[i].entity, streams.LAG, slots[i].occurrence, 0)
        go_away(bp, st, m, i, st.now + delay, log.UNRESOLVED, target)
    else:
        enter(bp, st, m, i, target)


@compiled
def error_sleeps(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a case that seems resolved rest with its error until the customer finds it and contacts again."""
    slots = slots_of(st)
    m.errors_customer += 1
    slots[i].errors = 0  # found, so no longer latent: the work is done anew
    slots[i].chase_generation += 1
    n = slots[i].error_returns
    slots[i].error_returns += 1
    u = uniforms(st, slots[i].entity, streams.ERROR, n)[0]
    lag = draw(bp, st, bp.error_lag, u, slots[i].entity, streams.ERROR, n, 0)
    go_away(bp, st, m, i, st.now + lag, log.ERROR_FOUND, bp.recontact)


@compiled
def customer_leaves(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """End the relationship of a case's customer."""
    m.left += 1
    if bp.population > 0:
        people_of(st)[slots_of(st)[i].customer].left = 1
    if st.logging:
        journal.of_case(st, i, log.LEFT)


@compiled
def close(bp, st, m, i, how, asks) -> None:  # type: ignore[no-untyped-def]
    """Close a case: resolved, withdrawn or lost; `asks` where its customer has yet to decide whether to leave."""
    slots = slots_of(st)
    slots[i].generation += 1
    slots[i].chase_generation += 1
    count_close(bp, st, m, i, how)
    mind.sum_up(bp, st, m, i)
    if st.logging:
        journal.of_case(
            st, i, log.RESOLVED if how == RESOLVED else log.WITHDRAWN if how == WITHDRAWN else log.LOST
        )
    gone = bp.population > 0 and people_of(st)[slots[i].customer].left == 1
    if asks and not gone and mind.leaves(bp, st, i, streams.LEAVE, 1):
        customer_leaves(bp, st, m, i)
    if bp.population > 0:
        people_of(st)[slots[i].customer].open -= 1
    if slots[i].chaser == NO_SLOT:
        give_slot(st, i)
    else:
        withdraw_chaser(st, m, i)


@folded
def count_close(bp, st, m, i, how) -> None:  # type: ignore[no-untyped-def]
    """Count a case that closes."""
    slots = slots_of(st)
    slot = slots[i]
    lead = st.now - slot.arose
    if how == RESOLVED:
        measures.count_resolved(m, slot.kind, lead, bp.kind_norm[slot.kind], slot.contacts)
    elif how == WITHDRAWN:
        m.withdrawn += 1
    else:
        m.lost += 1
        m.segment_lost[slot.segment] += 1
    measures.touch_inside(m, st.now)
    measures.count_end(
        m, lead, slot.kind, slot.segment, slot.visits, slot.contacts, slot.work, slot.reworked == 1,
        slot.transfers, slot.hand_overs, slot.persons, slot.chases,
    )  # fmt: skip


# Chasing


@compiled
def schedule_chase(bp, st, i, due) -> None:  # type: ignore[no-untyped-def]
    """Schedule the customer's asking where it is: some time after it was due."""
    slots = slots_of(st)
    slots[i].chase_generation += 1
    u = uniforms(st, slots[i].entity, streams.CHASE_GAP, slots[i].chases)[0]
    from_now = max(due, st.now) + distributions.quantile(
        distributions.EXPONENTIAL, bp.chase_mean, 0.0, 0.0, u
    )
    if from_now < bp.horizon:
        push(
            st,
            from_now,
            order.event_key(order.CHASE, order.chaser_line(slots[i].case)),
            i,
            slots[i].chase_generation,
        )


@compiled
def chase(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a customer whose case is late ask where it is; the case itself goes its own way meanwhile."""
    slots = slots_of(st)
    opens = opening(bp, st, slots[i].channel)
    if opens >= 0.0:
        key = order.event_key(order.CHASE, order.chaser_line(slots[i].case))
        if opens < bp.horizon:
            push(st, opens, key, i, slots[i].chase_generation)
        return
    c = new_chaser(bp, st, i)
    slots[i].chases += 1
    measures.count_contact(m, log.CHASING)
    if st.logging:
        journal.of_case(st, c, log.CAME)
    step = bp.chase_step
    m.step_visits[step] += 1
    visits.prepare(bp, st, c, step, streams.CHASE_VISIT)
    role = bp.step_role[step]
    if visits.is_full(bp, st, role):
        m.role_refused[role] += 1
        left_behind = mind.live_moment(bp, st, m, c, 0.0, bp.mind_unsolved)
        if st.logging:
            journal.of_moment(st, c, log.REFUSED, NONE, NEVER, NEVER, left_behind)
        end_chase(bp, st, c)
        return
    priority = bp.step_priority[step] if bp.step_priority[step] >= 0 else bp.kind_priority[slots[i].kind]
    slots[c].line = 1 if bp.role_first_come[role] else priority
    visits.join(bp, st, m, c, role, step)


@compiled
def new_chaser(bp, st, i) -> int:  # type: ignore[no-untyped-def]
    """Return a slot for the chasing customer of a case."""
    c = take_slot(st)
    slots = slots_of(st)
    slots[c].case, slots[c].entity = slots[i].case, slots[i].entity
    slots[c].customer, slots[c].segment, slots[c].kind = slots[i].customer, slots[i].segment, slots[i].kind
    slots[c].channel, slots[c].occurrence = slots[i].channel, slots[i].chases
    slots[c].owner, slots[c].chaser = i, NO_SLOT
    slots[c].step, slots[c].role = bp.chase_step, bp.step_role[bp.chase_step]
    slots[c].person, slots[c].cause, slots[c].visits = NONE, log.CHASING, slots[i].chases
    slots[c].transferred, slots[c].retold, slots[c].waited = 0, 0, 0.0
    slots[c].generation += 1
    slots[i].chaser = c
    return c


@compiled
def finish_chase(bp, st, m, c) -> None:  # type: ignore[no-untyped-def]
    """End the handling of a chasing contact; it may bring a new promise."""
    slots = slots_of(st)
    i, step = slots[c].owner, slots[c].step
    slots[i].work += slots[c].takes
    promised = bp.step_promise[step] >= 0.0
    left_behind = mind.live_moment(
        bp, st, m, c, slots[c].waited, bp.mind_promised if promised else bp.mind_unsolved
    )
    if promised and slots[i].state != CHASER_LEFT:
        slots[i].due = st.now + bp.step_promise[step]
        m.promises += 1
    if st.logging:
        journal.of_moment(st, c, log.HANDLED, NONE, slots[c].waited, slots[c].takes, left_behind)
    end_chase(bp, st, c)


@compiled
def end_chase(bp, st, c) -> None:  # type: ignore[no-untyped-def]
    """End a chasing contact: the customer will ask again if the case stays open; a case closed meanwhile goes for good."""
    slots = slots_of(st)
    i = slots[c].owner
    slots[c].generation += 1
    slots[c].owner = NO_SLOT
    give_slot(st, c)
    slots[i].chaser = NO_SLOT
    if slots[i].state == CHASER_LEFT:
        give_slot(st, i)
    else:
        schedule_chase(bp, st, i, slots[i].due if slots[i].due >= 0.0 else st.now)


@compiled
def withdraw_chaser(st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a chasing customer who still waits hang up because the case has closed; one being served is finished with."""
    slots = slots_of(st)
    c = slots[i].chaser
    slots[i].state = CHASER_LEFT
    if slots[c].state == WAITING:
        role = slots[c].role
        visits.stop_waiting(st, m, role, c)
        m.role_withdrawn[role] += 1
        m.role_withdrawn_sum[role] += slots[c].waited
        if st.logging:
            row = journal.log_of(st)[journal.of_visit(st, c, log.WITHDREW)]
            row.waited = slots[c].waited
        slots[c].owner = NO_SLOT
        give_slot(st, c)
        slots[i].chaser = NO_SLOT
        give_slot(st, i)
