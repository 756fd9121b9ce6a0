"""Rows of the log, written by the compiled engine when asked."""

from sim.engines.compiled.memory import NO_SLOT, log_of, slots_of
from sim.kernel.jit import compiled
from sim.records.log import NEVER, NONE


@compiled
def blank(st, what):  # type: ignore[no-untyped-def]
    """Begin a row of which nothing but the time and what happened is known; return its number."""
    n = st.log_size
    st.log_size += 1
    row = log_of(st)[n]
    row.time, row.what, row.chaser, row.provider = st.now, what, 0, 0
    row.kind = row.channel = row.segment = row.cause = NONE
    row.role = row.step = row.next_step = row.person = NONE
    row.contact = row.visit = NONE
    row.case = row.customer = NONE
    row.waited = row.handled = row.due = NEVER
    row.experience = row.contact_mark = row.expectation = row.goodwill_before = row.goodwill_after = NEVER
    return n


@compiled
def of_case(st, i, what) -> int:  # type: ignore[no-untyped-def]
    """Write a row about a case (or its chaser) as it is now; return its number."""
    n = blank(st, what)
    row = log_of(st)[n]
    slots = slots_of(st)
    slot = slots[i]
    own = slots[slot.owner] if slot.owner != NO_SLOT else slot
    row.chaser = 1 if slot.owner != NO_SLOT else 0
    row.kind, row.channel, row.segment, row.cause = own.kind, own.channel, own.segment, slot.cause
    row.provider = own.provider
    row.case, row.customer, row.contact = own.case, own.customer, own.contacts
    row.due = own.due
    return n


@compiled
def of_visit(st, i, what) -> int:  # type: ignore[no-untyped-def]
    """Write a row about the visit that a case (or its chaser) is making; return its number."""
    n = of_case(st, i, what)
    row = log_of(st)[n]
    slot = slots_of(st)[i]
    row.role, row.step, row.visit, row.person = slot.role, slot.step, slot.visits, slot.person
    return n


@compiled
def of_moment(st, i, what, next_step, waited, handled, left_behind) -> None:  # type: ignore[no-untyped-def]
    """Write the row of a moment: what happened, what is done with it, and what it left behind."""
    row = log_of(st)[of_visit(st, i, what)]
    row.next_step, row.waited, row.handled = next_step, waited, handled
    _leave_behind(row, left_behind)


@compiled
def of_case_left(st, i, what, left_behind) -> None:  # type: ignore[no-untyped-def]
    """Write a row about a case in which a contact ended without a visit, with what it left behind."""
    _leave_behind(log_of(st)[of_case(st, i, what)], left_behind)


@compiled
def _leave_behind(row, left_behind) -> None:  # type: ignore[no-untyped-def]
    row.experience, row.contact_mark, row.expectation, row.goodwill_before, row.goodwill_after = left_behind
