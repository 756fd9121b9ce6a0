"""Differences between designs, and the JSON Schema."""

import json
import re

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from test_scenario_load import PERMIT, ROOT, write

from sim.scenario import ScenarioError, load
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.diff import diff
from sim.scenario.inspect.schema import schema


@pytest.fixture
def permit(tmp_path):
    return write(tmp_path, PERMIT)


def test_a_line_for_each_difference_in_the_order_of_the_file(permit):
    assert diff(permit, "today", "case_owner") == [
        "roles.telephonist: {staff: {mon-fri 08:30-17:00: 3}} -> none",
        "roles.case_handler.staff: {mon-fri 08:00-16:30: 5} -> {mon-fri 08:00-16:30: 8}",
        "steps.confirm.role: telephonist -> case_handler",
    ]


def test_changes_and_combinations_can_be_compared(permit):
    assert diff(permit, "today", "status_messages") == ["chasing: none -> {status_messages: true}"]
    assert diff(permit, "case_owner", "case_owner+status_messages") == [
        "chasing: none -> {status_messages: true}"
    ]
    assert diff(permit, "today", "new_logo") == []


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ("steps.adjust.takes: 1200 s", None),
        ("steps.adjust.takes: 30 min", "steps.adjust.takes: 20 min -> 30 min"),
        ("steps.adjust.right_first_time: 0.5", "steps.adjust.right_first_time: 1 -> 0.5"),
        ("steps.adjust.again: value", "steps.adjust.again: rework -> value"),
        ("roles.telephonist.staff: 2", "roles.telephonist.staff: {mon-fri 08:30-17:00: 3} -> 2"),
        ("channels.web.opens: daily 08:00-20:00", "channels.web.opens: none -> daily 08:00-20:00"),
        ("steps.check.then.adjust: 5%, steps.check.then.decide: 95%",
         "steps.check.then: {adjust: 0.04, decide: 0.96} -> {adjust: 5%, decide: 95%}"),
        ("steps.decide.promise: none", "steps.decide.promise: 10 days -> none"),
    ],
)  # fmt: skip
def test_values_are_shown_as_they_are_written(tmp_path, setting, line):
    scenario = write(tmp_path, PERMIT.replace("set: {}", f"set: {{{setting}}}"))
    assert diff(scenario, "today", "new_logo") == ([line] if line else [])


def test_an_unknown_design_is_refused(permit):
    with pytest.raises(ScenarioError, match="did you mean today"):
        diff(permit, "tody", "case_owner")


def test_the_schema_is_plain_and_describes_every_key():
    text = json.dumps(schema())
    made = json.loads(text)
    assert set(made["required"]) == {"title", "world", "designs", "run"}
    ours = set(Scenario.model_json_schema()["$defs"])
    for name, part in made["$defs"].items():
        for field, form in part.get("properties", {}).items():
            if name in ours:
                assert form.get("description"), f"{name}.{field}"
    for name in set(re.findall(r'"#/\$defs/(\w+)"', text)):
        assert name in made["$defs"]


def test_the_schema_accepts_the_library_and_refuses_nonsense():
    validator = Draft202012Validator(schema())
    validator.check_schema(schema())
    reader = YAML(typ="safe", pure=True)
    for path in sorted((ROOT / "scenarios").rglob("*.yaml")):
        load(path)
        assert not list(validator.iter_errors(reader.load(path))), path
    validator.validate(reader.load(PERMIT))
    wrong = PERMIT.replace("20 min", "20").replace("population", "popluation")
    assert len(list(validator.iter_errors(reader.load(wrong)))) == 2
