"""What comes from outside, of which the mean is known: needs, work and patience, as control variates."""

import re

import numpy as np
import pytest

import sim
from sim.analyses.judging import controls
from sim.blueprint import build
from sim.kernel import streams
from sim.runs.replications import measured, plan

TOWN = """
title: Town
world:
  customers: {population: 300}
  needs:
    question: {rate: 20 / year per customer, profile: office_hours}
    visit: {rate: 3 / weekday, profile: {weekdays: [5, 4, 3, 2, 1], hours: "09:00-12:30"}, dispersion: 2}
    letter: {at: [1 day, 9 days], count: 7}
  mind: {leaving: {p0: 0.1}}
designs:
  today:
    roles: {desk: {staff: 2}}
    steps: {serve: {role: desk, takes: exponential 3 min}}
run: {length: 60 days, warm_up: 5 days, replications: 60}
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    path = tmp_path_factory.mktemp("town") / "town.yaml"
    path.write_text(TOWN)
    return sim.load(path)


def test_draws_are_those_of_the_engines():
    entities = np.arange(50, dtype=np.uint64) + np.uint64(2**61 + 5)
    found = controls.uniforms(2**40 + 3, 7, entities, streams.VISIT, 2**31 + 9)
    each = [streams.block(2**40 + 3, 7, int(one), streams.VISIT, 2**31 + 9, 0) for one in entities]
    assert np.array_equal(np.column_stack(found), np.array(each))


def test_what_comes_has_the_mean_that_is_known(town):
    runs = list(measured(town, {"today": range(60)}, plan(town, None, None, None, None))["today"])
    needs, work, patience = controls.columns(town, build(town, "today"), runs, town.run.seed).T
    assert min(one["dropped"] for one in runs) > 0  # of customers who left
    expected = 300 * 20 * 55 / 365.25 + 3 * 39 + 7  # of the weekdays
    assert abs(needs.mean() - expected) < 0.02 * expected
    for drawn in (work, patience):
        assert drawn.std() > 0.0
        assert abs(drawn.mean() - 1.0) < 4.0 * drawn.std(ddof=1) / np.sqrt(60)


@pytest.mark.parametrize("rate", ["20 / year per customer", "40 / day"])
def test_work_that_is_brought_is_the_work_that_is_done(tmp_path, rate):
    path = tmp_path / "alone.yaml"
    text = TOWN.replace("20 / year per customer", rate).replace("warm_up: 5 days, ", "")
    path.write_text(
        re.sub("(?m)^    (visit|letter).*\n", "", text.replace("leaving: {p0: 0.1}", "leaving: off"))
    )
    scenario = sim.load(path)
    runs = measured(scenario, {"today": range(60)}, plan(scenario, None, None, None, None))["today"]
    work = controls.columns(scenario, build(scenario, "today"), list(runs), scenario.run.seed)[:, 1]
    assert np.corrcoef(work, [one["step.serve.handling"] for one in runs])[0, 1] > 0.6


def made(n, slope, seed):
    rng = np.random.default_rng(seed)
    came = rng.standard_normal((n, 3))
    parts = slope * came[:, 0] + rng.standard_normal(n)
    return parts - parts.mean(), came


def test_what_needs_explain_is_saved():
    assert controls.saved(*made(4000, 3.0, 1)) == pytest.approx(1 + 3.0**2, rel=0.1)


def test_slopes_that_explain_nothing_cost():
    found = [controls.saved(*made(20, 0.0, seed)) for seed in range(400)]
    assert np.mean(found) < 1.0


def test_what_never_differs_is_no_control():
    parts, came = made(100, 1.0, 1)
    came[:, 1:] = 5.0
    assert controls.saved(parts, came) == pytest.approx(controls.saved(parts, came[:, :1]))
