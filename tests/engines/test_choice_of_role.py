"""Which of several roles a case goes to: who is free in an order, the shortest queue (a chain of two), the least expected wait."""

from typing import Any

import numpy as np
import pytest
from refusals import refusal
from scipy.sparse import lil_matrix
from scipy.sparse.linalg import spsolve

from sim.blueprint import build
from sim.engines import Replication, replicate
from sim.records import log
from sim.scenario import Scenario

ENGINES = pytest.mark.parametrize("engine", ["compiled", "simpy"])
ROLES = {"permits": {"staff": 1}, "telephonist": {"staff": 1}}


def run(needs: Any, steps: Any, length: str, engine: str = "compiled", roles: Any = ROLES) -> Replication:
    tree = {
        "title": "choice", "world": {"needs": {"q": needs}}, "designs": {"one": {"roles": roles, "steps": steps}},
        "run": {"length": length},
    }  # fmt: skip
    return replicate(build(Scenario.model_validate(tree), "one"), 3, 0, engine, log=True)


def steps(first: str, second: str, **more: Any) -> dict[str, Any]:
    return {
        "ask": {"role": "permits", "takes": first, "instead": ["ask_any"], **more},
        "ask_any": {"role": "telephonist", "takes": second},
    }


def where(found: Replication) -> list[int]:
    """Return at which step each was queued, in order."""
    return found.log["step"][found.log["what"] == log.QUEUED].tolist()


@ENGINES
def test_the_first_who_is_free_serves_and_else_one_waits_for_the_first(engine: str) -> None:
    needs = {"at": ["0 min", "1 min", "2 min", "11 min", "12 min"]}
    found = run(needs, steps("10 min", "10 min"), "1 h", engine)
    assert where(found) == [0, 1, 0, 1, 0]  # at 11 the first has the third in hand, the second is free
    both = run({"at": ["0 min"], "count": 3}, steps("10 min", "10 min"), "1 h", engine)
    assert where(both) == [0, 1, 0]  # at one instant, too


@ENGINES
def test_the_least_expected_wait_counts_how_long_work_takes(engine: str) -> None:
    needs = {"at": [f"{i} s" for i in range(15)]}
    found = run(needs, steps("10 min", "1 min", choose="least_wait"), "1 h", engine)
    # one is served there at once, then ten minutes there against one more minute here each time; alike: the first
    assert where(found) == [0] + [1] * 10 + [0] + [1] * 3


@ENGINES
def test_who_is_not_there_is_not_chosen(engine: str) -> None:
    roles = {"permits": {"staff": {"mon 01:00-02:00": 1}}, "telephonist": {"staff": {"mon 00:00-02:00": 1}}}
    found = run({"at": ["5 min", "6 min", "61 min"]}, steps("10 min", "10 min"), "2 h", engine, roles)
    assert where(found) == [1, 1, 0]


def shortest(rate: float, most: int = 45) -> float:
    """Return the mean number in two queues of one server of rate 1 each, where one joins the shorter (the first if alike)."""
    size = most * most
    flows = lil_matrix((size, size))
    for a in range(most):
        for b in range(most):
            here, to = a * most + b, []
            if a <= b and a + 1 < most:
                to.append((here + most, rate))
            elif a > b and b + 1 < most:
                to.append((here + 1, rate))
            to += [(here - most, 1.0)] * (a > 0) + [(here - 1, 1.0)] * (b > 0)
            for there, flow in to:
                flows[there, here] += flow
                flows[here, here] -= flow
    flows[0, :] = 1.0
    p = spsolve(flows.tocsc(), np.eye(1, size).ravel()).reshape(most, most)
    return float(np.add.outer(np.arange(most), np.arange(most)).ravel() @ p.ravel())


def test_the_shortest_queue_is_as_the_chain_of_two_queues_says() -> None:
    rate = 1.5
    found = run({"rate": f"{rate} / min"}, steps("exponential 1 min", "exponential 1 min", choose="shortest_queue"), "4000 h")
    assert found.values["inside_mean"] == pytest.approx(shortest(rate), rel=0.02)
    assert shortest(1e-9) == pytest.approx(1e-9, rel=1e-6)


FAULTS = """
title: faults
world: {needs: {q: {rate: 1 / hour}}}
designs:
  one:
    roles: {desk: {staff: 1}, other: {staff: 1}}
    steps:
      ask: {role: desk, takes: 5 min, instead: [any], choose: least_wait}
      any: {role: other, takes: 5 min}
run: {length: 4 weeks}
"""
WRONG = {
    "unknown": ("[any]", "[amy]", "the name of a step"),
    "itself": ("[any]", "[ask]", "another step with a role"),
    "alone": ("role: other, takes", "role: self, takes", "another step with a role"),
    "further": ("role: other, takes: 5 min", "role: other, takes: 5 min, instead: [ask]", "a step without instead"),
    "word": ("least_wait", "best", "first_free or shortest_queue or least_wait"),
    "many": ("[any]", "[any, a, b, c, d]", "at most 4 other steps"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_makes_no_sense_is_refused_in_a_line(name: str, tmp_path: Any) -> None:
    refusal(tmp_path, FAULTS, *WRONG[name])
