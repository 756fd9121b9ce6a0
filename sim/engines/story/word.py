"""Word of mouth in the SimPy engine: how a story goes from customer to customer, at the end of a case."""

from sim.engines.story import journal
from sim.engines.story.mind import goodwill_of
from sim.engines.story.model import Case, World, count
from sim.engines.story.people import person_of
from sim.kernel import rules, streams
from sim.kernel.limits import LISTENERS
from sim.records import log
from sim.records.log import NEVER


def tell(world: World, case: Case) -> None:
    """Let the customer of a case tell others at random, who may tell it on: one teller after another, in the order of hearing."""
    bp = world.bp
    tellers = [case.customer_number]
    for place, teller in enumerate(tellers):  # which grows as the story goes on
        if place > 0 and not bp.word_travels:
            break
        mean = rules.tellings(
            bp.mind_word_base,
            bp.mind_word_gain,
            bp.mind_word_loss,
            _goodwill(world, teller, case.provider),
            bp.mind_word_g_star,
        )
        for _ in range(rules.poisson(mean, world.uniforms(case.entity, streams.WORD, place)[0])):
            if len(tellers) < LISTENERS:
                listener = _listener(world, case.entity, len(tellers), teller)
                tellers.append(listener)
                _hear(world, case, teller, listener)
    count.story(world.m, len(tellers) - 1)


def _goodwill(world: World, who: int, provider: int) -> float:
    return goodwill_of(world, person_of(world, who, provider))


def _listener(world: World, entity: int, number: int, teller: int) -> int:
    """Return who hears it: drawn from a power of two, so that a customer more changes only the stories that reach that one."""
    population = world.bp.population
    for attempt in range(streams.PURPOSES):
        u = streams.block(world.seed, world.replication, entity, streams.LISTENER, number, attempt)[0]
        who = int(u * world.bp.population_span)
        if who < population and (who != teller or population == 1):
            return who
    return teller


def _hear(world: World, case: Case, teller: int, listener: int) -> None:
    weight, who = world.bp.mind_word_weight, case.provider
    theirs, before = _goodwill(world, teller, who), _goodwill(world, listener, who)
    someone = person_of(world, listener, who)
    expected = someone.expectation
    someone.goodwill = rules.moved(before, theirs, weight)
    someone.expectation = rules.moved(expected, theirs, weight)
    someone.felt_at = world.now
    left_behind = (NEVER, NEVER, expected, before, someone.goodwill)
    journal.write(world, log.HEARD, case, listener=listener, left_behind=left_behind)
