"""Whether goals and costs make sense: one bound a goal, a measure that has a value here, staff that can be counted."""

from sim.scenario.checks.measurable import Measurable
from sim.scenario.fields.design import Design
from sim.scenario.text.calendars import UNLIMITED
from sim.scenario.text.faults import Location, shown


def check_goals(known: Measurable, top: Location) -> None:
    """Check the goals; `known` is what can be measured of the designs."""
    for name, goal in known.scenario.goals.items():
        place = top.below("goals", name)
        bounds = sum(bound is not None for bound in (goal.at_most, goal.at_least))
        if bounds != 1 and place.clean():
            given = "both of them" if bounds else "neither of them"
            place.fault((), "either at_most or at_least", "give the goal one bound", given=given)
        if not place.clean("measure"):
            continue
        check_measure(goal.measure, known, place, ("measure",))


def check_measure(name: str, known: Measurable, place: Location, path: tuple[str | int, ...]) -> None:
    """Check that a measure is one that has a value here."""
    if not known.has(name):
        place.unknown(path, name, known.names, "a measure")
    elif lack := known.lack(name):
        place.fault(path, *lack, given=shown(name))


def check_costs(design: Design, place: Location) -> None:
    """Check that staff with a cost can be counted; warn of staff without, where others have one."""
    priced = any(role.cost is not None for role in design.roles.values())
    for name, role in design.roles.items():
        if role.cost is None and priced:
            place.warn(("roles", name), "has no cost, where others have: the costs are without it")
        if role.cost is not None and role.most >= UNLIMITED:
            advice = "give the role a number of staff, or leave the cost out"
            place.fault(
                ("roles", name, "cost"),
                "a cost where staff is a number",
                advice,
                given="unlimited staff at a cost",
            )
