"""What studies of a scenario found, as plain values for JSON: what is not a number becomes null."""

import math
from collections.abc import Sequence
from typing import Any

from sim.scenario.model import Scenario
from sim.studies.warm_up import Advice, longest


def plain(value: float | None) -> float | None:
    """Return a number, or None for what is none."""
    return None if value is None or not math.isfinite(value) else float(value)


def of_warm_up(scenario: Scenario, advice: Sequence[Advice]) -> dict[str, Any]:
    """Return by design and measure the warm-up that MSER-5 asks for; all times in minutes."""
    rows = [
        {
            "design": one.design,
            "measure": one.measure,
            "minutes": plain(one.minutes),
            "observations_cut": one.cut and one.cut.observations,
            "observations": one.observations,
            "run_long_enough": one.enough,
            "run_warm_up_suffices": one.suffices,
        }
        for one in advice
    ]
    return {
        "scenario": scenario.title,
        "run_warm_up": scenario.run.warm_up,
        "needed": plain(longest(advice)),
        "replications": advice[0].replications,
        "advice": rows,
    }
