"""Runs designs under common random numbers, with their logs, and splits each difference in each replication."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sim.analyses.explain.collect import Collected, Logged
from sim.analyses.explain.explanation import Explanation
from sim.analyses.explain.ledger import MEASURES
from sim.results.results import Unusable
from sim.runs import work
from sim.runs.progress import bar
from sim.runs.replications import Plan, plan, results
from sim.scenario.fields.model import Scenario
from sim.scenario.load import title_of
from sim.scenario.text.faults import did_you_mean

AT_ONCE = 2  # replications of both whose logs are in memory together


def explain(
    scenario: Scenario,
    design: str,
    against: str | None = None,
    measure: str = "lead_time_resolved",
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
) -> Explanation:
    """Return why an outcome differs between a design (or change) and another, in parts that add up to the whole.

    Against the baseline where nothing is said; a change against the design that it is about. Raises Unusable for an outcome
    that can't be explained.
    """
    against = against or _base(scenario, design)
    _check(scenario, design, against, measure)
    how = plan(scenario, replications, seed, engine, jobs, log=True)
    return explained(scenario, against, {design: [measure]}, how)[design][0]


def _base(scenario: Scenario, design: str) -> str:
    if design in scenario.changes:
        return scenario.changes[design].design
    return design.partition("+")[0] if "+" in design else scenario.default_design


def _check(scenario: Scenario, design: str, against: str, measure: str) -> None:
    if measure not in MEASURES:
        raise Unusable(f"measure: {measure!r} can't be explained, {did_you_mean(measure, MEASURES)}")
    if measure == "goodwill_at_end" and scenario.world.mind is None:
        raise Unusable("measure: goodwill_at_end needs world.mind")
    if design == against:
        raise Unusable(
            f"design: {design} is what it is compared with; name another, or another with --against"
        )


def explained(
    scenario: Scenario, against: str, wanted: Mapping[str, Sequence[str]], how: Plan
) -> dict[str, list[Explanation]]:
    """Return by design, for each measure wanted of it, why it differs from what all are held against.

    A few replications at a time, of one design after another: all logs together need not fit in memory.
    """
    collected = {design: [Collected(one) for one in measures] for design, measures in wanted.items()}
    runs = how.replications * (1 + len(wanted))
    with bar(runs, "running and explaining", work.first_words(how.asked, how.jobs)) as shown:
        for part in _portions(how):
            _collect(collected, scenario, against, replace(part, within=(shown, part.replications)))
    return {
        design: [
            replace(one.explanation(how.replications, title_of(scenario, design)), scenario=scenario) for one in those
        ]
        for design, those in collected.items()
    }


def _portions(whole: Plan) -> Iterator[Plan]:
    for first in range(0, whole.replications, AT_ONCE):
        yield replace(whole, first=first, replications=min(AT_ONCE, whole.replications - first))


def _collect(collected: Mapping[str, Sequence[Collected]], scenario: Scenario, against: str, how: Plan) -> None:
    """Add some replications to each collection; the logs of a design are let go before the next one runs."""
    before = _run(scenario, against, how)
    for design, those in collected.items():
        _add(those, before, _run(scenario, design, how))


def _add(those: Sequence[Collected], before: Logged, after: Logged) -> None:
    for one in those:
        one.add(before, after)


def _run(scenario: Scenario, design: str, how: Plan) -> Logged:
    return Logged(results(scenario, [design], how)[design])
