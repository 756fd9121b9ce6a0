"""Queues as linked lists through the slots: by role and priority class, in the order (joined, case); other lines: see memory."""

from sim.engines.compiled.memory import CLASS_LINE, KEPT_LINE, NO_SLOT, SERVED_LINE, WORDS, slots_of
from sim.kernel import order
from sim.kernel.jit import compiled
from sim.kernel.limits import PRIORITIES


@compiled
def count_bits(bits) -> int:  # type: ignore[no-untyped-def]
    """Return how many bits are set, of 64."""
    n = 0
    while bits:
        bits &= bits - 1
        n += 1
    return n


@compiled
def who(slots, i) -> int:  # type: ignore[no-untyped-def]
    """Return whose line a slot is: the case's own, or its chaser's."""
    case = slots[i].case
    return order.main_line(case) if slots[i].owner == NO_SLOT else order.chaser_line(case)


@compiled
def join_line(st, role, line, i) -> None:  # type: ignore[no-untyped-def]
    """Put a slot at the end of its class, or the place that it has kept; of one instant, in the order of who they are."""
    slots = slots_of(st)
    after = st.line_last[role][line]
    while after >= 0 and _is_behind(slots, after, i):
        after = slots[after].previous
    _insert(st, slots, role, line, i, after)


@compiled
def _is_behind(slots, i, j) -> bool:  # type: ignore[no-untyped-def]
    one, other = slots[i].rank, slots[j].rank
    return one > other or (one == other and who(slots, i) > who(slots, j))


@compiled
def join_kept(st, role, i) -> None:  # type: ignore[no-untyped-def]
    """Put a slot among those kept at closing: by class, and in a class as it is in its line."""
    slots = slots_of(st)
    after = st.line_last[role][KEPT_LINE]
    while after >= 0 and _is_kept_before(slots, i, after):
        after = slots[after].previous
    _insert(st, slots, role, KEPT_LINE, i, after)


@compiled
def _is_kept_before(slots, i, j) -> bool:  # type: ignore[no-untyped-def]
    if slots[i].kept != slots[j].kept:
        return slots[i].kept < slots[j].kept
    return _is_behind(slots, j, i)


@compiled
def join_served(st, role, i) -> None:  # type: ignore[no-untyped-def]
    """Put a slot at the end of those being served: one more line, in the order in which they were begun."""
    _insert(st, slots_of(st), role, SERVED_LINE, i, st.line_last[role][SERVED_LINE])


@compiled
def join_front(st, role, line, i) -> None:  # type: ignore[no-untyped-def]
    """Put a slot at the front of its class."""
    _insert(st, slots_of(st), role, line, i, NO_SLOT)


@compiled
def _insert(st, slots, role, line, i, after) -> None:  # type: ignore[no-untyped-def]
    before = st.line_first[role][line] if after < 0 else slots[after].next
    slots[i].line = line
    slots[i].previous = after
    slots[i].next = before
    if after < 0:
        st.line_first[role][line] = i
    else:
        slots[after].next = i
    if before < 0:
        st.line_last[role][line] = i
    else:
        slots[before].previous = i


@compiled
def leave_line(st, role, i) -> None:  # type: ignore[no-untyped-def]
    """Take a slot out of its class, wherever it stands."""
    slots = slots_of(st)
    line = slots[i].line
    previous, following = slots[i].previous, slots[i].next
    if previous < 0:
        st.line_first[role][line] = following
    else:
        slots[previous].next = following
    if following < 0:
        st.line_last[role][line] = previous
    else:
        slots[following].previous = previous


@compiled
def first_in_line(st, role) -> int:  # type: ignore[no-untyped-def]
    """Return the slot that a role's next free person takes, or below nought."""
    for line in range(CLASS_LINE + PRIORITIES):
        if st.line_first[role][line] >= 0:
            return st.line_first[role][line]
    return NO_SLOT


@compiled
def is_idle(st, role, person) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a person of a role is there with nobody to serve."""
    taken = st.role_persons[role][person >> 5] | st.role_absent[role][person >> 5]
    return (taken >> (person & 31)) & 1 == 0


@compiled
def first_idle(st, role) -> int:  # type: ignore[no-untyped-def]
    """Return the lowest number of an idle person, or -1 where the role has more than can be known by number."""
    for word in range(st.role_idle_word[role], WORDS):  # nobody is idle below it
        idle = ~(st.role_persons[role][word] | st.role_absent[role][word]) & 0xFFFFFFFF
        if idle:
            st.role_idle_word[role] = word
            return word * 32 + lowest_bit(idle)
    st.role_idle_word[role] = WORDS
    return -1


@compiled
def lowest_bit(bits) -> int:  # type: ignore[no-untyped-def]
    """Return the number of the lowest bit that is set, of 32; by halves, since a loop's length can't be foreseen."""
    n = 0
    for half in (16, 8, 4, 2, 1):
        skip = half * int(bits & ((1 << half) - 1) == 0)
        n += skip
        bits >>= skip
    return n


@compiled
def free_person(st, role, person) -> None:  # type: ignore[no-untyped-def]
    """Let a person of a role be idle again."""
    mark(st.role_persons[role], person, False)
    if person >= 0:
        st.role_idle_word[role] = min(st.role_idle_word[role], person >> 5)


@compiled
def mark(persons, person, yes) -> None:  # type: ignore[no-untyped-def]
    """Set or clear the bit of a person, where known by number."""
    if person >= 0:
        bit = 1 << (person & 31)
        if yes:
            persons[person >> 5] |= bit
        else:
            persons[person >> 5] &= ~bit
