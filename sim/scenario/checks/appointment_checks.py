"""Whether the appointments of a design make sense: slots within the roster, for whom places are kept, and who comes to them."""

from sim.scenario.fields.design import Appointments, Design, Role, Step
from sim.scenario.fields.model import Scenario
from sim.scenario.text.calendars import DAYS, UNLIMITED, Schedule, alike
from sim.scenario.text.faults import Location
from sim.scenario.text.slots import grid, stretches, while_there

MOST_SLOTS = 2_000_000  # of a role in a run
EXAMPLE = "appointments: {slots: 15 min, horizon: 3 weeks}"


def check_appointments(design: Design, scenario: Scenario, place: Location) -> None:
    """Check the appointments of roles, and the steps to which customers come by appointment."""
    for name, step in design.steps.items():
        if step.appointment:
            _check_step(name, step, design, place)
    asked = design.chasing.step if design.chasing else None
    if asked in design.steps and design.steps[asked].appointment:
        place.fault(("chasing", "step"), "a step without appointment, as who asks where it is calls now", "name another step")
    for name, role in design.roles.items():
        if role.appointments is not None and place.clean("roles", name):
            _check_role(name, role, role.appointments, design, scenario, place)


def _check_step(name: str, step: Step, design: Design, place: Location) -> None:
    path = ("steps", name, "appointment")
    if step.role is None:
        place.fault(path, "an appointment with a role", "give the step a role, or leave appointment out")
    elif step.customer == "absent":
        place.fault(path, "an appointment where the customer is present", "set customer: present, or leave appointment out")
    elif step.role in design.roles and design.roles[step.role].appointments is None:
        place.fault(path, f"a role with appointments, and {step.role} has none", f"add to roles.{step.role} {EXAMPLE}")
    if step.priority is not None:
        place.warn(("steps", name, "priority"), "priority has no effect: who has an appointment goes before all others")


def _check_role(
    name: str, role: Role, rule: Appointments, design: Design, scenario: Scenario, place: Location
) -> None:  # fmt: skip
    path = ("roles", name, "appointments")
    if not any(step.role == name and step.appointment for step in design.steps.values()):
        place.warn(path, "appointments have no effect: no step of this role has appointment: yes")
    _check_urgent(path, rule, scenario, place)
    if rule.notice >= rule.horizon:
        place.fault((*path, "notice"), "a notice shorter than the horizon", "shorten it, or lengthen the horizon")
    _check_slots(path, role, rule, scenario, place)


def _check_urgent(path: tuple[str, ...], rule: Appointments, scenario: Scenario, place: Location) -> None:
    kinds = list(scenario.world.needs)
    for kind in rule.urgent if isinstance(rule.urgent, dict) else ():
        if kind not in kinds:
            place.unknown((*path, "urgent", kind), kind, kinds, "a need")
    urgent = any(rule.urgent_of(kind) > 0.0 for kind in kinds)
    if rule.kept_free > 0.0 and not urgent:
        place.fault((*path, "kept_free"), "places kept free where some are urgent", "add urgent: 5%, or by need, or leave it out")
    elif urgent and rule.kept_free == 0.0:
        place.warn((*path, "urgent"), "urgent has no effect: no places are kept free (kept_free)")


def _check_slots(path: tuple[str, ...], role: Role, rule: Appointments, scenario: Scenario, place: Location) -> None:
    there = role.there
    if rule.side_by_side is not None:
        plan, there = alike(rule.side_by_side, there)
        _warn_of_more(path, plan, there, place)
        there = while_there(plan, there)
    if max(there.levels) >= UNLIMITED:
        place.fault(path, "appointments with staff of some number", "give staff, or side_by_side, as a number")
    elif (scenario.run.length + rule.horizon) / rule.slots > MOST_SLOTS:
        given = f"about {(scenario.run.length + rule.horizon) / rule.slots:.2g} slots in the run"
        place.fault((*path, "slots"), f"at most {MOST_SLOTS:,} slots of a role", "lengthen them, or shorten the run", given=given)
    elif not grid(there, rule.slots):
        longest = max((end - begin for begin, end in stretches(there)), default=0.0)
        allowed = f"slots of at most {longest:g} min, the longest that appointments are open"
        place.fault((*path, "slots"), allowed, "shorten the slots, or lengthen side_by_side")


def _warn_of_more(path: tuple[str, ...], plan: Schedule, there: Schedule, place: Location) -> None:
    """Warn of more places than there are people, and of places while nobody is there."""
    for time in sorted({*plan.times, *there.times}):
        if plan.at(time) > there.at(time):
            people = f"{there.at(time)} at work" if there.at(time) else "nobody at work, so no slots"
            place.warn((*path, "side_by_side"), f"{plan.at(time)} side by side on {_moment(time)}, and {people}")
            return


def _moment(time: float) -> str:
    """Return a time of the week in words: mon 09:00."""
    day, minute = divmod(int(time), 1440)
    return f"{DAYS[day % 7]} {minute // 60:02d}:{minute % 60:02d}"
