"""The routing of a design as a graph: what is reached, what never ends, and the load on every role."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from sim.scenario.fields.design import ENDINGS, Channel, Design, Step, share_of
from sim.scenario.fields.model import Scenario


@dataclass(frozen=True)
class Flow:
    """A design in the world of a scenario."""

    design: Design
    scenario: Scenario

    @property
    def first(self) -> str:
        """Name of the first step, where cases begin unless something else is said."""
        return next(iter(self.design.steps))

    def entries(self, kind: str) -> dict[str, float]:
        """Where cases of a kind begin: steps and their shares, over all segments."""
        need = self.scenario.world.needs[kind]
        if need.starts is not None:
            return {need.starts: 1.0}
        if not self.design.channels:
            return {self.first: 1.0}
        found: dict[str, float] = {}
        for name, share in self.channel_shares(kind).items():
            step = self.start(self.design.channels[name], kind)
            found[step] = found.get(step, 0.0) + share
        return found

    def start(self, channel: Channel, kind: str) -> str:
        """Step to which a channel leads cases of a kind."""
        starts = channel.starts.get(kind) if isinstance(channel.starts, dict) else channel.starts
        return starts or self.first

    def channel_shares(self, kind: str) -> dict[str, float]:
        """Share of each channel among needs of a kind, over all segments: as given, or by logit over cost."""
        total = dict.fromkeys(self.design.channels, 0.0)
        for segment, who in self.scenario.world.customers.segments.items():
            for name, share in self.channel_shares_of(kind, segment).items():
                total[name] += who.share * share
        return total

    def channel_shares_of(self, kind: str, segment: str) -> dict[str, float]:
        """Share of each channel among needs of a kind in one segment."""
        pull = self.pull_of(kind, segment)
        total = 1.0 if self.design.channel_theta is None else sum(pull.values())
        return {name: value / total for name, value in pull.items()}

    def pull_of(self, kind: str, segment: str) -> dict[str, float]:
        """How strongly each channel draws needs of a kind in one segment: its share, or by logit e^(-theta cost)."""
        theta, channels = self.design.channel_theta, self.design.channels
        if theta is None:
            return {name: share_of(c.share, kind, segment) for name, c in channels.items()}
        costs = {name: share_of(c.cost, kind, segment) for name, c in channels.items()}
        least = min(costs.values())
        return {name: math.exp(-theta * (cost - least)) for name, cost in costs.items()}

    def queues(self) -> list[tuple[str, str]]:
        """Roles and channels by which customers come to them, where there are several channels."""
        design, asked = self.design, self.design.chasing
        if len(design.channels) < 2 or any("." in name for name in design.channels):
            return []  # nor in a market, with the names of providers
        again = {step for step in (asked.step if asked else None, design.recontact, design.complaints) if step}
        found = set()
        for name, channel in design.channels.items():
            doors = {self.scenario.world.needs[kind].starts or self.start(channel, kind) for kind in self.scenario.world.needs}
            for step in self._from(doors | again):
                work = design.steps[step]
                found.add((work.role, work.channel or name))
        return [(role, name) for role in design.roles for name in design.channels if (role, name) in found]

    def doors(self) -> set[str]:
        """Steps at which a case can begin or come back."""
        found = {step for kind in self.scenario.world.needs for step in self.entries(kind)}
        chasing = self.design.chasing.step if self.design.chasing else None
        return found | {step for step in (chasing, self.design.recontact, self.design.complaints) if step}

    def onward(self, name: str) -> Iterator[str]:
        """Yield the steps that can follow a step, along its branches or because of an error that it finds."""
        step = self.design.steps[name]
        yield from (branch.to for branch in step.then if branch.share > 0 and branch.to in self.design.steps)
        yield from (to for to in (step.on_abandon, step.on_refusal, step.overflow.to if step.overflow else None) if to)
        yield from step.instead
        yield from self.back(step)

    def back(self, step: Step) -> Iterator[str]:
        """Yield the steps to which a step sends back the errors that it finds."""
        for maker in step.finds:
            yield step.on_error or maker

    def reached(self) -> set[str]:
        """Steps that a case can come to."""
        return self._from(self.doors())

    def _from(self, doors: Iterable[str]) -> set[str]:
        seen: set[str] = set()
        todo = [step for step in doors if step in self.design.steps]
        while todo:
            step = todo.pop()
            if step not in seen:
                seen.add(step)
                todo += [to for to in self.onward(step) if to in self.design.steps]
        return seen

    def endless(self) -> list[str]:
        """Steps from which no case can ever end."""
        ending = {name for name, step in self.design.steps.items() if self._ends(step)}
        grown = True
        while grown:
            more = {
                n for n, s in self.design.steps.items() if any(b.to in ending for b in s.then if b.share > 0)
            }
            grown = not more <= ending
            ending |= more
        return [name for name in self.design.steps if name not in ending]

    def _ends(self, step: Step) -> bool:
        again = self.scenario.world.failure_demand.probability >= 1
        ends = [e for e in ENDINGS if e != "unresolved" or not again]
        return any(branch.to in ends for branch in step.then if branch.share > 0)

    def timeless(self) -> list[str]:
        """Steps of one cycle that takes no time, in order; empty if there is none."""
        instant = [name for name, step in self.design.steps.items() if step.takes.always_zero]
        edges = {name: [to for to in self._at_once(name) if to in instant] for name in instant}
        return _cycle(edges)

    def _at_once(self, name: str) -> Iterator[str]:
        step = self.design.steps[name]
        for branch in step.then:
            if branch.share > 0 and (branch.after is None or branch.after.always_zero):
                yield branch.to
        yield from self.back(step)

    def arrivals(self) -> dict[str, float]:
        """New cases per minute of each kind, as an average over the run."""
        world, length = self.scenario.world, self.scenario.run.length
        found = {}
        for kind, need in world.needs.items():
            rate = need.rate.per_minute if need.rate else 0.0
            each = (world.customers.population or 1) if need.rate and need.rate.per_customer else 1
            found[kind] = rate * each * need.mean_size + len(need.at) * need.count / length
        return found

    def kinds_at(self, step: str) -> dict[str, float]:
        """How often needs of each kind that can come to a step do, as an average; all alike where nothing is known of it."""
        kinds = list(self.scenario.world.needs)
        often = {kind: self.visits(kind)[step] for kind in kinds} if len(kinds) > 1 else dict.fromkeys(kinds, 1.0)
        there = {kind: rate for kind, rate in often.items() if 0.0 < rate < math.inf}
        return there or dict.fromkeys(kinds, 1.0)

    def visits(self, only: str | None = None) -> dict[str, float]:
        """Visits per minute of each step (`only` by needs of one kind), from the traffic equations x = a + x Q.

        Returns because a case was left unresolved are in it; redials, chasing and latent errors are not.
        """
        steps = list(self.design.steps)
        number = {name: i for i, name in enumerate(steps)}
        inflow, routes = np.zeros(len(steps)), np.zeros((len(steps), len(steps)))
        for kind, rate in self.arrivals().items():
            for step, share in self.entries(kind).items() if only in (None, kind) else ():
                inflow[number[step]] += rate * share
        for name, work in self.design.steps.items():
            for to, share in self._shares(work, inflow, steps):
                routes[number[name], number[to]] += share
        return dict(zip(steps, _solved(routes, inflow), strict=True))

    def _shares(self, step: Step, inflow: "np.ndarray", steps: list[str]) -> Iterator[tuple[str, float]]:
        for branch in step.then:
            if branch.to in self.design.steps:
                yield branch.to, branch.share
            elif branch.to == "unresolved":
                returns = branch.share * self.scenario.world.failure_demand.probability
                yield from self._returning(returns, inflow, steps)

    def _returning(self, share: float, inflow: "np.ndarray", steps: list[str]) -> Iterator[tuple[str, float]]:
        total = float(inflow.sum())
        if self.design.recontact or total <= 0:
            yield self.design.recontact or self.first, share
            return
        yield from ((step, share * float(rate) / total) for step, rate in zip(steps, inflow, strict=True))


def circles(design: Design) -> dict[str, str]:
    """Return for every role one that stands for all with which it could wait in a circle for room on each other's tray."""
    waits = {role: _waits_for(design, role) for role in design.roles}
    reach = {role: _reached(waits, role) for role in waits}
    return {a: next(b for b in design.roles if b == a or (b in reach[a] and a in reach[b])) for a in waits}


def _waits_for(design: Design, role: str) -> set[str]:
    """Return the roles whose full tray can hold up a role."""
    found = set()
    for step in (step for step in design.steps.values() if step.role == role):
        at_once = (branch.to for branch in step.then if branch.after is None)
        for to in {*at_once, *(step.on_error or maker for maker in step.finds)}:
            after = design.steps.get(to)
            if after is not None and after.customer == "absent" and after.role in design.roles:
                tray = design.roles[after.role]
                if tray.queue_limit is not None and tray.when_full == "block":
                    found.add(after.role)
    return found


def _reached(edges: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    todo = [start]
    while todo:
        more = edges[todo.pop()] - seen
        seen |= more
        todo += more
    return seen


def _solved(routes: "np.ndarray", inflow: "np.ndarray") -> list[float]:
    try:
        found = np.linalg.solve(np.eye(len(inflow)) - routes.T, inflow)
    except np.linalg.LinAlgError:
        return [math.inf] * len(inflow)
    return [float(x) if x > -1e-9 else math.inf for x in found]


def _cycle(edges: dict[str, list[str]]) -> list[str]:
    """Return the nodes of one cycle, or nothing: nodes that no cycle passes through are peeled off."""
    left = dict(edges)
    while True:
        kept = {n: [to for to in tos if to in left] for n, tos in left.items()}
        kept = {n: tos for n, tos in kept.items() if tos}
        if len(kept) == len(left):
            break
        left = kept
    return _walk(left)


def _walk(edges: dict[str, list[str]]) -> list[str]:
    if not edges:
        return []
    path = [next(iter(edges))]
    while edges[path[-1]][0] not in path:
        path.append(edges[path[-1]][0])
    return path[path.index(edges[path[-1]][0]) :]


def names(items: Iterable[str]) -> str:
    """Return names as a short list in words."""
    listed = list(items)
    return ", ".join(listed[:5]) + (f" and {len(listed) - 5} more" if len(listed) > 5 else "")
