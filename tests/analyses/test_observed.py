"""The yardstick: figures of an event log, of one made by hand and of the municipality's own."""

from pathlib import Path

import pytest

from sim.analyses.observed import DAY, Event, figures, read_figures, read_log, write_figures

ROOT = Path(__file__).parents[2]
LOG = ROOT.parent / "shared" / "data" / "wabo_receipt.csv"
TABLE = ROOT / "scenarios" / "permit_observed.csv"

# As published with the log's analysis: figure, value, decimals.
PUBLISHED = [
    ("cases", 1434, 0), ("events", 8577, 0), ("arrivals_per_weekday", 4.206, 3), ("dispersion", 3.68, 2),
    ("lead_time_mean", 5.41, 2), ("lead_time_median", 0.033, 3), ("lead_time_p90", 14.1, 1),
    ("events_per_case", 5.98, 2), ("persons_per_case", 1.70, 2), ("next_step_by_another", 0.169, 3),
    ("adjust_right_after_check", 0.0316, 4), ("adjustments_per_check", 0.0402, 4),
    ("check_right_after_adjust", 0.962, 3),
    ("lead_time_1_person", 1.5, 1), ("lead_time_2_persons", 11.9, 1), ("lead_time_3_persons", 10.3, 1),
    ("lead_time_4_persons", 12.2, 1), ("lead_time_5_persons", 21.0, 1),
    ("lead_time_adjusted", 17.5, 1), ("lead_time_not_adjusted", 5.1, 1),
]  # fmt: skip


@pytest.mark.parametrize(("figure", "value", "decimals"), PUBLISHED)
def test_the_table_agrees_with_the_published_figures(figure: str, value: float, decimals: int) -> None:
    assert read_figures(TABLE)[figure] == pytest.approx(value, abs=0.5001 * 10**-decimals)


@pytest.mark.parametrize(
    ("channel", "cases"), [("internet", 1250), ("desk", 109), ("post", 53), ("email", 21), ("intern", 1)]
)
def test_the_table_has_the_channel_mix(channel: str, cases: int) -> None:
    assert read_figures(TABLE)[f"channel_{channel}"] * 1434 == pytest.approx(cases, abs=0.01)


@pytest.mark.skipif(
    not LOG.exists(), reason="the log is not part of the product: ../shared/data/wabo_receipt.csv"
)
def test_the_log_gives_the_committed_table(tmp_path: Path) -> None:
    write_figures(figures(read_log(LOG)), tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_text() == TABLE.read_text()


def test_a_log_made_by_hand() -> None:
    found = figures(
        [
            Event("a", 600, "register", "Ann", "desk"),
            Event("a", 610, "check", "Bob", "desk"),
            Event("a", 620, "adjust", "Ann", "desk"),
            Event("a", 600 + 2 * DAY, "check", "Ann", "desk"),
            Event("b", 700, "register", "Ann", "post"),
            Event("b", 700, "check", "Ann", "post"),
        ]
    )
    assert found["cases"] == 2
    assert found["channel_desk"] == 0.5
    assert found["lead_time_mean"] == 1.0
    assert found["done_within_1_day"] == 0.5
    assert found["persons_per_case"] == 1.5
    assert found["next_step_by_another"] == 2 / 4
    assert found["adjustments_per_check"] == 1 / 3
    assert found["adjusted_after_check_by_another"] == 1.0
    assert found["adjusted_after_own_check"] == 0.0
    assert "lead_time_3_persons" not in found


def test_an_unknown_activity_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("concept:name,time:timestamp\nT99 Sing,2011-10-11 13:45:40+02:00\n")
    with pytest.raises(ValueError, match="unknown activity 'T99 Sing'"):
        read_log(path)
