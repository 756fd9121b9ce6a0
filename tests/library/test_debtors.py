"""The debtors' chain: rework that an order's error brings, what hand-overs cost, what hard dunning does (S3, S4, S6; P4, P5)."""

from dataclasses import replace
from pathlib import Path

import pytest

from sim.analyses.chain import HandOvers, Links, hand_overs, links
from sim.results.results import Comparison, Difference
from sim.runs.experiments import compare
from sim.scenario.fields.model import Scenario
from sim.scenario.load import load

DAY = 1440.0
REPLICATIONS = 6
NAMES = [
    "zoals_nu", "een_eigenaar", "webwinkel", "orderbevestiging", "strenger_nakijken", "mandaat", "collegas_eerst",
    "strenger_aanmanen", "nieuwe_factuur",
]  # fmt: skip


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(Path(__file__).parents[2] / "scenarios" / "debtors.yaml")


@pytest.fixture(scope="module")
def found(scenario: Scenario) -> Comparison:
    return compare(scenario, NAMES, replications=REPLICATIONS)


@pytest.fixture(scope="module")
def spread(scenario: Scenario) -> HandOvers:
    return hand_overs(scenario, "zoals_nu", REPLICATIONS)


@pytest.fixture(scope="module")
def marks(scenario: Scenario) -> Links:
    return links(scenario, "zoals_nu", REPLICATIONS)


def test_p5_each_extra_hand_over_costs_days(spread: HandOvers) -> None:
    assert spread.each.half_width is not None
    assert spread.each.mean - spread.each.half_width > 1 * DAY
    few, many = spread.lead_time[1], spread.lead_time[7]
    assert many.mean - few.mean > 10 * DAY


def test_a_hand_over_less_in_a_dispute_saves_days_of_that_dispute(found: Comparison) -> None:
    lead_time = found.pairs["mandaat"]["lead_time"]
    disputed = found.results["zoals_nu"].measures["step.akkoord.visits_per_case"].mean
    assert lead_time.verdict == "lower"
    assert -lead_time.difference / disputed > 1 * DAY


def test_p4_the_chain_scores_below_its_links_but_far_less_than_in_the_figures(marks: Links) -> None:
    less = Difference("mark", marks.moments, marks.whole)
    assert less.verdict == "lower"
    assert -0.1 < less.difference < 0.0  # the figures: 6.9 and 6.7
    assert marks.whole.mean < marks.links.mean


def test_s3_what_is_right_at_the_order_needs_no_rework(found: Comparison) -> None:
    pairs = found.pairs["orderbevestiging"]
    for measure in ("rework_share", "failure_demand_share", "work_per_case", "lead_time"):
        assert pairs[measure].verdict == "lower"
    assert pairs["goodwill_at_end"].verdict == "higher"


def test_a_check_takes_more_work_and_saves_customers_the_error(found: Comparison) -> None:
    pairs = found.pairs["strenger_nakijken"]
    assert pairs["work_per_case"].verdict == "higher"
    assert pairs["failure_demand_share"].verdict == "lower"
    assert pairs["goodwill_at_end"].verdict == "higher"


def test_one_team_has_no_hand_overs_keeps_its_promises_and_is_no_cheaper(found: Comparison) -> None:
    pairs = found.pairs["een_eigenaar"]
    assert pairs["hand_overs_per_case"].design is not None
    assert pairs["hand_overs_per_case"].design.mean == 0.0
    assert pairs["promises_kept"].verdict == "higher"
    assert pairs["lead_time"].verdict == "lower"
    assert pairs["work_per_case"].verdict == "higher"


def test_s15_a_web_shop_saves_work_and_what_goes_wrong_so_it_leaves_more_goodwill(found: Comparison) -> None:
    pairs = found.pairs["webwinkel"]
    assert pairs["work_per_case"].verdict == "lower"
    assert pairs["rework_share"].verdict == "lower"
    assert pairs["goodwill_at_end"].verdict == "higher"


def test_hard_dunning_brings_the_money_sooner_and_drives_customers_away(found: Comparison) -> None:
    pairs = found.pairs["strenger_aanmanen"]
    assert pairs["lead_time"].difference < -3 * DAY
    assert pairs["goodwill_at_end"].difference < -0.5
    assert replace(pairs["left_customers"], intervals=1).verdict == "higher"


def test_hobbies_change_next_to_nothing(found: Comparison) -> None:
    money = ("cost_per_year", "change_cost_per_year", "cost_per_resolved")
    assert all(d.same or d.n == 0 or name in money for name, d in found.pairs["nieuwe_factuur"].items())
    first = replace(found.pairs["collegas_eerst"]["lead_time"], intervals=1)
    assert abs(first.difference) + (first.half_width or 0.0) < 0.1 * DAY
