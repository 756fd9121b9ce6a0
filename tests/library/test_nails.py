"""Two shops with the same nails: waiting longer and scoring higher, exchange, and what is told (S8, S9; P3)."""

from dataclasses import replace
from pathlib import Path

import pytest

from sim.experiments import compare
from sim.results import Comparison
from sim.scenario.load import load

REPLICATIONS = 6
NAMES = [
    "self_service_shop",
    "warm_shop",
    "assistant_who_knows",
    "no_exchange",
    "quicker_check_out",
    "new_front",
    "briskly",
]


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(
        load(Path(__file__).parents[2] / "scenarios" / "nails.yaml"), NAMES, replications=REPLICATIONS
    )


def test_p3_who_waits_longer_can_give_a_higher_mark(found: Comparison) -> None:
    quick, warm = (found.results[name].measures for name in NAMES[:2])
    assert warm["role.shopkeeper.wait"].mean > quick["role.assistant.wait"].mean
    level = warm["role.shopkeeper.service_level"]
    assert level.half_width is not None
    assert level.mean + level.half_width < 0.8 < quick["role.assistant.service_level"].mean
    mark = warm["episode_mark"]
    assert mark.half_width is not None
    assert mark.mean - mark.half_width > 7.5
    assert found.pairs["warm_shop"]["episode_mark"].verdict == "higher"


def test_a_question_asked_saves_a_second_trip(found: Comparison) -> None:
    pairs = found.pairs["warm_shop"]
    assert pairs["failure_demand_share"].verdict == "lower"
    assert pairs["within_norm"].verdict == "higher"
    assert pairs["work_per_case"].verdict == "higher"


def test_no_exchange_saves_work_and_is_told_on(found: Comparison) -> None:
    pairs = found.pairs["no_exchange"]
    assert pairs["work_per_case"].verdict == "lower"
    assert pairs["goodwill_at_end"].verdict == "lower"
    assert pairs["told_per_case"].verdict == "higher"
    assert replace(pairs["left_customers"], intervals=1).verdict == "higher"


def test_briskly_the_warmth_is_gone_and_the_wages_stay(found: Comparison) -> None:
    brisk, warm = (found.results[name].measures for name in ("briskly", "warm_shop"))
    assert brisk["episode_mark"].mean < warm["episode_mark"].mean - 0.5
    assert brisk["cost_per_year"].mean > 0.99 * warm["cost_per_year"].mean


def test_hobbies_change_nothing_for_the_customer(found: Comparison) -> None:
    for name in ("new_front", "quicker_check_out"):
        for measure in ("episode_mark", "goodwill_at_end", "within_norm"):
            assert abs(found.pairs[name][measure].difference) < 0.01
