"""What is over cases or visits is of all of them: pooled over replications, with the jackknife's interval."""

import math
from statistics import fmean, stdev

import numpy as np
import pytest

import sim
from sim.engines import replicate
from sim.records.product_limit import MEDIAN, rows
from sim.results.intervals import half_width
from sim.results.measured import ratio, variance
from sim.results.pooling import Series, pooled
from sim.results.resistance import Worst
from sim.runs.collect import Sample, Variant

ONE_DAY = """
title: Days that differ
world:
  needs: {call: {rate: 24 / hour, dispersion: 60}}
designs:
  today:
    roles: {desk: {staff: 1}}
    steps: {serve: {role: desk, takes: exponential 1.5 min}}
changes:
  more: {design: today, set: {roles.desk.staff: 2}}
run: {length: 1 day, replications: 30}
"""


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    path = tmp_path_factory.mktemp("days") / "days.yaml"
    path.write_text(ONE_DAY)
    return sim.load(path)


def series(values):
    made = Series()
    for value in values:
        made.extend(value)
    return made.pool(len(made))


def brute(function, rows):
    """Return the jackknife's error of a function of summed rows."""
    rows = np.array(rows, float)
    without = np.array([function(rows.sum(axis=0) - row) for row in rows])
    n = len(rows)
    return math.sqrt((n - 1) / n * np.square(without - without.mean()).sum())


def error(shares):
    return stdev(shares) / math.sqrt(len(shares))


def test_a_ratio_by_hand():
    found = series([ratio(10.0, 1), ratio(2.0, 3), ratio(0.0, 0)])
    assert found.estimate == 3.0  # 12 over 4, and not the mean of 10 and 2/3
    two = series([ratio(10.0, 1), ratio(2.0, 3)])
    assert two.shares == pytest.approx([3.0 + (10 - 2 / 3) / 2, 3.0 - (10 - 2 / 3) / 2])
    assert series([ratio(3.0, 2)]).shares == (1.5,)  # one replication


def test_ratios_of_equal_size_are_as_they_were():
    values = [1.0, 4.0, 2.5, 7.0]
    assert series([ratio(10 * one, 10) for one in values]).shares == pytest.approx(values)


CASES = {
    "ratio": (lambda row: row[0] / row[1], lambda rng, n: ratio(rng.exponential(2.0, n).sum(), n)),
    "variance": (
        lambda row: row[1] / row[2] - (row[0] / row[2]) ** 2,
        lambda rng, n: (lambda x: variance(x.sum(), (x * x).sum(), n))(rng.exponential(2.0, n)),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_jackknife_is_that_of_brute_force(case):
    rng, (function, make) = np.random.default_rng(5), CASES[case]
    values = [make(rng, n) for n in rng.poisson(6.0, 15) + 1]
    found, rows = series(values), [value.sums[0] for value in values]
    assert found.estimate == pytest.approx(function(np.sum(rows, axis=0)))
    assert fmean(found.shares) == pytest.approx(found.estimate)
    assert error(found.shares) == pytest.approx(brute(function, rows))


def test_the_worst_tenth_is_of_all_replications():
    numbers, minutes = np.zeros((2, 642)), np.zeros((2, 642))
    numbers[0, [10, 50]], minutes[0, [10, 50]] = (8, 2), (8.0, 200.0)
    numbers[1, 10], minutes[1, 10] = 10, 10.0
    found = series([pooled(Worst(), np.concatenate(one)) for one in zip(numbers, minutes, strict=True)])
    assert found.estimate == 100.0  # the two with 100 minutes are the tenth of twenty


def times(bins):
    """Return the sums of times that ended, by bin."""
    nothing = np.zeros_like(bins)
    times = (np.array([one]) for one in (0.0, 1e9, 0.0))
    return rows(*(one[:, None] for one in (bins, nothing, nothing)), *times)[0]


def test_a_quantile_is_of_all_histograms_together_with_an_error_like_the_bootstraps():
    rng = np.random.default_rng(3)
    rows = [times(np.bincount(rng.integers(100, 140, n), minlength=642)) for n in rng.poisson(30.0, 40)]
    found, together = series([pooled(MEDIAN, one) for one in rows]), np.sum(rows, axis=0)
    assert found.estimate == MEDIAN(together[None])[0]
    assert MEDIAN.below(together[None], found.estimate)[0] == pytest.approx(0.5)
    assert fmean(found.shares) == pytest.approx(found.estimate)
    drawn = [np.sum([rows[i] for i in rng.integers(0, 40, 40)], axis=0) for _ in range(500)]
    assert error(found.shares) == pytest.approx(np.std(MEDIAN(np.array(drawn))), rel=0.3)


def test_a_quantile_that_is_nought_anyhow_has_no_error():
    bins = np.zeros((5, 642), int)
    bins[:, 0], bins[:, 200] = 7, range(1, 6)
    assert set(series([pooled(MEDIAN, times(one)) for one in bins]).shares) == {0.0}


def test_one_replication_that_is_all_there_is_has_no_interval():
    assert all(map(math.isnan, series([ratio(1.0, 2), ratio(0.0, 0), ratio(0.0, 0)]).shares))


def test_measures_of_many_replications_at_once_are_those_of_each(days):
    """To the last bit, whatever replications are worked out together: else a table would hang on how it came about."""
    variant = Variant(days, "more")
    ones = [replicate(variant.blueprint, 3, number) for number in range(7)]
    together, apart = Sample(), Sample()
    together.add(variant, ones)
    for one in ones:
        apart.add(variant, [one])
    for place, one in enumerate(ones):
        assert repr(together[place]) == repr(apart[place]) == repr({**one.values, **together[place]})
    for name in together.series:
        assert repr(together.measure(name).shares) == repr(apart.measure(name).shares), name


@pytest.mark.parametrize("engine", ["simpy", "compiled"])
def test_the_wait_of_a_caller_is_all_waiting_over_all_callers(days, engine):
    found = sim.run(days, engine=engine, replications=12, jobs=1)
    visits, waits = (found.measures[f"role.desk.{name}"] for name in ("visits", "wait_ended"))
    callers = math.fsum(visits.values)
    waiting = math.fsum(n * wait for n, wait in zip(visits.values, waits.values, strict=True))
    assert waits.mean == pytest.approx(waiting / callers, rel=2e-3)  # but for who waits at the end
    wait, a_day = (found.measures[f"role.desk.{name}"] for name in ("wait", "wait_per_run"))
    assert a_day.mean == pytest.approx(fmean(wait.values))
    assert wait.mean > 1.05 * a_day.mean  # busy days have more callers, who wait longer
    assert visits.mean == fmean(visits.values)  # counts are means over runs
    assert found.over["role.desk.wait"].endswith("pooled over all replications")
    assert found.over["role.desk.wait_per_run"].endswith("mean over runs")
    assert found.over["role.desk.visits"].endswith("mean over runs")


def test_a_difference_is_that_of_the_pooled_means_and_its_interval_of_pairs(days):
    found = sim.compare(days, replications=20, jobs=1).measures["role.desk.wait"]
    assert found.difference == pytest.approx(found.design.mean - found.baseline.mean)
    assert fmean(found.values) == pytest.approx(found.difference)
    judged = sim.run(days, "today", 20, jobs=1).measures["role.desk.wait"]
    assert judged.mean == found.baseline.mean


def test_one_replication_has_a_value_and_no_interval(days):
    wait = sim.run(days, replications=1, jobs=1).measures["role.desk.wait"]
    assert wait.mean == wait.values[0]
    assert wait.half_width is None
    assert half_width([]) is None
