"""A list of calls of our own: patience, staff and waiting come back, and what is no call is left out."""

from functools import cache

import numpy as np
import pytest

import sim
from sim.fit import Fit
from sim.fit.patience import median, patience

TEXT = """
title: Line
world:
  needs: {call: {rate: 20 / hour, profile: {"mon-fri 09:00-17:00": 1}}}
  patience: exponential 4 min
  redial: {probability: 0, after: 1 h}
  mind: off
designs:
  today:
    roles: {agents: {staff: {mon-fri 09:00-17:00: 5}}}
    steps: {answer: {role: agents, takes: exponential 4 min}}
run: {length: 3 weeks, start: 2026-01-05, replications: 1}
"""


@cache
def lines() -> str:
    """Return a telephone exchange's export: arrival, answer, end, outcome and agent."""
    rows = sim.export(sim.scenario(TEXT), "csv", engine="simpy").splitlines()
    names = rows[0].split(",")
    found = [dict(zip(names, row.split(","), strict=True)) for row in rows[1:]]
    calls = [one for one in found if one["ended"] in ("handled", "gave up")]
    return "Binnenkomst;Aangenomen;Einde;Uitkomst;Medewerker\n" + "".join(map(_line, calls))


def _line(one: dict[str, str]) -> str:
    answered = one["ended"] == "handled"
    start, end = (one[part][:19] for part in ("start_time", "end_time"))
    parts = (one["enable_time"][:19], start if answered else "", end, "beantwoord" if answered else "opgehangen")
    return ";".join((*parts, one["resource"] if answered else "")) + "\n"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Fit:
    path = tmp_path_factory.mktemp("calls") / "calls.csv"
    path.write_text(lines() + "2026-01-07T10:00:00;;2026-01-07T10:00:10;spook;\n", encoding="utf-8")
    return sim.fit(path, replications=3, seed=1)


def test_what_is_no_call_is_left_out(found: Fit) -> None:
    assert "L30" in [one.code for one in found.findings]
    assert found.periods[0].cases == pytest.approx(lines().count("\n") - 1, rel=0.02)


def test_calls_come_back(found: Fit) -> None:
    needs = found.scenario.world.needs["call"]
    assert needs.per_minute * 10080 == pytest.approx(20 * 24 * 7, rel=0.1)
    assert found.scenario.world.patience.mean == pytest.approx(4, rel=0.35)
    assert found.scenario.designs["as_is"].steps["answer"].takes.mean == pytest.approx(4, rel=0.1)


def test_waiting_follows_from_what_was_found(found: Fit) -> None:
    figures = {one.key: one for one in found.periods[0].figures}
    assert figures["gave_up"].mean == pytest.approx(figures["gave_up"].observed, abs=0.03)


def test_the_card_speaks_of_callers(found: Fit) -> None:
    assert {one.question for one in found.claims} == {"demand", "waiting", "giving_up", "staff"}
    assert found.document("nl").paragraphs
    with pytest.raises(sim.Unusable):
        found.simulated_log("2026-02-02", "2026-02-09")


def test_patience_of_who_was_answered_first_is_censored() -> None:
    rng = np.random.default_rng(1)
    own, offered = rng.weibull(0.8, 5000) * 6, rng.exponential(3, 5000)
    told = patience(np.minimum(own, offered), own < offered)
    assert told is not None
    assert told.shape == pytest.approx(0.8, rel=0.05)
    assert told.scale == pytest.approx(6, rel=0.1)
    assert told.median == pytest.approx(6 * np.log(2) ** (1 / 0.8), rel=0.1)


def test_a_median_that_is_not_reached_is_not_told() -> None:
    assert median(np.array([1.0, 2.0, 3.0]), np.array([True, False, False])) is None
    assert median(np.array([1.0, 2.0, 3.0]), np.array([True, True, False])) == 2.0
    assert patience(np.array([1.0, 2.0]), np.array([True, True])) is None
