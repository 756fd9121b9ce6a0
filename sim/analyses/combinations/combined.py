"""Put changes together: pairs, the best set within a budget, and what sets ask of customers and of the organisation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from sim.analyses import pareto
from sim.analyses.changes import changes_on
from sim.analyses.combinations.pairs import Pair, pairs
from sim.analyses.combinations.search import Best, recommended, search
from sim.analyses.combinations.trials import Set, Trial, Trials
from sim.catalogue.measures import better
from sim.results.results import Difference, Result, Unusable
from sim.results.shown import Shown
from sim.runs.replications import plan
from sim.scenario.fields.judging import MEANS
from sim.scenario.fields.model import Scenario
from sim.scenario.load import refuse_unknown
from sim.scenario.text.faults import did_you_mean

SHORT = ("goodwill", "worst_decile")  # names of outcomes that stand for a measure
PAIRED = 8  # changes of which all pairs are tried, those with the largest effects


@dataclass(frozen=True, repr=False)
class Combinations(Shown, says="combine"):
    """Sets of changes on a design, as they came out: pairs, the best set, and which are beaten on both sides' effort.

    `apart` are pairs that cannot be made together; `unpaired` changes whose pairs were not tried, their effects being small.
    """

    design: str
    outcome: str
    budget: float | None
    currency: str
    trials: tuple[Trial, ...]
    pairs: tuple[Pair, ...]
    apart: tuple[Set, ...]
    unpaired: Set
    best: Best
    beaten: Mapping[str, str]
    results: Mapping[str, Result] = field(repr=False)
    scenario: Scenario | None = field(default=None, compare=False)

    @property
    def frontier(self) -> tuple[Trial, ...]:
        """What is best for every budget up to this one, from the cheapest on."""
        budgets = sorted({one.cost for one in self.trials if self.budget is None or one.cost <= self.budget})
        found = [recommended(self.trials, budget) for budget in budgets if budget >= 0.0]
        return tuple({one.changes: one for one in found}.values())

    @property
    def front(self) -> tuple[Trial, ...]:
        """The sets that none beats on the effort of both sides, less those that can't be told from a smaller one of them."""
        kept: list[Trial] = []
        for one in sorted(self.trials, key=lambda trial: (len(trial.changes), trial.cost)):
            if self.name(one) not in self.beaten and all(self._told_apart(one, other) for other in kept):
                kept.append(one)
        return tuple(kept)

    def name(self, trial: Trial) -> str:
        """Return what the design with the changes of a trial is called."""
        return "+".join((self.design, *trial.changes))

    def _told_apart(self, one: Trial, other: Trial) -> bool:
        here, there = (self.results[self.name(trial)].measures for trial in (one, other))
        return any(Difference("min", there[side], here[side]).distinguishable for side in pareto.SIDES)


def combine(
    scenario: Scenario,
    changes: Sequence[str] | None = None,
    budget: float | None = None,
    measure: str = "resistance",
    design: str | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    store: str | Path | None = None,
) -> Combinations:
    """Return what changes on one design do together, run for real; and the best set within a budget (money a year).

    All changes on the design where none is named, on the baseline where no design is. The best set is run anew on as many
    other replications: the best of many looks better than it is. Raises Unusable for changes that are about another design.
    """
    name = design or (_design_of(scenario, changes[0]) if changes else scenario.default_design)
    none = f"changes: there are none on {name}; name another with --design"
    known, now = changes_on(scenario, name, changes, none), plan(scenario, replications, seed, engine, jobs)
    if now.replications < 2:
        raise Unusable("replications: 1, to tell sets apart takes at least 2")
    if budget is not None and not budget >= 0.0:
        raise Unusable(f"budget: {budget:g}, at least 0 is needed")
    trials = Trials(scenario, name, _outcome(scenario, name, measure), now, store)
    singles = trials.run((one,) for one in known)[1:]
    paired = sorted(singles, key=lambda one: -abs(one.value))[:PAIRED]
    both = list(combinations([one for one in known if (one,) in {each.changes for each in paired}], 2))
    together = [one for one in both if trials.possible(one)]
    seen = {one.changes: one for one in (*trials.run(together), *singles)}
    searched, bound = search(trials, known, budget)
    seen |= {one.changes: one for one in searched}
    best = recommended(list(seen.values()), budget)
    anew = Trials(scenario, name, trials.outcome, now.later(), store).run([best.changes])[-1]
    return Combinations(
        design=name,
        outcome=trials.outcome,
        budget=budget,
        currency=scenario.currency,
        trials=tuple(seen.values()),
        pairs=pairs(seen),
        apart=tuple(one for one in combinations(known, 2) if not trials.possible(one)),
        unpaired=tuple(one for one in known if (one,) not in {each.changes for each in paired}),
        best=Best(best, anew, len(seen), bound is None, bound),
        beaten=pareto.beaten(trials.results),
        results=trials.results,
        scenario=scenario,
    )


def _outcome(scenario: Scenario, design: str, given: str) -> str:
    name = MEANS[given] if given in SHORT else given
    refuse_unknown(scenario, [design], [name])
    if better(name) == 0:
        raise Unusable(
            f"measure: of {given!r} it can't be said whether more or less of it is better; name another"
        )
    return name


def _design_of(scenario: Scenario, change: str) -> str:
    if change not in scenario.changes:
        raise Unusable(f"changes: there is no change {change!r}, {did_you_mean(change, scenario.changes)}")
    return scenario.changes[change].design
