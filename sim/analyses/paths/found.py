"""Paths taken and ways in, of one run."""

from dataclasses import dataclass

from sim.analyses.paths.taken import Path, Taken, taken
from sim.analyses.paths.ways import Way, ways
from sim.results.shown import Shown
from sim.scenario.fields.model import Scenario


@dataclass(frozen=True, eq=False, repr=False)
class Paths(Shown, says="paths"):
    """The paths that cases took, the most frequent first, and the ways in, the least resistance first."""

    taken: Taken
    ways: tuple[Way, ...]
    scenario: Scenario | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths of all cases that ended after the warm-up."""
        return self.taken.paths

    @property
    def least(self) -> tuple[Way, ...]:
        """The ways in of least resistance, of each group of needs with the same choice."""
        return tuple(way for way in self.ways if way.least)


def paths(
    scenario: Scenario,
    design: str | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
) -> Paths:
    """Run a design or change and return its paths and ways in; what is not given is as the scenario says.

    Raises as `run`.
    """
    found = taken(scenario, design, replications, seed, engine, jobs)
    return Paths(found, ways(scenario, found), scenario)
