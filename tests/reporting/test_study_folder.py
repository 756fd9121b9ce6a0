"""A study folder: made whole, filled by the report, run again to the last bit, and safe where something is in the way."""

import csv
import json
import os

import pytest
from small import SMALL

import sim
from sim.reporting.again import differing
from sim.reporting.study import Study

HOW = ("--replications", "2", "--engine", "simpy", "--no-turns")
LOGO = b"\x89PNG\r\n\x1a\n" + b"0" * 20
FILES = {"README.md", "notes.md", "scenario.yaml", "study.json", "tried.csv"}
WEEK = "date;count\n" + "".join(f"2026-01-{day:02};{20 + day}\n" for day in range(5, 19))
COUNTED = SMALL.replace("title: Small desk", "title: Small desk\nlanguage: nl\nlogo: logo.png").replace(
    "{rate: 20 / hour}", "{arrivals: {file: counts/2026.csv}}"
)


@pytest.fixture(scope="module")
def folder(small_file, tmp_path_factory):
    """A study with a report of it."""
    made = sim.study(tmp_path_factory.mktemp("studies") / "study", small_file)
    made.report(replications=2, engine="simpy")
    return made


def log(folder):
    text = (folder / "tried.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ","))


def test_a_study_has_the_scenario_and_the_files_that_it_reads(tmp_path):
    (tmp_path / "counts").mkdir()
    (tmp_path / "counts" / "2026.csv").write_text(WEEK)
    (tmp_path / "logo.png").write_bytes(LOGO)
    (tmp_path / "other.csv").write_text("of something else")
    (tmp_path / "desk.yaml").write_text(COUNTED)
    made = sim.study(tmp_path / "study", tmp_path / "desk.yaml")
    assert made.scenario.hash == sim.load(tmp_path / "desk.yaml").hash
    assert {path.name for path in made.path.iterdir()} == FILES | {"counts", "logo.png"}
    assert (made.path / "scenario.yaml").read_text() == COUNTED  # comments and all
    about = (made.path / "README.md").read_text()
    assert about.index("Wat is dit?") < about.index("What is this?")  # its own language first
    assert "`counts/2026.csv`, `logo.png`" in about


def test_a_report_fills_it(folder):
    assert {path.name for path in folder.path.iterdir()} == FILES | {
        "report.html", "figures.xlsx", "figures.json", "pictures", "store.sqlite"
    }  # fmt: skip
    assert {"answer_1.svg", "answer_1.png"} <= {path.name for path in (folder.path / "pictures").iterdir()}
    (line,) = log(folder.path)
    assert (line["command"], line["seed"], line["replications"]) == ("sim report .", "1", "2")
    assert line["scenario"] == sim.load(folder.path / "scenario.yaml").hash[:8]
    assert line["numpy"] == json.loads((folder.path / "study.json").read_text())["report"]["versions"]["numpy"]


def test_it_comes_out_the_same_again_without_what_was_kept(folder, command):
    (folder.path / "store.sqlite").unlink()
    code, out, err = command("study", folder.path, "--again")
    assert (code, err) == (0, "")
    assert "figures are the same, to the last bit." in out
    assert not (folder.path / "store.sqlite").exists()
    assert log(folder.path)[-1]["command"] == "sim study . --again"


def test_a_figure_that_differs_in_its_last_bit_is_told(folder, command):
    kept = folder.path / "figures.json"
    before = kept.read_text()
    figures = json.loads(before)
    keys, row = figures["outcomes"][:2]
    at = keys.index("mean")
    row[at] = row[at] * (1.0 + 2.0**-52)
    kept.write_text(json.dumps(figures))
    code, out, _ = command("study", folder.path, "--again")
    kept.write_text(before)
    assert code == 1
    assert "1 of " in out
    assert "outcomes 1." in out


def test_a_scenario_that_was_changed_since_is_told_and_not_run(folder, command):
    scenario = folder.path / "scenario.yaml"
    scenario.write_text(SMALL.replace("staff: 2", "staff: 3"))
    code, out, _ = command("study", folder.path, "--again")
    scenario.write_text(SMALL)
    assert code == 1
    assert "not that of the report" in out


def test_figures_are_held_cell_by_cell():
    then = {"a": [["k", "v"], ["x", 1.0], ["y", 2.0]]}
    assert differing(then, then) == (4, {})
    assert differing(then, {"a": [["k", "v"], ["x", 1.0], ["y", 2.0000000000000004]]}) == (4, {"a": 1})
    assert differing(then, {"a": [["k", "v"], ["x", 1.0]]}) == (2, {"a": 2})
    assert differing(then, {"b": then["a"]}) == (4, {"b": 6, "a": 6})
    assert differing({"a": [["k"], [1]]}, {"a": [["k"], [True]]}) == (1, {"a": 1})


def test_every_command_in_a_study_is_noted_and_kept(small_file, tmp_path, command, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert command("study", "desk", small_file)[0] == 0
    assert command("run", "desk", *HOW[:-1])[0] == 0
    monkeypatch.chdir(tmp_path / "desk")
    assert command("judge", ".", *HOW)[0] == 0
    code, out, _ = command("runs")
    assert (code, "One" not in out) == (0, True)
    first, second = log(tmp_path / "desk")
    assert first["command"] == "sim run . --replications 2 --engine simpy"
    assert second["command"].startswith("sim judge .")
    assert second["result"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk"]


@pytest.mark.parametrize("where", ["study", ".", "new/study", "x" * 300])
def test_nothing_is_overwritten_and_nothing_is_left_where_it_fails(small_file, tmp_path, command, monkeypatch, where):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "study").write_text("mine")
    code, _, err = command("study", where, small_file)
    assert code == 1
    assert len(err.strip().splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["study"]
    assert (tmp_path / "study").read_text() == "mine"


def test_a_scenario_that_is_none_makes_no_study(tmp_path, command):
    (tmp_path / "bad.yaml").write_text("title: x\n")
    code, _, err = command("study", tmp_path / "study", tmp_path / "bad.yaml")
    assert (code, "bad.yaml:1" in err) == (1, True)
    assert not (tmp_path / "study").exists()


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"form": 2}', "[" * 100_000, '{"form": 1, "report": {"asked": {"seed": "x"}}}'])
def test_a_record_that_is_none_is_said_in_a_line(small_file, tmp_path, command, record):
    made = sim.study(tmp_path / "study", small_file)
    if "report" in record:
        kept = json.loads(record)
        kept["report"]["scenario_hash"] = made.scenario.hash
        record = json.dumps(kept)
    (made.path / "study.json").write_text(record)
    code, _, err = command("study", made.path, "--again")
    assert code == 2
    assert "can't read" in err
    assert len(err.splitlines()) == 1


def test_what_is_in_the_way_is_said_before_anything_runs(small_file, tmp_path, command):
    made = sim.study(tmp_path / "study", small_file)
    (made.path / "pictures").write_text("mine")
    code, _, err = command("report", made.path, *HOW)
    assert (code, "where the folder with pictures goes" in err) == (1, True)
    assert not (made.path / "report.html").exists()


def test_the_log_goes_on_after_a_line_that_was_broken_off(small_file, tmp_path, command):
    made = sim.study(tmp_path / "study", small_file)
    with (made.path / "tried.csv").open("a") as file:
        file.write("2026-01-01 00:00,sim run ., bro")
    assert command("run", made.path, *HOW[:-1])[0] == 0
    assert [len(line) for line in log(made.path)] == [9, 9]
    assert Study(made.path).tried == 2


def test_a_hostile_title_is_harmless_in_all_of_it(tmp_path, command):
    (tmp_path / "evil.yaml").write_text(SMALL.replace("Small desk", '"=1+1 <script> {x}"'))
    made = sim.study(tmp_path / "study", tmp_path / "evil.yaml")
    assert command("run", made.path, *HOW[:-1])[0] == 0
    assert not [name for name in ("README.md", "notes.md") if "<script" in (made.path / name).read_text()]
    assert not [cell for line in log(made.path) for cell in line.values() if cell[:1] in "=+-@" and cell]


def test_a_file_with_a_name_that_a_study_uses_is_refused(tmp_path, command):
    (tmp_path / "notes.md").write_text(WEEK)
    (tmp_path / "desk.yaml").write_text(COUNTED.replace("\nlogo: logo.png", "").replace("counts/2026.csv", "notes.md"))
    code, _, err = command("study", tmp_path / "study", tmp_path / "desk.yaml")
    assert code in (1, 2)
    assert len(err.splitlines()) == 1
    assert not os.path.exists(tmp_path / "study")
