"""The benefits: who gains from digital service, and who pays for it (S7, S12, S15, S17)."""

from pathlib import Path

import pytest

from sim.results.results import Comparison
from sim.runs.experiments import compare
from sim.scenario.fields.model import Scenario
from sim.scenario.load import load
from sim.views.beside import observed_beside

REPLICATIONS = 4
NAMES = [
    "digitaal_voor_iedereen", "digitaal_waar_het_kan", "alles_persoonlijk", "helder_formulier", "bellen_wie_vastloopt",
    "statusberichten", "behandelaar_erbij", "chatbot_voor_de_telefoon", "telefoon_alleen_ochtends", "espresso", "nieuwe_huisstijl",
]  # fmt: skip
SHOWN = [
    "resolved_share", "episode_mark", "resistance", "errors_per_case", "complaints", "cost_per_year", "role.telefoon.visits",
    "kind.aanvraag.resolved_share", "segment.hulp_nodig.lost_share", "segment.hulp_nodig.goodwill", "segment.zelfredzaam.goodwill",
]  # fmt: skip
MONEY = ("cost_per_year", "change_cost_per_year", "cost_per_resolved")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(Path(__file__).parents[2] / "scenarios" / "benefits.yaml")


@pytest.fixture(scope="module")
def found(scenario: Scenario) -> Comparison:
    return compare(scenario, NAMES, replications=REPLICATIONS, shown=SHOWN)


def test_what_uwv_publishes_comes_out(scenario: Scenario, found: Comparison) -> None:
    observed = observed_beside(scenario)
    assert len(observed) >= 3
    for row in observed:
        measure = found.results[row.design].measures[row.measure]
        assert abs(measure.mean - row.value) < 0.2 * row.value, row


def test_s15_who_can_do_it_alone_is_no_worse_off_and_who_cannot_is_much_better_off(found: Comparison) -> None:
    pairs = found.pairs["digitaal_waar_het_kan"]
    helped = pairs["segment.hulp_nodig.lost_share"]
    assert helped.verdict == "lower"
    assert helped.difference < -0.1
    assert pairs["segment.hulp_nodig.goodwill"].difference > 0.5
    assert abs(pairs["segment.zelfredzaam.goodwill"].difference) < 0.1
    assert pairs["cost_per_year"].verdict == "higher"


def test_s15_at_the_counter_all_are_equal_the_self_reliant_gain_no_goodwill_and_it_costs_twice_as_much(
    found: Comparison,
) -> None:
    pairs, measures = found.pairs["alles_persoonlijk"], found.results["alles_persoonlijk"].measures
    goodwill = [measures[f"segment.{name}.goodwill"].mean for name in ("zelfredzaam", "hulp_nodig")]
    assert abs(goodwill[0] - goodwill[1]) < 0.05
    assert abs(pairs["segment.zelfredzaam.goodwill"].difference) < 0.05
    cost = pairs["cost_per_year"]
    assert cost.baseline is not None
    assert cost.difference > 0.8 * cost.baseline.mean


def test_s17_the_mean_and_the_norm_say_nothing_of_who_drops_out(found: Comparison) -> None:
    measures = found.results["digitaal_voor_iedereen"].measures
    assert measures["within_norm"].mean > 0.9
    assert measures["episode_mark"].mean > 7.0
    assert (
        measures["segment.hulp_nodig.lost_share"].mean > 1.5 * measures["segment.zelfredzaam.lost_share"].mean
    )
    assert measures["segment.hulp_nodig.goodwill"].mean < measures["segment.zelfredzaam.goodwill"].mean - 1


def test_a_clear_form_helps_most_who_finds_it_hard(found: Comparison) -> None:
    pairs = found.pairs["helder_formulier"]
    assert pairs["segment.hulp_nodig.lost_share"].verdict == "lower"
    assert (
        pairs["segment.hulp_nodig.goodwill"].difference > 2 * pairs["segment.zelfredzaam.goodwill"].difference
    )
    assert pairs["errors_per_case"].verdict == pairs["resistance"].verdict == "lower"


def test_to_ring_who_got_stuck_brings_them_in(found: Comparison) -> None:
    pairs = found.pairs["bellen_wie_vastloopt"]
    assert pairs["kind.aanvraag.resolved_share"].difference > 0.03
    assert pairs["segment.hulp_nodig.lost_share"].verdict == "lower"


def test_a_chatbot_lowers_the_calls_and_what_they_were_for(found: Comparison) -> None:
    pairs = found.pairs["chatbot_voor_de_telefoon"]
    assert pairs["role.telefoon.visits"].verdict == "lower"
    assert pairs["resolved_share"].verdict == pairs["episode_mark"].verdict == "lower"
    assert pairs["segment.hulp_nodig.lost_share"].verdict == "higher"


def test_a_telephone_in_the_mornings_only_is_cheap_and_loses_people(found: Comparison) -> None:
    pairs = found.pairs["telefoon_alleen_ochtends"]
    assert pairs["cost_per_year"].verdict == "lower"
    assert pairs["segment.hulp_nodig.lost_share"].difference > 0.04  # 16.8 -> 21.4%
    assert pairs["complaints"].verdict == "higher"


def test_hobbies_change_next_to_nothing(found: Comparison) -> None:
    assert all(d.same or d.n == 0 or name in MONEY for name, d in found.pairs["nieuwe_huisstijl"].items())
    for name in ("espresso", "statusberichten", "behandelaar_erbij"):
        mark = found.pairs[name]["episode_mark"]
        assert abs(mark.difference) + (mark.half_width or 0.0) < 0.02, name
