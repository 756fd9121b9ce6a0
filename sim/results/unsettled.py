"""What still rises or falls at the end of a run: then its figures depend on how long the run is. Seen from the run itself.

The windows at the end of a run are alike in hour and day. In each replication the mean over the earlier half of them is
taken from that over the later half; what has settled has differences around nought (Student's t over replications, with
1% of false alarms for all that is looked at together), and a difference that is small beside the level is left alone.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, stdev
from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.blueprint.windows import longest_cycle
from sim.catalogue.keys import ROLE, Key, named
from sim.kernel.limits import PERIODS, WINDOWS
from sim.results.intervals import t_quantile

FALSE_ALARMS = 0.01
PART = 0.1  # of the level at the end: a smaller difference is left alone [A]
PART_OF_ONE = 0.2  # the same, by a single replication or few [A]
IN_ORDER = (
    26  # of 28 pairs of windows, more that rise than fall (or the reverse): by chance once in some thousand
)
OVERTIME = 0.01  # of the hours on shift: more work than that, done after hours, is overload [A]
NEARLY = 1e-6  # of a cycle
LEAST = {"inside": 0.5, "queue_mean": 0.5, "goodwill": 0.05, "energy": 0.02}  # cases, people, marks, of 1 [A]


@dataclass(frozen=True, eq=False)
class Course:
    """What is looked at in one replication: its name, and its means over the windows at the end of the run."""

    name: str
    means: Any


def courses(blueprint: Blueprint, counters: Any) -> list[Course]:
    """Return the backlog, the queue and the energy of each role, and goodwill, over the windows at the end of a run."""
    return list(_courses(blueprint, counters))


def _courses(blueprint: Blueprint, counters: Any) -> Iterator[Course]:
    record, windows, window = (
        blueprint.record,
        int(blueprint.record["windows"]),
        float(blueprint.record["window"]),
    )
    if windows:
        yield Course("inside", counters["late_inside"][:windows] / window)
        for i, role in enumerate(blueprint.role_names):
            yield Course(named(ROLE, role, "queue_mean"), counters["late_queue"][:windows, i] / window)
            if record["energy"]:
                yield Course(named(ROLE, role, "energy"), counters["late_energy"][:windows, i] / window)
    if record["mind"]:
        yield Course("goodwill", _goodwill(record, counters))
    if record["mind_voice_limit"] > 0.0:
        minutes = (float(record["horizon"]) - float(counters["since"])) * float(record["mind_voice_fade"])
        tends = float(counters["complaints"]) / minutes if minutes > 0.0 else math.nan
        yield Course("crisis", np.array([float(counters["crises"]), tends / float(record["mind_voice_limit"])]))
    for i, role in enumerate(blueprint.role_names):
        staffed, busy = float(counters["role_staff_area"][i]), float(counters["role_busy_area"][i])
        yield Course(named(ROLE, role, "overtime"), np.array([busy / staffed - 1.0 if staffed > 0.0 else math.nan]))


def _goodwill(record: Any, counters: Any) -> Any:
    """Return the mean goodwill after a contact over the last two windows, a quarter of the measured time each or nearly so."""
    parts = _parts_of_run(record, float(counters["since"]))
    sums, contacts = counters["period_goodwill_sum"], counters["period_contacts"]
    ends = (PERIODS - 2 * parts, PERIODS - parts, PERIODS)
    with np.errstate(invalid="ignore"):
        return np.array([sums[low:high].sum() / contacts[low:high].sum() for low, high in pairwise(ends)])


def _parts_of_run(record: Any, since: float) -> int:
    """Return how many of the equal parts of a run make the longest window of whole cycles, up to a quarter; nought if none does."""
    part, cycle = float(record["horizon"]) / PERIODS, longest_cycle(record)
    quarter = (PERIODS - math.ceil(since / part)) // 4
    if cycle == 0.0:
        return quarter
    cycles = [number * part / cycle for number in range(quarter + 1)]
    return max(number for number, many in enumerate(cycles) if abs(many - round(many)) < NEARLY)


def unsettled(replications: Sequence[Sequence[Course]]) -> tuple[str, ...]:
    """Return the names of what still rises or falls, of roles where overtime hides overload, and "crisis" where one is to come."""
    named = [[run[i] for run in replications] for i in range(len(replications[0]))] if replications else []
    alpha = FALSE_ALARMS / max(1, len(named))
    return tuple(runs[0].name for runs in named if _is_unsettled(runs, alpha))


def _is_unsettled(runs: Sequence[Course], alpha: float) -> bool:
    measure = Key.of(runs[0].name).measure
    if measure == "overtime":
        return _exceeds([float(run.means[0]) for run in runs], OVERTIME, alpha)
    if measure == "crisis":  # most runs have none yet, though complaints at this rate bring pressure above its limit
        had = fmean([float(run.means[0]) for run in runs])
        return had <= 0.5 and _exceeds([float(run.means[1]) - 1.0 for run in runs], 0.0, alpha)
    half = len(runs[0].means) // 2
    early, late = (
        [float(run.means[part].mean()) for run in runs] for part in (slice(half), slice(half, None))
    )
    changes = [
        after - before for before, after in zip(early, late, strict=True) if not math.isnan(after - before)
    ]
    if not changes or abs(fmean(changes)) < LEAST[measure]:
        return False
    level = 0.0 if measure in ("goodwill", "energy") else abs(fmean(late))
    if abs(fmean(changes)) >= PART * level and len(changes) > 1 and _differs(changes, alpha):
        return True
    return abs(fmean(changes)) >= PART_OF_ONE * level and _all_in_order([run.means for run in runs])


def _exceeds(values: Sequence[float], least: float, alpha: float) -> bool:
    """Whether the mean of the values that are known is above `least`, and surely above nought."""
    known = [value for value in values if not math.isnan(value)]
    return bool(known) and fmean(known) > least and (min(known) > 0.0 or _differs(known, alpha))


def _differs(values: Sequence[float], alpha: float) -> bool:
    """Whether the mean of values differs from nought."""
    return abs(fmean(values)) > t_quantile(1.0 - alpha / 2.0, len(values) - 1) * stdev(values) / math.sqrt(
        len(values)
    )


def _all_in_order(runs: Sequence[Any]) -> bool:
    """Whether in every replication window after window rises, or window after window falls (Kendall)."""
    if len(runs[0]) < WINDOWS:
        return False
    upper = np.triu_indices(len(runs[0]), 1)
    signs = [int(np.sign(np.subtract.outer(means, means))[upper].sum()) for means in runs]
    return min(map(abs, signs)) >= IN_ORDER and len({sign > 0 for sign in signs}) == 1
