"""How long it lasts: until a political crisis (Kaplan-Meier, over replications), and until customers leave; per design."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sim.catalogue.keys import SNAPSHOT, named
from sim.results.intervals import half_width, wilson
from sim.results.results import Measure, Result, Unusable
from sim.results.shown import Shown
from sim.runs.replications import Plan, plan, results
from sim.scenario.fields.model import Run, Scenario

TIMES = 52  # at which the customers who stay are counted, where the scenario names none
NOTHING = (
    "survival: nothing here can end; it takes world.voice.crisis (until a political crisis), or customers who can leave: "
    "world.mind with leaving and world.customers.population, or needs that all arise at: [0]"
)


@dataclass(frozen=True)
class AtRisk:
    """A time (in the unit given) at which something ended: how many were at risk just before, and how many it ended for.

    `share` is what is left after it, by the product-limit estimate of Kaplan & Meier (1958); `error` its standard error
    (Greenwood 1926).
    """

    time: float
    at_risk: int
    ended: int
    share: float
    error: float


@dataclass(frozen=True)
class Curve:
    """The share that is still there after each of `times` (minutes from the start of the run), with its 95% interval."""

    times: tuple[float, ...]
    share: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    n: int  # replications

    def at(self, time: float) -> tuple[float, float, float]:
        """Return share, low and high end of the interval after a time: those of the last time up to it."""
        last = max(i for i, known in enumerate(self.times) if known <= time)
        return self.share[last], self.low[last], self.high[last]

    @property
    def median(self) -> float | None:
        """The first time (minutes) at which half or less is left, None where it does not come to that."""
        return next((time for time, share in zip(self.times, self.share, strict=True) if share <= 0.5), None)


@dataclass(frozen=True)
class Survival:
    """What lasts in a design: `calm` the share of runs without a political crisis yet, `staying` that of customers still there.

    None where the scenario has no such thing. `later` is the share of runs without a crisis by twice the length of the run,
    where that was tried.
    """

    design: str
    calm: Curve | None
    staying: Curve | None
    result: Result
    later: float | None = None

    @property
    def turns(self) -> bool:
        """Whether a run twice as long would be called otherwise: without a crisis, with one, or neither for sure."""
        if self.calm is None or self.later is None:
            return False
        now, later, n = self.calm.share[-1], self.later, self.calm.n
        return (now > 0.5) != (later > 0.5) or _called(now, n) != _called(later, n)


class Lasting(dict[str, Survival], Shown, says="survival"):
    """What lasts how long, by design."""

    def __init__(self, found: Mapping[str, Survival], scenario: Scenario | None = None) -> None:
        super().__init__(found)
        self._scenario = scenario

    @property
    def scenario(self) -> Scenario | None:
        """The scenario that was run, as it says itself how long a run is."""
        return self._scenario

    __repr__ = Shown.__repr__


def _called(calm: float, n: int) -> int:
    """Return 1 where most runs are without a crisis, -1 where most have one, 0 where the interval (Wilson) says neither."""
    low, high = wilson(calm, n)
    return (low > 0.5) - (high < 0.5)


def product_limit(times: Sequence[float], ended: Sequence[bool]) -> Iterator[AtRisk]:
    """Yield a step for each time at which something ended; what is censored at that time was still at risk."""
    share, total = 1.0, 0.0
    for time, group in groupby(sorted(zip(times, ended, strict=True)), key=lambda one: one[0]):
        events = sum(end for _, end in group)
        risk = sum(other >= time for other in times)
        if events:
            share *= 1.0 - events / risk
            total += events / (risk * (risk - events)) if risk > events else 0.0
            yield AtRisk(time, risk, events, share, share * math.sqrt(total))


def kaplan_meier(times: Sequence[float], ended: Sequence[bool]) -> Curve:
    """Return the curve of what ended, or was censored, at `times` (minutes), one for each replication.

    Its interval is Wilson's for as many as Greenwood's error stands for (Rothman 1978): it has a width also where all
    or nothing is left. It ends at the last time.
    """
    n = effective = float(len(times))
    found = [(0.0, 1.0, wilson(1.0, n))]
    for step in product_limit(times, ended):
        if step.share > 0.0:
            effective = step.share * (1.0 - step.share) / step.error**2
        found.append((step.time, step.share, wilson(step.share, effective)))
    if found[-1][0] < max(times):
        found.append((max(times), *found[-1][1:]))
    ends, share, interval = zip(*found, strict=True)
    low, high = zip(*interval, strict=True)
    return Curve(ends, share, low, high, len(times))


def survival(
    scenario: Scenario,
    designs: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    store: str | Path | None = None,
    twice: bool = True,
) -> Lasting:
    """Return by design what lasts how long, from the very start of the run: a warm-up counts. All designs by default.

    With `twice`, what has no crisis in all runs is run for twice as long as well.
    Raises Unusable where nothing can end, and else as `run`.
    """
    if not (_has_crisis(scenario) or _followed(scenario)):
        raise Unusable(NOTHING)
    whole = scenario.model_copy(update={"run": _from_the_start(scenario.run)})
    names = list(dict.fromkeys(designs or scenario.designs))
    now = plan(scenario, replications, seed, engine, jobs)
    found = results(whole, names, now, store)
    calm = {name: _calm(whole, result) for name, result in found.items()}
    going = [name for name, curve in calm.items() if twice and curve is not None and curve.share[-1] > 0.0]
    later = _twice(whole, going, now, store)
    kept = {
        name: Survival(name, calm[name], _staying(whole, result), result, later.get(name))
        for name, result in found.items()
    }
    return Lasting(kept, scenario)


def _twice(
    scenario: Scenario, names: Sequence[str], plan: Plan, store: str | Path | None
) -> dict[str, float]:
    """Return by design the share of runs that are without a crisis after twice their length."""
    run = scenario.run.model_copy(update={"length": 2.0 * scenario.run.length})
    found = results(scenario.model_copy(update={"run": run}), names, plan, store) if names else {}
    return {name: 1.0 - result.measures["crisis_share"].mean for name, result in found.items()}


def _from_the_start(run: Run) -> Run:
    """Return the run without a warm-up, and with times at which to count customers."""
    even = tuple(run.length * (i + 1) / TIMES for i in range(TIMES))
    return run.model_copy(update={"warm_up": 0.0, "snapshots": tuple(sorted(run.snapshots)) or even})


def _has_crisis(scenario: Scenario) -> bool:
    voice = scenario.world.voice
    return scenario.world.mind is not None and voice is not None and bool(voice.crisis)


def _followed(scenario: Scenario) -> tuple[str, int] | None:
    """Return which count of those who are gone, and of how many: a population that can leave, or cases that begin at once."""
    world = scenario.world
    if world.customers.population and world.mind is not None and world.mind.leaving is not None:
        return "left", world.customers.population
    at_once = all(need.rate is None and set(need.at) == {0.0} for need in world.needs.values())
    return ("lost", sum(need.count * len(need.at) for need in world.needs.values())) if at_once else None


def _calm(scenario: Scenario, result: Result) -> Curve | None:
    if not _has_crisis(scenario):
        return None
    times = result.measures["time_to_crisis"].values
    ended = [not math.isnan(time) for time in times]
    return kaplan_meier(
        [time if end else scenario.run.length for time, end in zip(times, ended, strict=True)], ended
    )


def _staying(scenario: Scenario, result: Result) -> Curve | None:
    followed = _followed(scenario)
    if followed is None:
        return None
    gone, people = followed
    there = [_still_there(result.measures, i, gone, people) for i in range(len(scenario.run.snapshots))]
    widths = [half_width(one) for one in there]
    means = [math.fsum(one) / len(one) for one in there]
    ends = [
        (mean, max(0.0, mean - width), min(1.0, mean + width))
        if width is not None
        else (mean, math.nan, math.nan)
        for mean, width in zip(means, widths, strict=True)
    ]
    share, low, high = zip((1.0, 1.0, 1.0), *ends, strict=True)
    return Curve((0.0, *scenario.run.snapshots), share, low, high, len(there[0]))


def _still_there(measures: Mapping[str, Measure], i: int, gone: str, people: int) -> list[float]:
    return [1.0 - number / people for number in measures[named(SNAPSHOT, str(i), gone)].values]
