"""What a log can't say: asked for, said in a file, on the terminal or in Python, and in the scenario as such."""

from pathlib import Path

import fitted
import pytest
from typer.testing import CliRunner

import sim
from sim.cli.app import app
from sim.cli.asking_of_logs import about_log
from sim.fit.answers import Answers, answers, of_cases, to_fill_in

QUESTIONS = of_cases(["Intake", "Beoordelen", "Naar de kl@nt: 'brief'"], ["team_1", "team_2"], False, "nl")
SAID = {
    "norm": "10 working days",
    "present": ["Intake"],
    "rework": "Beoordelen",
    "takes": {"Beoordelen": "lognormal 25 min cv 0.8"},
    "working_share": {"team_1": "60%"},
    "cost": {"team_2": 45},
}


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("answers") / "log.csv"
    path.write_text(fitted.text(), encoding="utf-8")
    return path


def test_answers_are_kept_by_question() -> None:
    said = answers(SAID, QUESTIONS)
    assert said == Answers(
        norm="10 working days", present=("Intake",), rework=("Beoordelen",), takes={"Beoordelen": "lognormal 25 min cv 0.8"},
        working_share={"team_1": 0.6}, cost={"team_2": 45.0},
    )  # fmt: skip
    assert answers(None, QUESTIONS) == answers({}, QUESTIONS) == answers({"norm": None}, QUESTIONS) == Answers()


FAULTY = """\
norm: 0 min
prsent: 1
present: [Intak, 3]
takes: {Beoordelen: lognormal 25}
working_share:
  team_9: 0.4
  team_1: 3
cost: 4
"""


def test_each_fault_in_a_file_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    with pytest.raises(sim.ScenarioError) as wrong:
        answers(path, QUESTIONS)
    found = [(fault.line, fault.field) for fault in wrong.value.faults]
    assert found == [
        (1, "norm"), (2, "prsent"), (3, "present.0"), (3, "present.1"), (4, "takes.Beoordelen"), (6, "working_share.team_9"),
        (7, "working_share.team_1"), (8, "cost"),
    ]  # fmt: skip
    assert "did you mean Intake?" in str(wrong.value)


def test_no_mapping_is_no_answers(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("- norm\n", encoding="utf-8")
    with pytest.raises(sim.ScenarioError, match=r":1: .*allowed a mapping"):
        answers(path, QUESTIONS)


def test_questions_to_fill_in_are_a_file_without_answers(tmp_path: Path) -> None:
    path = tmp_path / "questions.yaml"
    text = to_fill_in(QUESTIONS, "nl")
    path.write_text(text, encoding="utf-8")
    assert answers(path, QUESTIONS) == Answers()
    filled = text.replace("norm:  # 8 weeks", "norm: 8 weeks").replace('#  "team_1": 45', '  "team_1": 45')
    path.write_text(filled.replace("#  - \"Naar de kl@nt: 'brief'\"", "  - \"Naar de kl@nt: 'brief'\"", 1), encoding="utf-8")
    assert answers(path, QUESTIONS) == Answers(norm="8 weeks", present=("Naar de kl@nt: 'brief'",), cost={"team_1": 45.0})


def test_how_long_work_takes_is_asked_only_where_the_log_has_no_starts() -> None:
    with_starts = of_cases(["Intake"], ["team"], True, "en")
    assert "takes" in {one.name for one in QUESTIONS}
    assert "takes" not in {one.name for one in with_starts}
    with pytest.raises(sim.ScenarioError, match="takes"):
        answers({"takes": {"Intake": "3 min"}}, with_starts)


def test_what_is_left_open_is_asked_on_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = iter(["tien dagen", "10 days", "9", "1, 3", "", "12 min", "", "60%", "", "zestig", "", "45"])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(given))
    path = tmp_path / "answers.yaml"
    path.write_text("rework: [Beoordelen]\n", encoding="utf-8")
    said = answers(about_log(path, "nl"), QUESTIONS)
    assert said.norm == "10 days"
    assert said.present == ("Intake", "Naar de kl@nt: 'brief'")
    assert said.rework == ("Beoordelen",)
    assert dict(said.takes) == {"Beoordelen": "12 min"}
    assert (dict(said.working_share), dict(said.cost)) == ({"team_1": 0.6}, {"team_2": 45.0})
    assert not list(given)


def test_answers_stand_in_the_scenario_as_said(log: Path) -> None:
    with sim.quiet():
        found = sim.fit(
            log, replications=1, seed=3, language="nl",
            answers={"norm": "8 weeks", "present": "register", "rework": ["letter"], "working_share": {"team_1": 0.5},
                     "cost": {"team_1": 50}},
        )  # fmt: skip
    scenario = found.scenario
    steps, roles = scenario.designs["as_is"].steps, scenario.designs["as_is"].roles
    assert scenario.world.needs["case"].norm == 8 * 7 * 24 * 60
    assert steps["register"].customer != steps["letter"].customer == "absent"
    assert steps["letter"].counts_as == "rework"
    assert found.text.count("source: opgave van de opdrachtgever") == 2
    assert roles["team_1"].cost is not None
    page = found.document("nl").tables["unknown"]
    said = {row.cells["question"].value: row.cells["by"].value for row in page.rows}
    assert said == dict.fromkeys(("norm", "present", "rework", "working_share", "cost"), "client")


def test_the_command_writes_questions_and_reads_answers(log: Path, tmp_path: Path) -> None:
    questions, out = tmp_path / "questions.yaml", tmp_path / "fitted.yaml"
    done = CliRunner().invoke(app, ["fit", str(log), "--replications", "1", "--questions", str(questions), "--quiet"])
    assert done.exit_code == 0, done.output
    text = questions.read_text(encoding="utf-8").replace("norm:  # 8 weeks", "norm: 3 days")
    questions.write_text(text, encoding="utf-8")
    arguments = ["fit", str(log), "--replications", "1", "--answers", str(questions), "--out", str(out), "--quiet"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert sim.load(out).world.needs["case"].norm == 3 * 24 * 60
