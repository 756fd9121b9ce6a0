"""Verdicts as plain values for JSON: what is not a number becomes null."""

from collections.abc import Mapping
from typing import Any

from sim.analyses.explain import Explanation
from sim.analyses.judging import Finding, Item, Judgement
from sim.analyses.judging.portfolio import Turn
from sim.catalogue.numbers import HOLDS
from sim.views.documents import of_explanation
from sim.views.study_documents import of_assumed, plain


def of_judgement(found: Judgement, reasons: Mapping[str, Explanation] | None = None) -> dict[str, Any]:
    """Return verdicts and findings by change (and why, where that was asked); effects are parts of the baseline where `relative`."""
    return {
        "scenario": found.provenance.scenario,
        "baseline": found.baseline,
        "outcomes": list(found.outcomes),
        "guardrails": list(found.guardrails),
        "alpha": found.alpha,
        "method": found.method,
        "looks": [vars(look) for look in found.looks],
        "replications": found.runs,
        "currency": found.currency,
        "if": HOLDS,
        "unsettled": {name: list(names) for name, names in found.unsettled.items()},
        "inside_overdue": {name: plain(share) for name, share in found.overdue.items()},
        "changes": {name: _item(item) | _why(reasons, name) for name, item in found.items.items()},
        "turns_tried": found.tried,
        "turns_untried": found.untried,
        "provenance": found.provenance.as_dict(),
    }


def _why(reasons: Mapping[str, Explanation] | None, name: str) -> dict[str, Any]:
    return {"why": of_explanation(reasons[name])} if reasons and name in reasons else {}


def _item(item: Item) -> dict[str, Any]:
    return {
        "against": item.against,
        "verdict": item.verdict,
        "n": item.n,
        "needed": item.needed,
        "cost_per_year": plain(item.cost),
        "cost_interval": [plain(item.money.low), plain(item.money.high)] if item.money else None,
        "rests_on": [one.measure for one in item.rests_on],
        "nobody_came": item.nobody,
        "lacking": list(item.lacking),
        "gone": list(item.gone),
        "findings": {name: _finding(item, one) for name, one in item.outcomes.items()},
        "without": list(item.without),
        "turns": [_turn(one) for one in item.turns],
    }


def _turn(one: Turn) -> dict[str, Any]:
    return {"verdict": one.verdict, "value": plain(one.value)} | of_assumed(one.assumed)


def _finding(item: Item, one: Finding) -> dict[str, Any]:
    numbers = {
        name: plain(getattr(one, name))
        for name in ("baseline", "difference", "effect", "low", "high", "threshold")
    }
    return numbers | {
        "role": one.role,
        "relative": one.relative,
        "unit": one.unit,
        "better": one.better,
        "n": one.n,
        "like_for_like": one.alike
        and [plain(value) for value in (one.alike.effect, one.alike.low, one.alike.high)],
        "effect_per_10000": plain(item.per_cost(one.measure)),
    }
