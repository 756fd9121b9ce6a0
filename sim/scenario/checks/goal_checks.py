"""Whether goals and costs make sense: one bound a goal, a measure that comes out, staff that can be counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sim.scenario.fields.design import Design
from sim.scenario.fields.goals import Goal
from sim.scenario.fields.model import Scenario
from sim.scenario.text.calendars import UNLIMITED
from sim.scenario.text.faults import Place, shown

OF_COSTS = "staff_cost_per_year rework_cost change_cost_per_year cost_per_year cost_per_resolved cost".split()
OF_NORMS = "service_level wait_over_norm".split()
OF_LEAD_TIMES = "within_norm inside_overdue".split()
OF_THE_MIND = (
    "experience contact_mark goodwill goodwill_var goodwill_at_end goodwill_of_all goodwill_long_run "
    "felt_served_share episode_mark hostile_share"
).split()
OF_STAFF = "energy absence vacant turnover hostile_share resistance_lost_energy".split()
OF_VOICE = "complaints complaints_per_case pressure_max pressure_start pressure_long_run crisis_share time_to_crisis".split()
OF_WHIMS = "whims whim_share whim_share_learned whims_granted".split()
OF_WORDS = "told_per_case story_reach_var".split()


def check_goals(scenario: Scenario, measures: Iterable[str], top: Place) -> None:
    """Check the goals; `measures` are the names of all that can come out of the designs."""
    known = list(measures)
    for name, goal in scenario.goals.items():
        place = top.below("goals", name)
        bounds = sum(bound is not None for bound in (goal.at_most, goal.at_least))
        if bounds != 1 and place.clean():
            given = "both of them" if bounds else "neither of them"
            place.fault((), "either at_most or at_least", "give the goal one bound", given=given)
        if not (top.clean("designs") and top.clean("changes") and place.clean("measure")):
            continue
        if goal.measure not in known:
            place.unknown(("measure",), goal.measure, known, "a measure")
        else:
            _check_comes_out(goal, scenario, place)


def _check_comes_out(goal: Goal, scenario: Scenario, place: Place) -> None:
    if lack := missing(goal.measure, scenario):
        place.fault(("measure",), *lack, given=shown(goal.measure))


def missing(measure: str, scenario: Scenario) -> tuple[str, str] | None:
    """Return when a measure comes out and how to get there, None where it does come out."""
    place, _, leaf = measure.removesuffix("_per_run").rpartition(".")
    if place == "kind.complaint" and scenario.world.voice is None:
        return "complaints where customers have a voice", "add world.voice"
    if measure == "wait_per_case":
        return "a measure of a run", "that one is of sim explain; choose for instance role.desk.wait"
    for leaves, there, allowed, advice in (*_of_designs(scenario, place), *_of_the_world(scenario, place)):
        if leaf in leaves and not there:
            return allowed, advice
    return None


Condition = tuple[
    Sequence[str], bool, str, str
]  # of which measures, whether it is met, when they come out, what to do


def _of_designs(scenario: Scenario, place: str) -> Iterator[Condition]:
    yield (
        OF_COSTS,
        _role_has(scenario, place, "cost"),
        "costs where a role has one",
        "add for instance cost: 45 / hour",
    )
    norm = "a service level where the role has a norm" if place else "a service level where a role has a norm"
    yield OF_NORMS, _role_has(scenario, place, "norm"), norm, "add for instance norm: 30 s"
    yield (
        ["sent_home", "cut_off"],
        scenario.world.energy is not None or _sends_away(scenario),
        "who is sent away where a role or channel sends people home or cuts them off, or staff may be absent",
        "add for instance at_closing: send_home",
    )
    yield ["blocked"], _has_trays(scenario), "full trays where one holds work up", "add for instance queue_limit: 20"
    pace = "crowding where a role has a pace"
    yield ["crowded"], _role_has(scenario, place, "pace"), pace, "give the role a pace"
    promises = any(
        step.promise is not None for one in scenario.designs.values() for step in one.steps.values()
    )
    promises = promises or any(".promise" in path for path in _set_by_changes(scenario))
    yield ["promises_kept"], promises, "promises where a step has one", "add for instance promise: 2 days"


def _of_the_world(scenario: Scenario, place: str) -> Iterator[Condition]:
    world, mind = scenario.world, scenario.world.mind
    kind = place.removeprefix("kind.")
    norms = [need.norm for name, need in world.needs.items() if not place or name == kind]
    late = "a lead-time norm where the need has one" if place else "a lead-time norm where a need has one"
    yield OF_LEAD_TIMES, any(norm is not None for norm in norms), late, "add for instance norm: 8 weeks"
    yield OF_THE_MIND, mind is not None, "what customers feel together with a mind", "add world.mind"
    yield OF_STAFF, world.energy is not None, "what staff feel together with energy", "add world.energy"
    yield OF_VOICE, world.voice is not None, "complaints where customers have a voice", "add world.voice"
    crisis = world.voice is not None and bool(world.voice.crisis)
    yield (
        ["crisis_share", "time_to_crisis"],
        crisis,
        "a crisis where voice has a limit",
        "set world.voice.crisis",
    )
    yield OF_WHIMS, world.whims is not None, "whims where customers have them", "add world.whims"
    told = mind is not None and mind.word_of_mouth is not None
    yield OF_WORDS, told, "stories where there is word of mouth", "add world.mind.word_of_mouth"
    made_good = mind is not None and mind.recovery is not None
    yield (
        ["made_good_share"],
        made_good,
        "what is made good together with recovery",
        "add world.mind.recovery",
    )
    people = world.customers.population is not None
    yield (
        ["goodwill_of_all", "goodwill_long_run"],
        people,
        "all customers where they are counted",
        "set world.customers.population",
    )


def _sends_away(scenario: Scenario) -> bool:
    """Whether some role or channel sends people home at closing or cuts them off, or a change may let it."""
    ways = [role.at_closing for one in scenario.designs.values() for role in one.roles.values()]
    ways += [channel.at_closing for one in scenario.designs.values() for channel in one.channels.values()]
    return any(way != "serve" for way in ways) or any(path.endswith(".at_closing") for path in _set_by_changes(scenario))


def _has_trays(scenario: Scenario) -> bool:
    """Whether some role has a tray that may be full and then holds work up, or a change may give it one."""
    roles = [role for one in scenario.designs.values() for role in one.roles.values()]
    if any(role.queue_limit is not None and role.when_full == "block" for role in roles):
        return True
    return any(path.endswith((".queue_limit", ".when_full")) for path in _set_by_changes(scenario))


def _role_has(scenario: Scenario, place: str, field: str) -> bool:
    """Whether the role of a place (any role, of the whole) has a field in some design, or a change may give it."""
    of = place.rpartition(".")[2]  # of a market's role: without its provider
    for design in scenario.designs.values():
        for name, role in design.roles.items():
            if (name == of or not place) and getattr(role, field) not in (None, ()):
                return True
    return any(
        path.startswith(f"roles.{of}." if place else "roles.") and path.endswith(f".{field}")
        for path in _set_by_changes(scenario)
    )


def _set_by_changes(scenario: Scenario) -> Iterator[str]:
    """Yield the paths that changes set, those within a mapping too."""
    for change in scenario.changes.values():
        for path, value in change.set.items():
            yield from _paths(path, value)


def _paths(path: str, value: object) -> Iterator[str]:
    yield path
    for key, inner in value.items() if isinstance(value, Mapping) else ():
        yield from _paths(f"{path}.{key}", inner)


def check_costs(design: Design, place: Place) -> None:
    """Check that staff with a cost can be counted; warn of staff without, where others have one."""
    priced = any(role.cost is not None for role in design.roles.values())
    for name, role in design.roles.items():
        if role.cost is None and priced:
            place.warn(("roles", name), "has no cost, where others have: the costs are without it")
        if role.cost is not None and max(role.staff.levels) >= UNLIMITED:
            advice = "give the role a number of staff, or leave the cost out"
            place.fault(
                ("roles", name, "cost"),
                "a cost where staff is a number",
                advice,
                given="unlimited staff at a cost",
            )
