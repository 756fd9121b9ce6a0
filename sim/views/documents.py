"""Results as plain values for JSON: what is not a number becomes null."""

import math
from typing import Any

from sim.results import Comparison, Difference, Measure, Result


def _plain(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value


def _measure(measure: Measure) -> dict[str, Any]:
    mean, width = _plain(measure.mean), _plain(measure.half_width)
    return {"mean": mean, "half_width": width, "n": measure.n, "unit": measure.unit}


def of_result(result: Result) -> dict[str, Any]:
    """Return a result: under `measures` each name with mean, half_width (95%), n and unit."""
    return {
        "scenario": result.provenance.scenario,
        "design": result.design,
        "measures": {name: _measure(measure) for name, measure in result.measures.items()},
        "over": dict(result.over),
        "provenance": result.provenance.as_dict(),
    }


def of_comparison(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison: under `measures` each name with the first design's difference.

    `comparisons` has the same for every design; `intervals`: how many differences the 95% holds for together.
    """
    each = {
        design: {
            name: _difference(d, name in comparison.shown, comparison.baseline, design)
            for name, d in found.items()
        }
        for design, found in comparison.pairs.items()
    }
    results = comparison.results
    return {
        "scenario": results[comparison.baseline].provenance.scenario,
        "baseline": comparison.baseline,
        "designs": list(comparison.designs),
        "measures": each[comparison.designs[0]],
        "comparisons": each,
        "provenance": {name: result.provenance.as_dict() for name, result in results.items()},
    }


def _difference(d: Difference, shown: bool, baseline: str, design: str) -> dict[str, Any]:
    both = {baseline: d.baseline, design: d.design}
    return {
        "mean": _plain(d.difference),
        "half_width": _plain(d.half_width),
        "n": d.n,
        "unit": d.unit,
        "verdict": d.verdict,
        "distinguishable": d.distinguishable,
        "intervals": d.intervals,
        "shown": shown,
        "designs": {name: _measure(measure) if measure else None for name, measure in both.items()},
    }
