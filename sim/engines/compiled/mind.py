"""What a moment leaves behind in the customer, in the compiled engine."""

from sim import rules, streams
from sim.engines.compiled import journal
from sim.engines.compiled.draws import draw, is_certain, uniforms
from sim.engines.compiled.memory import NO_SLOT, people_of, slots_of
from sim.jit import compiled
from sim.limits import PERIODS
from sim.records import log, measures
from sim.records.log import NEVER


@compiled
def period_of(bp, now) -> int:  # type: ignore[no-untyped-def]
    """Return the part of the run that a time lies in."""
    return min(PERIODS - 1, int(now * bp.periods_per_minute))


@compiled
def goodwill_now(bp, st, i) -> float:  # type: ignore[no-untyped-def]
    """Return the goodwill of a case's customer at this moment, without writing it."""
    slots = slots_of(st)
    if bp.population > 0:
        person = people_of(st)[slots[i].relation]
        return rules.decayed(person.goodwill, bp.mind_baseline, bp.mind_decay_rate, st.now - person.felt_at)
    return rules.decayed(slots[i].goodwill, bp.mind_baseline, bp.mind_decay_rate, st.now - slots[i].felt_at)


@compiled
def expectation_now(bp, st, i) -> float:  # type: ignore[no-untyped-def]
    """Return what a case's customer expects."""
    if bp.population > 0:
        return people_of(st)[slots_of(st)[i].relation].expectation
    return slots_of(st)[i].expectation


@compiled
def _keep(bp, st, i, goodwill, expectation) -> None:  # type: ignore[no-untyped-def]
    slots = slots_of(st)
    if bp.population > 0:
        people = people_of(st)
        relation = slots[i].relation
        people[relation].goodwill = goodwill
        people[relation].expectation = expectation
        people[relation].felt_at = st.now
    else:
        slots[i].goodwill = goodwill
        slots[i].expectation = expectation
        slots[i].felt_at = st.now


@compiled
def _mark(bp, st, i, step, purpose) -> float:  # type: ignore[no-untyped-def]
    law = bp.step_mark[step]
    if is_certain(bp, law):
        return bp.dist_a[law]
    slots = slots_of(st)
    u = uniforms(st, slots[i].entity, purpose, slots[i].occurrence)[1]
    return draw(bp, st, law, u, slots[i].entity, purpose, slots[i].occurrence, 1)


@compiled
def _losses(bp, st, i, wait, outcome) -> float:  # type: ignore[no-untyped-def]
    slots = slots_of(st)
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
    if slots[i].transferred:
        losses += bp.mind_transfer
    if slots[i].retold:
        losses += bp.mind_retelling
    return losses


@compiled
def live_moment(bp, st, m, i, wait, outcome):  # type: ignore[no-untyped-def]
    """Let the customer live a moment; return experience, expectation before, goodwill before and after (marks)."""
    if not bp.mind:
        return NEVER, NEVER, NEVER, NEVER
    slots = slots_of(st)
    chasing = slots[i].owner != NO_SLOT
    case = slots[i].owner if chasing else i
    before, expectation = goodwill_now(bp, st, case), expectation_now(bp, st, case)
    mark = _mark(bp, st, i, slots[i].step, streams.CHASE_CHECK if chasing else streams.CHECK)
    extra = max(0, slots[case].contacts + slots[case].chases - 1)
    x = rules.experience(
        mark, _losses(bp, st, i, wait, outcome), bp.mind_repeat, extra, bp.mind_low, bp.mind_high
    )
    after = before
    if bp.disconfirmation:
        reference = before if bp.reference_goodwill else expectation
        value = rules.felt_value(x - reference, bp.mind_power, bp.mind_loss_aversion)
        after = rules.next_goodwill(before, bp.mind_k, value, bp.mind_low, bp.mind_high)
    _keep(bp, st, case, after, rules.next_expectation(expectation, x, bp.mind_expect_up, bp.mind_expect_down))
    _remember(slots, case, x)
    slots[case].moment_before = before
    measures.count_moment(
        m,
        x,
        after,
        rules.is_felt_served(x, expectation),
        slots[case].segment,
        period_of(bp, st.now),
        slots[case].provider,
    )
    return x, expectation, before, after


@compiled
def _remember(slots, case, x) -> None:  # type: ignore[no-untyped-def]
    first = slots[case].marks == 0
    slots[case].marks += 1
    slots[case].marks_sum += x
    slots[case].best = x if first else max(slots[case].best, x)
    slots[case].worst = x if first else min(slots[case].worst, x)
    slots[case].last = x


@compiled
def note_failure(bp, st, i, cause) -> None:  # type: ignore[no-untyped-def]
    """Note the goodwill from before a need that comes back because something went wrong, the first time that it does."""
    slots = slots_of(st)
    if slots[i].failed:
        return
    slots[i].failed = 1  # from now on all that is done for it is failure demand
    # an error shows only now; that nothing was resolved showed in the last moment
    slots[i].failure_before = goodwill_now(bp, st, i) if cause == log.ERROR_FOUND else slots[i].moment_before


@compiled
def make_good(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a resolved need that had failed restore goodwill, if its last moment was good."""
    slots = slots_of(st)
    if not bp.recovery or not slots[i].failed:
        return
    m.resolved_after_failure += 1
    if slots[i].marks == 0 or slots[i].last < bp.mind_recovery_mark:
        return
    before, expectation = goodwill_now(bp, st, i), expectation_now(bp, st, i)
    after = rules.made_good(before, slots[i].failure_before, bp.mind_recovery_q, bp.mind_low, bp.mind_high)
    _keep(bp, st, i, after, expectation)
    m.made_good += 1
    if st.logging:
        row = journal.log_of(st)[journal.of_case(st, i, log.MADE_GOOD)]
        row.expectation, row.goodwill_before, row.goodwill_after = expectation, before, after


@compiled
def sum_up(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Count the episode mark of a case that ends, and the goodwill left."""
    slots = slots_of(st)
    if not bp.mind or slots[i].marks == 0:
        return
    mark = slots[i].marks_sum / slots[i].marks
    if bp.episode:
        mark = rules.episode_mark(
            mark, slots[i].best, slots[i].worst, slots[i].last,
            bp.mind_w_mean, bp.mind_w_best, bp.mind_w_worst, bp.mind_w_last,
        )  # fmt: skip
    measures.count_episode(m, mark, goodwill_now(bp, st, i))


@compiled
def is_gone(bp, st, i) -> bool:  # type: ignore[no-untyped-def]
    """Return whether the customer of a case has ended the relationship before."""
    if bp.population > 0:
        return people_of(st)[slots_of(st)[i].relation].left == 1
    return slots_of(st)[i].left == 1


@compiled
def leaves(bp, st, i, purpose, slot) -> bool:  # type: ignore[no-untyped-def]
    """Return whether the customer ends the relationship now; uniform `slot` of the block decides."""
    if not bp.leaving or is_gone(bp, st, i):
        return False
    slots = slots_of(st)
    p = rules.leaving_probability(
        bp.leave_form, bp.mind_leave_p0, bp.mind_leave_beta, goodwill_now(bp, st, i), bp.mind_leave_g_star
    )
    return uniforms(st, slots[i].entity, purpose, slots[i].occurrence)[slot] < p
