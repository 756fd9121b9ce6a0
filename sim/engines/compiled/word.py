"""Word of mouth in the compiled engine: how a story goes from customer to customer, at the end of a case."""

from sim.engines.compiled import journal
from sim.engines.compiled.market import goodwill_for, relation
from sim.engines.compiled.memory import people_of, slots_of
from sim.kernel import rules, streams
from sim.kernel.jit import compiled
from sim.kernel.limits import LISTENERS
from sim.records import log, measures


@compiled
def tell(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let the customer of a case tell others at random, who may tell it on: one teller after another, in the order of hearing."""
    case = slots_of(st)[i]
    st.tellers[0] = case.customer
    heard = 0
    teller = 0
    while teller <= heard and (teller == 0 or bp.word_travels):
        mean = _how_many(bp, st, st.tellers[teller], case.provider)
        u = streams.block(st.seed, st.replication, case.entity, streams.WORD, teller, 0)[0]
        for _ in range(rules.poisson(mean, u)):
            if heard + 1 < LISTENERS:
                heard += 1
                st.tellers[heard] = _listener(bp, st, case.entity, heard, st.tellers[teller])
                _hear(bp, st, i, st.tellers[teller], st.tellers[heard])
        teller += 1
    measures.count_story(m, heard)


@compiled
def _how_many(bp, st, customer, provider) -> float:  # type: ignore[no-untyped-def]
    goodwill = goodwill_for(bp, st, customer, provider)
    return rules.tellings(
        bp.mind_word_base, bp.mind_word_gain, bp.mind_word_loss, goodwill, bp.mind_word_g_star
    )


@compiled
def _listener(bp, st, entity, number, teller) -> int:  # type: ignore[no-untyped-def]
    """Return who hears it: drawn from a power of two, so that a customer more changes only the stories that reach that one."""
    for attempt in range(streams.PURPOSES):
        u = streams.block(st.seed, st.replication, entity, streams.LISTENER, number, attempt)[0]
        who = int(u * bp.population_span)
        if who < bp.population and (who != teller or bp.population == 1):
            return who
    return teller


@compiled
def _hear(bp, st, i, teller, listener) -> None:  # type: ignore[no-untyped-def]
    provider = slots_of(st)[i].provider
    someone = people_of(st)[relation(bp, listener, provider)]
    theirs, before = goodwill_for(bp, st, teller, provider), goodwill_for(bp, st, listener, provider)
    expected = someone.expectation
    someone.goodwill = rules.moved(before, theirs, bp.mind_word_weight)
    someone.expectation = rules.moved(expected, theirs, bp.mind_word_weight)
    someone.felt_at = st.now
    if st.logging:
        row = journal.log_of(st)[journal.of_case(st, i, log.HEARD)]
        row.customer = listener
        row.expectation, row.goodwill_before, row.goodwill_after = expected, before, someone.goodwill
