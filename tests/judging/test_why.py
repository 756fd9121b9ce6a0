"""Why changes got their verdicts: of which measure, from how many pairs, and the same as asking for each change apart."""

from dataclasses import replace

import numpy as np
import pytest

import sim
from sim.judging.exact import open_desk
from sim.reasons import why
from sim.reasons.why import candidates

RELEVANT, HARMFUL = {"quicker", "friendlier"}, {"quick_and_rude", "fewer_resolved"}


@pytest.fixture(scope="module")
def scenario():
    return open_desk()[0]


@pytest.fixture(scope="module")
def judgement(scenario):
    return sim.judge(scenario)


@pytest.fixture(scope="module")
def found(scenario, judgement):
    return why(scenario, judgement, most=3)


def test_relevant_and_harmful_changes_are_explained_and_no_others(judgement, found):
    assert set(found) == RELEVANT | HARMFUL
    assert list(found) == [name for name in judgement.items if name in found]


def test_explained_is_what_the_verdict_rests_on(judgement, found):
    for name, one in found.items():
        item = judgement.items[name]
        carrying = {finding.measure for finding in item.rests_on}
        assert carrying
        explainable = carrying & set(sim.reasons.MEASURES)
        if explainable or "resistance_worst_decile" in carrying:
            assert one.measure in explainable | {"resistance"}
        else:
            assert one.measure in ("lead_time", "goodwill_at_end")
    assert found["friendlier"].measure == "goodwill_at_end"


def test_it_goes_the_way_of_the_verdict_and_adds_up(judgement, found):
    one = found["friendlier"]
    finding = judgement.items["friendlier"].outcomes["goodwill_at_end"]
    assert one.whole.difference * finding.effect > 0.0
    for one in found.values():
        total = np.sum([part.found.values for part in one.parts], axis=0)
        assert total == pytest.approx(one.whole.values, rel=1e-9, abs=1e-9)


def test_it_is_what_explain_says_of_the_same_pairs(scenario, found):
    one = found["quick_and_rude"]
    alone = sim.explain(scenario, "quick_and_rude", measure=one.measure, replications=3)
    assert (alone.sentence, alone.items, alone.whole) == (one.sentence, one.items, one.whole)


def test_no_more_pairs_than_were_judged(scenario):
    judged = sim.judge(scenario, ["friendlier"], replications=4, seed=9)
    (one,) = why(scenario, judged).values()
    assert (one.whole.n, one.origins[0].seed) == (4, 9)


def test_where_nothing_can_be_explained_lead_time_or_goodwill_is(scenario, judgement):
    item = judgement.items["friendlier"]
    capacity = {"capacity": replace(judgement.items["quicker"].outcomes["capacity"])}
    bare = replace(item, outcomes=capacity)
    assert [one.measure for one in bare.rests_on] == ["capacity"]
    assert candidates(scenario, bare) == ["lead_time", "goodwill_at_end"]


def test_nothing_to_explain(scenario):
    assert why(scenario, sim.judge(scenario, ["new_logo"], replications=2)) == {}
