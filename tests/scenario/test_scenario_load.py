"""Scenario files that are sound: what they become in memory."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from sim.scenario import ScenarioError, Schedule, load, variant

ROOT = Path(__file__).parents[2]
DAY, WEEK = 1440.0, 10080.0
PERMIT = """\
title: Permit desk
language: nl
world:
  customers:
    population: 40_000
    segments:
      self_reliant: {share: 0.7, patience: weibull 0.9 389 s, expectation: 7}
      needs_help:   {share: 0.3, patience: exponential 10 min, expectation: 6.5}
  needs:
    permit:
      rate: 4.2 / weekday
      dispersion: 3.68
      profile: office_hours
      source: WABO receipt log
  mind: {half_life: {value: 4 weeks, assumption: true}}
designs:
  today:
    channels: {web: 0.87, desk: 0.08, post: 0.05}
    roles:
      telephonist:  {staff: {mon-fri 08:30-17:00: 3}}
      case_handler: {staff: {mon-fri 08:00-16:30: 5}, end_of_shift: suspend}
    steps:
      confirm: {role: telephonist,  takes: lognormal 4 min cv 1.2, right_first_time: 0.9, then: check}
      check:   {role: case_handler, takes: triangular 5 10 30 min, finds: [confirm], then: {adjust: 0.04, decide: 0.96}}
      adjust:  {role: case_handler, takes: 20 min, then: check}
      decide:  {role: case_handler, customer: absent, takes: lognormal 45 min cv 1, promise: 10 days, then: resolved}
  case_owner:
    extends: today
    title: One owner from start to end
    roles: {case_handler: {staff: {mon-fri 08:00-16:30: 8}}, telephonist: none}
    steps: {confirm: {role: case_handler}}
changes:
  status_messages: {design: today, why: callers ask where it is, cost: 12_000 / year, set: {chasing.status_messages: true}}
  new_logo:        {design: today, why: it looks tired, cost: 80_000 / year, set: {}}
judge:
  baseline: today
  thresholds: {goodwill: 0.2, capacity: 3%, resistance: 5%}
run: {length: 52 weeks, warm_up: 8 weeks, replications: 30}
"""


@pytest.fixture
def permit(tmp_path):
    return write(tmp_path, PERMIT)


def write(folder, text):
    path = folder / "scenario.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def one_step(folder, step="", world="", design="", need="rate: 1 / hour"):
    return write(
        folder,
        f"title: x\nworld:\n  needs: {{question: {{{need}}}}}\n{world}\n"
        f"designs:\n  today:\n    roles: {{desk: {{staff: 9}}}}\n{design}\n"
        f"    steps:\n      answer: {{role: desk, takes: 1 min{step}}}\nrun: {{length: 1 week}}\n",
    )


def test_ten_lines_are_enough():
    scenario = load(ROOT / "scenarios" / "one_desk.yaml")
    assert scenario.default_design == "today"
    assert scenario.world.needs["question"].rate.per_minute == pytest.approx(0.8)
    assert scenario.designs["today"].steps["answer"].takes.mean == pytest.approx(1)
    assert (scenario.run.length, scenario.run.warm_up) == (20 * DAY, DAY)
    assert scenario.warnings == ()


def test_the_permit_desk_as_sketched(permit):
    today = permit.designs["today"]
    assert permit.world.customers.population == 40_000
    assert [branch.to for branch in today.steps["check"].then] == ["adjust", "decide"]
    assert today.steps["check"].counts_as == "appraisal"
    assert today.steps["decide"].promise == 10 * DAY
    assert today.channels["web"].share == 0.87
    assert today.channels["web"].starts == "confirm"
    assert permit.changes["new_logo"].cost == 80_000
    assert permit.judge.thresholds == {
        "goodwill": 0.2,
        "productivity": "3%",
        "resistance": "5%",
    }  # capacity, as it was called


def test_a_design_that_extends_another_keeps_the_rest(permit):
    owner = permit.designs["case_owner"]
    assert list(owner.roles) == ["case_handler"]
    assert max(owner.roles["case_handler"].staff.levels) == 8
    assert owner.roles["case_handler"].end_of_shift == "suspend"
    assert owner.steps["confirm"].role == "case_handler"
    assert list(owner.steps) == list(permit.designs["today"].steps)


def test_sources_and_assumptions_are_kept_beside_their_values(permit):
    notes = {note.path: note for note in permit.notes}
    assert notes["world.needs.permit"].source == "WABO receipt log"
    assert notes["world.mind.half_life"].value == "4 weeks"
    assert notes["world.mind.half_life"].assumption


def test_a_rate_per_weekday_is_a_mean_over_monday_to_friday(tmp_path):
    need = one_step(tmp_path, need="rate: 4.2 / weekday").world.needs["question"]
    assert need.rate.per_minute == pytest.approx(21 / WEEK)
    assert need.profile.weekday_share == 1
    saturdays = "rate: 4.2 / weekday, profile: {mon-fri 09:00-17:00: 1, sat 09:00-17:00: 1}"
    assert one_step(tmp_path, need=saturdays).world.needs["question"].rate.per_minute == pytest.approx(
        25.2 / WEEK
    )


def test_a_dispersion_of_1_is_poisson(tmp_path):
    assert one_step(tmp_path, need="rate: 1 / h, dispersion: 1").world.needs["question"].dispersion is None
    assert one_step(tmp_path, need="rate: 1 / h, dispersion: 3.68").world.needs["question"].dispersion == 3.68


def test_variants_are_designs_changes_or_both(permit):
    assert variant(permit, "today") is permit.designs["today"]
    assert variant(permit, "status_messages").chasing.status_messages
    both = variant(permit, "case_owner+status_messages")
    assert both.chasing.step == "confirm"
    assert list(both.roles) == ["case_handler"]
    assert variant(permit, "case_owner+status_messages+new_logo") == both


@pytest.mark.parametrize(
    ("name", "meant"),
    [("tody", "today"), ("status_message", "status_messages"), ("today+new_lgo", "new_logo")],
)
def test_an_unknown_variant_is_refused_with_a_suggestion(permit, name, meant):
    with pytest.raises(ScenarioError, match=f"did you mean {meant}"):
        variant(permit, name)


def test_a_change_that_does_not_fit_another_design_is_refused(tmp_path):
    text = PERMIT.replace("set: {}", "set: {roles.telephonist.staff: 4}")
    scenario = write(tmp_path, text)
    with pytest.raises(ScenarioError, match=r"roles\.telephonist"):
        variant(scenario, "case_owner+new_logo")


def test_a_scenario_is_frozen_and_travels_between_processes(permit):
    with pytest.raises(ValidationError):
        permit.title = "other"
    back = pickle.loads(pickle.dumps(permit))
    assert back == permit
    assert variant(back, "status_messages") == variant(permit, "status_messages")
    assert back.hash == permit.hash


def test_the_hash_is_of_the_meaning(permit, tmp_path):
    layout = "# a remark\n" + PERMIT.replace("20 min", "1200 s").replace("40_000", "40000").replace(
        "{adjust: 0.04", "{adjust:   4%"
    )
    assert write(tmp_path, layout).hash == permit.hash
    assert (
        write(tmp_path, PERMIT.replace("source: WABO receipt log", "source: elsewhere")).hash == permit.hash
    )
    assert write(tmp_path, PERMIT.replace("20 min", "21 min")).hash != permit.hash


def test_the_tree_as_written_has_extends_merged_and_notes_out(permit):
    raw = permit.raw
    assert raw["designs"]["case_owner"]["steps"]["confirm"]["takes"] == "lognormal 4 min cv 1.2"
    assert raw["world"]["mind"] == {"half_life": "4 weeks"}
    assert raw["world"]["customers"]["population"] == 40_000


def test_self_service_is_short_for_branches(tmp_path):
    text = ", self_service: {fails: 0.3, reaches: help, share: 0.67}}\n      help: {role: desk, takes: 1 min"
    step = one_step(tmp_path, step=text).designs["today"].steps["answer"]
    assert [(branch.to, pytest.approx(branch.share)) for branch in step.then] == [
        ("resolved", 0.7), ("help", 0.201), ("lost", 0.099),
    ]  # fmt: skip


def test_branches_may_take_time(tmp_path):
    step = one_step(tmp_path, ", then: {answer: {share: 0.1, after: exponential 30 min}, resolved: 0.9}")
    again, done = step.designs["today"].steps["answer"].then
    assert (again.share, again.after.mean, done.after) == (0.1, 30, None)


@pytest.mark.parametrize(
    ("written", "on"), [("", False), ("  mind: default", True), ("  mind: {}", True), ("  mind: off", False)]
)
def test_the_mind_is_off_unless_asked_for(tmp_path, written, on):
    assert (one_step(tmp_path, world=written).world.mind is not None) is on


def test_mechanisms_are_switched_one_by_one(tmp_path):
    text = "  mind: {leaving: off, handling: on, decay: off, scale: none, episode: {mean: 0, best: 0.5, worst: 0.5}}"
    mind = one_step(tmp_path, world=text).world.mind
    assert (mind.leaving, mind.half_life, mind.scale) == (None, None, None)
    assert (mind.handling.a, mind.episode.best, mind.perceived_wait.a) == (0.15, 0.5, 1.2)


def test_returns_have_defaults(tmp_path):
    world = one_step(tmp_path, world="  redial: default\n  failure_demand: {probability: 0.4}").world
    assert (world.redial.probability, world.redial.after.mean) == (0.7, 60)
    assert (world.failure_demand.probability, world.failure_demand.after.mean) == (0.4, 3 * DAY)
    assert one_step(tmp_path).world.redial is None


def test_the_customers_own_step_has_no_role(tmp_path):
    step = one_step(
        tmp_path,
        "}\n      read: {role: self, takes: 2 min",
        need="rate: 1 / h, starts: read",
        design="    chasing: {step: answer}",
    )
    assert step.designs["today"].steps["read"].role is None


def test_none_stands_for_no_limit(tmp_path):
    text = one_step(
        tmp_path,
        ", promise: none, patience: none, priority: none",
        design="    recontact: none\n    chasing: none",
    )
    assert text.designs["today"].steps["answer"].promise is None


def test_overload_is_seen_by_a_run_and_not_by_nominal_load(tmp_path):
    assert one_step(tmp_path, need="rate: 12 / min").warnings == ()


def test_a_norm_longer_than_the_run_is_warned_of(tmp_path):
    scenario = one_step(tmp_path, need="rate: 1 / min, norm: 8 weeks")
    (warning,) = scenario.warnings
    assert "longer than what is measured" in warning


def test_settings_without_effect_are_warned_of(tmp_path):
    back = one_step(tmp_path, ", customer: absent, patience: 3 min")
    assert "patience has no effect" in back.warnings[0]


def test_chasing_needs_a_world_and_a_design(tmp_path):
    calls, answers = "  chasing: {expected: 1 day}", "    chasing: {step: answer}"
    assert one_step(tmp_path, world=calls, design=answers).warnings == ()
    assert "nobody can ask" in one_step(tmp_path, world=calls).warnings[0]
    assert "nobody asks" in one_step(tmp_path, design=answers).warnings[0]


def test_a_second_visit_is_rework_unless_it_is_another_round(tmp_path):
    steps = one_step(
        tmp_path, ", again: value}\n      x: {role: desk, takes: 1 min", design="    recontact: x"
    )
    assert [step.again for step in steps.designs["today"].steps.values()] == ["value", "rework"]


def test_text_with_a_byte_order_mark_is_fine(tmp_path):
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + PERMIT.encode())
    assert load(str(path)).title == "Permit desk"


def test_an_anchor_may_be_used_twice(tmp_path):
    scenario = one_step(
        tmp_path,
        ", patience: &p exponential 6 min}\n      x: {role: desk, takes: *p",
        design="    recontact: x",
    )
    assert scenario.designs["today"].steps["x"].takes.mean == 6


LIBRARY = sorted((ROOT / "scenarios").rglob("*.yaml"))


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_every_scenario_of_the_library_loads(path):
    scenario = load(path)
    for name in (*scenario.designs, *scenario.changes):
        assert variant(scenario, name).steps


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_nothing_of_the_library_is_warned_of(path):
    told = "nobody is there"  # at some hours, in a change that is about that
    assert [warning for warning in load(path).warnings if told not in warning] == []


def test_loading_is_light():
    code = (
        "import sys, sim.scenario; heavy = {'pandas', 'scipy', 'numba', 'matplotlib', 'joblib'} & set(sys.modules); "
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_unlimited_staff_is_a_plan():
    assert Schedule(levels=(3,)).mean == 3
