"""What a moment leaves behind in the customer, in the SimPy engine."""

from sim import rules, streams
from sim.engines.story import journal
from sim.engines.story.journal import NOTHING
from sim.engines.story.model import Case, Visit, World, count
from sim.records import log


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
    case.moment_before = before
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


def note_failure(world: World, case: Case, cause: int) -> None:
    """Note the goodwill from before a need that comes back because something went wrong, the first time that it does."""
    if case.failed:
        return
    case.failed = True  # from now on all that is done for it is failure demand
    # an error shows only now; that nothing was resolved showed in the last moment
    case.failure_before = goodwill_now(world, case) if cause == log.ERROR_FOUND else case.moment_before


def make_good(world: World, case: Case) -> None:
    """Let a resolved need that had failed restore goodwill, if its last moment was good."""
    bp, customer = world.bp, case.customer
    if not bp.recovery or not case.failed:
        return
    world.m.resolved_after_failure += 1
    if not case.marks or case.marks[-1] < bp.mind_recovery_mark:
        return
    before = goodwill_now(world, case)
    after = rules.made_good(before, case.failure_before, bp.mind_recovery_q, bp.mind_low, bp.mind_high)
    customer.goodwill, customer.felt_at = after, world.now
    world.m.made_good += 1
    journal.write(world, log.MADE_GOOD, case, left_behind=(log.NEVER, customer.expectation, before, after))


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
