"""Two shops with the same nails: waiting longer and scoring higher, exchange, and what is told (S8, S9, S10; P3)."""

from dataclasses import replace
from pathlib import Path

import pytest

from sim.analyses.chain import shares
from sim.results.results import Comparison, Difference
from sim.runs.experiments import compare, run
from sim.scenario.fields.model import Scenario
from sim.scenario.load import load

REPLICATIONS = 8
NAMES = [
    "self_service_shop", "warm_shop", "assistant_who_knows", "no_exchange", "quicker_check_out", "new_front", "briskly",
    "never_say_no",
]  # fmt: skip


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(Path(__file__).parents[2] / "scenarios" / "nails.yaml")


@pytest.fixture(scope="module")
def found(scenario: Scenario) -> Comparison:
    return compare(scenario, NAMES, replications=REPLICATIONS)


def test_p3_who_waits_longer_can_give_a_higher_mark(found: Comparison) -> None:
    quick, warm = (found.results[name].measures for name in NAMES[:2])
    assert warm["role.shopkeeper.wait"].mean > quick["role.assistant.wait"].mean
    level = warm["role.shopkeeper.service_level"]
    assert level.half_width is not None
    assert level.mean + level.half_width < 0.65 < 0.8 < quick["role.assistant.service_level"].mean
    mark = warm["episode_mark"]
    assert mark.half_width is not None
    assert mark.mean - mark.half_width > 7.0  # who gives up the wait remembers a 3, so below the 7.5 of the figures
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
    assert brisk["episode_mark"].mean < warm["episode_mark"].mean - 0.3
    assert brisk["cost_per_year"].mean > 0.99 * warm["cost_per_year"].mean


def test_s9_the_same_nails_and_most_choose_what_the_visit_left_behind(scenario: Scenario) -> None:
    sides = run(scenario, "head_to_head", replications=REPLICATIONS).measures
    share = sides["provider.warm.share"]
    assert share.half_width is not None
    assert share.mean - share.half_width > 0.53
    for measure in ("goodwill", "resistance"):  # chosen, though it takes more effort
        between = [sides[f"provider.{who}.{measure}"] for who in ("cheap", "warm")]
        assert Difference(between[0].unit, *between).verdict == "higher"


def test_in_a_hurry_that_lead_is_gone(scenario: Scenario) -> None:
    warm, brisk = (
        run(scenario, name, replications=REPLICATIONS).measures["provider.warm.share"]
        for name in ("head_to_head", "briskly_against_cheap")
    )
    lost = Difference("share", warm, brisk)
    assert lost.verdict == "lower"
    assert lost.difference < -0.03


def test_the_share_grows_in_the_first_half_year_and_then_stays(scenario: Scenario) -> None:
    warm = shares(scenario, "head_to_head", 3, 13 * 10080.0)["warm"]
    assert len(warm) == 12
    assert warm[0].mean < warm[2].mean
    assert abs(warm[2].mean - warm[11].mean) < 0.03


def test_helping_spares_who_needs_help_and_holds_up_the_handy(found: Comparison) -> None:
    pairs = found.pairs["warm_shop"]
    assert pairs["segment.needs_help.resistance"].verdict == "lower"
    assert pairs["segment.handy.resistance"].verdict == "higher"


def test_s10_who_grants_every_whim_gets_more_of_them_and_everybody_waits(found: Comparison) -> None:
    warm, never_no = (found.results[name].measures for name in ("warm_shop", "never_say_no"))
    changed = {
        name: Difference(warm[name].unit, warm[name], never_no[name])
        for name in ("whim_share", "role.shopkeeper.wait", "goodwill_at_end")
    }
    assert changed["whim_share"].verdict == changed["role.shopkeeper.wait"].verdict == "higher"
    assert never_no["whim_share"].mean > 2 * warm["whim_share"].mean
    assert changed["goodwill_at_end"].verdict == "lower"


def test_hobbies_change_next_to_nothing_for_the_customer(found: Comparison) -> None:
    for measure in ("episode_mark", "goodwill_at_end", "within_norm"):
        assert found.pairs["new_front"][measure].same
        assert abs(found.pairs["quicker_check_out"][measure].difference) < 0.1  # half of what would matter
    # a moment's mark weighs steps by their time: half the time at the check-out, the better marked part, counts for less
    assert -0.05 < found.pairs["quicker_check_out"]["episode_mark"].difference < 0.0
