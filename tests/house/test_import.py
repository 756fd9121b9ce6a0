"""Importing `sim` stays light, and its text and its names come from one table."""

import subprocess
import sys
from pathlib import Path

import pytest

import sim

SCENARIOS = Path(__file__).parents[2] / "scenarios"
DESK, TERRACE = SCENARIOS / "desk.yaml", SCENARIOS / "terrace.yaml"
HEAVY = ("pandas", "scipy", "numba", "matplotlib", "joblib")


@pytest.mark.parametrize("statement", ["import sim", "import sim.cli.app"])
def test_the_import_is_light(statement):
    code = f"import sys; {statement}; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


VERBS = {
    ("--help",): ("pandas", "matplotlib", "joblib", "numpy", "pydantic", "rich"),
    ("compare", "--help"): ("pandas", "matplotlib", "joblib", "numpy"),
    ("validate", str(DESK)): ("pandas", "matplotlib", "joblib", "numba", "scipy"),
    ("list", str(DESK)): ("pandas", "matplotlib", "joblib", "numba", "scipy"),
    ("diff", str(DESK), "today", "one_more_at_a"): ("pandas", "matplotlib", "joblib", "numba", "scipy"),
    ("compare", str(TERRACE), "--replications", "2"): ("pandas", "matplotlib", "jinja2", "numba"),
    ("judge", str(TERRACE), "--replications", "2"): ("pandas", "matplotlib", "jinja2", "numba"),
}


@pytest.mark.parametrize("arguments", VERBS)
def test_a_command_loads_what_it_needs_and_no_more(arguments):
    code = f"""
import sys
from sim.cli.app import main
sys.argv = {["sim", *arguments]}
try:
    main()
except SystemExit:
    print([name for name in {VERBS[arguments]} if name in sys.modules])
"""
    sim.run(sim.load(DESK), replications=1)  # compiled code is kept
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_every_public_name_is_in_the_text_and_can_be_had():
    for name in sim.__all__:
        assert name in sim.__doc__
        assert getattr(sim, name) is not None


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        sim.nonsense  # noqa: B018
