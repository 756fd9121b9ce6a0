"""A small scenario with two designs, and the command as a user calls it."""

import sys

import pytest

import sim
from sim.cli import main

SMALL = """
title: Small desk
world:
  needs:
    question: {rate: 20 / hour}
  patience: exponential 6 min
  mind: default
designs:
  today:
    title: One person
    roles: {desk: {staff: 1}, back: {staff: 1}}
    steps:
      answer: {role: desk, takes: exponential 2 min, then: {file: 0.2, resolved: 0.8}}
      file: {role: back, customer: absent, takes: 4 min}
  more:
    extends: today
    roles: {desk: {staff: 2}}
changes:
  filing_at_the_desk:
    design: today
    set: {roles.back: none, steps.file.role: desk}
judge: {baseline: today}
run: {length: 2 days, warm_up: 4 h, replications: 4}
"""


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
