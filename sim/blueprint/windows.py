"""Stretches at the end of a run, by which is seen what still rises or falls: alike in hour and day, so of whole cycles."""

import math
from collections.abc import Iterator
from typing import Any

from sim.kernel.limits import WINDOWS

DAY, WEEK = 1440.0, 10080.0
PART = 2.0 / 3.0  # of the measured time: what begins empty has the first third to fill
FEW = 2


def write_windows(record: Any) -> None:
    """Write how many windows there are and how long each is (minutes); none where a run has no two whole cycles."""
    measured, cycle = float(record["horizon"] - record["warm_up"]), longest_cycle(record)
    for count in (WINDOWS, FEW):
        window = whole(PART * measured / count, cycle)
        if window > 0.0:
            record["windows"], record["window"] = count, window
            return
    if cycle > 0.0 and FEW * cycle <= measured:
        record["windows"], record["window"] = FEW, cycle


def whole(minutes: float, cycle: float) -> float:
    """Return as many whole cycles as a time has (in minutes), all of it where there is no cycle."""
    return minutes // cycle * cycle if cycle > 0.0 else minutes


def longest_cycle(record: Any) -> float:
    """Return the longest cycle (minutes) of what varies with the clock: needs, staff, opening hours; nought if nothing does."""
    return max(_cycles(record, record["horizon"] if record["dated"] else math.inf), default=0.0)


def _cycles(record: Any, written_out: float) -> Iterator[float]:
    for i in range(int(record["kinds"])):
        if record["kind_profile_count"][i] > 1:
            yield _usual(float(record["kind_cycle"][i]), written_out)
        if record["kind_days_count"][i]:
            yield DAY
    for part in ("role", "channel"):
        for i in range(int(record[f"{part}s"])):
            if record[f"{part}_plan_count"][i] > 1:
                yield _usual(float(record[f"{part}_cycle"][i]), written_out)


def _usual(cycle: float, written_out: float) -> float:
    """Return a cycle, a week for what is written out by date over the whole run: what differs between weeks rises or falls."""
    return WEEK if cycle >= written_out > WEEK else cycle
