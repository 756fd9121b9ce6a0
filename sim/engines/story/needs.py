"""Needs that come from outside, in the SimPy engine: the same in every design."""

from collections.abc import Generator
from typing import Any

import simpy

from sim.engines.story import backlog, chasing, journal, market, whims
from sim.engines.story.model import ENTRY, Case, Contact, World
from sim.engines.story.organisation import Organisation
from sim.engines.story.people import channel_of, segment_of
from sim.engines.story.story import life
from sim.engines.story.voice import open_case
from sim.kernel import calendar, distributions, order, streams
from sim.kernel.limits import BACKLOG, SCRIPTED
from sim.records import log
from sim.records.log import NONE


def stream_of_needs(world: World, org: Organisation, stream: int) -> Generator[simpy.Event, Any, None]:
    """Let the needs of a stream come, one by one, and a case begin with each that finds its customer."""
    bp = world.bp
    kind, level = bp.stream_kind[stream], bp.stream_level[stream]
    n = left = 0  # needs so far, and of those that come together with the last
    while (when := world.now if left else _time_of(world, stream, n)) < bp.horizon:
        left = (left or _size_of(world, stream, n)) - 1
        yield world.clock.ranked(when, order.event_key(order.ARRIVE, kind * 32 + level))
        if level == BACKLOG:
            backlog.stand(org, n)
        else:
            _arrive(world, org, stream, n)
        n += 1


def _time_of(world: World, stream: int, n: int) -> float:
    """Return when need number n of a stream comes, from the time of the one before."""
    bp = world.bp
    kind, level = bp.stream_kind[stream], bp.stream_level[stream]
    if level == SCRIPTED:
        place = n // bp.kind_count[kind]
        return float(world.table[bp.kind_at[kind] + place]) if place < bp.kind_at_count[kind] else bp.horizon
    if level == BACKLOG:
        return 0.0 if n < bp.backlog else float(bp.horizon)
    entity, gap = streams.stream_entity(bp.kind_code[kind], level), bp.kind_gap[kind]
    if gap < 0:
        u = world.uniforms(entity, streams.ARRIVAL, n)[0]
        work = distributions.quantile(distributions.EXPONENTIAL, 1.0, 0.0, 0.0, u)
    else:
        work = world.draw(gap, world.uniforms(entity, streams.GAP, n)[0], entity, streams.GAP, n, 0)
    return calendar.next_need(
        world.table, bp.kind_profile[kind], bp.kind_profile_count[kind], bp.kind_cycle[kind],
        bp.stream_rate[stream], bp.kind_days[kind], bp.kind_days_count[kind], world.seed, world.replication, bp.kind_busyness[kind],
        world.now, work, bp.horizon,
    )  # fmt: skip


def _size_of(world: World, stream: int, n: int) -> int:
    """Return how many needs come together from number n of a stream on."""
    bp = world.bp
    kind = bp.stream_kind[stream]
    if bp.kind_sizes_count[kind] == 0 or bp.stream_level[stream] >= BACKLOG:
        return 1  # what has a time of its own comes alone
    entity = streams.stream_entity(bp.kind_code[kind], bp.stream_level[stream])
    u = world.uniforms(entity, streams.SIZE, n)[0]
    return int(distributions.empirical(world.table, bp.kind_sizes[kind], bp.kind_sizes_count[kind], u))


def _whose(world: World, stream: int, n: int) -> int:
    """Return which customer a need falls on; beyond the population where it falls on nobody."""
    bp = world.bp
    if bp.population == 0:
        return NONE
    if bp.stream_level[stream] == SCRIPTED:
        return int(n % bp.population)
    entity = streams.stream_entity(bp.kind_code[bp.stream_kind[stream]], bp.stream_level[stream])
    first, span = bp.stream_first[stream], bp.stream_span[stream]
    for attempt in range(streams.PURPOSES):
        u = streams.block(world.seed, world.replication, entity, streams.ARRIVAL, n, attempt)[1]
        who = int(u * span)
        if not bp.stream_whole[stream] or who < bp.population:
            return int(first + who)
    return 0


def _arrive(world: World, org: Organisation, stream: int, n: int) -> None:
    """Let a need come: it becomes a case, unless its customer has left or (where asked) has one open."""
    bp = world.bp
    kind = bp.stream_kind[stream]
    number = order.case_number(kind, bp.stream_level[stream], n)
    who = _whose(world, stream, n)
    if bp.population and who >= bp.population:
        return
    entity = streams.case_entity(bp.kind_code[kind], number)
    segment = segment_of(world, who if bp.population else entity)
    sides = market.relations(world, who, segment)
    if market.is_dropped(world, sides):
        world.m.dropped += 1
        journal.write(world, log.DROPPED, dropped=(kind, number, who))
        return
    provider = market.choose(world, sides, entity)
    channel = channel_of(world, kind, segment, entity, provider)
    case = Case(number, entity, kind, sides[provider], who, segment, provider, channel, world.now)
    open_case(world, case)
    whims.ask(world, case)
    if bp.chasing[provider]:
        chasing.expect_end(org, case)
    world.clock.process(life(org, case, Contact(log.FIRST, ENTRY)))
