"""Two engines over the same rules, draws, event order and records; `replicate` runs one replication in either."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from threading import Lock
from time import perf_counter
from typing import Any, Protocol

import numpy as np

from sim.blueprint import Blueprint
from sim.engines import inside, pilot, slots
from sim.engines.inside import Inside
from sim.kernel import jit
from sim.kernel.beside import OvertakenError
from sim.kernel.exact import total
from sim.records.counters import MEASURES
from sim.results.summary import values

ENGINES = ("compiled", "simpy")
STEPS_SHOWN = 50  # how often a long replication tells how far it is
LONG = 0.1  # seconds: one that takes less than so much need not stop for it
LIGHT = 100_000  # members of a population that the SimPy engine can hold

_TURN = Lock()  # plain Python runs one at a time: several would only wait for each other


class Engine(Protocol):
    """What an engine has to be able to do; times in minutes."""

    def advance(self, until: float) -> None: ...
    def inside(self) -> Inside: ...
    def areas(self) -> tuple[float, list[float], list[float]]: ...
    def read_counters(self) -> Any: ...
    def replace_counters(self, record: Any) -> None: ...
    def goodwill(self) -> Any: ...
    def book(self) -> Any: ...
    def pressure(self) -> float: ...
    def log(self) -> Any: ...


@dataclass(frozen=True, eq=False)
class Replication:
    """The outcome of one replication: its counters, what measures they come to, and the log where asked."""

    blueprint: Blueprint
    counters: Any  # one record of dtype MEASURES
    log: Any  # array of dtype ROW, or None
    engine: str = ""  # that ran it, where it was run now

    @cached_property
    def values(self) -> dict[str, float]:
        """The measures by name."""
        return values(self.blueprint, self.counters)


def default_engine() -> str:
    """Return the engine that is used where none is named: compiled, or simpy where numba is absent."""
    return "compiled" if jit.HAS_NUMBA else "simpy"


def make_engine(name: str, blueprint: Blueprint, seed: int, replication: int, log: bool) -> Engine:
    """Return an engine at time 0; ValueError for an unknown name."""
    if name == "compiled":
        from sim.engines.compiled.engine import CompiledEngine

        return CompiledEngine(blueprint, seed, replication, log)
    if name == "simpy":
        from sim.engines.story.engine import StoryEngine

        return StoryEngine(blueprint, seed, replication, log)
    raise ValueError(f"engine {name!r}: allowed {', '.join(ENGINES)}")


def replicate(
    blueprint: Blueprint,
    seed: int,
    replication: int,
    engine: str | None = None,
    log: bool = False,
    progress: Callable[[float], None] | None = None,
) -> Replication:
    """Run one replication; `progress` is told the share done (0 to 1).

    Where no engine is named and the compiled one is still being made, it begins on SimPy, and again on the compiled one
    as soon as that is there: the numbers are the same.
    """
    if engine is None and is_begun_without() and _is_light(blueprint):
        with suppress(OvertakenError), _TURN:
            made = partial(_meanwhile, is_begun_without)
            return Replication(*_replicated(blueprint, made, seed, replication, log, progress), "simpy")
        if progress is not None:
            progress(0.0)  # unless nobody waits for it any more
    name = engine or default_engine()
    return Replication(*_replicated(blueprint, partial(make_engine, name), seed, replication, log, progress), name)


def is_begun_without() -> bool:
    """Return whether the compiled engine is wanted, and is still being compiled beside this process."""
    if default_engine() != "compiled":
        return False
    from sim.engines.compiled import ahead

    return ahead.is_awaited()


def _is_light(blueprint: Blueprint) -> bool:
    return int(blueprint.record["population"]) * int(blueprint.record["providers"]) <= LIGHT


def _meanwhile(*given: Any) -> Engine:
    from sim.engines.story.meanwhile import Meanwhile

    return Meanwhile(*given)


def _replicated(
    blueprint: Blueprint,
    make: Callable[[Blueprint, int, int, bool], Engine],
    seed: int,
    replication: int,
    log: bool,
    progress: Callable[[float], None] | None,
) -> tuple[Blueprint, Any, Any]:
    """Return what was run, its counters, and its log where asked."""
    blueprint = pilot.started(blueprint, lambda of, luck, number: make(of, luck, number, False))
    runner = make(blueprint, seed, replication, log)
    horizon, warm_up = float(blueprint.record["horizon"]), float(blueprint.record["warm_up"])
    edges, areas = _edges(blueprint.record), []
    needed = {*blueprint.photographs, *edges, warm_up, horizon}
    told = [horizon * i / STEPS_SHOWN for i in range(1, STEPS_SHOWN)] if progress is not None else []
    began, short = perf_counter(), False
    for stop in sorted({*needed, *told}):
        if short and stop not in needed:
            continue
        if stop > 0.0:
            runner.advance(stop)
        if stop == warm_up and warm_up > 0.0:
            _begin_anew(blueprint.record, runner, warm_up)
        if stop == warm_up and blueprint.record["mind"]:
            _note_minds(runner)
        for at in [i for i, time in enumerate(blueprint.photographs) if time == stop]:
            _photograph(runner, at, bool(blueprint.record["mind"]))
        if stop in edges:
            areas.append(runner.areas())
        if progress is not None:
            progress(stop / horizon)
            short = perf_counter() - began < LONG * stop / horizon
    counters = _finish(blueprint, runner, areas)
    return blueprint, counters, runner.log() if log else None


def _edges(record: Any) -> list[float]:
    """Return the times at which the windows at the end of the run begin and end."""
    horizon, warm_up, window = (float(record[name]) for name in ("horizon", "warm_up", "window"))
    windows = int(record["windows"])
    return [max(warm_up, horizon - i * window) for i in range(windows, -1, -1)] if windows else []


def _begin_anew(record: Any, runner: Engine, now: float) -> None:
    """End the warm-up: empty the counters, but for who is inside and how long they have been."""
    old = runner.read_counters()
    new = np.zeros(1, MEASURES)[0]
    new["inside"], new["away"], new["inside_start"] = old["inside"], old["away"], old["inside"]
    new["since"] = new["inside_time"] = new["away_time"] = new["role_time"] = new["role_blocked_time"] = now
    new["kind_inside_start"] = old["kind_arrived"] - old["kind_ended"]
    for name in new.dtype.names:
        if name.startswith(
            ("at_", "cris")
        ):  # photographs taken before; a crisis counts from the start of the run
            new[name] = old[name]
    inside.begin(record, new, runner.inside())
    runner.replace_counters(new)


def _note_minds(runner: Engine) -> None:
    """Note how many customers there are, and how high political pressure is, when measuring begins."""
    counters = runner.read_counters()
    counters["people_start"] = len(runner.goodwill())
    counters["pressure_start"] = counters["pressure_max"] = runner.pressure()
    runner.replace_counters(counters)


def _photograph(runner: Engine, at: int, mind: bool) -> None:
    """Note who is inside and what goodwill customers have at this moment."""
    counters = runner.read_counters()
    marks = np.asarray(runner.goodwill() if mind else [])
    for name in ("inside", "away", "left", "lost", "crises"):
        counters[f"at_{name}"][at] = counters[name]
    counters["at_done"][at], counters["at_people"][at] = 1, len(marks)
    counters["at_goodwill_sum"][at] = total(marks)
    counters["at_goodwill_square"][at] = total(marks * marks)
    runner.replace_counters(counters)


def _finish(blueprint: Blueprint, runner: Engine, areas: Sequence[tuple[float, list[float], list[float]]]) -> Any:
    """Close the counters at the horizon."""
    record, counters = blueprint.record, runner.read_counters()
    inside.end(blueprint, counters, runner.inside())
    slots.count(blueprint, counters, runner.book())
    for i, (before, after) in enumerate(pairwise(areas)):
        counters["late_inside"][i] = after[0] - before[0]
        for name, one, other in (("late_queue", before[1], after[1]), ("late_energy", before[2], after[2])):
            counters[name][i][: len(one)] = np.subtract(other, one)
    if record["mind"]:
        marks, base = np.asarray(runner.goodwill()), float(record["mind_baseline"])
        counters["people_end"], counters["people_goodwill"] = len(marks), total(marks)
        counters["people_above"] = total(np.maximum(marks - base, 0.0))
        counters["people_below"] = total(np.maximum(base - marks, 0.0))
    return counters
