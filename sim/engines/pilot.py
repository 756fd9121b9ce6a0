"""Where political pressure starts: at the long-run mean of the baseline design, found by runs of it with luck of their own.

Pressure rises by one at each complaint and fades at a rate, so its long-run mean is complaints per minute over that rate.
Nothing in a run hangs on pressure; so the pilots are the same whatever it starts at, and both engines find the same.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from statistics import fmean
from typing import Any

from sim.blueprint import Blueprint

PILOTS = 2  # replications; complaints of the second half of each are counted [A]
SEED = 0  # of all pilots, whatever the seed of a run: where the world starts is no matter of luck
LAST = 2**20 - 1  # the number of a replication that no run comes to

_KNOWN: dict[bytes, float] = {}  # by what the pilot means


def started(blueprint: Blueprint, make: Callable[[Blueprint, int, int], Any]) -> Blueprint:
    """Return a blueprint in which political pressure starts where its pilot says; providers of a market share it evenly."""
    if blueprint.pilot is None:
        return blueprint
    record = blueprint.record.copy()
    record["mind_voice_start"] = _long_run_pressure(blueprint.pilot, make) / int(record["providers"])
    return replace(blueprint, record=record, pilot=None)


def _long_run_pressure(pilot: Blueprint, make: Callable[[Blueprint, int, int], Any]) -> float:
    key = hashlib.sha256(pilot.record.tobytes() + pilot.table.tobytes()).digest()
    if key not in _KNOWN:
        horizon, fade = float(pilot.record["horizon"]), float(pilot.record["mind_voice_fade"])
        counts = [_complaints(make(pilot, SEED, LAST - i), horizon) for i in range(PILOTS)]
        _KNOWN[key] = fmean(counts) / fade
    return _KNOWN[key]


def _complaints(runner: Any, horizon: float) -> float:
    """Return how many complaints there are per minute, in the second half of a run."""
    runner.advance(horizon / 2.0)
    before = int(runner.read_counters()["complaints"])
    runner.advance(horizon)
    return (int(runner.read_counters()["complaints"]) - before) / (horizon / 2.0)
