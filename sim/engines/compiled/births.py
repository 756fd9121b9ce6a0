"""New cases in the compiled engine."""

from sim.engines.compiled import journal, norms
from sim.engines.compiled.draws import choose, uniforms
from sim.engines.compiled.market import relation
from sim.engines.compiled.memory import NO_SLOT, people_of, slots_of, take_slot
from sim.kernel import streams
from sim.kernel.jit import compiled
from sim.records import log, measures
from sim.records.log import NEVER, NONE


@compiled
def segment_of(bp, st, customer, entity) -> int:  # type: ignore[no-untyped-def]
    """Return the segment of a customer: of a member of the population always the same."""
    if bp.segments == 1:
        return 0
    u = uniforms(st, customer if bp.population > 0 else entity, streams.CUSTOMER, 0)[0]
    return choose(bp.segment_share, 0, bp.segments, u)


@compiled
def channel_of(bp, st, kind, segment, entity, provider) -> int:  # type: ignore[no-untyped-def]
    """Return the channel that a customer chooses, or below nought where the design has none."""
    first, count = bp.first_channel[provider], bp.own_channels[provider]
    if count <= 1:
        return first if count == 1 else NONE
    u = uniforms(st, entity, streams.CHANNEL, 0)[0]
    return first + choose(bp.channel_share[kind][segment], first, count, u)


@compiled
def new_case(bp, st, m, kind, case, entity, customer, segment, provider) -> int:  # type: ignore[no-untyped-def]
    """Return the slot of a new case."""
    i = fill(bp, st, kind, case, entity, customer, segment, provider)
    slots = slots_of(st)
    measures.touch_inside(m, st.now)
    norm = norms.need_norm(bp, st, kind, st.now)
    due = norm >= 0.0 and st.now + norm <= bp.horizon
    period = norms.period_of(bp, st.now)
    measures.count_arrival(m, kind, kind < bp.kinds, due, slots[i].channel, period, provider)
    if st.logging:
        journal.of_case(st, i, log.ARRIVED)
    return i


@compiled
def fill(bp, st, kind, case, entity, customer, segment, provider) -> int:  # type: ignore[no-untyped-def]
    """Return the slot of a case that begins now, not counted yet."""
    i = take_slot(st)
    slots = slots_of(st)
    clear(slots, i, bp.steps)
    slots[i].case, slots[i].kind, slots[i].customer = case, kind, customer
    slots[i].entity, slots[i].segment = entity, segment
    slots[i].provider, slots[i].relation = provider, relation(bp, customer, provider)
    slots[i].arose = st.now
    slots[i].channel = channel_of(bp, st, kind, segment, entity, provider)
    if bp.population > 0:
        people_of(st)[slots[i].relation].open += 1
    else:
        slots[i].goodwill, slots[i].expectation = (
            bp.segment_goodwill[segment],
            bp.segment_expectation[segment],
        )
        slots[i].should = bp.segment_should[segment]
        slots[i].felt_at = st.now
    return i


@compiled
def forget_contact(slot) -> None:  # type: ignore[no-untyped-def]
    """Wipe what a slot has of the moment and the contact in hand."""
    slot.moment_minutes = slot.moment_weighted = slot.moment_marks = slot.moment_losses = 0.0
    slot.moment_steps = slot.contact_moments = slot.straight = slot.promised = 0


@compiled
def clear(slots, i, steps) -> None:  # type: ignore[no-untyped-def]
    """Wipe what a slot's former user left, but for its generations."""
    slot = slots[i]
    slot.errors = slot.done = 0
    slot.due = NEVER
    slot.work = slot.effort = slot.marks_sum = slot.best = slot.worst = slot.last = slot.waited = 0.0
    slot.last_moment = slot.contact_before = slot.failure_before = 0.0
    forget_contact(slot)
    slot.owner = slot.chaser = NO_SLOT
    slot.marks = slot.visits = slot.contacts = slot.chases = slot.closed = slot.error_returns = 0
    slot.bookings = slot.keeps = slot.overflows = 0
    slot.transfers = slot.hand_overs = slot.persons = 0
    slot.cause = slot.step = slot.role = slot.person = slot.last_role = slot.front_role = NONE
    slot.in_contact = slot.transferred = slot.retold = slot.reworked = slot.left = slot.told = 0
    slot.failed = slot.alone = slot.switched = slot.handed_over = 0
    slot.state = slot.whim = slot.kept = slot.sent = 0
    slot.server = slot.server_person = NONE
    slot.began = 0.0
    for step in range(steps):
        slot.step_visits[step] = 0
