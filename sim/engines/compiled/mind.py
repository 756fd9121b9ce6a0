"""What moments and contacts leave behind in the customer, in the compiled engine."""

from sim.engines.compiled import journal, norms
from sim.engines.compiled.draws import draw, is_certain, uniforms
from sim.engines.compiled.memory import NO_SLOT, people_of, slots_of
from sim.kernel import rules, streams
from sim.kernel.jit import compiled
from sim.records import log, measures
from sim.records.log import NEVER


@compiled
def faded(bp, goodwill, minutes) -> float:  # type: ignore[no-untyped-def]
    """Return what is left of goodwill after a quiet time, in minutes."""
    return rules.faded(goodwill, bp.mind_baseline, bp.mind_delight_rate, bp.mind_grievance_rate, minutes)


@compiled
def goodwill_now(bp, st, i) -> float:  # type: ignore[no-untyped-def]
    """Return the goodwill of a case's customer at this moment, without writing it."""
    slots = slots_of(st)
    if bp.population > 0:
        person = people_of(st)[slots[i].relation]
        return faded(bp, person.goodwill, st.now - person.felt_at)
    return faded(bp, slots[i].goodwill, st.now - slots[i].felt_at)


@compiled
def expectation_now(bp, st, i) -> float:  # type: ignore[no-untyped-def]
    """Return what a case's customer expects."""
    if bp.population > 0:
        return people_of(st)[slots_of(st)[i].relation].expectation
    return slots_of(st)[i].expectation


@compiled
def should_now(bp, st, i) -> float:  # type: ignore[no-untyped-def]
    """Return what a case's customer thinks that one may expect."""
    if bp.population > 0:
        return people_of(st)[slots_of(st)[i].relation].should
    return slots_of(st)[i].should


@compiled
def _keep(bp, st, i, goodwill, expectation, should) -> None:  # type: ignore[no-untyped-def]
    slots = slots_of(st)
    if bp.population > 0:
        people = people_of(st)
        relation = slots[i].relation
        people[relation].goodwill = goodwill
        people[relation].expectation = expectation
        people[relation].should = should
        people[relation].felt_at = st.now
    else:
        slots[i].goodwill = goodwill
        slots[i].expectation = expectation
        slots[i].should = should
        slots[i].felt_at = st.now


@compiled
def _case_of(slots, i) -> int:  # type: ignore[no-untyped-def]
    return slots[i].owner if slots[i].owner != NO_SLOT else i


@compiled
def _mark(bp, st, i) -> float:  # type: ignore[no-untyped-def]
    slots = slots_of(st)
    law = bp.step_mark[slots[i].step]
    if is_certain(bp, law):
        return bp.dist_a[law]
    purpose = streams.CHASE_CHECK if slots[i].owner != NO_SLOT else streams.CHECK
    u = uniforms(st, slots[i].entity, purpose, slots[i].occurrence)[1]
    return draw(bp, st, law, u, slots[i].entity, purpose, slots[i].occurrence, 1)


@compiled
def _wait_loss(bp, st, i, wait, since) -> float:  # type: ignore[no-untyped-def]
    if not bp.perceived_wait or wait <= 0.0:
        return 0.0
    slot = slots_of(st)[i]
    acceptable = rules.first_norm(
        norms.channel_norm(bp, st, norms.channel_of(bp, st, i), since),
        norms.role_norm(bp, st, slot.role, since) if slot.role >= 0 else -1.0,
        bp.mind_wait_acceptable,
    )
    return rules.wait_loss(
        wait, bp.mind_wait_a, bp.mind_wait_b, acceptable, bp.mind_wait_loss, bp.mind_wait_quadratic
    )


@compiled
def live_step(bp, st, i, wait, outcome) -> None:  # type: ignore[no-untyped-def]
    """Let the customer live a step, as a part of the moment with one person; `outcome` is marks, `wait` minutes."""
    if not bp.mind:
        return
    slots = slots_of(st)
    mark, minutes = _mark(bp, st, i), slots[i].takes
    losses = _wait_loss(bp, st, i, wait, slots[i].joined) - outcome
    if slots[i].transferred:
        losses += bp.mind_transfer
    if slots[i].retold:
        losses += bp.mind_retelling
    slots[i].moment_minutes += minutes
    slots[i].moment_weighted += mark * minutes
    slots[i].moment_marks += mark
    slots[i].moment_losses += losses
    slots[i].moment_steps += 1


@compiled
def live_wait(bp, st, i) -> None:  # type: ignore[no-untyped-def]
    """Let the customer live a wait after which they go on elsewhere: it counts in what comes next."""
    slots = slots_of(st)
    if bp.mind and bp.step_present[slots[i].step]:
        slots[i].moment_losses += _wait_loss(bp, st, i, slots[i].waited, slots[i].joined)


@compiled
def live_moment(bp, st, m, i, outcome, ends):  # type: ignore[no-untyped-def]
    """End a moment, and with it (where `ends`) the contact; return its experience, the contact's mark, expectation before,
    goodwill before and after (marks)."""
    if not bp.mind:
        return NEVER, NEVER, NEVER, NEVER, NEVER
    slots = slots_of(st)
    slot, case = slots[i], _case_of(slots, i)
    mark = rules.mean_mark(slot.moment_weighted, slot.moment_minutes, slot.moment_marks, slot.moment_steps)
    extra = max(0, slots[case].contacts + slots[case].chases - 1)
    x = rules.experience(mark, slot.moment_losses - outcome, bp.mind_repeat, extra, bp.mind_low, bp.mind_high)
    slot.moment_minutes = slot.moment_weighted = slot.moment_marks = slot.moment_losses = 0.0
    slot.moment_steps = slot.promised = 0
    _add_moment(bp, st, m, i, x)
    if ends:
        return end_contact(bp, st, m, i)
    before = goodwill_now(bp, st, case)
    return x, NEVER, expectation_now(bp, st, case), before, before


@compiled
def live_unanswered(bp, st, m, i, wait):  # type: ignore[no-untyped-def]
    """End a contact in which nobody was (any more) spoken to; return what `live_moment` returns."""
    if not bp.mind:
        return NEVER, NEVER, NEVER, NEVER, NEVER
    mark = bp.unanswered[slots_of(st)[i].provider]
    loss = _wait_loss(bp, st, i, wait, st.now - wait)
    _add_moment(bp, st, m, i, rules.unanswered(mark, loss, bp.mind_low, bp.mind_high))
    return end_contact(bp, st, m, i)


@compiled
def _add_moment(bp, st, m, i, x) -> None:  # type: ignore[no-untyped-def]
    """Add the experience of a moment to its contact."""
    slots = slots_of(st)
    slot, case = slots[i], _case_of(slots, i)
    first = slot.contact_moments == 0
    slot.contact_moments += 1
    slot.contact_sum = x if first else slot.contact_sum + x
    slot.contact_best = x if first else max(slot.contact_best, x)
    slot.contact_worst = x if first else min(slot.contact_worst, x)
    slot.contact_last = x
    slots[case].last_moment = x
    felt = rules.is_felt_served(x, should_now(bp, st, case))
    measures.count_moment(m, x, felt, slot.segment, norms.period_of(bp, st.now), slot.provider)


@compiled
def end_contact(bp, st, m, i):  # type: ignore[no-untyped-def]
    """Let a contact leave behind what it does: goodwill and expectations move once, by the mark of all its moments."""
    slots = slots_of(st)
    slot, case = slots[i], _case_of(slots, i)
    mark = slot.contact_sum / slot.contact_moments
    if bp.episode:
        mark = rules.episode_mark(
            mark, slot.contact_best, slot.contact_worst, slot.contact_last,
            bp.mind_w_mean, bp.mind_w_best, bp.mind_w_worst, bp.mind_w_last,
        )  # fmt: skip
    slot.contact_moments = 0
    before, expectation, should = (
        goodwill_now(bp, st, case),
        expectation_now(bp, st, case),
        should_now(bp, st, case),
    )
    after, value = before, 0.0
    if bp.disconfirmation:
        held_against = rules.reference(expectation, should, bp.mind_omega)
        value = rules.felt_value(
            mark - (before if bp.reference_goodwill else held_against), bp.mind_power, bp.mind_loss_aversion
        )
        after = rules.next_goodwill(before, bp.mind_k, value, bp.mind_low, bp.mind_high)
    expected = rules.next_expectation(expectation, mark, bp.mind_expect_up, bp.mind_expect_down)
    _keep(bp, st, case, after, expected, rules.raised(should, mark, bp.mind_should_drift))
    _remember(slots, case, mark)
    slots[case].contact_before = before
    measures.count_felt(m, mark, before, after, slot.segment, norms.period_of(bp, st.now), slot.provider)
    if bp.disconfirmation:
        jump = _settled(bp, m, slot.segment, mark, should, value)
        measures.count_jump(m, before, jump, rules.next_goodwill(before, 1.0, jump, bp.mind_low, bp.mind_high))
    return slot.contact_last, mark, expectation, before, after


@compiled
def _settled(bp, m, segment, mark, should, value) -> float:  # type: ignore[no-untyped-def]
    """Return by how much this mark would move goodwill in the long run, before the scale cuts off what is beyond it."""
    if bp.reference_goodwill:
        return bp.mind_k * value
    usual = m.segment_mark_sum[segment] / m.segment_contacts[segment]
    return rules.settled_jump(
        mark, usual, should, bp.mind_omega, bp.mind_k, bp.mind_power, bp.mind_loss_aversion
    )


@compiled
def _remember(slots, case, mark) -> None:  # type: ignore[no-untyped-def]
    first = slots[case].marks == 0
    slots[case].marks += 1
    slots[case].marks_sum += mark
    slots[case].best = mark if first else max(slots[case].best, mark)
    slots[case].worst = mark if first else min(slots[case].worst, mark)
    slots[case].last = mark


@compiled
def note_failure(bp, st, i, cause) -> None:  # type: ignore[no-untyped-def]
    """Note the goodwill from before a need that comes back because something went wrong, the first time that it does."""
    slots = slots_of(st)
    if slots[i].failed:
        return
    slots[i].failed = 1  # from now on all that is done for it is failure demand
    # an error shows only now; that nothing was resolved showed in the last contact
    slots[i].failure_before = goodwill_now(bp, st, i) if cause == log.ERROR_FOUND else slots[i].contact_before


@compiled
def make_good(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a resolved need that had failed restore goodwill, if its last moment was good."""
    slots = slots_of(st)
    if not bp.recovery or not slots[i].failed:
        return
    m.resolved_after_failure += 1
    if slots[i].marks == 0 or slots[i].last_moment < bp.mind_recovery_mark:
        return
    before, expectation = goodwill_now(bp, st, i), expectation_now(bp, st, i)
    after = rules.made_good(before, slots[i].failure_before, bp.mind_recovery_q, bp.mind_low, bp.mind_high)
    _keep(bp, st, i, after, expectation, should_now(bp, st, i))
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
def leaves(bp, st, i, slot) -> bool:  # type: ignore[no-untyped-def]
    """Return whether the customer ends the relationship now; uniform `slot` of the block decides."""
    if not bp.leaving or is_gone(bp, st, i):
        return False
    slots = slots_of(st)
    p = rules.leaving_probability(
        bp.leave_form, bp.mind_leave_p0, bp.mind_leave_beta, goodwill_now(bp, st, i), bp.mind_leave_g_star
    )
    return uniforms(st, slots[i].entity, streams.LEAVE, slots[i].contacts)[slot] < p
