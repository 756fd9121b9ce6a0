"""How a case comes to a step, in the compiled engine: it joins a queue, is refused, or begins at once."""

from sim.blueprint.layout import REWORK
from sim.engines.compiled import (
    appointments,
    choice,
    effort,
    endings,
    journal,
    lines,
    mind,
    norms,
    trays,
    turned_away,
    visits,
)
from sim.engines.compiled.heap import push
from sim.engines.compiled.memory import SERVED, slots_of
from sim.kernel import order, streams
from sim.kernel.jit import compiled
from sim.records import log, measures
from sim.records.log import NEVER, NONE


@compiled
def begin_contact(bp, st, m, i, cause) -> None:  # type: ignore[no-untyped-def]
    """Count a new contact of a case."""
    slots = slots_of(st)
    slots[i].contacts += 1
    slots[i].cause = cause
    slots[i].front_role = NONE
    slots[i].in_contact = 1
    slots[i].began = st.now
    measures.count_contact(m, cause)
    if st.logging:
        journal.of_case(st, i, log.CAME)


@compiled
def enter(bp, st, m, i, step, server, person) -> None:  # type: ignore[no-untyped-def]
    """Let a case come to a step: join the role's queue, be refused, wait for room, or begin where the customer does it.

    `server` and `person`: who has just finished with it, and would be held up by a full tray; below nought where nobody.
    """
    slots_of(st)[i].kept = 0
    if bp.step_others[step] > 0:
        step = choice.chosen(bp, st, step)
    if bp.step_appointment[step]:
        appointments.ask(bp, st, m, i, log.APPOINTMENT, step)
        return
    if turned_away.is_turned_away(bp, st, m, i, step):
        return
    arrive_at(bp, st, m, i, step)
    visits.prepare(bp, st, i, step, streams.VISIT)
    role = bp.step_role[step]
    if role < 0:
        begin_alone(bp, st, m, i, step)
    elif trays.refuses(bp, st, role, step) and not slots_of(st)[i].kept:
        refuse(bp, st, m, i, role)
    elif trays.holds_up(bp, st, role, step, server):
        trays.hold(bp, st, m, i, role, server, person)
    else:
        visits.join(bp, st, m, i, role, step)


@compiled
def come(bp, st, m, i, step) -> None:  # type: ignore[no-untyped-def]
    """Let a customer come to a step by appointment: there is always room."""
    slots_of(st)[i].kept = 0
    arrive_at(bp, st, m, i, step)
    visits.prepare(bp, st, i, step, streams.VISIT)
    visits.join(bp, st, m, i, bp.step_role[step], step)


@compiled
def go_straight_on(bp, st, m, i, step) -> None:  # type: ignore[no-untyped-def]
    """Let a case go straight on with a step of the same role: the same visit, by the same person."""
    slots = slots_of(st)
    person = slots[i].person
    arrive_at(bp, st, m, i, step)
    slots[i].person = person
    visits.prepare(bp, st, i, step, streams.VISIT)
    visits.go_straight_on(bp, st, m, i, bp.step_role[step], step)


@compiled
def arrive_at(bp, st, m, i, step) -> None:  # type: ignore[no-untyped-def]
    """Note that a case comes to a step: which visit it is, and whether it is a transfer, a retelling or rework."""
    slots = slots_of(st)
    slots[i].generation += 1
    slots[i].step = step
    slots[i].role = bp.step_role[step]
    slots[i].person = NONE
    slots[i].waited = 0.0
    slots[i].sent = 0
    slots[i].visits += 1
    k = slots[i].step_visits[step]
    slots[i].occurrence = streams.visit_occurrence(bp.step_code[step], k, slots[i].visits)
    if k < streams.VISITS_COUNTED:
        slots[i].step_visits[step] = k + 1
    m.step_visits[step] += 1
    if bp.step_counts_as[step] == REWORK or (bp.step_again[step] == REWORK and (slots[i].done >> step) & 1):
        slots[i].reworked = 1
    if not bp.step_present[step]:
        slots[i].in_contact = 0
    elif not slots[i].in_contact:
        begin_contact(bp, st, m, i, log.CALL_BACK)
    slots[i].effort_kind = effort.kind_of_effort(bp, slots, i, step)
    note_hand_over(bp, slots, i, step)


@compiled
def note_hand_over(bp, slots, i, step) -> None:  # type: ignore[no-untyped-def]
    """Note whether a case changes role, and whether its customer is put through or has to tell it again."""
    role, present = bp.step_role[step], bp.step_present[step] == 1
    slots[i].transferred = 0
    slots[i].retold = 0
    slots[i].switched = 0
    slots[i].handed_over = 0
    if role < 0:
        slots[i].alone |= bp.step_present[step]
        return
    if slots[i].last_role >= 0 and slots[i].last_role != role:
        slots[i].hand_overs += 1
        slots[i].handed_over = 1
    if not present:
        return
    slots[i].switched = slots[i].alone
    slots[i].alone = 0
    if slots[i].front_role >= 0 and slots[i].front_role != role:
        slots[i].transferred = 1
        slots[i].transfers += 1
    again = slots[i].told and slots[i].contacts > 1 and slots[i].front_role < 0
    if bp.step_retell[step] and (slots[i].transferred or again):
        slots[i].retold = 1


@compiled
def begin_alone(bp, st, m, i, step) -> None:  # type: ignore[no-untyped-def]
    """Let the customer do a step alone: no queue, the customer's own time."""
    slots = slots_of(st)
    slots[i].state = SERVED
    slots[i].started = st.now
    slots[i].takes = visits.handling_time(bp, st, m, i, step, streams.VISIT)
    slots[i].ends = st.now + slots[i].takes
    if st.logging:
        journal.of_visit(st, i, log.STARTED)
    push(st, slots[i].ends, order.event_key(order.END, lines.who(slots, i)), i, slots[i].generation)


@compiled
def refuse(bp, st, m, i, role) -> None:  # type: ignore[no-untyped-def]
    """Refuse a case at a full queue."""
    note_refusal(bp, st, m, i, role)
    endings.fail(bp, st, m, i, bp.step_on_refusal[slots_of(st)[i].step])


@compiled
def note_refusal(bp, st, m, i, role) -> None:  # type: ignore[no-untyped-def]
    """Let the customer live being refused."""
    norms.count_refused(bp, st, m, i, role)
    left_behind = mind.live_unanswered(bp, st, m, i, 0.0)
    if st.logging:
        journal.of_moment(st, i, log.REFUSED, NONE, NEVER, NEVER, left_behind)
