"""What a change cannot be measured by is not held in its favour: neither relevant nor a hobby."""

import io

import pytest

import sim
from sim.views import verdict_words
from sim.views.render.terminal import console, show

SCENARIO = """
title: Two desks
world:
  needs: {visit: {rate: 20 / hour}}
  mind: {scale: none, decay: off, leaving: off}
designs:
  today:
    roles: {desk: {staff: 6}}
    steps: {serve: {role: desk, takes: 6 min, mark: 7}}
changes:
  another_desk: {design: today, set: {roles: {desk: none, counter: {staff: 6}}, steps.serve.role: counter}}
  careless: {design: today, set: {steps.serve.right_first_time: 0.8}}
  friendlier: {design: today, set: {steps.serve.mark: 9}}
  logo: {design: today, set: {}}
judge:
  thresholds: {goodwill: 0.2, THRESHOLD}
  guardrails: {resolved_share: none, inside_overdue: none, worst_decile: none, energy: none, GUARDRAIL}
run: {length: 10 h, warm_up: 1 h, replications: 20}
"""


NORM = """
title: Two desks
world:
  needs: {visit: {rate: 20 / hour, norm: 30 min}}
designs:
  today:
    roles: {desk: {staff: 6, norm: 5 min}}
    steps: {serve: {role: desk, takes: 6 min}}
changes:
  another_desk: {design: today, set: {roles: {desk: none, counter: {staff: 6}}, steps.serve.role: counter}}
  beside: {design: today, set: {roles: {counter: {staff: 6, norm: 5 min}}, steps.serve.role: counter}}
  hidden: {design: today, set: {roles: {desk: none, counter: {staff: 1}}, steps.serve.role: counter}}
judge: {LEVEL}
run: {length: 10 h, warm_up: 1 h, replications: 20}
"""


def of_norms(tmp_path, level=""):
    path = tmp_path / "desks.yaml"
    path.write_text(NORM.replace("LEVEL", level))
    return sim.load(path)


def test_the_norm_of_a_role_to_which_nobody_comes_keeps_nothing_undecided(tmp_path):
    scenario = of_norms(tmp_path)
    found = sim.judge(scenario)
    for name in ("another_desk", "beside"):
        assert found.items[name].gone == ("role.desk.service_level",)
        assert (found.items[name].verdict, found.items[name].lacking) == ("hobby", ())
    (said,) = verdict_words.gone(list(found.items.values()), scenario)
    assert said.startswith("Nobody comes there any more in another desk; beside; hidden, so that")
    assert "desk: service level" in said


def test_it_is_said_on_the_terminal_and_in_the_report(tmp_path):
    scenario = of_norms(tmp_path)
    with io.StringIO() as out:
        show(console(out), sim.judge(scenario).document())
        printed = " ".join(out.getvalue().split())
    assert "Nobody comes there any more in another desk; beside; hidden" in printed
    assert "Not judged of another_desk" not in printed
    assert "Nobody comes there any more in another desk; beside, so that" in sim.report(scenario, replications=3).html


def test_a_norm_is_not_evaded_by_taking_its_role_away(tmp_path):
    assert sim.judge(of_norms(tmp_path)).items["hidden"].verdict == "harmful"


@pytest.mark.parametrize(
    "level",
    [
        "thresholds: {role.desk.service_level: 5%}",
        "thresholds: {role.desk.service_level: 5%, role.*.service_level: 5%}",
    ],
)
def test_a_norm_that_was_named_itself_has_to_be_measured(tmp_path, level):
    found = sim.judge(of_norms(tmp_path, level)).items["another_desk"]
    assert found.gone == ()
    assert (found.verdict, found.lacking) == ("undecided", ("role.desk.service_level",))


def test_a_sweep_judges_the_same_way(tmp_path):
    scenario = of_norms(tmp_path)
    spots = sim.sweep(scenario, {"steps.serve.takes": "5..6 min"}, "beside", steps=2).spots
    assert {spot.verdict for spot in spots} <= {"hobby", "relevant"}


def judged(tmp_path, threshold, guardrail):
    path = tmp_path / "desks.yaml"
    path.write_text(SCENARIO.replace("THRESHOLD", threshold).replace("GUARDRAIL", guardrail))
    return sim.judge(sim.load(path)).items


@pytest.mark.parametrize(
    ("threshold", "guardrail"),
    [("errors_per_case: 10%", ""), ("", "errors_per_case: 10%")],
    ids=["outcome", "guardrail"],
)
def test_what_grows_out_of_nought_is_no_part_of_nought(tmp_path, threshold, guardrail):
    found = judged(tmp_path, threshold, guardrail)
    assert found["careless"].without == ("errors_per_case",)
    assert (found["careless"].verdict, found["careless"].needed) == ("undecided", None)
    assert found["logo"].verdict == "hobby"
    assert found["friendlier"].verdict == "relevant"


def test_an_outcome_that_is_gone_is_not_within_its_threshold(tmp_path):
    found = judged(tmp_path, "role.desk.wait: 1 min", "")
    assert found["another_desk"].without == ("role.desk.wait",)
    assert found["another_desk"].verdict == "undecided"
    assert found["logo"].verdict == "hobby"


def test_a_guardrail_that_is_gone_guards_nothing(tmp_path):
    found = judged(tmp_path, "", "role.desk.wait: 1 min")
    assert found["another_desk"].without == ("role.desk.wait",)
    assert found["another_desk"].verdict == "hobby"
