"""Complaints and political pressure in the SimPy engine."""

from dataclasses import replace

from sim.engines.story import journal
from sim.engines.story.mind import goodwill_now
from sim.engines.story.model import Case, World, count
from sim.engines.story.norms import need_norm
from sim.engines.story.people import channel_of
from sim.kernel import limits, order, rules, streams
from sim.records import log


def complains(world: World, case: Case) -> bool:
    """Return whether the customer of a case that ends complains; not about how a complaint was dealt with."""
    bp = world.bp
    if not bp.voice or case.kind == bp.kinds:
        return False
    p = rules.leaving_probability(
        rules.EXPONENTIAL_FORM,
        bp.mind_voice_c,
        bp.mind_voice_beta,
        goodwill_now(world, case),
        bp.mind_voice_g_star,
    )
    return world.uniforms(case.entity, streams.VOICE, 0)[0] < p


def complain(world: World, case: Case) -> Case | None:
    """Count a complaint about a case; return the case that it becomes, if the design has a step for it."""
    bp = world.bp
    who = case.provider
    faded = rules.decayed(world.pressure[who], 0.0, bp.mind_voice_fade, world.now - world.pressure_at[who])
    world.pressure[who], world.pressure_at[who] = faded + 1.0, world.now
    count.complaint(world.m, world.now, world.pressure[who], bp.mind_voice_limit)
    journal.write(world, log.COMPLAINED, case)
    if bp.complaint_step[who] < 0:
        return None
    number = order.complaint_number(case.number)
    entity = streams.case_entity(bp.kind_voice_code[case.kind], case.number)
    channel = channel_of(world, bp.kinds, case.segment, entity, who)
    someone = case.customer if bp.population else replace(case.customer, open=0)  # with the same memories
    complaint = Case(
        number, entity, bp.kinds, someone, case.customer_number, case.segment, who, channel, world.now
    )
    open_case(world, complaint)
    return complaint


def open_case(world: World, case: Case) -> None:
    """Count a case that comes."""
    begin_case(world, case)
    norm, is_need = need_norm(world, case.kind, world.now), case.kind < world.bp.kinds
    due = norm >= 0.0 and world.now + norm <= world.bp.horizon
    count.arrival(world.m, case.kind, is_need, due, case.channel, world.period, case.provider)
    journal.write(world, log.ARRIVED, case)


def begin_case(world: World, case: Case) -> None:
    """Let a case be among those that are open; Unusable where there are too many at once."""
    if len(world.cases) >= limits.INSIDE:
        raise limits.Unusable(limits.FULL)
    case.customer.open += 1
    world.cases[case.number] = case
    count.touch_inside(world.m, world.now)
