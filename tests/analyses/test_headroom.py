"""Headroom: the largest multiple of today's demand at which the norms hold, against Erlang's formula."""

import json
from pathlib import Path

import pytest
from scipy.optimize import brentq

import sim
from sim.results.results import Unusable
from sim.theory.queues import mmc_wait_over

DESK = """
title: Desk
world:
  needs:
    question: {rate: 24 / hour}
designs:
  today:
    roles: {desk: {staff: 4, norm: 2 min}}
    steps:
      answer: {role: desk, takes: exponential 5 min}
run: {length: 20 days, warm_up: 1 day, replications: 8}
"""
GOALS = """
goals:
  answered: {measure: role.desk.service_level, at_least: 95%}
  sooner: {measure: lead_time, at_most: 60 min}
  budget: {measure: cost_per_year, at_most: 1}
"""


def loaded(folder, text):
    path = folder / "headroom.yaml"
    path.write_text(text)
    return sim.load(path)


def erlang(share):
    """The multiple of 24 an hour at which this share waits at most 2 minutes for one of 4 who take 5 minutes."""
    return brentq(lambda multiple: mmc_wait_over(2.0, 0.4 * multiple, 0.2, 4) - (1.0 - share), 0.1, 1.99)


@pytest.mark.parametrize("share", [0.8, 0.95])
def test_the_largest_load_of_erlang_c_lies_in_the_interval(tmp_path, share):
    found = sim.headroom(loaded(tmp_path, DESK), share=share)
    low, high = found.interval
    assert low <= erlang(share) <= high
    assert found.multiple == pytest.approx(erlang(share), rel=0.03)
    assert high - low < 0.1
    assert found.monotone
    assert [norm.measure for norm in found.first] == ["role.desk.service_level"]
    assert found.norms[0].usual


def test_twice_the_demand_has_half_the_headroom_to_the_last_bit(tmp_path):
    once = sim.headroom(loaded(tmp_path, DESK), replications=3)
    twice = sim.headroom(loaded(tmp_path, DESK.replace("24 / hour", "48 / hour")), replications=3)
    assert once.multiple > 1.0 > twice.multiple
    assert (twice.multiple, twice.interval) == (once.multiple / 2, tuple(end / 2 for end in once.interval))


def test_all_needs_grow_together_and_nothing_else(tmp_path):
    split = DESK.replace("question: {rate: 24 / hour}", "question: {rate: 16 / hour}\n    other: {rate: 192 / day}")
    assert erlang(0.8) == pytest.approx(sim.headroom(loaded(tmp_path, split)).multiple, rel=0.03)


def test_goals_are_norms_but_for_money_and_the_tightest_gives_way_first(tmp_path):
    priced = DESK.replace("norm: 2 min", "norm: 2 min, cost: 30 / hour")
    found = sim.headroom(loaded(tmp_path, priced + GOALS))
    assert [norm.measure for norm in found.norms] == ["role.desk.service_level", "lead_time"]
    assert not any(norm.usual for norm in found.norms)
    assert found.multiple == pytest.approx(erlang(0.95), rel=0.03)
    assert [norm.measure for norm in found.first] == ["role.desk.service_level"]


def test_customers_who_are_counted_have_needs_so_many_times_as_often(tmp_path):
    rate = f"rate: {24 * 24 * 365 / 5000!r} / year per customer"
    town = DESK.replace("  needs:", "  customers: {population: 5_000}\n  needs:").replace("rate: 24 / hour", rate)
    assert erlang(0.8) == pytest.approx(sim.headroom(loaded(tmp_path, town)).multiple, rel=0.03)


def test_where_the_norms_hold_at_all_that_is_tried_or_at_none(tmp_path):
    desk = loaded(tmp_path, DESK)
    found = sim.headroom(desk, up_to=1.1, replications=3)
    assert (found.multiple, found.beyond, found.first) == (1.1, True, ())
    assert found.interval[1] == 1.1
    slow = loaded(tmp_path, DESK + "goals: {never: {measure: lead_time, at_most: 4 min}}\n")
    found = sim.headroom(slow, up_to=2, replications=3)
    assert (found.multiple, found.tries[0].multiple) == (0.0, 0.5)
    assert [norm.measure for norm in found.broken(found.tries[0])] == ["lead_time"]


@pytest.mark.parametrize(
    ("old", "new", "asked", "said"),
    [
        ("rate: 24 / hour", "at: [1 h, 2 h]", {}, "of times there is no multiple"),
        (", norm: 2 min", "", {}, "no norm or goal"),
        ("", "", {"share": "120%"}, "between 0 and 1"),
        ("", "", {"up_to": 1}, "above 1"),
        ("", "", {"probability": 1.0}, "from .5 up to 1"),
        ("", "", {"replications": 1}, "2 or more"),
    ],
)
def test_what_has_no_headroom_is_refused_in_one_line(tmp_path, old, new, asked, said):
    desk = loaded(tmp_path, DESK.replace(old, new) if old else DESK)
    with pytest.raises(Unusable, match=said) as refused:
        sim.headroom(desk, **asked)
    assert "\n" not in str(refused.value)


def test_the_command_in_two_languages_and_in_json(command, tmp_path):
    path = loaded(tmp_path, DESK).path
    code, out, _ = command("headroom", path, "--replications", 3)
    assert code == 0
    assert "Headroom: all norms hold up to 1.3" in out
    assert "95% if the model and its numbers hold" in out
    assert "gives way first" in out
    assert "usual one [A]" in out
    document = json.loads(command("headroom", path, "--replications", 3, "--json")[1])
    assert document["interval"][0] <= document["headroom"] <= document["interval"][1]
    assert document["norms"][0]["gives_way_first"]
    Path(path).write_text("language: nl\n" + DESK)
    assert "Speelruimte: alle normen houden tot 1,3" in command("headroom", path, "--replications", 3)[1]
    assert command("headroom", path, "--share", "x")[0] == 2
