"""What comes after waiting too long, giving up or being refused: a step. Against Erlang B, M/M/n + D, and the queue as it was."""

from typing import Any

import numpy as np
import pytest
from refusals import refusal

from sim.blueprint import build
from sim.engines import Replication, replicate
from sim.records import log
from sim.scenario import Scenario

ENGINES = pytest.mark.parametrize("engine", ["compiled", "simpy"])


def run(needs: Any, roles: Any, steps: Any, length: str, engine: str = "compiled", **world: Any) -> Replication:
    tree = {
        "title": "overflow", "world": {"needs": {"q": needs}, **world}, "designs": {"one": {"roles": roles, "steps": steps}},
        "run": {"length": length},
    }  # fmt: skip
    return replicate(build(Scenario.model_validate(tree), "one"), 5, 0, engine, log=True)


def rows(found: Replication, what: int) -> Any:
    return found.log[found.log["what"] == what]


def erlang_b(load: float, servers: int) -> float:
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


def test_who_is_blocked_overflows_as_erlang_and_both_teams_lose_as_one() -> None:
    """Eight erlang to six people, those refused to four others who refuse, too: together they lose as a team of ten."""
    steps = {
        "ask": {"role": "first", "takes": "exponential 5 min", "on_refusal": "again"},
        "again": {"role": "second", "takes": "exponential 5 min"},
    }
    roles = {"first": {"staff": 6, "queue_limit": 0}, "second": {"staff": 4, "queue_limit": 0}}
    found = run({"rate": "96 / hour"}, roles, steps, "1000 h")
    came, refused = found.counters["arrived"], found.counters["role_refused"]
    assert refused[0] / came == pytest.approx(erlang_b(8, 6), rel=0.02)
    assert refused[1] / came == pytest.approx(erlang_b(8, 10), rel=0.04)
    assert found.counters["lost"] == refused[1]
    assert found.counters["step_visits"][1] == refused[0]


def test_overflow_after_a_wait_is_patience_of_that_length() -> None:
    """M/M/8 + D of the verification cases (V08b): who has waited two minutes goes to another team."""
    steps = {
        "ask": {"role": "first", "takes": "exponential 4 min", "overflow": {"after": "2 min", "to": "other"}},
        "other": {"role": "second", "takes": "1 min"},
    }
    found = run({"rate": "2 / min"}, {"first": {"staff": 8}, "second": {"staff": 20}}, steps, "2500 h")
    assert found.values["role.first.overflowed_share"] == pytest.approx(0.121285, rel=0.02)
    assert found.values["role.first.wait_ended"] == pytest.approx(0.727712, rel=0.02)
    assert found.values["role.first.abandoned"] == 0
    assert found.counters["role_served"][1] + found.counters["role_open"][1] == found.counters["role_overflowed"][0]


@ENGINES
def test_who_is_called_back_keeps_the_place(engine: str) -> None:
    """One person, 10 min each: who came third is called back after the second, before the fourth, who came later."""
    steps = {
        "ask": {"role": "desk", "takes": "10 min", "overflow": {"after": "5 min", "to": "call_back"}},
        "call_back": {"role": "desk", "takes": "4 min", "customer": "absent"},
    }
    found = run({"at": ["0 min", "1 min", "2 min", "23 min"]}, {"desk": {"staff": 1}}, steps, "1 h", engine)
    started = rows(found, log.STARTED)
    assert started["time"].tolist() == [0, 10, 14, 23]
    assert started["step"].tolist() == [0, 1, 1, 0]
    passed = rows(found, log.OVERFLOWED)
    assert passed["time"].tolist() == [6, 7]
    assert passed["waited"].tolist() == [5, 5]


@ENGINES
def test_call_backs_that_take_as_long_leave_the_queue_as_it_was(engine: str) -> None:
    """Work of one length, whoever does the waiting: each starts when they would have started without (to the last bit)."""
    steps = {"ask": {"role": "desk", "takes": "3 min", "patience": None}}
    plain = run({"rate": "17 / hour"}, {"desk": {"staff": 1}}, steps, "60 h", engine)
    steps["ask"]["overflow"] = {"after": "4 min", "to": "call_back"}
    steps["call_back"] = {"role": "desk", "takes": "3 min", "customer": "absent"}
    other = run({"rate": "17 / hour"}, {"desk": {"staff": 1}}, steps, "60 h", engine)
    for field in ("time", "case"):
        assert rows(plain, log.STARTED)[field].tolist() == rows(other, log.STARTED)[field].tolist()
    long = np.sum(rows(plain, log.STARTED)["waited"] >= 4)
    assert long <= len(rows(other, log.OVERFLOWED)) <= long + plain.counters["role_open"][0]


@ENGINES
def test_who_gives_up_writes_instead(engine: str) -> None:
    steps = {
        "call": {"role": "desk", "takes": "30 min", "patience": "5 min", "on_abandon": "write"},
        "write": {"role": "self", "takes": "10 min", "then": "answer"},
        "answer": {"role": "back", "takes": "7 min", "customer": "absent"},
    }
    found = run({"at": ["0 min", "1 min"]}, {"desk": {"staff": 1}, "back": {"staff": 1}}, steps, "2 h", engine)
    assert found.counters["role_abandoned"].tolist()[:2] == [1, 0]
    assert rows(found, log.RESOLVED)["time"].tolist() == [6 + 10 + 7, 30]
    assert found.counters["lost"] == 0


FAULTS = """
title: faults
world: {needs: {q: {rate: 1 / hour}}}
designs:
  one:
    roles: {desk: {staff: 1, queue_limit: 3}}
    steps:
      ask: {role: desk, takes: 5 min, overflow: {after: 5 min, to: voicemail}, on_refusal: voicemail}
      voicemail: {role: desk, takes: 2 min, customer: absent}
run: {length: 4 weeks}
"""
WRONG = {
    "unknown": ("to: voicemail}", "to: voicemial}", "did you mean"),
    "itself": ("to: voicemail}", "to: ask}", "another step, from one with a role"),
    "nobody waits": ("role: desk, takes: 5 min", "role: self, takes: 5 min", "another step, from one with a role"),
    "no time": ("after: 5 min", "after: 0 min", "a duration above 0"),
    "round and round": ("customer: absent}", "customer: absent, on_refusal: ask}", "does not come back here at once"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_makes_no_sense_is_refused_in_a_line(name: str, tmp_path: Any) -> None:
    refusal(tmp_path, FAULTS, *WRONG[name])
