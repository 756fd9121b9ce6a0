"""The market in the compiled engine: at each need a customer picks a provider, by the goodwill that each has left behind."""

from sim.engines.compiled.draws import uniforms
from sim.engines.compiled.memory import people_of
from sim.engines.compiled.mind import faded
from sim.kernel import rules, streams
from sim.kernel.jit import compiled
from sim.records.log import NONE


@compiled
def relation(bp, customer, provider) -> int:  # type: ignore[no-untyped-def]
    """Return which row of people is a customer with a provider; a customer without a population has none."""
    return customer * bp.providers + provider if bp.population > 0 else NONE


@compiled
def goodwill_for(bp, st, customer, provider) -> float:  # type: ignore[no-untyped-def]
    """Return the goodwill now of a member of the population for a provider."""
    person = people_of(st)[relation(bp, customer, provider)]
    return faded(bp, person.goodwill, st.now - person.felt_at)


@compiled
def is_dropped(bp, st, customer) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a need is dropped: its customer has left every provider, or (where asked) has a case open."""
    if bp.population == 0:
        return False
    people, left = people_of(st), 0
    for provider in range(bp.providers):
        person = people[relation(bp, customer, provider)]
        if bp.one_case == 1 and person.open > 0:
            return True
        left += person.left
    return left == bp.providers


@compiled
def choose(bp, st, customer, entity) -> int:  # type: ignore[no-untyped-def]
    """Return the provider that a customer picks, of those not left."""
    return _pick(bp, st, customer, entity) if bp.providers > 1 else 0


@compiled
def _pick(bp, st, customer, entity) -> int:  # type: ignore[no-untyped-def]
    most = -1e300
    for provider in range(bp.providers):
        if not people_of(st)[relation(bp, customer, provider)].left:
            most = max(most, goodwill_for(bp, st, customer, provider))
    total = 0.0
    for provider in range(bp.providers):
        if not people_of(st)[relation(bp, customer, provider)].left:
            total += rules.attraction(bp.market_theta, goodwill_for(bp, st, customer, provider), most)
        st.attraction[provider] = total
    u = uniforms(st, entity, streams.CHOICE, 0)[0] * total
    picked = 0
    for provider in range(bp.providers):
        if not people_of(st)[relation(bp, customer, provider)].left:
            picked = provider
            if u < st.attraction[provider]:
                break
    return picked
