"""Resistance: the effort of customers and of the organisation per resolved need, in minutes, and what it is spent on.

R = E[ sum over all needs (v_c C + v_o O) ] / E[ number resolved ]; effort for needs that gave up, left or are still open is in it.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.catalogue.effort import SIDES, SPENT_ON
from sim.records.counters import EXTERNAL_FAILURE, INTERNAL_FAILURE
from sim.results.measured import Found, exact_sum, ratio
from sim.results.pooling import each, pooled

WORST = 0.1


def found(blueprint: Blueprint, m: Any) -> Found:
    """Yield resistance, its parts and its worst decile."""
    weights = {side: float(blueprint.record[f"effort_{side}"]) for side in SIDES}
    parts = {side: [weights[side] * minutes for minutes in m[f"effort_{side}"]] for side in SIDES}
    resolved = m["segment_resolved"].sum(axis=0)
    whole = exact_sum(parts["customer"] + parts["organisation"])
    yield "resistance", ratio(whole, resolved)
    yield from _spent(parts, resolved)
    failure = sum(parts[side][i] for side in SIDES for i in (INTERNAL_FAILURE, EXTERNAL_FAILURE))
    yield "friction_share", ratio(failure, whole)
    yield from _weighed(parts, resolved)
    most_effort = np.concatenate([m["effort_bins"], m["effort_bins_sum"]]).T
    yield "resistance_worst_decile", pooled(Worst(), most_effort)
    if blueprint.record["energy"]:
        yield "resistance_lost_energy", ratio(weights["organisation"] * m["energy_minutes"], resolved)


def _spent(parts: dict[str, list[Any]], resolved: Any) -> Found:
    """Yield what the effort of both sides, and of each, is spent on."""
    for i, name in enumerate(SPENT_ON):
        yield f"resistance_{name}", ratio(sum(parts[side][i] for side in SIDES), resolved)
    for side in SIDES:
        yield f"resistance_{side}", ratio(exact_sum(parts[side]), resolved)
        for i, name in enumerate(SPENT_ON):
            yield f"resistance_{side}_{name}", ratio(parts[side][i], resolved)


def _weighed(parts: dict[str, list[Any]], resolved: Any) -> Found:
    """Yield resistance with the customer's minutes counted half, and double: would the verdict turn?"""
    customer, organisation = exact_sum(parts["customer"]), exact_sum(parts["organisation"])
    for name, weight in (("half", 0.5), ("double", 2.0)):
        yield f"resistance_customer_{name}", ratio(weight * customer + organisation, resolved)


@dataclass(frozen=True)
class Worst:
    """The mean effort of the tenth with most of it, from histograms of numbers and of minutes."""

    def __call__(self, rows: Any) -> Any:
        return each(worst_tenth, rows)


def worst_tenth(row: Any, without: float = 0.0) -> float:
    """Return the mean effort of the tenth with most of it, from both histograms in a row."""
    bins, sums = np.split(row, 2)
    return worst(bins, sums, without)


def worst(bins: Any, sums: Any, without: float = 0.0) -> float:
    """Return the mean effort of the tenth with most of it, but for a share with even more; nan where there is none."""
    number = float(bins.sum())
    if number <= 0.0:
        return math.nan
    beyond = most(bins, sums, without * number)
    return (most(bins, sums, (without + WORST) * number) - beyond) / (WORST * number)


def most(bins: Any, sums: Any, wanted: float) -> float:
    """Return the effort in so many needs with most of it, all together."""
    here, minutes = (np.asarray(one, float)[::-1] for one in (bins, sums))
    left = np.subtract.accumulate(np.concatenate([[wanted], here]))[:-1]  # one after another, most effort first
    taken = np.minimum(here, np.maximum(left, 0.0))
    spent = np.divide(minutes * taken, here, out=np.zeros_like(minutes), where=here > 0.0)
    return float(np.cumsum(spent)[-1])
