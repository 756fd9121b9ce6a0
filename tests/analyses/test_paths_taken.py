"""What the paths make of a log is what the engines counted, on random scenarios with everything in them."""

import math
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from strategies import scenarios, variant

from sim.analyses.explain.inside import at_moment
from sim.analyses.explain.read import read
from sim.analyses.paths import taken, ways
from sim.analyses.paths.flows import flows
from sim.analyses.paths.rows import by_case, felt, in_front
from sim.blueprint import Blueprint, build
from sim.engines import Replication, replicate
from sim.scenario import Scenario

RANDOM = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None,
    phases=[Phase.generate],
)  # fmt: skip


def without_warm_up(scenario: Scenario) -> Scenario:
    return scenario.model_copy(update={"run": scenario.run.model_copy(update={"warm_up": 0.0})})


@RANDOM
@given(scenarios())
def test_the_effort_in_the_rows_is_that_in_the_counters(scenario: Scenario) -> None:
    scenario = without_warm_up(scenario)
    blueprint = build(scenario, variant(scenario))
    run = replicate(blueprint, 5, 0, "compiled", log=True)
    told, inside = by_case(run.log, blueprint), so_far(run, blueprint)
    for side in ("customer", "organisation"):
        counted, found = float(run.counters[f"effort_{side}"].sum()), float(getattr(told, side).sum())
        assert math.isclose(counted, found + inside[side], rel_tol=1e-9, abs_tol=1e-6)


def so_far(run: Replication, blueprint: Blueprint) -> dict[str, float]:
    """Return the minutes that visits which are not over at the end have asked of either side: the log has no row of them yet."""
    record, history = blueprint.record, read(run.log, blueprint)
    open_ones = at_moment(history, float(record["horizon"]))
    rows = history.rows[open_ones.at]
    own = in_front(rows, blueprint) & (record["step_effort"][rows["step"]] == 1)
    waits = felt(open_ones.waited, rows, blueprint)
    return {
        "customer": float(waits.sum() + open_ones.worked[own].sum()),
        "organisation": float(open_ones.worked[rows["role"] >= 0].sum()),
    }


def test_every_case_that_ended_is_on_one_path() -> None:
    told: Counter[str] = Counter()

    @RANDOM
    @given(scenarios())
    def check(scenario: Scenario) -> None:
        told.update(check_paths(scenario))

    check()
    assert told["ended"] > 0.5 * RANDOM.max_examples
    assert told["rework"] > 0.1 * RANDOM.max_examples  # else what is said of rework may say nothing


def check_paths(scenario: Scenario) -> Iterator[str]:
    """Hold the paths against the counters; yield of what there was anything to hold."""
    name = variant(scenario)
    run = replicate(build(scenario, name), scenario.run.seed, 0, "compiled")
    found = taken(scenario, name, replications=1)
    counters, whole = run.counters, found.whole
    ended = int(counters["resolved"] + counters["withdrawn"] + counters["lost"])
    assert (whole.n, found.inside) == (ended, int(counters["inside"]))
    assert sum(group.n for group in found.doors.values()) == ended
    if ended:
        yield "ended"
        assert sum(path.share(whole).mean for path in found.paths) == pytest.approx(1.0)
        assert whole.resolved.mean == pytest.approx(counters["resolved"] / ended)
        assert sum(flows(found).times.values()) >= 1.0
    rework = found.together(path for path in found.paths if path.rework).n
    never_came = int(counters["found_closed"])  # an error found, and the channel closed for good
    if scenario.run.warm_up == 0.0 or not (found.blueprint.record["step_finds"] != 0).any():
        sent_back = int(counters["errors_checked"])  # perhaps where a branch leads as well: no path shows it
        if counters["reworked"] > sent_back + never_came:
            yield "rework"
        assert rework >= counters["reworked"] - sent_back - never_came


@RANDOM
@given(scenarios())
def test_there_is_a_path_of_least_resistance(scenario: Scenario) -> None:
    name = variant(scenario)
    found = taken(scenario, name, replications=1)
    doors = ways(scenario, found)
    assert all(np.isfinite(way.resistance) and way.resistance >= 0.0 for way in doors)
    for needs in {way.needs for way in doors}:
        ours = [way for way in doors if way.needs == needs]
        (least,) = [way for way in ours if way.least]
        assert least.resistance == pytest.approx(min(way.resistance for way in ours))
    for way in doors:
        assert 0.0 < way.likely.probability <= 1.0 + 1e-12
        assert way.likely.steps[0] == way.step
    assert sum(way.found.n for way in doors) == found.whole.n
