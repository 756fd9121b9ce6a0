"""What a scenario uses without writing it down: the defaults of what is switched on and can make a difference."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sim.scenario.fields.defaults import DEFAULTS, Default
from sim.scenario.fields.design import SELF_SERVICE, Design, Role, Step
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.places import tree_of
from sim.scenario.inspect.quantities import LENGTH, Quantity, Shares, quantity
from sim.scenario.load import variant
from sim.scenario.text.faults import ScenarioError
from sim.scenario.text.field_types import WORKED_HOURS, is_on
from sim.scenario.text.tree import Node, follow, plain
from sim.scenario.text.units import DAY, WEEK, number, probability

EPISODE = "mind.episode"
HOURS = "roles.*.cost.hours"

Unwritten = tuple[Quantity, Default]


def unwritten(scenario: Scenario, design: str) -> Iterator[Unwritten]:
    """Yield each number that the scenario, its world or a design leaves out and that can matter, with its default's range."""
    found = variant(scenario, design)
    for path, default in DEFAULTS.items():
        one = _quantity(scenario, design, found, path) if default.varied and path != LENGTH else None
        if one is not None and not math.isnan(one.now) and _matters(scenario, found, path):
            yield one, default


def lengths(scenario: Scenario) -> tuple[float, float]:
    """Return between which lengths (minutes) a run is tried: half as long, in whole weeks or days, to twice as long [A].

    It stays long enough for all that is to happen at given times.
    """
    run = scenario.run
    times = [time for need in scenario.world.needs.values() for time in need.at]
    period = WEEK if run.length >= 2 * WEEK else DAY if run.length >= 2 * DAY else run.length
    half = math.ceil(run.length / 2.0 / period) * period
    return min(run.length, max(half, *times, *run.snapshots, 0.0)), 2.0 * run.length


def _quantity(scenario: Scenario, design: str, found: Design, path: str) -> Quantity | None:
    """Return a default as a number that can be set, None where it is written down or there is nothing of the kind."""
    if path.startswith(("world.", "resistance.")):
        return _whole(scenario, design, path)
    if path.startswith("markets."):
        return _whole(scenario, design, path.replace("*", design)) if design in scenario.markets else None
    if path == HOURS:
        return _hours(scenario, design, found)
    return _of_each(scenario, design, found, path) if "*" in path else _own(scenario, design, path)


def _whole(scenario: Scenario, design: str, path: str) -> Quantity | None:
    names = path.split(".")
    here: Any = scenario
    for name in names:
        here = here.get(name) if isinstance(here, dict) else getattr(here, name, None)
    if here is None or _written(scenario.tree, names):
        return None
    if path.startswith(f"world.{EPISODE}."):
        return _weight(scenario, path)
    try:
        return quantity(scenario, design, path)
    except ScenarioError:
        return None


def _own(scenario: Scenario, design: str, path: str) -> Quantity | None:
    """Return a number of the design itself; none of a market, whose providers each have their own."""
    if design in scenario.markets or _written(tree_of(scenario, design), [path]):
        return None
    return quantity(scenario, design, path)


def _written(tree: Node, names: list[str]) -> bool:
    """Whether a value stands in the file, and is more than that the default holds."""
    _, node, _, there = follow(tree, names)
    return there and not is_on(node.value)


def _weight(scenario: Scenario, path: str) -> Quantity | None:
    """Return a weight of the mark for a whole, the others giving way; none where the file gives some of the weights."""
    mind = scenario.world.mind
    if mind is None or mind.episode is None or _written(scenario.tree, ["world", *EPISODE.split(".")]):
        return None
    now = {name: float(value) for name, value in mind.episode}
    parts = Shares(f"world.{EPISODE}", {name: f"{EPISODE}.{name}" for name in now}, now)
    name = path.rpartition(".")[2]
    return Quantity(path, now[name], "", number, lambda v: parts.settings({name: v}), parts=parts, name=name)


def _of_each(scenario: Scenario, design: str, found: Design, path: str) -> Quantity | None:
    """Return one number for all steps or roles that leave it out."""
    group, _, field = path.partition(".*.")
    tree = tree_of(scenario, design)
    named: Mapping[str, Step | Role] = found.steps if group == "steps" else found.roles
    names = [
        name
        for name, one in named.items()
        if _has(one, field, tree, (group, name)) and not _written(tree, [group, name, *field.split(".")])
    ]
    if not names:
        return None
    now, unit, read = _KINDS[field]
    return Quantity(path, now, unit, read, lambda v: {f"{group}.{name}.{field}": v for name in names})


_KINDS: dict[str, tuple[float, str, Callable[[Any], float]]] = {
    "mark": (7.0, "mark", number),
    "detects": (Step.model_fields["detects"].default, "share", probability),
    "self_service.fails": (SELF_SERVICE["fails"], "share", probability),
    "self_service.share": (SELF_SERVICE["share"], "share", probability),
    "spells.speed": (0.7, "", number),
}


def _has(one: Step | Role, field: str, tree: Node, at: tuple[str, str]) -> bool:
    if field.startswith("self_service"):
        return "self_service" in follow(tree, at)[1].value
    if isinstance(one, Role):
        return one.spells is not None
    return bool(one.finds) if field == "detects" else True


def _hours(scenario: Scenario, design: str, found: Design) -> Quantity | None:
    """Return how many hours a year somebody works, of the wages that are written by the year."""
    tree = tree_of(scenario, design)
    wages = {role: plain(follow(tree, ("roles", role, "cost"))[1]) for role in found.roles}
    yearly = {
        role: text.partition("/")[0]
        for role, text in wages.items()
        if isinstance(text, str) and text.partition("/")[2].strip().lower() == "year"
    }
    if not yearly:
        return None

    def settings(hours: float) -> dict[str, Any]:
        return {f"roles.{role}.cost": f"{number(text) / hours!r} / hour" for role, text in yearly.items()}

    return Quantity(HOURS, WORKED_HOURS, "hours", number, settings)


def _matters(scenario: Scenario, design: Design, path: str) -> bool:
    """Whether a default that is in use can make a difference."""
    world, chasing = scenario.world, design.chasing
    segments, steps = world.customers.segments.values(), design.steps.values()
    group = path.removeprefix("world.").partition(".")[0]
    if path == "world.mind.start_goodwill":
        return any(segment.goodwill is None for segment in segments)
    if path == "world.mind.start_expectation":
        return any(segment.expectation is None for segment in segments)
    if path == "world.mind.should_expectation":
        return any(segment.should_expectation is None for segment in segments)
    if group == "redial":
        return world.redial is not None and world.redial.probability > 0.0
    if group == "failure_demand":
        return any(branch.to == "unresolved" and branch.share > 0.0 for one in steps for branch in one.then)
    if group == "error_lag":
        return any(one.right_first_time < 1.0 for one in steps)
    if group == "chasing":
        return chasing is not None and (chasing.status_messages or not path.endswith("status_factor"))
    if path in ("steps.*.mark", "unanswered"):
        return world.mind is not None
    if path in ("resistance.transfer", "resistance.hand_over"):
        return len(design.roles) > 1
    return path != "resistance.switch" or any(one.role is None for one in steps)
