"""Whether what changes are judged by makes sense: measures that come out, and of which more or less is better."""

from collections.abc import Sequence

from sim.catalogue.directions import better
from sim.scenario.checks.goal_checks import missing
from sim.scenario.fields.judging import GOALS, GUARDRAIL_NAMES, MEANS, NORMS, OUTCOME_NAMES
from sim.scenario.fields.model import Scenario
from sim.scenario.text.faults import Place, shown


def check_judge(scenario: Scenario, known: Sequence[str], top: Place) -> None:
    """Check outcomes, thresholds and guardrails; `known` are the names of all that can come out of the designs."""
    if not (top.clean("designs") and top.clean("changes")):
        return
    judge = scenario.judge
    known = list(dict.fromkeys([*known, *map(_for_each, known)]))
    for i, name in enumerate(judge.outcomes):
        if name not in known:
            top.unknown(("judge", "outcomes", i), name, known, "a measure")
        elif lack := missing(name, scenario):
            top.fault(("judge", "outcomes", i), *lack, given=shown(name))
    for group, effects, short in (
        ("thresholds", judge.thresholds, (*OUTCOME_NAMES, *NORMS, GOALS)),
        ("guardrails", judge.guardrails, GUARDRAIL_NAMES),
    ):
        for name, smallest in effects.items():
            path = ("judge", group, name)
            if name not in (*short, *known):
                top.unknown(path, name, (*short, *known), "a measure")
            elif smallest is not None:
                _check_measure(scenario, name, path, known, top)
    for name in judge.guardrails:
        if name in judge.thresholds:
            advice = "leave it out of one of the two"
            top.fault(
                ("judge", "guardrails", name), "an outcome or a guardrail", advice, given=f"{name} as both"
            )


def _for_each(measure: str) -> str:
    """Return how a measure of one kind of need, role or segment is written for each of them."""
    scope, dot, rest = measure.partition(".")
    return f"{scope}.*.{rest.rpartition('.')[2]}" if dot and scope in ("kind", "role", "segment") else measure


def _check_measure(
    scenario: Scenario, name: str, path: tuple[str, ...], known: Sequence[str], top: Place
) -> None:
    short = name in (GUARDRAIL_NAMES if path[1] == "guardrails" else OUTCOME_NAMES)
    measure = MEANS[name] if short else name
    if better(measure) == 0:
        allowed = "a measure of which more, or less, is better"
        top.fault(path, allowed, "choose for instance lead_time or within_norm", given=shown(name))
    elif lack := _lacking(scenario, name, measure, known):
        top.fault(path, *lack, given=shown(name))


def _lacking(scenario: Scenario, name: str, measure: str, known: Sequence[str]) -> tuple[str, str] | None:
    """Return why a measure can't come out; of one for each of several why none of these can."""
    if name == "least_self_reliant" and scenario.world.customers.least_self_reliant is None:
        return "segments, one of which manages least on its own", "give segments a self_reliance"
    each = (
        [one for one in known if "*" not in one and _for_each(one) == measure]
        if "*" in measure
        else [measure]
    )
    lacks = [missing(one, scenario) for one in each]
    return lacks[0] if lacks and all(lacks) else None
