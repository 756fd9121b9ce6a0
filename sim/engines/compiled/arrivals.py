"""Needs that come from outside, in the compiled engine: the same in every design."""

from sim.engines.compiled import backlog, births, chasing, contacts, endings, journal, market, whims
from sim.engines.compiled.draws import draw, uniforms
from sim.engines.compiled.heap import push
from sim.engines.compiled.memory import slots_of, table_of
from sim.kernel import calendar, distributions, order, streams
from sim.kernel.jit import compiled
from sim.kernel.limits import BACKLOG, SCRIPTED
from sim.records import log
from sim.records.log import NONE


@compiled
def schedule_need(bp, st, stream) -> None:  # type: ignore[no-untyped-def]
    """Schedule the next need of a stream."""
    kind = bp.stream_kind[stream]
    if bp.stream_level[stream] == SCRIPTED:
        n = st.stream_need[stream] // bp.kind_count[kind]
        when = table_of(st)[bp.kind_at[kind] + n] if n < bp.kind_at_count[kind] else bp.horizon
    elif bp.stream_level[stream] == BACKLOG:
        when = 0.0 if st.stream_need[stream] < bp.backlog else bp.horizon
    elif st.stream_left[stream] > 0:
        st.stream_left[stream] -= 1
        when = st.now
    else:
        when = next_time(bp, st, stream, kind)
        if bp.kind_sizes_count[kind] > 0:
            st.stream_left[stream] = size_of(bp, st, stream, kind) - 1
    if when < bp.horizon:
        push(st, when, order.event_key(order.ARRIVE, kind * 32 + bp.stream_level[stream]), stream, 0)


@compiled
def next_time(bp, st, stream, kind) -> float:  # type: ignore[no-untyped-def]
    """Return when the next need of a random stream comes."""
    entity = streams.stream_entity(bp.kind_code[kind], bp.stream_level[stream])
    n = st.stream_need[stream]
    if bp.kind_gap[kind] < 0:
        u = uniforms(st, entity, streams.ARRIVAL, n)[0]
        work = distributions.quantile(distributions.EXPONENTIAL, 1.0, 0.0, 0.0, u)
    else:
        work = draw(bp, st, bp.kind_gap[kind], uniforms(st, entity, streams.GAP, n)[0], entity, streams.GAP, n, 0)
    return calendar.next_need(
        table_of(st), bp.kind_profile[kind], bp.kind_profile_count[kind], bp.kind_cycle[kind],
        bp.stream_rate[stream], bp.kind_days[kind], bp.kind_days_count[kind], st.seed, st.replication, bp.kind_busyness[kind],
        st.now, work, bp.horizon,
    )  # fmt: skip


@compiled
def size_of(bp, st, stream, kind) -> int:  # type: ignore[no-untyped-def]
    """Return how many needs of a stream come together next."""
    entity = streams.stream_entity(bp.kind_code[kind], bp.stream_level[stream])
    u = uniforms(st, entity, streams.SIZE, st.stream_need[stream])[0]
    return int(distributions.empirical(table_of(st), bp.kind_sizes[kind], bp.kind_sizes_count[kind], u))


@compiled
def whose_need(bp, st, stream, kind, n) -> int:  # type: ignore[no-untyped-def]
    """Return which customer a need falls on; beyond the population where it falls on nobody."""
    if bp.population == 0:
        return NONE
    if bp.stream_level[stream] == SCRIPTED:
        return n % bp.population
    entity = streams.stream_entity(bp.kind_code[kind], bp.stream_level[stream])
    first, span = bp.stream_first[stream], bp.stream_span[stream]
    for attempt in range(streams.PURPOSES):
        u = streams.block(st.seed, st.replication, entity, streams.ARRIVAL, n, attempt)[1]
        if bp.stream_whole[stream] == 0 or int(u * span) < bp.population:
            return first + int(u * span)
    return 0


@compiled
def arrive(bp, st, m, stream) -> None:  # type: ignore[no-untyped-def]
    """Let a need come: it becomes a case, unless its customer has left or (where asked) has one open."""
    n = st.stream_need[stream]
    kind = bp.stream_kind[stream]
    if bp.stream_level[stream] == BACKLOG:
        st.stream_need[stream] = n + 1
        schedule_need(bp, st, stream)
        backlog.stand(bp, st, m, n)
        return
    customer = whose_need(bp, st, stream, kind, n)
    case = order.case_number(kind, bp.stream_level[stream], n)
    st.stream_need[stream] = n + 1
    schedule_need(bp, st, stream)
    if bp.population > 0 and customer >= bp.population:
        return
    if market.is_dropped(bp, st, customer):
        m.dropped += 1
        if st.logging:
            row = journal.log_of(st)[journal.blank(st, log.DROPPED)]
            row.kind, row.case, row.customer = kind, case, customer
        return
    entity = streams.case_entity(bp.kind_code[kind], case)
    segment = births.segment_of(bp, st, customer, entity)
    i = births.new_case(
        bp, st, m, kind, case, entity, customer, segment, market.choose(bp, st, customer, entity)
    )
    whims.ask(bp, st, m, i)
    if bp.chasing[slots_of(st)[i].provider]:
        chasing.expect_end(bp, st, i)
    contacts.contact(bp, st, m, i, log.FIRST, endings.ENTRY)
