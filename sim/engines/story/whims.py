"""Whims in the SimPy engine: requests out of bounds, granted or refused at the first moment with somebody of the staff."""

from sim.engines.story import journal
from sim.engines.story.model import Case, Visit, World, count
from sim.kernel import rules, streams
from sim.records import log


def ask(world: World, case: Case) -> None:
    """Let a need be a whim, as often as its customer has learned that it pays."""
    if world.bp.whims:
        share = case.customer.whims
        whim = world.uniforms(case.entity, streams.WHIM, 0)[0] < share
        case.whim = "asked" if whim else ""
        count.need(world.m, whim, share)


def decide(world: World, visit: Visit) -> float:
    """Grant or refuse a whim when its customer is served; return the extra handling time, in minutes."""
    bp, case = world.bp, visit.case
    if visit.chasing or case.whim != "asked" or not bp.step_present[visit.step] or visit.role < 0:
        return 0.0
    granted = world.uniforms(case.entity, streams.WHIM, 0)[1] < bp.whim_grant[case.provider]
    case.whim = "granted" if granted else "refused"
    return float(bp.mind_whim_extra if granted else bp.mind_whim_explain)


def settle(world: World, visit: Visit) -> float:
    """Let a customer learn from what became of a whim; return the marks that it adds to the moment."""
    bp, case, customer = world.bp, visit.case, visit.case.customer
    if case.whim not in ("granted", "refused"):
        return 0.0
    granted, case.whim = case.whim == "granted", ""
    if granted:
        world.m.whims_granted += 1
        customer.whims = rules.moved(customer.whims, 1.0, bp.mind_whim_up)
    else:
        world.m.whims_refused += 1
        customer.whims = rules.moved(customer.whims, 0.0, bp.mind_whim_down)
    journal.write(world, log.GRANTED if granted else log.DECLINED, case, visit)
    return float(bp.mind_whim_pleased if granted else bp.mind_whim_refused)
