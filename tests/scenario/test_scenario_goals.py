"""Costs and goals in scenario files: how they are written, and what is refused with its line."""

from pathlib import Path

import pytest

from sim.scenario import ScenarioError, load
from sim.scenario.fields.goals import Goal

LIBRARY = Path(__file__).parents[2] / "scenarios"
TEXT = """\
title: desk
currency: EUR
world:
  needs: {visit: {rate: 10 / hour}}
goals:
  answered: {measure: role.desk.service_level, at_least: 80%, title: Answered in time, why: a promise}
  budget: {measure: cost_per_year, at_most: 500_000, assumption: true}
  soon: {measure: kind.visit.lead_time, at_most: 8 weeks, source: law}
designs:
  today:
    roles: {desk: {staff: 2, cost: 45 / hour, norm: 30 s}}
    steps: {serve: {role: desk, takes: 3 min}}
run: {length: 20 days}
"""


def read(text: str, folder: Path):
    path = folder / "desk.yaml"
    path.write_text(text)
    return load(path)


def test_bounds_are_read_in_the_unit_of_their_measure(tmp_path):
    goals = read(TEXT, tmp_path).goals
    assert (goals["answered"].at_least, goals["answered"].at_most) == (0.8, None)
    assert goals["budget"].at_most == 500_000
    assert goals["soon"].at_most == 8 * 7 * 1440
    assert goals["answered"].title == "Answered in time"


def test_sources_and_assumptions_of_goals_are_kept(tmp_path):
    notes = {note.path: note for note in read(TEXT, tmp_path).notes}
    assert notes["goals.budget"].assumption
    assert notes["goals.soon"].source == "law"


def test_a_bound_per_month_is_read_per_year(tmp_path):
    goals = read(TEXT.replace("500_000", "40_000 / month"), tmp_path).goals
    assert goals["budget"].at_most == pytest.approx(480_000)


@pytest.mark.parametrize(
    ("written", "hourly"), [("45 / hour", 45), ("45/h", 45), ("72_000 / year", 45), ("0 / hour", 0)]
)
def test_the_cost_of_staff_is_that_of_an_hour(written, hourly, tmp_path):
    found = read(TEXT.replace("45 / hour", written), tmp_path)
    assert found.designs["today"].roles["desk"].cost == hourly  # a year has 1,600 worked hours


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("measure: cost_per_year", "measure: cost_per_yer", 7, "did you mean cost_per_year"),
        ("role.desk.service_level", "role.dsk.service_level", 6, "did you mean role.desk.service_level"),
        ("at_least: 80%", "at_lest: 80%", 6, "did you mean at_least"),
        ("at_least: 80%", "at_least: 80", 6, "between 0 and 1"),
        ("at_least: 80%", "at_least: 80%, at_most: 90%", 6, "both of them"),
        (", at_most: 8 weeks", "", 8, "neither of them"),
        ("at_most: 8 weeks", "at_most: 8", 8, "8 min"),
        ("measure: cost_per_year, ", "", 7, "add measure"),
        ("budget:", "resolved:", 7, "no meaning of its own"),
        (", norm: 30 s", "", 6, "add for instance norm"),
        ("cost: 45 / hour, ", "", 7, "add for instance cost"),
        ("kind.visit.lead_time, at_most: 8 weeks", "goodwill, at_least: 7", 8, "add world.mind"),
        ("cost: 45 / hour", "cost: 45", 11, "write the period as well"),
        ("cost: 45 / hour", "cost: 45 / week", 11, "write the period as well"),
        ("cost: 45 / hour", "cost: -45 / hour", 11, "at least 0"),
        ("staff: 2", "staff: unlimited", 11, "a number of staff"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_its_line(old, new, line, said, tmp_path):
    assert old in TEXT
    with pytest.raises(ScenarioError) as caught:
        read(TEXT.replace(old, new), tmp_path)
    found = str(caught.value).splitlines()
    assert len(found) == 1, found
    assert f"desk.yaml:{line}: " in found[0]
    assert said in found[0]


def test_staff_without_a_cost_beside_others_with_one_is_a_warning(tmp_path):
    text = TEXT.replace("roles: {", "roles: {back: {staff: 1}, ").replace(
        "steps: {", "steps: {file: {role: back, takes: 1 min, then: serve}, "
    )
    (warning,) = read(text, tmp_path).warnings
    assert "designs.today.roles.back: has no cost" in warning


TWO = """\
title: desk
world: {needs: {visit: {rate: 10 / hour}}}
designs:
  today:
    roles: {desk: {staff: 2, norm: 30 s}, back: {staff: 1}}
    steps: {serve: {role: desk, takes: 3 min, then: file}, file: {role: back, takes: 1 min}}
changes: {better: {design: today, set: {SET}}}
goals: {answered: {measure: role.back.service_level, at_least: 80%}}
run: {length: 20 days}
"""


@pytest.mark.parametrize(
    "given", ["roles.back.norm: 1 min", "roles.back: {norm: 1 min}", "roles: {back: {norm: 1 min}}"]
)
def test_a_change_may_give_a_role_the_norm_that_a_goal_is_about(given, tmp_path):
    assert read(TWO.replace("SET", given), tmp_path).goals["answered"].measure == "role.back.service_level"


@pytest.mark.parametrize("given", ["", "roles.desk.norm: 1 min", "roles.back.staff: 2"])
def test_the_norm_of_another_role_is_not_enough(given, tmp_path):
    with pytest.raises(ScenarioError, match="where the role has a norm"):
        read(TWO.replace("SET", given), tmp_path)


def test_the_bound_itself_meets_the_goal():
    most, least = Goal(measure="rework_cost", at_most=3), Goal(measure="goodwill", at_least=7)
    assert [most.met_by(value) for value in (2.9, 3.0, 3.1)] == [True, True, False]
    assert [least.met_by(value) for value in (6.9, 7.0, 7.1)] == [False, True, True]
