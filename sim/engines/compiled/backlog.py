"""The backlog in the compiled engine: cases that are there when a run begins, each at its step, with its age."""

from sim.blueprint.layout import STACKED
from sim.engines.compiled import births, chasing, journal, market, norms, steps, whims
from sim.engines.compiled.memory import slots_of, table_of
from sim.kernel import order, streams
from sim.kernel.jit import compiled
from sim.records import log, measures
from sim.records.log import NONE


@compiled
def owner(bp, st, entity) -> int:  # type: ignore[no-untyped-def]
    """Return which customer a case of the backlog is of: anybody, where asked only who has no other case open."""
    if bp.population == 0:
        return NONE
    found = 0
    for attempt in range(streams.PURPOSES):
        u = streams.block(st.seed, st.replication, entity, streams.OWNER, 0, attempt)[1]
        if int(u * bp.population_span) < bp.population:
            found = int(u * bp.population_span)
            if not market.is_dropped(bp, st, found):
                return found
    return found


@compiled
def stand(bp, st, m, n) -> None:  # type: ignore[no-untyped-def]
    """Let case number n of the backlog stand at its step, as one that came some time ago."""
    table, at = table_of(st), bp.backlog_at + n * STACKED
    age, kind, step, provider = table[at], int(table[at + 1]), int(table[at + 2]), int(table[at + 3])
    entity = streams.case_entity(bp.kind_code[kind], order.backlog_number(int(table[at + 4])))
    customer = owner(bp, st, entity)
    segment = births.segment_of(bp, st, customer, entity)
    i = births.fill(bp, st, kind, order.backlog_number(n), entity, customer, segment, provider)
    slots = slots_of(st)
    slots[i].arose = st.now - age
    measures.touch_inside(m, st.now)
    norm = norms.need_norm(bp, st, kind, slots[i].arose)
    measures.count_backlog(m, kind, age, norm >= 0.0 and slots[i].arose + norm <= bp.horizon)
    if st.logging:
        journal.log_of(st)[journal.of_case(st, i, log.THERE)].waited = age
    whims.ask(bp, st, m, i)
    if bp.chasing[provider]:
        chasing.expect_end(bp, st, i)
    if not bp.step_present[step]:
        slots[i].contacts = 1  # by which it came, before the run
    steps.enter(bp, st, m, i, step, NONE, NONE)
