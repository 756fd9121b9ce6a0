"""Full trays, in the compiled engine: whoever has work for a full tray is held up until there is room."""

from sim.engines.compiled import energy, journal, lines, pace, visits
from sim.engines.compiled.memory import HELD, HELD_LINE, NO_SLOT, slots_of
from sim.kernel.jit import compiled
from sim.records import log, measures


@compiled
def refuses(bp, st, role, step) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a role refuses a visit: its queue is full, and the customer is present or its tray refuses, too."""
    return visits.is_full(bp, st, role) and (bp.step_present[step] == 1 or bp.role_blocks[role] == 0)


@compiled
def holds_up(bp, st, role, step, server) -> bool:  # type: ignore[no-untyped-def]
    """Return whether work that a server brings to a role has to wait for room, and the server with it.

    Those who could wait for each other in a circle, and those whom nobody can hold up, put it on the tray all the same.
    """
    if server < 0 or bp.step_present[step] or bp.role_circle[server] == bp.role_circle[role]:
        return False
    return bp.role_blocks[role] == 1 and visits.is_full(bp, st, role)


@compiled
def hold(bp, st, m, i, role, server, person) -> None:  # type: ignore[no-untyped-def]
    """Let a server who has just finished keep the work in hand until there is room for it."""
    slots = slots_of(st)
    visits.touch(st, m, server)
    measures.touch_blocked(m, server, st.now, st.role_blocked[server])
    energy.keep(bp, st, m, server)
    st.role_busy[server] += 1
    st.role_blocked[server] += 1
    lines.mark(st.role_persons[server], person, True)
    slots[i].state = HELD
    slots[i].server, slots[i].server_person = server, person
    slots[i].joined = slots[i].rank = st.now
    lines.join_line(st, role, HELD_LINE, i)
    if st.logging:
        journal.of_visit(st, i, log.BLOCKED)
    pace.change(bp, st, m, server)


@compiled
def put_down(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let work that was held lie on the tray, and its server be free again."""
    slots = slots_of(st)
    role, server = slots[i].role, slots[i].server
    lines.leave_line(st, role, i)
    visits.touch(st, m, server)
    measures.touch_blocked(m, server, st.now, st.role_blocked[server])
    energy.keep(bp, st, m, server)
    st.role_busy[server] -= 1
    st.role_blocked[server] -= 1
    lines.free_person(st, server, slots[i].server_person)
    visits.call_pickup(st, server)
    pace.change(bp, st, m, server)
    visits.join(bp, st, m, i, role, slots[i].step)


@compiled
def go_home(bp, st, m, server) -> None:  # type: ignore[no-untyped-def]
    """Let staff who wait for room when their shift ends put their work down all the same, those who wait longest first."""
    while st.role_blocked[server] > 0 and st.role_busy[server] > st.role_staff[server]:
        put_down(bp, st, m, _longest_held(bp, st, server))


@compiled
def _longest_held(bp, st, server) -> int:  # type: ignore[no-untyped-def]
    slots = slots_of(st)
    longest = NO_SLOT
    for role in range(bp.roles):
        i = st.line_first[role][HELD_LINE]
        while i >= 0:
            if slots[i].server == server and (longest < 0 or _is_before(slots, i, longest)):
                longest = i
            i = slots[i].next
    return longest


@compiled
def _is_before(slots, i, j) -> bool:  # type: ignore[no-untyped-def]
    if slots[i].joined != slots[j].joined:
        return slots[i].joined < slots[j].joined
    return lines.who(slots, i) < lines.who(slots, j)
