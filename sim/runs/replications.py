"""Replications: run designs again and again, on all cores or a cluster, and add up what comes out as it comes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, replace
from operator import index
from pathlib import Path

from sim.blueprint import Blueprint
from sim.engines import ENGINES, Replication, default_engine
from sim.results.results import Provenance, Result, Unusable
from sim.runs import provenance, work
from sim.runs.collect import Sample, Totals, Variant
from sim.runs.progress import Bar, Within, bar
from sim.runs.store import Store
from sim.scenario.fields.model import Scenario

SEEDS = 2**53  # the largest seed
REPLICATIONS = 2**20  # the most that have draws of their own
TOGETHER = 64  # replications of which the measures are worked out together: half a megabyte each

Case = tuple[Scenario, str, range]  # a variant of a scenario, and the numbers of its replications
Key = tuple[str, int]  # what a replication is of (its meaning), and its number


@dataclass(frozen=True)
class Plan:
    """How a scenario is run: which replications, with which seed, by which engine, on how many cores or which cluster.

    `within` says of what larger work it is a part.
    """

    replications: int
    seed: int
    engine: str
    jobs: int | str | None
    log: bool
    first: int = 0
    within: Within | None = None
    is_named: bool = True  # the engine, by who asks

    @property
    def asked(self) -> str | None:
        """The engine that was asked for; None for the best that is there."""
        return self.engine if self.is_named else None

    def later(self) -> "Plan":
        """Return the same with the replications that follow."""
        return replace(self, first=self.first + self.replications)


def plan(
    scenario: Scenario,
    replications: int | None,
    seed: int | None,
    engine: str | None,
    jobs: int | str | None,
    log: bool = False,
) -> Plan:
    """Return how to run a scenario: as asked for, and where nothing is asked as the scenario says.

    `jobs` is how many cores to use (all when None), or the address of a Dask cluster; the numbers stay the same.
    """
    count = whole("replications", scenario.run.replications if replications is None else replications)
    seed = whole("seed", scenario.run.seed if seed is None else seed)
    if count < 1:
        raise Unusable(f"replications: {count}, at least 1 is needed")
    if isinstance(jobs, int) and jobs < 1:
        raise Unusable(f"jobs: {jobs}, at least 1 is needed")
    if not 0 <= seed <= SEEDS:
        raise Unusable(f"seed: {seed}, from 0 to {SEEDS} is allowed")
    return Plan(count, seed, _engine(engine), jobs, log, is_named=engine is not None)


def whole(what: str, given: object) -> int:
    """Return a whole number that was given; Unusable where it is none."""
    try:
        return index(given)  # type: ignore[arg-type]
    except TypeError:
        raise Unusable(f"{what}: {given!r}, a whole number is needed") from None


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
) -> dict[str, Sample]:
    """Return the measures of replications by variant (design, change, design+change or market), in order of number.

    Equal numbers are pairs: the same customers with the same luck in every variant. `wanted` says which numbers,
    the plan all else; what the file `store` has is not run again, and what is run is written to it.
    """
    found = measured_in([(scenario, name, numbers) for name, numbers in wanted.items()], plan, store)
    return dict(zip(wanted, found, strict=True))


def measured_in(wanted: Sequence[Case], plan: Plan, store: str | Path | None = None) -> list[Sample]:
    """Return the same for variants that each have a scenario of their own (another world), as one list of work."""
    found = [Sample() for _ in wanted]
    for place, variant, ones in _together(_each(wanted, plan, store)):
        found[place].add(variant, ones)
    return found


def results(
    scenario: Scenario, names: Sequence[str], plan: Plan, store: str | Path | None = None
) -> dict[str, Result]:
    """Return the result of each design (or change): all of them in every replication, as one list of work."""
    numbers = range(plan.first, plan.first + plan.replications)
    tallies = [Totals(plan.log) for _ in names]
    for place, variant, ones in _together(_each([(scenario, name, numbers) for name in names], plan, store)):
        tallies[place].add(variant, ones)
    return {
        name: tally.result(scenario, origin(scenario, name, plan, {tally.variant.meaning: numbers}, store))
        for name, tally in zip(names, tallies, strict=True)
    }


def _together(found: Iterable[tuple[int, Variant, Replication]]) -> Iterator[tuple[int, Variant, list[Replication]]]:
    """Yield replications by place, some at a time and each in order: the measures of many are worked out in the time of one."""
    waiting: list[tuple[int, Variant, Replication]] = []
    for one in found:
        waiting.append(one)
        if len(waiting) == TOGETHER or one[2].log is not None:  # logs may be large
            yield from _by_place(waiting)
            waiting = []
    yield from _by_place(waiting)


def _by_place(found: Sequence[tuple[int, Variant, Replication]]) -> Iterator[tuple[int, Variant, list[Replication]]]:
    for place, variant in {place: variant for place, variant, _ in found}.items():
        yield place, variant, [one for at, _, one in found if at == place]


def _each(
    wanted: Sequence[Case], plan: Plan, store: str | Path | None
) -> Iterator[tuple[int, Variant, Replication]]:
    """Yield each replication wanted (with its place), those of a variant in order; what means the same is run once."""
    last = max((numbers.stop for _, _, numbers in wanted), default=0)
    if last > REPLICATIONS:
        raise Unusable(f"replications: {last:,} in all, at most {REPLICATIONS:,} differ")
    asked: dict[Key, list[tuple[int, Variant]]] = {}
    variants = [Variant(scenario, name) for scenario, name, _ in wanted]
    plan = replace(plan, log=plan.log or any(one.reads_logs for one in variants))
    for place, (variant, (_, _, numbers)) in enumerate(zip(variants, wanted, strict=True)):
        for number in numbers:
            asked.setdefault((variant.meaning, number), []).append((place, variant))
    order = {meaning: place for place, (meaning, _) in enumerate(asked)}
    asked = dict(sorted(asked.items(), key=lambda one: (order[one[0][0]], one[0][1])))
    opened: AbstractContextManager[Store | None] = closing(Store(store)) if store else nullcontext()
    with opened as kept:
        for variant, (scenario, _, _) in zip(variants, wanted, strict=True):
            if kept:
                kept.note(scenario.title, scenario.hash, {variant.name: variant.meaning})
        blueprints = {key: those[0][1].blueprint for key, those in asked.items()}
        for key, one in _replicated(blueprints, plan, kept):
            for place, variant in asked[key]:
                yield place, variant, one


def _replicated(
    blueprints: Mapping[Key, Blueprint], plan: Plan, kept: Store | None
) -> Iterator[tuple[Key, Replication]]:
    """Yield replications in the order asked for: from the store, or else run, and kept as soon as they end."""
    there = _there(blueprints, plan, kept)
    missing = [key for key in blueprints if key not in there]
    early: dict[Key, Replication] = {}
    with _shown(len(blueprints), len(missing), plan) as shown:
        run = _run(blueprints, missing, plan, kept, shown)
        for key, blueprint in blueprints.items():
            if kept and key in there:
                counters = kept.counters(key[0], plan.seed, key[1])
                yield key, Replication(blueprint, counters, None)
                shown.advance(0 if missing else 1)
            else:
                early.update(_up_to(key, run) if key not in early else ())
                yield key, early.pop(key)


def _there(asked: Iterable[Key], plan: Plan, kept: Store | None) -> set[Key]:
    """Return which replications needn't be run: those in the store, but for their logs, which it doesn't have."""
    if kept is None or plan.log:
        return set()
    meanings = dict.fromkeys(meaning for meaning, _ in asked)
    return {(meaning, number) for meaning in meanings for number in kept.numbers(meaning, plan.seed)}


def _run(
    blueprints: Mapping[Key, Blueprint], missing: Sequence[Key], plan: Plan, kept: Store | None, shown: Bar
) -> Iterator[tuple[Key, Replication]]:
    tasks = [(blueprints[key], key[1]) for key in missing]
    for i, one in work.done(tasks, plan.seed, plan.asked, plan.log, plan.jobs, shown):
        meaning, number = missing[i]
        if kept:
            kept.keep(meaning, plan.seed, number, one.engine, one.counters)
        yield missing[i], one


def _up_to(key: Key, run: Iterator[tuple[Key, Replication]]) -> Iterator[tuple[Key, Replication]]:
    for found in run:
        yield found
        if found[0] == key:
            return


def _shown(asked: int, missing: int, plan: Plan) -> AbstractContextManager[Bar]:
    if not missing:
        return bar(asked, "reading replications that were kept", within=plan.within)
    first = work.first_words(plan.asked, plan.jobs)
    return bar(asked, "running replications", first, asked - missing, plan.within)


def origin(
    scenario: Scenario,
    name: str,
    plan: Plan,
    ran: Mapping[str, range],
    store: str | Path | None,
    known: str = "",
) -> Provenance:
    """Return where results come from: which replications of what (by meaning) they are, and which engines ran these.

    `known` is the hash of the scenario where that is known already.
    """
    return Provenance(
        scenario=scenario.title,
        scenario_hash=known or scenario.hash,
        design=name,
        replications=max(len(numbers) for numbers in ran.values()),
        seed=plan.seed,
        engine=_engines(plan, ran, store),
        versions=provenance.versions(),
        date=provenance.now(),
    )


def _engines(plan: Plan, ran: Mapping[str, range], store: str | Path | None) -> str:
    """Return which engines ran some replications: that of the plan, or those that had run what was kept."""
    if store is None or plan.log:
        return plan.engine
    with closing(Store(store)) as kept:
        found = {one for meaning, numbers in ran.items() for one in kept.engines(meaning, plan.seed, numbers)}
    return ", ".join(name for name in ENGINES if name in found)
