"""Control variates: how many needs came, of which the mean is known exactly (Lavenberg & Welch 1981).

Needs come from outside, the same in every design; where more come than expected, queues are longer, and what a change does
about queues counts for more. Pairs with common random numbers have most of that taken out already: what is left to gain is in
STUDY.md, and too little. Judging does without; this is here to measure it.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from sim.judging.stats import Effect
from sim.scenario.calendars import Profile
from sim.scenario.model import Scenario
from sim.scenario.world import Need

FEW = 40  # pairs below which slopes that seem to pay do so by chance, and intervals are too narrow for it
PAYS = 0.2  # share of the variance that a control has to explain


def expected(scenario: Scenario) -> float:
    """Return the mean number of needs that come in the time measured, in every design."""
    span, people = (scenario.run.warm_up, scenario.run.length), scenario.world.customers.population
    return math.fsum(_expected(need, span, people or 0) for need in scenario.world.needs.values())


def _expected(need: Need, span: tuple[float, float], population: int) -> float:
    told = need.count * sum(span[0] <= at < span[1] for at in need.at)
    if need.rate is None:
        return float(told)
    minutes = (
        span[1] - span[0]
        if need.profile is None
        else _weight(need.profile, span[1]) - _weight(need.profile, span[0])
    )
    return told + need.rate.per_minute * minutes * (population if need.rate.per_customer else 1)


def _weight(profile: Profile, until: float) -> float:
    """Return the integral of a profile from 0 on."""
    cycles, rest = divmod(until, profile.cycle)
    blocks = zip(pairwise((*profile.edges, profile.cycle)), profile.weights, strict=True)
    return cycles * profile.cycle + sum(
        weight * max(0.0, min(rest, end) - start) for (start, end), weight in blocks
    )


def came(scenario: Scenario, measures: Mapping[str, float]) -> float:
    """Return how many needs came in a replication: those that became a case, and those that were dropped."""
    cases = math.fsum(measures[f"kind.{kind}.arrived"] for kind in scenario.world.needs)
    return cases + measures["dropped"]


def sharpened(one: Effect, needs: Any, mean: float) -> Effect:
    """Return an effect with what the number of needs explains taken out, or as it was where that does not pay."""
    parts, more = np.asarray(one.parts), np.asarray(needs, float) - mean
    there = ~np.isnan(parts)
    n, spread = one.n, more[there] - more[there].mean()
    square = float(spread @ spread)
    if one.error == 0.0 or n < FEW or square == 0.0:
        return one
    slope = float(spread @ parts[there]) / square
    rest = parts - slope * (more - more[there].mean())
    left = float(rest[there] @ rest[there]) / (n - 2)
    if left > (1.0 - PAYS) * one.error**2 * n:
        return one
    shift = float(more[there].mean())
    error = math.sqrt(left * (1.0 / n + shift * shift / square))
    return replace(one, mean=one.mean - slope * shift, error=error, degrees=n - 2, parts=rest)
