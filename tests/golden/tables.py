"""The default outcomes of every scenario in the library, as tables that are kept beside the tests."""

import csv
import io
from pathlib import Path

import sim
from sim.results.headline import of_run

HERE = Path(__file__).parent
SCENARIOS = sorted((HERE.parents[1] / "scenarios").glob("*.yaml"))
SEED, REPLICATIONS = 1, 2
HEAD = ("design", "measure", "unit", "mean", "half_width")


def kept(scenario: Path) -> Path:
    """Return where the table of a scenario is kept."""
    return HERE / f"{scenario.stem}.csv"


def rows(path: Path) -> list[tuple[str, ...]]:
    """Run all designs of a scenario; return a row per design and outcome, numbers in full."""
    scenario = sim.load(path)
    found: list[tuple[str, ...]] = [HEAD]
    for design in (*scenario.designs, *scenario.markets):
        result = sim.run(scenario, design, replications=REPLICATIONS, seed=SEED)
        for name in of_run(scenario, design, result.measures):
            one = result.measures[name]
            found.append((design, name, one.unit, repr(one.mean), repr(one.half_width)))
    return found


def text(table: list[tuple[str, ...]]) -> str:
    """Return a table as CSV."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(table)
    return file.getvalue()


def read(path: Path) -> list[tuple[str, ...]]:
    """Return a table that was kept."""
    with path.open(newline="", encoding="utf-8") as file:
        return [tuple(row) for row in csv.reader(file)]
