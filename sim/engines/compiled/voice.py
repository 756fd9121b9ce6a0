"""Complaints and political pressure in the compiled engine."""

from sim.engines.compiled import births, journal
from sim.engines.compiled.draws import uniforms
from sim.engines.compiled.memory import NO_SLOT, slots_of
from sim.engines.compiled.mind import goodwill_now
from sim.kernel import order, rules, streams
from sim.kernel.jit import compiled
from sim.records import log, measures


@compiled
def complains(bp, st, i) -> bool:  # type: ignore[no-untyped-def]
    """Return whether the customer of a case that ends complains; not about how a complaint was dealt with."""
    slots = slots_of(st)
    if not bp.voice or slots[i].kind == bp.kinds:
        return False
    p = rules.leaving_probability(
        rules.EXPONENTIAL_FORM,
        bp.mind_voice_c,
        bp.mind_voice_beta,
        goodwill_now(bp, st, i),
        bp.mind_voice_g_star,
    )
    return uniforms(st, slots[i].entity, streams.VOICE, 0)[0] < p


@compiled
def complain(bp, st, m, i) -> int:  # type: ignore[no-untyped-def]
    """Count a complaint about a case; return the slot of the case that it becomes, if the design has a step for it."""
    slots = slots_of(st)
    who = slots[i].provider
    pressure = rules.decayed(st.pressure[who], 0.0, bp.mind_voice_fade, st.now - st.pressure_at[who]) + 1.0
    st.pressure[who], st.pressure_at[who] = pressure, st.now
    measures.count_complaint(m, st.now, pressure, bp.mind_voice_limit)
    if st.logging:
        journal.of_case(st, i, log.COMPLAINED)
    if bp.complaint_step[who] < 0:
        return NO_SLOT
    number = order.complaint_number(slots[i].case)
    entity = streams.case_entity(bp.kind_voice_code[slots[i].kind], slots[i].case)
    c = births.new_case(bp, st, m, bp.kinds, number, entity, slots[i].customer, slots[i].segment, who)
    if bp.population == 0:  # the same customer, with the same memories
        slots[c].goodwill, slots[c].expectation = slots[i].goodwill, slots[i].expectation
        slots[c].should, slots[c].felt_at, slots[c].left = slots[i].should, slots[i].felt_at, slots[i].left
    return c
