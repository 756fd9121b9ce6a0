"""Whether cases can end at all where steps go wrong for certain: a search over steps and errors not yet found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sim.scenario.checks.flow import Flow
from sim.scenario.fields.design import ENDINGS, Step

MOST_STATES = 1_000
State = tuple[str, frozenset[str]]  # the step that a case is at, and the steps whose errors it carries
END: State = ("", frozenset())


def can_end(flow: Flow) -> bool:
    """Whether some way through steps and errors ends a case from every point where it can be.

    Only what is certain is held against a design; so large a design that the search is cut off passes.
    """
    if all(step.right_first_time > 0 for step in flow.design.steps.values()):
        return True
    doors = sorted(flow.doors())
    again = [flow.design.recontact] if flow.design.recontact else doors
    came_from = _Ways(flow, tuple(again)).explored(doors)
    return came_from is None or _leading_to_end(came_from) >= came_from.keys() - {END}


def _leading_to_end(came_from: dict[State, set[State]]) -> set[State]:
    found: set[State] = set()
    todo = list(came_from.get(END, ()))
    while todo:
        state = todo.pop()
        if state not in found:
            found.add(state)
            todo += came_from[state]
    return found


@dataclass(frozen=True)
class _Ways:
    """The ways that are possible in a design; `again` are the steps where a customer comes back."""

    flow: Flow
    again: tuple[str, ...]

    def explored(self, doors: Iterable[str]) -> dict[State, set[State]] | None:
        """Return for every state that can be reached the states before it; None if there are too many."""
        came_from: dict[State, set[State]] = {(door, frozenset()): set() for door in doors}
        todo = list(came_from)
        while todo:
            here = todo.pop()
            for state in self.after(here):
                if state not in came_from:
                    came_from[state] = set()
                    todo += [state] if state != END else []
                came_from[state].add(here)
            if len(came_from) > MOST_STATES:
                return None
        return came_from

    def after(self, state: State) -> Iterator[State]:
        """Yield what can follow: the step is done, right or wrong, then checked, then left along a branch."""
        name, errors = state
        step = self.flow.design.steps[name]
        repaired = errors - {name} - set(step.fixes)
        if step.right_first_time > 0:
            yield from self.checked(step, repaired)
        if step.right_first_time < 1:
            yield from self.checked(step, repaired | {name})

    def checked(self, step: Step, errors: frozenset[str]) -> Iterator[State]:
        found = errors & set(step.finds)
        if found and step.detects > 0:
            yield step.on_error or min(found, key=list(self.flow.design.steps).index), errors - found
        if not found or step.detects < 1:
            for branch in step.then:
                if branch.share > 0:
                    yield from self.led(branch.to, errors)

    def led(self, to: str, errors: frozenset[str]) -> Iterator[State]:
        certain = self.flow.scenario.world.failure_demand.probability >= 1
        if to not in ENDINGS:
            yield to, errors
        elif to == "resolved" and errors:
            yield from ((step, frozenset()) for step in self.again)
        elif to == "unresolved" and certain:
            yield from ((step, errors) for step in self.again)
        else:
            yield END
