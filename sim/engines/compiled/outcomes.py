"""What becomes of a visit, in the compiled engine: what was made of it, what it leaves behind, and where it goes."""

from sim.blueprint.layout import LOST, RESOLVED, UNRESOLVED
from sim.engines.compiled import (
    chasing,
    effort,
    endings,
    energy,
    journal,
    lines,
    mind,
    norms,
    steps,
    visits,
    whims,
)
from sim.engines.compiled.draws import choose, draw, uniforms
from sim.engines.compiled.memory import (
    NO_SLOT,
    slots_of,
)
from sim.kernel import streams
from sim.kernel.jit import compiled
from sim.records import log, measures
from sim.records.log import NEVER, NONE


@compiled
def finish(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """End the handling of a case at a step: what was made of it, what it leaves behind, and where it goes."""
    slots = slots_of(st)
    step = slots[i].step
    slots[i].generation += 1
    effort.of_visit(bp, st, m, i)
    if bp.step_role[step] >= 0:
        slots[i].work += slots[i].takes
        slots[i].last_role = bp.step_role[step]
        if bp.step_present[step]:
            slots[i].front_role = bp.step_role[step]
            slots[i].told = 1
    slots[i].done |= 1 << step
    u, v = 0.5, 0.5
    if bp.step_branches[step] > 1 or bp.step_right[step] < 1.0:
        u, v = uniforms(st, slots[i].entity, streams.OUTCOME, slots[i].occurrence)
    make_errors(bp, st, m, i, step, v)
    target, branch = next_step(bp, st, m, i, step, u)
    outcome = settle_promise(bp, st, m, i, step, target)
    straight = goes_straight_on(bp, step, target, branch)
    if bp.whims and not straight:
        outcome += whims.settle(bp, st, m, i)
    left_behind = (NEVER, NEVER, NEVER, NEVER, NEVER)
    if bp.step_present[step] or target < 0:
        mind.live_step(bp, st, i, slots[i].waited if bp.step_present[step] else 0.0, outcome)
        if not straight:
            closing, ends = marks_for(bp, slots, i, target), ends_contact(bp, target, branch)
            left_behind = mind.live_moment(bp, st, m, i, closing, ends)
            if bp.step_present[step]:
                energy.feel(bp, st, m, bp.step_role[step], left_behind[3])
    slots[i].straight = straight
    if bp.step_role[step] >= 0 and not straight:
        visits.release(bp, st, m, bp.step_role[step], i)
    if st.logging:
        journal.of_moment(st, i, log.HANDLED, target, slots[i].waited, slots[i].takes, left_behind)
    go_on(bp, st, m, i, target, branch)


@compiled
def ends_contact(bp, target, branch) -> bool:  # type: ignore[no-untyped-def]
    """Return whether the customer is no longer present after a step: it ends, rests, or goes to the back."""
    if target < 0 or (branch >= 0 and bp.branch_after[branch] >= 0):
        return True
    return not bp.step_present[target] or bp.step_appointment[target] == 1


@compiled
def goes_straight_on(bp, step, target, branch) -> bool:  # type: ignore[no-untyped-def]
    """Return whether the next step is of the same visit: in front, at the same role, at once, and without a new queue."""
    return (
        bp.step_present[step] == 1
        and not ends_contact(bp, target, branch)
        and bp.step_role[target] == bp.step_role[step]
        and not bp.step_queue_again[target]
    )


@compiled
def marks_for(bp, slots, i, target) -> float:  # type: ignore[no-untyped-def]
    """Return the marks that the outcome of a moment adds."""
    if target == RESOLVED:
        return bp.mind_solved
    if target == LOST or target == UNRESOLVED:
        return bp.mind_unsolved
    return bp.mind_promised if target >= 0 and slots[i].promised else 0.0


@compiled
def make_errors(bp, st, m, i, step, v) -> None:  # type: ignore[no-untyped-def]
    """Repair what the step repairs, and make an error with the probability that it is not right first time."""
    slots = slots_of(st)
    slots[i].errors &= ~((1 << step) | bp.step_fixes[step])
    if v >= energy.right_first_time(bp, st, step):
        slots[i].errors |= 1 << step
        m.errors += 1


@compiled
def next_step(bp, st, m, i, step, u):  # type: ignore[no-untyped-def]
    """Return where a case goes (a step, or below nought an ending) and by which branch; below nought where a check sends it."""
    slots = slots_of(st)
    found = slots[i].errors & bp.step_finds[step]
    if found:
        w = uniforms(st, slots[i].entity, streams.CHECK, slots[i].occurrence)[0]
        if w < bp.step_detects[step]:
            slots[i].errors &= ~found
            m.errors_checked += lines.count_bits(found)
            slots[i].reworked = 1
            return repair_step(bp, step, found), -1
    branch = bp.step_branch[step] + choose(bp.branch_share, bp.step_branch[step], bp.step_branches[step], u)
    return bp.branch_to[branch], branch


@compiled
def repair_step(bp, step, found) -> int:  # type: ignore[no-untyped-def]
    """Return the step to which a check sends what it finds wrong: as named, else the first that erred."""
    if bp.step_on_error[step] >= 0:
        return bp.step_on_error[step]
    low = found & 0xFFFFFFFF
    return lines.lowest_bit(low) if low else 32 + lines.lowest_bit(found >> 32 & 0xFFFFFFFF)


@compiled
def settle_promise(bp, st, m, i, step, target) -> float:  # type: ignore[no-untyped-def]
    """Keep or break the promise that stands, make the step's own; return the marks for a broken one."""
    slots = slots_of(st)
    marks = 0.0
    # what this visit promised it can't be held against: whoever promised it is with the customer all along
    present = bp.step_present[step] == 1
    heard = present and slots[i].straight == 0
    if slots[i].due >= 0.0 and (heard or target < 0):
        marks = look_back(bp, st, m, i, slots[i].started if heard else (0.0 if present else st.now))
    if target >= 0 and bp.step_promise[step] >= 0.0:
        promise(bp, st, m, i, norms.later(bp, st, st.now, bp.step_promise[step], bp.step_unit[step]))
        slots[i].promised = bp.step_present[step]
    return marks


@compiled
def look_back(bp, st, m, i, heard) -> float:  # type: ignore[no-untyped-def]
    """Let a customer who hears from the case hold that against the promise; return the marks for a broken one."""
    slots = slots_of(st)
    kept = heard <= slots[i].due
    slots[i].due = NEVER
    if bp.chasing[slots[i].provider]:
        slots[i].chase_generation += 1
        chasing.expect_end(bp, st, i)
    measures.count_promise(m, kept)
    return 0.0 if kept else bp.mind_broken


@compiled
def promise(bp, st, m, i, until) -> None:  # type: ignore[no-untyped-def]
    """Promise the customer to hear before a time; a customer who does not will ask."""
    slots = slots_of(st)
    if st.now > slots[i].due:
        measures.count_promise(m, False)
    slots[i].due = until
    m.promises += 1
    if bp.chasing[slots[i].provider]:
        chasing.schedule_chase(bp, st, i, slots[i].due)


@compiled
def go_on(bp, st, m, i, target, branch) -> None:  # type: ignore[no-untyped-def]
    """Send a case on: to a step, at once or after a delay, or to its end."""
    slots = slots_of(st)
    if target == RESOLVED and slots[i].errors:
        error_sleeps(bp, st, m, i)
    elif target == UNRESOLVED:
        if mind.leaves(bp, st, i, 0):
            endings.customer_leaves(bp, st, m, i)
            endings.close(bp, st, m, i, LOST, False)
        else:
            endings.come_back_or_lose(bp, st, m, i, bp.failure_p, bp.failure_after, log.UNRESOLVED)
    elif target < 0:
        endings.close(bp, st, m, i, target, True)
    elif branch >= 0 and bp.branch_after[branch] >= 0:
        u = uniforms(st, slots[i].entity, streams.LAG, slots[i].occurrence)[0]
        after = bp.branch_after[branch]
        delay = draw(bp, st, after, u, slots[i].entity, streams.LAG, slots[i].occurrence, 0)
        cause = log.UNRESOLVED if bp.branch_failure[branch] else log.PLANNED
        until = norms.later(bp, st, st.now, delay, bp.dist_unit[after])
        endings.go_away(bp, st, m, i, until, cause, target)
    elif slots[i].straight and slots[i].role >= 0:
        steps.go_straight_on(bp, st, m, i, target)
    else:
        steps.enter(bp, st, m, i, target, slots[i].role, slots[i].person)


@compiled
def error_sleeps(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a case that seems resolved rest with its error until the customer finds it and contacts again."""
    slots = slots_of(st)
    m.errors_customer += lines.count_bits(slots[i].errors)
    slots[i].errors = 0  # found, so no longer latent: the work is done anew
    slots[i].reworked = 1
    slots[i].chase_generation += 1
    n = slots[i].error_returns
    slots[i].error_returns += 1
    u = uniforms(st, slots[i].entity, streams.ERROR, n)[0]
    lag = draw(bp, st, bp.error_lag, u, slots[i].entity, streams.ERROR, n, 0)
    if slots[i].chaser != NO_SLOT:
        endings.hang_up(bp, st, m, i)
    endings.go_away(bp, st, m, i, st.now + lag, log.ERROR_FOUND, bp.recontact[slots[i].provider])


@compiled
def pass_on(bp, st, m, i, role) -> None:  # type: ignore[no-untyped-def]
    """Let a case that has waited so long go on elsewhere; at the same role it keeps its place."""
    slots = slots_of(st)
    to = bp.step_overflow_to[slots[i].step]
    visits.stop_waiting(bp, st, m, role, i)
    norms.count_wait(bp, st, m, i, False, False)
    effort.passed_on(bp, st, m, i)
    mind.live_wait(bp, st, i)
    left_behind = (NEVER, NEVER, NEVER, NEVER, NEVER)
    if slots[i].contact_moments > 0 and not bp.step_present[to]:
        _, mark, expectation, before, after = mind.end_contact(bp, st, m, i)
        left_behind = (NEVER, mark, expectation, before, after)
    if st.logging:
        journal.of_moment(st, i, log.OVERFLOWED, to, slots[i].waited, NEVER, left_behind)
    slots[i].keeps = int(bp.step_role[to] == role and bp.step_others[to] == 0)
    steps.enter(bp, st, m, i, to, NONE, NONE)


@compiled
def give_up(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Let a case leave a queue because its customer's patience has run out, or to go on elsewhere."""
    slots = slots_of(st)
    role = slots[i].role
    if slots[i].overflows:
        pass_on(bp, st, m, i, role)
        return
    visits.stop_waiting(bp, st, m, role, i)
    norms.count_wait(bp, st, m, i, False, False)
    effort.in_vain(bp, st, m, i)
    left_behind = mind.live_unanswered(bp, st, m, i, slots[i].waited)
    if st.logging:
        journal.of_moment(st, i, log.GAVE_UP, NONE, slots[i].waited, NEVER, left_behind)
    if slots[i].owner == NO_SLOT:
        endings.fail(bp, st, m, i, bp.step_on_abandon[slots[i].step])
    else:
        chasing.end_chase(bp, st, i)
