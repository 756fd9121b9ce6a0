"""Replications: run designs again and again, on all cores, and add up what comes out as it comes."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any, cast

import numpy as np

from sim import costs, provenance
from sim.blueprint import Blueprint, build
from sim.engines import ENGINES, Replication, default_engine, replicate
from sim.progress import Bar, bar
from sim.results import Measure, Provenance, Result, Spread, Unusable
from sim.scenario.model import Scenario
from sim.summary import units

SEEDS = 2**53  # the largest seed
REPLICATIONS = 2**20  # the most that have draws of their own
WORTH_PROCESSES = 2.0  # seconds of work below which starting processes costs more than it saves
COMPILING = "compiling the engine: about a minute, once"


@dataclass(frozen=True)
class Plan:
    """How a scenario is run: which replications, with which seed, by which engine, on how many cores."""

    replications: int
    seed: int
    engine: str
    jobs: int | None
    log: bool
    first: int = 0

    def later(self) -> "Plan":
        """Return the same with the replications that follow."""
        return replace(self, first=self.first + self.replications)


def plan(
    scenario: Scenario,
    replications: int | None,
    seed: int | None,
    engine: str | None,
    jobs: int | None,
    log: bool = False,
) -> Plan:
    """Return how to run a scenario: as asked for, and where nothing is asked as the scenario says."""
    count = scenario.run.replications if replications is None else replications
    seed = scenario.run.seed if seed is None else seed
    if count < 1:
        raise Unusable(f"replications: {count}, at least 1 is needed")
    if jobs is not None and jobs < 1:
        raise Unusable(f"jobs: {jobs}, at least 1 is needed")
    if not 0 <= seed <= SEEDS:
        raise Unusable(f"seed: {seed}, from 0 to {SEEDS} is allowed")
    return Plan(count, seed, _engine(engine), jobs, log)


def _engine(name: str | None) -> str:
    if name is None:
        return default_engine()
    if name not in ENGINES:
        raise Unusable(f"engine: {name!r}, known are {', '.join(ENGINES)}")
    if name == "compiled" and default_engine() != name:
        raise Unusable("engine: 'compiled' needs numba, which is not installed; use 'simpy'")
    return name


def measured(
    scenario: Scenario, wanted: Mapping[str, range], plan: Plan, store: str | Path | None = None
) -> dict[str, dict[int, dict[str, float]]]:
    """Return the measures of replications by variant (design, change, design+change or market) and number.

    Equal numbers are pairs: the same customers with the same luck in every variant. `wanted` says which numbers,
    the plan all else; what the file `store` has is not run again, and what is run is written to it.
    """
    found: dict[str, dict[int, dict[str, float]]] = {name: {} for name in wanted}
    for variant, number, one in _each(scenario, wanted, plan, store):
        found[variant.name][number] = variant.measures(one)
    return found


def results(
    scenario: Scenario, names: Sequence[str], plan: Plan, store: str | Path | None = None
) -> dict[str, Result]:
    """Return the result of each design (or change): all of them in every replication, as one list of work."""
    wanted = {name: range(plan.first, plan.first + plan.replications) for name in names}
    tallies = {name: _Tally() for name in names}
    for variant, _, one in _each(scenario, wanted, plan, store):
        tallies[variant.name].add(variant, one)
    return {name: tally.result(scenario, plan) for name, tally in tallies.items()}


def _each(
    scenario: Scenario, wanted: Mapping[str, range], plan: Plan, store: str | Path | None
) -> "Iterator[tuple[_Variant, int, Replication]]":
    """Yield each replication wanted, those of a variant in order."""
    last = max((numbers.stop for numbers in wanted.values()), default=0)
    if last > REPLICATIONS:
        raise Unusable(f"replications: {last:,} in all, at most {REPLICATIONS:,} differ")
    variants = [_Variant(scenario, name) for name in wanted]
    work = [(variant, number) for variant in variants for number in wanted[variant.name]]
    with bar(len(work), "running replications", _first_words(plan)) as shown:
        found = _replicated([(variant.blueprint, number) for variant, number in work], plan, shown)
        for (variant, number), one in zip(work, found, strict=True):
            yield variant, number, one


def _first_words(plan: Plan) -> str | None:
    if plan.engine != "compiled":
        return None
    from sim.engines.compiled.loop import run

    folder = cast(Any, run).stats.cache_path
    kept = any(Path(folder).glob("loop.run-*.nbi"))  # by an earlier run of this source, in this place
    return None if kept else COMPILING


def _replicated(tasks: Sequence[tuple[Blueprint, int]], plan: Plan, shown: Bar) -> Iterator[Replication]:
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
    blueprint: Blueprint, number: int, plan: Plan, tell: Callable[[float], None] | None = None
) -> Replication:
    return replicate(blueprint, plan.seed, number, engine=plan.engine, log=plan.log, progress=tell)


class _Variant:
    """What can be run: a design, a change or a market, with what it costs."""

    def __init__(self, scenario: Scenario, name: str) -> None:
        self.name, self.blueprint, self.prices = name, build(scenario, name), costs.prices(scenario, name)

    def measures(self, one: Replication) -> dict[str, float]:
        """Return the measures of a replication, costs included."""
        return {name: _value(value) for name, value in {**one.values, **self._costs(one.books)}.items()}

    def _costs(self, books: Any) -> dict[str, float]:
        if self.prices is None:
            return {}
        return {entry.name: entry.value for entry in costs.entries(self.prices, self.blueprint, books)}

    def units(self) -> dict[str, str]:
        """Return the unit of every measure."""
        return units(self.blueprint) | costs.units(self.prices, self.blueprint)


class _Tally:
    """What the replications of one variant add up to: of each its measures are kept, and its log if any."""

    def __init__(self) -> None:
        self.variant: _Variant
        self.values: dict[str, list[float]] = {}
        self.courses: list[Any] = []
        self.experiences: list[Any] = []
        self.logs: list[Any] = []
        self.waits: Any = 0
        self.marks: Any = 0

    def add(self, variant: _Variant, one: Replication) -> None:
        """Add a replication."""
        self.variant = variant
        for name, value in variant.measures(one).items():
            self.values.setdefault(name, []).append(value)
        with np.errstate(invalid="ignore"):
            self.courses.append(one.books["period_goodwill_sum"] / one.books["period_moments"])
            self.experiences.append(one.books["period_experience_sum"] / one.books["period_moments"])
        self.waits = self.waits + one.books["wait_bins"]
        self.marks = self.marks + one.books["goodwill_bins"]
        if one.log is not None:
            self.logs.append(one.log)

    def result(self, scenario: Scenario, plan: Plan) -> Result:
        """Return the result."""
        name, unit = self.variant.name, self.variant.units()
        return Result(
            name,
            {measure: Measure(unit[measure], tuple(values)) for measure, values in self.values.items()},
            _provenance(scenario, name, plan),
            self.variant.blueprint,
            Spread(self.waits, self.marks, np.array(self.courses), np.array(self.experiences)),
            tuple(self.logs),
            self.variant.prices,
            scenario.goals,
        )


def _value(number: float) -> float:
    """Return a number, and one and the same nan: then equal results are equal."""
    return math.nan if math.isnan(number) else float(number)


def _provenance(scenario: Scenario, name: str, plan: Plan) -> Provenance:
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
