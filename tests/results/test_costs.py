"""Costs add up: over roles, over changes, and to what is said per year and per resolved case."""

import math

import pytest
from town import TOWN

import sim

YEAR, EIGHT_WEEKS = 525600.0, 80640.0


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    path = tmp_path_factory.mktemp("town") / "town.yaml"
    path.write_text(TOWN)
    return sim.load(path)


@pytest.fixture(scope="module")
def found(town):
    return sim.run(town, replications=3).measures


def test_a_role_costs_its_staffed_hours_and_its_overtime(found):
    for role, hourly in (("desk", 45.0), ("back", 48_000 / 1600)):
        for i, cost in enumerate(found[f"role.{role}.cost"].values):
            hours = 8 * (5 * 8 + found[f"role.{role}.overtime"].values[i] / 60)
            assert cost == pytest.approx(hourly * hours, rel=1e-12)


def test_the_costs_of_roles_add_up_to_that_of_staff(found):
    for i, staff in enumerate(found["staff_cost_per_year"].values):
        roles = [found[f"role.{role}.cost"].values[i] for role in ("desk", "back")]
        assert staff == math.fsum(roles) / (EIGHT_WEEKS / YEAR)


def test_a_resolved_case_has_its_part_of_all_costs(found):
    for i, each in enumerate(found["cost_per_resolved"].values):
        in_the_run = found["cost_per_year"].values[i] * (EIGHT_WEEKS / YEAR)
        assert each == pytest.approx(in_the_run / found["resolved"].values[i], rel=1e-12)


def test_rework_costs_its_handling(found):
    for i, cost in enumerate(found["rework_cost"].values):
        minutes = found["step.mend.handling"].values[i] * found["step.mend.visits"].values[i]
        # at most one visit is still in hand at the end of the run
        assert cost * EIGHT_WEEKS / YEAR == pytest.approx(minutes * 30 / 60, abs=6 * 30 / 60 + 1e-9)


@pytest.mark.parametrize(
    ("name", "changes"),
    [("today", 0), ("signs", 12_000), ("today+signs", 12_000), ("today+signs+paint", 15_000)],
)
def test_changes_cost_what_they_say_and_together_their_sum(town, name, changes):
    found = sim.run(town, name, replications=1).measures
    assert found["change_cost_per_year"].mean == pytest.approx(changes)
    assert (
        found["cost_per_year"].mean == found["staff_cost_per_year"].mean + found["change_cost_per_year"].mean
    )


def test_money_is_called_what_the_scenario_says(town, found):
    assert found["cost_per_year"].unit == "EUR/year"
    assert found["cost_per_resolved"].unit == "EUR"
    result = sim.run(town.model_copy(update={"currency": ""}), replications=1)
    assert result.measures["cost_per_year"].unit == "money/year"
    assert result.over["cost_per_year"] == "staff and changes; mean over runs"


def test_without_costs_there_are_no_measures_of_cost(small):
    assert not [name for name in sim.run(small, replications=1).measures if "cost" in name]


def test_both_engines_cost_the_same(town):
    one, other = (sim.run(town, replications=2, engine=engine) for engine in ("compiled", "simpy"))
    assert one.measures == other.measures


def test_a_change_is_dearer_by_what_it_costs_in_pairs(town):
    comparison = sim.compare(town, ["today", "signs"], replications=3)
    assert comparison.measures["cost_per_year"].values == pytest.approx([12_000.0] * 3)
    assert "cost_per_year" in comparison.shown


def test_a_market_costs_what_its_providers_and_their_changes_cost(tmp_path):
    market = "markets: {fair: {providers: {left: signs, right: more}}}\ngoals:"
    path = tmp_path / "market.yaml"
    path.write_text(TOWN.replace("  voice: {complains: 0.02, crisis: 20}\n", "").replace("goals:", market, 1))
    scenario = sim.load(path)
    found = sim.run(scenario, "fair", replications=1).measures
    assert found["change_cost_per_year"].mean == pytest.approx(12_000)
    roles = [name for name in found if name.startswith("role.") and name.endswith(".cost")]
    assert len(roles) == 4
