"""What a moment leaves behind in the customer, in the SimPy engine."""

from sim import rules, streams
from sim.engines.story.journal import NOTHING
from sim.engines.story.model import Case, Visit, World, count


def goodwill_now(world: World, case: Case) -> float:
    """Return the goodwill of a case's customer at this moment; looking does not change it."""
    customer, bp = case.customer, world.bp
    return rules.decayed(
        customer.goodwill, bp.mind_baseline, bp.mind_decay_rate, world.now - customer.felt_at
    )


def live_moment(world: World, visit: Visit, wait: float, outcome: float) -> tuple[float, float, float, float]:
    """Let the customer live a moment; return experience, expectation before, goodwill before and after (marks)."""
    bp, case = world.bp, visit.case
    if not bp.mind:
        return NOTHING
    customer = case.customer
    before, expectation = goodwill_now(world, case), customer.expectation
    extra = max(0, case.contacts + case.chases - 1)
    losses = _losses(world, visit, wait, outcome)
    x = rules.experience(_mark(world, visit), losses, bp.mind_repeat, extra, bp.mind_low, bp.mind_high)
    after = before
    if bp.disconfirmation:
        reference = before if bp.reference_goodwill else expectation
        value = rules.felt_value(x - reference, bp.mind_power, bp.mind_loss_aversion)
        after = rules.next_goodwill(before, bp.mind_k, value, bp.mind_low, bp.mind_high)
    customer.goodwill = after
    customer.expectation = rules.next_expectation(expectation, x, bp.mind_expect_up, bp.mind_expect_down)
    customer.felt_at = world.now
    case.marks.append(x)
    count.moment(
        world.m, x, after, rules.is_felt_served(x, expectation), case.segment, world.period, case.provider
    )
    return x, expectation, before, after


def _mark(world: World, visit: Visit) -> float:
    law = world.bp.step_mark[visit.step]
    if world.is_certain(law):
        return float(world.bp.dist_a[law])
    purpose = streams.CHASE_CHECK if visit.chasing else streams.CHECK
    u = world.uniforms(visit.case.entity, purpose, visit.occurrence)[1]
    return world.draw(law, u, visit.case.entity, purpose, visit.occurrence, 1)


def _losses(world: World, visit: Visit, wait: float, outcome: float) -> float:
    bp = world.bp
    losses = -outcome
    if bp.perceived_wait:
        losses += rules.wait_loss(
            wait,
            bp.mind_wait_a,
            bp.mind_wait_b,
            bp.mind_wait_acceptable,
            bp.mind_wait_loss,
            bp.mind_wait_quadratic,
        )
    if visit.transferred:
        losses += bp.mind_transfer
    if visit.retold:
        losses += bp.mind_retelling
    return float(losses)


def sum_up(world: World, case: Case) -> None:
    """Count the episode mark of a case that ends, and the goodwill left."""
    bp, marks = world.bp, case.marks
    if not bp.mind or not marks:
        return
    total = 0.0
    for mark in marks:  # one by one, in order: sum() of floats is more exact than a running sum
        total += mark
    summary = total / len(marks)
    if bp.episode:
        summary = rules.episode_mark(
            summary,
            max(marks),
            min(marks),
            marks[-1],
            bp.mind_w_mean,
            bp.mind_w_best,
            bp.mind_w_worst,
            bp.mind_w_last,
        )
    count.episode(world.m, summary, goodwill_now(world, case))


def leaves(world: World, case: Case, visit: Visit, slot: int) -> bool:
    """Return whether the customer ends the relationship now; uniform `slot` of the block decides."""
    bp = world.bp
    if not bp.leaving or case.customer.left:
        return False
    p = rules.leaving_probability(
        bp.leave_form, bp.mind_leave_p0, bp.mind_leave_beta, goodwill_now(world, case), bp.mind_leave_g_star
    )
    return world.uniforms(case.entity, streams.LEAVE, visit.occurrence)[slot] < p
