"""The reception: all who make the experience, and what it is like to be put through (S1, S2, S5, S13, S17; P3, P4, P5)."""

from dataclasses import replace
from pathlib import Path

import pytest

from sim.analyses.chain import Links, hand_overs, links
from sim.results.results import Comparison, Difference, Measure
from sim.runs.experiments import compare, run
from sim.scenario.fields.model import Scenario
from sim.scenario.load import load

DAY = 1440.0
REPLICATIONS = 6
SEVEN = (
    "telephonist", "secretary", "client_manager", "planner", "coffee_host", "case_handler", "debtors_administrator",
)  # fmt: skip
NAMES = [
    "fragmented", "one_host", "own_team", "warm_transfer", "third_telephonist", "one_minute_a_call", "coffee_machine", "new_lobby",
]  # fmt: skip


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(Path(__file__).parents[2] / "scenarios" / "reception.yaml")


@pytest.fixture(scope="module")
def found(scenario: Scenario) -> Comparison:
    return compare(scenario, NAMES, replications=REPLICATIONS)


@pytest.fixture(scope="module")
def marks(scenario: Scenario) -> Links:
    return links(scenario, "fragmented", REPLICATIONS)


def test_s2_all_seven_make_a_moment(marks: Links) -> None:
    assert set(marks.roles) == set(SEVEN)
    assert all(1.0 < mark.mean < 10.0 and mark.half_width is not None for mark in marks.roles.values())


def test_who_is_met_after_being_put_through_twice_gets_the_lowest_marks(marks: Links) -> None:
    last = max(marks.roles["secretary"].mean, marks.roles["planner"].mean)
    assert last < marks.roles["telephonist"].mean - 0.5
    assert last < marks.roles["coffee_host"].mean - 0.5


def test_p4_the_whole_is_not_told_from_its_moments_and_far_less_below_them_than_in_the_figures(marks: Links) -> None:
    less = Difference("mark", marks.moments, marks.whole)
    assert less.verdict == "not distinguishable"
    assert abs(less.difference) < 0.1  # the figures: 6.9 and 6.7


def test_p5_each_extra_hand_over_costs_days(scenario: Scenario) -> None:
    each = hand_overs(scenario, "fragmented", REPLICATIONS).each
    assert each.half_width is not None
    assert each.mean - each.half_width > 1 * DAY


def answered(scenario: Scenario, design: str, step: str) -> Measure:
    """Return the share of the visits to a step that are answered within 20 seconds."""
    log = run(scenario, design, replications=3, log=True).log
    log = log[(log["step"] == step) & log["what"].isin(["handled", "gave up"]) & ~log["chasing"]]
    within = (log["what"] == "handled") & (log["waited"] <= 1 / 3)
    return Measure("share", tuple(within.groupby(log["replication"]).mean()))


def test_p3_a_poor_service_level_can_go_with_a_high_mark_and_a_good_one_with_a_low(
    scenario: Scenario, found: Comparison
) -> None:
    poor, good = (answered(scenario, *at) for at in (("own_team", "answer"), ("third_telephonist", "greet")))
    assert max(poor.values) < 0.7 < 0.8 < good.mean
    team, third = (found.results[name].measures["episode_mark"] for name in ("own_team", "third_telephonist"))
    assert team.mean > 7.5 > third.mean


@pytest.mark.parametrize("design", ["one_host", "own_team"])
def test_fewer_pieces_better_marks_and_more_who_stay(found: Comparison, design: str) -> None:
    pairs = found.pairs[design]
    assert pairs["transfers_per_case"].verdict == "lower"
    for measure in ("episode_mark", "goodwill_at_end", "felt_served_share", "first_contact_resolution"):
        assert pairs[measure].verdict == "higher"
    assert pairs["left_customers"].verdict == "lower"


def test_with_about_the_same_staff(found: Comparison) -> None:
    cost = {name: found.results[name].measures["staff_cost_per_year"].mean for name in NAMES[:3]}
    assert all(abs(one - cost["fragmented"]) < 0.03 * cost["fragmented"] for one in cost.values())


def test_s5_pleasant_moments_cost_those_at_the_telephone_less_energy(found: Comparison) -> None:
    telephonist = found.results["fragmented"].measures["role.telephonist.energy"]
    host = found.results["one_host"].measures["role.host.energy"]
    assert Difference("share", telephonist, host).verdict == "higher"


def test_saying_who_is_calling_lengthens_calls_more_give_up_and_remember_it(found: Comparison) -> None:
    pairs = found.pairs["warm_transfer"]
    assert replace(pairs["role.telephonist.abandoned_share"], intervals=1).verdict == "higher"
    assert pairs["episode_mark"].difference < 0.0
    assert pairs["goodwill_at_end"].difference < 0.0


def test_a_minute_a_call_shortens_the_queue_and_fewer_feel_served(found: Comparison) -> None:
    pairs = found.pairs["one_minute_a_call"]
    assert pairs["role.telephonist.wait"].verdict == "lower"
    assert pairs["felt_served_share"].difference < -0.15
    assert abs(pairs["goodwill_at_end"].difference) < 0.2


def test_a_coffee_machine_saves_money_and_fewer_feel_served(found: Comparison) -> None:
    pairs = found.pairs["coffee_machine"]
    assert pairs["cost_per_year"].verdict == "lower"
    assert pairs["felt_served_share"].verdict == "lower"
    assert abs(pairs["goodwill_at_end"].difference) < 0.1


def test_a_lobby_changes_nothing(found: Comparison) -> None:
    money = ("cost_per_year", "change_cost_per_year", "cost_per_resolved")
    assert all(d.same or d.n == 0 or name in money for name, d in found.pairs["new_lobby"].items())
