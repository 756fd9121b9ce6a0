"""What the permit scenario says of its designs, as far as it does not hang on a guess."""

from pathlib import Path

import pytest

from sim.results.results import Comparison
from sim.runs.experiments import compare
from sim.scenario.load import load


@pytest.fixture(scope="module")
def found() -> Comparison:
    scenario = load(Path(__file__).parents[2] / "scenarios" / "permit.yaml")
    return compare(scenario, ["as_is", "case_owner", "look_along", "one_more", "new_logo"], replications=8)


def test_an_owner_is_faster_with_fewer_hands_but_more_mistakes_leave_the_house(found: Comparison) -> None:
    owner = found.pairs["case_owner"]
    assert owner["lead_time"].verdict == "lower"
    assert owner["persons_per_case"].verdict == "lower"
    assert owner["hand_overs_per_case"].design is not None
    assert owner["hand_overs_per_case"].design.mean == 0.0
    assert owner["errors_found_by_check"].verdict == "lower"


def test_a_colleague_who_looks_along_mends_that(found: Comparison) -> None:
    along = found.pairs["look_along"]
    assert along["errors_found_by_check"].verdict == "higher"
    assert along["first_contact_resolution"].verdict == "higher"
    assert along["work_per_case"].verdict == "higher"


def test_one_more_handler_changes_next_to_nothing(found: Comparison) -> None:
    lead_time = found.pairs["one_more"]["lead_time"]
    assert lead_time.baseline is not None
    assert abs(lead_time.difference) < 0.001 * lead_time.baseline.mean


def test_a_logo_changes_nothing(found: Comparison) -> None:
    assert all(d.same or d.n == 0 for d in found.pairs["new_logo"].values())
