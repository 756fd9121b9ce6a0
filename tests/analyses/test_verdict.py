"""The verdict rule of model.md, section 6: every branch, and what stands on a border."""

import math

import pytest

from sim.analyses.judging.verdict import (
    GUARDRAIL,
    HARMFUL,
    HOBBY,
    OUTCOME,
    RELEVANT,
    UNDECIDED,
    Finding,
    needed,
    verdict,
)


def found(low: float, high: float, role: str = OUTCOME, better: int = 1, threshold: float = 1.0, n: int = 20):
    """An interval in the better direction, turned round where less is better."""
    ends = (low, high) if better > 0 else (-high, -low)
    return Finding("measure", role, sum(ends) / 2, *ends, threshold, better, n=n)


def guard(low: float, high: float, better: int = 1):
    return found(low, high, GUARDRAIL, better)


SMALL, GAIN, HARM, WIDE, GAIN_OR_NOT, HARM_OR_NOT = (
    (-0.5, 0.5), (1.2, 2.0), (-2.0, -1.2), (-3.0, 3.0), (0.5, 1.5), (-1.5, -0.5),
)  # fmt: skip
CASES = {
    "an outcome improved, the others within": ([GAIN, SMALL], [SMALL], RELEVANT),
    "an outcome improved, another perhaps as well": ([GAIN, GAIN_OR_NOT], [SMALL], RELEVANT),
    "an outcome improved, a guardrail too": ([GAIN], [GAIN], RELEVANT),
    "an outcome improved, another perhaps harmed": ([GAIN, HARM_OR_NOT], [SMALL], UNDECIDED),
    "an outcome improved, a guardrail perhaps harmed": ([GAIN], [HARM_OR_NOT], UNDECIDED),
    "an outcome improved, another harmed": ([GAIN, HARM], [SMALL], HARMFUL),
    "an outcome improved, a guardrail harmed": ([GAIN], [HARM], HARMFUL),
    "all within": ([SMALL, SMALL], [SMALL], HOBBY),
    "all within, a guardrail better": ([SMALL], [GAIN], HOBBY),
    "all within, a guardrail perhaps better": ([SMALL], [GAIN_OR_NOT], HOBBY),
    "all within, a guardrail perhaps harmed": ([SMALL], [HARM_OR_NOT], UNDECIDED),
    "all within, a guardrail harmed": ([SMALL], [HARM], HARMFUL),
    "an outcome perhaps improved": ([GAIN_OR_NOT, SMALL], [SMALL], UNDECIDED),
    "an outcome perhaps harmed": ([HARM_OR_NOT, SMALL], [SMALL], UNDECIDED),
    "an outcome harmed": ([HARM, SMALL], [SMALL], HARMFUL),
    "an outcome harmed, all else open": ([HARM, WIDE], [WIDE], HARMFUL),
    "all open": ([WIDE, WIDE], [WIDE], UNDECIDED),
    "no guardrails, improved": ([GAIN], [], RELEVANT),
    "no guardrails, within": ([SMALL], [], HOBBY),
    "no outcomes": ([], [SMALL], UNDECIDED),
    "nothing at all": ([], [], UNDECIDED),
    "on both borders: within": ([(-1.0, 1.0)], [(-1.0, 1.0)], HOBBY),
    "from the border on: not beyond it": ([(1.0, 1.5)], [], UNDECIDED),
    "up to the border of harm: not beyond it": ([(-1.5, -1.0)], [], UNDECIDED),
}


@pytest.mark.parametrize("better", [1, -1])
@pytest.mark.parametrize("case", CASES)
def test_every_branch(case, better):
    outcomes, guardrails, expected = CASES[case]
    findings = [found(*ends, better=better) for ends in outcomes] + [
        guard(*ends, better) for ends in guardrails
    ]
    assert verdict(findings) == expected


def test_a_certain_nought_is_a_hobby_even_at_a_threshold_of_nought():
    assert verdict([found(0.0, 0.0, threshold=0.0)]) == HOBBY


def test_each_measure_has_its_own_threshold():
    assert verdict([found(0.3, 0.4, threshold=0.2), found(0.3, 0.4, threshold=0.5)]) == RELEVANT
    assert verdict([found(0.3, 0.4, threshold=0.5)]) == HOBBY


def test_needed_follows_from_the_width_that_falls_as_one_over_the_root():
    improved, small = found(0.5, 3.5), found(-1.5, 1.5)  # half-widths of 1.5 that have to be 1
    assert verdict([improved]) == verdict([small]) == UNDECIDED
    assert needed([improved]) == 46  # beyond the border, so one more than (1.5 / 1)^2 times 20
    assert needed([small]) == 45


def test_needed_is_for_the_whole_verdict():
    gain, other = found(0.5, 3.5), found(-2.0, 1.0)  # the other has to stay above -1: (1.5 / 0.5)^2 times 20
    assert needed([gain, other]) == pytest.approx(180, abs=1)


def test_where_one_outcome_suffices_the_nearest_counts():
    assert needed([found(0.5, 3.5), found(-0.8, 3.2)]) == pytest.approx(46, abs=1)


def test_on_the_border_no_number_would_do():
    assert needed([found(0.5, 1.5)]) is None
    assert needed([]) is None


def test_a_difference_in_the_unit_of_the_measure():
    one = Finding("resistance", OUTCOME, -0.05, -0.06, -0.04, 0.05, -1, True, "min", baseline=20.0)
    assert one.difference == pytest.approx(-1.0)
    assert math.isnan(Finding("goodwill", OUTCOME, 0.1, 0.0, 0.2, 0.2, 1).baseline)
