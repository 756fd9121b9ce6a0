"""Appointments in the SimPy engine: a customer makes one, moves it, keeps it or does not come."""

from sim.blueprint.layout import BOOK_NUMBERS
from sim.engines.story import closed, journal
from sim.engines.story.mind import live_unanswered
from sim.engines.story.model import ENTRY, Case, Next, Rest, World, count
from sim.engines.story.organisation import Organisation
from sim.kernel import slots, streams
from sim.kernel.slots import COMES, MISSES, MOVES
from sim.records import log

NO_SLOT = -1


def at_the_step(org: Organisation, case: Case, step: int) -> Next | None:
    """Return what comes before a case gets to a step: an appointment, or that nobody is there; None where it may go there now."""
    if org.world.bp.step_appointment[step]:
        return ask(org, case, log.APPOINTMENT, step)
    return closed.turned_away(org, case, step)


def ask(org: Organisation, case: Case, cause: int, step: int) -> Next:
    """Let a customer ask for an appointment for a step, in a contact that has some cause."""
    case.asked = cause
    return _book(org, case, step, org.world.now, log.BOOKED)


def keep(org: Organisation, case: Case, step: int) -> Next | None:
    """Return what comes of an appointment that is moved, or to which nobody comes; None where the customer is there now."""
    if case.coming == COMES:
        return None
    world = org.world
    if case.coming == MISSES:
        journal.write(world, log.MISSED, case, next_step=step)
        return closed.come_back_or_lose(org, case, log.REDIAL, ENTRY, world.now)
    role = world.bp.step_role[step]
    world.book[_place(world, role, case.slot) + case.urgent] -= 1
    world.m.role_moved[role] += 1
    return _book(org, case, step, case.appointed + world.bp.role_slot[role], log.MOVED)


def _book(org: Organisation, case: Case, step: int, since: float, what: int) -> Next:
    """Book a slot for a case from a time on, or let its customer hear that none is free."""
    world, role, n = org.world, org.world.bp.step_role[step], case.bookings
    case.bookings += 1
    preferred, urgent = world.uniforms(case.entity, streams.BOOKING, n)
    case.urgent = int(urgent < world.bp.role_urgent[role][case.kind])
    case.slot = _find(world, case, role, since, preferred if what == log.BOOKED else -1.0)
    if case.slot == NO_SLOT:
        return _none_free(org, case, role, step)
    world.book[_place(world, role, case.slot) + case.urgent] += 1
    case.appointed = slots.start_of(world.table, *_grid(world, role), case.slot)
    if what == log.BOOKED:
        count.booked(world.m, role, case.appointed - world.now)
    journal.write(world, what, case, next_step=step, waited=case.appointed - world.now)
    return Rest(_turns_up(world, case, role, n), log.APPOINTMENT, step)


def _grid(world: World, role: int) -> tuple[int, int, float]:
    bp = world.bp
    return bp.role_slots[role], bp.role_slots_count[role], bp.role_slots_cycle[role]


def _place(world: World, role: int, slot: int) -> int:
    """Return where a slot stands in the book."""
    return int(world.bp.role_book[role] + BOOK_NUMBERS * slot)


def _find(world: World, case: Case, role: int, since: float, preferred: float) -> int:
    """Return the slot that a customer takes: the first free one, from the day preferred on if there is any."""
    bp = world.bp
    since, until = max(since, world.now + bp.role_notice[role]), world.now + bp.role_ahead[role]
    if bp.role_preferred[role] and preferred >= 0.0:
        day = slots.preferred_day(world.now, bp.role_ahead[role], preferred)
        found = _first_free(world, case, role, max(since, day), until)
        if found != NO_SLOT:
            return found
    return _first_free(world, case, role, since, until)


def _first_free(world: World, case: Case, role: int, since: float, until: float) -> int:
    """Return the first slot with a place for a case that begins between two times."""
    grid, bp = _grid(world, role), world.bp
    at, size, _ = grid
    if size == 0:
        return NO_SLOT
    for slot in range(slots.first_from(world.table, *grid, since), bp.role_book_slots[role]):
        if slots.start_of(world.table, *grid, slot) > until:
            return NO_SLOT
        places, kept = (world.table[at + part * size + slot % size] for part in (1, 2))
        ordinary, urgent, _ = world.book[_place(world, role, slot) : _place(world, role, slot) + BOOK_NUMBERS]
        if slots.has_room(places, kept, ordinary, urgent, case.urgent == 1):
            return slot
    return NO_SLOT


def _turns_up(world: World, case: Case, role: int, n: int) -> float:
    """Return when an appointment is moved, or when the customer comes to it; who would come after the slot does not come."""
    bp = world.bp
    if bp.role_moves[role] > 0.0:
        u, v = world.uniforms(case.entity, streams.MOVING, n)
        if u < bp.role_moves[role]:
            case.coming = MOVES
            return world.now + v * (case.appointed - world.now)
    u, v = world.uniforms(case.entity, streams.COMING, n)
    law = bp.role_late[role]
    late = world.draw(law, v, case.entity, streams.COMING, n, 1) if law >= 0 else 0.0
    case.coming = MISSES if u < bp.role_no_show[role] or late >= bp.role_slot[role] else COMES
    if case.coming == MISSES:
        world.book[_place(world, role, case.slot) + 2] += 1
        return case.appointed
    return case.appointed + late


def _none_free(org: Organisation, case: Case, role: int, step: int) -> Next:
    """Let a customer hear that no appointment is free: come back another time, or let it be."""
    org.world.m.role_unbooked[role] += 1
    left_behind = live_unanswered(org.world, case, case.felt.moments)
    journal.write(org.world, log.UNBOOKED, case, next_step=step, left_behind=left_behind)
    case.in_contact = False
    return closed.come_back_or_lose(org, case, log.REDIAL, ENTRY, org.world.now)
