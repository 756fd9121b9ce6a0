"""Intervals of means: Student's t for values that are not skewed, further out where they are, and they cover what they say."""

import math
from statistics import fmean, stdev

import numpy as np
import pytest

import sim
from sim.blueprint import build
from sim.engines import replicate
from sim.results.intervals import Shape, half_width, interval, sides, t_quantile
from sim.results.results import Difference, Measure
from sim.runs.collect import Sample, Variant


def students(values, intervals=1):
    return t_quantile(1 - 0.025 / intervals, len(values) - 1) * stdev(values) / math.sqrt(len(values))


def test_of_values_that_are_not_skewed_it_is_students():
    values = [3.0, 4.0, 5.0, 6.0, 7.0]
    assert interval(values) == pytest.approx((5 - students(values), 5 + students(values)))
    assert half_width(values, 4) == pytest.approx(students(values, 4))
    assert (interval([1.0]), half_width([])) == (None, None)
    assert interval([2.0, 2.0, 2.0]) == (2.0, 2.0)


def test_skewness_by_hand_and_where_it_takes_the_ends():
    shape = Shape.of([0.0, 0.0, 0.0, 4.0])
    assert (shape.mean, shape.error, shape.skewness) == pytest.approx((1.0, 1.0, 2.0))
    assert shape.rests_on == pytest.approx(12**2 / 84)
    assert shape.wanted == 16
    a = 2.0 / (6.0 * 5.0)  # skewness / (6 sqrt n); Hall's monotone cubic, taken back
    q = 2.0
    assert sides(q, 2.0, 25)[1] == pytest.approx((1 - math.cbrt(1 + 6 * a * (-q - a))) / (2 * a))
    assert sides(q, 2.0, 25)[0] == q  # nowhere nearer than Student's
    assert sides(q, -2.0, 25) == sides(q, 2.0, 25)[::-1]
    assert sides(0.0, 2.0, 25) == (0.0, 0.0)
    assert sides(6.0, 2.0, 25) == (6.0, 12.0)  # at most twice as far: Hall's jumps there


def test_turned_round_and_scaled_it_turns_and_scales():
    values = [0.2, 0.3, 0.5, 0.5, 0.8, 1.1, 1.3, 9.0]
    low, high = interval(values, 3)
    assert interval([-value for value in values], 3) == pytest.approx((-high, -low))
    assert interval([10 * value + 1 for value in values], 3) == pytest.approx((10 * low + 1, 10 * high + 1))
    assert high - fmean(values) > fmean(values) - low
    assert half_width(values, 3) == pytest.approx(high - fmean(values))


LAWS = {  # draws, their mean, how often at least 1,000 intervals out of 20 have to cover; Student's cover .95, .92, .89, .85
    "normal": (lambda rng, n: rng.normal(size=n), 0.0, 0.95),
    "exponential": (lambda rng, n: rng.exponential(size=n), 1.0, 0.94),
    "difference of skewed": (
        lambda rng, n: rng.exponential(size=n) ** 2 - 0.3 * rng.exponential(size=n),
        1.7,
        0.91,
    ),
    "lognormal": (lambda rng, n: rng.lognormal(size=n), math.exp(0.5), 0.91),
}


@pytest.mark.parametrize("law", LAWS)
def test_out_of_twenty_skewed_values_it_covers_about_as_it_says(law):
    rng, (draw, mean, least) = np.random.default_rng(8), LAWS[law]
    found = [interval(draw(rng, 20).tolist()) for _ in range(1000)]
    covered = fmean(low <= mean <= high for low, high in found)
    assert covered > least - 0.012


TOGETHER = {  # draws, their mean, what five together have to cover out of 20 each, and what Student's don't
    "exponential": (lambda rng, shape: rng.exponential(size=shape), 1.0, 0.93, 0.88),
    "lognormal": (lambda rng, shape: rng.lognormal(sigma=0.9, size=shape), math.exp(0.405), 0.87, 0.8),
}


@pytest.mark.parametrize("law", TOGETHER)
def test_together_they_hold_together_where_students_do_not(law):
    """Five differences out of 20 pairs; with tails as long as the lognormal's it is some 90% that they cover, as STUDY.md says."""
    rng, (draw, mean, least, most) = np.random.default_rng(11), TOGETHER[law]
    now, before = [], []
    for _ in range(400):
        values = draw(rng, (5, 20))
        ends = [interval(row.tolist(), 5) for row in values]
        now.append(all(low <= mean <= high for low, high in ends))
        before.append(all(abs(fmean(row) - mean) <= students(row.tolist(), 5) for row in values))
    assert fmean(now) > least
    assert fmean(before) < most


DAYS = """
title: Days
world: {needs: {call: {rate: 20 / hour}}}
designs:
  today: {roles: {desk: {staff: 1}}, steps: {serve: {role: desk, takes: lognormal 2.4 min cv 1.5}}}
run: {length: 300 min}
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Many days of one design."""
    path = tmp_path_factory.mktemp("days") / "days.yaml"
    path.write_text(DAYS)
    scenario, sample = sim.load(path), Sample()
    blueprint, variant = build(scenario, "today"), Variant(scenario, "today")
    for number in range(300):
        sample.add(variant, [replicate(blueprint, 3, number)])
    return sample


def test_two_seeds_of_one_design_are_seldom_told_apart(many):
    names = [
        "lead_time",
        "role.desk.wait",
        "role.desk.waited_share",
        "role.desk.utilisation",
        "role.desk.wait_p90",
    ]
    rng, alarms, of_one = np.random.default_rng(4), 0, 0
    for _ in range(150):
        one, other = rng.choice(300, (2, 20), replace=False).tolist()
        both = many.part(one, names), many.part(other, names)
        pairs = [[side.measure(name) for side in both] for name in names]
        alarms += any(Difference("", *pair, len(names)).distinguishable for pair in pairs)
        of_one += Difference("", *pairs[1]).distinguishable
    assert alarms <= 0.05 * 150 + 3 * math.sqrt(0.05 * 0.95 * 150)
    assert of_one <= 0.05 * 150 + 3 * math.sqrt(0.05 * 0.95 * 150)


def test_too_few_for_how_skewed_they_are_is_known():
    skewed = Measure("min", (0.0,) * 9 + (10.0,))
    assert skewed.wanted > 10
    assert Measure("min", tuple(map(float, range(10)))).wanted < 10
    assert skewed.interval[1] - skewed.mean > skewed.mean - skewed.interval[0]
