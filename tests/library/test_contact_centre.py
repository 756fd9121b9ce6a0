"""The contact centre: a baseline that a client would believe, and what more people or fewer reasons to call do to it."""

from pathlib import Path

import pytest

from sim.results.results import Comparison
from sim.runs.experiments import compare
from sim.scenario.load import load

REPLICATIONS = 4
NAMES = [
    "today", "knowledge_base", "two_telephonists", "post_left_open", "shorter_calls", "status_messages", "counter_afternoon",
    "new_greeting",
]  # fmt: skip
LINE = "role.telephonist."


@pytest.fixture(scope="module")
def found() -> Comparison:
    scenario = load(Path(__file__).parents[2] / "scenarios" / "contact_centre.yaml")
    shown = [f"{LINE}{name}" for name in ("visits", "service_level", "abandoned_share", "utilisation", "wait")]
    more = ["served", "goodwill_at_end", "cost_per_year", "chases_per_case", "episode_mark"]
    busy = [f"role.{name}.utilisation" for name in ("mail_desk", "department", "caller_back", "counter")]
    return compare(scenario, NAMES, replications=REPLICATIONS, shown=[*shown, *more, *busy])


def test_the_line_as_it_is_is_one_that_a_client_knows(found: Comparison) -> None:
    today = {name: one.mean for name, one in found.results["today"].measures.items()}
    assert 430 < today[f"{LINE}visits"] / 40 < 530  # calls a working day, in eight weeks measured
    assert 0.45 < today[f"{LINE}service_level"] < 0.58
    assert 0.08 < today[f"{LINE}abandoned_share"] < 0.15
    assert 0.76 < today[f"{LINE}utilisation"] < 0.9
    assert 0.8 < today[f"{LINE}wait"] < 3.0
    assert 5.5 < today["goodwill_at_end"] < 7.5


def test_nobody_else_is_idle_or_swamped(found: Comparison) -> None:
    result = found.results["today"]
    for role in ("mail_desk", "department", "caller_back", "counter"):
        assert 0.35 < result.measures[f"role.{role}.utilisation"].mean < 0.95, role
    assert not result.unsettled


def test_more_people_answer_sooner_and_cost_most_of_all(found: Comparison) -> None:
    pairs = found.pairs["two_telephonists"]
    assert pairs[f"{LINE}service_level"].difference > 0.15
    assert pairs["goodwill_at_end"].difference > 0.1
    assert 140_000 < pairs["cost_per_year"].difference < 200_000


def test_a_post_left_open_saves_half_of_that_and_is_noticed(found: Comparison) -> None:
    pairs = found.pairs["post_left_open"]
    assert pairs[f"{LINE}service_level"].difference < -0.1
    assert pairs["goodwill_at_end"].difference < -0.1
    assert pairs["cost_per_year"].difference < -60_000


def test_shorter_calls_help_the_queue_and_not_the_caller(found: Comparison) -> None:
    pairs = found.pairs["shorter_calls"]
    assert pairs[f"{LINE}service_level"].difference > 0
    assert pairs["served"].difference < -0.02
    assert pairs["goodwill_at_end"].difference < -0.1


def test_an_answer_at_once_serves_more_with_as_many_people(found: Comparison) -> None:
    pairs = found.pairs["knowledge_base"]
    assert pairs["served"].difference > 0.01
    assert abs(pairs["cost_per_year"].difference) < 5_000


def test_who_knows_the_state_of_a_case_does_not_ring(found: Comparison) -> None:
    chasing = found.pairs["status_messages"]["chases_per_case"]
    assert chasing.baseline is not None
    assert chasing.difference < -0.3 * chasing.baseline.mean


def test_one_hobby_saves_and_another_costs(found: Comparison) -> None:
    quiet, greeting = (found.pairs[name] for name in ("counter_afternoon", "new_greeting"))
    assert quiet["cost_per_year"].difference < -20_000
    assert greeting["cost_per_year"].difference > 5_000
    for pairs in (quiet, greeting):
        assert abs(pairs["goodwill_at_end"].difference) < 0.1
        assert abs(pairs["served"].difference) < 0.02
