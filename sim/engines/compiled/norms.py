"""Times in the compiled engine: in which part of the run, when one is over that may run in working time, waits held against norms."""

from sim.engines.compiled.memory import NO_SLOT, slots_of, table_of
from sim.kernel import order, rules, working
from sim.kernel.clocks import CLOCK
from sim.kernel.jit import compiled, folded
from sim.kernel.limits import PERIODS
from sim.records import measures


@compiled
def period_of(bp, now) -> int:  # type: ignore[no-untyped-def]
    """Return the part of the run that a time lies in."""
    return min(PERIODS - 1, int(now * bp.periods_per_minute))


@compiled
def later(bp, st, since, minutes, unit) -> float:  # type: ignore[no-untyped-def]
    """Return when a time that begins at `since` is over, by the clock or by the working hours of the world."""
    if unit == CLOCK:
        return since + minutes
    return working.later(table_of(st), bp.hours, bp.hours_count, bp.hours_cycle, since, minutes, unit)


@compiled
def need_norm(bp, st, kind, since) -> float:  # type: ignore[no-untyped-def]
    """Return the lead-time norm of a need that came at `since`, in minutes of the clock; below nought where there is none."""
    norm = bp.kind_norm[kind]
    return norm if bp.kind_unit[kind] == CLOCK else later(bp, st, since, norm, bp.kind_unit[kind]) - since


@compiled
def role_norm(bp, st, role, since) -> float:  # type: ignore[no-untyped-def]
    """Return the norm of a wait at a role since a time, in minutes of the clock: working time is that of its own shifts."""
    norm, unit = bp.role_norm[role], bp.role_unit[role]
    if unit == CLOCK:
        return norm
    at, count, cycle = bp.role_plan[role], bp.role_plan_count[role], bp.role_cycle[role]
    return working.later(table_of(st), at, count, cycle, since, norm, unit) - since


@compiled
def channel_norm(bp, st, channel, since) -> float:  # type: ignore[no-untyped-def]
    """Return the norm of a wait by a channel since a time, in minutes of the clock; below nought where there is none."""
    if channel < 0:
        return -1.0
    norm, unit = bp.channel_norm[channel], bp.channel_unit[channel]
    return norm if unit == CLOCK else later(bp, st, since, norm, unit) - since


@compiled
def channel_of(bp, st, i) -> int:  # type: ignore[no-untyped-def]
    """Return by which channel a visit is: that of its step, else that of its case."""
    slot = slots_of(st)[i]
    own = bp.step_channel[slot.step]
    return own if own >= 0 else slot.channel


@folded
def count_wait(bp, st, m, i, answered, sent) -> None:  # type: ignore[no-untyped-def]
    """Count a wait that ended: answered, given up or (where `sent`) sent home, by role and by role and channel."""
    slot = slots_of(st)[i]
    role = slot.role
    norm = role_norm(bp, st, role, slot.joined)
    measures.count_wait(
        m, role, slot.waited, slot.joined, norm, bp.horizon, answered, slot.segment, period_of(bp, st.now)
    )
    passed_on = slot.overflows == 1 and not sent and not answered
    if sent:
        measures.count_sent_home(m, role, slot.joined)
    if passed_on:
        measures.count_overflowed(m, role, slot.joined)
    if bp.step_appointment[slot.step]:
        measures.count_met(m, role, slot.waited, slot.joined)
    if bp.backlog:
        note_taken(bp, st, m, i, role)
    if bp.by_channel:
        channel = channel_of(bp, st, i)
        first = rules.first_norm(channel_norm(bp, st, channel, slot.joined), norm, norm)
        measures.count_wait_by(m, role, channel, slot.waited, slot.joined, first, bp.horizon, answered, sent or passed_on)


@compiled
def note_taken(bp, st, m, i, role) -> None:  # type: ignore[no-untyped-def]
    """Count a case of the backlog that no longer waits where it stood: its first visit."""
    slot = slots_of(st)[i]
    if slot.visits == 1 and slot.owner == NO_SLOT and order.is_backlog(slot.case):
        measures.count_backlog_taken(m, role, st.now)


@compiled
def count_refused(bp, st, m, i, role) -> None:  # type: ignore[no-untyped-def]
    """Count a visit refused at a full queue."""
    norm = role_norm(bp, st, role, st.now)
    measures.count_refused(m, role, st.now, norm, bp.horizon)
    if bp.backlog:
        note_taken(bp, st, m, i, role)
    if bp.by_channel:
        channel = channel_of(bp, st, i)
        first = rules.first_norm(channel_norm(bp, st, channel, st.now), norm, norm)
        measures.count_refused_by(m, role, channel, st.now, first, bp.horizon)
