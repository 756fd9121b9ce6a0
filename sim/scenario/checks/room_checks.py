"""Whether a run can hold all who wait in it: said before, as it would end without figures otherwise."""

from sim.kernel import limits
from sim.scenario.checks.flow import Flow
from sim.scenario.fields.design import Role, Step
from sim.scenario.text.faults import Location


def check_room(flow: Flow, place: Location) -> None:
    """Warn of a queue that nobody leaves and that grows beyond what a run can hold."""
    visits = flow.visits()
    for name, role in flow.design.roles.items():
        steps = {one: step for one, step in flow.design.steps.items() if step.role == name}
        if role.queue_limit is None and not any(_gives_up(flow, step) for step in steps.values()):
            left = _left(role, steps, visits) * flow.scenario.run.length
            if left > limits.INSIDE:
                held = f"at the end, and a run can hold {limits.INSIDE:,}"
                place.warn(("roles", name), f"about {left:.2g} cases wait here {held}")


def _left(role: Role, steps: dict[str, Step], visits: dict[str, float]) -> float:
    """Return how many cases a minute come to a role above what its staff can do."""
    work = sum(visits[one] * step.takes.mean for one, step in steps.items())
    came = sum(visits[one] for one in steps)
    return came * (1 - role.staff.mean / work) if work > role.staff.mean else 0.0


def _gives_up(flow: Flow, step: Step) -> bool:
    world = flow.scenario.world
    patience = [world.patience, step.patience, *(who.patience for who in world.customers.segments.values())]
    return step.customer == "present" and any(law is not None for law in patience)
