"""Exact sums: those of math.fsum, whatever the numbers and their order."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.exact import FEW, PIECE, total

FINITE = st.floats(-1e200, 1e200)


@given(st.lists(FINITE, min_size=1, max_size=40), st.randoms(use_true_random=False))
def test_it_is_the_sum_rounded_once_in_any_order(some, luck):
    numbers = some * (FEW // len(some) + 1)
    luck.shuffle(numbers)
    assert total(np.array(numbers)) == math.fsum(numbers)


@pytest.mark.parametrize("count", [0, 1, FEW - 1, FEW, PIECE, PIECE + 1, 3 * PIECE])
def test_of_any_number_of_marks(count):
    marks = np.random.default_rng(1).normal(7.0, 1.0, count)
    assert total(marks) == math.fsum(marks)
    assert total(np.maximum(marks - 7.0, 0.0)) == math.fsum(np.maximum(marks - 7.0, 0.0))


def test_what_is_lost_in_a_plain_sum_is_not():
    assert total(np.array([1e16, 1.0, -1e16] * FEW)) == FEW
    assert total(np.full(FEW, 5e-324)) == FEW * 5e-324
