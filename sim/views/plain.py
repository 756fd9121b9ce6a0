"""Numbers as plain values for JSON: what is not a number becomes null."""

import math
from collections.abc import Mapping
from typing import Any

from sim.catalogue.numbers import Ends
from sim.results.goals import Attained
from sim.results.results import Difference, Measure, Result
from sim.scenario.inspect.assumptions import Assumed
from sim.scenario.inspect.quantities import Quantity


def plain(value: float | None) -> float | None:
    """Return a number, or None for what is none."""
    return None if value is None or not math.isfinite(value) else float(value)


def estimate(mean: float, width: float | None, interval: Ends | None) -> dict[str, Any]:
    """Return a mean with its interval (95%) and how far that goes to its longer side."""
    ends = [plain(end) for end in interval or (None, None)]
    return {"mean": plain(mean), "half_width": plain(width), "interval": ends}


def measure(one: Measure) -> dict[str, Any]:
    """Return a measure: mean, interval, n and unit."""
    return {**estimate(one.mean, one.half_width, one.interval), "n": one.n, "unit": one.unit}


def difference(one: Difference) -> dict[str, Any]:
    """Return a paired difference with its interval."""
    return estimate(one.difference, one.half_width, one.interval)


def goal(one: Attained) -> dict[str, Any]:
    """Return a goal with what came out, its verdict, and the probability that a run meets it (95%: Wilson)."""
    return {
        "measure": one.goal.measure,
        "at_most": one.goal.at_most,
        "at_least": one.goal.at_least,
        **estimate(one.measure.mean, one.half_width, one.interval),
        "verdict": one.verdict,
        "probability": plain(one.probability),
        "probability_interval": list(one.probability_interval),
        "n": one.n,
    }


def goals(found: Mapping[str, Attained]) -> dict[str, Any]:
    """Return each goal by name."""
    return {name: goal(one) for name, one in found.items()}


def quantity(one: Quantity) -> dict[str, Any]:
    """Return a number of a scenario: where it stands, what it is now, its unit."""
    return {"path": one.path, "now": plain(one.now), "unit": one.unit}


def assumed(one: Assumed) -> dict[str, Any]:
    """Return an assumption: its number, its range, whether the file writes it down, and the source of its range."""
    return quantity(one.quantity) | {
        "at": one.origin,
        "low": one.low,
        "high": one.high,
        "range_given": one.given,
        "written": one.written,
        "source": one.source or None,
    }


def origins(results: Mapping[str, Result]) -> dict[str, Any]:
    """Return by design where its result came from."""
    return {name: result.provenance.as_dict() for name, result in results.items()}
