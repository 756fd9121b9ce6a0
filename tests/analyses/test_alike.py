"""The worst tenth, like for like: helping who otherwise gives up does not make it worse, and harm to others still does."""

import numpy as np
import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

import sim
from sim.analyses.judging.alike import alike
from sim.analyses.judging.criteria import Criterion
from sim.analyses.judging.pairs import effects
from sim.analyses.judging.steps import findings
from sim.analyses.judging.verdict import GUARDRAIL, OUTCOME, RELEVANT
from sim.results.measured import ratio
from sim.results.pooling import Series, pooled
from sim.results.resistance import Worst, worst
from sim.runs.collect import Sample

LONGEST = 40  # minutes, a bin to each
BY = {
    "resistance": Criterion("resistance", OUTCOME, 0.05, True, -1),
    "resistance_worst_decile": Criterion("resistance_worst_decile", GUARDRAIL, 0.1, True, -1),
}

needs = st.lists(st.tuples(st.integers(0, LONGEST - 1), st.booleans()), min_size=1, max_size=60)


def histogram(minutes):
    bins = np.bincount(np.asarray(minutes, int), minlength=LONGEST)
    return bins, bins * np.arange(LONGEST)


@over(needs, st.data())
def test_of_single_needs_helping_some_never_makes_the_worst_tenth_worse(came, data):
    """Who gave up is resolved after whatever effort: without as many of those with most, the tenth is no worse than it was."""
    gave_up = [k for k, (_, resolved) in enumerate(came) if not resolved]
    helped = data.draw(st.sets(st.sampled_from(gave_up)) if gave_up else st.just(set()))
    after = [
        data.draw(st.integers(0, LONGEST - 1)) if k in helped else spent for k, (spent, _) in enumerate(came)
    ]
    before = worst(*histogram([spent for spent, _ in came]))
    assert worst(*histogram(after), len(helped) / len(came)) <= before + 1e-9


@over(st.lists(st.integers(0, LONGEST - 1), min_size=1, max_size=60), st.floats(0, 0.9))
def test_the_worst_tenth_by_hand(minutes, without):
    """Each need in ten hundred equal parts: those of the tenth that comes after the share left out."""
    parts = np.sort(np.repeat(minutes, 1000))[::-1]
    first, last = (round(share * len(parts)) for share in (without, min(1.0, without + 0.1)))
    assert worst(*histogram(minutes), without) == pytest.approx(
        parts[first:last].sum() / (0.1 * len(parts)), abs=0.4
    )


def sample(runs):
    """A sample of which each run is a list of needs: effort (whole minutes), resolved or not."""
    made = Sample()
    made.units = dict.fromkeys(("resistance", "resistance_worst_decile", "resolved_share"), "")
    for run in runs:
        row = np.concatenate(histogram([spent for spent, _ in run]))
        made.series.setdefault("resistance_worst_decile", Series()).extend(pooled(Worst(), row))
        resolved = sum(resolved for _, resolved in run)
        made.series.setdefault("resistance", Series()).extend(
            ratio(sum(spent for spent, _ in run), resolved)
        )
        made.series.setdefault("resolved_share", Series()).extend(ratio(resolved, len(run)))
        made.length += 1
    return made


def runs(change=lambda spent, resolved: (spent, resolved)):
    """Twelve runs of 400 needs with five to twenty minutes; one in ten gives up after a minute."""
    rng = np.random.default_rng(3)
    each = []
    for _ in range(12):
        spent, gives_up = rng.integers(5, 21, 400), rng.random(400) < 0.1
        each.append(
            [
                change(1, False) if stops else change(int(one), True)
                for one, stops in zip(spent, gives_up, strict=True)
            ]
        )
    return each


def judged(after):
    before, design = sample(runs()), sample(runs(after))
    found = findings({"change": effects(BY, before, design, 12)}, BY, "holm", 0.05, (1, 12))["change"]
    return {one.measure: one for one in found}, before, design


def test_who_gave_up_and_is_helped_after_a_long_wait_is_no_harm():
    """One in ten gave up after a minute and now has thirty: by itself the worst tenth has half as much again."""
    found, before, design = judged(lambda spent, resolved: (spent if resolved else 30, True))
    for measure, one in found.items():
        means = [side.measure(measure).mean for side in (before, design)]
        assert one.effect == pytest.approx(means[1] / means[0] - 1.0)
        assert one.effect > 2.0 * one.threshold
        assert one.unharmed
        assert not one.improved
        assert one.alike.effect == pytest.approx(0.0, abs=0.03)


def test_who_waits_longer_besides_is_still_seen():
    """The same, and all the others have six minutes more."""
    found, *_ = judged(lambda spent, resolved: (spent + 6 if resolved else 30, True))
    assert all(one.harmed for one in found.values())


def test_where_no_more_are_resolved_nothing_is_left_out():
    """Those who give up wait thirty minutes for it, as in vain as before."""
    found, before, design = judged(lambda spent, resolved: (spent if resolved else 30, resolved))
    assert all(one.harmed and one.alike is None for one in found.values())
    assert alike("resistance", before, design, 12, True) is None


@settings(max_examples=20, deadline=None)
@over(st.integers(1, LONGEST - 1), st.integers(0, 100))
def test_helping_is_never_harmful_however_long_it_takes(minutes, often):
    """Of those who gave up some share is helped, after whatever effort."""
    luck = np.random.default_rng(often)

    def after(spent, resolved):
        helped = luck.random() < often / 100
        return (spent, True) if resolved else (minutes, True) if helped else (1, False)

    found, *_ = judged(after)
    assert not any(one.harmed for one in found.values())


DESK = """
title: Advice takes long, and many do not wait for it
world:
  needs:
    question: {rate: 30 / hour, starts: answer}
    advice: {rate: 3 / hour, starts: advise}
  patience: 10 min
designs:
  today:
    roles: {desk: {staff: 4}, adviser: {staff: 1}}
    steps:
      answer: {role: desk, takes: exponential 4 min}
      advise: {role: adviser, takes: exponential 30 min}
changes:
  one_more: {design: today, title: A second adviser, set: {roles.adviser.staff: 2}}
run: {length: 60 h, warm_up: 2 h, replications: 20}
"""


@pytest.mark.parametrize("engine", ["simpy", "compiled"])
def test_a_second_adviser_is_relevant_though_each_resolved_need_takes_more(tmp_path, engine):
    path = tmp_path / "desk.yaml"
    path.write_text(DESK)
    item = sim.judge(sim.load(path), replications=10, engine=engine).items["one_more"]
    there = item.outcomes["resistance"]
    assert there.effect > 0.05  # as compare has it
    assert there.unharmed
    assert item.outcomes["served"].improved
    assert item.verdict == RELEVANT
