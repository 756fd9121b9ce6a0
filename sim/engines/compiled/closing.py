"""When a day ends, in the compiled engine: who is present and inside is served, sent home or cut off."""

from sim.blueprint.layout import CUT_OFF, LOST, SEND_HOME, SERVE
from sim.engines.compiled import (
    chasing,
    effort,
    endings,
    energy,
    journal,
    lines,
    mind,
    norms,
    opening,
    turned_away,
    visits,
)
from sim.engines.compiled.heap import push
from sim.engines.compiled.memory import (
    APPOINTED_LINE,
    CLASS_LINE,
    KEPT_LINE,
    NO_SLOT,
    SERVED,
    SERVED_LINE,
    WAITING,
    slots_of,
    table_of,
)
from sim.kernel import calendar, order
from sim.kernel.jit import compiled
from sim.kernel.limits import PRIORITIES, ROLES
from sim.records import log
from sim.records.log import NONE


@compiled
def close_role(bp, st, role, late) -> None:  # type: ignore[no-untyped-def]
    """Let a role close, with so many staff to stay on: see to the customers who wait for it or are in conversation."""
    st.role_late[role], st.role_closed_at[role] = late, st.now
    rule = bp.role_at_closing[role]
    if rule == SERVE and late <= 0:
        rule = SEND_HOME  # nobody came today
    at, count, cycle = bp.role_plan[role], bp.role_plan_count[role], bp.role_cycle[role]
    opens = calendar.next_change(table_of(st), at, count, cycle, st.now, True)
    slots = slots_of(st)
    for line in range(APPOINTED_LINE, CLASS_LINE + PRIORITIES):
        i = st.line_first[role][line]
        while i >= 0:
            following = slots[i].next
            if bp.step_present[slots[i].step] and not opening.is_break(bp, st, slots[i].channel, opens):
                if rule == SERVE:
                    visits.keep(st, role, i)
                else:
                    send_off(st, i)
            i = following
    if rule == CUT_OFF:
        i = st.line_first[role][SERVED_LINE]
        while i >= 0:
            if bp.step_present[slots[i].step] and not opening.is_break(bp, st, slots[i].channel, opens):
                send_off(st, i)
            i = slots[i].next


@compiled
def send_off(st, i) -> None:  # type: ignore[no-untyped-def]
    """Let a visit end at the end of this instant, whatever the patience of its customer."""
    slots = slots_of(st)
    slots[i].sent = 1
    push(st, st.now, order.event_key(order.GIVE_UP, lines.who(slots, i)), i, slots[i].generation)


@compiled
def schedule_channel(bp, st, channel, after) -> None:  # type: ignore[no-untyped-def]
    """Schedule the next closing of a channel that does not see to who is inside."""
    at, count, cycle = bp.channel_plan[channel], bp.channel_plan_count[channel], bp.channel_cycle[channel]
    if bp.channel_at_closing[channel] == SERVE or count <= 1:
        return
    when = calendar.next_change(table_of(st), at, count, cycle, after, False)
    if when < bp.horizon:
        number = 2 * ROLES + channel
        push(st, when, order.event_key(order.SHIFT, number), number, 0)


@compiled
def close_channel(bp, st, channel) -> None:  # type: ignore[no-untyped-def]
    """Let a channel close: send off its customers who wait, and where asked those in conversation."""
    slots = slots_of(st)
    last = SERVED_LINE if bp.channel_at_closing[channel] == CUT_OFF else SERVED_LINE - 1
    for role in range(bp.roles):
        for line in range(KEPT_LINE, last + 1):
            i = st.line_first[role][line]
            while i >= 0:
                through = slots[i].channel == channel and not bp.step_appointment[slots[i].step]
                if through and bp.step_present[slots[i].step]:
                    send_off(st, i)
                i = slots[i].next
    schedule_channel(bp, st, channel, st.now)


@compiled
def leave(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a customer who was sent off go: out of the queue, or in the middle of a conversation."""
    slots = slots_of(st)
    if slots[i].state == WAITING:
        sent_home(bp, st, m, i)
    elif slots[i].state == SERVED:
        cut_off(bp, st, m, i)
    else:
        return
    if slots[i].owner != NO_SLOT:
        chasing.end_chase(bp, st, i)
        return
    slots[i].in_contact = 0
    if mind.leaves(bp, st, i, 0):
        endings.customer_leaves(bp, st, m, i)
        endings.close(bp, st, m, i, LOST, False)
        return
    opens = max(opening.opening(bp, st, slots[i].channel), opening.shut_until(bp, st, i, slots[i].role))
    turned_away.come_back_or_lose(bp, st, m, i, log.REDIAL, endings.ENTRY, max(opens, st.now))


@compiled
def sent_home(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a customer who waits be sent home."""
    slots = slots_of(st)
    role = slots[i].role
    visits.stop_waiting(bp, st, m, role, i)
    norms.count_wait(bp, st, m, i, False, True)
    effort.in_vain(bp, st, m, i)
    left_behind = mind.live_unanswered(bp, st, m, i, slots[i].waited)
    if st.logging:
        journal.of_moment(st, i, log.SENT_HOME, NONE, slots[i].waited, log.NEVER, left_behind)


@compiled
def cut_off(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a conversation be cut off; what was done of it is handling in vain."""
    slots = slots_of(st)
    role = slots[i].role
    worked = slots[i].takes - (slots[i].ends - st.now)
    visits.touch(st, m, role)
    energy.keep(bp, st, m, role)
    visits.release(bp, st, m, role, i)
    slots[i].generation += 1
    slots[i].takes = worked
    m.role_handling_sum[role] += worked
    m.role_cut_off[role] += 1
    case = i if slots[i].owner == NO_SLOT else slots[i].owner
    slots[case].work += worked
    effort.cut_off(bp, st, m, i)
    mind.live_step(bp, st, i, slots[i].waited, 0.0)
    left_behind = mind.live_moment(bp, st, m, i, bp.mind_unsolved, True)
    energy.feel(bp, st, m, role, left_behind[3])
    if st.logging:
        journal.of_moment(st, i, log.CUT_OFF, NONE, slots[i].waited, worked, left_behind)
