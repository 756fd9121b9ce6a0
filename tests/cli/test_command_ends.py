"""How the command ends when the terminal or its user has gone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.runs.store import runs

ROOT = Path(__file__).parents[2]
SIM = f"{sys.executable} -m sim"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that can close a stream")
@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-"])
def test_closed_streams_are_no_fault(closed):
    done = subprocess.run(
        f"{SIM} list scenarios/one_desk.yaml {closed}", shell=True, cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


IMPORTING = """
import builtins, signal, sim.__main__
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job begins without
plain = builtins.__import__
def slow(name, *rest):
    if name == "typer":
        signal.raise_signal(signal.SIGINT)
    return plain(name, *rest)
builtins.__import__ = slow
sim.__main__.main()
"""


def test_an_interrupt_during_the_imports_is_quiet():
    done = subprocess.run([sys.executable, "-c", IMPORTING], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


HEARING = """
import signal, sim.__main__
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job begins without
sim.__main__.main()
"""


def interrupted(arguments, folder, until, **environment):
    """Start a command, interrupt it (Ctrl-C) when `until` says so of its standard error; return how it ended."""
    process = subprocess.Popen(
        [sys.executable, "-c", HEARING, *arguments],
        cwd=folder, env={**os.environ, **environment}, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    until(process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def enough_is_kept(store):
    def wait(process):
        while not (store.exists() and runs(store)) and process.poll() is None:
            time.sleep(0.02)

    return wait


def compiling(process):
    assert process.stderr.readline().startswith(("compiling", "the engine is being made ready"))
    time.sleep(1.0)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_says_what_was_kept(small_file, tmp_path, jobs):
    store, many = tmp_path / "store", str(10**5)
    asked = ("run", small_file, "--store", store, "--jobs", jobs)
    code, out, err = interrupted((*asked, "--replications", many), tmp_path, enough_is_kept(store))
    assert (code, out) == (130, "")
    assert (
        err.splitlines()[-1] == f"stopped: what was done is in {store}: the same command goes on from there"
    )
    assert runs(store)[0].replications > 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("how", [("--engine", "compiled"), ("--replications", str(10**5))])
def test_an_interrupt_while_compiling_is_heard_and_breaks_nothing(small_file, tmp_path, how):
    code, out, err = interrupted(("run", small_file, *how), tmp_path, compiling, SIM_CACHE_DIR=str(tmp_path))
    assert (code, out) == (130, "")
    assert err.splitlines()[-1] == "stopped: nothing was kept; with --store FILE what is done is"
    assert not list(tmp_path.rglob("loop.run-*.nb*"))  # heard before compiling had ended, not after
