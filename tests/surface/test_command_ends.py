"""How the command ends when the terminal or its user has gone."""

import subprocess
import sys
from pathlib import Path

import pytest

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
