"""What staff of a role have left, in the compiled engine: exact between events, and written only where it changes course."""

from sim.kernel import rules
from sim.kernel.jit import compiled


@compiled
def begin(bp, st, role) -> None:  # type: ignore[no-untyped-def]
    """Give the staff of a role the energy that they start with."""
    st.role_energy[role] = bp.mind_energy_start


@compiled
def busy_share(st, role) -> float:  # type: ignore[no-untyped-def]
    """Return which share of the staff who are there works; off shift nobody does."""
    there = max(st.role_staff[role], st.role_busy[role])
    return st.role_busy[role] / there if there > 0 else 0.0


@compiled
def _later(bp, st, role, minutes) -> float:  # type: ignore[no-untyped-def]
    drain = bp.mind_energy_drain * bp.role_strain[role]
    return rules.energy_after(
        st.role_energy[role], busy_share(st, role), bp.mind_energy_recover, drain, minutes
    )


@compiled
def count(bp, st, m, role) -> None:  # type: ignore[no-untyped-def]
    """Add the energy since it was last counted; the energy itself stays as it was written."""
    if not bp.energy:
        return
    start = _later(bp, st, role, st.role_energy_counted[role] - st.role_energy_at[role])
    drain = bp.mind_energy_drain * bp.role_strain[role]
    m.role_energy_area[role] += rules.energy_area(
        start, busy_share(st, role), bp.mind_energy_recover, drain, st.now - st.role_energy_counted[role]
    )
    st.role_energy_counted[role] = st.now


@compiled
def keep(bp, st, m, role) -> None:  # type: ignore[no-untyped-def]
    """Write the energy of now, just before it changes course."""
    if not bp.energy:
        return
    count(bp, st, m, role)
    st.role_energy[role] = _later(bp, st, role, st.now - st.role_energy_at[role])
    st.role_energy_at[role] = st.now


@compiled
def feel(bp, st, m, role, goodwill) -> None:  # type: ignore[no-untyped-def]
    """Let the one of the staff who lived a hostile moment lose energy: one with a customer whose goodwill was low."""
    if not bp.energy or role < 0 or not goodwill < bp.mind_energy_hostile_below:
        return
    keep(bp, st, m, role)
    loss = bp.mind_energy_hostile * bp.role_strain[role] / max(1, st.role_staff[role])
    st.role_energy[role] = max(0.0, st.role_energy[role] - loss)
    m.hostile += 1


@compiled
def right_first_time(bp, st, step) -> float:  # type: ignore[no-untyped-def]
    """Return the probability that a step is done right; tired staff err more."""
    role = bp.step_role[step]
    if not bp.energy or role < 0:
        return bp.step_right[step]
    factor = rules.stretched(bp.mind_energy_errors, st.role_energy[role])
    return rules.right_first_time(bp.step_right[step], factor)
