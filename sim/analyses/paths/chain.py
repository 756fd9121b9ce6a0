"""A design as a chain of situations: what each asks of either side on average, and what follows with which probability."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sim.analyses.paths.waiting import Waiting
from sim.scenario.fields.design import Branch, Design, Step
from sim.scenario.fields.effort import Resistance
from sim.scenario.fields.world import Return, World


class Situation(NamedTuple):
    """A case about to come to a step, with all it brings along that makes a difference to the effort from there on."""

    entry: str  # the step where its customer's contacts begin
    step: str
    last: str | None = None  # the role that worked on it last
    front: str | None = None  # the role that has spoken with its customer in this contact
    told: bool = False  # somebody has heard its story
    alone: bool = False  # its customer has been present at a step alone since the last in front
    errors: frozenset[str] = frozenset()  # steps whose errors nobody has seen yet


Onward = tuple[float, Situation | str]  # a probability, and a situation or the name of an ending


@dataclass(frozen=True)
class Chain:
    """The routing of a design in its world, with the waits that a run had.

    Left out, since they hang on the hour, on goodwill or on energy: closed channels, leaving, whims, and how much longer
    work takes or how much oftener it fails than usual.
    """

    design: Design
    world: World
    waiting: Mapping[str, Waiting]
    charges: Resistance
    recontact: Mapping[str, str]  # by the step of entry: where who finds an error comes back, if elsewhere

    def effort(self, now: Situation) -> float:
        """Return the mean minutes of both sides, weighted, that the coming visit asks."""
        step, here, charges = self.design.steps[now.step], self.waiting[now.step], self.charges
        customer = step.takes.mean if _present(step) and step.effort else 0.0
        organisation = step.takes.mean if step.role else 0.0
        if step.role and now.last not in (None, step.role):
            organisation += charges.hand_over
        if _facing(step):
            put_through = now.front not in (None, step.role)
            again = put_through or (now.told and now.front is None)
            customer += charges.transfer * put_through + charges.switch * now.alone
            customer += charges.retelling * (again and step.retell)
        served, ends = 1.0 - here.fails, [(p, to) for p, to in self.onward(now) if isinstance(to, str)]
        customer = here.customer + served * customer
        customer += charges.unresolved * sum(p for p, to in ends if to != "resolved")
        organisation = here.organisation + served * organisation
        return charges.customer * customer + charges.organisation * organisation

    def onward(self, now: Situation) -> Iterator[Onward]:
        """Yield what can follow the coming visit: those who fail come back or are lost, the others are routed."""
        fails = self.waiting[now.step].fails
        if fails > 0.0:
            met = now._replace(alone=now.alone and not _facing(self.design.steps[now.step]))
            yield from _by(fails, self._back(met, self.world.redial))
        for p, made in self._errors(now):
            yield from _by((1.0 - fails) * p, self._routed(self._served(now._replace(errors=made))))

    def _served(self, now: Situation) -> Situation:
        step = self.design.steps[now.step]
        return now._replace(
            last=step.role or now.last,
            front=(step.role or now.front) if _present(step) else None,
            told=now.told or _facing(step),
            alone=(now.alone and not _facing(step)) or (_present(step) and step.role is None),
        )

    def _errors(self, now: Situation) -> Iterator[tuple[float, frozenset[str]]]:
        """Yield the errors there can be after the visit."""
        step = self.design.steps[now.step]
        left = now.errors - {now.step, *step.fixes}
        if step.right_first_time > 0.0:
            yield step.right_first_time, left
        if step.right_first_time < 1.0:
            yield 1.0 - step.right_first_time, left | {now.step}

    def _routed(self, now: Situation) -> Iterator[Onward]:
        step = self.design.steps[now.step]
        found = now.errors & set(step.finds)
        seen = step.detects if found else 0.0
        if seen > 0.0:
            first = next(name for name in self.design.steps if name in found)
            yield seen, self._to(now._replace(errors=now.errors - found), step.on_error or first)
        total = sum(branch.share for branch in step.then)
        for branch in step.then:
            if branch.share > 0.0 and seen < 1.0:
                yield from _by((1.0 - seen) * branch.share / total, self._along(now, branch))

    def _along(self, now: Situation, branch: Branch) -> Iterator[Onward]:
        if branch.to in self.design.steps:
            rested = branch.after is not None
            yield 1.0, self._to(now._replace(front=None) if rested else now, branch.to)
        elif branch.to == "unresolved":
            yield from self._back(now, self.world.failure_demand)
        elif branch.to == "resolved" and now.errors:
            seen = now._replace(front=None, errors=frozenset())
            yield 1.0, self._to(seen, self.recontact.get(now.entry, now.entry))
        else:
            yield 1.0, branch.to

    def _back(self, now: Situation, back: Return | None) -> Iterator[Onward]:
        probability = back.probability if back else 0.0
        if probability > 0.0:
            yield probability, self._to(now._replace(front=None), now.entry)
        if probability < 1.0:
            yield 1.0 - probability, "lost"

    def _to(self, now: Situation, step: str) -> Situation:
        """Return the situation before a step: a contact ends where the customer is absent, another begins after that."""
        return now._replace(step=step, front=now.front if _present(self.design.steps[step]) else None)


def _present(step: Step) -> bool:
    return step.customer == "present"


def _facing(step: Step) -> bool:
    """Return whether a role has the customer in front."""
    return _present(step) and step.role is not None


def _by(probability: float, following: Iterator[Onward]) -> Iterator[Onward]:
    return ((probability * p, to) for p, to in following)
