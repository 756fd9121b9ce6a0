"""Verdicts step by step: what is claimed by intervals that hold together, what by each for itself, and who leaves."""

import numpy as np
import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st
from scipy.special import ndtri

from sim.analyses.judging.criteria import Criterion
from sim.analyses.judging.stats import effect
from sim.analyses.judging.steps import _claimed, findings
from sim.analyses.judging.verdict import GUARDRAIL, HARMFUL, HOBBY, OUTCOME, RELEVANT, UNDECIDED, verdict
from sim.results.intervals import t_quantile

BY = {
    "gain": Criterion("gain", OUTCOME, 1.0, False, 1),
    **{f"guard {k}": Criterion(f"guard {k}", GUARDRAIL, 1.0, False, 1 if k % 2 else -1) for k in range(19)},
}


def normal(mean, error, luck, n=30):
    """An effect with this mean and standard error, of parts that are as normal as n can be, in an order of their own."""
    parts = np.random.default_rng(luck).permutation(ndtri((np.arange(n) + 0.5) / n))
    parts *= error / (parts.std(ddof=1) / np.sqrt(n))
    return effect(np.zeros(n), parts + mean, False)


def change(gain=0.0, error=0.1, n=30, **others):
    """A change: its gain, and its guardrails of nought unless named."""
    means = {"gain": gain, **{name.replace("_", " "): mean for name, mean in others.items()}}
    return {name: normal(means.get(name, 0.0), error, luck, n) for luck, name in enumerate(BY)}


def said(changes, method="holm", alpha=0.05):
    found = findings(changes, BY, method, alpha, (1, 30))
    return {name: verdict(those) for name, those in found.items()}


@pytest.mark.parametrize(
    ("given", "adjusted"),
    [
        ([0.001, 0.01, 0.05, 0.1, 0.5, 0.9], [0.006, 0.05, 0.2, 0.3, 1.0, 1.0]),  # p.adjust of R 4.5.2
        ([0.001, 0.01, 0.03, 0.5], [0.004, 0.03, 0.06, 0.5]),  # MultipleTesting.jl
        ([0.03, 0.01, 0.5, 0.001], [0.06, 0.03, 0.5, 0.004]),
        ([0.02, 0.02, 0.02], [0.06, 0.06, 0.06]),
        (  # multipletests of statsmodels 0.15.0
            [0.0002, 0.3, 0.011, 0.011, 0.04, 0.9, 0.0131, 0.002],
            [0.0016, 0.6, 0.066, 0.066, 0.12, 0.9, 0.066, 0.014],
        ),
        ([0.04], [0.04]),
        ([], []),
    ],
)
def test_holm_as_published(given, adjusted):
    """Changes with one measure, few pairs and nought as the threshold: relevant at the levels from the adjusted p-value on."""
    parts = np.arange(9.0) - 4.0
    error = parts.std(ddof=1) / 3
    found = {
        f"change {k}": {"gain": effect(np.zeros(9), parts + error * t_quantile(1 - p / 2, 8), False)}
        for k, p in enumerate(given)
    }
    by = {"gain": Criterion("gain", OUTCOME, 0.0, False, 1)}
    for alpha in {0.9 * one for one in adjusted} | {min(1.1 * one, 0.999) for one in adjusted}:
        said = [verdict(those) for those in findings(found, by, "holm", alpha, (1,)).values()]
        assert said == [RELEVANT if one <= alpha else UNDECIDED for one in adjusted]


def test_no_harm_has_to_be_shown_of_each_measure_by_itself_and_gain_of_one_among_all():
    """Two errors and a half from a threshold is enough for the one, with one change; for the other it is not."""
    error = 1.0 / 2.5
    assert said({"idle": change(0.0, error)}) == {"idle": HOBBY}
    assert said({"idle": change(0.0, error)}, "max-t") == {"idle": UNDECIDED}
    assert said({"gain": change(1.0 + 2.5 * error, error)}) == {"gain": UNDECIDED}
    assert said({"gain": change(1.0 + 4.0 * error, error)}) == {"gain": RELEVANT}
    assert said({"harm": change(0.0, error, guard_1=-1.0 - 2.5 * error)}) == {"harm": UNDECIDED}
    assert said({"harm": change(0.0, error, guard_1=-1.0 - 4.0 * error)}) == {"harm": HARMFUL}


def test_those_that_have_a_verdict_leave_their_part_of_the_error_to_the_others():
    error = 1.0 / 2.5
    many = {f"plain {k}": change(0.0, 0.02) for k in range(9)}
    assert said({**many, "near": change(0.0, error)})["near"] == HOBBY
    beside = {f"open {k}": change(1.0, 0.02) for k in range(9)}
    assert said({**beside, "near": change(0.0, error)})["near"] == UNDECIDED
    level = t_quantile(1 - 0.05 / 10 / 2, 29)
    (one, *_) = findings({**beside, "near": change(0.0, error)}, BY, "holm", 0.05, (1, 30))["near"]
    assert one.high == pytest.approx(level * error, rel=0.01)


@over(
    st.floats(-3, 3),
    st.floats(0.01, 2),
    st.floats(0.01, 2),
    st.floats(0, 1.5),
    st.floats(0, 1.5),
    st.sampled_from([-1, 1]),
)
def test_each_end_says_what_may_be_said(mean, below, above, more, further, way):
    """Beyond a threshold by the far interval, on this side of it by the near one; and it lies between the two."""
    by = Criterion("any", OUTCOME, 0.5, False, way)
    near = mean - below, mean + above
    far = near[0] - more, near[1] + further
    low, high = _claimed(by, near, far)
    assert far[0] <= low <= near[0] <= near[1] <= high <= far[1]
    assert (low > 0.5, low >= -0.5) == (far[0] > 0.5, near[0] >= -0.5)
    assert (high < -0.5, high <= 0.5) == (far[1] < -0.5, near[1] <= 0.5)


@settings(max_examples=30, deadline=None)
@over(st.lists(st.tuples(st.floats(-4, 4), st.floats(0.05, 1), st.floats(-2, 2)), min_size=1, max_size=4))
def test_what_holds_all_together_step_by_step_says_too(rows):
    """Whatever is decided by intervals that hold at once is decided so in steps: they only find more."""
    changes = {f"change {k}": change(gain, error, guard_2=harm) for k, (gain, error, harm) in enumerate(rows)}
    at_once, in_steps = said(changes, "max-t"), said(changes)
    assert all(in_steps[name] == one for name, one in at_once.items() if one != UNDECIDED)


@pytest.mark.parametrize(("gain", "right"), [(4.0, RELEVANT), (0.0, HOBBY)])
def test_many_measures_of_many_changes_do_not_leave_undecided_what_ten_pairs_show(gain, right):
    """Eight changes of twenty measures, five errors from every border: intervals of a hundred errors left all of them open."""
    changes = {f"change {k}": change(gain, 0.2, 10) for k in range(8)}
    assert set(said(changes).values()) == {right}


def test_more_changes_widen_what_is_said_of_each():
    alone = findings({"a": change(0.3, 0.3)}, BY, "holm", 0.05, (1, 30))["a"]
    among = findings({name: change(0.3, 0.3) for name in "abcdefgh"}, BY, "holm", 0.05, (1, 30))["a"]
    assert all(one.low > other.low and one.high < other.high for one, other in zip(alone, among, strict=True))
