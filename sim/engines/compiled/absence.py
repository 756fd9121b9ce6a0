"""Who of the staff is there, in the compiled engine: at the start of a shift some are absent, and some have quit."""

from sim.engines.compiled.lines import count_bits, mark
from sim.engines.compiled.memory import WORDS
from sim.kernel import rules, streams
from sim.kernel.jit import compiled
from sim.kernel.limits import PERSONS


@compiled
def begin_shift(bp, st, m, role, change, planned, away) -> None:  # type: ignore[no-untyped-def]
    """Let a shift begin or end for those by whom the plan rises or falls; set the number who are there.

    Who is absent stays so until the next shift, so that nobody who is absent works overtime.
    """
    before = st.role_planned[role]
    st.role_planned[role] = planned
    st.role_there[role] = planned
    if planned > 0:
        st.role_roster[role] = planned
        if (bp.energy or bp.role_absence[role] > 0.0) and bp.role_shifts[role]:
            st.role_there[role] -= _absentees(bp, st, m, role, change, before, planned)
    st.role_staff[role] = max(0, st.role_there[role] - away)


@compiled
def _absentees(bp, st, m, role, change, before, planned) -> int:  # type: ignore[no-untyped-def]
    """Return how many are absent, those by whom the plan has risen drawn anew."""
    st.role_idle_word[role] = 0
    absent, missing = st.role_absent[role], 0
    if before == 0:
        for word in range(WORDS):
            absent[word] = 0
    for person in range(planned, min(before, PERSONS)):
        mark(absent, person, False)
    for person in range(before, min(planned, PERSONS)):
        mark(absent, person, is_missed(bp, st, m, role, change, person))
    for word in range(WORDS):
        missing += count_bits(absent[word])
    return missing


@compiled
def is_missed(bp, st, m, role, change, person) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a place is empty this shift: vacant, or its holder absent or just gone."""
    m.role_starts[role] += 1
    if st.vacant_until[role][person] > st.now:
        m.role_vacant[role] += 1
        return True
    occurrence, hundreds = streams.person_at(change, person)
    u, v = streams.block(st.seed, st.replication, bp.role_code[role], streams.ABSENCE, occurrence, hundreds)
    energy = st.role_energy[role]
    if v < rules.hazard_at_work(bp.mind_quit_base, bp.mind_quit_beta, energy):
        st.vacant_until[role][person] = st.now + bp.mind_vacancy
        m.role_quits[role] += 1
        return True
    if u < rules.hazard_at_work(bp.mind_absence_base, bp.mind_absence_beta, energy):
        m.role_absent[role] += 1
        return True
    return is_away(bp, st, m, role, occurrence, hundreds)


@compiled
def is_away(bp, st, m, role, occurrence, hundreds) -> bool:  # type: ignore[no-untyped-def]
    """Return whether somebody is absent this shift by the plain absence of the role."""
    if bp.role_absence[role] <= 0.0:
        return False
    u = streams.block(st.seed, st.replication, bp.role_code[role], streams.AWAY, occurrence, hundreds)[0]
    if u >= bp.role_absence[role]:
        return False
    m.role_absent[role] += 1
    return True
