"""Two mirrors: what the director sees beside what customers live through, in the same run, and where they part company.

A figure is green where its bound is met by the whole 95% interval of its mean, red where it is not met by the whole of it.
Bounds are the goals of the scenario; where it has none for a figure, the usual ones below.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from sim.catalogue.keys import KIND, ROLE, SEGMENT, Key, named
from sim.results.goals import MET, NOT_MET, Attained, worst
from sim.results.results import Measure, Result
from sim.results.shown import Shown
from sim.runs.experiments import run
from sim.scenario.fields.design import Design
from sim.scenario.fields.goals import Goal
from sim.scenario.fields.model import Scenario
from sim.scenario.load import variant
from sim.scenario.text.working import unit_of

ENOUGH = 0.8  # share within a norm: what municipalities hold for the telephone (ziptone.nl, 2009); for lead times [A]
GOOD = 7.0  # mark from which customers can feel served [A]
INSIDE = ("within_norm", "work_per_case", "cost_per_year", "cost_per_resolved")
INSIDE_OF_A_ROLE = ("utilisation", "service_level")
LIVED = ("felt_served_share", "experience", "goodwill_at_end")
EFFORT = "resistance_customer"
OTHERS = ("lead_time", "contacts_per_case", "failure_demand_share", "chases_per_case")
CUSTOMERS = (  # what a goal is about to be theirs, at the end of a measure's name
    "felt_served_share experience goodwill goodwill_at_end episode_mark resistance_customer wait wait_served wait_p50 "
    "wait_p90 wait_max waited_share abandoned_share refused_share lost_share resolved_share contacts_per_case transfers_per_case "
    "failure_demand_share redial_share chases_per_case promises_kept left_customers complaints complaints_per_case"
).split()
SERVICE = ("within_norm", "service_level", "lead_time")  # inside, these tell how customers are served


@dataclass(frozen=True)
class Light:
    """A figure and the bounds that it should keep to, if any; `usual` says that these are no goals of the scenario."""

    measure: str
    found: Measure
    bounds: tuple[Attained, ...] = ()
    usual: bool = False

    @property
    def verdict(self) -> str:
        """Met (green), not met (red), not distinguishable, or unknown (no bound, or no interval)."""
        return worst([bound.verdict for bound in self.bounds])


@dataclass(frozen=True)
class Place:
    """A place where both mirrors can be looked into: the whole, a role, kind of need or segment, or parts of the run."""

    sort: str
    name: str
    inside: tuple[Light, ...]
    lived: tuple[Light, ...]
    span: tuple[float, float] | None = None  # of parts of the run, in minutes

    @property
    def verdicts(self) -> tuple[str, str]:
        """Inside and lived, each the worst of its figures."""
        inside, lived = (worst([light.verdict for light in side]) for side in (self.inside, self.lived))
        return inside, lived

    @property
    def parted(self) -> bool:
        """Whether it is green inside, and red for the customer."""
        return self.verdicts == (MET, NOT_MET)


@dataclass(frozen=True)
class Stretch:
    """A part of the run, from `start` to `end` (minutes), with the experience of the moments in it."""

    start: float
    end: float
    experience: Light


@dataclass(frozen=True, repr=False)
class Mirrors(Shown, says="mirrors"):
    """One run in two mirrors, and the places in it."""

    inside: tuple[Light, ...]
    lived: tuple[Light, ...]
    places: tuple[Place, ...]
    parts: tuple[Stretch, ...]
    result: Result

    @property
    def scenario(self) -> Scenario | None:
        """The scenario that was run."""
        return self.result.scenario

    @property
    def parted(self) -> tuple[Place, ...]:
        """The places that are green inside, and red for the customer."""
        return tuple(place for place in self.places if place.parted)


def mirrors(
    scenario: Scenario,
    design: str | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    store: str | Path | None = None,
) -> Mirrors:
    """Run a design or change and return it in two mirrors; what is not given is as the scenario says.

    Raises as `run`.
    """
    return seen(scenario, run(scenario, design, replications, seed, engine, jobs, store=store))


def seen(scenario: Scenario, result: Result) -> Mirrors:
    """Return a result of a scenario in two mirrors."""
    return _Looking(scenario, variant(scenario, result.design), result).mirrors()


def figures(scenario: Scenario, result: Result) -> tuple[tuple[Light, ...], tuple[Light, ...]]:
    """Return the figures inside and those lived through, without the places where they part company."""
    looking = _Looking(scenario, variant(scenario, result.design), result)
    return looking.inside, looking.lived


class _Looking:
    """Looks into both mirrors of one result."""

    def __init__(self, scenario: Scenario, design: Design, result: Result) -> None:
        self.scenario, self.design, self.result = scenario, design, result
        self.measures: Mapping[str, Measure] = result.measures

    def mirrors(self) -> Mirrors:
        places = [*self.whole(), *self.roles(), *self.kinds(), *self.segments(), *self.spans()]
        return Mirrors(self.inside, self.lived, tuple(places), self.parts, self.result)

    @cached_property
    def inside(self) -> tuple[Light, ...]:
        of_roles = [named(ROLE, role, one) for role in self.design.roles for one in INSIDE_OF_A_ROLE]
        goals = [goal.measure for goal in self.scenario.goals.values() if not _is_theirs(goal.measure)]
        return self.lights([*INSIDE, *of_roles, *goals])

    @cached_property
    def lived(self) -> tuple[Light, ...]:
        waits = [named(ROLE, role, "wait") for role in self.in_person()]
        goals = [goal.measure for goal in self.scenario.goals.values() if _is_theirs(goal.measure)]
        return self.lights([*LIVED, EFFORT, *OTHERS, *waits, *goals])

    def in_person(self) -> list[str]:
        """Return the roles that only work with the customer present: there a wait is the customer's own."""
        steps = self.design.steps.values()
        present = {
            role: [s.customer == "present" for s in steps if s.role == role] for role in self.design.roles
        }
        return [role for role, each in present.items() if each and all(each)]

    def lights(self, names: Iterable[str]) -> tuple[Light, ...]:
        """Return the figures of these names that came out, with their bounds."""
        known = [name for name in dict.fromkeys(names) if name in self.measures and self.measures[name].n]
        return tuple(self.light(name, self.measures[name], self.usual(name)) for name in known)

    def light(self, name: str, found: Measure, usual: Goal | None, together: int = 1) -> Light:
        goals = [goal for goal in self.scenario.goals.values() if goal.measure == name]
        bounds = goals or ([usual] if usual else [])
        return Light(name, found, tuple(Attained(goal, found, together) for goal in bounds), not goals)

    def usual(self, name: str) -> Goal | None:
        """Return the bound of a figure for which the scenario has no goal, if there is a usual one."""
        key, mind = Key.of(name), self.scenario.world.mind
        if key.measure in ("within_norm", "service_level"):
            return Goal(measure=name, at_least=ENOUGH)
        if key.measure in ("experience", "goodwill_at_end"):
            return Goal(measure=name, at_least=GOOD)
        felt = mind.perceived_wait if mind else None
        if key.place == ROLE and key.measure == "wait" and felt and felt.a > 0.0:
            role = self.design.roles[key.name]
            if unit_of(role.norm):
                return None  # waits are by the clock
            acceptable = felt.acceptable if role.norm is None else role.norm
            return _within(name, round((acceptable / felt.a) ** (1.0 / felt.b), 2))  # on the clock
        return None

    def service(self, own: tuple[Light, ...] = ()) -> tuple[Light, ...]:
        """Return the figures of service of a place that have a bound, or else those of the whole."""
        ours = [light for light in own if light.bounds]
        return tuple(
            ours or [light for light in self.inside if light.bounds and _tells_of_service(light.measure)]
        )

    def whole(self) -> Iterator[Place]:
        yield Place("whole", "", self.service(), self.lived)

    def roles(self) -> Iterator[Place]:
        for role in self.design.roles:
            inside = self.lights([named(ROLE, role, "service_level")])
            wait = ["wait"] if role in self.in_person() else []
            lived = self.lights(named(ROLE, role, one) for one in (*wait, "abandoned_share", "refused_share"))
            yield Place("role", role, self.service(inside), lived)

    def kinds(self) -> Iterator[Place]:
        chasing = self.scenario.world.chasing
        for kind, need in self.scenario.world.needs.items():
            name = named(KIND, kind, "lead_time")
            found = self.measures[name]
            inside = self.light(name, found, None if need.norm is None or unit_of(need.norm) else _within(name, need.norm))
            lived = self.lights(named(KIND, kind, one) for one in ("resolved_share", "within_norm"))
            if chasing is not None and chasing.expected is not None and not unit_of(chasing.expected):
                expected = Attained(_within(name, chasing.expected), found)
                lived = (*lived, Light(name, found, (expected,), True))
            yield Place("kind", kind, self.service((inside,)), lived)

    def segments(self) -> Iterator[Place]:
        segments = self.scenario.world.customers.segments
        for name in segments if len(segments) > 1 else ():  # a single one is the whole
            leaves = ("experience", "goodwill", "wait", "lost_share")
            yield Place(
                "segment", name, self.service(), self.lights(named(SEGMENT, name, one) for one in leaves)
            )

    @cached_property
    def parts(self) -> tuple[Stretch, ...]:
        """The parts of the run that have moments; their intervals hold together."""
        if "experience" not in self.measures:
            return ()
        courses = self.result.spread.over_time(self.result.spread.experience)
        length, usual = self.scenario.run.length / len(courses), self.usual("experience")
        there = [(i, course) for i, course in enumerate(courses) if course.n]
        return tuple(
            Stretch(i * length, (i + 1) * length, self.light("experience", course, usual, len(there)))
            for i, course in there
        )

    def spans(self) -> Iterator[Place]:
        """Yield a place for each stretch of parts in which the experience is red, with the lowest of it."""
        for red, stretch in groupby(self.parts, lambda part: part.experience.verdict == NOT_MET):
            if red:
                parts = list(stretch)
                lowest = min((part.experience for part in parts), key=lambda light: light.found.mean)
                yield Place("part", "", self.service(), (lowest,), (parts[0].start, parts[-1].end))


def _within(name: str, minutes: float) -> Goal:
    return Goal(measure=name, at_most=f"{minutes!r} min")


def _is_theirs(measure: str) -> bool:
    return Key.of(measure).measure in CUSTOMERS


def _tells_of_service(measure: str) -> bool:
    return Key.of(measure).measure in SERVICE
