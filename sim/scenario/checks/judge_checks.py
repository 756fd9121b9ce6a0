"""Whether what changes are judged by makes sense: measures that have a value, and of which more or less is better."""

from sim.catalogue.keys import EACH, KIND, ROLE, SEGMENT, Key
from sim.catalogue.measures import better
from sim.scenario.checks.goal_checks import check_measure
from sim.scenario.checks.measurable import Lack, Measurable
from sim.scenario.fields.judging import GOALS, GUARDRAIL_NAMES, MEANS, NORMS, OUTCOME_NAMES
from sim.scenario.text.faults import Location, shown

OF_EACH = (KIND, ROLE, SEGMENT)  # of which role.*.wait is that of each


def check_judge(known: Measurable, top: Location) -> None:
    """Check outcomes, thresholds and guardrails; `known` is what can be measured of the designs."""
    judge = known.scenario.judge
    for i, name in enumerate(judge.outcomes):
        if not _is_of_each(name, known):
            check_measure(name, known, top, ("judge", "outcomes", i))
        elif lack := known.lack(name):
            top.fault(("judge", "outcomes", i), *lack, given=shown(name))
    for group, effects, short in (
        ("thresholds", judge.thresholds, (*OUTCOME_NAMES, *NORMS, GOALS)),
        ("guardrails", judge.guardrails, GUARDRAIL_NAMES),
    ):
        for name, smallest in effects.items():
            path = ("judge", group, name)
            if not (name in short or known.has(name) or _is_of_each(name, known)):
                top.unknown(path, name, (*short, *_names(known)), "a measure")
            elif smallest is not None:
                _check_effect(known, name, path, top)
    for name in judge.guardrails:
        if name in judge.thresholds:
            advice = "leave it out of one of the two"
            top.fault(
                ("judge", "guardrails", name), "an outcome or a guardrail", advice, given=f"{name} as both"
            )


def _is_of_each(measure: str, known: Measurable) -> bool:
    """Whether a measure is that of each role, kind or segment: role.*.wait."""
    key = Key.of(measure)
    there = known.places[key.place] if key.place in OF_EACH and key.name == EACH else ()
    return any(known.has(str(key.called(name))) for name in there)


def _names(known: Measurable) -> list[str]:
    """Return what can be judged by: measures, and those of each role, kind or segment."""
    return [*known.names, *(str(Key.of(name).each) for name in known.names if Key.of(name).place in OF_EACH)]


def _check_effect(known: Measurable, name: str, path: tuple[str, ...], top: Location) -> None:
    short = name in (GUARDRAIL_NAMES if path[1] == "guardrails" else OUTCOME_NAMES)
    measure = MEANS[name] if short else name
    if better(measure) == 0:
        allowed = "a measure of which more, or less, is better"
        top.fault(path, allowed, "choose for instance lead_time or within_norm", given=shown(name))
    elif lack := _lacking(known, name, measure):
        top.fault(path, *lack, given=shown(name))


def _lacking(known: Measurable, name: str, measure: str) -> Lack | None:
    if name == "least_self_reliant" and known.scenario.world.customers.least_self_reliant is None:
        return "segments, one of which manages least on its own", "give segments a self_reliance"
    return known.lack(measure)
