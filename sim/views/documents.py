"""Results as plain values for JSON: what is not a number becomes null."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sim.analyses.combinations import Combinations, Pair, Trial
from sim.analyses.explain import Axis, Explanation, Part
from sim.analyses.paths import Group, Taken, Way
from sim.analyses.survival import Curve, Survival
from sim.analyses.two_views import Light, Mirrors
from sim.catalogue.numbers import Ends
from sim.results.goals import Attained
from sim.results.results import Comparison, Difference, Measure, Result
from sim.views import path_words


def _plain(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value


def _measure(measure: Measure) -> dict[str, Any]:
    return {**_estimate(measure.mean, measure.half_width, measure.interval), "n": measure.n, "unit": measure.unit}


def _estimate(mean: float, width: float | None, interval: Ends | None) -> dict[str, Any]:
    ends = [_plain(end) for end in interval or (None, None)]
    return {"mean": _plain(mean), "half_width": _plain(width), "interval": ends}


def of_result(result: Result) -> dict[str, Any]:
    """Return a result: under `measures` each name with mean, interval (95%; half_width: its longer side), n and unit."""
    return {
        "scenario": result.provenance.scenario,
        "design": result.design,
        "measures": {name: _measure(measure) for name, measure in result.measures.items()},
        "over": dict(result.over),
        "goals": _goals(result.goals),
        "unsettled": list(result.unsettled),
        "not_reached": list(result.not_reached),
        "provenance": result.provenance.as_dict(),
    }


def _goals(found: Mapping[str, Attained]) -> dict[str, Any]:
    """Return each goal with what came out, its verdict, and the probability that a run meets it (95%: Wilson)."""
    return {name: _goal(one) for name, one in found.items()}


def _goal(one: Attained) -> dict[str, Any]:
    return {
        "measure": one.goal.measure,
        "at_most": one.goal.at_most,
        "at_least": one.goal.at_least,
        **_estimate(one.measure.mean, one.half_width, one.interval),
        "verdict": one.verdict,
        "probability": _plain(one.probability),
        "probability_interval": list(one.probability_interval),
        "n": one.n,
    }


def of_mirrors(found: Mirrors) -> dict[str, Any]:
    """Return both mirrors: figures with their bounds and verdicts; under `places` where both can be looked into."""
    places = [
        {
            "sort": place.sort,
            "name": place.name,
            "from_to": place.span and list(place.span),
            "parted": place.parted,
            "inside": _lights(place.inside),
            "lived": _lights(place.lived),
        }
        for place in found.places
    ]
    return {
        "scenario": found.result.provenance.scenario,
        "design": found.result.design,
        "inside": _lights(found.inside),
        "lived": _lights(found.lived),
        "places": places,
        "unsettled": list(found.result.unsettled),
        "provenance": found.result.provenance.as_dict(),
    }


def _lights(lights: Sequence[Light]) -> list[dict[str, Any]]:
    return [
        {
            "measure": one.measure,
            **_measure(one.found),
            "verdict": one.verdict,
            "usual": one.usual and bool(one.bounds),
            "bounds": [_goal(bound) for bound in one.bounds],
        }
        for one in lights
    ]


def of_resistance(found: Mapping[str, Result], beaten: Mapping[str, str]) -> dict[str, Any]:
    """Return by design the measures of resistance (minutes per resolved need), what is resolved, and who beats it, if any."""
    first = next(iter(found.values())).provenance
    designs = {
        name: {
            "beaten_by": beaten.get(name),
            "measures": {key: _measure(m) for key, m in result.measures.items() if _is_about_effort(key)},
        }
        for name, result in found.items()
    }
    provenance = {name: result.provenance.as_dict() for name, result in found.items()}
    return {"scenario": first.scenario, "designs": designs, "provenance": provenance}


def _is_about_effort(measure: str) -> bool:
    leaf = measure.rpartition(".")[2]
    return leaf.startswith("resistance") or leaf in ("friction_share", "resolved_share")


def of_combinations(found: Combinations) -> dict[str, Any]:
    """Return sets of changes with their gain and cost a year, pairs with their interaction, and the best set."""
    return {
        "design": found.design,
        "outcome": found.outcome,
        "budget": found.budget,
        "currency": found.currency,
        "best": _trial(found.best.trial),
        "best_anew": _trial(found.best.anew),
        "all_tried": found.best.all_tried,
        "bound": _plain(found.best.bound),
        "sets": [_trial(one) for one in found.trials],
        "frontier": [list(one.changes) for one in found.frontier],
        "pairs": [_pair(one) for one in found.pairs],
        "not_together": [list(pair) for pair in found.apart],
        "beaten": dict(found.beaten),
        "provenance": {name: result.provenance.as_dict() for name, result in found.results.items()},
    }


def _trial(one: Trial) -> dict[str, Any]:
    gain = {**_estimate(one.gain.difference, one.gain.half_width, one.gain.interval), "n": one.gain.n}
    named = {"changes": list(one.changes), "cost": one.cost, "harms": list(one.harms)}
    return {**named, **gain, "unit": one.gain.unit, "better": one.better}


def _pair(one: Pair) -> dict[str, Any]:
    numbers = {**_measure(one.found), **_estimate(one.value, one.half_width, one.interval)}
    both = {"apart": _plain(one.apart), "together": _plain(one.together)}
    return {"changes": list(one.changes), **both, **numbers, "verdict": one.verdict}


def of_explanation(found: Explanation) -> dict[str, Any]:
    """Return why an outcome differs: the whole and its parts (mean, interval of 95% for all parts of a list together, n)."""
    axes: tuple[tuple[str, tuple[Axis, ...]], ...] = (
        ("parts", ("cause", "role")),
        ("causes", ("cause",)),
        ("roles", ("role",)),
        ("segments", ("segment",)),
    )
    return {
        "scenario": found.origins[0].scenario,
        "baseline": found.baseline,
        "design": found.design,
        "measure": found.measure,
        "sentence": found.sentence,
        "whole": _difference(found.whole, True, found.baseline, found.design),
        **{name: [_part(part) for part in found.by(*over)] for name, over in axes},
        "provenance": {one.design: one.as_dict() for one in found.origins},
    }


def _part(part: Part) -> dict[str, Any]:
    numbers = {**_measure(part.found), **_estimate(part.value, part.half_width, part.interval)}
    return {"name": part.name, "cause": part.cause, "role": part.role, "segment": part.segment, **numbers}


def of_survival(found: Mapping[str, Survival]) -> dict[str, Any]:
    """Return by design the share that is left after each time (minutes), with its 95% interval."""
    first = next(iter(found.values())).result.provenance
    designs = {
        name: {
            "calm": one.calm and _curve(one.calm),
            "staying": one.staying and _curve(one.staying),
            "calm_after_twice_the_length": one.later,
            "turns_when_twice_as_long": one.turns,
        }
        for name, one in found.items()
    }
    provenance = {name: one.result.provenance.as_dict() for name, one in found.items()}
    return {"scenario": first.scenario, "designs": designs, "provenance": provenance}


def _curve(curve: Curve) -> dict[str, Any]:
    rows = zip(curve.times, curve.share, curve.low, curve.high, strict=True)
    points = [{"minutes": t, "share": s, "low": _plain(lo), "high": _plain(hi)} for t, s, lo, hi in rows]
    return {"n": curve.n, "median": curve.median, "points": points}


def of_comparison(comparison: Comparison, reasons: Sequence[Explanation] = ()) -> dict[str, Any]:
    """Return a comparison: under `measures` each name with the first design's difference.

    `comparisons` has the same for every design; `intervals`: how many differences the 95% holds for together. `why` has the
    explanations asked for, by design.
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
        "goals": {name: _goals(found) for name, found in comparison.goals.items()},
        "unsettled": {name: list(result.unsettled) for name, result in results.items()},
        "not_reached": {name: list(result.not_reached) for name, result in results.items()},
        "why": {one.design: of_explanation(one) for one in reasons},
        "provenance": {name: result.provenance.as_dict() for name, result in results.items()},
    }


def _difference(d: Difference, shown: bool, baseline: str, design: str) -> dict[str, Any]:
    both = {baseline: d.baseline, design: d.design}
    return {
        **_estimate(d.difference, d.half_width, d.interval),
        "n": d.n,
        "unit": d.unit,
        "verdict": d.verdict,
        "distinguishable": d.distinguishable,
        "intervals": d.intervals,
        "shown": shown,
        "designs": {name: _measure(measure) if measure else None for name, measure in both.items()},
    }


def of_paths(found: Taken, ways: Sequence[Way]) -> dict[str, Any]:
    """Return paths and ways in: minutes, shares from 0 to 1, each with mean, interval (95%), n and unit."""
    resolved = _measure(found.whole.mean("resistance", over="needs"))
    return {
        "scenario": found.provenance.scenario,
        "design": found.provenance.design,
        "paths": [
            {"path": path_words.path_text(path, found, "en"), "rework": path.rework, **_group(path, found)}
            for path in found.paths
        ],
        "all": _group(found.whole, found) | {"resistance_per_need_resolved": resolved},
        "inside": found.inside,
        "arose_in_warm_up": found.before,
        "ways": [_way(way, found) for way in ways],
        "provenance": found.provenance.as_dict(),
    }


def _group(group: Group, found: Taken) -> dict[str, Any]:
    figures = ("resistance", "customer", "organisation", "lead_time")
    share = {"cases": group.n, "share": _measure(group.share(found.whole))}
    return share | {name: _measure(group.mean(name)) for name in figures}


def _way(way: Way, found: Taken) -> dict[str, Any]:
    return {
        "needs": list(way.needs),
        "channels": list(way.channels),
        "step": way.step,
        "expected": way.resistance,
        "least": way.least,
        "likely": [*way.likely.steps, way.likely.ending],
        "probability": way.likely.probability,
        **_group(way.found, found),
    }
