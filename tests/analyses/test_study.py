"""The method judged: a small study with known truths (`python -m sim.analyses.judging.study --repeats 200` does a large one)."""

import numpy as np
import pytest

from sim.analyses.judging import study
from sim.analyses.judging.exact import open_desk, queue
from sim.analyses.judging.savings import paired, savings
from sim.analyses.judging.sequential import METHODS, Look
from sim.analyses.judging.truths import (
    CRITERIA,
    EFFECTS,
    HIDDEN_GAIN,
    HIDDEN_HARM,
    ON_GAIN,
    ON_HARM,
    RARE,
    SKEWS,
    Draws,
    true_effects,
    truth,
)
from sim.analyses.judging.verdict import GUARDRAIL, HARMFUL, HOBBY, RELEVANT, UNDECIDED, Finding

REPEATS = 12


@pytest.mark.parametrize("skew", [*SKEWS, RARE])
def test_draws_have_the_mean_and_variance_that_they_should(skew):
    noise = Draws(3, skew).noise(1, 1, 1_000_000)
    assert noise.mean() == pytest.approx(0.0, abs=0.01)
    assert noise.var() == pytest.approx(1.0, abs=0.03)


def test_the_truth_of_the_portfolio():
    right = {name: truth(true_effects(effects), CRITERIA) for name, effects in EFFECTS.items()}
    assert {name for name, one in right.items() if one == RELEVANT} == {"relevant", "relevant_twice", "just"}
    assert {name for name, one in right.items() if one == HARMFUL} == {"harmful", "appealing"}
    assert {name for name, one in right.items() if one == HOBBY} == {
        "hobby", "nothing", "nearly", "borderline", "borderline_harm",
    }  # fmt: skip


@pytest.mark.parametrize("skew", SKEWS)
@pytest.mark.parametrize("method", METHODS)
def test_intervals_cover_and_verdicts_hold(skew, method):
    found = study.draws(REPEATS, study.FIXED, method, skew)
    assert found.false <= 1
    assert found.verdicts["appealing"][HARMFUL] >= REPEATS - 3
    assert set(found.verdicts["appealing"]) <= {HARMFUL, UNDECIDED}
    assert method != study.AT_ONCE or found.covered >= REPEATS - 3


def test_step_by_step_finds_twice_as_many_of_what_is_relevant():
    """Twice the threshold or more, at 40 pairs: nine in ten even where replications run away."""
    portfolio = {f"{size:g}": {"goodwill": size} for size in (2.0, 3.0)}
    found = {
        method: study.draws(20, [Look(40, 0.05)], method, "runaway", portfolio)
        for method in ("holm", "max-t")
    }
    relevant = {
        method: sum(one[RELEVANT] for one in those.verdicts.values()) for method, those in found.items()
    }
    assert not any(those.false for those in found.values())
    assert relevant["holm"] >= 34
    assert relevant["max-t"] < relevant["holm"] - 5


@pytest.mark.parametrize("n", [10, 16])
def test_intervals_cover_with_fewer_pairs_of_skewed_differences(n):
    """Student's t covers some 90% with 10 pairs and 80% where queues run away; that is no 95%."""
    for skew, least in (("lognormal", 55), ("runaway", 52)):
        assert study.draws(60, [Look(n, 0.05)], "max-t", skew).covered >= least, skew


@pytest.mark.parametrize("skew", SKEWS)
def test_verdicts_hold_over_all_looks(skew):
    found = study.draws(REPEATS, study.SEQUENCE, "holm", skew)
    assert found.false <= 1
    for name in ("relevant", "relevant_twice", "hobby", "nothing", "harmful", "appealing"):
        assert found.verdicts[name].total() == REPEATS
        assert found.verdicts[name][found.right[name]] >= REPEATS - 2


@pytest.mark.parametrize("portfolio", [open_desk, queue], ids=["open", "queue"])
def test_simulations_with_exact_effects(portfolio):
    scenario, truths = portfolio()
    assert not scenario.warnings
    found = study.simulations(scenario, truths, 2, method=study.AT_ONCE)
    assert found.on_border == {"on_the_border"}
    assert found.false <= 1
    assert found.covered >= 1
    assert "any false verdict: " in next(found.lines())


@pytest.mark.parametrize(
    ("portfolio", "right"),
    [(ON_HARM, HOBBY), (ON_GAIN, HOBBY), (HIDDEN_HARM, HARMFUL), (HIDDEN_GAIN, RELEVANT)],
    ids=["on harm", "on gain", "hidden harm", "hidden gain"],
)
@pytest.mark.parametrize("method", METHODS)
def test_where_measures_are_on_their_borders_few_verdicts_are_false(portfolio, right, method):
    """All on their borders, or a single one just beyond it: where replications run away, and ten changes are judged."""
    found = study.draws(60, study.FIXED, method, "runaway", portfolio)
    assert set(found.right.values()) == {right}
    assert found.on_border == (set(portfolio) if right == HOBBY else set())
    assert found.false <= 5


def test_false_verdicts_are_split_by_the_border():
    tally = study.Score({"near": true_effects({}), "on": true_effects({"goodwill": 1.0})}, CRITERIA)
    harm = Finding("resolved", GUARDRAIL, -3.0, -4.0, -2.0, 1.0, 1)
    tally.add({"near": [harm], "on": []}, 10)
    tally.add({"near": [], "on": [harm]}, 10)
    tally.add({"near": [], "on": []}, 10)
    assert (tally.false, tally.false_on_border, tally.false_elsewhere, tally.covered) == (2, 1, 1, 1)
    assert "among 1 on a border: 33.3% of 3 repeats" in list(tally.lines())[1]
    assert not any("cover" in line for line in tally.lines(together=False))


def test_pairs_save_replications():
    found = savings(queue()[0], 30)
    pairs, needs, every = found.factors.values()
    assert pairs.of["hardly_quicker", "role.desk.wait"] > 10.0
    assert all(one.low <= one.median <= one.high for one in (pairs, needs, every))
    assert 0.7 < needs.median < 3.0
    assert found.same == 0
    assert "times fewer, the median of 5 effects" in next(found.lines())


def test_factors_are_those_of_the_variances():
    rng = np.random.default_rng(1)
    luck, own = rng.standard_normal((2, 4000))
    before, after = 10.0 + 3.0 * luck, 12.0 + 3.0 * luck + own
    assert paired(before, after, False) == pytest.approx(19.0, rel=0.1)
    relative = (9 + 1 + 1.2**2 * 9) / (1 + (1.2 - 1.0) ** 2 * 9)
    assert paired(before, after, True) == pytest.approx(relative, rel=0.1)
