"""The least change of a number that reaches an aim: bisection under common random numbers, with its premise checked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean

from sim.analyses.studies.aim import Aim, Reached
from sim.analyses.studies.points import Range, measured_at
from sim.results.intervals import half_width
from sim.runs.replications import Plan
from sim.scenario.fields.model import Scenario

FIRST = 5  # values with which the search begins
FINE = 100  # parts of the range to which it goes on
PUSHES = 5  # values nearer to the safe side that are tried where new replications do not confirm


@dataclass(frozen=True)
class Try:
    """A value of the number, and what the replications say of the aim there."""

    value: float
    reached: Reached
    values: tuple[float, ...]  # the share of each replication in the mean


@dataclass(frozen=True)
class Least:
    """What a search found: all values tried, in order; the answer, if any, and what other replications say of it.

    `rising` is whether the aim is reached at higher values; `monotone` whether the measure went one way over the values
    tried, as far as the intervals tell.
    """

    range: Range
    tries: tuple[Try, ...]
    answer: Try | None
    confirmed: Reached | None
    rising: bool
    monotone: bool


class _LeastSearch:
    def __init__(
        self, scenario: Scenario, design: str, range_: Range, aim: Aim, plan: Plan, store: str | Path | None
    ):
        self.scenario, self.design, self.range, self.aim = scenario, design, range_, aim
        self.plan, self.store = plan, store
        self.tried: dict[float, Try] = {}

    def at(self, values: Sequence[float], plan: Plan | None = None) -> list[Try]:
        """Return what comes out at some values; each is run once."""
        new = [value for value in values if plan or value not in self.tried]
        points = [(value,) for value in new]
        places = measured_at(self.scenario, self.design, [self.range], points, plan or self.plan, self.store)
        found = {}
        for value, place in zip(new, places, strict=True):
            known = place.design.measure(self.aim.goal.measure)
            found[value] = Try(value, self.aim.of(known), known.shares)
        if plan is None:
            self.tried |= found
            return [self.tried[value] for value in values]
        return list(found.values())

    def between(self, fails: float, meets: float) -> float:
        """Return the value nearest to one that fails at which the aim is still met."""
        whole = self.range.quantity.whole
        smallest = 1.0 if whole else (self.range.high - self.range.low) / FINE
        return halved(fails, meets, smallest, lambda value: self.at([value])[0].reached.met, whole)


def halved(
    fails: float, meets: float, smallest: float, does: Callable[[float], bool], whole: bool = False
) -> float:
    """Halve the gap between a value that fails and one that meets until it is small; return the last that meets."""
    while abs(meets - fails) > smallest * 1.000001:
        middle = (fails + meets) / 2.0
        middle = float(round(middle)) if whole else middle
        if does(middle):
            meets = middle
        else:
            fails = middle
    return meets


def least(
    scenario: Scenario, design: str, range_: Range, aim: Aim, plan: Plan, store: str | Path | None = None
) -> Least:
    """Return the value nearest to the failing end of a range from which on a design reaches an aim.

    Where all of the range does it is the end nearest to what the number is now.
    """
    search = _LeastSearch(scenario, design, range_, aim, plan, store)
    first = search.at(range_.values(FIRST))
    rising = _rises(first, aim)
    ordered = first if rising else first[::-1]
    met = [one.reached.met for one in ordered]
    if not any(met):
        answer = None
    elif all(met):
        answer = min((first[0], first[-1]), key=lambda one: abs(one.value - range_.quantity.now))
    else:
        start = _start(met)
        answer = (
            ordered[0]
            if start == 0
            else search.tried[search.between(*(o.value for o in ordered[start - 1 : start + 1]))]
        )
    confirmed = None
    if answer is not None:
        answer, confirmed = _confirmed(search, answer, ordered[-1].value)
    tries = tuple(sorted(search.tried.values(), key=lambda one: one.value))
    return Least(range_, tries, answer, confirmed, rising, _monotone(tries, rising, aim))


def _start(met: Sequence[bool]) -> int:
    """Return where the last stretch of values that meet the aim begins."""
    start = max(i for i, one in enumerate(met) if one)
    while start > 0 and met[start - 1]:
        start -= 1
    return start


def _rises(tries: Sequence[Try], aim: Aim) -> bool:
    """Whether the measure gets better with higher values."""
    return (tries[-1].reached.mean >= tries[0].reached.mean) is aim.upward


def _confirmed(search: _LeastSearch, answer: Try, end: float) -> tuple[Try, Reached]:
    """Try the answer on other replications, and a little further where these do not confirm it."""
    step = 1.0 if search.range.quantity.whole else (search.range.high - search.range.low) / FINE
    step = step if end >= answer.value else -step
    for _ in range(PUSHES):
        found = search.at([answer.value], search.plan.later())[0].reached
        further = answer.value + step
        if found.met or (further - end) * step > 0:
            break
        answer = search.at([further])[0]
    return answer, found


def _monotone(tries: Sequence[Try], rising: bool, aim: Aim) -> bool:
    """Whether no value is clearly worse than the one before it on the way to the better end (paired, 95% together)."""
    for one, other in pairwise(tries):
        gains = [
            (b - a) * (1.0 if rising is aim.upward else -1.0)
            for a, b in zip(one.values, other.values, strict=True)
            if a == a and b == b
        ]
        width = half_width(gains, len(tries) - 1)
        if width is not None and fmean(gains) < -width:
            return False
    return True
