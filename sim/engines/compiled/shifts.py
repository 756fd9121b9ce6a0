"""Shift plans in the compiled engine: staff come and go, and work may be laid down."""

from sim.engines.compiled import absence, closing, energy, journal, lines, pace, trays, visits
from sim.engines.compiled.heap import push
from sim.engines.compiled.memory import SUSPENDED, slots_of, table_of
from sim.kernel import calendar, order
from sim.kernel.jit import compiled
from sim.records import log


@compiled
def change_shift(bp, st, m, role) -> None:  # type: ignore[no-untyped-def]
    """Put the next staffing of a role's plan into force; work that may be suspended is, the last begun first."""
    table = table_of(st)
    at, count = bp.role_plan[role], bp.role_plan_count[role]
    visits.touch(st, m, role)
    change = st.role_change[role]
    energy.keep(bp, st, m, role)
    place, before, there = at + change % count, st.role_planned[role], st.role_there[role]
    absence.begin_shift(bp, st, m, role, change, int(table[place + count]), int(table[place + 2 * count]))
    if st.logging:
        row = journal.log_of(st)[journal.blank(st, log.STAFF)]
        row.role, row.visit = role, st.role_staff[role]
    trays.go_home(bp, st, m, role)
    if before > 0 and st.role_planned[role] == 0:
        closing.close_role(bp, st, role, there)
    if bp.role_suspend[role]:
        suspend(bp, st, m, role)
    visits.call_pickup(st, role)
    schedule_shift(bp, st, role, change + 1)


@compiled
def schedule_shift(bp, st, role, change) -> None:  # type: ignore[no-untyped-def]
    """Schedule change number `change` of a role's plan."""
    st.role_change[role] = change
    when = calendar.change_time(
        table_of(st), bp.role_plan[role], bp.role_plan_count[role], bp.role_cycle[role], change
    )
    if when < bp.horizon:
        push(st, when, order.event_key(order.SHIFT, role), role, 0)


@compiled
def suspend(bp, st, m, role) -> None:  # type: ignore[no-untyped-def]
    """Lay down back work begun last until no more are busy than there are staff."""
    slots = slots_of(st)
    i = st.line_last[role][lines.SERVED_LINE]
    while i >= 0 and st.role_busy[role] > st.role_staff[role]:
        before = slots[i].previous
        if not bp.step_present[slots[i].step]:
            lines.leave_line(st, role, i)
            lines.free_person(st, role, slots[i].person)
            st.role_busy[role] -= 1
            st.role_suspended[role] += 1
            pace.lay_down(st, role, i)
            slots[i].state = SUSPENDED
            slots[i].laid_down = st.now
            slots[i].generation += 1
            lines.join_front(st, role, 0, i)
            if st.logging:
                journal.of_visit(st, i, log.SUSPENDED)
        i = before
