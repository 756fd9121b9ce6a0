"""The permit scenario against the log: close where it is called good, and not where it is called poor."""

from pathlib import Path

import pytest

from sim.analyses.fit import GOOD, POOR, Expected, LogFigure, compared, fit, read_expected, table
from sim.analyses.observed import read_figures
from sim.results.results import Measure
from sim.scenario.load import load

SCENARIOS = Path(__file__).parents[2] / "scenarios"
OBSERVED, EXPECTED = SCENARIOS / "permit_observed.csv", SCENARIOS / "permit_fit.csv"
NOT_COMPARED = {"cases", "events", "channel_intern"}  # the run has another length; one case


def judged(verdict: str) -> list[str]:
    return [name for name, expected in read_expected(EXPECTED).items() if expected.verdict == verdict]


@pytest.fixture(scope="module")
def rows() -> dict[str, LogFigure]:
    return {
        row.figure: row for row in fit(load(SCENARIOS / "permit.yaml"), OBSERVED, EXPECTED, replications=10)
    }


def test_every_observed_figure_is_judged() -> None:
    assert set(read_figures(OBSERVED)) - NOT_COMPARED == set(read_expected(EXPECTED))


@pytest.mark.parametrize("figure", judged(GOOD))
def test_what_is_called_good_is_close(rows: dict[str, LogFigure], figure: str) -> None:
    row = rows[figure]
    assert row.within, f"observed {row.observed:.4g}, simulated {row.simulated.mean:.4g}"


@pytest.mark.parametrize("figure", judged(POOR))
def test_what_is_called_poor_is_poor_and_says_why(rows: dict[str, LogFigure], figure: str) -> None:
    row = rows[figure]
    assert row.expected is not None
    assert row.expected.why
    assert abs(row.simulated.mean - row.observed) > row.expected.tolerance * row.observed


def test_the_table_has_a_row_for_each(rows: dict[str, LogFigure]) -> None:
    found = table(list(rows.values()))
    assert list(found.columns) == ["observed", "simulated", "half_width", "fit", "why"]
    assert len(found) == len(read_expected(EXPECTED))


def test_a_figure_that_a_replication_lacks_counts_for_the_others() -> None:
    (row,) = compared({"x": 1.0}, [{"x": 1.2}, {}, {"x": 0.8}], {"x": Expected(0.1, GOOD, "")})
    assert row.simulated.n == 2
    assert row.within


def test_outside_its_tolerance_is_not_within() -> None:
    assert not LogFigure("x", 1.0, Measure("", (1.2, 1.2)), Expected(0.1, GOOD, "")).within


def test_an_unknown_verdict_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fit.csv"
    path.write_text("figure,tolerance,verdict,why\nx,0.1,splendid,\n")
    with pytest.raises(ValueError, match="verdict of x"):
        read_expected(path)
