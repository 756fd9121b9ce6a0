"""Judge a portfolio: every change against the design that it alters, under common random numbers, with a verdict on each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sim.analyses.judging.criteria import Criterion
from sim.analyses.judging.money import Cost, cost
from sim.analyses.judging.pairs import Pairs, gone, nobody, unmeasured
from sim.analyses.judging.sequential import METHODS, Decided, Look, Precise, StoppingRule, decide, looks
from sim.analyses.judging.verdict import (
    GUARDRAIL,
    HARMFUL,
    OUTCOME,
    RELEVANT,
    UNDECIDED,
    Finding,
    cautious,
    needed,
    verdict,
)
from sim.results.results import Provenance, Unusable
from sim.results.shown import Shown
from sim.runs.collect import Sample
from sim.runs.replications import origin, plan
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.assumptions import Assumed

MOST = 10  # times the first number of replications, where the scenario has no bound
PER = 10_000.0  # of money, by which effects are said


@dataclass(frozen=True)
class Turn:
    """What the verdict turns to where an assumption has another value, at an end of its range."""

    assumed: Assumed
    value: float
    verdict: str


@dataclass(frozen=True)
class Item:
    """The verdict on a change (or design) and what it rests on: findings by measure, outcomes before guardrails.

    `needed` is an estimate of how many replications in all would decide, None where none would or there is a verdict. `money`
    is what it costs more a year than `against`, what it is held against; None where that is not known. `without` are the
    measures that it has no effect on that could be measured, `lacking` those of them that it ought to be judged by, `gone`
    the norms of roles to which nobody comes any more; `nobody` says that no customer came. `turns` are what the verdict hangs on.
    """

    name: str
    against: str
    verdict: str
    outcomes: Mapping[str, Finding]
    needed: int | None
    money: Cost | None
    n: int
    without: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    nobody: bool = False
    turns: tuple[
        Turn, ...
    ] = ()  # where assumptions make the verdict another; empty as well where nobody looked

    @property
    def cost(self) -> float | None:
        """What it costs more a year, by the mean."""
        return None if self.money is None else self.money.mean

    @property
    def more(self) -> int | None:
        """About how many replications more would decide."""
        return None if self.needed is None else max(1, self.needed - self.n)

    @property
    def rests_on(self) -> list[Finding]:
        """The findings that carry a verdict of relevant (improved outcomes) or harmful; none of another verdict."""
        found = self.outcomes.values()
        if self.verdict == HARMFUL:
            return [one for one in found if one.harmed]
        relevant = self.verdict == RELEVANT
        return [one for one in found if relevant and one.role == OUTCOME and one.improved]

    def per_cost(self, measure: str) -> float | None:
        """Return the effect on a measure per 10,000 of cost a year; None where it can't be told from costing nothing, or saves."""
        one = self.outcomes.get(measure)
        return one.effect / self.money.mean * PER if one and self.money and self.money.way > 0 else None


@dataclass(frozen=True, repr=False)
class Judgement(Shown, says="judge"):
    """Verdicts on a portfolio, by criteria that the scenario had beforehand; any of them is false with at most `alpha`."""

    baseline: str
    thresholds: Mapping[str, Criterion]
    items: Mapping[str, Item]
    alpha: float
    method: str
    looks: tuple[Look, ...]
    runs: int
    currency: str
    provenance: Provenance = field(repr=False)
    samples: Mapping[str, Sample] = field(default_factory=dict, repr=False, compare=False)
    tried: int | None = None  # assumptions looked at for turns, None where nobody looked
    untried: int = 0  # assumptions left for want of time
    overdue: Mapping[str, float] = field(
        default_factory=dict
    )  # shares of all that came, still inside and overdue
    unsettled: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # what still rises or falls at the end of the runs
    scenario: Scenario | None = field(default=None, compare=False)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The measures that a change has to improve."""
        return self._of(OUTCOME)

    @property
    def guardrails(self) -> tuple[str, ...]:
        """The measures that it may not harm."""
        return self._of(GUARDRAIL)

    def _of(self, role: str) -> tuple[str, ...]:
        return tuple(name for name, by in self.thresholds.items() if by.role == role)

    def verdicts(self, verdict: str) -> list[Item]:
        """Return the changes with a verdict."""
        return [item for item in self.items.values() if item.verdict == verdict]


def judge(
    scenario: Scenario,
    changes: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    store: str | Path | None = None,
    until_decided: bool = False,
    bound: int | None = None,
    precision: float | None = None,
    method: str = METHODS[0],
) -> Judgement:
    """Return a verdict on every design and change of a scenario (or on those named: changes, designs, design+change).

    A change is held against the design that it alters, a design against the baseline. `until_decided` adds replications
    where they decide most, `precision` until intervals are so narrow, as a part of their thresholds; both up to `bound`.
    Raises Unusable where nothing is to be judged, for fewer than 2 replications or an unknown `method`, and else as `run`.
    """
    if method not in METHODS:
        raise Unusable(f"method: {method!r}, known are {', '.join(METHODS)}")
    how = plan(scenario, replications, seed, engine, jobs)
    at = _looks(scenario, how.replications, until_decided, precision, bound)
    pairs = Pairs(scenario, _names(scenario, changes), how, store)
    found = decide(pairs, pairs.criteria, at, _aim(precision), method, how.seed)
    return Judgement(
        baseline=scenario.default_design,
        thresholds=pairs.criteria,
        items={name: _item(pairs, name, found[name]) for name in pairs.names},
        alpha=scenario.judge.alpha,
        method=method,
        looks=tuple(at),
        runs=pairs.runs,
        currency=scenario.currency or "money",
        provenance=origin(scenario, scenario.default_design, how, pairs.ran, store),
        samples=pairs.samples,
        overdue=pairs.overdue(),
        unsettled=pairs.unsettled(),
        scenario=scenario,
    )


def portfolio(scenario: Scenario) -> list[str]:
    """Return what is judged where nothing is named: the designs beside the baseline, and then all changes."""
    return [*(name for name in scenario.designs if name != scenario.default_design), *scenario.changes]


def _names(scenario: Scenario, changes: Sequence[str] | None) -> list[str]:
    names = list(dict.fromkeys(changes if changes is not None else portfolio(scenario)))
    if not names:
        raise Unusable("changes: the scenario has none to judge, and no other design; add changes or designs")
    return names


def _looks(
    scenario: Scenario, first: int, until_decided: bool, precision: float | None, bound: int | None
) -> list[Look]:
    if first < 2:
        raise Unusable(f"replications: {first}, a verdict takes at least 2")
    if until_decided and precision is not None:
        raise Unusable("precision: until decided, or with a precision; choose one of the two")
    if precision is not None and not 0.0 < precision <= 1.0:
        raise Unusable(f"precision: {precision}, a part of the threshold above 0 and up to 1 is allowed")
    if not until_decided and precision is None:
        return [Look(first, scenario.judge.alpha)]
    most = (scenario.judge.most_replications or MOST * first) if bound is None else bound
    if most < first:
        raise Unusable(f"bound: {most}, at least the first {first} replications are needed")
    return looks(first, most, scenario.judge.alpha)


def _aim(precision: float | None) -> StoppingRule:
    return Decided() if precision is None else Precise(precision)


def _item(pairs: Pairs, name: str, findings: Sequence[Finding]) -> Item:
    """Return what was found of a change, with its verdict: what cannot be measured is not held in its favour."""
    before, after = pairs.sides(name)
    lacking = unmeasured(pairs.criteria, before, after, [one.measure for one in findings])
    empty = nobody(before, after)
    said = cautious(verdict(findings), bool(lacking) or empty)
    outcomes = {one.measure: replace(one, unit=pairs.units[one.measure]) for one in findings}
    return Item(
        name=name,
        against=pairs.against[name],
        verdict=said,
        outcomes=outcomes,
        needed=needed(findings) if said == UNDECIDED and not lacking and not empty else None,
        money=cost(pairs.scenario, name, before, after),
        n=len(after),
        without=tuple(m for m in pairs.criteria if m not in outcomes and (m in before or m in after)),
        lacking=lacking,
        gone=gone(pairs.criteria, before, after),
        nobody=empty,
    )
