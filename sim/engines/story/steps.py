"""How a case comes to a step, in the SimPy engine: it asks a role, or its customer does it alone."""

import simpy

from sim.blueprint.layout import REWORK
from sim.engines.story import journal
from sim.engines.story.effort import kind_of_effort
from sim.engines.story.model import Case, Visit, count
from sim.engines.story.organisation import Organisation
from sim.engines.story.role import HANDLED, handling_time, prepare
from sim.kernel import order, streams
from sim.records import log
from sim.records.log import NONE


def begin_contact(org: Organisation, case: Case, cause: int) -> None:
    """Count a new contact of a case."""
    case.contacts += 1
    case.cause, case.front_role, case.in_contact = cause, NONE, True
    case.began = org.world.now
    count.contact(org.world.m, cause)
    journal.write(org.world, log.CAME, case)


def come_to(
    org: Organisation, case: Case, step: int, server: tuple[int, int], before: Visit | None = None
) -> Visit:
    """Let a case come to a step, from the hands of a server, perhaps straight; note whether it is a transfer, a retelling or
    rework."""
    world, bp = org.world, org.world.bp
    kept = is_kept(org, case, step)
    case.visits += 1
    k = case.step_visits.get(step, 0)
    case.step_visits[step] = min(k + 1, streams.VISITS_COUNTED)
    occurrence = streams.visit_occurrence(bp.step_code[step], k, case.visits)
    who = order.main_line(case.number)
    visit = Visit(case, step, bp.step_role[step], occurrence, who, case.visits, case.felt)
    visit.kept, visit.server = kept, server
    if before is not None:
        visit.straight, visit.person = True, before.person
        visit.by_goodwill, visit.by_energy = before.by_goodwill, before.by_energy
    world.m.step_visits[step] += 1
    if bp.step_counts_as[step] == REWORK or (bp.step_again[step] == REWORK and step in case.done):
        case.reworked = True
    if not bp.step_present[step]:
        case.in_contact = False
    elif not case.in_contact:
        begin_contact(org, case, log.CALL_BACK)
    visit.effort_kind = kind_of_effort(world, case, step)
    note_hand_over(org, visit)
    prepare(world, visit)
    return visit


def is_kept(org: Organisation, case: Case, step: int) -> bool:
    """Return whether the staff of a role that has closed stays for a customer who is put through to it."""
    role = org.world.bp.step_role[step]
    if role < 0 or not org.world.bp.step_present[step]:
        return False
    return bool(org.roles[role].hours(case)[0] >= 0.0 and org.roles[role].stays_for(case))


def note_hand_over(org: Organisation, visit: Visit) -> None:
    """Note whether a case changes role, and whether its customer is put through or has to tell it again."""
    case, role, bp = visit.case, visit.role, org.world.bp
    if role < 0:
        case.alone = case.alone or bool(bp.step_present[visit.step])
        return
    if case.last_role not in (NONE, role):
        case.hand_overs += 1
        visit.handed_over = True
    if not bp.step_present[visit.step]:
        return
    visit.switched, case.alone = case.alone, False
    if case.front_role not in (NONE, role):
        visit.transferred = True
        case.transfers += 1
    again = case.told and case.contacts > 1 and case.front_role == NONE
    visit.retold = bool(bp.step_retell[visit.step] and (visit.transferred or again))


def ask(org: Organisation, visit: Visit, before: Visit | None = None) -> simpy.Event:
    """Ask the role to serve, or let the customer do it alone; return the event that tells how it ends."""
    if visit.role < 0:
        return alone(org, visit)
    if before is not None:
        return org.roles[visit.role].go_straight_on(before, visit)
    bp = org.world.bp
    own = bp.step_priority[visit.step]
    visit.priority = own if own >= 0 else bp.kind_priority[visit.case.kind]
    return org.roles[visit.role].serve(visit)


def alone(org: Organisation, visit: Visit) -> simpy.Event:
    """Let the customer do a step alone: no queue, the customer's own time."""
    world = org.world
    visit.answer = world.clock.told()
    visit.started, visit.takes = world.now, handling_time(world, visit)
    visit.ends = world.now + visit.takes
    world.alone[visit.who] = visit
    journal.write(world, log.STARTED, visit.case, visit)

    def end() -> None:
        del world.alone[visit.who]
        count.handled(world.m, visit.role, visit.step, visit.takes)
        visit.answer.succeed(HANDLED)

    world.clock.at(visit.ends, order.event_key(order.END, visit.who), end)
    return visit.answer
