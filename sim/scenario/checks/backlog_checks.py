"""Whether a backlog at the start makes sense: steps and needs that there are, ages, and room for all who stand there."""

from sim.kernel import limits
from sim.scenario.fields.backlog import ANY, MOST, Backlog
from sim.scenario.fields.design import Design
from sim.scenario.fields.model import Scenario
from sim.scenario.text.faults import Location, check_sum, written


def check_backlog(design: Design, scenario: Scenario, place: Location) -> None:
    """Check the cases that stand at the steps of a design when a run begins."""
    steps, kinds = written(place, "steps", design.steps), list(scenario.world.needs)
    for step, stack in design.backlog.items():
        if step not in steps:
            place.unknown(("backlog", step), step, steps, "a step")
        elif design.steps[step].appointment:
            allowed, advice = "a step without an appointment", "let them stand at the step before it, or at another step of the role"
            place.fault(("backlog", step), allowed, advice, given=f"{step}, where one comes by appointment")
        elif design.steps[step].instead:
            allowed, advice = "a step that is done by one role", "let them stand at one of the steps done instead of it"
            place.fault(("backlog", step), allowed, advice, given=f"{step}, which is done by several")
        elif place.clean("backlog", step):
            _check_ages(step, stack, place)
        for kind in (*(stack.needs or ()), *(stack.ages or ())):
            if kind not in (*kinds, ANY):
                place.unknown(("backlog", step, "needs" if kind in (stack.needs or ()) else "ages", kind), kind, kinds, "a need")
        if stack.needs and place.clean("backlog", step):
            check_sum(place, ("backlog", step, "needs"), stack.needs.values())
    if design.backlog and place.clean("backlog"):
        _check_run(scenario, place)
        _check_room(design, scenario, place)


def _check_ages(step: str, stack: Backlog, place: Location) -> None:
    path = ("backlog", step)
    if stack.ages is not None and (stack.waiting is not None or stack.oldest is not None):
        place.fault(path, "either ages, or waiting and oldest", "leave one of the two out", given="both")
    elif stack.ages is None and (stack.waiting is None or stack.oldest is None):
        given = "no " + " and no ".join(one for one in ("waiting", "oldest") if getattr(stack, one) is None)
        place.fault(path, "{waiting: 412, oldest: 9 weeks}, or ages", "write how many wait, and how old the oldest is", given=given)
    if stack.needs and stack.ages is not None and ANY not in stack.ages:
        place.fault((*path, "needs"), "needs where ages does not name them", "leave needs out", given="needs named twice")


def _check_run(scenario: Scenario, place: Location) -> None:
    if scenario.run.warm_up > 0.0:
        allowed = "a backlog in a run without a warm-up: it is there from the start, and counts"
        place.fault(("backlog",), allowed, "leave run.warm_up out", given="a backlog with a warm-up")


def _check_room(design: Design, scenario: Scenario, place: Location) -> None:
    """Refuse more than can stand there: on a tray, in a population in which each has one case, or in a run."""
    for name, role in design.roles.items():
        waiting = sum(stack.number for step, stack in design.backlog.items() if design.steps[step].role == name)
        if role.queue_limit is not None and waiting > role.queue_limit:
            advice = "raise queue_limit, or let fewer wait"
            place.fault(("backlog",), f"at most {role.queue_limit:,} (queue_limit of {name})", advice, given=f"{waiting:,} waiting")
    customers, total = scenario.world.customers, sum(stack.number for stack in design.backlog.values())
    if customers.population and customers.one_case_at_a_time and 2 * total > customers.population:
        allowed = f"at most {customers.population // 2:,}: half of the population, as each has one case at a time"
        place.fault(("backlog",), allowed, "let fewer wait, or leave one_case_at_a_time out", given=f"{total:,} cases")
    if total > min(limits.INSIDE // 2, 5 * MOST):
        place.fault(("backlog",), f"at most {5 * MOST:,} cases in all", "let fewer wait", given=f"{total:,} cases")
