"""The parts of a difference add up to it exactly, in every replication, for whatever two designs in whatever world."""

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from strategies import trees

from sim.analyses.explain import MEASURES
from sim.analyses.explain.read import read
from sim.analyses.explain.split import SHARE, DesignRun, split
from sim.blueprint import build
from sim.engines import replicate
from sim.scenario import Scenario

RANDOM = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None,
    phases=[Phase.generate],
)  # fmt: skip
IN_COUNTERS = [name for name in MEASURES if name != "wait_per_case"]


def pairs():
    """Random scenarios with two designs."""
    return trees().filter(lambda tree: len(tree["designs"]) > 1).map(Scenario.model_validate)


@RANDOM
@given(pairs())
def test_parts_add_up_and_the_whole_is_that_of_the_counters(scenario: Scenario) -> None:
    blueprints = [build(scenario, name) for name in ("one", "two")]
    runs = [replicate(blueprint, 5, 0, "compiled", log=True) for blueprint in blueprints]
    histories = [read(run.log, blueprint) for run, blueprint in zip(runs, blueprints, strict=True)]
    for measure, made in MEASURES.items():
        if measure == "goodwill_at_end" and scenario.world.mind is None:
            continue
        sides = [
            DesignRun(one, made(one, blueprint), blueprint)
            for one, blueprint in zip(histories, blueprints, strict=True)
        ]
        for side, run in zip(sides, runs, strict=True):
            assert not side.ledger.amounts[~side.ledger.occasions].any(), (
                measure,
                "an amount of no occasion is in no part",
            )
            if measure in IN_COUNTERS:
                assert side.value == pytest.approx(run.values[measure], rel=1e-9, abs=1e-9, nan_ok=True), (
                    measure
                )
        found, scale = split(*sides), sum(abs(side.value) for side in sides)
        if np.isnan(scale):
            continue
        whole = sides[1].value - sides[0].value
        sums = [sides[0].top, sides[0].over, sides[1].top, sides[1].over]
        rows = np.array([[*sums, *part] for part in found.parts.values()]).reshape(-1, 6)
        assert SHARE(rows).sum() == pytest.approx(whole, rel=1e-9, abs=1e-9 * max(1.0, scale)), measure
