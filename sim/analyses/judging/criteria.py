"""What changes are judged by, out of the scenario: measures, each with its smallest effect, its better direction and its role."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sim.analyses.judging.verdict import GUARDRAIL, OUTCOME
from sim.catalogue.keys import EACH, KIND, ROLE, SEGMENT, Key
from sim.catalogue.measures import better, is_money
from sim.scenario.fields.custom import CustomMeasure
from sim.scenario.fields.judging import GOALS, GUARDRAIL_NAMES, MEANS, of_a_goal
from sim.scenario.fields.model import Scenario
from sim.scenario.load import measurable

OPEN = Key(KIND, EACH, "resolved_of_came")  # where a kind has no norm nobody is overdue, and who waits for ever would be seen nowhere


@dataclass(frozen=True)
class Criterion:
    """A measure by which changes are judged: the smallest effect that matters, a part of the baseline where `relative`.

    `everywhere` is what was not named itself, but of every role (kind, segment) that has it.
    """

    measure: str
    role: str
    threshold: float
    relative: bool
    better: int
    everywhere: bool = False


def criteria(scenario: Scenario) -> list[Criterion]:
    """Return the outcomes and then the guardrails of a scenario, each measure once.

    Outcomes are those with a threshold and, unless these are guardrails, the norms and goals that the scenario declares.
    """
    judge = scenario.judge
    written = list(_each(scenario, judge.smallest, OUTCOME))
    guardrails = list(_each(scenario, judge.least_harm, GUARDRAIL))
    taken = _taken(scenario)
    declared = [*_each(scenario, judge.norms, OUTCOME), *_goals(scenario)]
    found: dict[str, Criterion] = {}
    own = [_own(one, one.threshold) for one in scenario.custom if one.threshold is not None]
    for one in (*written, *(one for one in declared if one.measure not in taken), *own, *guardrails):
        found.setdefault(one.measure, one)
    known = measurable(scenario)
    return [one for one in found.values() if known.lack(one.measure) is None]


def _own(one: CustomMeasure, threshold: float | str) -> Criterion:
    """Return a measure of a user's own as an outcome."""
    return replace(_criterion(one.name, OUTCOME, threshold), better=one.better)


def _taken(scenario: Scenario) -> set[str]:
    """Return what is declared, but no outcome: written as a guardrail, or taken away."""
    judge = scenario.judge
    away = [name for name, effect in judge.thresholds.items() if effect is None]
    return {
        measure
        for role, names in ((OUTCOME, away), (GUARDRAIL, judge.guardrails))
        for name in names
        for measure in _measures(scenario, name, role)
    }


def _each(scenario: Scenario, effects: Mapping[str, float | str], role: str) -> Iterator[Criterion]:
    for name, smallest in effects.items():
        for measure in _measures(scenario, name, role):
            yield replace(_criterion(measure, role, smallest), everywhere=Key.of(name).name == EACH)


def _goals(scenario: Scenario) -> Iterator[Criterion]:
    """Yield what goals are about, but for money, which is no outcome; better is what the goal asks for."""
    for goal in scenario.goals.values() if GOALS not in scenario.judge.thresholds else ():
        if not is_money(goal.measure):
            way = -1 if goal.at_most is not None else 1
            yield _criterion(goal.measure, OUTCOME, of_a_goal(goal.measure), way)


def _criterion(measure: str, role: str, smallest: float | str, way: int = 0) -> Criterion:
    relative = isinstance(smallest, str)
    threshold = float(smallest[:-1]) / 100 if isinstance(smallest, str) else smallest
    return Criterion(measure, role, threshold, relative, better(measure) or way)


def _measures(scenario: Scenario, name: str, role: str) -> Iterator[str]:
    """Yield the measures that a name stands for: itself, or that of each kind of need, role or segment that is meant."""
    if role == OUTCOME and name == "goodwill":
        yield goodwill(scenario)
        return
    meant = Key.of(MEANS[name] if role == GUARDRAIL and name in GUARDRAIL_NAMES else name)
    places = _places(scenario, name, meant) if meant.name == EACH else [meant.name]
    yield from (str(meant.called(place)) for place in places)
    if role == GUARDRAIL and name == "inside_overdue":
        without = (kind for kind, need in scenario.world.needs.items() if need.norm is None)
        yield from (str(OPEN.called(kind)) for kind in without)


def goodwill(scenario: Scenario) -> str:
    """Return which goodwill is judged: of all customers at the end of the run; of an unlimited stream of those who came."""
    return "goodwill_of_all" if scenario.world.customers.population else "goodwill_at_end"


def _places(scenario: Scenario, name: str, meant: Key) -> list[str]:
    least = scenario.world.customers.least_self_reliant
    if name == "least_self_reliant":
        return [least] if least else []
    segments = list(scenario.world.customers.segments)
    named = {KIND: list(scenario.world.needs), ROLE: _roles(scenario), SEGMENT: segments}
    return named.get(meant.place, [])


def _roles(scenario: Scenario) -> list[str]:
    return list(dict.fromkeys(role for design in scenario.designs.values() for role in design.roles))
