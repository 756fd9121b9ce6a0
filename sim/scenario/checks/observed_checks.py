"""Whether what was observed can be set beside a run: a design, measures and a role that are there, counts that fit together."""

from sim.scenario.checks.goal_checks import check_measure
from sim.scenario.checks.measurable import Measurable
from sim.scenario.fields.model import Scenario
from sim.scenario.fields.observed import LESS, HalfHour, HalfHours
from sim.scenario.text.faults import Location


def check_observed(known: Measurable, top: Location) -> None:
    """Check what was observed; `known` is what can be measured of the design that it is of."""
    observed, place = known.scenario.observed, top.below("observed")
    if observed is None or not place.clean():
        return
    for name in observed.figures:
        check_measure(name, known, place, ("figures", name))
    if observed.half_hours is not None:
        _check_half_hours(observed.half_hours, known, place.below("half_hours"))


def check_observed_design(scenario: Scenario, top: Location) -> bool:
    """Check that the design of which it is observed is there, and return that."""
    there = scenario.observed_design in (*scenario.designs, *scenario.changes)
    if not there:
        known = [*scenario.designs, *scenario.changes]
        top.unknown(("observed", "design"), scenario.observed_design, known, "a design or a change")
    return there


def _check_half_hours(given: HalfHours, known: Measurable, place: Location) -> None:
    roles = known.places["role"]
    if not given.at:
        place.fault((), "a file, or numbers with at", "add for instance file: exchange.csv", given="neither of them")
    if given.role is not None and given.role not in roles:
        place.unknown(("role",), given.role, roles, "a role")
    for name, one in given.at.items():
        _check_half_hour(one, place.below("at", name))


def _check_half_hour(one: HalfHour, place: Location) -> None:
    for less, more in LESS:
        few, many = getattr(one, less), getattr(one, more)
        if few is not None and many is not None and few > many * (1 + 1e-9):
            place.fault((less,), f"at most as many as {more}", "look it up", given=f"{few:g} of {many:g} {more}")
            return
