"""When a time is over that may run in working time, and waits held against norms, in the SimPy engine."""

from sim.engines.story.model import Visit, World, count
from sim.kernel import order, rules, working


def later(world: World, since: float, minutes: float, unit: int) -> float:
    """Return when a time that begins at `since` is over, by the clock or by the working hours of the world."""
    bp = world.bp
    return working.later(world.table, bp.hours, bp.hours_count, bp.hours_cycle, since, minutes, unit) if unit else since + minutes


def need_norm(world: World, kind: int, since: float) -> float:
    """Return the lead-time norm of a need that came at `since`, in minutes of the clock; below nought where there is none."""
    norm, unit = world.bp.kind_norm[kind], world.bp.kind_unit[kind]
    return later(world, since, norm, unit) - since if unit else float(norm)


def role_norm(world: World, role: int, since: float) -> float:
    """Return the norm of a wait at a role since a time, in minutes of the clock: working time is that of its own shifts."""
    bp = world.bp
    norm, unit = bp.role_norm[role], bp.role_unit[role]
    plan = bp.role_plan[role], bp.role_plan_count[role], bp.role_cycle[role]
    return working.later(world.table, *plan, since, norm, unit) - since if unit else float(norm)


def channel_norm(world: World, channel: int, since: float) -> float:
    """Return the norm of a wait by a channel since a time, in minutes of the clock; below nought where there is none."""
    if channel < 0:
        return -1.0
    norm, unit = world.bp.channel_norm[channel], world.bp.channel_unit[channel]
    return later(world, since, norm, unit) - since if unit else float(norm)


def channel_of(world: World, visit: Visit) -> int:
    """Return by which channel a visit is: that of its step, else that of its case."""
    own = world.bp.step_channel[visit.step]
    return int(own) if own >= 0 else visit.case.channel


def count_wait(world: World, visit: Visit, answered: bool) -> None:
    """Count a wait that ended: answered, given up or sent home, by role and by role and channel."""
    m, horizon = world.m, world.bp.horizon
    sent, passed_on = visit.sent and not answered, visit.overflows and not visit.sent and not answered
    norm = role_norm(world, visit.role, visit.joined)
    times = visit.waited, visit.joined
    count.wait(m, visit.role, *times, norm, horizon, answered, visit.case.segment, world.period)
    if sent:
        count.sent_home(m, visit.role, visit.joined)
    if passed_on:
        count.overflowed(m, visit.role, visit.joined)
    if world.bp.step_appointment[visit.step]:
        count.met(m, visit.role, *times)
    note_taken(world, visit)
    if world.bp.by_channel:
        channel = channel_of(world, visit)
        first = rules.first_norm(channel_norm(world, channel, visit.joined), norm, norm)
        count.wait_by(m, visit.role, channel, *times, first, horizon, answered, sent or passed_on)


def note_taken(world: World, visit: Visit) -> None:
    """Count a case of the backlog that no longer waits where it stood: its first visit."""
    if world.bp.backlog and visit.number == 1 and not visit.chasing and order.is_backlog(visit.case.number):
        count.backlog_taken(world.m, visit.role, world.now)


def count_refused(world: World, visit: Visit) -> None:
    """Count a visit refused at a full queue."""
    m, now, horizon = world.m, world.now, world.bp.horizon
    norm = role_norm(world, visit.role, now)
    count.refused(m, visit.role, now, norm, horizon)
    note_taken(world, visit)
    if world.bp.by_channel:
        channel = channel_of(world, visit)
        first = rules.first_norm(channel_norm(world, channel, now), norm, norm)
        count.refused_by(m, visit.role, channel, now, first, horizon)
