"""Sliders in a scenario file: how they are written, the values that they go through, and what is refused with its line."""

import pytest

import sim
from sim.scenario.inspect.sliders import DEMAND, number_at, sliders, written_settings

TEXT = """\
title: Desk
world:
  needs:
    visit: {rate: 10 / hour}
    letter: {rate: 4 / hour}
designs:
  today:
    roles: {desk: {staff: {"mon-fri 08:00-12:00": 4, "mon-fri 12:00-17:00": 2, "sat 09:00-12:00": 0}}, back: {staff: 2}}
    steps: {serve: {role: desk, takes: exponential 3 min, then: {file: 0.2, resolved: 0.8}}, file: {role: back, takes: 5 min}}
  other: {extends: today, roles: {extra: {staff: 1}}}
run: {length: 5 days}
play:
  desk: {path: roles.desk.staff, from: 2, to: 6, label: {en: At the desk, nl: Aan de balie}}
  busy: {path: world.needs.*.rate, from: 50%, to: 1.5, step: 25%}
  long: {path: steps.serve.takes, from: 1 min, to: 200 s, step: 30 s, label: Talking}
  extra: {path: roles.extra.staff, from: 0, to: 2}
"""


def read(folder, text=TEXT):
    path = folder / "desk.yaml"
    path.write_text(text, encoding="utf-8")
    return sim.load(path)


def test_each_goes_through_its_values_and_the_scenarios_own(tmp_path):
    found = {one.name: one for one in sliders(read(tmp_path))}
    assert found["desk"].values == (2, 3, 4, 5, 6)
    assert found["busy"].values == (0.5, 0.75, 1.0, 1.25, 1.5)
    assert found["long"].values == (1.0, 1.5, 2.0, 2.5, 3.0)
    assert found["extra"].quantity.now == 1.0  # of the first design that has it
    assert found["desk"].labels == {"en": "At the desk", "nl": "Aan de balie"}


def test_a_value_between_two_steps_is_one_of_them(tmp_path):
    made = read(tmp_path, TEXT.replace("step: 30 s", "step: 70 s"))
    assert 3.0 in next(one for one in sliders(made) if one.name == "long").values


def test_a_plan_of_staff_moves_as_a_whole_but_for_hours_without_anybody(tmp_path):
    made = read(tmp_path)
    one = number_at(made, "today", "roles.desk.staff")
    assert one.now == 4
    fewer = dict(written_settings(made, one, 2.0))
    assert fewer == {
        "roles.desk.staff.mon-fri 08:00-12:00": 2,
        "roles.desk.staff.mon-fri 12:00-17:00": 1,
        "roles.desk.staff.sat 09:00-12:00": 0,
    }
    assert sim.what_if(made, fewer).changes["what_if"].set == fewer


def test_all_demand_is_a_multiple_of_each_rate(tmp_path):
    made = read(tmp_path)
    busier = dict(written_settings(made, number_at(made, "today", DEMAND), 1.5))
    assert busier == {"world.needs.visit.rate": "15.0 / hour", "world.needs.letter.rate": "6.0 / hour"}


def test_sliders_are_no_part_of_the_meaning_and_are_written_back(tmp_path):
    made = read(tmp_path)
    assert made.hash == read(tmp_path, TEXT.partition("play:")[0]).hash
    tried = sim.what_if(made, {"roles.back.staff": 3})
    assert sim.scenario(tried.to_yaml()).play == made.play


@pytest.mark.parametrize(
    ("was", "wrong", "field", "said"),
    [
        ("path: roles.desk.staff", "path: roles.dsk.staff", "play.desk.path", "did you mean desk?"),
        ("from: 2, to: 6", "from: 6, to: 2", "play.desk.to", "a value above that of from"),
        ("from: 2, to: 6", "from: 5, to: 6", "play.desk.from", "the scenario has 4 people"),
        ("from: 2, to: 6", "from: 2", "play.desk.to", "add to"),
        ("from: 2, to: 6", "from: 2, too: 6", "play.desk.too", "did you mean to?"),
        ("from: 2, to: 6", "from: two, to: 6", "play.desk.from", "a number of staff"),
        ("step: 30 s", "step: 0 s", "play.long.step", "a step above 0"),
        ("step: 30 s", "step: 1 s", "play.long.step", "at most 100"),
        ("from: 1 min", "from: 1 mni", "play.long.from", "a unit of time"),
        ("label: Talking", "label: {de: Reden}", "play.long.label", "text by language"),
        ("label: Talking", f"label: {'x' * 81}", "play.long.label", "at most 80 signs"),
        ("from: 1 min", "from: [1]", "play.long.from", "a number, with its unit"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, was, wrong, field, said):
    text = TEXT.replace(was, wrong)
    with pytest.raises(sim.ScenarioError) as raised:
        sim.validate(read(tmp_path, text))
    (fault,) = raised.value.faults
    line = next(i for i, one in enumerate(text.splitlines(), 1) if wrong in one)
    assert (fault.field, fault.line) == (field, line)
    assert said in str(fault)


def test_nine_are_too_many(tmp_path):
    more = "".join(f"  more_{i}: {{path: roles.back.staff, from: 1, to: 3}}\n" for i in range(5))
    with pytest.raises(sim.ScenarioError, match="at most 8 sliders"):
        read(tmp_path, TEXT + more)
