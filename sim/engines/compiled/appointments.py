"""Appointments in the compiled engine: a customer makes one, moves it, keeps it or does not come."""

from sim.blueprint.layout import BOOK_NUMBERS
from sim.engines.compiled import endings, journal, mind, turned_away
from sim.engines.compiled.draws import draw, uniforms
from sim.engines.compiled.memory import NO_SLOT, book_of, slots_of, table_of
from sim.kernel import slots as grid
from sim.kernel import streams
from sim.kernel.jit import compiled
from sim.kernel.slots import COMES, MISSES, MOVES
from sim.records import log, measures


@compiled
def ask(bp, st, m, i, cause, step) -> None:  # type: ignore[no-untyped-def]
    """Let a customer ask for an appointment for a step, in a contact that has some cause."""
    slots_of(st)[i].asked = cause
    book(bp, st, m, i, step, st.now, log.BOOKED)


@compiled
def is_there(bp, st, m, i, step) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a customer has come to an appointment; else it is moved, or nobody comes."""
    slot = slots_of(st)[i]
    if slot.coming == COMES:
        return True
    role = bp.step_role[step]
    if slot.coming == MOVES:
        book_of(st)[place_of(bp, role, slot.booked) + slot.urgent] -= 1
        m.role_moved[role] += 1
        book(bp, st, m, i, step, slot.appointed + bp.role_slot[role], log.MOVED)
    else:
        write(st, i, log.MISSED, step, log.NEVER)
        turned_away.come_back_or_lose(bp, st, m, i, log.REDIAL, endings.ENTRY, st.now)
    return False


@compiled
def write(st, i, what, step, waited) -> None:  # type: ignore[no-untyped-def]
    """Write a row about the appointment of a case for a step."""
    if st.logging:
        row = journal.log_of(st)[journal.of_case(st, i, what)]
        row.next_step, row.waited = step, waited


@compiled
def book(bp, st, m, i, step, since, what) -> None:  # type: ignore[no-untyped-def]
    """Book a slot for a case from a time on, or let its customer hear that none is free."""
    slot, role = slots_of(st)[i], bp.step_role[step]
    n = slot.bookings
    slot.bookings += 1
    u, v = uniforms(st, slot.entity, streams.BOOKING, n)
    slot.urgent = int(v < bp.role_urgent[role][slot.kind])
    found = find(bp, st, role, since, u if what == log.BOOKED else -1.0, slot.urgent == 1)
    if found == NO_SLOT:
        none_free(bp, st, m, i, role, step)
        return
    slot.booked = found
    book_of(st)[place_of(bp, role, found) + slot.urgent] += 1
    slot.appointed = start_of(bp, st, role, found)
    if what == log.BOOKED:
        measures.count_booked(m, role, slot.appointed - st.now)
    write(st, i, what, step, slot.appointed - st.now)
    endings.go_away(bp, st, m, i, turns_up(bp, st, i, role, n), log.APPOINTMENT, step)


@compiled
def start_of(bp, st, role, number) -> float:  # type: ignore[no-untyped-def]
    """Return when a slot of a role begins."""
    return grid.start_of(table_of(st), bp.role_slots[role], bp.role_slots_count[role], bp.role_slots_cycle[role], number)


@compiled
def place_of(bp, role, number) -> int:  # type: ignore[no-untyped-def]
    """Return where a slot of a role stands in the book."""
    return bp.role_book[role] + BOOK_NUMBERS * number


@compiled
def find(bp, st, role, since, preferred, urgent) -> int:  # type: ignore[no-untyped-def]
    """Return the slot that a customer takes: the first free one, from the day preferred on if there is any."""
    since, until = max(since, st.now + bp.role_notice[role]), st.now + bp.role_ahead[role]
    if bp.role_preferred[role] and preferred >= 0.0:
        day = grid.preferred_day(st.now, bp.role_ahead[role], preferred)
        found = first_free(bp, st, role, max(since, day), until, urgent)
        if found >= 0:
            return found
    return first_free(bp, st, role, since, until, urgent)


@compiled
def first_free(bp, st, role, since, until, urgent) -> int:  # type: ignore[no-untyped-def]
    """Return the first slot with a place that begins between two times."""
    table, book, at, size = table_of(st), book_of(st), bp.role_slots[role], bp.role_slots_count[role]
    if size == 0:
        return NO_SLOT
    number = grid.first_from(table, at, size, bp.role_slots_cycle[role], since)
    while number < bp.role_book_slots[role] and start_of(bp, st, role, number) <= until:
        in_cycle, b = at + number % size, place_of(bp, role, number)
        if grid.has_room(table[in_cycle + size], table[in_cycle + 2 * size], book[b], book[b + 1], urgent):
            return number
        number += 1
    return NO_SLOT


@compiled
def turns_up(bp, st, i, role, n) -> float:  # type: ignore[no-untyped-def]
    """Return when an appointment is moved, or when the customer comes to it; who would come after the slot does not come."""
    slot = slots_of(st)[i]
    if bp.role_moves[role] > 0.0:
        u, v = uniforms(st, slot.entity, streams.MOVING, n)
        if u < bp.role_moves[role]:
            slot.coming = MOVES
            return st.now + v * (slot.appointed - st.now)
    u, v = uniforms(st, slot.entity, streams.COMING, n)
    law = bp.role_late[role]
    late = draw(bp, st, law, v, slot.entity, streams.COMING, n, 1) if law >= 0 else 0.0
    if u < bp.role_no_show[role] or late >= bp.role_slot[role]:
        slot.coming = MISSES
        book_of(st)[place_of(bp, role, slot.booked) + 2] += 1
        return slot.appointed
    slot.coming = COMES
    return slot.appointed + late


@compiled
def none_free(bp, st, m, i, role, step) -> None:  # type: ignore[no-untyped-def]
    """Let a customer hear that no appointment is free: come back another time, or let it be."""
    m.role_unbooked[role] += 1
    left_behind = mind.live_unanswered(bp, st, m, i, 0.0)
    if st.logging:
        journal.of_case_left(st, i, log.UNBOOKED, left_behind)
        journal.log_of(st)[st.log_size - 1].next_step = step
    slots_of(st)[i].in_contact = 0
    turned_away.come_back_or_lose(bp, st, m, i, log.REDIAL, endings.ENTRY, st.now)
