"""Needs that come from outside, in the compiled engine: the same in every design."""

from sim import calendar, distributions, order, streams
from sim.engines.compiled import chasing, contacts, endings, journal
from sim.engines.compiled.draws import choose, uniforms
from sim.engines.compiled.heap import push
from sim.engines.compiled.memory import NO_SLOT, people_of, slots_of, table_of, take_slot
from sim.engines.compiled.mind import period_of
from sim.jit import compiled, folded
from sim.limits import SCRIPTED
from sim.records import log, measures
from sim.records.log import NEVER, NONE


@compiled
def schedule_need(bp, st, stream) -> None:  # type: ignore[no-untyped-def]
    """Schedule the next need of a stream."""
    kind = bp.stream_kind[stream]
    if bp.stream_level[stream] == SCRIPTED:
        n = st.stream_need[stream] // bp.kind_count[kind]
        when = table_of(st)[bp.kind_at[kind] + n] if n < bp.kind_at_count[kind] else bp.horizon
    else:
        when = next_time(bp, st, stream, kind)
    if when < bp.horizon:
        push(st, when, order.event_key(order.ARRIVE, kind * 32 + bp.stream_level[stream]), stream, 0)


@folded
def next_time(bp, st, stream, kind) -> float:  # type: ignore[no-untyped-def]
    """Return when the next need of a random stream comes."""
    entity = streams.stream_entity(bp.kind_code[kind], bp.stream_level[stream])
    u = uniforms(st, entity, streams.ARRIVAL, st.stream_need[stream])[0]
    work = distributions.quantile(distributions.EXPONENTIAL, 1.0, 0.0, 0.0, u)
    return calendar.next_need(
        table_of(st), bp.kind_profile[kind], bp.kind_profile_count[kind], bp.kind_cycle[kind],
        bp.stream_rate[stream], bp.kind_shape[kind], st.seed, st.replication, bp.kind_code[kind],
        st.now, work, bp.horizon,
    )  # fmt: skip


@folded
def whose_need(bp, st, stream, kind, n) -> int:  # type: ignore[no-untyped-def]
    """Return which customer a need falls on; beyond the population where it falls on nobody."""
    if bp.population == 0:
        return NONE
    if bp.stream_level[stream] == SCRIPTED:
        return n % bp.population
    entity = streams.stream_entity(bp.kind_code[kind], bp.stream_level[stream])
    u = uniforms(st, entity, streams.ARRIVAL, n)[1]
    return bp.stream_first[stream] + int(u * bp.stream_span[stream])


@folded
def arrive(bp, st, m, stream) -> None:  # type: ignore[no-untyped-def]
    """Let a need come: it becomes a case, unless its customer has left or (where asked) has one open."""
    n = st.stream_need[stream]
    kind = bp.stream_kind[stream]
    customer = whose_need(bp, st, stream, kind, n)
    case = order.case_number(kind, bp.stream_level[stream], n)
    st.stream_need[stream] = n + 1
    schedule_need(bp, st, stream)
    if bp.population > 0 and customer >= bp.population:
        return
    if is_dropped(bp, st, customer):
        m.dropped += 1
        if st.logging:
            row = journal.log_of(st)[journal.blank(st, log.DROPPED)]
            row.kind, row.case, row.customer = kind, case, customer
        return
    i = new_case(bp, st, m, kind, case, customer)
    contacts.contact(bp, st, m, i, log.FIRST, endings.ENTRY)


@folded
def is_dropped(bp, st, customer) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a need is dropped."""
    if bp.population == 0:
        return False
    person = people_of(st)[customer]
    return person.left == 1 or (bp.one_case == 1 and person.open > 0)


@compiled
def segment_of(bp, st, customer, entity) -> int:  # type: ignore[no-untyped-def]
    """Return the segment of a customer: of a member of the population always the same."""
    if bp.segments == 1:
        return 0
    u = uniforms(st, customer if bp.population > 0 else entity, streams.CUSTOMER, 0)[0]
    return choose(bp.segment_share, 0, bp.segments, u)


@compiled
def channel_of(bp, st, segment, entity) -> int:  # type: ignore[no-untyped-def]
    """Return the channel that a customer chooses, or below nought where the design has none."""
    if bp.channels <= 1:
        return bp.channels - 1
    u = uniforms(st, entity, streams.CHANNEL, 0)[0]
    return choose(bp.channel_share[segment], 0, bp.channels, u)


@folded
def new_case(bp, st, m, kind, case, customer) -> int:  # type: ignore[no-untyped-def]
    """Return the slot of a new case."""
    i = take_slot(st)
    slots = slots_of(st)
    clear(slots, i, bp.steps)
    slots[i].case, slots[i].kind, slots[i].customer = case, kind, customer
    slots[i].entity = streams.case_entity(bp.kind_code[kind], case)
    slots[i].arose = st.now
    segment = segment_of(bp, st, customer, slots[i].entity)
    slots[i].segment = segment
    slots[i].channel = channel_of(bp, st, segment, slots[i].entity)
    if bp.population > 0:
        people_of(st)[customer].open += 1
    else:
        slots[i].goodwill, slots[i].expectation = (
            bp.segment_goodwill[segment],
            bp.segment_expectation[segment],
        )
        slots[i].felt_at = st.now
    measures.touch_inside(m, st.now)
    measures.count_arrival(m, kind, slots[i].channel, period_of(bp, st.now))
    if st.logging:
        journal.of_case(st, i, log.ARRIVED)
    if bp.chasing:
        chasing.expect_end(bp, st, i)
    return i


@folded
def clear(slots, i, steps) -> None:  # type: ignore[no-untyped-def]
    """Wipe what a slot's former user left, but for its generations."""
    slot = slots[i]
    slot.errors = slot.done = 0
    slot.due = NEVER
    slot.work = slot.marks_sum = slot.best = slot.worst = slot.last = slot.waited = 0.0
    slot.owner = slot.chaser = NO_SLOT
    slot.marks = slot.visits = slot.contacts = slot.chases = slot.closed = slot.error_returns = 0
    slot.transfers = slot.hand_overs = slot.persons = 0
    slot.cause = slot.step = slot.role = slot.person = slot.last_role = slot.front_role = NONE
    slot.in_contact = slot.transferred = slot.retold = slot.reworked = slot.resumed = 0
    slot.state = 0
    for step in range(steps):
        slot.step_visits[step] = 0
