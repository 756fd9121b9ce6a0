"""Pairs of replications: of changes, and of the designs that they alter, with the same customers and the same luck."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from sim.analyses.judging.alike import alike
from sim.analyses.judging.criteria import Criterion, criteria
from sim.analyses.judging.stats import Effect, effect
from sim.analyses.judging.verdict import OUTCOME
from sim.catalogue.keys import ROLE, Key
from sim.results.results import Unusable
from sim.runs.collect import Sample, Variant
from sim.runs.replications import Plan, measured
from sim.scenario.fields.model import Scenario

CAME = ("arrived", "inside_start", "dropped", "found_closed")
OVERDUE = "inside_overdue"


class Pairs:
    """The replications of a portfolio and of what it is held against, as far as they have been run."""

    def __init__(self, scenario: Scenario, names: Sequence[str], how: Plan, store: str | Path | None) -> None:
        self.scenario, self.names, self.how, self.store = scenario, names, how, store
        self.against = {name: _against(scenario, name) for name in names}
        self.samples = {one: Sample() for one in (*self.against.values(), *names)}
        self.criteria = {one.measure: one for one in criteria(scenario)}
        variants = [Variant(scenario, one) for one in self.samples]
        self.units = {unit: text for one in variants for unit, text in one.units().items()}
        self.meanings = {one.name: one.meaning for one in variants}

    @property
    def ran(self) -> dict[str, range]:
        """The replications that there are, by what they are of (its meaning)."""
        ran: dict[str, range] = {}
        for name, meaning in self.meanings.items():
            ran[meaning] = max(ran.get(meaning, range(0)), range(len(self.samples[name])), key=len)
        return ran

    @property
    def runs(self) -> int:
        """How many replications there are in all."""
        return sum(map(len, self.samples.values()))

    def extend(self, counts: Mapping[str, int]) -> None:
        """Have so many replications of each change, and of what it is held against."""
        wanted = dict(counts)
        for name, n in counts.items():
            wanted[self.against[name]] = max(n, wanted.get(self.against[name], 0))
        missing = {
            one: range(len(self.samples[one]), n) for one, n in wanted.items() if len(self.samples[one]) < n
        }
        for one, more in measured(self.scenario, missing, self.how, self.store).items():
            self.samples[one].extend(more)

    def effects(self, name: str, n: int) -> dict[str, Effect]:
        """Return the effects of a change on all that it is judged by and has."""
        return effects(self.criteria, self.samples[self.against[name]], self.samples[name], n)

    def columns(self, name: str, measure: str) -> tuple[Any, Any]:
        """Return the shares of a measure in all replications of what a change is held against, and of the change."""
        both = self.samples[self.against[name]], self.samples[name]
        before, after = (np.array(one.measure(measure).shares) for one in both)
        return before, after

    def sides(self, name: str) -> tuple[Sample, Sample]:
        """Return the replications of what a change is held against, and of the change."""
        return self.samples[self.against[name]], self.samples[name]

    def overdue(self) -> dict[str, float]:
        """Return what part of all that came is still inside and overdue at the end, of each in which anybody is."""
        shares = {name: one.measure(OVERDUE).mean for name, one in self.samples.items()}
        return {name: share for name, share in shares.items() if share > 0.0}

    def unsettled(self) -> dict[str, tuple[str, ...]]:
        """Return what still rises or falls at the end of the run, of each in which anything does."""
        found = {name: one.unsettled for name, one in self.samples.items()}
        return {name: names for name, names in found.items() if names}


def effects(criteria: Mapping[str, Criterion], before: Sample, after: Sample, n: int) -> dict[str, Effect]:
    """Return the effects on all measures of which the first n pairs have one."""
    found = {measure: _effect(by, before, after, n) for measure, by in criteria.items()}
    return {measure: one for measure, one in found.items() if one is not None}


def _effect(by: Criterion, before: Sample, after: Sample, n: int) -> Effect | None:
    """Return the effect on a measure; where that looks worse, beside it the effect like for like."""
    found = effect(before.measure(by.measure, n).shares, after.measure(by.measure, n).shares, by.relative)
    if found is not None and found.mean * by.better < 0.0:
        return replace(found, alike=alike(by.measure, before, after, n, by.relative))
    return found


def unmeasured(
    criteria: Mapping[str, Criterion],
    before: Sample,
    after: Sample,
    there: Collection[str],
) -> tuple[str, ...]:
    """Return what there ought to be more than what is there: as both designs have it (but the baseline is nought, or pairs
    are few), or as it is an outcome that the baseline has. A guardrail of a role that went guards nothing, and a norm of
    every role holds where anybody comes.
    """
    lacking = []
    for measure in criteria.keys() - there:
        had, has = (bool(side.measure(measure).n) for side in (before, after))
        if had and (has or criteria[measure].role == OUTCOME) and not _deserted(criteria[measure], after):
            lacking.append(measure)
    return tuple(measure for measure in criteria if measure in lacking)


def gone(criteria: Mapping[str, Criterion], before: Sample, after: Sample) -> tuple[str, ...]:
    """Return the norms of roles to which nobody comes any more: what customers get instead is in the other outcomes."""
    return tuple(
        measure for measure, by in criteria.items() if before.measure(measure).n and _deserted(by, after)
    )


def _deserted(by: Criterion, after: Sample) -> bool:
    """Whether it is the norm of a role, one as good as another, to which nobody comes: it is gone, or has no visits."""
    key = Key.of(by.measure)
    return by.everywhere and key.place == ROLE and not any(after.measure(key.beside("visits")).known)


def nobody(before: Sample, after: Sample) -> bool:
    """Return whether no need came in any replication, so that there is nothing to judge by."""
    return not any(any(side.measure(name).known) for side in (before, after) for name in CAME)


def _against(scenario: Scenario, name: str) -> str:
    """Return what a change is held against: the design that it alters; of a design the baseline."""
    if name in scenario.markets or name == scenario.default_design:
        raise Unusable(f"changes: {name} can't be judged; name changes, or designs other than the baseline")
    if name in scenario.changes:
        return scenario.changes[name].design
    return name.partition("+")[0] if "+" in name else scenario.default_design
