"""Whether what changes are judged by makes sense: measures that there are, and of which more or less is better."""

from collections.abc import Sequence

from sim.directions import better
from sim.scenario.faults import Place, shown
from sim.scenario.goal_checks import missing
from sim.scenario.judging import GUARDRAIL_NAMES, MEANS, OUTCOME_NAMES
from sim.scenario.model import Scenario


def check_judge(scenario: Scenario, known: Sequence[str], top: Place) -> None:
    """Check outcomes, thresholds and guardrails; `known` are the names of all that can come out of the designs."""
    if not (top.clean("designs") and top.clean("changes")):
        return
    judge = scenario.judge
    for i, name in enumerate(judge.outcomes):
        if name not in known:
            top.unknown(("judge", "outcomes", i), name, known, "a measure")
    for group, names, short in (
        ("thresholds", judge.thresholds, OUTCOME_NAMES),
        ("guardrails", judge.guardrails, GUARDRAIL_NAMES),
    ):
        for name in names:
            _check_measure(scenario, name, ("judge", group, name), (*short, *known), top)
    for name in judge.guardrails:
        if name in judge.thresholds:
            advice = "leave it out of one of the two"
            top.fault(
                ("judge", "guardrails", name), "an outcome or a guardrail", advice, given=f"{name} as both"
            )


def _check_measure(
    scenario: Scenario, name: str, path: tuple[str, ...], known: Sequence[str], top: Place
) -> None:
    measure = MEANS.get(name, name) if path[1] == "thresholds" or name in GUARDRAIL_NAMES else name
    if name not in known:
        top.unknown(path, name, known, "a measure")
    elif better(measure) == 0:
        allowed = "a measure of which more, or less, is better"
        top.fault(path, allowed, "choose for instance lead_time or within_norm", given=shown(name))
    elif why := missing(measure, scenario):
        top.warn(path, f"is not judged: it is {why[0]} ({why[1]})")
