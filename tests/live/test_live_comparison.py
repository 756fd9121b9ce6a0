"""A live comparison in Python: it is the comparison that sim.compare makes, and what was computed is kept."""

import pytest
from playful import PLAYFUL

import sim
from sim.live.kept import Kept
from sim.live.panels import panels
from sim.live.proposed import proposed
from sim.live.telling import BETTER, OPEN, SAME, SMALL, WORSE, AgainstThreshold
from sim.live.verdict import wanted
from sim.results.results import Difference, Measure
from sim.scenario.text import law_written
from sim.scenario.text.law_text import law


@pytest.fixture
def scenario():
    return sim.scenario(PLAYFUL)


@pytest.fixture
def live(scenario):
    return sim.live(scenario)


def test_it_is_the_paired_comparison_of_the_same_replications(scenario, live):
    found = live.set("roles.desk.staff", 2)
    n = len(found.results["A"].measures["lead_time"].values)
    changed = sim.what_if(scenario, {"roles.desk.staff": 2}, name="two")
    same = sim.compare(changed, ["today", "two"], replications=n)
    for measure in ("lead_time", "role.desk.wait", "served", "cost_per_year"):
        assert found.measures[measure].difference == same.measures[measure].difference
    assert found.measures["role.desk.wait"].difference < 0.0


def test_values_of_world_and_design_are_set_together(live):
    live.set("world.needs.*.rate", "120%")
    found = live.set("steps.answer.takes", "1 min")
    tried, name = live.what_if()
    assert tried.world.needs["question"].rate.per_minute == pytest.approx(24 / 60)
    assert name == "tried"
    assert tried.changes[name].title == "demand, all needs together 120%"  # what has no slider has no name
    assert found.results["B"].measures["arrived"].mean > found.results["A"].measures["arrived"].mean


def test_what_does_not_fit_is_refused_and_changes_nothing(live):
    before = live.set("roles.desk.staff", 2).measures["served"].difference
    for path, value in (("roles.dsek.staff", 2), ("roles.desk.staff", "many"), ("world.needs.question.rate", "x")):
        with pytest.raises(sim.ScenarioError):
            live.set(path, value)
    assert live.comparison.measures["served"].difference == before


def test_pinned_is_where_a_stands_and_every_move_can_be_undone(live):
    live.set("roles.desk.staff", 2)
    pinned = live.pin()
    assert all(one.same for one in pinned.measures.values() if one.n)
    live.set("roles.desk.staff", 3)
    assert dict(live.moves.a.values) == {"roles.desk.staff": 2.0}
    live.undo()
    live.undo()
    assert live.moves.a == live.moves.start
    assert dict(live.moves.b.values) == {"roles.desk.staff": 2.0}
    live.reset()
    assert live.moves.b == live.moves.start
    live.undo()
    assert dict(live.moves.b.values) == {"roles.desk.staff": 2.0}


def test_a_drag_is_one_move(live):
    for staff in (1.0, 2.0, 3.0):
        live.moves.set("roles.desk.staff", staff)
    live.moves.undo()
    assert live.moves.b == live.moves.start


def test_what_was_computed_is_kept(scenario):
    kept = Kept(scenario.run.seed)
    one = kept.of(scenario, "today")
    kept.extend([one], 3)
    again = kept.of(sim.what_if(scenario, {"roles.desk.staff": 1}), "today")
    assert again is one
    assert len(again) == 3
    dearer = kept.of(sim.what_if(scenario, {"roles.desk.cost": "50 / hour"}), "today+what_if")
    assert dearer is not one  # the same to the engines, but another price


def test_more_pairs_narrow_the_interval(live):
    live.set("roles.desk.staff", 2)
    few, many = live.found(4), live.found(40)
    assert len(many.comparison.measures["role.desk.wait"].values) == 40
    assert many.comparison.measures["role.desk.wait"].half_width < few.comparison.measures["role.desk.wait"].half_width


def test_of_another_design_a_change_on_top_is_saved_whole(live):
    live.choose("quick")
    live.set("roles.desk.staff", 2)
    again = sim.scenario(live.to_yaml())
    name = live.what_if()[1]
    change = again.changes[name]
    assert change.design == "today"
    assert change.cost == 1000
    assert set(change.set) == {"steps.answer.takes", "roles.back.staff", "roles.desk.staff"}
    result = sim.run(again, name, replications=3)
    assert result.measures["lead_time"].values == live.found(3).results["B"].measures["lead_time"].values[:3]


def test_the_verdict_is_that_of_judge(live):
    live.set("roles.desk.staff", 2)
    found = live.verdict()
    tried, name = live.what_if()
    n = wanted(tried.run.replications)
    assert found.verdict == sim.judge(tried, [name], replications=n).items[name].verdict
    assert found.money.mean == pytest.approx(sim.judge(tried, [name], replications=n).items[name].money.mean)


def test_numbers_that_a_design_lacks_are_left_out(live):
    live.choose("counter")
    live.set("roles.counter.staff", 2)
    assert live.what_if()[0].changes["tried"].set == {"roles.counter.staff": 2}
    live.choose("today")
    assert live.what_if()[1] == "today"


def test_without_sliders_of_its_own_staff_and_demand_are_proposed():
    bare = sim.scenario(PLAYFUL.partition("play:")[0] + "run: {length: 1 day}")
    found = {one.path: one for one in proposed(bare)}
    assert list(found)[:3] == ["world.needs.*.rate", "roles.desk.staff", "roles.back.staff"]
    assert 4 <= len(found) <= 8
    assert all(one.quantity.now in one.values for one in found.values())


ASSUMED = """
title: A desk
world:
  needs: {question: {rate: 20 / hour}}
  patience: {value: exponential 6 min, assumption: true}
  mind: null
designs:
  today:
    roles: {desk: {staff: 1}, back: {staff: 9}}
    steps:
      answer:
        role: desk
        takes: {value: exponential 2 min, assumption: true, range: [1 min, 4 min]}
        then: {file: 0.2, resolved: 0.8}
      file: {role: back, customer: absent, takes: {value: 1 min, assumption: true}}
run: {length: 4 hours, replications: 4, warm_up: 0}
"""


def test_what_does_most_gets_a_slider_and_what_was_moved_keeps_its_own():
    live = sim.live(sim.scenario(ASSUMED))
    while not live.widest.done:
        live.widest.try_next(lambda: True)
    sizes, paths = live.widest.sizes, [one.path for one in live.widest.telling]
    assert paths == sorted(paths, key=lambda path: -sizes[path])
    assert sizes["steps.answer.takes"] > sizes["steps.file.takes"]
    assert sizes["roles.desk.staff"] > sizes["roles.back.staff"] == 0.0
    live.choose_sliders()
    found = [one.path for one in live.sliders]
    assert found[:2] == ["world.needs.*.rate", "roles.desk.staff"]
    assert "roles.back.staff" not in found
    other = sim.live(live.scenario)
    other.moves.set("roles.back.staff", 8.0)
    other.choose_sliders()  # before anything was tried
    assert [one.path for one in other.sliders] == ["world.needs.*.rate", "roles.back.staff"]


def test_panels_escape_what_a_file_says(live):
    live.set("roles.desk.staff", 2)
    found = panels(live.found(4), "nl", 40)
    assert "Aan de" not in found["differences"]
    assert all("<b>&" not in html for html in found.values())
    assert "als het model en de getallen kloppen" in found["differences"] + found["foot"]


LAWS = [
    "6 min", "exponential 6 min", "uniform 1 30 min", "triangular 1 5 30 min", "gamma 4 min cv 0.5", "erlang 3 4 min",
    "lognormal 4 min cv 1.2", "lognormal median 107 s sigma 0.94", "weibull 0.9 389 s",
    {"empirical": ["1 min", "4 min"], "weights": [1, 3]}, {"zero": 0.2, "otherwise": "exponential 6 min"},
]  # fmt: skip


@pytest.mark.parametrize("given", LAWS)
def test_a_law_is_written_as_it_is_read(given):
    read = law(law_written.written_law(law(given)))
    for field in ("a", "b", "c", "zero"):
        assert getattr(read, field) == pytest.approx(getattr(law(given), field))
    assert (read.kind, read.values, read.weights) == (law(given).kind, law(given).values, law(given).weights)


@pytest.mark.parametrize(
    ("values", "finding"),
    [((2.0, 2.1, 1.9), BETTER), ((-2.0, -2.1, -1.9), WORSE), ((0.1, 0.0, -0.1), SMALL), ((0.0, 3.0), OPEN), ((0.0, 0.0), SAME)],
)
def test_a_finding_asks_for_the_whole_interval(values, finding):
    difference = Difference("mark", Measure("mark", (7.0,) * len(values)), Measure("mark", tuple(7.0 + v for v in values)))
    assert AgainstThreshold("goodwill", difference, 1.0, False, 1).finding == finding
    worse = AgainstThreshold("goodwill", difference, 1.0, False, -1).finding
    assert worse == {BETTER: WORSE, WORSE: BETTER}.get(finding, finding)
