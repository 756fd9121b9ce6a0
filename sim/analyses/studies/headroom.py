"""Headroom: the largest multiple of today's demand at which the norms still hold.

All rates of needs are multiplied, and with them nothing else: same staff, same customers, same luck (common random
numbers), so that the answer is the root of one curve; it is found by bisection. The interval is that root for how bad and
for how good the means may be (a test turned round, Bonferroni over the norms). Capacity as the largest arrival rate that
keeps the service level is that of Gans, Koole & Mandelbaum (2003), section 4.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from sim.analyses.studies.aim import MEAN, Aim
from sim.analyses.studies.least import halved
from sim.analyses.studies.points import Range, measured_at, units
from sim.catalogue.keys import KIND, ROLE, named
from sim.catalogue.measures import is_money
from sim.results.results import Measure, Unusable
from sim.results.shown import Shown
from sim.runs.replications import Plan, plan
from sim.scenario.fields.goals import Goal
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.quantities import Quantity, quantity
from sim.scenario.load import variant
from sim.scenario.text.units import UnreadableError, number
from sim.scenario.text.units import probability as share_in

SHARE = 0.8  # of a norm that no goal says a share of: 80%, as is usual [A]
UP_TO = 16.0  # times today's demand, and as small a part of it, that are tried
FINE = 0.01  # how near the answer is, as a part of it
SURE, LIKELY, POSSIBLE = "sure", "likely", "possible"  # by the bad end of the interval, the mean, the good end


@dataclass(frozen=True)
class Norm:
    """What has to hold: a goal of the scenario, or a usual share of a norm that has no goal; `aim` has how sure to be."""

    aim: Aim
    usual: bool

    @property
    def measure(self) -> str:
        """The measure that it is about."""
        return self.aim.goal.measure

    def holds(self, found: Measure, how: str) -> bool:
        """Whether it holds: surely, likely (by the mean), or possibly."""
        bad, good = self.aim.ends(found)
        return self.aim.goal.met_by({SURE: bad, LIKELY: found.mean, POSSIBLE: good}[how])


@dataclass(frozen=True)
class TriedDemand:
    """A multiple of today's demand, what came out of each norm's measure there, and what had not settled."""

    multiple: float
    found: tuple[Measure, ...]
    unsettled: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Headroom(Shown, says="headroom"):
    """How many times today's demand the norms bear, with its interval: 0 where they hold at none tried, `up_to` where at all.

    `tries` are in order of demand; `probability` is that of the interval, over all norms together.
    """

    design: str
    norms: tuple[Norm, ...]
    multiple: float
    interval: tuple[float, float]
    tries: tuple[TriedDemand, ...]
    up_to: float
    probability: float
    replications: int
    seed: int
    scenario: Scenario | None = field(default=None, compare=False)

    @property
    def beyond(self) -> bool:
        """Whether the norms hold at all that was tried."""
        return self.multiple >= self.up_to

    @property
    def first(self) -> tuple[Norm, ...]:
        """The norms that give way first: that do not hold at the next multiple tried."""
        more = [one for one in self.tries if one.multiple > self.multiple]
        return self.broken(more[0]) if more else ()

    def broken(self, one: TriedDemand) -> tuple[Norm, ...]:
        """Return the norms that do not hold at a multiple, by the mean."""
        pairs = zip(self.norms, one.found, strict=True)
        return tuple(norm for norm, found in pairs if not norm.holds(found, LIKELY))

    @property
    def monotone(self) -> bool:
        """Whether no norm is surely broken at some demand and surely kept at a larger one."""
        return not any(
            not norm.holds(less.found[i], POSSIBLE) and norm.holds(more.found[i], SURE)
            for less, more in pairwise(self.tries)
            for i, norm in enumerate(self.norms)
        )

    def at(self, multiple: float) -> TriedDemand | None:
        """Return what came out at a multiple that was tried."""
        return next((one for one in self.tries if one.multiple == multiple), None)


def headroom(
    scenario: Scenario,
    design: str | None = None,
    share: str | float = SHARE,
    up_to: float = UP_TO,
    probability: float = 0.95,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    store: str | Path | None = None,
) -> Headroom:
    """Return the largest multiple of today's demand at which the declared norms hold, with its interval.

    Norms are the goals of the scenario (but for money), and of a role's or need's norm without a goal that this `share`
    keeps to it. Of needs at given times there is no multiple.
    Raises Unusable where there is no norm, for an `up_to` below 1 or a `probability` outside 0.5 to 1, and else as `run`.
    """
    name = design or scenario.default_design
    least = _share(share)
    _check(up_to, probability)
    now = plan(scenario, replications, seed, engine, jobs)
    if now.replications < 2:
        raise Unusable("headroom: given 1 replication, allowed 2 or more, since it rests on intervals")
    wanted = _norms(scenario, name, least)
    search = _GrowthSearch(scenario, name, wanted, probability, up_to, now, store)
    ends = [search.largest(how) for how in (SURE, LIKELY, POSSIBLE)]
    tries = tuple(search.tried[one] for one in sorted(search.tried))
    interval = min(ends[:2]), search.after(max(ends[1:]))
    return Headroom(
        name, search.norms, ends[1], interval, tries, up_to, probability, now.replications, now.seed, scenario
    )


def _share(given: str | float) -> float:
    try:
        return share_in(given)
    except UnreadableError as error:
        raise Unusable(f"headroom: given {given!r}, allowed {error.allowed}, {error.advice}") from None


def _check(up_to: float, probability: float) -> None:
    if not 1.0 < up_to <= 1000.0:
        raise Unusable(f"headroom: given up to {up_to:g} times, allowed above 1 up to 1000")
    if not 0.5 <= probability < 1.0:
        raise Unusable(f"headroom: given a probability of {probability:g}, allowed from .5 up to 1")


def demand(scenario: Scenario, design: str) -> Quantity:
    """Return demand as a number: 1 is today's; set, it multiplies the rates of all needs."""
    timed = [kind for kind, need in scenario.world.needs.items() if need.at]
    if timed:
        raise Unusable(
            f"world.needs.{timed[0]}.at: of times there is no multiple, allowed a rate for headroom, "
            "write for instance rate: 4 / hour"
        )
    rates = [quantity(scenario, design, f"world.needs.{kind}.rate") for kind in scenario.world.needs]

    def settings(multiple: float) -> dict[str, object]:
        return {path: value for one in rates for path, value in one.settings(one.now * multiple).items()}

    return Quantity("world.needs", 1.0, "", number, settings)


def _norms(scenario: Scenario, design: str, share: float) -> list[tuple[Goal, bool]]:
    """Return the goals that are not about money, and a usual one for each norm without."""
    known = units(scenario, [design])
    goals = [goal for goal in scenario.goals.values() if not is_money(goal.measure)]
    roles = [name for name, role in variant(scenario, design).roles.items() if role.norm is not None]
    kinds = [name for name, need in scenario.world.needs.items() if need.norm is not None]
    names = [named(ROLE, name, "service_level") for name in roles]
    names += [named(KIND, name, "within_norm") for name in kinds]
    asked = {goal.measure for goal in goals}
    usual = [Goal(measure=name, at_least=share) for name in names if name not in asked]
    found = [(goal, False) for goal in goals] + [(goal, True) for goal in usual]
    return [one for one in found if one[0].measure in known]


class _GrowthSearch:
    """Multiples of demand, each run once, and the largest at which all norms hold."""

    def __init__(
        self,
        scenario: Scenario,
        design: str,
        wanted: list[tuple[Goal, bool]],
        probability: float,
        up_to: float,
        plan: Plan,
        store: str | Path | None,
    ) -> None:
        self.range = Range(demand(scenario, design), 1.0 / up_to, up_to)
        self.scenario, self.design, self.plan, self.store = scenario, design, plan, store
        self.tried: dict[float, TriedDemand] = {}
        self.norms: tuple[Norm, ...] = tuple(
            Norm(Aim(goal, "", probability, MEAN), usual) for goal, usual in wanted
        )
        today = self.at(1.0)
        there = [(norm, found) for norm, found in zip(self.norms, today.found, strict=True) if found.n > 1]
        if not there:
            raise Unusable(
                f"headroom: {design} has no norm or goal of which anything is measured, allowed where one is, "
                "give a role or a need a norm, or write goals"
            )
        chance = 1.0 - (1.0 - probability) / 2.0 / len(there)
        self.norms = tuple(
            Norm(Aim(norm.aim.goal, found.unit, chance, MEAN), norm.usual) for norm, found in there
        )
        self.tried = {1.0: TriedDemand(1.0, tuple(found for _, found in there), today.unsettled)}

    def at(self, multiple: float) -> TriedDemand:
        """Return what comes out at a multiple; it is run once."""
        if multiple not in self.tried:
            [place] = measured_at(
                self.scenario, self.design, [self.range], [(multiple,)], self.plan, self.store
            )
            found = tuple(place.design.measure(norm.measure) for norm in self.norms)
            self.tried[multiple] = TriedDemand(multiple, found, place.design.unsettled)
        return self.tried[multiple]

    def holds(self, multiple: float, how: str) -> bool:
        """Whether all norms hold at a multiple."""
        return all(
            norm.holds(found, how) for norm, found in zip(self.norms, self.at(multiple).found, strict=True)
        )

    def after(self, multiple: float) -> float:
        """Return the next multiple that was tried, or the last."""
        return min((one for one in self.tried if one > multiple), default=multiple)

    def largest(self, how: str) -> float:
        """Return the largest multiple at which all norms hold: 0 where they hold at none tried."""
        low = high = 1.0
        while self.holds(high, how):
            if high >= self.range.high:
                return high
            low, high = high, min(2.0 * high, self.range.high)
        while not self.holds(low, how):
            if low <= self.range.low:
                return 0.0
            high, low = low, max(low / 2.0, self.range.low)
        return halved(high, low, FINE * low, lambda multiple: self.holds(multiple, how))
