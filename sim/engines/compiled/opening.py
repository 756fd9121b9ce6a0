"""When channels and roles are open to a customer, in the compiled engine."""

from sim.engines.compiled.memory import slots_of, table_of
from sim.kernel import calendar
from sim.kernel.jit import compiled


@compiled
def opening(bp, st, channel) -> float:  # type: ignore[no-untyped-def]
    """Return when a channel that is closed now opens, or a time below nought where it is open."""
    if channel < 0 or bp.channel_plan_count[channel] == 0:
        return -1.0
    at, count, cycle = bp.channel_plan[channel], bp.channel_plan_count[channel], bp.channel_cycle[channel]
    if calendar.level_at(table_of(st), at, count, cycle, st.now) > 0:
        return -1.0
    return calendar.next_change(table_of(st), at, count, cycle, st.now, True)


@compiled
def closing_after(bp, st, channel, opens) -> float:  # type: ignore[no-untyped-def]
    """Return when a channel that is open from a time on closes again; that time itself where it never does."""
    at, count, cycle = bp.channel_plan[channel], bp.channel_plan_count[channel], bp.channel_cycle[channel]
    closes = calendar.next_change(table_of(st), at, count, cycle, opens, False)
    return closes if closes < bp.horizon else opens


@compiled
def end_of_day(bp, st, role, opens) -> float:  # type: ignore[no-untyped-def]
    """Return when a role that opens at a time closes again; that time itself where it never does."""
    at, count, cycle = bp.role_plan[role], bp.role_plan_count[role], bp.role_cycle[role]
    closes = calendar.next_change(table_of(st), at, count, cycle, opens, False)
    return closes if closes < bp.horizon else opens


@compiled
def shut_until(bp, st, i, role) -> float:  # type: ignore[no-untyped-def]
    """Return when a role that is closed to a customer opens, or a time below nought where it is not closed."""
    if role < 0 or st.role_planned[role] > 0:
        return -1.0
    at, count, cycle = bp.role_plan[role], bp.role_plan_count[role], bp.role_cycle[role]
    if calendar.level_at(table_of(st), at, count, cycle, st.now) > 0:
        return -1.0  # it opens at this very instant
    opens = calendar.next_change(table_of(st), at, count, cycle, st.now, True)
    return -1.0 if is_break(bp, st, slots_of(st)[i].channel, opens) else opens


@compiled
def is_break(bp, st, channel, until) -> bool:  # type: ignore[no-untyped-def]
    """Return whether nobody being there until a time is a break to a customer: the channel's opening hours go on over it."""
    if channel < 0 or bp.channel_plan_count[channel] <= 1:
        return False
    at, count, cycle = bp.channel_plan[channel], bp.channel_plan_count[channel], bp.channel_cycle[channel]
    if calendar.level_at(table_of(st), at, count, cycle, st.now) <= 0:
        return False
    return calendar.next_change(table_of(st), at, count, cycle, st.now, False) >= until
