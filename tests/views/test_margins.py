"""What stands beside a mean tells its interval: one number where both sides are alike, both ends where they are not."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.catalogue.numbers import Scale
from sim.results.results import Difference, Measure
from sim.views.words import row_scale

RARE = """
title: Rare
world:
  needs:
    question: {rate: 6 / hour}
designs:
  today:
    roles: {desk: {staff: 1}}
    steps:
      answer: {role: desk, takes: "lognormal 4 min cv 3"}
  more:
    extends: today
    roles: {desk: {staff: 2}}
goals: {soon: {measure: role.desk.wait, at_most: 3 min}}
judge: {baseline: today}
run: {length: 1 day, replications: 6}
"""
PLAIN = Scale(1.0, "min", 2, "en")


def test_one_number_or_both_ends():
    assert PLAIN.margin(0.31, (0.26, 0.36)) == "0.05"
    assert PLAIN.margin(0.31, (0.02, 0.92)) == "(0.02 .. 0.92)"
    assert PLAIN.margin(0.31, (0.26, 0.369)) == "0.06"  # not more apart than rounding shows
    assert PLAIN.margin(0.31, None) == "-"
    assert PLAIN.estimate(0.31, (0.02, 0.92), sign=True) == "+0.31 (+0.02 .. +0.92)"
    assert PLAIN.estimate(0.31, (0.26, 0.36)) == "0.31 ± 0.05"
    assert PLAIN.estimate(0.31, None) == "0.31"
    assert PLAIN.measured(0.31, (0.26, 0.36)) == "0.31 ± 0.05 min"
    assert PLAIN.measured(0.31, (0.02, 0.92)) == "0.31 min (0.02 .. 0.92)"
    assert Scale(100.0, "%", 1, "nl").measured(0.031, (0.002, 0.092)) == "3,1% (0,2 .. 9,2)"
    assert Scale(100.0, "%", 1, "nl").estimate(0.031, (0.002, 0.092)) == "3,1 (0,2 .. 9,2)"


@given(
    mean=st.floats(-9, 9),
    arms=st.tuples(st.floats(0, 9), st.floats(0, 9)),
    decimals=st.integers(0, 3),
)
def test_what_is_written_gives_the_interval_back(mean, arms, decimals):
    low, high = mean - arms[0], mean + arms[1]
    numbers = [*map(float, re.findall(r"-?\d+\.?\d*", Scale(1.0, "", decimals, "en").margin(mean, (low, high))))]
    read = numbers if len(numbers) == 2 else [mean - numbers[0], mean + numbers[0]]
    rounding = 10.0**-decimals * (0.5 if len(numbers) == 2 else 1.5) + 1e-9
    assert read == pytest.approx([low, high], abs=rounding)


def test_an_interval_that_leaves_out_nought_never_looks_as_if_it_held_it():
    """Where half of the longer side was shown, a difference of 0.31 ± 0.61 was called higher."""
    values = (0.01, 0.02, 0.02, 0.03, 0.03, 0.05, 1.9)
    d = Difference("min", Measure("min", (0.0,) * 7), Measure("min", tuple(x + 0.6 for x in values)))
    assert d.distinguishable
    assert d.half_width > d.difference
    margin = row_scale(d, "en").margin(d.difference, d.interval, sign=True)
    low, high = map(float, re.findall(r"[+-]\d+\.\d+", margin))
    assert 0.0 < low < d.difference < high
    assert d.verdict == "higher"


@pytest.fixture(scope="module")
def rare(tmp_path_factory):
    path = tmp_path_factory.mktemp("rare") / "rare.yaml"
    path.write_text(RARE)
    return path


@pytest.mark.parametrize(
    "asked",
    [
        ("run",),
        ("compare",),
        ("resistance", "--designs", "today,more"),
        ("mirrors",),
        ("sweep", "roles.desk.staff", "1..2", "--measure", "role.desk.wait"),
    ],
)
def test_commands_show_both_ends(command, rare, asked):
    code, out, err = command(asked[0], rare, *asked[1:])
    assert code == 0, err
    assert re.search(r"\([+-]?[\d.,]+ \.\. [+-]?[\d.,]+\)", out) or asked[0] == "compare"
    if asked[0] == "run":
        wait = sim.run(sim.load(rare)).measures["role.desk.wait"]
        how = r"desk: waiting time +([\d.]+) +\(([\d.]+) \.\. ([\d.]+)\)"
        shown = [float(one) for one in re.search(how, out).groups()]
        assert shown == pytest.approx([wait.mean, *wait.interval], abs=0.06)


def test_json_and_tables_have_both_ends(command, rare):
    result = sim.run(sim.load(rare))
    wait = result.measures["role.desk.wait"]
    assert result.table().loc["role.desk.wait", ["low", "high"]].tolist() == list(wait.interval)
    for asked in (("run",), ("compare",), ("sweep", "roles.desk.staff", "1..2")):
        found = json.loads(command(asked[0], rare, *asked[1:], "--json")[1])
        assert all("interval" in one for one in estimates(found))


def estimates(found):
    """All that has a half-width, however deep."""
    if isinstance(found, dict):
        yield from [found] if "half_width" in found else []
    for one in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from estimates(one)


NEVER = """
title: Never
world:
  needs:
    question: {rate: 30 / hour}
designs:
  today:
    roles: {desk: {staff: 900}}
    steps:
      answer: {role: desk, takes: 1 min, then: {file: 0.3, resolved: 0.7}}
      file: {role: desk, customer: absent, takes: 3 min}
  slow:
    extends: today
    roles: {desk: {staff: 900}}
    steps: {file: {takes: 3 days}}
judge: {baseline: today, outcomes: [lead_time_p90, lead_time_p50]}
run: {length: 1 day, replications: 3}
"""


@pytest.mark.parametrize(("language", "said"), [("en", "not reached"), ("nl", "niet bereikt")])
def test_a_percentile_that_is_not_reached_says_so_in_a_comparison_too(command, tmp_path, language, said):
    path = tmp_path / "never.yaml"
    path.write_text(f"language: {language}\n" + NEVER)
    runs = command("run", path, "--design", "slow")[1]
    assert runs.count(said) == 1
    compared = command("compare", path)[1]
    (line,) = [line for line in compared.splitlines() if said in line]
    assert "90" in line
    assert line.split()[-1] == "-"
    assert json.loads(command("compare", path, "--json")[1])["not_reached"]["slow"][0] == "lead_time_p90"
    report = tmp_path / "page.html"
    assert command("report", path, "--out", report, "--no-store", "--no-turns", "--replications", 3)[0] == 0
