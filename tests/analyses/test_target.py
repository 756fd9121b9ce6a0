"""What would it take: the cheapest set of changes, or the least change of a number, sure of the mean or of any one run."""

import json

import pytest

import sim
from sim.analyses.studies.aim import Aim, aim
from sim.analyses.studies.sets import cheapest
from sim.results.results import Measure, Unusable

DESK = """
title: Desk
world:
  needs:
    question: {rate: 24 / hour}
  mind: default
designs:
  today:
    roles: {desk: {staff: 3, norm: 2 min}}
    steps:
      answer: {role: desk, takes: exponential 5 min, then: {answer: 0.2, resolved: 0.8}}
changes:
  quicker: {design: today, cost: 5_000, set: {steps.answer.takes: exponential 4 min}}
  quickest: {design: today, cost: 9_000, set: {steps.answer.takes: exponential 3 min}}
  once: {design: today, cost: 6_000, set: {steps.answer.then.answer: 0.05, steps.answer.then.resolved: 0.95}}
  logo: {design: today, cost: 1_000, set: {}}
  one_more: {design: today, cost: 60_000, set: {roles.desk.staff: 4}}
run: {length: 2 days, warm_up: 4 h, replications: 6}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "desk.yaml"
    path.write_text(DESK)
    return sim.load(path)


def test_the_cheapest_set_comes_first_and_is_confirmed(desk):
    found = sim.target(desk, "role.desk.service_level", "90%")
    sets = found.changes
    costs = [one.cost for one in sets.tries]
    assert costs == sorted(costs)
    assert sets.answer.reached.met
    assert sets.answer.changes == ("quickest", "once")
    assert not any(one.reached.met for one in sets.tries if one.cost < sets.answer.cost)
    assert sets.confirmed.met
    assert sets.confirmed.mean != sets.answer.reached.mean
    assert ("quicker", "quickest") in sets.clashing
    assert not any({"quicker", "quickest"} <= set(one.changes) for one in sets.tries)


def test_each_set_is_what_a_run_of_it_gives(desk):
    found = sim.target(desk, "role.desk.service_level", "99.9%", changes=["quicker", "once"]).changes
    both = next(one for one in found.tries if len(one.changes) == 2)
    alone = sim.run(desk, "today+quicker+once").measures["role.desk.service_level"]
    assert both.reached.mean == alone.mean
    assert (both.cost, found.answer, found.left) == (11_000, None, 0)


def test_no_change_where_it_is_there_already(desk):
    assert sim.target(desk, "role.desk.service_level", "10%").changes.answer.changes == ()


def test_the_least_staff_that_reaches_a_target(desk):
    found = sim.target(desk, "role.desk.service_level", "95%", {"roles.desk.staff": "3..12"}).number
    met = {one.value: one.reached.met for one in found.tries}
    assert met[found.answer.value]
    assert not met[found.answer.value - 1]
    assert found.rising
    assert found.monotone
    assert found.confirmed.met
    assert found.answer.value == int(found.answer.value)


def test_the_least_change_of_a_time_downward(desk):
    found = sim.target(desk, "role.desk.wait", "30 s", {"steps.answer.takes": "2..5 min"}).number
    assert not found.rising
    worse = min(one.value for one in found.tries if not one.reached.met)
    assert worse - found.answer.value == pytest.approx(
        0.03, abs=0.02
    )  # a hundredth of the range, or a little more


def test_nothing_gets_there(desk):
    found = sim.target(desk, "role.desk.service_level", "99.99%", {"steps.answer.takes": "4..5 min"}).number
    assert (found.answer, found.confirmed) == (None, None)


def made(by, probability=0.95, way=None):
    return aim("lead_time", "10 min", {"lead_time": "min"}, probability, by, way)


def test_sure_of_the_mean_and_sure_of_any_one_run():
    values = Measure("min", (8.0, 9.0, 9.5, 11.0))
    mean = made("mean").of(values)
    # Hall's way back from t(.95, 3) = 2.353363, with a skewness of .56; sd 1.25
    a = 0.56 / (6 * 4**0.5)
    above = (1 - (1 - 6 * a * (2.353363 + a)) ** (1 / 3)) / (2 * a)
    assert above == pytest.approx(3.3253, abs=1e-4)
    assert mean.bound == pytest.approx(9.375 + above * 1.25 / 2, rel=1e-5)
    even = made("mean").of(Measure("min", (8.0, 9.0, 10.0, 11.0)))  # no skewness: Student's t
    assert even.bound == pytest.approx(9.5 + 2.353363 * (5 / 3) ** 0.5 / 2, rel=1e-6)
    assert (mean.met, mean.share) == (False, 0.75)
    assert made("runs", 0.75).of(values).met
    assert not made("runs", 0.76).of(values).met
    assert not made("mean").of(Measure("min", (8.0,))).met
    assert isinstance(made("mean"), Aim)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("felt_served", "3"), "did you mean"),
        (("felt_served_share", "3"), "between 0 and 1"),
        (("lead_time", "3"), "a number and its unit"),
        (("visits_per_case", "2"), "at least or at most"),
    ],
)
def test_what_cannot_be_asked_is_refused(desk, args, said):
    with pytest.raises(Unusable, match=said):
        sim.target(desk, *args)
    with pytest.raises(Unusable, match="no change on today"):
        sim.target(desk, "lead_time", "5 min", changes=["lgo"])
    with pytest.raises(Unusable, match="one number, or try changes"):
        sim.target(desk, "lead_time", "5 min", {"roles.desk.staff": "2..3"}, ["logo"])


def test_at_most_so_many_changes(desk):
    from sim.runs.replications import plan

    found = cheapest(desk, "today", None, made("mean"), plan(desk, 2, None, None, None), most=1)
    assert max(len(one.changes) for one in found.tries) == 1


@pytest.mark.parametrize("how", [(), ("--vary", "roles.desk.staff", "3..6", "--by", "runs")])
def test_the_command(command, desk, tmp_path, how):
    picture = tmp_path / "target.png"
    asked = ("target", desk.path, "role.desk.service_level", "90%", *how, "--replications", 4)
    code, out, _ = command(*asked, "--picture", picture)
    assert code == 0
    assert "It takes" in out
    assert picture.stat().st_size > 10_000
    code, out, _ = command(*asked, "--json")
    assert json.loads(out)["asked"]["at_least"] == 0.9
