"""Survival: the estimate as published, and what lasts in models with known answers."""

import json
import math

import pytest
from town import TOWN

import sim
from sim import theory
from sim.analyses.survival import kaplan_meier, product_limit
from sim.results.intervals import t_quantile, wilson
from sim.results.results import Unusable
from sim.verification import FOLDER

WEEK = 10080.0

# Remission of leukemia under 6-MP, in weeks (Freireich et al. 1963); negative: censored. With the estimates and
# standard errors that Kaplan & Meier's method gives, as in Cox & Oakes 1984 and many since.
REMISSION = (6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35)
PUBLISHED = (
    (6, 21, 0.857, 0.0764), (7, 17, 0.807, 0.0869), (10, 15, 0.753, 0.0963), (13, 12, 0.690, 0.1068),
    (16, 11, 0.627, 0.1141), (22, 7, 0.538, 0.1282), (23, 6, 0.448, 0.1346),
)  # fmt: skip


@pytest.fixture(scope="module")
def town_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("town") / "town.yaml"
    path.write_text(TOWN)
    return path


@pytest.fixture(scope="module")
def found(town_file):
    return sim.survival(sim.load(town_file), replications=8)


def test_the_product_limit_as_published():
    steps = list(product_limit([abs(week) for week in REMISSION], [week > 0 for week in REMISSION]))
    assert [(step.time, step.at_risk) for step in steps] == [row[:2] for row in PUBLISHED]
    assert [step.share for step in steps] == pytest.approx([row[2] for row in PUBLISHED], abs=5e-4)
    assert [step.error for step in steps] == pytest.approx([row[3] for row in PUBLISHED], abs=5e-5)


def test_what_is_censored_at_the_same_time_is_still_at_risk():
    (step,) = product_limit([1.0, 1.0, 2.0], [True, False, False])
    assert (step.at_risk, step.share) == (3, pytest.approx(2 / 3))


def test_without_censoring_the_interval_is_that_of_a_share():
    curve = kaplan_meier([1.0, 2.0, 3.0, 4.0], [True] * 4)
    assert curve.at(2.5) == pytest.approx((0.5, *wilson(0.5, 4)))
    assert curve.at(0.0) == pytest.approx((1.0, *wilson(1.0, 4)))
    assert curve.at(4.0) == pytest.approx((0.0, *wilson(0.0, 4)))
    assert curve.median == 2.0


def test_where_nothing_ended_the_interval_still_has_a_width():
    curve = kaplan_meier([9.0] * 20, [False] * 20)
    assert curve.times == (0.0, 9.0)
    assert curve.at(9.0) == pytest.approx((1.0, *wilson(1.0, 20)))
    assert curve.median is None


@pytest.mark.parametrize(
    ("file", "case", "weeks"), [("v17_two_moods", "V17", (26, 52, 104)), ("v17b_grievance", "V17b", (12, 52))]
)
def test_exact_shares_of_customers_who_stay(file, case, weeks):
    (found,) = sim.survival(sim.load(FOLDER / f"{file}.yaml")).values()
    assert found.calm is None
    for week in weeks:
        exact = theory.case(case).answers[f"at {week}"]
        share, low, high = found.staying.at(week * WEEK)
        error = (high - low) / 2 / t_quantile(0.975, found.staying.n - 1)
        assert abs(share - exact) <= 3.5 * error
        assert (high - low) / 2 <= 0.01 * exact


def test_the_share_without_a_crisis_is_that_of_the_measures(found):
    for one in found.values():
        end, _, _ = one.calm.at(8 * WEEK)
        assert end == pytest.approx(1 - one.result.measures["crisis_share"].mean)


def test_times_to_a_crisis_are_the_steps_of_the_curve(found):
    assert any(one.calm.share[-1] < 1.0 for one in found.values())
    for one in found.values():
        times = {time for time in one.result.measures["time_to_crisis"].values if not math.isnan(time)}
        assert times == set(one.calm.times) - {0.0, 8 * WEEK}


def test_the_share_of_customers_is_counted_at_the_snapshots(found):
    one = found["today"]
    gone = one.result.measures["at_51.left"].mean / 500
    assert one.staying.at(8 * WEEK)[0] == pytest.approx(1 - gone)
    assert one.staying.times[0] == 0.0
    assert all(
        before >= after for before, after in zip(one.staying.share, one.staying.share[1:], strict=False)
    )


def test_a_warm_up_counts(town_file, tmp_path):
    path = tmp_path / "town.yaml"
    path.write_text(TOWN.replace("8 weeks,", "8 weeks, warm_up: 4 weeks,"))
    warm, cold = (sim.survival(sim.load(file), ["today"], 3)["today"] for file in (path, town_file))
    assert warm.calm == cold.calm
    assert warm.staying == cold.staying


def test_where_nothing_can_end_it_is_said(small):
    with pytest.raises(Unusable, match=r"world\.voice\.crisis"):
        sim.survival(small)


def test_the_command_prints_both_draws_and_gives_json(command, town_file, tmp_path):
    picture = tmp_path / "survival.png"
    code, out, _ = command("survival", town_file, "--replications", 4, "--picture", picture)
    assert code == 0
    assert "without a political crisis" in out
    assert "Customers who have not left" in out
    assert picture.read_bytes().startswith(b"\x89PNG")
    _, out, _ = command("survival", town_file, "--replications", 2, "--json", "--designs", "more,signs")
    document = json.loads(out)
    assert set(document["designs"]) == {"more", "signs"}
    assert document["designs"]["more"]["staying"]["n"] == 2


def test_one_replication_has_no_interval_for_those_who_stay(command, town_file):
    code, out, _ = command("survival", town_file, "--replications", 1, "--json")
    assert code == 0
    assert json.loads(out)["designs"]["today"]["staying"]["points"][1]["low"] is None
    assert command("survival", town_file, "--replications", 1)[0] == 0


def test_in_dutch(command, tmp_path):
    path = tmp_path / "town.yaml"
    path.write_text("language: nl" + TOWN)
    _, out, _ = command("survival", path, "--replications", 2)
    assert "Klanten die niet vertrokken zijn" in out
    assert "weken" in out
