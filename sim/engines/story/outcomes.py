"""What becomes of a visit, in the SimPy engine: what was made of it, what it leaves behind, and where it goes."""

from typing import Any

from sim.blueprint.layout import LOST, RESOLVED, UNRESOLVED
from sim.engines.story import chasing, effort, endings, journal, whims
from sim.engines.story.mind import leaves, live_moment, live_step
from sim.engines.story.model import Case, End, Next, Rest, ToStep, Visit, choose, count
from sim.engines.story.norms import later
from sim.engines.story.organisation import Organisation
from sim.kernel import streams
from sim.records import log
from sim.records.log import NEVER, NONE


def finish(org: Organisation, visit: Visit) -> Next:
    """End the handling at a step: what was made of it, what it leaves behind, and where it goes."""
    world, bp, case, step = org.world, org.world.bp, visit.case, visit.step
    present = bool(bp.step_present[step])
    effort.of_visit(world, visit)
    if visit.role >= 0:
        case.work += visit.takes
        case.last_role = visit.role
        if present:
            case.front_role = visit.role
            case.told = True
    case.done.add(step)
    u, v = 0.5, 0.5
    if bp.step_branches[step] > 1 or bp.step_right[step] < 1.0:
        u, v = world.uniforms(case.entity, streams.OUTCOME, visit.occurrence)
    make_errors(org, case, step, v)
    target, branch = route(org, visit, u)
    outcome = settle_promise(org, visit, target)
    straight = goes_straight_on(bp, step, target, branch)
    if bp.whims and not straight:
        outcome += whims.settle(world, visit)
    left_behind = journal.NOTHING
    if present or target < 0:
        live_step(world, visit, visit.waited if present else 0.0, outcome)
        if not straight:
            closing = marks_for(bp, visit, target)
            left_behind = live_moment(world, visit, closing, ends_contact(bp, target, branch))
            if present and visit.role >= 0:
                org.roles[visit.role].energy.feel(left_behind[3])
    if visit.role >= 0 and not straight:
        org.roles[visit.role].release(visit)
    journal.write(
        world, log.HANDLED, case, visit,
        next_step=target, waited=visit.waited, handled=visit.takes, left_behind=left_behind,
    )  # fmt: skip
    return go_on(org, visit, target, branch, straight)


def ends_contact(bp: Any, target: int, branch: int) -> bool:
    """Return whether the customer is no longer present after a step: it ends, rests, or goes to the back."""
    rests = (target >= 0 and bp.step_appointment[target]) or (branch >= 0 and bp.branch_after[branch] >= 0)
    return bool(target < 0 or rests or not bp.step_present[target])


def goes_straight_on(bp: Any, step: int, target: int, branch: int) -> bool:
    """Return whether the next step is of the same visit: in front, at the same role, at once, and without a new queue."""
    if not bp.step_present[step] or ends_contact(bp, target, branch):
        return False
    return bool(bp.step_role[target] == bp.step_role[step] and not bp.step_queue_again[target])


def marks_for(bp: Any, visit: Visit, target: int) -> float:
    """Return the marks that the outcome of a moment adds."""
    if target == RESOLVED:
        return float(bp.mind_solved)
    if target in (LOST, UNRESOLVED):
        return float(bp.mind_unsolved)
    return float(bp.mind_promised) if target >= 0 and visit.felt.promised else 0.0


def make_errors(org: Organisation, case: Case, step: int, v: float) -> None:
    """Repair what the step repairs, and make an error with the probability that it is not right first time."""
    bp, role = org.world.bp, org.world.bp.step_role[step]
    right = bp.step_right[step] if role < 0 else org.roles[role].energy.right_first_time(bp.step_right[step])
    case.errors -= {step} | {s for s in case.errors if (bp.step_fixes[step] >> s) & 1}
    if v >= right:
        case.errors.add(step)
        org.world.m.errors += 1


def route(org: Organisation, visit: Visit, u: float) -> tuple[int, int]:
    """Return where a case goes (a step, or below nought an ending) and by which branch; below nought where a check sends it."""
    world, bp, case, step = org.world, org.world.bp, visit.case, visit.step
    found = {s for s in case.errors if (bp.step_finds[step] >> s) & 1}
    if found and world.uniforms(case.entity, streams.CHECK, visit.occurrence)[0] < bp.step_detects[step]:
        case.errors -= found
        world.m.errors_checked += len(found)
        case.reworked = True
        return bp.step_on_error[step] if bp.step_on_error[step] >= 0 else min(found), NONE
    first, branches = bp.step_branch[step], bp.step_branches[step]
    branch = first + choose(bp.branch_share[first : first + branches], u)
    return bp.branch_to[branch], branch


def settle_promise(org: Organisation, visit: Visit, target: int) -> float:
    """Keep or break the promise that stands, make the step's own; return the marks for a broken one."""
    world, bp, case = org.world, org.world.bp, visit.case
    present = bool(bp.step_present[visit.step])
    marks = 0.0
    # what this visit promised it can't be held against: whoever promised it is with the customer all along
    heard = present and not visit.straight
    if case.due >= 0.0 and (heard or target < 0):
        marks = look_back(org, case, visit.started if heard else (0.0 if present else world.now))
    if target >= 0 and bp.step_promise[visit.step] >= 0.0:
        if world.now > case.due:
            count.promise(world.m, False)
        case.due = later(world, world.now, bp.step_promise[visit.step], bp.step_unit[visit.step])
        world.m.promises += 1
        if bp.chasing[case.provider]:
            chasing.schedule_chase(org, case, case.due)
        visit.felt.promised = present
    return marks


def look_back(org: Organisation, case: Case, heard: float) -> float:
    """Let a customer who hears from the case hold that against the promise; return the marks for a broken one."""
    kept = heard <= case.due
    case.due = NEVER
    if org.world.bp.chasing[case.provider]:
        case.chase_timer = None
        chasing.expect_end(org, case)
    count.promise(org.world.m, kept)
    return 0.0 if kept else float(org.world.bp.mind_broken)


def go_on(org: Organisation, visit: Visit, target: int, branch: int, straight: bool) -> Next:
    """Say what comes next: a step, at once or after a delay, or the end."""
    world, bp, case = org.world, org.world.bp, visit.case
    if target == RESOLVED and case.errors:
        return error_sleeps(org, case)
    if target == UNRESOLVED:
        if leaves(world, case, 0):
            endings.customer_leaves(org, case)
            return End(LOST, asks=False)
        return endings.come_back_or_lose(org, visit, bp.failure_p, bp.failure_after, log.UNRESOLVED)
    if target < 0:
        return End(target, asks=True)
    after = bp.branch_after[branch] if branch >= 0 else NONE
    if after < 0:
        return ToStep(target, (visit.role, visit.person), visit if straight else None)
    u = world.uniforms(case.entity, streams.LAG, visit.occurrence)[0]
    delay = world.draw(after, u, case.entity, streams.LAG, visit.occurrence, 0)
    cause = log.UNRESOLVED if bp.branch_failure[branch] else log.PLANNED
    return Rest(later(world, world.now, delay, bp.dist_unit[after]), cause, target)


def error_sleeps(org: Organisation, case: Case) -> Next:
    """Let a case that seems resolved rest with its error until the customer finds it and contacts again."""
    world, bp = org.world, org.world.bp
    world.m.errors_customer += len(case.errors)
    case.errors.clear()  # found, so no longer latent: the work is done anew
    case.reworked = True
    case.chase_timer = None
    n = case.error_returns
    case.error_returns += 1
    u = world.uniforms(case.entity, streams.ERROR, n)[0]
    lag = world.draw(bp.error_lag, u, case.entity, streams.ERROR, n, 0)
    endings.hang_up(org, case)
    return Rest(world.now + lag, log.ERROR_FOUND, bp.recontact[case.provider])
