"""What a report rests on: one judgement, one comparison, and looks at each design; every figure of it computed once."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from sim.analyses import explain, pareto, two_views
from sim.analyses.day import Day, day
from sim.analyses.explain import Explanation
from sim.analyses.half_hours import HalfHoursBeside, half_hours
from sim.analyses.judging import Judgement, judge, portfolio
from sim.analyses.judging.verdict import RELEVANT
from sim.analyses.paths import Taken, Way, taken, ways
from sim.analyses.studies.turns import wanted
from sim.analyses.two_views import Mirrors
from sim.results.results import Comparison, Difference, Provenance, Result, Unusable
from sim.runs.experiments import compared
from sim.runs.replications import Plan, plan, results
from sim.scenario.fields.model import Scenario
from sim.views import words

LOGGED = 300_000  # cases, about, whose logs are gone through per design
FEWEST, MOST = 6, 10  # replications with logs
OF_A_DAY = 4  # replications of which the day is counted


@dataclass(frozen=True)
class ReportOptions:
    """How a report is to be made; what is None is as the scenario says."""

    changes: Sequence[str] | None = None
    replications: int | None = None
    seed: int | None = None
    engine: str | None = None
    jobs: int | str | None = None
    store: str | Path | None = None
    until_decided: bool = False
    bound: int | None = None
    turns: bool | None = (
        False  # of verdicts, within the ranges of what is assumed; None: as many as a minute allows
    )
    logo: str = ""  # a data address
    advice: str = ""  # the adviser's own words, as Markdown


@dataclass(frozen=True)
class Gathered:
    """All that a report says, as results: of designs and changes, of those compared, of those judged."""

    scenario: Scenario
    results: Mapping[str, Result]  # the baseline first
    beaten: Mapping[str, str]
    judgement: Judgement | None  # where there is anything to judge
    why: Mapping[str, Explanation]
    comparison: Comparison | None  # of designs, where there are several
    mirrors: Mapping[str, Mirrors]
    taken: Mapping[str, Taken]
    ways: Mapping[str, Sequence[Way]]
    days: Mapping[str, Day] = field(default_factory=dict)  # of the designs that are looked at in pictures
    half_hours: HalfHoursBeside | None = None  # beside those observed, where any were
    logo: str = ""  # a data address
    advice: str = ""  # the adviser's own words, as Markdown

    @property
    def baseline(self) -> str:
        """The design that others are held against."""
        return self.scenario.default_design

    @property
    def designs(self) -> list[str]:
        """The designs, the baseline first."""
        return [name for name in self.results if name in self.scenario.designs]

    @property
    def telling(self) -> list[str]:
        """The designs that are looked at in pictures: the baseline, and of the others the first that is relevant, or the first."""
        others = [name for name in self.designs if name != self.baseline]
        items = self.judgement.items if self.judgement else {}
        better = [name for name in others if name in items and items[name].verdict == RELEVANT]
        return [self.baseline, *(better or others)[:1]]

    def differences(self, design: str) -> dict[str, Difference]:
        """Return how a design differs in the outcomes chosen beforehand, but for those by which it was judged.

        These have an interval already, and no effect has two.
        """
        if self.comparison is None:
            return {}
        item = self.judgement.items.get(design) if self.judgement else None
        rows = words.rows(self.comparison, design)
        return {name: one for name, one in rows.items() if item is None or name not in item.outcomes}

    @property
    def provenance(self) -> Provenance:
        """Where the figures come from."""
        return self.judgement.provenance if self.judgement else self.results[self.baseline].provenance


def gather(scenario: Scenario, asked: ReportOptions) -> Gathered:
    """Run what a report needs, each replication once, and return it."""
    with kept(asked.store) as store:
        return _gathered(scenario, replace(asked, store=store))


@contextmanager
def kept(store: str | Path | None) -> Iterator[str | Path]:
    """Give a store, that named or else one for as long as it takes: what shares replications runs each once."""
    if store:
        yield store
        return
    with TemporaryDirectory() as folder:
        yield Path(folder) / "replications.sqlite"


def _gathered(scenario: Scenario, asked: ReportOptions) -> Gathered:
    how = plan(scenario, asked.replications, asked.seed, asked.engine, asked.jobs)
    judgement = _judgement(scenario, asked)
    names = [scenario.default_design, *(name for name in scenario.designs if name != scenario.default_design)]
    judged = list(judgement.items) if judgement else []
    seen = [scenario.observed_design] if scenario.observed else []
    found = results(scenario, list(dict.fromkeys([*names, *scenario.changes, *judged, *seen])), how, asked.store)
    logged = {name: _taken(scenario, name, found[name], how) for name in names}
    gathered = Gathered(
        scenario=scenario,
        results=found,
        beaten=pareto.beaten(found),
        judgement=judgement,
        why=_why(scenario, judgement, found, how) if judgement else {},
        comparison=compared(scenario, {name: found[name] for name in names}) if len(names) > 1 else None,
        mirrors={name: two_views.seen(scenario, found[name]) for name in names},
        taken=logged,
        ways={name: _ways(scenario, one) for name, one in logged.items()},
        logo=asked.logo,
        advice=asked.advice,
    )
    few = replace(how, replications=min(how.replications, OF_A_DAY))
    return replace(gathered, days=_days(gathered, few, asked), half_hours=half_hours(scenario, few, asked.store))


def _days(found: Gathered, few: Plan, asked: ReportOptions) -> dict[str, Day]:
    """Return the day of the designs that are looked at in pictures, of a few replications."""
    return {name: day(found.scenario, name, few, asked.store) for name in found.telling if name not in found.scenario.markets}


def _judgement(scenario: Scenario, asked: ReportOptions) -> Judgement | None:
    """Return verdicts as `sim judge` gives them: on all designs and changes, where none are named."""
    names = list(asked.changes or portfolio(scenario))
    if not names:
        return None
    begun = monotonic()
    found = judge(
        scenario, names, asked.replications, asked.seed, asked.engine, asked.jobs, asked.store,
        asked.until_decided, asked.bound,
    )  # fmt: skip
    spent = monotonic() - begun
    return wanted(scenario, found, asked.turns, asked.engine, asked.jobs, asked.store, spent)


def _ways(scenario: Scenario, found: Taken) -> Sequence[Way]:
    """Return the ways into a design; none where it is too large to be solved exactly."""
    try:
        return ways(scenario, found)
    except Unusable:
        return ()


def _taken(scenario: Scenario, name: str, found: Result, how: Plan) -> Taken:
    """Return the paths of a design: of as many replications as their logs allow."""
    wanted = min(how.replications, _logged(found))
    return taken(scenario, name, wanted, how.seed, how.engine, how.jobs)


def _why(
    scenario: Scenario, judgement: Judgement, found: Mapping[str, Result], how: Plan
) -> dict[str, Explanation]:
    most = _logged(found[scenario.default_design])
    return explain.why(scenario, judgement, how.engine, how.jobs, most)


def _logged(found: Result) -> int:
    """Return of how many replications logs are gone through: logs are large where many come."""
    return max(FEWEST, min(MOST, int(LOGGED / max(found.measures["arrived"].mean, 1.0))))
