"""What moments and contacts leave behind in the customer, in the SimPy engine."""

from sim.engines.story import journal
from sim.engines.story.journal import NOTHING, LeftBehind
from sim.engines.story.model import Case, Customer, Visit, World, count
from sim.engines.story.norms import channel_norm, channel_of, role_norm
from sim.kernel import rules, streams
from sim.records import log


def goodwill_of(world: World, customer: Customer) -> float:
    """Return the goodwill of a customer at this moment; looking does not change it."""
    bp, minutes = world.bp, world.now - customer.felt_at
    return rules.faded(
        customer.goodwill, bp.mind_baseline, bp.mind_delight_rate, bp.mind_grievance_rate, minutes
    )


def goodwill_now(world: World, case: Case) -> float:
    """Return the goodwill of a case's customer at this moment."""
    return goodwill_of(world, case.customer)


def live_step(world: World, visit: Visit, wait: float, outcome: float) -> None:
    """Let the customer live a step, as a part of the moment with one person; `outcome` is marks, `wait` minutes."""
    bp, felt = world.bp, visit.felt
    if not bp.mind:
        return
    mark = _mark(world, visit)
    losses = _wait_loss(world, visit, wait, visit.joined) - outcome
    if visit.transferred:
        losses += bp.mind_transfer
    if visit.retold:
        losses += bp.mind_retelling
    felt.minutes += visit.takes
    felt.weighted += mark * visit.takes
    felt.marks += mark
    felt.losses += losses
    felt.steps += 1


def live_wait(world: World, visit: Visit) -> None:
    """Let the customer live a wait after which they go on elsewhere: it counts in what comes next."""
    if world.bp.mind and world.bp.step_present[visit.step]:
        visit.felt.losses += _wait_loss(world, visit, visit.waited, visit.joined)


def live_moment(world: World, visit: Visit, outcome: float, ends: bool) -> LeftBehind:
    """End a moment, and with it (where `ends`) the contact; return its experience, the contact's mark, expectation before,
    goodwill before and after (marks)."""
    bp, case, felt = world.bp, visit.case, visit.felt
    if not bp.mind:
        return NOTHING
    mark = rules.mean_mark(felt.weighted, felt.minutes, felt.marks, felt.steps)
    extra = max(0, case.contacts + case.chases - 1)
    x = rules.experience(mark, felt.losses - outcome, bp.mind_repeat, extra, bp.mind_low, bp.mind_high)
    felt.end_moment()
    _add_moment(world, case, felt.moments, x)
    if ends:
        return end_contact(world, case, felt.moments)
    before = goodwill_now(world, case)
    return x, log.NEVER, case.customer.expectation, before, before


def live_unanswered(
    world: World, case: Case, moments: list[float], visit: Visit | None = None
) -> LeftBehind:
    """End a contact in which nobody was (any more) spoken to, after the wait of a visit; return what `live_moment` returns."""
    bp = world.bp
    if not bp.mind:
        return NOTHING
    loss = _wait_loss(world, visit, visit.waited, world.now - visit.waited) if visit else 0.0
    x = rules.unanswered(bp.unanswered[case.provider], loss, bp.mind_low, bp.mind_high)
    _add_moment(world, case, moments, x)
    return end_contact(world, case, moments)


def _add_moment(world: World, case: Case, moments: list[float], x: float) -> None:
    moments.append(x)
    case.last_moment = x
    felt = rules.is_felt_served(x, case.customer.should)
    count.moment(world.m, x, felt, case.segment, world.period, case.provider)


def end_contact(world: World, case: Case, moments: list[float]) -> LeftBehind:
    """Let a contact leave behind what it does: goodwill and expectations move once, by the mark of all its moments."""
    bp, m, customer, last = world.bp, world.m, case.customer, moments[-1]
    mark = summed_up(world, moments)
    moments.clear()
    before, expectation, should = goodwill_now(world, case), customer.expectation, customer.should
    after, value = before, 0.0
    if bp.disconfirmation:
        held_against = (
            before if bp.reference_goodwill else rules.reference(expectation, should, bp.mind_omega)
        )
        value = rules.felt_value(mark - held_against, bp.mind_power, bp.mind_loss_aversion)
        after = rules.next_goodwill(before, bp.mind_k, value, bp.mind_low, bp.mind_high)
    customer.goodwill, customer.felt_at = after, world.now
    customer.expectation = rules.next_expectation(expectation, mark, bp.mind_expect_up, bp.mind_expect_down)
    customer.should = rules.raised(should, mark, bp.mind_should_drift)
    case.marks.append(mark)
    case.contact_before = before
    count.felt(m, mark, before, after, case.segment, world.period, case.provider)
    if bp.disconfirmation:
        jump = _settled(world, case.segment, mark, should, value)
        count.jump(m, before, jump, rules.next_goodwill(before, 1.0, jump, bp.mind_low, bp.mind_high))
    return last, mark, expectation, before, after


def _settled(world: World, segment: int, mark: float, should: float, value: float) -> float:
    """Return by how much this mark would move goodwill in the long run, before the scale cuts off what is beyond it."""
    bp, m = world.bp, world.m
    if bp.reference_goodwill:
        return float(bp.mind_k * value)
    usual = m.segment_mark_sum[segment] / m.segment_contacts[segment]
    return float(
        rules.settled_jump(
            mark, usual, should, bp.mind_omega, bp.mind_k, bp.mind_power, bp.mind_loss_aversion
        )
    )


def _mark(world: World, visit: Visit) -> float:
    law = world.bp.step_mark[visit.step]
    if world.is_certain(law):
        return float(world.bp.dist_a[law])
    purpose = streams.CHASE_CHECK if visit.chasing else streams.CHECK
    u = world.uniforms(visit.case.entity, purpose, visit.occurrence)[1]
    return world.draw(law, u, visit.case.entity, purpose, visit.occurrence, 1)


def _wait_loss(world: World, visit: Visit, wait: float, since: float) -> float:
    bp = world.bp
    if not bp.perceived_wait or wait <= 0.0:
        return 0.0
    acceptable = rules.first_norm(
        channel_norm(world, channel_of(world, visit), since),
        role_norm(world, visit.role, since) if visit.role >= 0 else -1.0,
        bp.mind_wait_acceptable,
    )
    return rules.wait_loss(
        wait, bp.mind_wait_a, bp.mind_wait_b, acceptable, bp.mind_wait_loss, bp.mind_wait_quadratic
    )


def note_failure(world: World, case: Case, cause: int) -> None:
    """Note the goodwill from before a need that comes back because something went wrong, the first time that it does."""
    if case.failed:
        return
    case.failed = True  # from now on all that is done for it is failure demand
    # an error shows only now; that nothing was resolved showed in the last contact
    case.failure_before = goodwill_now(world, case) if cause == log.ERROR_FOUND else case.contact_before


def make_good(world: World, case: Case) -> None:
    """Let a resolved need that had failed restore goodwill, if its last moment was good."""
    bp, customer = world.bp, case.customer
    if not bp.recovery or not case.failed:
        return
    world.m.resolved_after_failure += 1
    if not case.marks or case.last_moment < bp.mind_recovery_mark:
        return
    before = goodwill_now(world, case)
    after = rules.made_good(before, case.failure_before, bp.mind_recovery_q, bp.mind_low, bp.mind_high)
    customer.goodwill, customer.felt_at = after, world.now
    world.m.made_good += 1
    left_behind = log.NEVER, log.NEVER, customer.expectation, before, after
    journal.write(world, log.MADE_GOOD, case, left_behind=left_behind)


def sum_up(world: World, case: Case) -> None:
    """Count the episode mark of a case that ends, and the goodwill left."""
    if world.bp.mind and case.marks:
        count.episode(world.m, summed_up(world, case.marks), goodwill_now(world, case))


def summed_up(world: World, marks: list[float]) -> float:
    """Return the mark that sums up the moments of a contact, or the contacts of a case."""
    bp, total = world.bp, 0.0
    for mark in marks:  # one by one, in order: sum() of floats is more exact than a running sum
        total += mark
    mean = total / len(marks)
    if not bp.episode:
        return mean
    weights = bp.mind_w_mean, bp.mind_w_best, bp.mind_w_worst, bp.mind_w_last
    return rules.episode_mark(mean, max(marks), min(marks), marks[-1], *weights)


def leaves(world: World, case: Case, slot: int) -> bool:
    """Return whether the customer ends the relationship now; uniform `slot` of the block decides."""
    bp = world.bp
    if not bp.leaving or case.customer.left:
        return False
    p = rules.leaving_probability(
        bp.leave_form, bp.mind_leave_p0, bp.mind_leave_beta, goodwill_now(world, case), bp.mind_leave_g_star
    )
    return world.uniforms(case.entity, streams.LEAVE, case.contacts)[slot] < p
