"""Numbers of a scenario by their path: what they are, how they are read, and what setting them does to the rest."""

import pytest

from sim.scenario.inspect.assumptions import marked
from sim.scenario.inspect.quantities import quantity, varied
from sim.scenario.inspect.redraw import Redraw, assumptions
from sim.scenario.inspect.what_if import what_if_world
from sim.scenario.load import load, variant
from sim.scenario.text.faults import ScenarioError

TOWN = """\
title: Town hall
world:
  customers:
    segments: {handy: {share: 0.6}, others: {share: 0.3}, digital: {share: 0.1}}
  needs:
    question: {rate: {value: 40 / hour, assumption: true, range: [30, 50 / hour]}}
  patience: {value: exponential 6 min, assumption: true}
  failure_demand: {probability: 0.2, after: 2 days, assumption: true}
  mind: default
designs:
  today:
    channels: {phone: 0.7, desk: {share: 0.3, starts: answer}}
    roles:
      desk: {staff: {mon-fri 08:00-12:00: 3, mon-fri 12:00-17:00: 2}, norm: 20 s, assumption: true}
      back: {staff: {mon 08:00-12:00: 1, thu 08:00-12:00: 1}}
    steps:
      answer:
        role: desk
        takes: {value: lognormal 4 min cv 0.5, source: log}
        mark: 7
        then: {decide: {share: 0.2, after: 1 h}, resolved: 0.7, unresolved: 0.1}
        assumption: true
      decide: {role: back, customer: absent, takes: 10 min}
  more:
    extends: today
    steps: {answer: {mark: 8}}
changes:
  quick: {design: today, set: {steps.decide.takes: {value: 5 min, assumption: true, range: [4, 6 min]}}}
run: {length: 2 days}
"""


@pytest.fixture
def town(tmp_path):
    path = tmp_path / "town.yaml"
    path.write_text(TOWN)
    return load(path)


NUMBERS = {  # path: (now, unit)
    "world.needs.question.rate": (40, "/ hour"),
    "world.patience": (6, "min"),
    "world.mind.disconfirmation.k": (1, ""),
    "world.mind.start_goodwill": (7, "mark"),
    "world.customers.segments.others.share": (0.3, "share"),
    "world.failure_demand.after": (2880, "min"),
    "roles.back.staff": (1, "people"),
    "roles.desk.staff.mon-fri 12:00-17:00": (2, "people"),
    "roles.desk.norm": (1 / 3, "min"),
    "channels.phone": (0.7, "share"),
    "steps.answer.takes": (4, "min"),
    "steps.answer.then.unresolved": (0.1, "share"),
    "steps.answer.then.decide.after": (60, "min"),
    "steps.answer.mark": (7, "mark"),
}


@pytest.mark.parametrize("path", NUMBERS)
def test_a_number_is_found_and_set(town, path):
    one = quantity(town, "today", path)
    assert (one.now, one.unit) == (pytest.approx(NUMBERS[path][0]), NUMBERS[path][1])
    other = 2 * one.now if one.whole else 0.9 * one.now
    tried, name = varied(town, "today", {one: other})
    assert quantity(tried, name, path).now == pytest.approx(other)


def test_a_law_keeps_its_shape(town):
    tried, name = varied(town, "today", {quantity(town, "today", "steps.answer.takes"): 8.0})
    before, after = (variant(s, n).steps["answer"].takes for s, n in ((town, "today"), (tried, name)))
    assert (after.kind, after.b) == (before.kind, before.b)
    assert after.mean == pytest.approx(8.0)


def test_other_shares_give_way_in_proportion(town):
    one = quantity(town, "today", "steps.answer.then.unresolved")
    tried, name = varied(town, "today", {one: 0.28})
    shares = {branch.to: branch.share for branch in variant(tried, name).steps["answer"].then}
    assert shares == pytest.approx({"decide": 0.16, "resolved": 0.56, "unresolved": 0.28})


def test_several_shares_of_the_same_whole_are_set_together(town):
    ones = {quantity(town, "today", f"steps.answer.then.{to}"): share for to, share in
            (("unresolved", 0.2), ("decide", 0.3))}  # fmt: skip
    tried, name = varied(town, "today", ones)
    shares = {branch.to: branch.share for branch in variant(tried, name).steps["answer"].then}
    assert shares == pytest.approx({"decide": 0.3, "resolved": 0.5, "unresolved": 0.2})
    with pytest.raises(ScenarioError, match="sum to 1"):
        varied(town, "today", dict.fromkeys(ones, 0.8))


def test_a_value_on_top_of_a_change(town):
    one = quantity(town, "quick", "steps.decide.takes")
    assert one.now == 5.0
    tried, name = varied(town, "quick", {one: 3.0})
    assert name == "today+quick+varied"
    assert variant(tried, name).steps["decide"].takes.mean == 3.0


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("steps.anwser.takes", "did you mean answer?"),
        ("world.needs.questoin.rate", "did you mean question?"),
        ("roles.desk.staff", r"name one: roles\.desk\.staff\.mon-fri 08:00-12:00"),
        ("steps.answer.role", "a number that can be varied"),
        ("steps.decide.then.resolved", "a number that can be varied"),
    ],
)
def test_what_is_no_number_is_refused_with_its_line(town, path, said):
    with pytest.raises(ScenarioError, match=said) as found:
        quantity(town, "today", path)
    assert "town.yaml:" in str(found.value)


def test_another_world_has_the_same_faults_as_a_file(town):
    assert what_if_world(town, {"redial.probability": 0.4}).world.redial.after.mean == 60
    with pytest.raises(ScenarioError, match=r"town.yaml:6: .*rate: given '3 / hou'") as found:
        what_if_world(town, {"needs.question.rate": "3 / hou", "patience": "6 mni"})
    assert len(found.value.faults) == 2
    with pytest.raises(ScenarioError, match="mean probability"):
        what_if_world(town, {"failure_demand.probabilty": 0.1})


def test_what_is_assumed_and_how_far_it_may_be_off(town):
    found = {one.quantity.path: (one.low, one.high, one.given) for one in marked(town, "today")}
    assert found == {
        "world.needs.question.rate": (30, 50, True),
        "world.patience": (pytest.approx(4.2), pytest.approx(7.8), False),
        "world.failure_demand.probability": (pytest.approx(0.14), pytest.approx(0.26), False),
        "world.failure_demand.after": (2016, 3744, False),
        "roles.desk.staff.mon-fri 08:00-12:00": (2, 4, False),
        "roles.desk.staff.mon-fri 12:00-17:00": (1, 3, False),
        "roles.desk.norm": (pytest.approx(0.7 / 3), pytest.approx(1.3 / 3), False),
        "steps.answer.mark": (6, 8, False),
        "steps.answer.then.decide": (pytest.approx(0.14), pytest.approx(0.26), False),
        "steps.answer.then.decide.after": (42, 78, False),
        "steps.answer.then.unresolved": (pytest.approx(0.07), pytest.approx(0.13), False),
    }  # not takes, which has a source; not resolved, which gives way


def test_assumptions_are_inherited_until_overridden_and_changes_bring_their_own(town):
    assert "steps.answer.mark" not in {one.quantity.path for one in marked(town, "more")}
    assert "steps.answer.then.decide" in {one.quantity.path for one in marked(town, "more")}
    mine = {one.quantity.path: (one.low, one.high) for one in marked(town, "quick")}
    assert mine["steps.decide.takes"] == (4, 6)


def test_a_range_that_cannot_be_read_has_a_line(town, tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text(TOWN.replace("range: [4, 6 min]", "range: [4 min, 6 mn]"))
    with pytest.raises(
        ScenarioError, match=r"wrong.yaml:28: changes.quick.set.steps.decide.takes.range: given"
    ):
        marked(load(path), "quick")


def test_another_draw_of_what_is_assumed_holds_in_all_designs_that_have_it(town):
    redraw = Redraw(town)
    values = {
        "world.patience": 5.0,
        "designs.today.steps.answer.mark": 6.5,
        "designs.today.steps.answer.then.unresolved": 0.12,
        "changes.quick.set.steps.decide.takes": 4.5,
    }
    assert set(values) <= {one.origin for one in assumptions(town, ["today", "more", "quick"])}
    drawn = redraw.scenario_with(values)
    assert drawn.world.patience.mean == 5.0
    marks = {name: variant(drawn, name).steps["answer"].mark.mean for name in ("today", "more", "quick")}
    assert marks == {"today": 6.5, "more": 7.5, "quick": 6.5}  # more goes along
    shares = [
        {b.to: b.share for b in variant(drawn, name).steps["answer"].then} for name in ("today", "more")
    ]
    assert shares[0] == shares[1]
    assert shares[0]["unresolved"] == pytest.approx(0.12)
    assert variant(drawn, "quick").steps["decide"].takes.mean == 4.5
    assert variant(drawn, "today").steps["decide"].takes.mean == 10.0
    assert drawn.hash != town.hash == redraw.scenario_with({}).hash


def test_what_a_change_sets_goes_along_with_what_is_assumed(town, tmp_path):
    shares = "{decide: 0.2, resolved: 0.75, unresolved: 0.05}"
    more = f"more_marks: {{design: today, set: {{steps.answer.mark: 8, steps.answer.then: {shares}}}}}"
    path = tmp_path / "more.yaml"
    path.write_text(TOWN.replace("changes:", f"changes:\n  {more}"))
    drawn = Redraw(load(path)).scenario_with(
        {"designs.today.steps.answer.mark": 6.5, "designs.today.steps.answer.then.unresolved": 0.13}
    )
    assert variant(drawn, "more_marks").steps["answer"].mark.mean == 7.5  # half a mark lower, as today
    assert variant(drawn, "more").steps["answer"].mark.mean == 7.5  # extends today, with another mark
    found = {branch.to: branch.share for branch in variant(drawn, "more_marks").steps["answer"].then}
    odds = 0.05 / 0.95 * (0.13 / 0.87) / (0.1 / 0.9)
    assert found["unresolved"] == pytest.approx(odds / (1 + odds))
