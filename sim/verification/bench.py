"""How fast the engines are: `desk` in both, and in a program of others if given, in turn, so that only ratios count.

Run `python -m sim.verification.bench ../shared/bench/desk_simpy.py`: any program that takes `desk MINUTES SEED` and prints a line of
JSON with `wall` (seconds of simulation) and `customers`.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from sim.blueprint import Blueprint, build
from sim.engines import make_engine
from sim.scenario import load

ROUNDS = 7
DESK = Path(__file__).parents[2] / "scenarios" / "desk.yaml"
MINUTES = {"compiled": 125_000.0, "simpy": 2_500.0, "other": 12_500.0}


def desk(minutes: float) -> Blueprint:
    """Return the desk, of a length in minutes."""
    scenario = load(DESK)
    run = scenario.run.model_copy(update={"length": minutes})
    return build(scenario.model_copy(update={"run": run}), scenario.default_design)


def engine_pace(name: str) -> Callable[[int], float]:
    """Return a function of the seed that gives seconds of simulation per customer in one of our engines."""
    minutes = MINUTES[name]
    blueprint = desk(minutes)

    def pace(seed: int) -> float:
        engine = make_engine(name, blueprint, seed, 0, False)
        begin = time.perf_counter()
        engine.advance(minutes)
        wall = time.perf_counter() - begin
        return wall / float(engine.read_counters()["arrived"])

    return pace


def program_pace(path: str) -> Callable[[int], float]:
    """Return a function of the seed that gives seconds of simulation per customer in a program of others."""

    def pace(seed: int) -> float:
        command = [sys.executable, path, "desk", str(MINUTES["other"]), str(seed)]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        return float(told["wall"]) / float(told["customers"])

    return pace


def main(programs: list[str]) -> None:
    """Print the pace of each, and how many times as fast the compiled engine is: the median over rounds, in turn."""
    paces = {name: engine_pace(name) for name in ("compiled", "simpy")}
    paces |= {Path(path).name: program_pace(path) for path in programs}
    paces["compiled"](0)  # compiled, or taken from the cache, before any clock runs
    rounds = [{name: pace(seed) for name, pace in paces.items()} for seed in range(1, ROUNDS + 1)]
    for name in paces:
        microseconds = [1e6 * one[name] for one in rounds]
        times = [one[name] / one["compiled"] for one in rounds]
        print(
            f"{name:20s} {median(microseconds):9.3f} us a customer ({min(microseconds):.3f} to {max(microseconds):.3f})"
            f"   {median(times):7.1f} x the compiled engine ({min(times):.1f} to {max(times):.1f})"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
