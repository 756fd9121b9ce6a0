"""Channels that close, in the SimPy engine, and do not see to who is inside."""

from collections.abc import Generator

import simpy

from sim.blueprint.layout import CUT_OFF, SERVE
from sim.engines.story.model import World
from sim.engines.story.role import Role
from sim.kernel import calendar, order
from sim.kernel.limits import ROLES


def closings(world: World, roles: list[Role], channel: int) -> Generator[simpy.Event, None, None]:
    """Send off the customers of a channel whenever it closes, where it is to."""
    bp, rule = world.bp, world.bp.channel_at_closing[channel]
    plan = (bp.channel_plan[channel], bp.channel_plan_count[channel], bp.channel_cycle[channel])
    if rule == SERVE or plan[1] <= 1:
        return
    key = order.event_key(order.SHIFT, 2 * ROLES + channel)
    while (when := float(calendar.next_change(world.table, *plan, world.now, False))) < bp.horizon:
        yield world.clock.ranked(when, key)
        for role in roles:
            role.close_channel(channel, rule == CUT_OFF)
