"""Killed (-9) at any moment: the store is never corrupt, and the same command goes on to the same tables, to the last bit.

SIM_KILLS says how often; in the suite it is a few times.
"""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time

import pytest

from sim.runs.store import runs

KILLS = int(os.environ.get("SIM_KILLS", "6"))
BUSY = """
title: Busy desks
world:
  needs:
    question: {rate: 60 / hour}
  patience: exponential 6 min
  mind: default
designs:
  today:
    roles: {desk: {staff: 3}, back: {staff: 2}}
    steps:
      answer: {role: desk, takes: exponential 2 min, then: {file: 0.2, resolved: 0.8}}
      file: {role: back, customer: absent, takes: 4 min}
changes:
  more: {design: today, set: {roles.desk.staff: 4}}
  quicker: {design: today, set: {steps.answer.takes: exponential 1.9 min}}
  filing_at_the_desk: {design: today, set: {roles.back: none, steps.file.role: desk}}
judge: {baseline: today, thresholds: {resistance: 4.75%}}  # about what quicker does
run: {length: 10 days, warm_up: 4 h}
"""


def started(file, store, *more):
    """Start a judgement that adds replications as long as something is undecided."""
    counts = ("--replications", "15", "--until-decided", "--bound", "60", "--no-turns")
    command = [
        sys.executable,
        "-m",
        "sim",
        "judge",
        str(file),
        *counts,
        "--store",
        str(store),
        "--json",
        *more,
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def tables(process):
    """Return what was printed, but for when that was."""
    document = json.loads(process.communicate()[0])
    assert process.returncode == 0
    assert document["provenance"].pop("date")
    return document


def done(store):
    """Return how many replications are kept."""
    return sum(run.replications for run in runs(store)) if store.exists() else 0


def sound(store):
    base = sqlite3.connect(store, timeout=60)
    try:
        return base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        base.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("busy") / "busy.yaml"
    path.write_text(BUSY)
    return path


@pytest.fixture(scope="module")
def undisturbed(file, tmp_path_factory):
    return tables(started(file, tmp_path_factory.mktemp("whole") / "store"))


@pytest.mark.parametrize("attempt", range(KILLS))
def test_killed_at_a_random_moment(file, undisturbed, tmp_path, attempt):
    store, moment = tmp_path / "store", random.Random(attempt)
    whole = undisturbed["replications"]
    process, until = started(file, store), moment.randrange(-10, whole)
    if until < 0:
        time.sleep(moment.uniform(0.0, 2.0))  # while it starts
    while done(store) < until and process.poll() is None:
        time.sleep(moment.uniform(0.0, 0.02))
    process.kill()
    process.communicate()
    assert not store.exists() or sound(store)
    print(f"killed with {done(store)} of {whole} kept")
    assert tables(started(file, store)) == undisturbed
    assert sound(store)
    assert done(store) == whole


def test_two_processes_may_use_one_store_at_the_same_time(file, undisturbed, tmp_path):
    both = [started(file, tmp_path / "store"), started(file, tmp_path / "store", "--jobs", "1")]
    assert [tables(process) for process in both] == 2 * [undisturbed]
    assert sound(tmp_path / "store")
    assert done(tmp_path / "store") == undisturbed["replications"]
