"""Experiments: run a design in replications, compare designs in pairs, and say what pairing was worth."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from statistics import variance
from time import monotonic
from typing import Any, Literal

import numpy as np

from sim import outcomes, provenance
from sim.blueprint import Blueprint, build
from sim.engines import Replication, replicate
from sim.jit import CACHE_DIR, HAS_NUMBA
from sim.progress import Bar, bar
from sim.results import Comparison, Difference, Measure, Provenance, Result, Spread, Unusable
from sim.scenario.faults import did_you_mean
from sim.scenario.model import Scenario
from sim.summary import units

ENGINES = ("compiled", "simpy")
WORTH_PROCESSES = 2.0  # seconds of work below which starting processes costs more than it saves
COMPILING = "compiling the engine (once, about half a minute)"


@dataclass(frozen=True)
class _Plan:
    """How a scenario is run: which replications, with which seed, by which engine, on how many cores."""

    replications: int
    seed: int
    engine: str
    jobs: int | None
    log: bool
    first: int = 0


def _plan(
    scenario: Scenario,
    replications: int | None,
    seed: int | None,
    engine: str | None,
    jobs: int | None,
    log: bool = False,
) -> _Plan:
    count = scenario.run.replications if replications is None else replications
    if count < 1:
        raise Unusable(f"replications: {count}, at least 1 is needed")
    if jobs is not None and jobs < 1:
        raise Unusable(f"jobs: {jobs}, at least 1 is needed")
    return _Plan(count, scenario.run.seed if seed is None else seed, _engine(engine), jobs, log)


def _engine(name: str | None) -> str:
    if name is None:
        return "compiled" if HAS_NUMBA else "simpy"
    if name not in ENGINES:
        raise Unusable(f"engine: {name!r}, known are {', '.join(ENGINES)}")
    if name == "compiled" and not HAS_NUMBA:
        raise Unusable("engine: 'compiled' needs numba, which is not installed; use 'simpy'")
    return name


def run(
    scenario: Scenario,
    design: str | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | None = None,
    log: bool = False,
) -> Result:
    """Return the measures of a design or change of a scenario; what is not given is as the scenario says.

    The numbers do not depend on `jobs`, the number of cores used (all when None). `log` keeps every row.
    """
    plan = _plan(scenario, replications, seed, engine, jobs, log)
    name = design or scenario.default_design
    return _results(scenario, [name], plan)[name]


def compare(
    scenario: Scenario,
    designs: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | None = None,
    shown: Sequence[str] | Literal["all"] | None = None,
) -> Comparison:
    """Compare designs with a baseline in pairs: in each replication the same customers, needs and luck.

    The baseline is the scenario's own, where it is among the designs, else the first. Without `designs` all
    are compared (of a single design: its changes). `shown` are the measures whose intervals hold together:
    by default a handful and the roles that differ, or "all".
    """
    names = _compared(scenario, designs)
    results = _results(scenario, names, _plan(scenario, replications, seed, engine, jobs))
    known = list(dict.fromkeys(chain.from_iterable(result.measures for result in results.values())))
    if shown is None:
        shown = _default_shown(scenario, names, known)
    return _comparison(results, known if shown == "all" else _existing(shown, known))


def _existing(shown: Sequence[str], known: Sequence[str]) -> list[str]:
    for name in shown:
        if name not in known:
            raise Unusable(f"shown: there is no measure {name!r}, {did_you_mean(name, known)}")
    return list(shown)


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


def _default_shown(scenario: Scenario, names: Sequence[str], known: Sequence[str]) -> list[str]:
    roles = outcomes.differing_roles([scenario.variant(name) for name in names])
    chosen = [*outcomes.headline(scenario, known), *outcomes.of_roles(roles)]
    return [name for name in dict.fromkeys(chosen) if name in known]


def _comparison(results: Mapping[str, Result], shown: Sequence[str]) -> Comparison:
    baseline, *others = results
    known = dict.fromkeys(chain.from_iterable(result.measures for result in results.values()))
    few, all_of_them = (_intervals(results, names) for names in (shown, list(known)))
    pairs = {
        other: {
            name: _difference(results[baseline], results[other], name, few if name in shown else all_of_them)
            for name in known
            if name in results[baseline].measures or name in results[other].measures
        }
        for other in others
    }
    return Comparison(baseline, results, pairs, tuple(shown), few)


def _intervals(results: Mapping[str, Result], names: Sequence[str]) -> int:
    """Return how many differences there are between the baseline and the other designs."""
    baseline, *others = results.values()
    return max(
        1, sum(name in baseline.measures and name in other.measures for other in others for name in names)
    )


def _difference(baseline: Result, design: Result, name: str, together: int) -> Difference:
    before, after = baseline.measures.get(name), design.measures.get(name)
    unit = (before or after or Measure("", ())).unit
    return Difference(unit, before, after, together)


def _results(scenario: Scenario, names: Sequence[str], plan: _Plan) -> dict[str, Result]:
    """Run every design in every replication, all as one list of work."""
    blueprints = {name: build(scenario, name) for name in names}
    tasks = [
        (blueprint, plan.first + i) for blueprint in blueprints.values() for i in range(plan.replications)
    ]
    with bar(len(tasks), "running replications", _first_words(plan)) as shown:
        done = iter(list(_replicated(tasks, plan, shown)))
    return {
        name: _result(scenario, name, blueprint, list(islice(done, plan.replications)), plan)
        for name, blueprint in blueprints.items()
    }


def _first_words(plan: _Plan) -> str | None:
    kept = any(CACHE_DIR.rglob("*.nbi"))  # what an earlier run compiled
    return COMPILING if plan.engine == "compiled" and not kept else None


def _replicated(tasks: Sequence[tuple[Blueprint, int]], plan: _Plan, shown: Bar) -> Iterator[Replication]:
    """Yield the replications in order: the first here (it compiles), the others on all cores.

    Threads for the compiled engine, which releases the interpreter's lock; processes for SimPy.
    """
    from joblib import Parallel, delayed

    begun = monotonic()
    yield _one(*tasks[0], plan, shown.piece())
    others, threads = tasks[1:], plan.engine == "compiled"
    here = threads or (monotonic() - begun) * len(others) < WORTH_PROCESSES
    jobs = (plan.jobs or -1) if threads or not here else 1
    work = Parallel(n_jobs=jobs, prefer="threads" if here else "processes", return_as="generator")
    for one in work(delayed(_one)(*task, plan, shown.piece() if here else None) for task in others):
        if not here:
            shown.advance()
        yield one


def _one(
    blueprint: Blueprint, number: int, plan: _Plan, tell: Callable[[float], None] | None = None
) -> Replication:
    return replicate(blueprint, plan.seed, number, engine=plan.engine, log=plan.log, progress=tell)


def _result(
    scenario: Scenario, name: str, blueprint: Blueprint, done: Sequence[Replication], plan: _Plan
) -> Result:
    unit = units(blueprint)
    measures = {
        key: Measure(unit[key], tuple(_value(one.values[key]) for one in done)) for key in done[0].values
    }
    logs: tuple[Any, ...] = tuple(one.log for one in done) if plan.log else ()
    return Result(name, measures, _provenance(scenario, name, plan), blueprint, _spread(done), logs)


def _value(number: float) -> float:
    return (
        math.nan if math.isnan(number) else float(number)
    )  # one and the same nan: then equal results are equal


def _spread(done: Sequence[Replication]) -> Spread:
    """Add up the histograms of all replications, and set the courses of goodwill side by side."""
    with np.errstate(invalid="ignore"):
        course = [one.books["period_goodwill_sum"] / one.books["period_moments"] for one in done]
    return Spread(
        waits=sum(one.books["wait_bins"] for one in done),
        marks=sum(one.books["goodwill_bins"] for one in done),
        course=np.array(course),
    )


def _provenance(scenario: Scenario, name: str, plan: _Plan) -> Provenance:
    return Provenance(
        scenario=scenario.title,
        scenario_hash=scenario.hash,
        design=name,
        replications=plan.replications,
        seed=plan.seed,
        engine=plan.engine,
        versions=provenance.versions(),
        date=provenance.now(),
    )


def pairing(
    scenario: Scenario,
    baseline: str,
    design: str,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | None = None,
) -> dict[str, float]:
    """Return, per measure, the variance of independent over that of paired differences.

    The independent differences set the design's replications n, n+1, ... against the baseline's 0, 1, ...
    nan where the pairs do not differ at all.
    """
    plan = _plan(scenario, replications, seed, engine, jobs)
    same = _results(scenario, [baseline, design], plan)
    other = _results(scenario, [design], _later(plan))[design]
    shared = [name for name in same[baseline].measures if name in same[design].measures]
    return {
        name: _ratio(same[baseline].measures[name], same[design].measures[name], other.measures[name])
        for name in shared
    }


def _later(plan: _Plan) -> _Plan:
    return _Plan(plan.replications, plan.seed, plan.engine, plan.jobs, plan.log, first=plan.replications)


def _ratio(baseline: Measure, paired: Measure, independent: Measure) -> float:
    together = Difference(paired.unit, baseline, paired).values
    apart = Difference(paired.unit, baseline, independent).values
    if min(len(together), len(apart)) < 2 or variance(together) == 0.0:
        return float("nan")
    return variance(apart) / variance(together)
