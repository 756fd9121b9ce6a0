"""The customers of the SimPy engine: the same person each time, in a population; else someone new."""

from sim.engines.story.model import Customer, World, choose
from sim.kernel import streams
from sim.records.log import NONE


def person(world: World, who: int, segment: int, provider: int) -> Customer:
    """Return what a customer is to a provider: of the population the same each time, else someone new."""
    bp = world.bp
    if (who, provider) in world.people:
        return world.people[who, provider]
    start = (
        bp.segment_goodwill[segment],
        bp.segment_expectation[segment],
        bp.segment_should[segment],
        bp.mind_whim_share,
    )
    if bp.population:
        return world.people.setdefault((who, provider), Customer(*start))
    return Customer(*start, felt_at=world.now)


def segment_of(world: World, entity: int) -> int:
    """Return the segment of a customer: of a member of the population always the same."""
    bp = world.bp
    if bp.segments == 1:
        return 0
    return choose(bp.segment_share[: bp.segments], world.uniforms(entity, streams.CUSTOMER, 0)[0])


def person_of(world: World, who: int, provider: int) -> Customer:
    """Return what a member of the population is to a provider."""
    return person(world, who, segment_of(world, who), provider)


def everybody(world: World) -> list[Customer]:
    """Return the whole population in order, each with each provider, those without a need yet included."""
    bp = world.bp
    return [
        person_of(world, who, provider) for who in range(bp.population) for provider in range(bp.providers)
    ]


def channel_of(world: World, kind: int, segment: int, entity: int, provider: int) -> int:
    """Return the channel that a customer chooses, or below nought where the design has none."""
    bp = world.bp
    first, count = bp.first_channel[provider], bp.own_channels[provider]
    if count <= 1:
        return int(first) if count == 1 else NONE
    u = world.uniforms(entity, streams.CHANNEL, 0)[0]
    return int(first + choose(bp.channel_share[kind][segment][first : first + count], u))
