"""Which of several roles a case goes to, in the compiled engine: where somebody is free, or the wait is short."""

from sim.kernel import rules
from sim.kernel.jit import compiled


@compiled
def there(st, role) -> int:  # type: ignore[no-untyped-def]
    """Return how many wait or are served at a role."""
    return st.role_waiting[role] + st.role_busy[role] + st.role_suspended[role]


@compiled
def drawback(bp, st, step, choose) -> float:  # type: ignore[no-untyped-def]
    """Return what speaks against a step: nought where somebody is free."""
    role = bp.step_role[step]
    return rules.drawback(choose, there(st, role), st.role_staff[role], bp.step_mean[step])


@compiled
def chosen(bp, st, step) -> int:  # type: ignore[no-untyped-def]
    """Return the step that is done: this one, or one instead of it that is better, of those whose role is there."""
    rule, best = bp.step_choose[step], step
    open_here = st.role_planned[bp.step_role[step]] > 0
    least = drawback(bp, st, step, rule)
    for j in range(bp.step_others[step]):
        other = bp.step_instead[step][j]
        if st.role_planned[bp.step_role[other]] > 0:
            against = drawback(bp, st, other, rule)
            if not open_here or against < least:
                best, least, open_here = other, against, True
    return best
