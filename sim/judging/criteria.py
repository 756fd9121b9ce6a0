"""What changes are judged by, out of the scenario: measures, each with its smallest effect, its better direction and its role."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.directions import better
from sim.judging.verdict import GUARDRAIL, OUTCOME
from sim.scenario.goal_checks import missing
from sim.scenario.judging import MEANS
from sim.scenario.model import Scenario


@dataclass(frozen=True)
class Criterion:
    """A measure by which changes are judged: the smallest effect that matters, a part of the baseline where `relative`."""

    measure: str
    role: str
    threshold: float
    relative: bool
    better: int


def criteria(scenario: Scenario) -> list[Criterion]:
    """Return the outcomes and then the guardrails of a scenario, each measure once."""
    judge = scenario.judge
    found: dict[str, Criterion] = {}
    for role, effects in ((OUTCOME, judge.smallest), (GUARDRAIL, judge.least_harm)):
        for name, smallest in effects.items():
            for measure in _measures(scenario, name, role):
                found.setdefault(measure, _criterion(measure, role, smallest))
    return [one for one in found.values() if not missing(one.measure, scenario)]


def _criterion(measure: str, role: str, smallest: float | str) -> Criterion:
    relative = isinstance(smallest, str)
    threshold = float(smallest[:-1]) / 100 if isinstance(smallest, str) else smallest
    return Criterion(measure, role, threshold, relative, better(measure))


def _measures(scenario: Scenario, name: str, role: str) -> Iterator[str]:
    """Yield the measures that a name stands for: itself, or that of each kind of need or role."""
    meant = MEANS.get(name, name) if role == GUARDRAIL or name == "goodwill" else name
    places = {"kind": scenario.world.needs, "role": _roles(scenario)}.get(meant.partition(".")[0], ())
    if "*" not in meant:
        yield meant
    for place in places if "*" in meant else ():
        yield meant.replace("*", place)


def _roles(scenario: Scenario) -> list[str]:
    return list(dict.fromkeys(role for design in scenario.designs.values() for role in design.roles))
