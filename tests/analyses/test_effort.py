"""`sim resistance`: the effort of both sides, split, with the least self-reliant named and designs that are beaten."""

import json
from dataclasses import dataclass

import pytest

import sim
from sim.analyses import pareto
from sim.results.resistance import SPENT_ON
from sim.results.results import Measure
from sim.runs.replications import plan, results
from sim.views import resistance_picture

HALL = """
title: Hall
world:
  customers:
    segments:
      handy: {share: 0.7, self_reliance: 0.9}
      lost_soul: {share: 0.3, self_reliance: 0.2}
  needs:
    question: {rate: 12 / hour}
  patience: exponential 20 min
designs:
  today:
    title: As it is
    roles: {desk: {staff: 2}}
    steps:
      answer: {role: desk, takes: exponential 4 min, then: {mend: 0.1, resolved: 0.9}}
      mend: {role: desk, takes: 3 min, counts_as: rework}
changes:
  quicker: {design: today, title: Quicker, set: {steps.answer.takes: exponential 3 min}}
  send_away:
    {design: today, title: Send half away,
     set: {steps.answer.takes: 1 min, steps.answer.then: {mend: 0.1, lost: 0.4, resolved: 0.5}}}
run: {length: 3 days, warm_up: 2 h, replications: 6}
"""


@pytest.fixture(scope="module")
def hall_file(tmp_path_factory):
    """The path of a hall with two segments, a change that is better for all, and one that sends people away."""
    path = tmp_path_factory.mktemp("hall") / "hall.yaml"
    path.write_text(HALL)
    return path


@pytest.fixture(scope="module")
def hall(hall_file):
    """The hall, and the results of its design and changes."""
    scenario = sim.load(hall_file)
    return scenario, results(
        scenario, ["today", "quicker", "send_away"], plan(scenario, None, None, None, None)
    )


def test_who_resolves_less_does_not_beat(hall):
    _, found = hall
    mean = {name: result.measures["resistance"].mean for name, result in found.items()}
    assert mean["send_away"] < mean["quicker"] < mean["today"]
    assert pareto.beaten(found) == {"today": "quicker"}


def made(customer, organisation):
    """A result with so much effort on either side, as exact as may be."""
    measures = {
        f"resistance_{side}": Measure("min", (minutes, minutes + 0.001, minutes - 0.001))
        for side, minutes in (("customer", customer), ("organisation", organisation))
    }
    return Outcome(measures)


@dataclass(frozen=True)
class Outcome:
    measures: dict[str, Measure]


def test_no_more_on_one_side_and_less_on_the_other_beats():
    assert pareto.beaten({"now": made(5.0, 9.0), "tie": made(5.0, 8.0)}) == {"now": "tie"}
    assert pareto.beaten({"now": made(9.0, 5.0), "tie": made(8.0, 5.0)}) == {"now": "tie"}
    assert pareto.beaten({"now": made(5.0, 9.0), "same": made(5.0, 9.0)}) == {}
    assert pareto.beaten({"now": made(5.0, 9.0), "other": made(6.0, 8.0)}) == {}


def test_the_split_adds_up(command, hall_file):
    code, out, _ = command("resistance", hall_file, "--json")
    assert code == 0
    designs = json.loads(out)["designs"]
    assert designs["today"]["beaten_by"] == "quicker"
    for one in designs.values():
        mean = {name: measure["mean"] for name, measure in one["measures"].items()}
        for side in ("customer", "organisation"):
            parts = [mean[f"resistance_{side}_{name}"] for name in SPENT_ON]
            assert sum(parts) == pytest.approx(mean[f"resistance_{side}"])
        assert mean["resistance_customer"] + mean["resistance_organisation"] == pytest.approx(
            mean["resistance"]
        )


def test_the_table_names_the_least_self_reliant_and_the_beaten(command, hall_file):
    code, out, _ = command("resistance", hall_file, "--designs", "today,quicker")
    assert code == 0
    assert "lost soul: resistance (least self-reliant)" in out
    assert "today is beaten by quicker" in out
    assert "checking" not in out  # nought throughout


def test_no_segment_is_named_where_the_scenario_does_not_say_so(small):
    assert small.world.customers.least_self_reliant is None


def test_the_picture_has_a_number_for_every_design(hall, tmp_path):
    scenario, found = hall
    figure = resistance_picture.picture(scenario, found, pareto.beaten(found))
    figure.savefig(tmp_path / "x.png")
    names = [text.get_text() for text in figure.axes[0].get_yticklabels()]
    assert [name[-1] for name in names] == ["1", "2", "3"]
    dutch = scenario.model_copy(update={"language": "nl"})
    assert "Weerstand" in resistance_picture.picture(dutch, found, {}).get_suptitle()
