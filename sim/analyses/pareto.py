"""Pareto: of several designs, which are beaten on both sides, the effort of customers and that of the organisation?

One beats another with no more effort on either side, distinguishably less on one, and no kind of need resolved distinguishably
less often: to send people away early is no win. Intervals hold for all comparisons together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sim.catalogue.keys import EACH, KIND, Key
from sim.results.results import Difference, Measure, Result
from sim.results.shown import Shown
from sim.runs.replications import plan, results
from sim.scenario.fields.model import Scenario

OF_EACH_KIND = Key(KIND, EACH, "resolved_share")
SIDES = ("resistance_customer", "resistance_organisation")


@dataclass(frozen=True, repr=False)
class Frontier(Shown, says="resistance"):
    """The effort of both sides by design (minutes per resolved need), and for each that is beaten one that beats it."""

    results: Mapping[str, Result] = field(repr=False)
    beaten: Mapping[str, str]

    @property
    def unbeaten(self) -> tuple[str, ...]:
        """The designs that no other beats on both sides."""
        return tuple(name for name in self.results if name not in self.beaten)

    @property
    def scenario(self) -> Scenario | None:
        """The scenario that was run."""
        return next(iter(self.results.values())).scenario


def resistance(
    scenario: Scenario,
    designs: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    store: str | Path | None = None,
) -> Frontier:
    """Run designs and changes (all if left out) and return the effort of both sides; the rest as with `run`.

    Raises as `run`.
    """
    names = list(designs or [*scenario.designs, *scenario.changes])
    found = results(scenario, names, plan(scenario, replications, seed, engine, jobs), store)
    return Frontier(found, beaten(found))


def beaten(results: Mapping[str, Result]) -> dict[str, str]:
    """Return, for each design that is beaten, one that beats it: where there is one, one that is not beaten itself."""
    measures = {name: result.measures for name, result in results.items()}
    guards = [name for name in next(iter(measures.values())) if _is_resolved_share(name)]
    together = max(1, len(measures) * (len(measures) - 1) // 2) * (len(SIDES) + len(guards))
    beat_it = {
        worse: [better for better in measures if _beats(measures[better], measures[worse], guards, together)]
        for worse in measures
    }
    return {
        worse: next((one for one in better if not beat_it[one]), better[0])
        for worse, better in beat_it.items()
        if better
    }


def _beats(
    better: Mapping[str, Measure], worse: Mapping[str, Measure], guards: list[str], together: int
) -> bool:
    sides = [_difference(better, worse, name, together) for name in SIDES]
    kept = [_difference(better, worse, name, together) for name in guards]
    return (
        all(side.difference <= 0.0 for side in sides)
        and any(side.distinguishable for side in sides)
        and not any(one.distinguishable and one.difference < 0.0 for one in kept)
    )


def _difference(
    better: Mapping[str, Measure], worse: Mapping[str, Measure], name: str, together: int
) -> Difference:
    return Difference(better[name].unit, worse[name], better[name], together)


def _is_resolved_share(name: str) -> bool:
    return Key.of(name).each == OF_EACH_KIND
