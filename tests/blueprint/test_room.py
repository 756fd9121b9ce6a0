"""A queue that grows for ever: said before the run, and ended with words and not with the memory of the machine."""

import sys

import pytest

from sim.blueprint import build
from sim.engines import replicate
from sim.kernel import limits
from sim.scenario import load

DESK = """\
title: x
world: {{needs: {{q: {{rate: {rate} / min}}}}{more}}}
designs:
  d:
    roles: {{desk: {{staff: 1}}}}
    steps: {{answer: {{role: desk, takes: 5 min}}}}
run: {{length: {length}}}
"""


def desk(tmp_path, **parts):
    path = tmp_path / "desk.yaml"
    path.write_text(DESK.format(**{"rate": 100, "length": "1 day", "more": ""} | parts))
    return load(path)


@pytest.mark.parametrize("engine", ["simpy", "compiled"])
def test_more_cases_at_once_than_a_run_can_hold_end_it_with_words(tmp_path, monkeypatch, engine):
    monkeypatch.setattr(limits, "INSIDE", 3000)
    scenario = desk(tmp_path)
    with pytest.raises(limits.Unusable, match="cases are open at once"):
        replicate(build(scenario, "d"), 1, 0, engine)
    small = desk(tmp_path, rate=1)
    assert replicate(build(small, "d"), 1, 0, engine).values["inside"] > 1000  # it fits


def test_that_they_will_be_too_many_is_said_before(tmp_path):
    said = "cases wait here at the end, and a run can hold 2,000,000"
    assert any(
        "desk.yaml:5: designs.d.roles.desk: about 7.2e+06 " + said in w
        for w in desk(tmp_path, length="50 days").warnings
    )
    for parts in ({"length": "1 day"}, {"length": "50 days", "more": ", patience: 5 min"}):
        assert not any(said in warning for warning in desk(tmp_path, **parts).warnings)


def test_what_a_run_can_hold_fits_a_machine():
    pytest.importorskip("numba")
    memory = sys.modules.get("sim.engines.compiled.memory") or __import__(
        "sim.engines.compiled.memory", fromlist=["SLOT"]
    )
    assert limits.INSIDE * (memory.SLOT.itemsize + 4 * memory.EVENT.itemsize) < 2e9  # bytes
