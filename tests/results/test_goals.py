"""Goals: met or not by the whole interval, and how likely one run meets them."""

import json
import math

import pytest
from town import TOWN

import sim
from sim.results.goals import Attained, worst
from sim.results.intervals import half_width, wilson
from sim.results.results import Measure
from sim.scenario.fields.goals import Goal

MOST = Goal(measure="cost_per_year", at_most=10)
LEAST = Goal(measure="experience", at_least=10)


@pytest.fixture(scope="module")
def town_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("town") / "town.yaml"
    path.write_text(TOWN)
    return path


@pytest.mark.parametrize(
    ("met", "n", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_published(met, n, low, high):
    assert wilson(met / n, n) == pytest.approx((low, high), abs=5e-5)


def test_wilson_of_nothing_says_nothing():
    assert wilson(0.0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("values", "most", "least"),
    [
        ((7.9, 8.0, 8.1), "met", "not met"),
        ((11.9, 12.0, 12.1), "not met", "met"),
        ((7.0, 8.0, 9.0), "not distinguishable", "not distinguishable"),  # 8 +/- 2.5
        ((9.0, 10.0, 11.0), "not distinguishable", "not distinguishable"),
        ((10.0, 10.0, 10.0), "met", "met"),
        ((9.0,), "unknown", "unknown"),
        ((), "unknown", "unknown"),
    ],
)
def test_a_goal_is_met_by_the_whole_interval_of_the_mean(values, most, least):
    measure = Measure("", values)
    verdicts = [Attained(goal, measure).verdict for goal in (MOST, LEAST)]
    assert verdicts == [most, least]


def test_the_probability_is_the_share_of_the_replications_with_a_value():
    found = Attained(MOST, Measure("", (8.0, 12.0, math.nan, 10.0)))
    assert (found.n, found.met, found.probability) == (3, 2, 2 / 3)
    assert found.probability_interval == wilson(2 / 3, 3)
    assert math.isnan(Attained(MOST, Measure("", ())).probability)


def test_intervals_that_hold_together_are_wider():
    values = (9.0, 9.5, 9.9)
    assert Attained(MOST, Measure("", values)).half_width == half_width(values)
    assert Attained(MOST, Measure("", values), 40).half_width == half_width(values, 40)


@pytest.mark.parametrize(
    ("verdicts", "together"),
    [
        (("met", "not met"), "not met"),
        (("met", "not distinguishable"), "met"),
        (("not distinguishable", "unknown"), "not distinguishable"),
        ((), "unknown"),
    ],
)
def test_several_verdicts_together_are_the_worst(verdicts, together):
    assert worst(verdicts) == together


def test_goals_of_a_result_stand_beside_their_measures(town_file):
    result = sim.run(sim.load(town_file), replications=4)
    budget = result.goals["budget"]
    assert budget.measure is result.measures["cost_per_year"]
    assert budget.verdict == ("met" if budget.measure.mean < 170_000 else "not met")
    assert budget.n == 4


def test_goals_of_a_comparison_are_those_of_its_designs(town_file):
    comparison = sim.compare(sim.load(town_file), ["today", "more"], replications=3)
    assert set(comparison.goals) == {"today", "more"}
    assert comparison.goals["more"]["budget"].verdict == "not met"  # three people cost more


def test_a_goal_about_a_role_that_a_design_lacks_is_unknown_there(town_file, tmp_path):
    path = tmp_path / "pooled.yaml"
    pooled = "  pooled:\n    extends: today\n    roles: {back: none}\n    steps: {file: {role: desk}, mend: {role: desk}}\nchanges:"
    goal = "goals:\n  waits: {measure: role.back.wait, at_most: 1 h}"
    path.write_text(TOWN.replace("changes:", pooled, 1).replace("goals:", goal, 1))
    comparison = sim.compare(sim.load(path), ["today", "pooled"], replications=2)
    assert comparison.goals["pooled"]["waits"].n == 0
    assert comparison.goals["pooled"]["waits"].verdict == "unknown"


def test_run_and_compare_say_what_is_met(command, town_file):
    code, out, _ = command("run", town_file, "--replications", 3)
    assert code == 0
    assert "Within the budget: at most 170,000 EUR a year" in out
    assert "desk: service level: at least 80%" in out
    assert "Wilson" in out
    _, out, _ = command("compare", town_file, "--designs", "today,more", "--replications", 3)
    assert "not met" in out[out.index("Within the budget") :]


def test_json_has_the_goals(command, town_file):
    _, out, _ = command("run", town_file, "--replications", 3, "--json")
    budget = json.loads(out)["goals"]["budget"]
    assert (budget["at_most"], budget["at_least"], budget["n"]) == (170_000.0, None, 3)
    _, out, _ = command("compare", town_file, "--designs", "today,more", "--replications", 2, "--json")
    assert set(json.loads(out)["goals"]) == {"today", "more"}


def test_a_scenario_without_goals_has_no_table_of_them(command, small_file):
    _, out, _ = command("run", small_file, "--replications", 2)
    assert "Wilson" not in out


def test_in_dutch(command, tmp_path):
    path = tmp_path / "town.yaml"
    path.write_text("language: nl" + TOWN)
    _, out, _ = command("run", path, "--replications", 3)
    assert "hoogstens 170.000 EUR per jaar" in out
    assert "gehaald" in out
