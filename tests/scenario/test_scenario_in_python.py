"""A scenario made in Python goes wherever a file does: the same figures, the same store, a report."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from small import SMALL

import sim


@pytest.fixture(scope="module")
def made():
    """The small scenario, as a mapping."""
    return sim.scenario(YAML(typ="safe", pure=True).load(SMALL))


def values(result):
    return {name: measure.values for name, measure in result.measures.items()}


def test_it_gives_what_the_file_gives_and_is_the_same_to_a_store(small, made, tmp_path):
    store = tmp_path / "kept.sqlite"
    from_file = sim.run(small, engine="simpy", store=store)
    kept = sim.runs(store)
    assert repr(values(sim.run(made, engine="simpy", store=store))) == repr(values(from_file))
    assert [one.replications for one in sim.runs(store)] == [one.replications for one in kept]  # nothing was run again
    again = sim.scenario(made.to_yaml())
    assert repr(values(sim.run(again, engine="simpy", store=store))) == repr(values(from_file))


def test_every_study_takes_it(small, made, tmp_path):
    how = {"replications": 3, "store": tmp_path / "kept.sqlite"}
    assert sim.validate(made) == small.warnings
    compared = [sim.compare(one, **how).measures["lead_time"].difference for one in (small, made)]
    assert compared[0] == compared[1]
    judged = [{n: i.verdict for n, i in sim.judge(one, **how).items.items()} for one in (small, made)]
    assert judged[0] == judged[1]
    swept = [sim.sweep(one, {"world.needs.question.rate": "10 / hour..20 / hour"}, steps=2, **how) for one in (small, made)]
    assert swept[0].spots[0].values == swept[1].spots[0].values
    assert sim.sensitivity(made, size=2, only=["redial", "mind"], **how).points > 0
    assert sim.resistance(made, **how).table().shape == (3, 5)
    assert sim.target(made, "lead_time", "1 h", vary={"roles.desk.staff": "1..3"}, **how)
    assert "<html" in sim.report(made, turns=False, **how).html


def test_what_runs_with_logs_takes_it(made):
    how = {"replications": 2, "engine": "simpy"}
    assert sim.explain(made, "more", **how).sentence
    found = sim.paths(made, **how)
    assert found.paths == found.taken.paths
    assert {way.least for way in found.least} == {True}


def test_an_export_is_text_or_a_file(made, command, small_file, tmp_path):
    text = sim.export(made, "csv", engine="simpy")
    assert sim.export(made, "csv", tmp_path / "log.csv", engine="simpy") == str(tmp_path / "log.csv")
    assert (tmp_path / "log.csv").read_text() == text
    assert command("export", small_file, "--format", "csv", "--engine", "simpy")[1] == text
    with pytest.raises(FileExistsError):
        sim.export(made, "csv", tmp_path / "log.csv", engine="simpy")
    with pytest.raises(sim.Unusable, match="decimal_comma"):
        sim.export(made, "xes", decimal_comma=True)


def test_a_comparison_shows_the_measures_that_were_named(command, small_file):
    how = ("--engine", "simpy", "--replications", "2", "--quiet")
    code, out, err = command("compare", small_file, *how, "--measure", "lead_time,goodwill_at_end")
    assert (code, err) == (0, "")
    assert "ead time" in out
    assert len(out) < len(command("compare", small_file, *how)[1])  # the usual ones are more
    code, _, err = command("compare", small_file, *how, "--measure", "leadtime")
    assert (code, "lead_time" in err) == (2, True)


def test_what_the_readme_says_of_it_runs():
    text = (Path(__file__).parents[2] / "README.md").read_text()
    (program,) = (code for code in re.findall(r"```python\n(.*?)```", text, re.S) if "sim.scenario({" in code)
    names = {"sim": sim}
    exec(program, names)
    said = next(line for line in program.splitlines() if "sim.diff" in line).partition("# ")[2]
    assert str(sim.diff(names["more"], "today", "two")) == said
    assert sim.scenario(names["text"]).hash == names["more"].hash


def test_what_the_readme_says_of_measures_of_your_own_runs(monkeypatch):
    root = Path(__file__).parents[2]
    monkeypatch.chdir(root)
    (program,) = (code for code in re.findall(r"```python\n(.*?)```", (root / "README.md").read_text(), re.S) if "CustomM" in code)
    names = {"sim": sim}
    exec(program.replace("per_call))", "per_call), replications=4)"), names)
    assert names["per_call"].per
