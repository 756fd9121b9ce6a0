"""Odd but allowed arguments: every study answers, or raises Unusable (or ScenarioError) with one line."""

import pickle
import subprocess
import sys

import pytest

import sim
from sim.results.results import Unusable
from sim.scenario.text.faults import ScenarioError

MARKET = """
title: A market in which something is assumed
world:
  customers: {population: 50}
  mind: on
  needs: {question: {rate: 1 / day per customer}}
designs:
  one:
    roles: {desk: {staff: {value: 1, assumption: true}, cost: 40 / hour}}
    steps: {answer: {role: desk, takes: {value: 5 min, assumption: true}}}
  two: {extends: one, roles: {desk: {staff: 2}}}
changes: {more: {design: one, cost: 100, set: {roles.desk.staff: 2}}}
markets: {fair: {providers: {a: one, b: two}}}
run: {length: 4 h, replications: 2}
"""
NOTHING = """
title: Nothing is ever resolved
world: {needs: {question: {rate: 10 / hour}}}
designs:
  today:
    roles: {desk: {staff: STAFF}}
    steps: {answer: {role: desk, takes: lognormal 5 min cv 1, then: withdrawn}}
changes: {more: {design: today, set: {roles.desk.staff: 2}}}
run: {length: 1 day, replications: 2}
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("odd")
    texts = {
        "market": MARKET,
        "nothing": NOTHING.replace("STAFF", "1"),
        "unlimited": NOTHING.replace("STAFF", "unlimited"),
    }
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text)
    return {name: folder / f"{name}.yaml" for name in texts}


@pytest.fixture(scope="module")
def market(files):
    return sim.load(files["market"])


@pytest.fixture(scope="module")
def nothing(files):
    return sim.load(files["nothing"])


ODD = [
    (sim.run, {"seed": 1.5}, "seed: 1.5"),
    (sim.run, {"replications": 2.5}, "replications: 2.5"),
    (sim.compare, {"designs": ["today", "more"], "seed": "x"}, "seed: 'x'"),
    (sim.judge, {"replications": 2, "until_decided": True, "bound": 0}, "bound: 0"),
    (sim.warm_up, {"replications": 0}, "replications: 0"),
    (sim.sensitivity, {"replications": 0}, "replications: 0"),
    (sim.sensitivity, {"size": 0}, "size: 0"),
    (sim.sensitivity, {"size": 1}, "size: 1"),
    (sim.robustness, {"draws": 0}, "draws: 0"),
    (sim.combine, {"budget": -1}, "budget: -1"),
    (sim.combine, {"budget": float("nan")}, "budget: nan"),
    (sim.sweep, {"ranges": {"roles.desk.staff": "1..2"}, "steps": 0}, "steps: 0"),
    (sim.sweep, {"ranges": {"roles.desk.staff": "1..2"}, "steps": 1}, "steps: 1"),
    (sim.sweep, {"ranges": {"roles.desk.staff": [2]}}, "two different values"),
    (sim.sweep, {"ranges": {"roles.desk.staff": 2}}, "or a list of values"),
    (sim.sweep, {"ranges": {"roles.desk.staff": [1, "many"]}}, "a number of staff"),
    (sim.sweep, {"ranges": {"steps.answer.takes": "0 min..-5 min"}}, "steps.answer.takes"),
]


@pytest.mark.parametrize(("study", "given", "said"), ODD, ids=lambda one: getattr(one, "__name__", ""))
def test_what_cannot_be_done_is_said_in_one_line(nothing, study, given, said):
    with pytest.raises(Unusable) as found:
        study(nothing, **given)
    assert said in str(found.value)
    assert "\n" not in str(found.value)


def test_a_sweep_takes_a_list_of_values(nothing):
    found = sim.sweep(nothing, {"roles.desk.staff": [4, 1, 2]}, measures=["arrived"], replications=2)
    assert [spot.values for spot in found.spots] == [(1,), (2,), (4,)]


def test_a_law_can_be_swept_down_to_no_time(nothing):
    found = sim.sweep(
        nothing,
        {"steps.answer.takes": "0 min..5 min"},
        measures=["role.desk.handling"],
        steps=2,
        replications=2,
    )
    assert [spot.measures["role.desk.handling"].mean > 0 for spot in found.spots] == [False, True]


def test_a_path_named_twice_is_refused(command, files):
    twice = ("roles.desk.staff", "1..2", "roles.desk.staff", "3..4")
    code, _, err = command("sweep", files["nothing"], *twice)
    assert code == 2
    assert "twice" in err


def test_changes_that_resolve_nothing_are_combined_all_the_same(command, nothing, files):
    assert sim.combine(nothing).best.trial.changes == ()
    assert command("combine", files["nothing"])[0] == 0


def test_unlimited_staff_has_nothing_to_find(command, files):
    code, _, err = command("staffing", files["unlimited"], "--norm", "desk=80%/5 min")
    assert code == 2
    assert "unlimited" in err


@pytest.mark.parametrize("name", ["two", "fair"])
def test_what_if_takes_no_name_that_there_is(market, name):
    with pytest.raises(ScenarioError, match="choose another name"):
        sim.what_if(market, {"roles.desk.staff": 3}, name=name)


def test_a_scenario_cannot_be_changed_but_copied_and_sent(market):
    for mapping in (market.designs, market.changes, market.world.needs, market.designs["one"].roles):
        with pytest.raises(TypeError, match="what_if"):
            mapping["new"] = None
        with pytest.raises(TypeError, match="what_if"):
            mapping.clear()
    assert pickle.loads(pickle.dumps(market)).hash == market.hash


@pytest.mark.parametrize(
    "words",
    [
        ("validate", "FILE"),
        ("run", "FILE", "--design", "fair"),
        ("diff", "FILE", "one", "fair"),
        ("sensitivity", "FILE", "--design", "fair", "--size", "2", "--replications", "1", "--only", "staff,theta"),
        ("sweep", "FILE", "roles.a.desk.staff", "1..2", "--design", "fair", "--steps", "2"),
        ("sweep", "FILE", "markets.fair.theta", "0..1", "--design", "fair", "--steps", "2"),
        ("staffing", "FILE", "--design", "fair", "--norm", "a.desk=80%/20 min"),
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_a_market_with_assumptions_can_do_what_a_design_can(command, files, words):
    code, _, err = command(*(files["market"] if word == "FILE" else word for word in words))
    assert code == 0, err


def test_the_verification_says_what_it_takes():
    asked = [sys.executable, "-m", "sim.verification"]
    told = subprocess.run([*asked, "--help"], capture_output=True, text=True, check=True)
    assert "V06" in told.stdout
    wrong = subprocess.run([*asked, "V99"], capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
    assert "V99" in wrong.stderr
