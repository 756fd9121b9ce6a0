"""The tax line: what overload does to calls, staff and callers (P1, P2; S5, S7, S12, S17), and what was observed."""

from dataclasses import replace
from pathlib import Path

import pytest

from sim.results.results import Comparison, Difference, Measure
from sim.runs.experiments import compare
from sim.scenario.fields.model import Scenario
from sim.scenario.load import load
from sim.views.beside import observed_beside

REPLICATIONS = 8
REACH = "role.agent.service_level"  # the norm is two hours: answered, of all that were offered
NAMES = [
    "short_2022", "normal_2020", "spring_2018", "mending_2023", "repaired", "see_it_on_line", "knowledge", "shorter_calls",
    "let_everybody_in", "call_back", "coffee_machine", "new_logo",
]  # fmt: skip

OVERLOAD = [
    REACH, "role.agent.utilisation", "role.agent.absence", "role.agent.energy", "step.status.handling", "redial_share",
]  # fmt: skip
SHOWN = [
    REACH, "resolved_share", "episode_mark", "resistance", "failure_demand_share", "role.agent.absence",
    "role.agent.wait_served", "step.status.handling",
]  # fmt: skip


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(Path(__file__).parents[2] / "scenarios" / "tax_line.yaml")


@pytest.fixture(scope="module")
def found(scenario: Scenario) -> Comparison:
    return compare(scenario, NAMES, replications=REPLICATIONS, shown=SHOWN)


@pytest.fixture(scope="module")
def overload(scenario: Scenario) -> Comparison:
    return compare(scenario, ["normal_2020", "spring_2018"], replications=REPLICATIONS, shown=OVERLOAD)


def found_as(measure: Measure, observed: float) -> bool:
    """Return whether a run's own 95% interval holds what was observed, and says something: no side longer than a fifteenth of it."""
    assert measure.half_width is not None
    assert measure.interval is not None
    low, high = measure.interval
    return low <= observed <= high and measure.half_width < observed / 15


def alone(difference: Difference) -> Difference:
    """Return a difference whose interval holds for the one claim that is made of it."""
    return replace(difference, intervals=1)


def test_p1_a_third_of_the_reach_goes_with_ten_points_of_occupancy(overload: Comparison) -> None:
    pairs = overload.pairs["spring_2018"]
    reach, busy = pairs[REACH], pairs["role.agent.utilisation"]
    assert reach.baseline is not None
    assert found_as(reach.baseline, 0.88)
    assert -0.38 < reach.difference < -0.22  # 88 -> 60%
    assert busy.verdict == "higher"
    assert 0.08 < busy.difference < 0.16  # 85 -> 95%


def test_p1_calls_get_longer_more_are_absent_and_more_call_again(overload: Comparison) -> None:
    pairs = overload.pairs["spring_2018"]
    for measure in ("step.status.handling", "role.agent.absence", "redial_share"):
        assert pairs[measure].verdict == "higher", measure
    assert pairs["role.agent.energy"].verdict == "lower"
    assert 0.01 < pairs["role.agent.absence"].difference < 0.04


def test_p2_the_collapse_costs_satisfaction_and_half_of_it_is_regained(found: Comparison) -> None:
    marks = {name: found.results[name].measures["episode_mark"] for name in NAMES}
    lost, regained = (alone(found.pairs[year]["episode_mark"]) for year in ("normal_2020", "mending_2023"))
    assert lost.verdict == regained.verdict == "higher"
    assert 0.8 < lost.difference < 1.5  # 80.5 -> 68.8%, on a scale of ten
    assert 0.3 * lost.difference < regained.difference < 0.9 * lost.difference
    assert found_as(marks["mending_2023"], 7.56)  # which nothing was fitted to


def test_what_was_observed_comes_out(scenario: Scenario, found: Comparison) -> None:
    rough = ("role.agent.wait_served", "role.agent.refused_share")
    observed = observed_beside(scenario)
    assert len(observed) >= 3
    for row in observed:
        measure = found.results[row.design].measures[row.measure]
        share = 0.4 if row.measure in rough else 0.1
        assert abs(measure.mean - row.value) < share * row.value, row


def test_s7_a_crisis_comes_of_overload_alone_and_the_more_so_the_more_there_is(found: Comparison) -> None:
    crises = {name: found.results[name].measures["crisis_share"].mean for name in NAMES}
    assert crises["normal_2020"] == crises["repaired"] == crises["mending_2023"] == 0.0
    assert crises["spring_2018"] == 1.0
    assert 0.0 < crises["short_2022"] < 1.0


def test_s7_pressure_rises_from_where_a_good_year_keeps_it(scenario: Scenario, found: Comparison) -> None:
    assert scenario.world.voice
    kept = found.results["normal_2020"].measures["pressure_long_run"]
    assert kept.interval is not None
    assert kept.interval[0] <= (scenario.world.voice.start or 0) <= kept.interval[1]
    years = ("normal_2020", "short_2022", "spring_2018")
    highest = [found.results[year].measures["pressure_max"].mean for year in years]
    assert highest[0] < 400 < highest[1] < highest[2]


def test_who_has_no_time_gives_up_most_and_who_has_no_choice_least(found: Comparison) -> None:
    measures = found.results["short_2022"].measures
    business, citizen, allowance = (
        measures[f"segment.{name}.lost_share"] for name in ("business", "citizen", "allowance")
    )
    assert business.mean > citizen.mean + 0.03
    assert citizen.mean > allowance.mean
    assert measures["segment.business.goodwill"].mean < measures["segment.allowance.goodwill"].mean


def test_two_repairs_bring_back_2020_with_the_people_of_2022(scenario: Scenario, found: Comparison) -> None:
    staff = {name: scenario.designs[name].roles["agent"].staff.mean for name in ("repaired", "short_2022")}
    assert staff["repaired"] == staff["short_2022"]
    pairs = found.pairs["repaired"]
    assert pairs[REACH].difference > 0.15
    assert pairs["resolved_share"].verdict == pairs["episode_mark"].verdict == "higher"
    assert pairs["resistance"].verdict == "lower"


def test_knowledge_resolves_more_where_it_answers_no_more(found: Comparison) -> None:
    pairs = found.pairs["knowledge"]
    assert alone(pairs["resolved_share"]).verdict == "higher"
    assert alone(pairs[REACH]).verdict == "not distinguishable"


def test_s17_shorter_calls_look_well_for_a_call_and_are_worse_for_all_else(found: Comparison) -> None:
    pairs = found.pairs["shorter_calls"]
    assert pairs["step.status.handling"].difference < -0.7
    for measure in (REACH, "resolved_share", "episode_mark"):
        assert alone(pairs[measure]).verdict == "lower", measure
    assert pairs["failure_demand_share"].verdict == pairs["role.agent.absence"].verdict == "higher"


def test_to_refuse_nobody_is_to_let_everybody_wait(found: Comparison) -> None:
    pairs = found.pairs["let_everybody_in"]
    assert pairs["role.agent.wait_served"].difference > 5
    assert pairs["episode_mark"].difference < -0.5
    assert pairs[REACH].difference < 0.01


def test_to_be_called_back_is_no_more_people(found: Comparison) -> None:
    assert found.pairs["call_back"][REACH].verdict != "higher"


def test_hobbies_change_next_to_nothing(found: Comparison) -> None:
    money = ("cost_per_year", "change_cost_per_year", "cost_per_resolved")
    assert all(d.same or d.n == 0 or name in money for name, d in found.pairs["new_logo"].items())
    coffee = found.pairs["coffee_machine"]["episode_mark"]
    assert abs(coffee.difference) + (coffee.half_width or 0.0) < 0.2
