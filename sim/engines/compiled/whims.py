"""Whims in the compiled engine: requests out of bounds, granted or refused at the first moment with somebody of the staff."""

from sim.engines.compiled import journal
from sim.engines.compiled.draws import uniforms
from sim.engines.compiled.memory import NO_SLOT, people_of, slots_of
from sim.kernel import rules, streams
from sim.kernel.jit import compiled
from sim.records import log, measures

NONE, ASKED, GRANTED, REFUSED = range(4)


@compiled
def ask(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a need be a whim, as often as its customer has learned that it pays."""
    slots = slots_of(st)
    slots[i].whim = NONE
    if bp.whims:
        share = people_of(st)[slots[i].relation].whims if bp.population > 0 else bp.mind_whim_share
        whim = uniforms(st, slots[i].entity, streams.WHIM, 0)[0] < share
        slots[i].whim = ASKED if whim else NONE
        measures.count_need(m, whim, share)


@compiled
def decide(bp, st, i, step) -> float:  # type: ignore[no-untyped-def]
    """Grant or refuse a whim when its customer is served; return the extra handling time, in minutes."""
    slots = slots_of(st)
    if (
        slots[i].owner != NO_SLOT
        or slots[i].whim != ASKED
        or not bp.step_present[step]
        or bp.step_role[step] < 0
    ):
        return 0.0
    if uniforms(st, slots[i].entity, streams.WHIM, 0)[1] < bp.whim_grant[slots[i].provider]:
        slots[i].whim = GRANTED
        return bp.mind_whim_extra
    slots[i].whim = REFUSED
    return bp.mind_whim_explain


@compiled
def settle(bp, st, m, i) -> float:  # type: ignore[no-untyped-def]
    """Let a customer learn from what became of a whim; return the marks that it adds to the moment."""
    slots = slots_of(st)
    granted = slots[i].whim == GRANTED
    if not granted and slots[i].whim != REFUSED:
        return 0.0
    slots[i].whim = NONE
    if bp.population > 0:
        learn(bp, people_of(st), slots[i].relation, granted)
    if granted:
        m.whims_granted += 1
    else:
        m.whims_refused += 1
    if st.logging:
        journal.of_visit(st, i, log.GRANTED if granted else log.DECLINED)
    return bp.mind_whim_pleased if granted else bp.mind_whim_refused


@compiled
def learn(bp, people, who, granted) -> None:  # type: ignore[no-untyped-def]
    """Move the share of whims of a customer: up when one was granted, down when one was refused."""
    share = people[who].whims
    if granted:
        people[who].whims = rules.moved(share, 1.0, bp.mind_whim_up)
    else:
        people[who].whims = rules.moved(share, 0.0, bp.mind_whim_down)
