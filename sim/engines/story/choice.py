"""Which of several roles a case goes to, in the SimPy engine: where somebody is free, or the wait is short."""

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


def _drawback(org: Organisation, step: int, choose: int) -> float:
    """Return what speaks against a step: nought where somebody is free."""
    role = org.roles[org.world.bp.step_role[step]]
    there = len(role.queue) + role.busy + len(role.suspended)
    return float(rules.drawback(choose, there, role.staff, org.world.bp.step_mean[step]))
