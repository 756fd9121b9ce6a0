"""The method judged: a small study with known truths (`python -m sim.judging.study --repeats 200` does a large one)."""

import pytest

from sim.judging import study
from sim.judging.exact import open_desk, queue
from sim.judging.sequential import Look
from sim.judging.truths import CRITERIA, EFFECTS, SKEWS, Draws, true_effects, truth
from sim.judging.verdict import HARMFUL, HOBBY, RELEVANT

REPEATS = 12


@pytest.mark.parametrize("skew", SKEWS)
def test_draws_have_the_mean_and_variance_that_they_should(skew):
    noise = Draws(3, skew).noise(1, 1, 200_000)
    assert noise.mean() == pytest.approx(0.0, abs=0.01)
    assert noise.var() == pytest.approx(1.0, abs=0.03)


def test_the_truth_of_the_portfolio():
    right = {name: truth(true_effects(name), CRITERIA) for name in EFFECTS}
    assert {name for name, one in right.items() if one == RELEVANT} == {"relevant", "relevant_twice", "just"}
    assert {name for name, one in right.items() if one == HARMFUL} == {"harmful", "appealing"}
    assert {name for name, one in right.items() if one == HOBBY} == {
        "hobby", "nothing", "nearly", "borderline", "borderline_harm",
    }  # fmt: skip


@pytest.mark.parametrize("skew", SKEWS)
def test_intervals_cover_and_verdicts_hold(skew):
    found = study.draws(REPEATS, study.FIXED, "max-t", skew)
    assert found.false <= 1
    assert found.covered >= REPEATS - 3
    assert found.verdicts["appealing"]["harmful"] >= REPEATS - 3


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
    found = study.simulations(scenario, truths, 2)
    assert found.false <= 1
    assert found.covered >= 1
    assert "any false verdict: " in next(found.lines())


def test_pairs_save_replications():
    scenario, _ = queue()
    said = dict(line.split(maxsplit=1) for line in study.pairs_save(scenario, 10))
    assert float(said["hardly_quicker"].split()[1]) > 10.0
