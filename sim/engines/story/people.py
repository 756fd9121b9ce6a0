"""The customers of the SimPy engine: the same person each time, in a population; else someone new."""

from sim import streams
from sim.engines.story.model import Customer, World, choose


def person(world: World, who: int, segment: int) -> Customer:
    """Return a customer: of the population the same person each time, else someone new."""
    bp = world.bp
    if who in world.people:
        return world.people[who]
    start = (bp.segment_goodwill[segment], bp.segment_expectation[segment], bp.mind_whim_share)
    if bp.population:
        return world.people.setdefault(who, Customer(*start))
    return Customer(*start, felt_at=world.now)


def segment_of(world: World, entity: int) -> int:
    """Return the segment of a customer: of a member of the population always the same."""
    bp = world.bp
    if bp.segments == 1:
        return 0
    return choose(bp.segment_share[: bp.segments], world.uniforms(entity, streams.CUSTOMER, 0)[0])


def person_of(world: World, who: int) -> Customer:
    """Return a member of the population."""
    return person(world, who, segment_of(world, who))


def everybody(world: World) -> list[Customer]:
    """Return the whole population in order, those without a need yet included."""
    bp = world.bp
    return [person_of(world, who) for who in range(bp.population)]


def channel_of(world: World, segment: int, entity: int) -> int:
    """Return the channel that a customer chooses, or below nought where the design has none."""
    bp = world.bp
    if bp.channels <= 1:
        return int(bp.channels) - 1
    u = world.uniforms(entity, streams.CHANNEL, 0)[0]
    return choose(bp.channel_share[segment][: bp.channels], u)
