"""Sensitivity: indices that can be worked out by hand, and verdicts over draws of what is assumed."""

import json
import re

import pytest

import sim
from sim.results.results import Unusable

OFFICE = """
title: Office
world:
  needs:
    question: {rate: {value: 6 / hour, assumption: true, range: [4, 8]}}
  patience: exponential 6 min
  mind: default
designs:
  today:
    roles:
      desk: {staff: 2, cost: {value: 40 / hour, assumption: true, range: [30 / hour, 50 / hour]}}
      back: {staff: 1, cost: {value: 60 / hour, assumption: true, range: [55 / hour, 65 / hour]}}
    steps:
      answer: {role: desk, takes: {value: exponential 12 min, assumption: true}, then: {file: 0.2, resolved: 0.8}}
      file: {role: back, customer: absent, takes: 4 min}
changes:
  new_logo: {design: today, set: {}}
  quick: {design: today, set: {steps.answer.takes: exponential 4 min}}
run: {length: 1 day, warm_up: 2 h, replications: 5}
"""
HOURS = 8760  # in a year
COST = "staff_cost_per_year"
MARKED = [
    "world.needs.question.rate",
    "designs.today.roles.desk.cost",
    "designs.today.roles.back.cost",
    "designs.today.steps.answer.takes",
]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    path = tmp_path_factory.mktemp("office") / "office.yaml"
    path.write_text(OFFICE)
    return sim.load(path)


def sizes(found, measure):
    return {one.assumed.quantity.path: one for one in found.influences[measure]}


def test_morris_of_what_is_linear_is_exact(office):
    found = sim.sensitivity(office, [COST], size=4, only=["cost"], replications=1)
    by = sizes(found, COST)
    assert by["roles.desk.cost"].size == pytest.approx(2 * HOURS * 20, rel=1e-3)  # overtime is dear, too
    assert by["roles.back.cost"].size == pytest.approx(1 * HOURS * 10, rel=2e-2)
    assert by["roles.desk.cost"].other == pytest.approx(0.0, abs=1e-3)
    assert found.points == 4 * (2 + 1)
    assert [one.assumed.quantity.path for one in found.influences[COST]] == [
        "roles.desk.cost",
        "roles.back.cost",
    ]


def test_sobol_shares_of_what_is_linear_are_those_of_the_variances(office):
    found = sim.sensitivity(office, [COST], method="sobol", size=64, only=["cost"], replications=1)
    by = sizes(found, COST)
    share = 40**2 / (40**2 + 10**2)
    assert by["roles.desk.cost"].size == pytest.approx(share, abs=0.03)
    assert by["roles.desk.cost"].other == pytest.approx(share, abs=0.05)
    assert by["roles.back.cost"].size == pytest.approx(1 - share, abs=0.03)
    assert found.points == 64 * (2 + 2)


def test_what_matters_comes_first_and_numbers_do_not_depend_on_the_cores(office):
    one, two = (
        sim.sensitivity(office, ["arrived", "role.desk.utilisation"], size=3, replications=2, jobs=jobs)
        for jobs in (1, 2)
    )
    first = [influence.assumed.quantity.path for influence in one.influences["arrived"][:2]]
    assert first == ["run.length", "world.needs.question.rate"]  # twice as long, and from 4 to 8 an hour
    assert all(influence.size == 0.0 for influence in one.influences["arrived"][2:])
    assert sizes(one, "arrived")["steps.answer.takes"].size == 0.0
    assert sizes(one, "role.desk.utilisation")["steps.answer.takes"].size > 0.1
    for measure in one.influences:
        assert [(i.size, i.other) for i in one.influences[measure]] == [
            (i.size, i.other) for i in two.influences[measure]
        ]


def test_a_difference_from_another_design_has_the_same_draw_on_both_sides(office):
    found = sim.sensitivity(office, ["arrived"], "new_logo", "today", size=2, replications=1)
    assert {one.size for one in found.influences["arrived"]} == {0.0}


def test_verdicts_over_draws(office):
    found = sim.robustness(office, draws=8, replications=5)
    by = {one.change: one for one in found.changes}
    assert (by["new_logo"].own, by["new_logo"].counts, by["new_logo"].robust) == ("hobby", {"hobby": 8}, True)
    assert by["new_logo"].relevant == 0.0
    assert by["quick"].draws == 8
    assert by["quick"].interval[0] <= by["quick"].relevant <= by["quick"].interval[1]
    assert [one.origin for one in found.assumed if one.written] == MARKED
    left_out = {one.origin for one in found.assumed if not one.written}
    assert left_out >= {"world.mind.start_goodwill", "resistance.transfer", "run.length"}


def test_what_cannot_be_done_is_refused(office, small):
    with pytest.raises(Unusable, match="nothing to vary; nothing that is assumed has cost in its path"):
        sim.sensitivity(small, only=["cost"], replications=1)
    with pytest.raises(Unusable, match="power of 2"):
        sim.sensitivity(office, method="sobol", size=10, replications=1)
    with pytest.raises(Unusable, match="known are morris, sobol"):
        sim.sensitivity(office, method="fast", replications=1)


@pytest.mark.parametrize(
    "how", [("--measure", "resistance"), ("--outcomes", "resistance", "--method", "sobol"), ("--verdicts",)]
)
def test_the_command(command, office, tmp_path, how):
    picture = tmp_path / "sensitivity.png"
    few = ("--size", 2, "--replications", 2)
    code, out, _ = command("sensitivity", office.path, *how, *few, "--picture", picture)
    assert code == 0
    said = re.search(
        r"Ranges: (\d+) of (\d+) as the scenario gives them; (\d+) defaults", " ".join(out.split())
    )
    given, count, defaults = map(int, said.groups())
    assert (given, count - defaults) == (3, len(MARKED))
    assert defaults > 0
    assert picture.stat().st_size > 10_000
    code, out, _ = command("sensitivity", office.path, *how, *few, "--json")
    assert json.loads(out)["replications"] == 2


def test_validate_reads_ranges(command, office, tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text(OFFICE.replace("range: [4, 8]", "range: [8, 4]"))
    code, _, err = command("validate", path)
    assert code == 1
    assert "wrong.yaml:5: world.needs.question.rate.range: given [8, 4]" in err
