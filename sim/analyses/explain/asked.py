"""Ask why: run designs under common random numbers, with their logs, and split each difference in each replication."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sim.analyses.explain.explanation import Explanation
from sim.analyses.explain.heard import Heard, Tally
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
    asked = plan(scenario, replications, seed, engine, jobs, log=True)
    return explained(scenario, against, {design: [measure]}, asked)[design][0]


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
    scenario: Scenario, against: str, wanted: Mapping[str, Sequence[str]], asked: Plan
) -> dict[str, list[Explanation]]:
    """Return by design, for each measure wanted of it, why it differs from what all are held against.

    A few replications at a time, of one design after another: all logs together need not fit in memory.
    """
    tallies = {design: [Tally(one) for one in measures] for design, measures in wanted.items()}
    runs = asked.replications * (1 + len(wanted))
    with bar(runs, "running and explaining", work.first_words(asked.engine, asked.jobs)) as shown:
        for part in _parts(asked):
            _tell(tallies, scenario, against, replace(part, within=(shown, part.replications)))
    return {
        design: [tally.explanation(asked.replications, title_of(scenario, design)) for tally in those]
        for design, those in tallies.items()
    }


def _parts(whole: Plan) -> Iterator[Plan]:
    for first in range(0, whole.replications, AT_ONCE):
        yield replace(whole, first=first, replications=min(AT_ONCE, whole.replications - first))


def _tell(tallies: Mapping[str, Sequence[Tally]], scenario: Scenario, against: str, asked: Plan) -> None:
    """Tell every tally some replications; what a design is heard to say is forgotten before the next one runs."""
    before = _heard(scenario, against, asked)
    for design, those in tallies.items():
        _add(those, before, _heard(scenario, design, asked))


def _add(those: Sequence[Tally], before: Heard, after: Heard) -> None:
    for tally in those:
        tally.add(before, after)


def _heard(scenario: Scenario, design: str, asked: Plan) -> Heard:
    return Heard(results(scenario, [design], asked)[design])
