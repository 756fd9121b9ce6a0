"""Importing `sim` stays light, and its text and its names come from one table."""

import subprocess
import sys
from pathlib import Path

import pytest

import sim

DESK = Path(__file__).parents[2] / "scenarios" / "desk.yaml"
HEAVY = ("pandas", "scipy", "numba", "matplotlib", "joblib")


@pytest.mark.parametrize("statement", ["import sim", "import sim.cli.app"])
def test_the_import_is_light(statement):
    code = f"import sys; {statement}; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("verb", [("validate",), ("list",), ("diff", "today", "one_more_at_a")])
def test_what_runs_nothing_needs_no_tables_or_pictures(verb):
    arguments = ["sim", verb[0], str(DESK), *verb[1:]]
    code = f"""
import sys
from sim.cli.app import main
sys.argv = {arguments}
try:
    main()
except SystemExit:
    print([name for name in ("pandas", "matplotlib", "joblib") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_every_public_name_is_in_the_text_and_can_be_had():
    for name in sim.__all__:
        assert name in sim.__doc__
        assert getattr(sim, name) is not None


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        sim.nonsense  # noqa: B018
