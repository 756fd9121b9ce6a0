"""Whether goals and costs make sense: one bound a goal, a measure that comes out, staff that can be counted."""

from collections.abc import Iterable

from sim.scenario.calendars import UNLIMITED
from sim.scenario.design import Design
from sim.scenario.faults import Place, shown
from sim.scenario.goals import Goal
from sim.scenario.model import Scenario

OF_COSTS = "staff_cost_per_year rework_cost change_cost_per_year cost_per_year cost_per_resolved cost".split()
OF_NORMS = "service_level wait_over_norm".split()
OF_THE_MIND = "experience goodwill goodwill_var goodwill_at_end felt_served_share episode_mark".split()
OF_STAFF = "energy absence vacant turnover".split()


def check_goals(scenario: Scenario, measures: Iterable[str], top: Place) -> None:
    """Check the goals; `measures` are the names of all that can come out of the designs."""
    known = list(measures)
    for name, goal in scenario.goals.items():
        place = top.below("goals", name)
        bounds = sum(bound is not None for bound in (goal.at_most, goal.at_least))
        if bounds != 1 and place.clean():
            given = "both of them" if bounds else "neither of them"
            place.fault((), "either at_most or at_least", "give the goal one bound", given=given)
        if not (top.clean("designs") and top.clean("changes") and place.clean("measure")):
            continue
        if goal.measure not in known:
            place.unknown(("measure",), goal.measure, known, "a measure")
        else:
            _check_comes_out(goal, scenario, place)


def _check_comes_out(goal: Goal, scenario: Scenario, place: Place) -> None:
    if lack := missing(goal.measure, scenario):
        place.fault(("measure",), *lack, given=shown(goal.measure))


def missing(measure: str, scenario: Scenario) -> tuple[str, str] | None:
    """Return when a measure comes out and how to get there, None where it does come out."""
    leaf = measure.rpartition(".")[2].removesuffix("_per_run")
    for leaves, there, allowed, advice in (
        (OF_COSTS, _some_role_has(scenario, "cost"), "costs where a role has one", "add for instance cost: 45 / hour"),
        (OF_NORMS, _some_role_has(scenario, "norm"), "a service level where a role has a norm", "add for instance norm: 30 s"),
        (OF_THE_MIND, scenario.world.mind is not None, "what customers feel together with a mind", "add world.mind"),
        (OF_STAFF, scenario.world.energy is not None, "what staff feel together with energy", "add world.energy"),
    ):  # fmt: skip
        if leaf in leaves and not there:
            return allowed, advice
    return None


def _some_role_has(scenario: Scenario, field: str) -> bool:
    """Whether a role of some design has a field, or a change may give it."""
    roles = [role for design in scenario.designs.values() for role in design.roles.values()]
    return any(getattr(role, field) is not None for role in roles) or any(
        path.startswith("roles.") for change in scenario.changes.values() for path in change.set
    )


def check_costs(design: Design, place: Place) -> None:
    """Check that staff with a cost can be counted; warn of staff without, where others have one."""
    priced = any(role.cost is not None for role in design.roles.values())
    for name, role in design.roles.items():
        if role.cost is None and priced:
            place.warn(("roles", name), "has no cost, where others have: the costs are without it")
        if role.cost is not None and max(role.staff.levels) >= UNLIMITED:
            advice = "give the role a number of staff, or leave the cost out"
            place.fault(
                ("roles", name, "cost"),
                "a cost where staff is a number",
                advice,
                given="unlimited staff at a cost",
            )
