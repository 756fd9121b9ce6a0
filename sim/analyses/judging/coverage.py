"""Do intervals hold all together? Over groups of replications out of one large pool, which is taken for the truth.

A pool is run once; groups of 10, 20, ... pairs are drawn from it, each a run of `sim compare` or `sim judge` by
itself. What intervals were before (Student's t, each replication counting as much as another) is said beside what they are now.
A difference that is the same in every pair has no interval: how often that hides what is rare is counted apart.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev

import numpy as np

from sim.analyses.judging.criteria import criteria
from sim.analyses.judging.pairs import effects
from sim.analyses.judging.sequential import METHODS, Decided, Look, decide
from sim.analyses.judging.stats import Effect
from sim.analyses.judging.truths import truth
from sim.analyses.judging.verdict import UNDECIDED, verdict
from sim.results import headline
from sim.results.intervals import CONFIDENCE, t_quantile, wilson
from sim.results.results import ROUNDING, Difference
from sim.runs.collect import Sample
from sim.runs.replications import measured, plan
from sim.scenario.fields.model import Scenario

NUMBERS = (10, 20, 40)  # pairs
GROUPS = 400  # drawn from a pool

Interval = tuple[float, float] | None


@dataclass(frozen=True)
class Population:
    """Many replications of a baseline and of what is set against it, and the measures that are shown of these."""

    scenario: Scenario
    baseline: str
    samples: Mapping[str, Sample]
    shown: Sequence[str]

    def groups(self, n: int) -> Iterator["Population"]:
        """Yield groups of n different pairs, drawn at random."""
        size, generator = len(self.samples[self.baseline]), np.random.default_rng(n)
        measures = {*self.shown, *(one.measure for one in criteria(self.scenario))}
        for _ in range(GROUPS):
            places = generator.choice(size, n, replace=False).tolist()
            parts = {name: sample.part(places, measures) for name, sample in self.samples.items()}
            yield Population(self.scenario, self.baseline, parts, self.shown)

    def differences(self) -> Iterator[tuple[tuple[str, str], Difference]]:
        """Yield the differences in the table of `sim compare`, by design and measure."""
        together = len(self.shown) * (len(self.samples) - 1)
        before = self.samples[self.baseline]
        for name, after in self.samples.items():
            for measure in self.shown if name != self.baseline else ():
                pair = before.measure(measure), after.measure(measure)
                yield (name, measure), Difference(pair[0].unit, *pair, together)

    @property
    def names(self) -> list[str]:
        """What is judged."""
        return [name for name in self.samples if name != self.baseline]

    def extend(self, counts: Mapping[str, int]) -> None:
        """Do nothing: the replications are there."""

    def effects(self, name: str, n: int) -> Mapping[str, Effect]:
        """Return the effects on what changes are judged by."""
        known = {one.measure: one for one in criteria(self.scenario)}
        return effects(known, self.samples[self.baseline], self.samples[name], n)


def pool(scenario: Scenario, size: int, store: str | Path | None = None, seed: int | None = None) -> Population:
    """Run the designs of a scenario (or the changes on a single one) so many times."""
    names = list(scenario.designs) if len(scenario.designs) > 1 else [*scenario.designs, *scenario.changes]
    baseline = scenario.default_design
    names = [baseline, *(name for name in names if name != baseline)]
    found = measured(
        scenario, dict.fromkeys(names, range(size)), plan(scenario, size, seed, None, None), store
    )
    return Population(
        scenario, baseline, found, headline.of_comparison(scenario, names, list(found[baseline].series))
    )


def coverage(known: Population, n: int) -> Iterator[str]:
    """Say how often intervals out of n pairs cover: each by itself, and all those of a table together."""
    truths = {key: (one.difference, _plain(one)) for key, one in known.differences()}
    now, before, hidden = [], [], []
    for group in known.groups(n):
        found = dict(group.differences())
        hidden.append(any(one.same and truths[key][0] != 0.0 for key, one in found.items()))
        now.append(
            [_covers(None if one.same else one.interval, truths[key][0]) for key, one in found.items()]
        )
        before.append(
            [_covers(None if one.same else _students(one), truths[key][1]) for key, one in found.items()]
        )
    for what, covers in (("before", before), ("now", now)):
        each = float(np.mean(covers, axis=0).min())
        yield f"  {n} pairs, {what}: {_share([all(one) for one in covers])}, the least of a difference {100 * each:.1f}%"
    yield f"  {n} pairs: something is the same in every pair, and not in the pool, in {100 * np.mean(hidden):.1f}%"


def judged(known: Population, n: int, method: str = METHODS[0]) -> Iterator[str]:
    """Say how often the intervals of a method cover all together, out of n pairs, and how many verdicts are false."""
    by = {one.measure: one for one in criteria(known.scenario)}
    size = len(known.samples[known.baseline])
    truths = {name: known.effects(name, size) for name in known.names}
    right = {name: truth({m: one.mean for m, one in those.items()}, by) for name, those in truths.items()}
    covers, false, missed = [], 0, 0
    for seed, group in enumerate(known.groups(n)):
        found = decide(group, by, [Look(n, 1.0 - CONFIDENCE)], Decided(), method, seed)
        covers.append(
            all(
                _covers((one.low, one.high) if one.low < one.high else None, truths[name][one.measure].mean)
                for name in found
                for one in found[name]
            )
        )
        said = {name: verdict(found[name]) for name in found}
        missed += any(one == UNDECIDED for one in said.values())
        false += any(one not in (UNDECIDED, right[name]) for name, one in said.items())
    yield f"  {n} pairs, judged by {method}: {_share(covers)}"
    shares = f"{100 * false / GROUPS:.1f}% false, {100 * missed / GROUPS:.1f}% undecided"
    yield f"  {n} pairs, judged by {method}: {shares} (right: {', '.join(right.values())})"


def _plain(one: Difference) -> float:
    """Return the mean difference with each replication counting as much as another."""
    values = _values(one)
    return fmean(values) if values else math.nan


def _values(one: Difference) -> list[float]:
    assert one.baseline is not None
    assert one.design is not None
    pairs = zip(one.baseline.values, one.design.values, strict=True)
    return [after - before for before, after in pairs if not math.isnan(after - before)]


def _students(one: Difference) -> Interval:
    """Return Student's interval, with its share of the 5% (Bonferroni)."""
    values = _values(one)
    if len(values) < 2:
        return None
    width = t_quantile(1.0 - (1.0 - CONFIDENCE) / (2.0 * one.intervals), len(values) - 1)
    width *= stdev(values) / math.sqrt(len(values))
    return fmean(values) - width, fmean(values) + width


def _covers(ends: Interval, truth: float) -> bool:
    room = ROUNDING * max(1.0, abs(truth))
    return ends is None or math.isnan(truth) or ends[0] - room <= truth <= ends[1] + room


def _share(covers: Sequence[bool]) -> str:
    low, high = wilson(sum(covers) / len(covers), len(covers))
    return f"all cover {100 * sum(covers) / len(covers):.1f}% of {len(covers)} ({100 * low:.1f}..{100 * high:.1f})"
