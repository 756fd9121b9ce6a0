"""Where replications are added, and what that does to the error: looks, proportions, bounds."""

import numpy as np
import pytest

from sim.analyses.judging.criteria import Criterion
from sim.analyses.judging.sequential import GROWTH, Decided, Look, Precise, decide, looks
from sim.analyses.judging.stats import effect
from sim.analyses.judging.truths import CRITERIA, EFFECTS, Draws
from sim.analyses.judging.verdict import OUTCOME, UNDECIDED, Finding, needed, verdict


@pytest.mark.parametrize(("first", "most"), [(20, 200), (10, 10), (20, 21), (2, 5000), (30, 100)])
def test_the_parts_of_alpha_add_up(first, most):
    at = looks(first, most, 0.05)
    assert sum(look.alpha for look in at) == pytest.approx(0.05)
    assert (at[0].n, at[-1].n) == (first, most)
    assert [look.n for look in at] == sorted({look.n for look in at})


def test_alpha_is_spent_in_proportion_to_what_is_known():
    spent = 0.0
    for look in looks(20, 320, 0.05):
        spent += look.alpha
        assert spent == pytest.approx(0.05 * look.n / 320)  # Kim & DeMets 1987, power 1


def test_proportions_are_those_of_the_book():
    """Chen & Lee, p. 49: means 1 to 5, variances 1, 1, 9, 9, 4, 50 runs: 11, 9, 19, 9, 2; the best is what others are held to."""
    wanted = []
    for distance, variance in ((1, 1), (2, 9), (3, 9), (4, 4)):
        width = 2.5 * variance**0.5
        effect = 1.0 + distance
        one = Finding("y", OUTCOME, effect, effect - width, effect + width, 1.0, 1, n=1_000)
        wanted.append(needed([one]))
    runs = [39 * one / sum(wanted) for one in wanted]
    assert runs == pytest.approx([9, 19, 9, 2], abs=0.6)


class Normals:
    """Changes with one measure: means at these distances below a threshold of 1, with these standard deviations."""

    def __init__(self, seed, laws):
        self.laws, self.seed, self.have = laws, seed, {}
        self.names = list(laws)

    def extend(self, counts):
        self.have |= counts

    def effects(self, name, n):
        distance, deviation = self.laws[name]
        noise = np.random.default_rng([self.seed, self.names.index(name)]).standard_normal(n)
        return {"y": effect(np.zeros(n), 1.0 + distance + deviation * noise, False)}


def test_replications_are_added_as_the_rule_for_comparison_with_a_standard_says():
    """In proportion to (deviation / distance)^2 (Szechtman & Yucesan 2008; Chen & Lee 2011), but for the looks' steps."""
    laws = {
        "far": (12.0, 1.0),
        "near": (0.5, 1.0),
        "nearer": (0.3, 1.0),
        "loud": (1.0, 3.0),
        "below": (-0.5, 1.5),
    }
    by = {"y": Criterion("y", OUTCOME, 1.0, False, 1)}
    spent = dict.fromkeys(laws, 0.0)
    for seed in range(10):
        source = Normals(seed, laws)
        decide(source, by, looks(10, 1500, 0.05), Decided(), "max-t", seed)
        for name in laws:
            spent[name] += source.have[name] / 10
    rule = {name: (deviation / distance) ** 2 for name, (distance, deviation) in laws.items()}
    assert spent["far"] == 10  # decided at the first look
    for one in ("nearer", "loud", "below"):
        shares = (spent[one] / spent["near"], rule[one] / rule["near"])
        assert 1 / GROWTH < shares[0] / shares[1] < GROWTH, (one, shares, spent)


def test_what_is_decided_gets_no_more_and_what_is_near_gets_most():
    source = Draws(1)
    found = decide(source, CRITERIA, looks(20, 320, 0.05), Decided(), "holm", 1)
    assert source.have["appealing"] < source.have["borderline"] == 320
    for name, findings in found.items():
        assert verdict(findings) != UNDECIDED or source.have[name] == 320
        assert {one.n for one in findings} == {source.have[name]}


def test_a_single_look_is_no_sequence():
    source = Draws(1)
    decide(source, CRITERIA, [Look(20, 0.05)], Decided(), "holm", 1)
    assert set(source.have.values()) == {20}


def test_a_precision_is_reached():
    source = Draws(1)
    found = decide(source, CRITERIA, looks(20, 2000, 0.05), Precise(0.5), "holm", 1)
    for name, findings in found.items():
        for one in findings:
            assert (one.high - one.low) / 2 <= 0.5 * one.threshold, (name, one)
    assert set(found) == set(EFFECTS)
    assert max(source.have.values()) < 2000


def test_half_the_precision_takes_four_times_as_many():
    one = Finding("y", OUTCOME, 0.0, -1.0, 1.0, 1.0, 1, n=20)
    assert Precise(0.5).wanted([one]) == 80
    assert Precise(1.0).reached([one])
    assert not Precise(0.5).reached([one])
