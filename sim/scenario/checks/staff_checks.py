"""Whether the staff of a design makes sense: who is there and when, their breaks, their trays, and needs that find nobody."""

from sim.kernel.limits import PERSONS
from sim.scenario.checks.flow import Flow, circles, names
from sim.scenario.checks.hours import shut_shares
from sim.scenario.fields.design import Design, Role
from sim.scenario.fields.model import Scenario
from sim.scenario.text.calendars import UNLIMITED, alike
from sim.scenario.text.faults import Location, check_delay


def check_role(name: str, role: Role, design: Design, scenario: Scenario, place: Location) -> None:
    """Check the staff of a role, its breaks, its tray and what happens at the end of a shift."""
    _check_use(name, role, design, place)
    _check_staff(name, role, scenario, place)
    _check_breaks(name, role, place)
    _check_persons(name, role, scenario, place)
    _check_absence(name, role, place)
    _check_tray(name, design, place)


def _check_use(name: str, role: Role, design: Design, place: Location) -> None:
    steps = [step for step in design.steps.values() if step.role == name]
    if steps and max(role.there.levels) == 0 and place.clean("roles", name):
        place.fault(
            ("roles", name, "staff"), "some staff, as steps need this role", "give it staff for some hours"
        )
    if steps and role.end_of_shift == "suspend" and all(step.customer == "present" for step in steps):
        place.warn(
            ("roles", name, "end_of_shift"), "suspend has no effect: every step here has the customer present"
        )


def _check_breaks(name: str, role: Role, place: Location) -> None:
    path = ("roles", name, "breaks")
    staff, away = alike(role.staff, role.away)
    times = sorted({*staff.times, *away.times})
    if any(away.at(time) > staff.at(time) for time in times) and place.clean("roles", name):
        place.fault(path, "a break of at most as many as are on shift", "lower it, or correct the hours")


def _check_persons(name: str, role: Role, scenario: Scenario, place: Location) -> None:
    energy, most = scenario.world.energy, role.most
    by_number = role.continuity or role.absence > 0.0 or (energy is not None and bool(energy.absence or energy.turnover))
    if by_number and PERSONS < most < UNLIMITED:
        allowed = f"at most {PERSONS} staff of a role with absence, turnover or continuity"
        place.fault(
            ("roles", name, "staff"), allowed, "split the role, or switch these off", given=f"{most} staff"
        )


def _check_tray(name: str, design: Design, place: Location) -> None:
    role, circle = design.roles[name], circles(design)
    others = [other for other in design.roles if circle[other] == circle[name]]
    if role.queue_limit is not None and len(others) > 1:
        text = f"{names(others)} could wait for room with each other for ever: work between them goes on a full tray, too"
        place.warn(("roles", name, "queue_limit"), text)


def _check_staff(name: str, role: Role, scenario: Scenario, place: Location) -> None:
    energy = scenario.world.energy
    if role.spells is not None:
        check_delay(place, ("roles", name, "spells", "every"), role.spells.every)
        check_delay(place, ("roles", name, "spells", "last"), role.spells.last)
    if role.strain != 1.0 and energy is None:
        place.warn(
            ("roles", name, "strain"),
            "strain has no effect: in this world staff keep their energy (world.energy)",
        )
    if role.norm is not None and scenario.run.length - scenario.run.warm_up < role.norm:
        place.warn(("roles", name, "norm"), "longer than what is measured of the run: no service level")
    if energy is not None and energy.absence is not None and len(role.staff.times) == 1:
        place.warn(
            ("roles", name, "staff"), "nobody is ever absent: without shifts there is no start of a shift"
        )


def _check_absence(name: str, role: Role, place: Location) -> None:
    if role.absence > 0.0 and max(len(plan.times) for plan in (role.staff, *(one.plan for one in role.exceptions))) == 1:
        allowed = "absence of a role with shifts, as somebody is absent from the start of one"
        place.fault(("roles", name, "absence"), allowed, "give staff by days and hours, or fewer staff")


def check_hours(flow: Flow, place: Location) -> None:
    """Warn of needs that come when nobody is there."""
    for kind, share in shut_shares(flow).items():
        if share >= 0.005:
            text = (
                f"{share:.0%} of world.needs.{kind} comes when nobody is there: "
                "give the need a profile, or channels and the role of the first step other hours"
            )
            place.warn((), text)
