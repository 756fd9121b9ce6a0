"""The number of needs as a control, to measure what it would save: its mean is known, and it is kept where it pays."""

import numpy as np
import pytest

import sim
from sim.intervals import t_quantile
from sim.judging import controls
from sim.judging.stats import Effect, effect
from sim.replications import measured, plan

TOWN = """
title: Town
world:
  customers: {population: 300}
  needs:
    question: {rate: 20 / year per customer, profile: office_hours}
    visit: {rate: 3 / weekday, profile: {weekdays: [5, 4, 3, 2, 1], hours: "09:00-12:30"}, dispersion: 2}
    letter: {at: [1 day, 9 days, 100 days], count: 7}
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


def test_as_many_needs_come_as_are_expected(town):
    runs = measured(town, {"today": range(60)}, plan(town, None, None, None, None))["today"].values()
    came = np.array([controls.came(town, one) for one in runs])
    assert min(one["dropped"] for one in runs) > 0  # of customers who left
    assert abs(came.mean() - controls.expected(town)) < 3.5 * came.std(ddof=1) / np.sqrt(60)


def test_a_flat_rate_counts_the_minutes_measured(tmp_path):
    path = tmp_path / "flat.yaml"
    path.write_text(
        TOWN[: TOWN.index("    question")] + "    question: {rate: 2 / day}\n" + TOWN[TOWN.index("  mind") :]
    )
    assert controls.expected(sim.load(path)) == pytest.approx(2 * 55)


def made(n: int, slope: float, rng: np.random.Generator) -> tuple[Effect, np.ndarray]:
    needs = rng.poisson(400, n).astype(float)
    found = effect(np.zeros(n), 5.0 + slope * (needs - 400) / 20 + rng.standard_normal(n), False)
    assert found is not None
    return found, needs


def test_what_needs_explain_is_taken_out():
    found, needs = made(200, 3.0, np.random.default_rng(1))
    sharp = controls.sharpened(found, needs, 400.0)
    assert (
        6 < (found.error / sharp.error) ** 2 < 14
    )  # some 1 + 3^2: the variance of both parts over that of one
    assert sharp.degrees == found.degrees - 1
    assert abs(sharp.mean - 5.0) < 4 * sharp.error


def test_a_control_that_does_not_pay_is_left_alone():
    found, needs = made(200, 0.2, np.random.default_rng(1))
    assert controls.sharpened(found, needs, 400.0) is found


def test_with_few_pairs_there_is_no_control():
    found, needs = made(10, 3.0, np.random.default_rng(1))
    assert controls.sharpened(found, needs, 400.0) is found


@pytest.mark.parametrize("n", [20, 40])
def test_sharpened_intervals_cover_as_often_as_they_say(n):
    rng, misses = np.random.default_rng(2), 0
    for _ in range(1000):
        found, needs = made(n, 0.5, rng)  # a fifth of the variance: half of the time it seems to pay
        sharp = controls.sharpened(found, needs, 400.0)
        misses += abs(sharp.mean - 5.0) > t_quantile(0.975, sharp.degrees) * sharp.error
    assert misses < 65  # of which 50 are expected
