"""Other values in a design, from Python: the same as a change in the file, with the same faults."""

from pathlib import Path

import pytest

from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.what_if import what_if
from sim.scenario.load import load, variant
from sim.scenario.text.faults import ScenarioError

PERMIT = Path(__file__).parents[2] / "scenarios" / "permit.yaml"


@pytest.fixture(scope="module")
def permit() -> Scenario:
    return load(PERMIT)


def test_it_is_the_change_of_the_file(permit: Scenario) -> None:
    settings = {"roles.secretary.staff": {"mon-fri 15:00-16:00": 1}}
    assert variant(what_if(permit, settings), "what_if") == variant(permit, "secretary_daily")


def test_the_scenario_itself_stays_as_it_was(permit: Scenario) -> None:
    before = permit.hash
    tried = what_if(permit, {"steps.check.detects": 0.5}, design="case_owner", name="better")
    assert permit.hash == before
    assert "better" not in permit.changes
    assert tried.hash != before
    assert variant(tried, "better").steps["check"].detects == 0.5


def test_tries_pile_up(permit: Scenario) -> None:
    once = what_if(permit, {"steps.check.detects": 0.5}, name="a")
    twice = what_if(once, {"roles.handler.staff": 7}, name="b")
    assert variant(twice, "as_is+a+b").steps["check"].detects == 0.5


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"steps.chek.detects": 0.5}, "chek"),
        ({"steps.check.detects": 1.5}, "1.5"),
        ({"steps.check.takes": "1 mni"}, "mni"),
    ],
)
def test_what_does_not_fit_is_refused(permit: Scenario, settings: dict[str, object], complaint: str) -> None:
    with pytest.raises(ScenarioError, match=complaint):
        what_if(permit, settings)
