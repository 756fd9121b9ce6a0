"""The market in the SimPy engine: at each need a customer picks a provider, by the goodwill that each has left behind."""

from sim.engines.story.mind import goodwill_of
from sim.engines.story.model import Customer, World
from sim.engines.story.people import person
from sim.kernel import rules, streams


def relations(world: World, who: int, segment: int) -> list[Customer]:
    """Return what a customer is to each provider."""
    return [person(world, who, segment, provider) for provider in range(world.bp.providers)]


def is_dropped(world: World, sides: list[Customer]) -> bool:
    """Return whether a need is dropped: its customer has left every provider, or (where asked) has a case open."""
    return all(one.left for one in sides) or bool(world.bp.one_case and any(one.open > 0 for one in sides))


def choose(world: World, sides: list[Customer], entity: int) -> int:
    """Return the provider that a customer picks, of those not left."""
    if len(sides) == 1:
        return 0
    on_offer = [(provider, goodwill_of(world, one)) for provider, one in enumerate(sides) if not one.left]
    most = max(goodwill for _, goodwill in on_offer)
    total, sums = 0.0, []
    for provider, goodwill in on_offer:
        total += rules.attraction(world.bp.market_theta, goodwill, most)
        sums.append((provider, total))
    u = world.uniforms(entity, streams.CHOICE, 0)[0] * total
    return next((provider for provider, up_to in sums if u < up_to), sums[-1][0])
