"""Control variates beside common random numbers: the needs that come, the work they bring, and their patience.

All three come from outside, the same in every design, and their means are known exactly; what they explain of an effect can be
taken out of it (Lavenberg & Welch 1981). Pairs have most of that taken out already. What is left to gain is in STUDY.md, and
too little: judging does without; this is here to measure it.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.catalogue.keys import KIND, STEP, named
from sim.kernel import streams
from sim.kernel.limits import BACKLOG
from sim.kernel.order import case_number
from sim.scenario.fields.model import Scenario

CONTROLS = ("needs", "work", "patience")

Measures = Mapping[str, float]


def columns(scenario: Scenario, blueprint: Blueprint, values: Sequence[Measures], seed: int) -> Any:
    """Return a row per replication, from number 0 on, with what came, in the order of CONTROLS."""
    cases, weights = _cases(scenario, blueprint, values), _weights(blueprint, values)
    brought = [_brought(blueprint, cases, weights, seed, number) for number in range(len(values))]
    return np.column_stack(([came(scenario, one) for one in values], brought))


def came(scenario: Scenario, measures: Measures) -> float:
    """Return how many needs came in a replication: those that became a case, and those that were dropped."""
    cases = math.fsum(measures[named(KIND, kind, "arrived")] for kind in scenario.world.needs)
    return cases + measures["dropped"]


def saved(parts: Any, controls: Any) -> float:
    """Return how many times fewer replications an effect takes with controls; below 1 where slopes cost more than they bring.

    The variance without over that with, times (n - k - 2) / (n - 2) for k slopes that are not known (Lavenberg & Welch 1981).
    """
    n, among = len(parts), controls - controls.mean(axis=0)
    among = among[:, among.std(axis=0) > 0.0]
    slopes, *_ = np.linalg.lstsq(among, parts, rcond=None)
    rest, k = parts - among @ slopes, among.shape[1]
    return float((parts @ parts / (n - 1)) / (rest @ rest / (n - k - 1)) * (n - k - 2) / (n - 2))


def _cases(scenario: Scenario, blueprint: Blueprint, values: Sequence[Measures]) -> list[Any]:
    """Return whose draws those of the cases of a run are, about as many of each stream of needs as come in its mean."""
    record, found = blueprint.record, []
    whole = scenario.run.length / (scenario.run.length - scenario.run.warm_up)
    known = np.flatnonzero(record["stream_level"][: int(record["streams"])] != BACKLOG).tolist()
    for i, kind in enumerate(scenario.world.needs):
        count = whole * float(np.mean([one[named(KIND, kind, "arrived")] for one in values]))
        rates = {s: float(record["stream_rate"][s]) for s in known if record["stream_kind"][s] == i}
        for stream, rate in rates.items():
            share = rate / sum(rates.values()) if any(rates.values()) else 1.0 / len(rates)
            found.append(_entities(record, i, int(record["stream_level"][stream]), round(count * share)))
    return [one for one in found if len(one)]


def _weights(blueprint: Blueprint, values: Sequence[Measures]) -> Any:
    """Return what part of all work is done at each step."""
    names = [(named(STEP, step, "visits"), named(STEP, step, "handling")) for step in blueprint.step_names]
    work = [
        np.mean([one[visits] * np.nan_to_num(one[handling]) for one in values]) for visits, handling in names
    ]
    return np.array(work) / sum(work)


def _brought(
    blueprint: Blueprint, cases: Sequence[Any], weights: Any, seed: int, replication: int
) -> tuple[float, float]:
    """Return the work and the patience that cases bring to their first visits of steps, as draws with mean 1."""
    work = patience = 0.0
    for entities in cases:
        for step in np.flatnonzero(weights):
            occurrence = streams.visit_occurrence(int(blueprint.record["step_code"][step]), 0, 0)
            of_patience, of_work = uniforms(seed, replication, entities, streams.VISIT, occurrence)
            work += weights[step] * float(-np.log1p(-of_work).sum())
            patience += weights[step] * float(-np.log1p(-of_patience).sum())
    count = max(1, sum(map(len, cases)))
    return work / count, patience / count


def _entities(record: Any, kind: int, level: int, count: int) -> Any:
    first = streams.case_entity(int(record["kind_code"][kind]), case_number(kind, level, 0))
    return np.arange(count, dtype=np.uint64) + np.uint64(first)


def uniforms(seed: int, replication: int, entities: Any, purpose: int, occurrence: int) -> tuple[Any, Any]:
    """Return the two uniforms of many places in the model at once: what `streams.block` gives for each."""
    mask = 0xFFFFFFFF
    philox: Any = getattr(streams.philox, "py_func", streams.philox)
    unit: Any = getattr(streams._unit, "py_func", streams._unit)
    place = np.uint64(occurrence & mask), (replication << 12) | (purpose << 6)
    a, b, c, d = philox(entities & mask, entities >> 32 & mask, *place, seed & mask, seed >> 32 & mask)
    return unit(a, b), unit(c, d)
