"""Importing `sim` stays light, and its text and its names come from one table."""

import subprocess
import sys

import pytest

import sim

HEAVY = ("pandas", "scipy", "numba", "matplotlib", "joblib")


@pytest.mark.parametrize("statement", ["import sim", "import sim.cli"])
def test_the_import_is_light(statement):
    code = f"import sys; {statement}; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_in_the_text_and_can_be_had():
    for name in sim.__all__:
        assert name in sim.__doc__
        assert getattr(sim, name) is not None


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        sim.nonsense  # noqa: B018
