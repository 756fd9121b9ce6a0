"""How a customer asks where it is while the case goes its own way: a second SimPy process beside the case."""

from sim.engines.story import closed, effort, endings, journal, steps
from sim.engines.story.mind import live_moment, live_step
from sim.engines.story.model import Case, Felt, Story, Visit, count
from sim.engines.story.norms import later
from sim.engines.story.organisation import Organisation
from sim.engines.story.role import HANDLED, WITHDREW, prepare
from sim.kernel import distributions, order, streams
from sim.records import log
from sim.records.log import NEVER


def expect_end(org: Organisation, case: Case) -> None:
    """Let a customer to whom nothing is promised ask after the lead time that is expected."""
    if org.world.bp.chase_expected >= 0.0:
        bp = org.world.bp
        schedule_chase(org, case, later(org.world, case.arose, bp.chase_expected, bp.chase_unit))


def schedule_chase(org: Organisation, case: Case, due: float) -> None:
    """Schedule the customer's asking where it is: some time after it was due."""
    world = org.world
    u = world.uniforms(case.entity, streams.CHASE_GAP, case.chases)[0]
    gap = distributions.quantile(distributions.EXPONENTIAL, world.bp.chase_mean[case.provider], 0.0, 0.0, u)
    chase_at(org, case, max(due, world.now) + gap)


def chase_at(org: Organisation, case: Case, when: float) -> None:
    """Let the customer ask at a time, unless the case has closed or the time has been moved by then."""

    def ask() -> None:
        if case.chase_timer is timer and case.chaser is None:
            org.world.clock.process(chase(org, case))

    timer = org.world.clock.at(when, order.event_key(order.CHASE, order.chaser_line(case.number)), ask)
    case.chase_timer = timer


def chase(org: Organisation, case: Case) -> Story:
    """Live a chasing contact: the customer asks where it is; the case itself goes its own way meanwhile."""
    world = org.world
    opens, until = closed.channel_hours(org, case.channel)
    step = world.bp.chase_step[case.provider]
    if opens < 0.0 and world.bp.step_present[step]:
        opens, until = org.roles[world.bp.step_role[step]].hours(case)
    if opens >= 0.0:
        u = world.uniforms(case.entity, streams.CHASE_GAP, case.chases)[1]
        chase_at(org, case, opens + u * (until - opens))  # some time while it is open: not all at the opening
        return
    if case.in_contact or (case.resting and case.cause in (log.REDIAL, log.APPOINTMENT)):
        schedule_chase(org, case, world.now)
        return
    visit = ask_where_it_is(org, case)
    answer = yield steps.ask(org, visit)
    if answer == HANDLED:
        org.roles[visit.role].release(visit)
        finish_chase(org, visit)
    elif answer != WITHDREW:
        endings.note_failure(org, visit, answer)
    case.chaser = None
    if case.open and not is_asleep(case):
        schedule_chase(org, case, case.due if case.due >= 0.0 else world.now)


def ask_where_it_is(org: Organisation, case: Case) -> Visit:
    """Return the visit of a chasing customer to the step that answers such questions."""
    world, step = org.world, org.world.bp.chase_step[case.provider]
    who = order.chaser_line(case.number)
    visit = Visit(case, step, world.bp.step_role[step], case.chases, who, case.chases, Felt(), chasing=True)
    case.chaser = visit
    case.chases += 1
    count.contact(world.m, log.CHASING)
    journal.write(world, log.CAME, case, chasing=True)
    world.m.step_visits[step] += 1
    prepare(world, visit)
    return visit


def finish_chase(org: Organisation, visit: Visit) -> None:
    """End the handling of a chasing contact; it may bring a new promise."""
    world, case = org.world, visit.case
    promise = world.bp.step_promise[visit.step]
    case.work += visit.takes
    effort.of_visit(world, visit)
    broken, closing = 0.0, world.bp.mind_promised if promise >= 0.0 else world.bp.mind_unsolved
    awaited = case.open and not is_asleep(case)
    if (
        awaited and visit.started > case.due
    ):  # the customer holds the promise that was broken against it, once
        count.promise(world.m, False)
        case.due = NEVER
        broken = world.bp.mind_broken
    live_step(world, visit, visit.waited, broken)
    left_behind = live_moment(world, visit, closing, True)
    org.roles[visit.role].energy.feel(left_behind[3])
    if promise >= 0.0 and awaited:
        case.due = later(world, world.now, promise, world.bp.step_unit[visit.step])
        world.m.promises += 1
    journal.write(
        world, log.HANDLED, case, visit, waited=visit.waited, handled=visit.takes, left_behind=left_behind
    )


def is_asleep(case: Case) -> bool:
    """Return whether a customer believes the case resolved, not having found the error yet."""
    return case.resting and case.cause == log.ERROR_FOUND
