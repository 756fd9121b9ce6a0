"""How fast a role works, in the compiled engine: by how many are there to be served, and by spells. Work in hand changes pace too."""

from sim.engines.compiled import lines
from sim.engines.compiled.draws import draw, uniforms
from sim.engines.compiled.heap import push
from sim.engines.compiled.memory import slots_of, table_of
from sim.kernel import order, streams
from sim.kernel.jit import compiled
from sim.kernel.limits import ROLES


@compiled
def begin(bp, st, role) -> None:  # type: ignore[no-untyped-def]
    """Let a role begin at its usual speed, and schedule its first spell."""
    st.role_speed[role] = 1.0
    schedule_turn(bp, st, role)


@compiled
def count(bp, st, m, role) -> None:  # type: ignore[no-untyped-def]
    """Add the time since the number of customers last changed, where it was as large as the last of the role's paces."""
    last = bp.role_pace_count[role] - 1
    if last >= 0 and st.role_customers[role] >= table_of(st)[bp.role_pace[role] + last]:
        m.role_crowded_area[role] += st.now - st.role_customers_at[role]
    st.role_customers_at[role] = st.now


@compiled
def speed_of(bp, st, role) -> float:  # type: ignore[no-untyped-def]
    """Return the speed of a role now: that of the number of customers waiting or served, times that of a spell."""
    speed = bp.role_spell_speed[role] if st.role_slowed[role] else 1.0
    table, at, count = table_of(st), bp.role_pace[role], bp.role_pace_count[role]
    for i in range(count - 1, -1, -1):
        if st.role_customers[role] >= table[at + i]:
            return speed * table[at + count + i]
    return speed


@compiled
def change(bp, st, m, role) -> None:  # type: ignore[no-untyped-def]
    """Bring a role to the speed of now; what is left of the work in hand takes more or less time."""
    if not bp.role_paced[role]:
        return
    count(bp, st, m, role)
    st.role_customers[role] = st.role_waiting[role] + st.role_busy[role] + st.role_suspended[role]
    before, speed = st.role_speed[role], speed_of(bp, st, role)
    if speed == before:
        return
    st.role_speed[role] = speed
    slots = slots_of(st)
    i = st.line_first[role][lines.SERVED_LINE]
    while i >= 0:
        left = slots[i].ends - st.now
        anew = left * before / speed
        slots[i].takes += anew - left
        slots[i].ends = st.now + anew
        slots[i].generation += 1
        push(st, slots[i].ends, order.event_key(order.END, lines.who(slots, i)), i, slots[i].generation)
        i = slots[i].next


@compiled
def lay_down(st, role, i) -> None:  # type: ignore[no-untyped-def]
    """Note what is left of work that is laid down, in minutes at the usual speed."""
    slots = slots_of(st)
    left = slots[i].ends - st.now
    usual = left * st.role_speed[role]
    slots[i].takes += usual - left
    slots[i].ends = usual


@compiled
def take_up(st, role, i) -> None:  # type: ignore[no-untyped-def]
    """Say when work that was laid down ends, at the speed of now."""
    slots = slots_of(st)
    usual = slots[i].ends
    left = usual / st.role_speed[role]
    slots[i].takes += left - usual
    slots[i].ends = st.now + left


@compiled
def schedule_turn(bp, st, role) -> None:  # type: ignore[no-untyped-def]
    """Schedule the beginning or the end of a spell."""
    law = bp.role_spell_last[role] if st.role_slowed[role] else bp.role_spell_every[role]
    if law < 0:
        return
    entity, spell, part = bp.role_code[role], st.role_spell[role], st.role_slowed[role]
    u = uniforms(st, entity, streams.SPELL, spell)[part]
    when = st.now + draw(bp, st, law, u, entity, streams.SPELL, spell, part)
    if when < bp.horizon:
        push(st, when, order.event_key(order.SHIFT, ROLES + role), ROLES + role, 0)


@compiled
def turn(bp, st, m, role) -> None:  # type: ignore[no-untyped-def]
    """Begin or end a spell."""
    st.role_spell[role] += st.role_slowed[role]
    st.role_slowed[role] = 1 - st.role_slowed[role]
    change(bp, st, m, role)
    schedule_turn(bp, st, role)
