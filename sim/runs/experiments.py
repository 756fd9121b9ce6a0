"""Experiments: run a design in replications, compare designs in pairs, and say what pairing was worth."""

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from statistics import variance
from typing import Literal

from sim.results import headline
from sim.results.results import Comparison, Difference, Measure, Result, Unusable
from sim.results.shown import Shown
from sim.runs.replications import plan, results
from sim.scenario.fields.model import Scenario
from sim.scenario.load import refuse_unknown


def run(
    scenario: Scenario,
    design: str | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    log: bool = False,
    store: str | Path | None = None,
) -> Result:
    """Return the measures of a design or change of a scenario; what is not given is as the scenario says.

    The numbers do not depend on `jobs`: how many cores (all when None), or the address of a Dask cluster.
    `log` keeps every row. What the file `store` has is not run again, and what is run is kept in it.
    Raises ScenarioError for a design that there is not, Unusable for what can't be run as asked for (0 replications, an
    unknown engine), OSError for a store that can't be used.
    """
    name = design or scenario.default_design
    return results(scenario, [name], plan(scenario, replications, seed, engine, jobs, log), store)[name]


def compare(
    scenario: Scenario,
    designs: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    shown: Sequence[str] | Literal["all"] | None = None,
    store: str | Path | None = None,
) -> Comparison:
    """Compare designs with a baseline in pairs: in each replication the same customers, needs and luck.

    The baseline is the scenario's own, where it is among the designs, else the first. Without `designs` all
    are compared (of a single design: its changes). `shown` are the measures whose intervals hold together:
    by default a handful and the queues of the roles, or "all". `jobs` and `store` as with `run`.
    Raises Unusable for a measure that there is not and for a single design without changes, and else as `run`.
    """
    names = _compared(scenario, designs)
    if shown not in (None, "all"):
        refuse_unknown(scenario, names, shown, "shown")
    found = results(scenario, names, plan(scenario, replications, seed, engine, jobs), store)
    return compared(scenario, found, shown)


def compared(
    scenario: Scenario, found: Mapping[str, Result], shown: Sequence[str] | Literal["all"] | None = None
) -> Comparison:
    """Compare designs that were run already, in the same replications; the first is the baseline."""
    known = list(dict.fromkeys(chain.from_iterable(result.measures for result in found.values())))
    if shown is None:
        shown = headline.of_comparison(scenario, list(found), known)
    if shown == "all":
        return compare_results(found, known)
    refuse_unknown(scenario, found, shown, "shown")
    return compare_results(found, shown)


def _compared(scenario: Scenario, designs: Sequence[str] | None) -> list[str]:
    """Return the names to compare, the baseline first."""
    if designs is None:
        designs = (
            list(scenario.designs) if len(scenario.designs) > 1 else [*scenario.designs, *scenario.changes]
        )
    names = list(dict.fromkeys(designs))
    if len(names) < 2:
        raise Unusable("designs: a comparison needs at least two different designs or changes")
    baseline = scenario.judge.baseline if scenario.judge.baseline in names else names[0]
    return [baseline, *(name for name in names if name != baseline)]


def compare_results(found: Mapping[str, Result], shown: Sequence[str]) -> Comparison:
    """Set results side by side, whatever they are called here; the first is the baseline."""
    baseline, *others = found
    known = dict.fromkeys(chain.from_iterable(result.measures for result in found.values()))
    few, all_of_them = (_intervals(found, names) for names in (shown, list(known)))
    pairs = {
        other: {
            name: _difference(found[baseline], found[other], name, few if name in shown else all_of_them)
            for name in known
            if name in found[baseline].measures or name in found[other].measures
        }
        for other in others
    }
    return Comparison(baseline, found, pairs, tuple(shown), few)


def _intervals(found: Mapping[str, Result], names: Sequence[str]) -> int:
    """Return how many differences there are between the baseline and the other designs."""
    baseline, *others = found.values()
    return max(
        1, sum(name in baseline.measures and name in other.measures for other in others for name in names)
    )


def _difference(baseline: Result, design: Result, name: str, together: int) -> Difference:
    before, after = baseline.measures.get(name), design.measures.get(name)
    unit = (before or after or Measure("", ())).unit
    return Difference(unit, before, after, together)


class Pairing(dict[str, float], Shown, says="pairing"):
    """By measure the variance of independent differences over that of paired ones, of a design and a baseline."""

    def __init__(self, found: Mapping[str, float], scenario: Scenario, baseline: str, design: str, n: int) -> None:
        super().__init__(found)
        self._scenario, self.baseline, self.design, self.n = scenario, baseline, design, n

    @property
    def scenario(self) -> Scenario | None:
        """The scenario that was run."""
        return self._scenario

    __repr__ = Shown.__repr__


def pairing(
    scenario: Scenario,
    baseline: str,
    design: str,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
) -> Pairing:
    """Return, per measure, the variance of independent over that of paired differences.

    The independent differences set the design's replications n, n+1, ... against the baseline's 0, 1, ...
    nan where the pairs do not differ at all.
    Raises as `run`.
    """
    now = plan(scenario, replications, seed, engine, jobs)
    same = results(scenario, [baseline, design], now)
    other = results(scenario, [design], now.later())[design].measures
    before, after = same[baseline].measures, same[design].measures
    found = {name: _ratio(before[name], after[name], other[name]) for name in before if name in after}
    return Pairing(found, scenario, baseline, design, now.replications)


def _ratio(baseline: Measure, paired: Measure, independent: Measure) -> float:
    together = Difference(paired.unit, baseline, paired).values
    apart = Difference(paired.unit, baseline, independent).values
    if min(len(together), len(apart)) < 2 or variance(together) == 0.0:
        return float("nan")
    return variance(apart) / variance(together)
