"""A first look where a replication takes long: shorter runs, said to be that, until whole ones are there."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playful import PLAYFUL

import sim
from sim.live.first_look import AIM, LONG, PAIRS, shorter
from sim.live.positions import Position, applied
from sim.live.session import Session
from sim.runs.collect import Variant
from sim.scenario.fields.model import Run
from sim.scenario.inspect.what_if import what_if
from sim.scenario.text.units import DAY, WEEK

LENGTHY = PLAYFUL.replace("length: 1 day", "length: 10 weeks, warm_up: 3 weeks")


def run_of(weeks, warm_up):
    return Run(length=f"{weeks} weeks", warm_up=f"{warm_up} weeks")


@given(st.integers(5, 200).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1))), st.floats(LONG, 1000.0))
def test_it_is_shorter_in_whole_weeks_with_a_warm_up_where_there_is_one(times, seconds):
    weeks, warm_up = times
    found = shorter(run_of(weeks, warm_up), seconds)
    if found is None:
        assert AIM / seconds > 1.0 / weeks  # as good as all of it
        return
    assert 0.0 < found.run.length < found.of.length
    assert (found.run.length % WEEK, found.run.warm_up % WEEK) == (0.0, 0.0)
    assert (found.run.warm_up > 0.0) == (warm_up > 0)
    assert found.run.warm_up < found.run.length


def test_where_it_is_soon_enough_and_where_a_run_is_brief_there_is_none():
    assert shorter(run_of(34, 8), LONG / 2.0) is None
    assert shorter(Run(length="1 day"), 10.0) is None
    found = shorter(run_of(34, 8), 1.0)
    assert (found.length, found.warm_up, found.unit) == (3, 1, WEEK)
    assert shorter(Run(length="20 days"), 2.0).unit == DAY


def test_it_is_the_paired_comparison_of_shorter_runs():
    live = sim.live(sim.scenario(LENGTHY))
    live.moves.set("roles.desk.staff", 2.0)
    pairs = live.pairs()
    pairs.a.runs.seconds = 1.0
    found = pairs.shortened()
    found.extend(PAIRS)
    short = sim.scenario(LENGTHY.replace("length: 10 weeks, warm_up: 3 weeks", "length: 2 weeks, warm_up: 1 week"))
    tried = what_if(short, {"roles.desk.staff": 2})
    same = sim.compare(tried, ["today", "today+what_if"], replications=PAIRS)
    mine = found.found().comparison
    assert mine.pairs["B"]["role.desk.wait"].values == same.pairs["today+what_if"]["role.desk.wait"].values
    assert len(pairs) == 0


def test_who_waits_for_long_runs_sees_shorter_ones_first_and_is_told():
    live, views = sim.live(sim.scenario(LENGTHY)), []
    session = Session(live, views.append, lambda file: file)
    session.ask({"do": "look", "client": "one", "value": True})
    session.start()
    until(lambda: views and views[-1]["n"] and not views[-1]["status"])
    live.pairs().a.runs.seconds = 3.0
    del views[:]
    session.ask({"do": "set", "value": {"staff": 2}})
    until(lambda: any(not one["short"] for one in views))
    session.end()
    looks = [one for one in views if one["short"]]
    assert looks[-1]["n"] == PAIRS
    assert views[: len(looks)] == looks
    assert "runs of 2 weeks instead of 10 weeks, with 1 week of warm-up instead of 3 weeks" in looks[-1]["panels"]["answer"]
    assert "first look" not in views[len(looks)]["panels"]["answer"]
    assert views[len(looks)]["n"] >= 2
    assert "that takes some" in looks[0]["moving"]


def until(there):
    end = time.monotonic() + 60.0
    while not there() and time.monotonic() < end:
        time.sleep(0.01)
    assert there()


@pytest.mark.parametrize("path", ["world.needs.question.rate", "roles.desk.staff", "steps.answer.takes"])
@pytest.mark.parametrize("design", ["today", "counter", "quick", "counter+quick"])
def test_a_position_is_checked_alone_and_means_what_it_means_among_all(path, design):
    scenario = sim.scenario(PLAYFUL)
    value = {"world.needs.question.rate": "25 / hour", "roles.desk.staff": 3, "steps.answer.takes": "1 min"}[path]
    alone = Variant(*applied(scenario, Position(design, {path: value})))
    among = what_if(scenario, {path: value}, design, "tried")
    assert alone.meaning == Variant(among, alone.name).meaning
    with pytest.raises(sim.ScenarioError):
        applied(scenario, Position(design, {path: "-1 min"}))


@pytest.mark.parametrize("design", ["today", "counter+quick"])
def test_what_a_design_can_not_bear_in_another_world_is_refused(design):
    scenario = sim.scenario(PLAYFUL)
    with pytest.raises(sim.ScenarioError, match="steps in one run"):
        applied(scenario, Position(design, {"world.needs.question.rate": "1_000_000_000 / hour"}))
