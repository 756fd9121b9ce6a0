"""How a customer asks where it is while the case goes its own way, in the compiled engine."""

from sim.engines.compiled import births, effort, energy, journal, mind, norms, opening, steps, trays, visits
from sim.engines.compiled.draws import uniforms
from sim.engines.compiled.heap import push
from sim.engines.compiled.memory import CHASER_LEFT, GONE_AWAY, NO_SLOT, give_slot, slots_of, take_slot
from sim.kernel import distributions, order, streams
from sim.kernel.jit import compiled
from sim.records import log, measures
from sim.records.counters import EXTERNAL_FAILURE
from sim.records.log import NEVER, NONE


@compiled
def expect_end(bp, st, i) -> None:  # type: ignore[no-untyped-def]
    """Let a customer to whom nothing is promised ask after the lead time that is expected."""
    if bp.chase_expected >= 0.0:
        since = slots_of(st)[i].arose
        schedule_chase(bp, st, i, norms.later(bp, st, since, bp.chase_expected, bp.chase_unit))


@compiled
def schedule_chase(bp, st, i, due) -> None:  # type: ignore[no-untyped-def]
    """Schedule the customer's asking where it is: some time after it was due."""
    slots = slots_of(st)
    slots[i].chase_generation += 1
    u = uniforms(st, slots[i].entity, streams.CHASE_GAP, slots[i].chases)[0]
    gap = distributions.quantile(distributions.EXPONENTIAL, bp.chase_mean[slots[i].provider], 0.0, 0.0, u)
    chase_at(bp, st, i, max(due, st.now) + gap)


@compiled
def chase_at(bp, st, i, when) -> None:  # type: ignore[no-untyped-def]
    """Let the customer ask at a time, unless the case has closed or the time has been moved by then."""
    slots = slots_of(st)
    if when < bp.horizon:
        key = order.event_key(order.CHASE, order.chaser_line(slots[i].case))
        push(st, when, key, i, slots[i].chase_generation)


@compiled
def is_engaged(slots, i) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a customer is in contact about the case anyhow, or about to call again."""
    return slots[i].in_contact == 1 or (
        slots[i].state == GONE_AWAY and (slots[i].cause == log.REDIAL or slots[i].cause == log.APPOINTMENT)
    )


@compiled
def is_asleep(slots, i) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a customer believes the case resolved, not having found the error yet."""
    return slots[i].state == GONE_AWAY and slots[i].cause == log.ERROR_FOUND


@compiled
def chase(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a customer whose case is late ask where it is; the case itself goes its own way meanwhile."""
    slots = slots_of(st)
    step = bp.chase_step[slots[i].provider]
    opens = until = opening.opening(bp, st, slots[i].channel)
    if opens >= 0.0:
        until = opening.closing_after(bp, st, slots[i].channel, opens)
    elif bp.step_present[step]:
        opens = opening.shut_until(bp, st, i, bp.step_role[step])
        until = opening.end_of_day(bp, st, bp.step_role[step], opens) if opens >= 0.0 else opens
    if opens >= 0.0:
        u = uniforms(st, slots[i].entity, streams.CHASE_GAP, slots[i].chases)[1]
        chase_at(bp, st, i, opens + u * (until - opens))  # some time while it is open: not all at the opening
        return
    if is_engaged(slots, i):
        schedule_chase(bp, st, i, st.now)
        return
    c = new_chaser(bp, st, i)
    slots[i].chases += 1
    measures.count_contact(m, log.CHASING)
    if st.logging:
        journal.of_case(st, c, log.CAME)
    m.step_visits[step] += 1
    visits.prepare(bp, st, c, step, streams.CHASE_VISIT)
    role = bp.step_role[step]
    if trays.refuses(bp, st, role, step):
        steps.note_refusal(bp, st, m, c, role)
        end_chase(bp, st, c)
    else:
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
    slots[c].provider, slots[c].relation = slots[i].provider, slots[i].relation
    step = bp.chase_step[slots[i].provider]
    slots[c].step, slots[c].role = step, bp.step_role[step]
    slots[c].person, slots[c].cause, slots[c].visits = NONE, log.CHASING, slots[i].chases
    slots[c].transferred, slots[c].retold, slots[c].waited = 0, 0, 0.0
    births.forget_contact(slots[c])
    slots[c].switched, slots[c].handed_over, slots[c].effort_kind = 0, 0, EXTERNAL_FAILURE
    slots[c].kept, slots[c].sent, slots[c].began = 0, 0, st.now
    slots[c].keeps = slots[c].overflows = 0
    slots[c].generation += 1
    slots[i].chaser = c
    return c


@compiled
def finish_chase(bp, st, m, c) -> None:  # type: ignore[no-untyped-def]
    """End the handling of a chasing contact; it may bring a new promise."""
    slots = slots_of(st)
    i, step = slots[c].owner, slots[c].step
    slots[i].work += slots[c].takes
    effort.of_visit(bp, st, m, c)
    promised = bp.step_promise[step] >= 0.0
    broken = 0.0
    is_open = slots[i].state != CHASER_LEFT and not is_asleep(slots, i)
    if (
        is_open and slots[c].started > slots[i].due
    ):  # the customer holds the promise that was broken against it, once
        measures.count_promise(m, False)
        slots[i].due = NEVER
        broken = bp.mind_broken
    mind.live_step(bp, st, c, slots[c].waited, broken)
    left_behind = mind.live_moment(bp, st, m, c, bp.mind_promised if promised else bp.mind_unsolved, True)
    energy.feel(bp, st, m, slots[c].role, left_behind[3])
    if promised and is_open:
        slots[i].due = norms.later(bp, st, st.now, bp.step_promise[step], bp.step_unit[step])
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
    elif not is_asleep(slots, i):
        schedule_chase(bp, st, i, slots[i].due if slots[i].due >= 0.0 else st.now)
