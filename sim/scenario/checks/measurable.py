"""What can be measured in a scenario: the measures of the catalogue at each place there is, and what some of them ask for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sim.catalogue.definition import Needs
from sim.catalogue.keys import CHANNEL, EACH, KIND, PROVIDER, QUEUE, ROLE, SEGMENT, SNAPSHOT, STEP, WHOLE, Key
from sim.catalogue.measures import MEASURES, find
from sim.scenario.checks.flow import Flow
from sim.scenario.fields.design import Design, Role
from sim.scenario.fields.model import Scenario
from sim.scenario.fields.world import World
from sim.scenario.text.faults import did_you_mean, shown

COMPLAINT = "complaint"  # a kind of need that a scenario does not name
Lack = tuple[str, str]  # when a measure has a value, and what to do about it

_OF_THE_WORLD: Mapping[Needs, Callable[[World], bool]] = {
    Needs.MIND: lambda world: world.mind is not None,
    Needs.POPULATION: lambda world: world.customers.population is not None,
    Needs.WORD_OF_MOUTH: lambda world: world.mind is not None and world.mind.word_of_mouth is not None,
    Needs.RECOVERY: lambda world: world.mind is not None and world.mind.recovery is not None,
    Needs.VOICE: lambda world: world.voice is not None,
    Needs.CRISIS: lambda world: world.voice is not None and bool(world.voice.crisis),
    Needs.WHIMS: lambda world: world.whims is not None,
    Needs.ENERGY: lambda world: world.energy is not None,
    Needs.EXPLANATION: lambda world: False,
}
_OF_A_ROLE: Mapping[Needs, Callable[[Role], bool]] = {
    Needs.NORM_OF_ROLE: lambda role: role.norm is not None,
    Needs.COST: lambda role: role.cost is not None,
    Needs.PACE: lambda role: bool(role.pace),
    Needs.APPOINTMENTS: lambda role: role.appointments is not None,
}
_OF_A_DESIGN: Mapping[Needs, Callable[[Design], bool]] = {
    Needs.PROMISE: lambda design: any(step.promise is not None for step in design.steps.values()),
    Needs.BACKLOG: lambda design: bool(design.backlog),
    Needs.TRAY: lambda design: any(
        role.queue_limit is not None and role.when_full == "block" for role in design.roles.values()
    ),
    Needs.OVERFLOW: lambda design: any(step.overflow is not None for step in design.steps.values()),
    Needs.CLOSING: lambda design: (
        any(role.at_closing != "serve" for role in design.roles.values())
        or any(channel.at_closing != "serve" for channel in design.channels.values())
    ),
}
# Of each: when there is a value, of one place and of the whole ({}), and how to get there.
_SAID: Mapping[Needs, Lack] = {
    Needs.MIND: ("what customers feel together with a mind", "add world.mind"),
    Needs.POPULATION: ("all customers where they are counted", "set world.customers.population"),
    Needs.WORD_OF_MOUTH: ("stories where there is word of mouth", "add world.mind.word_of_mouth"),
    Needs.RECOVERY: ("what is made good together with recovery", "add world.mind.recovery"),
    Needs.VOICE: ("complaints where customers have a voice", "add world.voice"),
    Needs.CRISIS: ("a crisis where voice has a limit", "set world.voice.crisis"),
    Needs.WHIMS: ("whims where customers have them", "add world.whims"),
    Needs.ENERGY: ("what staff feel together with energy", "add world.energy"),
    Needs.EXPLANATION: ("a measure of a run", "that one is of sim explain; choose for instance role.desk.wait"),
    Needs.PROMISE: ("promises where a step has one", "add for instance promise: 2 days"),
    Needs.NORM_OF_ROLE: ("a service level where {} role has a norm", "add for instance norm: 30 s"),
    Needs.NORM_OF_QUEUE: ("a service level where {} channel or role has a norm", "add for instance norm: 2 working days"),
    Needs.ABSENCE: ("absence where {} role has any, or with energy", "add for instance absence: 6%"),
    Needs.NORM_OF_NEED: ("a lead-time norm where {} need has one", "add for instance norm: 8 weeks"),
    Needs.OVERFLOW: ("overflow where a step has one", "add for instance overflow: {after: 5 min, to: call_back}"),
    Needs.APPOINTMENTS: ("appointments where {} role has them", "add appointments: {slots: 15 min, horizon: 3 weeks}"),
    Needs.PACE: ("crowding where a role has a pace", "give the role a pace"),
    Needs.COST: ("costs where a role has one", "add for instance cost: 45 / hour"),
    Needs.BACKLOG: (
        "the backlog where there is one at the start", "add for instance backlog: {assess: {waiting: 412, oldest: 9 weeks}}"
    ),
    Needs.TRAY: ("full trays where one holds work up", "add for instance queue_limit: 20"),
    Needs.CLOSING: (
        "who is sent away where a role or channel sends people home or cuts them off, or staff may be absent",
        "add for instance at_closing: send_home",
    ),
}


@dataclass(frozen=True)
class Measurable:
    """What can be measured of some designs of a scenario, and of the providers of a market."""

    scenario: Scenario
    designs: tuple[Design, ...]
    providers: tuple[str, ...] = ()

    @property
    def places(self) -> dict[str, tuple[str, ...]]:
        """The names of the places of each sort, in the order of the scenario."""
        world, run = self.scenario.world, self.scenario.run
        return {
            WHOLE: ("",),
            ROLE: _together([design.roles for design in self.designs]),
            QUEUE: _together([self._queues(design) for design in self.designs]),
            STEP: _together([design.steps for design in self.designs]),
            CHANNEL: _together([design.channels for design in self.designs]),
            KIND: (*world.needs, *({COMPLAINT} - world.needs.keys())),
            PROVIDER: self.providers,
            SEGMENT: tuple(world.customers.segments),
            SNAPSHOT: tuple(map(str, range(len(run.snapshots)))),
        }

    def _queues(self, design: Design) -> dict[str, None]:
        return dict.fromkeys(f"{role}.{channel}" for role, channel in Flow(design, self.scenario).queues())

    @property
    def keys(self) -> Iterator[Key]:
        """Yield all measures of these places, those without a value here as well, and those of a user's own."""
        for place, names in self.places.items():
            for name in names:
                for measure in MEASURES[place].values():
                    yield Key(place, name, measure.name)
                    if measure.by_run:
                        yield Key(place, name, measure.name, per_run=True)
        yield from (Key(WHOLE, "", own.name) for own in self.scenario.custom)

    @property
    def names(self) -> list[str]:
        """The names of all measures that have a value here: what can be asked for."""
        return [str(key) for key in self.keys if self.lack(key) is None]

    def has(self, measure: str) -> bool:
        """Return whether a measure is one of these, with a value here or not."""
        key, found = Key.of(measure), find(measure)
        if any(measure == own.name for own in self.scenario.custom):
            return True
        there = key.name in self.places.get(key.place, ())
        return there and found is not None and (found.by_run or not key.per_run) and str(key) == measure

    def lack(self, measure: str | Key) -> Lack | None:
        """Return when a measure has a value and how to get there; None where it has one here, or is in no catalogue.

        Of each role, kind or segment (`role.*.wait`) there is one where one of them has it.
        """
        key = Key.of(measure) if isinstance(measure, str) else measure
        if key.name == EACH:
            lacks = [self.lack(key.called(name)) for name in self.places[key.place]]
            return lacks[0] if lacks and all(lacks) else None
        return next((_said(one, key) for one in self._needs(key) if not self._met(one, key)), None)

    def refusal(self, measure: str) -> str:
        """Return why a measure can't be asked for here, and what to do; '' where it can."""
        if not self.has(measure):
            return f"there is no measure {shown(measure)}, {did_you_mean(measure, self.names)}"
        lack = self.lack(measure)
        return f"given {shown(measure)}, allowed {lack[0]}, {lack[1]}" if lack else ""

    @property
    def listed(self) -> list[str]:
        """The names of all measures that a table of a run has: those with a value, and a few that are always listed."""
        return [str(key) for key in self.keys if self.lack(key) is None or self._is_always_listed(key)]

    def _is_always_listed(self, key: Key) -> bool:
        found = find(key)
        return found is not None and found.always and all(self._met(one, key) for one in self._to_be_there(key))

    def _to_be_there(self, key: Key) -> tuple[Needs, ...]:
        complaint = key.place == KIND and key.name == COMPLAINT and COMPLAINT not in self.scenario.world.needs
        return (Needs.VOICE,) if complaint else ()

    def _needs(self, key: Key) -> tuple[Needs, ...]:
        found = find(key)
        return self._to_be_there(key) + (found.needs if found else ())

    def _met(self, one: Needs, key: Key) -> bool:
        world = self.scenario.world
        if one in _OF_THE_WORLD:
            return _OF_THE_WORLD[one](world)
        if one is Needs.NORM_OF_NEED:
            return any(need.norm is not None for name, need in world.needs.items() if key.name in ("", name))
        if one is Needs.NORM_OF_QUEUE:
            return any(self._has_norm(design, key) for design in self.designs)
        if one is Needs.ABSENCE:
            return world.energy is not None or any(role.absence > 0.0 for role in self._roles(key))
        if one in _OF_A_ROLE:
            return any(map(_OF_A_ROLE[one], self._roles(key)))
        absent = any(role.absence > 0.0 for design in self.designs for role in design.roles.values())
        sent = one is Needs.CLOSING and (world.energy is not None or absent)  # who is absent leaves people unserved, too
        return sent or any(map(_OF_A_DESIGN[one], self.designs))

    def _has_norm(self, design: Design, key: Key) -> bool:
        role, channel = key.queue
        there = design.roles.get(role), design.channels.get(channel)
        return any(one is not None and one.norm is not None for one in there)

    def _roles(self, key: Key) -> Iterator[Role]:
        """Yield the roles of a key's name, or all of them for the whole."""
        for design in self.designs:
            yield from (role for name, role in design.roles.items() if key.name in ("", name))


def _said(one: Needs, key: Key) -> Lack:
    allowed, advice = _SAID[one]
    return allowed.format("the" if key.place else "a"), advice


def _together(parts: list[Mapping[str, object]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in part))
