"""Who of the staff is there, in the compiled engine: at the start of a shift some are absent, and some have quit."""

from sim import rules, streams
from sim.engines.compiled.draws import uniforms
from sim.engines.compiled.lines import count_bits, mark
from sim.engines.compiled.memory import WORDS
from sim.jit import compiled
from sim.limits import PERSONS


@compiled
def begin_shift(bp, st, m, role, change, planned) -> None:  # type: ignore[no-untyped-def]
    """Let a shift begin or end for those by whom the plan rises or falls; set the number who are there."""
    before = st.role_planned[role]
    st.role_planned[role] = planned
    st.role_staff[role] = planned
    if not bp.energy or bp.role_plan_count[role] <= 1:
        return
    for person in range(planned, min(before, PERSONS)):
        mark(st.role_absent[role], person, False)
    for person in range(before, min(planned, PERSONS)):
        mark(st.role_absent[role], person, is_missed(bp, st, m, role, change, person))
    for word in range(WORDS):
        st.role_staff[role] -= count_bits(st.role_absent[role][word])


@compiled
def is_missed(bp, st, m, role, change, person) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a place is empty this shift: vacant, or its holder absent or just gone."""
    m.role_starts[role] += 1
    if st.vacant_until[role][person] > st.now:
        m.role_vacant[role] += 1
        return True
    occurrence = (change << streams.PERSON_BITS) | person
    u, v = uniforms(st, bp.role_code[role], streams.ABSENCE, occurrence)
    energy = st.role_energy[role]
    if v < rules.hazard_at_work(bp.mind_quit_base, bp.mind_quit_beta, energy):
        st.vacant_until[role][person] = st.now + bp.mind_vacancy
        m.role_quits[role] += 1
        return True
    if u < rules.hazard_at_work(bp.mind_absence_base, bp.mind_absence_beta, energy):
        m.role_absent[role] += 1
        return True
    return False
