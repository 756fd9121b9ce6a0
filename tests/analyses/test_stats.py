"""Simultaneous intervals: against published tables and reference libraries, and what they do with little or odd data."""

import math

import numpy as np
import pytest
from scipy import stats as reference

from sim.analyses.judging.stats import FEW, FURTHEST, effect, max_t
from sim.results.intervals import t_quantile


def pairs(n: int, columns: int, seed: int = 1):
    """A baseline and so many changes, independent of each other: differences correlate by one half."""
    noise = np.random.default_rng(seed).standard_normal((columns + 1, n))
    return noise[0], list(noise[1:])


def effects(n: int, columns: int, seed: int = 1):
    before, after = pairs(n, columns, seed)
    return [effect(before, one, False) for one in after]


@pytest.mark.parametrize(("changes", "width"), [(1, 1.96), (2, 2.21), (4, 2.44), (9, 2.69)])
def test_many_changes_against_one_baseline_as_in_dunnetts_table(changes, width):
    found = max_t(effects(2000, changes), 0.05, (1,))
    assert found == pytest.approx([width] * changes, abs=0.04)  # Dunnett 1964, two-sided, infinite degrees


def test_the_interval_of_dunnett_in_a_reference_library():
    before, after = pairs(1000, 3)
    ours = max_t([effect(before, one, False) for one in after], 0.05, (1,))[0]
    theirs = reference.dunnett(*after, control=before).confidence_interval(0.95)
    half = (theirs.high - theirs.low)[0] / 2.0
    pooled = math.sqrt(np.mean([np.var(row, ddof=1) for row in (before, *after)]) * 2.0 / 1000)
    assert ours == pytest.approx(half / pooled, rel=0.02)


def test_effects_that_go_together_more_or_less_as_in_a_reference_library():
    """The point beyond which the largest of four normals with these correlations comes with 5%, by integration."""
    together = np.array([[1, 0.9, 0.3, 0], [0.9, 1, 0.3, 0], [0.3, 0.3, 1, -0.6], [0, 0, -0.6, 1]])
    noise = np.random.default_rng(8).multivariate_normal(np.zeros(4), together, 4000)
    found = max_t([effect(np.zeros(4000), column, False) for column in noise.T], 0.05, (1,))[0]
    law = reference.multivariate_normal(np.zeros(4), together)
    inside = law.cdf(np.full(4, found), lower_limit=np.full(4, -found))
    assert inside == pytest.approx(0.95, abs=0.005)


def by_the_book(columns, alpha, seed, count):
    """Return the half-width of max-t (Romano & Wolf 2005, with the same replications drawn), one resample at a time."""
    generator, n, largest = np.random.default_rng(seed), len(columns[0]), []
    for first in range(0, count, 500):
        for rows in generator.integers(0, n, (min(500, count - first), n)):
            each = []
            for column in columns:
                drawn = column[rows]
                each.append(abs(drawn.mean() - column.mean()) / (drawn.std(ddof=1) / math.sqrt(n)))
            largest.append(max(each))
    return sorted(largest)[math.ceil((1 - alpha) * (count + 1)) - 1]


@pytest.mark.parametrize("n", [12, 30])
def test_max_t_is_what_a_plain_loop_over_resamples_gives(n):
    rng = np.random.default_rng(n)
    luck = rng.random(n)
    columns = [luck + rng.random(n) ** 2 for _ in range(5)]
    found = max_t([effect(np.zeros(n), column, False) for column in columns], 0.05, (3, n))
    assert found == pytest.approx([by_the_book(columns, 0.05, [3, n], 4999)] * 5, rel=1e-6)


def test_what_the_bootstrap_asks_has_an_end():
    """Of ten pairs and many effects some resample always has next to no variance left: 100 standard errors were asked."""
    each = effects(10, 150)
    end = 1 - 0.05 / 150 / FURTHEST / 2
    assert max_t(each, 0.05, (1,)) == pytest.approx([t_quantile(end, one.matched) for one in each])


def test_what_rests_on_few_replications_goes_to_the_end():
    values = np.zeros(40)
    values[:2] = 1.0, 1.1
    found = effect(np.zeros(40), values, False)
    assert max_t([found], 0.05, (1,))[0] == pytest.approx(t_quantile(1 - 0.05 / FURTHEST / 2, found.matched))


def test_a_single_bootstrap_interval_as_in_a_reference_library():
    values = np.random.default_rng(3).exponential(size=200)
    found = effect(np.zeros(200), values, False)
    ours = max_t([found], 0.05, (1,))[0] * found.error
    resampled = reference.bootstrap((values,), np.mean, n_resamples=4999, method="basic", rng=1)
    theirs = resampled.confidence_interval
    assert ours == pytest.approx((theirs.high - theirs.low) / 2.0, rel=0.08)


def test_with_few_pairs_student_and_bonferroni():
    flat = effect(np.zeros(FEW - 1), np.arange(FEW - 1.0), False)  # no tails: as many degrees as there are
    found = max_t([flat, *effects(FEW - 1, 4)], 0.05, (1,))
    least = t_quantile(1 - 0.05 / 10, FEW - 2)
    assert found[0] == pytest.approx(least)
    assert all(least <= width < 1.5 * least for width in found)


def test_heavy_tails_leave_fewer_degrees_of_freedom():
    values = np.zeros(50)
    values[:5] = 1.0  # of which kurtosis is 8.1
    one = effect(np.zeros(50), values, False)
    assert one.matched == pytest.approx(2 * 50 / (reference.kurtosis(values, fisher=False) - 1))
    assert one.rests_on == pytest.approx(50 / 8.111, rel=1e-3)


def test_what_goes_together_costs_less_than_bonferroni():
    before, (after, *_) = pairs(100, 1)
    same = [effect(before, after + 0.01 * k, False) for k in range(10)]
    assert max_t(same, 0.05, (1,))[0] < 2.2 < t_quantile(1 - 0.05 / 20, 99)


def test_the_same_seed_gives_the_same_bits():
    assert max_t(effects(40, 6), 0.05, (7, 40)) == max_t(effects(40, 6), 0.05, (7, 40))
    assert max_t(effects(40, 6), 0.05, (7, 40)) != max_t(effects(40, 6), 0.05, (8, 40))


def test_no_difference_in_any_pair_is_certain():
    values = np.random.default_rng(1).random(20)
    found = effect(values, values * (1 + 1e-14), False)
    assert (found.mean, found.error) == (0.0, 0.0)
    others = effects(40, 3)
    assert max_t([found, *others], 0.05, (1,)) == [0.0, *max_t(others, 0.05, (1,))]


def test_one_pair_that_differs_does_not_widen_the_others():
    before, after = np.zeros(40), np.zeros(40)
    after[7] = 1.0
    rare = effect(before, after, False)
    widths = max_t([rare, *effects(40, 3)], 0.05, (1,))
    assert 5.0 < widths[0] < 50.0
    assert widths[1] < 3.5


def test_a_relative_effect_has_the_error_of_the_baseline_in_it():
    rng = np.random.default_rng(5)
    found = []
    for _ in range(400):
        before = 10.0 + rng.standard_normal(30)
        after = before * 0.9 + 0.3 * rng.standard_normal(30)
        found.append(effect(before, after, True))
    means = [one.mean for one in found]
    assert np.mean(means) == pytest.approx(-0.1, abs=0.002)
    assert np.mean([one.error for one in found]) == pytest.approx(np.std(means), rel=0.1)


def test_a_part_of_a_baseline_below_nought():
    found = effect(np.array([-9.0, -11.0, -10.0]), np.array([-8.0, -10.0, -9.0]), True)
    assert found.mean == pytest.approx(0.1)


def test_pairs_without_a_value_are_left_out():
    nan = math.nan
    found = effect([1.0, nan, 3.0, 4.0], [2.0, 3.0, nan, 7.0], False)
    assert (found.n, found.mean, found.degrees) == (2, 2.0, 1)
    assert effect([1.0, nan], [2.0, 1.0], False) is None
    assert effect([0.0, 0.0], [1.0, 2.0], True) is None


def test_different_numbers_of_pairs_in_one_bootstrap():
    mixed = [*effects(200, 2), *effects(25, 2, seed=2)]
    widths = max_t(mixed, 0.05, (1,))
    assert min(widths[2:]) > max(widths[:2])  # by their own Student's t
