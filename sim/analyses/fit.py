"""How close a simulated log comes to a real one: the same figures of both, and which fit is called good."""

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.analyses.observed import figures, read_figures, simulated_events
from sim.results.results import Measure
from sim.runs.experiments import run
from sim.scenario.fields.model import Scenario

if TYPE_CHECKING:
    import pandas as pd

GOOD, POOR = "good", "poor"


@dataclass(frozen=True)
class Expected:
    """What is held of a figure: a good or a poor fit, within which part of the observed value, and why."""

    tolerance: float
    verdict: str
    why: str


@dataclass(frozen=True)
class LogFigure:
    """One figure of a real log and of simulated ones."""

    figure: str
    observed: float
    simulated: Measure
    expected: Expected | None = None

    @property
    def within(self) -> bool:
        """Whether the simulated mean lies within the tolerance, its own 95% interval allowed for."""
        room = self.simulated.half_width or 0.0
        tolerance = self.expected.tolerance * abs(self.observed) if self.expected else 0.0
        return abs(self.simulated.mean - self.observed) <= tolerance + room


def simulated(
    scenario: Scenario, design: str | None = None, replications: int = 10, seed: int | None = None
) -> list[dict[str, float]]:
    """Return, per replication of a design, the figures that its log would show."""
    log = run(scenario, design, replications=replications, seed=seed, log=True).log
    return [figures(simulated_events(log, number)) for number in range(replications)]


def read_expected(path: str | Path) -> dict[str, Expected]:
    """Read which figures are fitted well or poorly, from a table of figure, tolerance, verdict and why."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wrong = [row["figure"] for row in rows if row["verdict"] not in (GOOD, POOR)]
    if wrong:
        raise ValueError(f"{path}: verdict of {', '.join(wrong)} is neither {GOOD} nor {POOR}")
    return {row["figure"]: Expected(float(row["tolerance"]), row["verdict"], row["why"]) for row in rows}


def compared(
    observed: Mapping[str, float], found: Sequence[Mapping[str, float]], expected: Mapping[str, Expected]
) -> list[LogFigure]:
    """Return a row per observed figure; nan in replications that lack it."""
    return [
        LogFigure(name, value, Measure("", tuple(one.get(name, math.nan) for one in found)), expected.get(name))
        for name, value in observed.items()
    ]


def fit(scenario: Scenario, observed: str | Path, expected: str | Path, replications: int = 10) -> list[LogFigure]:
    """Run the scenario's first design and compare it with the tables of what was observed and expected."""
    found = simulated(scenario, replications=replications)
    return compared(read_figures(observed), found, read_expected(expected))


def table(rows: Sequence[LogFigure]) -> "pd.DataFrame":
    """Return the rows that were judged as a table: observed, simulated, half_width (95%), verdict, why."""
    import pandas as pd

    judged = [(row, row.simulated, row.expected) for row in rows if row.expected]
    cells = [
        (row.figure, row.observed, found.mean, found.half_width, expected.verdict, expected.why)
        for row, found, expected in judged
    ]
    columns = ["figure", "observed", "simulated", "half_width", "fit", "why"]
    return pd.DataFrame(cells, columns=columns).set_index("figure")
