"""What a change cannot be measured by is not held in its favour: neither relevant nor a hobby."""

import pytest

import sim

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
