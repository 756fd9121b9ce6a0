"""Intervals, paired differences and their verdicts, against values worked out by hand or in tables."""

import math

import pytest

from sim.results.intervals import half_width, t_quantile
from sim.results.results import Difference, Measure

NAN = math.nan


@pytest.mark.parametrize(
    ("probability", "degrees", "expected"),
    [(0.975, 1, 12.706), (0.975, 9, 2.262), (0.975, 29, 2.045), (0.995, 29, 2.756)],
)
def test_t_quantiles_are_those_of_the_tables(probability, degrees, expected):
    assert t_quantile(probability, degrees) == pytest.approx(expected, abs=5e-4)


def test_the_interval_of_a_mean():
    # 1..5: mean 3, standard deviation sqrt(2.5), t(.975, 4) = 2.776
    measure = Measure("min", (1.0, 2.0, 3.0, 4.0, 5.0))
    assert measure.mean == 3.0
    assert measure.half_width == pytest.approx(2.776 * math.sqrt(2.5 / 5), abs=5e-4)


def test_replications_with_nothing_to_divide_by_are_left_out_and_n_says_so():
    measure = Measure("share", (0.5, NAN, 0.7))
    assert (measure.n, measure.mean) == (2, pytest.approx(0.6))
    assert Measure("share", (NAN, NAN)).n == 0
    assert math.isnan(Measure("share", (NAN, NAN)).mean)


def test_one_replication_has_no_interval():
    assert Measure("min", (1.0,)).half_width is None
    assert Difference("min", Measure("min", (1.0,)), Measure("min", (2.0,))).verdict == "unknown"


def test_more_intervals_together_are_wider():
    values = [1.0, 2.0, 4.0, 3.0]
    assert half_width(values, 10) > half_width(values, 2) > half_width(values)


def test_bonferroni_covers_all_intervals_together():
    # 10 intervals together at 95%: each at 99.5%, t(.9975, 3) = 7.453
    assert half_width([1.0, 2.0, 3.0, 4.0], 10) == pytest.approx(7.453 * math.sqrt(5 / 3 / 4), abs=5e-3)


def test_pairing_takes_away_what_both_designs_share():
    luck = (1.0, 9.0, 4.0, 7.0)
    before = Measure("min", luck)
    after = Measure("min", tuple(value + 0.1 + 0.01 * i for i, value in enumerate(luck)))
    difference = Difference("min", before, after)
    assert difference.distinguishable
    assert difference.verdict == "higher"
    assert difference.half_width < before.half_width / 50


def test_a_pair_counts_only_where_both_have_a_value():
    difference = Difference("min", Measure("min", (1.0, NAN, 3.0)), Measure("min", (2.0, 2.0, NAN)))
    assert (difference.n, difference.difference) == (1, 1.0)


def test_verdicts():
    level = Measure("min", (5.0, 5.0, 5.0))
    assert Difference("min", level, level).verdict == "same"
    assert Difference("min", level, Measure("min", (4.0, 6.5, 4.0))).verdict == "not distinguishable"
    assert Difference("min", level, Measure("min", (4.0, 4.1, 4.2))).verdict == "lower"
    assert Difference("min", level, None).verdict == "one design only"


def test_rounding_is_no_finding():
    before = Measure("share", (0.1 + 0.2, 0.3, 0.3))
    after = Measure("share", (0.3, 0.1 + 0.2, 0.1 + 0.2))
    assert Difference("share", before, after).verdict == "same"


def test_equal_measures_are_equal_also_where_there_is_no_value():
    assert Measure("min", (1.0, NAN)) == Measure("min", (1.0, NAN))
