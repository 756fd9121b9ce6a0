"""Whether what follows on waiting too long, giving up or being refused makes sense."""

from sim.scenario.fields.design import Design, Step
from sim.scenario.text.faults import Location

Path = tuple[str, ...]


def elsewhere(step: Step) -> tuple[tuple[Path, str | None], ...]:
    """Return where a step sends those whom it does not serve, by the field that says so; None where it says nothing."""
    return (
        (("overflow", "to"), step.overflow.to if step.overflow else None),
        (("on_abandon",), step.on_abandon),
        (("on_refusal",), step.on_refusal),
    )


def check_overflow(design: Design, place: Location) -> None:
    """Check that somebody waits where it overflows, and that nobody is sent round for ever at one instant."""
    for name, step in design.steps.items():
        for path, to in elsewhere(step):
            if to is not None and (step.role is None or to == name):
                allowed = "another step, from one with a role, where there is a queue"
                place.fault(("steps", name, *path), allowed, "name another step, or leave it out")
        for i, other in enumerate(step.instead):
            _check_instead(("steps", name, "instead", i), name, design, other, place)
        if step.choose != "first_free" and not step.instead:
            place.warn(("steps", name, "choose"), "choose has no effect: there is no other step (instead)")
        if step.on_abandon is not None and step.customer == "absent":
            place.warn(("steps", name, "on_abandon"), "on_abandon has no effect: an absent customer does not give up")
        limit = design.roles[step.role].queue_limit if step.role in design.roles else None
        if step.on_refusal is not None and limit is None and step.role in design.roles:
            place.warn(("steps", name, "on_refusal"), "on_refusal has no effect: the queue of this role has no limit")
        if step.on_refusal is not None and name in _round(design, name):
            place.fault(("steps", name, "on_refusal"), "a way on that does not come back here at once", "let it end elsewhere")


def _check_instead(path: tuple[str | int, ...], name: str, design: Design, other: str, place: Location) -> None:
    """Check that a step that may be done instead of another is one with a queue as well, and leads no further."""
    if other not in design.steps:
        return
    step, here = design.steps[other], design.steps[name]
    if other == name or step.role is None or here.role is None or step.customer != here.customer:
        allowed = "another step with a role, where the customer is present as here"
        place.fault(path, allowed, "name such a step")
    elif step.instead or step.appointment or here.appointment:
        place.fault(path, "a step without instead or appointment, beside one without appointment", "name another step")


def _round(design: Design, first: str) -> list[str]:
    """Return the steps to which one comes at once from a step that refuses, being refused at each or doing it in no time."""
    seen: list[str] = []
    todo = [design.steps[first].on_refusal]
    while todo:
        name = todo.pop()
        if name is None or name in seen or name not in design.steps:
            continue
        seen.append(name)
        step = design.steps[name]
        todo += [step.on_refusal, *step.instead]
        todo += [branch.to for branch in step.then if step.takes.always_zero and branch.after is None]
    return seen
