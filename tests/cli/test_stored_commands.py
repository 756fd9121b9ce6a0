"""Every command that runs replications goes on from a store, to the same answer, and says so when stopped."""

import math

import numpy as np
import pytest
from town import TOWN
from typer.main import get_command

import sim
from sim.analyses.studies import blocks
from sim.blueprint import build
from sim.cli.app import app
from sim.runs import replications, work
from sim.runs.log_summaries import LogSummary, summarised

RUNNING = [
    "run", "compare", "judge", "mirrors", "survival", "resistance", "combine", "sweep", "sensitivity", "target", "staffing",
    "warm-up",
]  # fmt: skip
FROM_LOGS = ["paths", "explain", "export", "day"]  # what they show is in logs, which are not kept


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    path = tmp_path_factory.mktemp("town") / "town.yaml"
    path.write_text(TOWN.replace("replications: 6", "replications: 3").replace("8 weeks", "2 weeks"))
    return path


@pytest.fixture
def ran(monkeypatch):
    """How many replications were really run."""
    seen, plain = [], work.done

    def done(tasks, *rest):
        seen.extend(number for _, number in tasks)
        return plain(tasks, *rest)

    monkeypatch.setattr(work, "done", done)
    return seen


def test_every_command_that_runs_has_a_store():
    commands = get_command(app).commands
    runs = {name for name, one in commands.items() if any(option.name == "engine" for option in one.params)}
    stored = {name for name in runs if any(option.name == "store" for option in commands[name].params)}
    assert stored >= set(RUNNING)
    assert runs - stored == set(FROM_LOGS)


@pytest.mark.parametrize(
    "arguments",
    [
        ["mirrors"],
        ["survival"],
        ["resistance"],
        ["staffing", "--norm", "desk=50%/5 min"],
        ["warm-up", "--replications", "2", "--designs", "today"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_the_second_time_nothing_is_run_and_the_answer_is_the_same(command, town, tmp_path, ran, arguments):
    verb, *more = arguments
    call = [verb, town, *more, "--json", "--store", tmp_path / "kept"]
    code, first, _ = command(*call)
    assert code == 0
    assert ran
    ran.clear()
    _, second, _ = command(*call)
    assert not ran
    assert _undated(first) == _undated(second) == _undated(command(*call[:-2])[1])


def test_what_was_taken_out_of_logs_before_a_stop_is_not_run_again(small, tmp_path, ran):
    plan = replications.plan(small, 4, None, None, 1)
    tasks = [(build(small, "today"), number) for number in range(4)]

    def rows(log, blueprint, stop):
        if len(ran_to_end) == stop:
            raise KeyboardInterrupt
        ran_to_end.append(None)
        return [np.array([len(log), math.nan]), np.empty((0, 3))]

    ran_to_end, what = [], LogSummary(rows)
    what.key = lambda settings: "the same"
    with pytest.raises(KeyboardInterrupt):
        summarised(tasks, plan, what, {"stop": 2}, "taking", tmp_path / "kept")
    ran.clear()
    found = summarised(tasks, plan, what, {"stop": 4}, "taking", tmp_path / "kept")
    assert len(ran) == 2
    fresh = sim.run(small, "today", replications=4, log=True)
    assert [one[0][0] for one in found] == [len(log) for log in fresh.logs]
    assert all(math.isnan(one[0][1]) and one[1].shape == (0, 3) for one in found)


def test_an_extract_is_known_by_its_settings_and_its_source(small, tmp_path, monkeypatch):
    what = LogSummary(blocks.handling)
    assert what.key({"a": 1, "b": 2}) == what.key({"b": 2, "a": 1}) != what.key({"a": 1, "b": 3})
    before = what.key({})
    monkeypatch.setattr(what, "_source", b"another")
    assert what.key({}) != before


def _undated(text):
    return [line for line in text.splitlines() if '"date"' not in line]
