"""A small scenario with two designs, the command as a user calls it, and rules that take the time that compiling takes."""

import sys

import pytest
from hypothesis import settings
from small import SMALL

import sim
from sim.cli.app import main

# The first example of a rule pays for its compiling.
settings.register_profile("compiling", deadline=None)
settings.load_profile("compiling")


@pytest.fixture(scope="session")
def small_file(tmp_path_factory):
    """The path of a small scenario."""
    path = tmp_path_factory.mktemp("scenario") / "small.yaml"
    path.write_text(SMALL)
    return path


@pytest.fixture(scope="session")
def small(small_file):
    """A small scenario: two roles, two designs, a change that takes a role away, psychology on."""
    return sim.load(small_file)


@pytest.fixture
def command(capsys, monkeypatch):
    """Call `sim` with arguments; return exit code, standard output and standard error."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["sim", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        output = capsys.readouterr()
        return left.value.code or 0, output.out, output.err

    return call
