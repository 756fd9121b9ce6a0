"""What would it take? The cheapest set of changes, or the least change of a number, that brings a measure to a target.

With a stated probability: either that the mean is there (a one-sided bound of the mean over replications), or that any
one run is (the share of the replications). What is found is tried again on replications that were not searched with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.analyses.studies.aim import MEAN, Aim, aim
from sim.analyses.studies.least import Least, least
from sim.analyses.studies.points import ranged, units
from sim.analyses.studies.sets import MOST, Cheapest, cheapest
from sim.results.results import Unusable
from sim.results.shown import Shown
from sim.runs.replications import plan
from sim.scenario.fields.model import Scenario
from sim.scenario.load import refuse_unknown


@dataclass(frozen=True, repr=False)
class Target(Shown, says="target"):
    """What it would take: of `changes` the cheapest set, or of a `number` the least change."""

    design: str
    aim: Aim
    changes: Cheapest | None
    number: Least | None
    replications: int
    seed: int
    scenario: Scenario | None = field(default=None, compare=False)


def target(
    scenario: Scenario,
    measure: str,
    value: Any,
    vary: Mapping[str, str] | None = None,
    changes: Sequence[str] | None = None,
    design: str | None = None,
    probability: float = 0.95,
    by: str = MEAN,
    way: int | None = None,
    most: int = MOST,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    store: str | Path | None = None,
) -> Target:
    """Return what it takes to bring a measure to a value ("80%", "10 min"), written in its unit.

    `vary` names a number and its range ({"roles.desk.staff": "2..9"}); without it sets of at most `most` changes are
    tried. `way` says at least (1) or at most (-1) where that does not go without saying.
    Raises Unusable for a measure or value that can't be aimed at and where there is nothing to change, and else as `run`.
    """
    name = design or scenario.default_design
    if vary and (changes or len(vary) > 1):
        raise Unusable("target: vary one number, or try changes")
    refuse_unknown(scenario, [name], [measure], "target")
    wanted = aim(measure, value, units(scenario, [name]), probability, by, way)
    now = plan(scenario, replications, seed, engine, jobs)
    found = number = None
    for path, given in (vary or {}).items():
        number = least(scenario, name, ranged(scenario, name, path, given), wanted, now, store)
    if not vary:
        found = cheapest(scenario, name, changes, wanted, now, store, most)
    return Target(name, wanted, found, number, now.replications, now.seed, scenario)
