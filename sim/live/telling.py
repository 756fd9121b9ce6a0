"""What is shown of A and B: the measures that tell most, and from where a difference in them matters."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sim.analyses.judging.criteria import Criterion, criteria, goodwill
from sim.catalogue.keys import ROLE, named
from sim.catalogue.measures import better, is_money
from sim.results.results import Difference, Result
from sim.scenario.fields.judging import of_a_goal
from sim.scenario.fields.model import Scenario

MOST = 11
ROLES = 3  # that have a picture
IN_ROWS = 2  # of these, with rows of their own
OF_A_ROLE = ("service_level", "wait", "abandoned_share")
OF_ALL = ("served", "lead_time", "felt_served_share", "resistance", "resolved_share")
BETTER, WORSE, SMALL, OPEN, SAME = "better", "worse", "small", "open", "same"


def telling(scenario: Scenario, results: Mapping[str, Result]) -> list[str]:
    """Return the measures that are shown, the same wherever sliders stand: of roles, goals, all, and how customers feel."""
    known = {name for result in results.values() for name, one in result.measures.items() if one.n}
    wanted = [*_of_roles(scenario), *_of_goals(scenario), *OF_ALL[:2], goodwill(scenario), *OF_ALL[2:]]
    return [name for name in dict.fromkeys(wanted) if name in known][:MOST]


def roles(scenario: Scenario) -> list[str]:
    """Return a few roles: first those that a slider is about, then those with a norm, then the others."""
    those = scenario.designs[scenario.default_design].roles if scenario.default_design in scenario.designs else {}
    played = [play.path.split(".")[1] for play in scenario.play.values() if play.path.startswith("roles.")]
    normed = [name for name, role in those.items() if role.norm is not None]
    return [name for name in dict.fromkeys((*played, *normed, *those)) if name in those][:ROLES]


def _of_roles(scenario: Scenario) -> Iterator[str]:
    yield from (named(ROLE, role, leaf) for role in roles(scenario)[:IN_ROWS] for leaf in OF_A_ROLE)


def _of_goals(scenario: Scenario) -> list[str]:
    return [goal.measure for goal in scenario.goals.values() if not is_money(goal.measure)]


@dataclass(frozen=True)
class AgainstThreshold:
    """A difference beside the smallest that matters; a part of A's mean where `relative`, else in the unit of the measure."""

    measure: str
    difference: Difference
    threshold: float
    relative: bool
    way: int  # 1 where more is better, -1 where less is, 0 where neither can be said
    judged: bool = False  # whether the scenario is judged by it

    @cached_property
    def scaled(self) -> tuple[float, float, float] | None:
        """The difference and the ends of its interval in thresholds, better above nought; None where that can't be said."""
        one, base = self.difference, self.difference.baseline
        unit = self.threshold * (abs(base.mean) if self.relative and base else 1.0)
        if not one.values or not unit or math.isnan(unit):
            return None
        low, high = one.interval or (-math.inf, math.inf)
        way = self.way or 1
        ends = sorted((low * way / unit, high * way / unit))
        return one.difference * way / unit, ends[0], ends[1]

    @cached_property
    def finding(self) -> str:
        """Where the whole interval lies: better or worse by more than the threshold, too small to matter, or open."""
        found = self.scaled
        if found is None:
            return OPEN
        if self.difference.same:
            return SAME
        _, low, high = found
        return BETTER if low > 1.0 else WORSE if high < -1.0 else SMALL if low >= -1.0 and high <= 1.0 else OPEN


def rows(scenario: Scenario, names: Sequence[str], differences: Mapping[str, Difference]) -> list[AgainstThreshold]:
    """Return a row for each measure."""
    judged = {one.measure: one for one in criteria(scenario)}
    return [_row(name, differences[name], judged.get(name)) for name in names if name in differences]


def _row(name: str, difference: Difference, by: Criterion | None) -> AgainstThreshold:
    if by is not None:
        return AgainstThreshold(name, difference, by.threshold, by.relative, by.better, True)
    smallest = of_a_goal(name)
    relative = isinstance(smallest, str)
    threshold = float(smallest[:-1]) / 100.0 if isinstance(smallest, str) else smallest
    return AgainstThreshold(name, difference, threshold, relative, better(name))
