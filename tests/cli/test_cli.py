"""The command: exit codes, what goes to which stream, plain JSON, and no file overwritten unasked."""

import json
import subprocess
import sys

import pytest


def test_run_prints_measures_with_units_and_intervals(command, small_file):
    code, out, err = command("run", small_file)
    assert code == 0
    assert "Small desk" in out
    assert "desk: waiting time" in out
    assert "4 replications" in out
    assert "Traceback" not in err


def test_json_is_plain_and_has_every_measure(command, small_file):
    code, out, _ = command("run", small_file, "--json", "--replications", 3)
    document = json.loads(out)
    assert code == 0
    assert document["design"] == "today"
    arrived = document["measures"]["arrived"]
    assert set(arrived) == {"mean", "half_width", "interval", "n", "unit"}
    assert arrived["n"] == 3
    assert document["provenance"]["seed"] == 1
    assert len(document["provenance"]["scenario_hash"]) == 64


def test_json_of_one_replication_has_no_interval(command, small_file):
    _, out, _ = command("run", small_file, "--json", "--replications", 1)
    assert json.loads(out)["measures"]["arrived"]["half_width"] is None


def test_compare_shows_differences_waits_give_ups_and_a_sentence(command, small_file):
    code, out, _ = command("compare", small_file, "--designs", "today,more")
    assert code == 0
    for text in (
        "difference",
        "desk: waiting time",
        "desk: abandoned",
        "desk: utilisation",
        "Largest finding",
    ):
        assert text in out
    assert "back: waiting time" in out  # where the queue may have moved to
    assert "back: utilisation" not in out
    assert "back: abandoned" not in out  # nobody waits there in person


def test_compare_shows_a_role_that_only_one_design_has(command, small_file):
    _, out, _ = command("compare", small_file, "--designs", "today,filing_at_the_desk")
    (line,) = [line for line in out.splitlines() if "back: waiting time" in line]
    assert "one design only" in line


def test_compare_in_json_has_the_difference_and_both_designs(command, small_file):
    _, out, _ = command("compare", small_file, "--json")
    wait = json.loads(out)["measures"]["role.desk.wait"]
    assert wait["mean"] < 0
    assert wait["mean"] == pytest.approx(wait["designs"]["more"]["mean"] - wait["designs"]["today"]["mean"])
    assert wait["distinguishable"] is True


def test_list_names_designs_and_changes(command, small_file):
    code, out, _ = command("list", small_file, "--json")
    assert code == 0
    assert json.loads(out) == {
        "designs": ["today", "more"],
        "changes": ["filing_at_the_desk"],
        "markets": [],
    }
    assert "More" not in command("list", small_file)[1]


def test_diff_has_a_line_per_change(command, small_file):
    code, out, _ = command("diff", small_file, "today", "more")
    assert code == 0
    assert out.strip().splitlines() == ["roles.desk.staff: 1 -> 2"]


def test_diff_says_that_nothing_differs_and_prints_no_line(command, small_file):
    code, out, err = command("diff", small_file, "today", "today")
    assert (code, out) == (0, "")
    assert "nothing differs" in err


def test_validate_says_good(command, small_file):
    code, out, _ = command("validate", small_file)
    assert code == 0
    assert "good" in out


def test_schema_is_a_json_schema(command):
    code, out, _ = command("schema")
    assert code == 0
    assert "world" in json.loads(out)["properties"]


@pytest.mark.parametrize("verb", ["run", "compare", "validate", "list"])
def test_a_broken_file_gives_1_and_its_lines_and_no_traceback(command, tmp_path, verb):
    path = tmp_path / "broken.yaml"
    path.write_text("title: x\nworld: {needs: {a: {rate: fast}}}\ndesigns: {d: {roles: {}, steps: {}}}\n")
    code, out, err = command(verb, path)
    assert code == 1
    assert out == ""
    assert "broken.yaml:2" in err
    assert "Traceback" not in err


def test_a_misspelt_outcome_gives_1_and_a_hint(command, tmp_path, small_file):
    path = tmp_path / "misspelt.yaml"
    path.write_text(
        small_file.read_text().replace("{baseline: today}", "{outcomes: [lead_tim, role.desk.wait]}")
    )
    code, _, err = command("validate", path)
    assert code == 1
    assert "misspelt.yaml:" in err
    assert "did you mean lead_time" in err
    assert len(err.splitlines()) == 1


def test_a_file_that_is_not_there_gives_1(command, tmp_path):
    code, _, err = command("run", tmp_path / "none.yaml")
    assert code == 1
    assert "none.yaml" in err


def test_a_misspelt_design_gives_1_and_a_hint(command, small_file):
    code, _, err = command("run", small_file, "--design", "tody")
    assert code == 1
    assert "did you mean today" in err


@pytest.mark.parametrize(
    "wrong",
    [
        ("run",),
        ("nonsense",),
        ("run", "FILE", "--replications", "0"),
        ("run", "FILE", "--replications", "-3"),
        ("run", "FILE", "--replications", "many"),
        ("run", "FILE", "--engine", "steam"),
        ("run", "FILE", "--jobs", "0"),
        ("run", "FILE", "--seed", "-1"),
        ("run", "FILE", "--out", "result.docx"),
        ("run", "FILE", "--out", "same.csv", "--log", "same.csv"),
        ("compare", "FILE", "--designs", "today"),
        ("export", "FILE"),
        ("export", "FILE", "--format", "pdf"),
        ("export", "FILE", "--format", "xes", "--decimal-comma"),
    ],
)
def test_wrong_usage_gives_2_and_says_why(command, small_file, wrong):
    code, out, err = command(*(small_file if word == "FILE" else word for word in wrong))
    assert code == 2
    assert out == ""
    assert err.strip()
    assert "Traceback" not in err


def test_nothing_is_overwritten_unasked(command, small_file, tmp_path):
    path = tmp_path / "result.json"
    assert command("run", small_file, "--replications", 2, "--out", path)[0] == 0
    before = path.read_text()
    code, _, err = command("run", small_file, "--replications", 3, "--out", path)
    assert code == 1
    assert "--force" in err
    assert path.read_text() == before
    assert command("run", small_file, "--replications", 3, "--out", path, "--force")[0] == 0
    assert json.loads(path.read_text())["measures"]["arrived"]["n"] == 3


def test_out_as_csv_and_the_log(command, small_file, tmp_path):
    out, log = tmp_path / "result.csv", tmp_path / "log.csv"
    assert command("run", small_file, "--replications", 2, "--out", out, "--log", log)[0] == 0
    assert out.read_text().startswith("measure,mean,half_width,low,high,n,unit")
    assert log.read_text().startswith("replication,time,what,case")


def test_a_reader_that_stops_early_hears_no_complaint(small_file):
    command = f'"{sys.executable}" -m sim run "{small_file}" --all | head -n 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("Small desk")
    assert "Error" not in done.stderr  # but that the engine is being compiled may be said


def test_python_m_sim_is_the_same_command(small_file):
    done = subprocess.run(
        [sys.executable, "-m", "sim", "list", str(small_file), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["designs"] == ["today", "more"]


TWO = ("--replications", "2", "--json")


@pytest.mark.parametrize(
    "said",
    [
        ("--measure", "lead_time,goodwill"),
        ("--measure", "lead_time", "--measure", "goodwill"),
        ("--measures", "lead_time,goodwill"),
        ("--outcomes=lead_time,goodwill",),
    ],
)
def test_measures_are_named_in_one_way_and_by_former_names(command, small_file, said):
    code, out, _ = command("sweep", small_file, "roles.desk.staff", "1..2", "--steps", "2", *TWO, *said)
    assert code == 0
    assert list(json.loads(out)["points"][0]["measures"]) == ["lead_time", "goodwill"]


def test_a_former_name_is_not_shown_and_only_taken_where_there_is_the_new_one(command, small_file):
    assert "--outcome" not in command("combine", "--help")[1]
    code, _, err = command("run", small_file, "--outcomes", "lead_time")
    assert code == 2
    assert "--outcomes" in err
