"""What studies of a scenario found, as plain values for JSON: what is not a number becomes null."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sim.analyses.studies.aim import Reached
from sim.analyses.studies.blocks import Block
from sim.analyses.studies.sensitivity import MORRIS, Influence, Robust, Sensitivity
from sim.analyses.studies.staffing import Staffing
from sim.analyses.studies.standing import Standing
from sim.analyses.studies.sweep import Spot, Sweep
from sim.analyses.studies.target import Target
from sim.analyses.studies.warm_up import Advice, longest
from sim.results.results import Difference, Measure
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.assumptions import Assumed
from sim.scenario.inspect.quantities import Quantity


def plain(value: float | None) -> float | None:
    """Return a number, or None for what is none."""
    return None if value is None or not math.isfinite(value) else float(value)


def _measure(one: Measure) -> dict[str, Any]:
    return _estimate(one.mean, one) | {"n": one.n, "unit": one.unit}


def _estimate(mean: float, one: Measure | Difference) -> dict[str, Any]:
    ends = [plain(end) for end in one.interval or (None, None)]
    return {"mean": plain(mean), "half_width": plain(one.half_width), "interval": ends}


def _number(one: Quantity) -> dict[str, Any]:
    return {"path": one.path, "now": plain(one.now), "unit": one.unit}


def of_sweep(scenario: Scenario, found: Sweep) -> dict[str, Any]:
    """Return the points of a sweep: the values of the numbers (in their unit), the measures, the verdict."""
    return {
        "scenario": scenario.title,
        "design": found.design,
        "against": found.against,
        "numbers": [_number(one.quantity) | {"low": one.low, "high": one.high} for one in found.ranges],
        "points": [_spot(one) for one in found.spots],
        "replications": found.replications,
        "seed": found.seed,
    }


def _spot(spot: Spot) -> dict[str, Any]:
    measures: Mapping[str, Measure] = spot.measures
    differences = {
        name: _estimate(one.difference, one) | {"n": one.n, "unit": one.unit}
        for name, one in spot.differences.items()
    }
    said = {"values": list(spot.values), "verdict": spot.verdict, "differences": differences}
    return said | {"measures": {name: _measure(one) for name, one in measures.items()}}


def of_assumed(one: Assumed) -> dict[str, Any]:
    """Return an assumption: its number, its range, whether the file writes it down, and the source of its range."""
    return _number(one.quantity) | {
        "at": one.origin,
        "low": one.low,
        "high": one.high,
        "range_given": one.given,
        "written": one.written,
        "source": one.source or None,
    }


def of_sensitivity(scenario: Scenario, found: Sensitivity) -> dict[str, Any]:
    """Return by measure the influence of each assumption, the largest first."""
    return {
        "scenario": scenario.title,
        "design": found.design,
        "against": found.against,
        "method": found.method,
        "influences": {
            measure: [_influence(one, found.method) for one in influences]
            for measure, influences in found.influences.items()
        },
        "units": {measure: found.units[measure] for measure in found.influences},
        "points": found.points,
        "replications": found.replications,
        "seed": found.seed,
    }


def _influence(one: Influence, method: str) -> dict[str, Any]:
    names = (
        ("mu_star", "mu_star_half_width", "sigma")
        if method == MORRIS
        else ("total", "total_half_width", "first")
    )
    values = zip(names, (one.size, one.half_width, one.other), strict=True)
    return of_assumed(one.assumed) | {name: plain(value) for name, value in values}


def of_robust(scenario: Scenario, found: Robust) -> dict[str, Any]:
    """Return of each change its verdict, how often each verdict came out, and Pr(relevant) with its interval."""
    changes = {
        one.change: {
            "verdict": one.own,
            "counts": dict(one.counts),
            "relevant": one.relevant,
            "relevant_interval": list(one.interval),
            "stands": one.stands,
            "robust": one.robust,
        }
        for one in found.changes
    }
    return {
        "scenario": scenario.title,
        "changes": changes,
        "assumptions": [of_assumed(one) for one in found.assumed],
        "draws": found.draws,
        "replications": found.replications,
        "seed": found.seed,
    }


def _reached(one: Reached | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"mean": plain(one.mean), "bound": plain(one.bound), "runs": one.share, "n": one.n, "met": one.met}


def of_target(scenario: Scenario, found: Target) -> dict[str, Any]:
    """Return what was asked, what was tried, and the answer (null where nothing gets there)."""
    aim = found.aim
    asked = {
        "measure": aim.goal.measure,
        "at_least": aim.goal.at_least,
        "at_most": aim.goal.at_most,
        "unit": aim.unit,
        "probability": aim.probability,
        "by": aim.by,
    }
    said = {
        "scenario": scenario.title,
        "design": found.design,
        "asked": asked,
        "replications": found.replications,
    }
    return said | {"seed": found.seed} | (_of_number(found) if found.number else _of_sets(found))


def _of_number(found: Target) -> dict[str, Any]:
    number = found.number
    assert number is not None
    return {
        "number": _number(number.range.quantity) | {"low": number.range.low, "high": number.range.high},
        "answer": number.answer and number.answer.value,
        "confirmed": _reached(number.confirmed),
        "better_upward": number.rising,
        "monotone": number.monotone,
        "tried": [{"value": one.value} | (_reached(one.reached) or {}) for one in number.tries],
    }


def _of_sets(found: Target) -> dict[str, Any]:
    sets = found.changes
    assert sets is not None
    return {
        "answer": sets.answer and list(sets.answer.changes),
        "cost": sets.answer and sets.answer.cost,
        "confirmed": _reached(sets.confirmed),
        "clashing": [list(pair) for pair in sets.clashing],
        "not_tried": sets.left,
        "tried": [
            {"changes": list(one.changes), "cost": one.cost} | (_reached(one.reached) or {})
            for one in sets.tries
        ],
    }


def of_staffing(scenario: Scenario, found: Staffing) -> dict[str, Any]:
    """Return by role and entry of the plan the staff now and needed, and how each block fares; norms in minutes."""
    return {
        "scenario": scenario.title,
        "design": found.design,
        "norms": {role: vars(norm) for role, norm in found.norms.items()},
        "probability": found.probability,
        "by": found.by,
        "met": found.met,
        "plan": [
            {"role": role, "entry": entry, "now": found.before[role, entry], "needed": count}
            for (role, entry), count in found.after.items()
        ],
        "blocks": [_block(found, block) for block in found.found],
        "tried": found.steps,
        "replications": found.replications,
        "seed": found.seed,
    }


def _block(found: Staffing, block: Block) -> dict[str, Any]:
    said = {"role": block.role, "entries": list(block.entries), "erlang": found.erlang[block]}
    return said | {"found": _standing(found.found[block]), "confirmed": _standing(found.confirmed[block])}


def _standing(one: Standing) -> dict[str, Any]:
    return {name: value if isinstance(value, bool) else plain(value) for name, value in vars(one).items()}


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
