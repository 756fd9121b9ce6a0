"""How the free staff of a role look at its queue at the end of an instant, in the compiled engine."""

from sim.engines.compiled import lines, trays, visits
from sim.engines.compiled.memory import HELD_LINE, KEPT_LINE
from sim.kernel.jit import compiled, folded


@folded
def pick_up(bp, st, m, role) -> None:  # type: ignore[no-untyped-def]
    """Let the free staff of a role take those first in line, and then make room for work that is held before its tray."""
    st.pending &= ~(1 << role)
    take(bp, st, m, role)
    while st.line_first[role][HELD_LINE] >= 0 and not visits.is_full(bp, st, role):
        trays.put_down(bp, st, m, st.line_first[role][HELD_LINE])
        take(bp, st, m, role)
    if st.role_awaits[role] > 0:
        visits.schedule_give_ups(bp, st, role)


@compiled
def take(bp, st, m, role) -> None:  # type: ignore[no-untyped-def]
    """Let free staff take those first in line; who stays on after closing takes only those kept for it."""
    while st.role_busy[role] < st.role_staff[role] and st.role_waiting[role] + st.role_suspended[role] > 0:
        visits.start(bp, st, m, role, lines.first_in_line(st, role))
    if st.role_planned[role] == 0:
        while st.role_busy[role] < st.role_late[role] and st.line_first[role][KEPT_LINE] >= 0:
            visits.start(bp, st, m, role, st.line_first[role][KEPT_LINE])
