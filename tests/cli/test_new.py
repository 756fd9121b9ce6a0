"""A scenario from a few questions: every template, in both languages, validates and runs; what was said is not an assumption."""

import pytest

import sim
from sim.cli.new import Template
from sim.scenario.inspect.assumptions import assumed
from sim.scenario.new import names, template

BOTH = [(name, language) for name in names() for language in ("en", "nl")]


def test_the_command_offers_every_template():
    assert [one.value for one in Template] == list(names())


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_every_template_validates_and_all_in_it_is_an_assumption(name, language):
    made = sim.new(name, language=language)
    assert not sim.validate(made)
    assert made.language == language
    assert len(template(name, language).questions) == 10
    assert all(note.assumption for note in made.notes)
    design = made.default_design
    assert len(assumed(made, design)) > 5
    assert made.goals
    assert made.changes


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_nobody_is_overloaded_and_nobody_idle_in_a_template(name, language):
    made = sim.what_if(sim.new(name, language=language), {"run.length": "5 weeks", "run.warm_up": "2 weeks"})
    found = sim.run(made, replications=1, engine="simpy").measures
    busy = [one.mean for key, one in found.items() if key.startswith("role.") and key.endswith(".utilisation")]
    assert 0.4 < max(busy) < 0.92
    assert found["resolved"].mean > 0


def test_what_is_said_stands_in_the_file_as_such():
    answers = {"calls": "1_200", "staff": 22, "solved": "80%", "open": "mon-fri 08:00-18:00", "title": 'KCC "Noord": 1'}
    made = sim.new("kcc", answers, "nl")
    said = {note.path for note in made.notes if note.source}
    assert said == {"world.needs.vraag.rate", "designs.nu.roles.telefonist.staff"}
    assert made.title == 'KCC "Noord": 1'
    assert made.world.needs["vraag"].rate.per_minute * 1440 * 7 / 5 == pytest.approx(1200)
    assert max(made.designs["nu"].roles["telefonist"].staff.levels) == 22
    assert made.designs["nu"].steps["gesprek"].then[0].share == 0.8
    assert sim.diff(made, "nu", "een_erbij") == [
        "roles.telefonist.staff: {mon-fri 08:00-18:00: 22} -> {mon-fri 08:00-18:00: 23}"
    ]


@pytest.mark.parametrize(
    ("talk", "minutes"), [("4 min 30 s", 4.5), ("90s", 1.5), ("1 h 1 min", 61.0), ("1_0 min", 10.0), ("5.5 min", 5.5)]
)
def test_a_duration_may_be_said_in_any_way_that_a_file_knows(talk, minutes):
    made = sim.new("kcc", {"talk": talk}, "nl")
    assert not sim.validate(made)
    assert made.designs["nu"].steps["gesprek"].takes.mean == pytest.approx(minutes)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"calls": "many"}, "calls: given 'many', allowed a number"),
        ({"call": 3}, "call: given the unknown question call, allowed title, calls"),
        ({"open": "weekdays"}, "open: given 'weekdays', allowed days and hours"),
        ({"talk": "0 min"}, "talk: given '0 min', allowed a duration above 0"),
        ({"solved": 1.2}, "solved: given 1.2, allowed a probability"),
        ({"staff": 0}, "staff: given 0, allowed a whole number between 1 and 1000"),
        ({"title": "{{ 7 * 7 }}\x1b"}, "title: given"),
    ],
)
def test_an_answer_that_cannot_be_read_is_said_in_a_line(answers, said):
    with pytest.raises(sim.ScenarioError) as refused:
        sim.new("kcc", answers)
    assert str(refused.value).startswith(said)
    assert len(refused.value.faults) == 1


def test_text_is_text_and_no_template():
    assert sim.new("kcc", {"title": "{{ 7 * 7 }} <b> {% x %}"}).title == "{{ 7 * 7 }} <b> {% x %}"


def test_the_command_writes_a_file_that_runs_or_none(tmp_path, command):
    (tmp_path / "answers.yaml").write_text("calls: 40\nstaff: 2\n")
    path = tmp_path / "made.yaml"
    code, out, _ = command("new", path, "--template", "kcc", "--yes", "--answers", tmp_path / "answers.yaml")
    assert code == 0
    assert f"sim run {path}" in out
    assert sim.load(path).language == "nl"
    code, _, err = command("new", path, "--template", "kcc", "--yes")
    assert code
    assert "exists already" in err
    (tmp_path / "answers.yaml").write_text("calls: 40\ntalk: long\n")
    other = ("new", tmp_path / "other.yaml", "--template", "kcc", "--yes")
    code, _, err = command(*other, "--answers", tmp_path / "answers.yaml")
    assert code == 1
    assert f"{tmp_path / 'answers.yaml'}:2: talk: given 'long'" in err
    assert not (tmp_path / "other.yaml").exists()
