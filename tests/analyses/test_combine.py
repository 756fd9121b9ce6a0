"""Changes together: interactions as replications have them, the best set within a budget, and what can't be combined."""

import json

import pytest

import sim
from sim.analyses.combinations import search
from sim.analyses.combinations.pairs import ADD_UP, WEAKEN
from sim.results.results import Unusable
from sim.views import combinations_picture

DESK = """
title: Desk with ideas
currency: EUR
world:
  needs:
    question: {rate: 20 / hour}
  patience: exponential 30 min
designs:
  today:
    title: As it is
    roles: {desk: {staff: 1, cost: 40_000 / year}}
    steps:
      answer: {role: desk, takes: exponential 2.5 min, then: {mend: 0.2, resolved: 0.8}}
      mend: {role: desk, takes: 2 min, counts_as: rework}
  other:
    extends: today
changes:
  quicker: {design: today, cost: 5_000, set: {steps.answer.takes: exponential 2 min}}
  no_mending: {design: today, cost: 8_000, set: {steps.mend.takes: 1 min}}
  colleague: {design: today, cost: 1_000, set: {roles.desk.staff: 2}}
  logo: {design: today, cost: 3_000, set: {}}
  slower: {design: today, set: {steps.answer.takes: exponential 3 min}}
  elsewhere: {design: other, set: {steps.mend.takes: 1 min}}
judge: {baseline: today}
run: {length: 4 days, warm_up: 2 h, replications: 6}
"""


@pytest.fixture(scope="module")
def desk_file(tmp_path_factory):
    """The path of a desk with five ideas, two of which set the same."""
    path = tmp_path_factory.mktemp("desk") / "desk.yaml"
    path.write_text(DESK)
    return path


@pytest.fixture(scope="module")
def desk(desk_file):
    """That desk."""
    return sim.load(desk_file)


@pytest.fixture(scope="module")
def together(desk):
    """What its ideas do together, for 30,000 a year."""
    return sim.combine(desk, budget=30_000)


def test_an_interaction_is_what_both_do_less_what_each_does(desk, together):
    names = ["today", "today+quicker", "today+colleague", "today+quicker+colleague"]
    none, one, other, both = (sim.run(desk, name).measures["resistance"].shares for name in names)
    (pair,) = (one for one in together.pairs if one.changes == ("quicker", "colleague"))
    expected = [d - b - c + a for a, b, c, d in zip(none, one, other, both, strict=True)]
    assert pair.found.values == pytest.approx(expected)
    assert pair.verdict == WEAKEN  # what waits less already can't gain as much again
    assert pair.together == pytest.approx(pair.apart + pair.value)
    assert {one.verdict for one in together.pairs if "logo" in one.changes} == {ADD_UP}


def test_changes_that_set_the_same_are_not_combined(together):
    assert together.apart == (("quicker", "slower"),)
    assert not any({"quicker", "slower"} <= set(trial.changes) for trial in together.trials)


def test_the_best_set_fits_the_budget_and_has_no_hobby(desk, together):
    best = together.best
    assert best.trial.changes == ("quicker", "no_mending")
    assert (best.trial.cost, best.all_tried, best.bound) == (13_000, True, None)
    assert best.anew.gain.n == 6
    assert best.anew.gain.values != best.trial.gain.values
    more = sim.combine(desk, budget=300_000).best.trial  # staff around the clock is money as well
    assert "colleague" in more.changes
    assert more.cost > 200_000
    assert "logo" not in more.changes


def test_the_frontier_gains_more_for_more_money(together):
    costs = [trial.cost for trial in together.frontier]
    values = [trial.value for trial in together.frontier]
    assert costs == sorted(costs)
    assert values == sorted(values)
    assert costs[-1] <= 30_000


def test_one_change_at_a_time_has_a_bound(desk, monkeypatch):
    every = sim.combine(desk, budget=30_000)
    monkeypatch.setattr(search, "MOST", 2)
    step_by_step = sim.combine(desk, budget=30_000)
    assert not step_by_step.best.all_tried
    assert step_by_step.best.trial == every.best.trial
    assert step_by_step.best.bound >= every.best.trial.value


def test_who_asks_least_of_both_sides_is_among_all_sets(together):
    front = {trial.changes for trial in together.front}
    assert ("quicker", "no_mending") in front
    assert () not in front
    assert not any("logo" in changes for changes in front)


def test_what_cannot_be_combined_is_refused(desk):
    with pytest.raises(Unusable, match="'elsewhere' is no change on today"):
        sim.combine(desk, ["quicker", "elsewhere"])
    with pytest.raises(Unusable, match="it can't be said whether more or less"):
        sim.combine(desk, measure="arrived")
    with pytest.raises(Unusable, match="what customers feel together with a mind"):
        sim.combine(desk, ["logo"], measure="experience", replications=2)
    with pytest.raises(Unusable, match="takes at least 2"):
        sim.combine(desk, replications=1)


def test_the_command_says_what_is_best(command, desk_file, tmp_path):
    arguments = ["combine", desk_file, "--budget", "30_000", "--changes", "quicker,no_mending,logo"]
    code, out, _ = command(*arguments, "--picture", tmp_path / "x.png", "--store", tmp_path / "x.sqlite")
    assert code == 0
    assert "Best within 30,000 EUR a year: quicker + no mending, for 13,000 EUR a year. Resistance -" in out
    assert "All 7 sets that go together and fit were tried" in out
    assert (tmp_path / "x.png").exists()


def test_the_command_has_it_as_json(command, desk_file):
    code, out, _ = command("combine", desk_file, "--changes", "quicker,logo", "--json")
    told = json.loads(out)
    assert (code, told["best"]["changes"], told["design"]) == (0, ["quicker"], "today")
    assert [one["changes"] for one in told["pairs"]] == [["quicker", "logo"]]
    assert len(told["sets"]) == 4


def test_the_picture_draws_a_row_for_every_pair(desk, together, tmp_path):
    figure = combinations_picture.picture(desk, together)
    figure.savefig(tmp_path / "x.png")
    rows = [text.get_text() for text in figure.axes[2].get_yticklabels()]
    assert len(rows) == len(together.pairs)
