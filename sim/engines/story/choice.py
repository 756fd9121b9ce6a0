"""Which of several roles a case goes to, in the SimPy engine: where somebody is free, or the wait is short."""

from sim.blueprint.layout import FIRST_FREE, SHORTEST_QUEUE
from sim.engines.story.organisation import Organisation
from sim.kernel import rules


def chosen(org: Organisation, step: int) -> int:
    """Return the step that is done: this one, or one instead of it that is better, of those whose role is there."""
    bp = org.world.bp
    others = bp.step_instead[step][: bp.step_others[step]]
    if not others:
        return step
    staffed = [one for one in (step, *others) if org.roles[bp.step_role[one]].attendance.planned > 0]
    return min(staffed, key=lambda one: _drawback(org, one, bp.step_choose[step]), default=step)


def _drawback(org: Organisation, step: int, rule: int) -> float:
    """Return what speaks against a step: nought where somebody is free."""
    role = org.roles[org.world.bp.step_role[step]]
    number = len(role.queue) + role.busy + len(role.suspended)
    if rule == FIRST_FREE:
        return float(number >= role.staff)
    if rule == SHORTEST_QUEUE:
        return float(max(0.0, number - role.staff + 1.0))
    return float(rules.expected_wait(number, role.staff, org.world.bp.step_mean[step]))
