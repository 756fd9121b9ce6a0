"""The backlog in the SimPy engine: cases that are there when a run begins, each at its step, with its age."""

from sim.blueprint.layout import STACKED
from sim.engines.story import chasing, journal, market, whims
from sim.engines.story.model import Case, ToStep, World, count
from sim.engines.story.norms import need_norm
from sim.engines.story.organisation import Organisation
from sim.engines.story.people import channel_of, segment_of
from sim.engines.story.story import life
from sim.engines.story.voice import begin_case
from sim.kernel import order, streams
from sim.records import log
from sim.records.log import NONE


def stand(org: Organisation, n: int) -> None:
    """Let case number n of the backlog stand at its step, as one that came some time ago."""
    world, bp = org.world, org.world.bp
    at = bp.backlog_at + n * STACKED
    age, *numbers = world.table[at : at + STACKED].tolist()
    kind, step, provider, place = map(int, numbers)
    entity = streams.case_entity(bp.kind_code[kind], order.backlog_number(place))
    who = _owner(world, entity)
    segment = segment_of(world, who if bp.population else entity)
    customer = market.relations(world, who, segment)[provider]
    channel = channel_of(world, kind, segment, entity, provider)
    case = Case(order.backlog_number(n), entity, kind, customer, who, segment, provider, channel, world.now - age)
    begin_case(world, case)
    norm = need_norm(world, kind, case.arose)
    count.backlog(world.m, kind, age, norm >= 0.0 and case.arose + norm <= bp.horizon)
    journal.write(world, log.THERE, case, waited=age)
    whims.ask(world, case)
    if bp.chasing[provider]:
        chasing.expect_end(org, case)
    if not bp.step_present[step]:
        case.contacts = 1  # by which it came, before the run
    world.clock.process(life(org, case, ToStep(step)))


def _owner(world: World, entity: int) -> int:
    """Return which customer a case of the backlog is of: anybody, where asked only who has no other case open."""
    bp, found = world.bp, 0
    if not bp.population:
        return NONE
    for attempt in range(streams.PURPOSES):
        u = streams.block(world.seed, world.replication, entity, streams.OWNER, 0, attempt)[1]
        who = int(u * bp.population_span)
        if who < bp.population:
            found = who
            if not market.is_dropped(world, market.relations(world, who, segment_of(world, who))):
                return found
    return found
