"""Arrivals beyond Poisson: a law of the time between two, groups, and a busyness of days that needs share."""

import copy
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from agreement import assert_equal, both

from sim import run
from sim.blueprint import build
from sim.engines import replicate
from sim.records import log
from sim.scenario import Scenario
from sim.scenario.fields.world import Need
from sim.theory import batch_m_m_1_wait, gi_m_1_wait

DAY = 1440.0
DESK: dict[str, Any] = {
    "title": "Arrivals",
    "world": {"needs": {"call": {"rate": "12 / hour"}}},
    "designs": {
        "today": {
            "roles": {"desk": {"staff": 1}},
            "steps": {"answer": {"role": "desk", "takes": "exponential 4 min"}},
        }
    },
    "run": {"length": "30 days", "warm_up": "1 day", "replications": 8},
}


def desk(needs: dict[str, Any], length: str = "30 days", **world: Any) -> Scenario:
    made = copy.deepcopy(DESK)
    made["world"] = {"needs": needs} | world
    made["run"]["length"] = length
    return Scenario.model_validate(made)


def arrivals(scenario: Scenario, replication: int = 0, engine: str = "compiled") -> Any:
    rows = replicate(build(scenario, "today"), 1, replication, engine, log=True).log
    return rows[rows["what"] == log.ARRIVED]


def by_day(replications: list[Any], kind: int) -> Any:
    """Return how many needs of a kind came on each of 200 days, of all replications."""
    days = [(rows["time"][rows["kind"] == kind] // DAY).astype(int) for rows in replications]
    return np.concatenate([np.bincount(one, minlength=200) for one in days])


def close(result: Any, name: str, exact: float) -> bool:
    """Whether a mean is within four of its standard errors of the exact answer, and known to within a tenth."""
    values = np.array(result.measures[name].values)
    error = values.std(ddof=1) / math.sqrt(len(values))
    return bool(abs(values.mean() - exact) < 4 * error < 0.4 * exact)


RATE, SERVED = 0.2, 0.25  # a minute
LAWS: dict[str, tuple[str, Callable[[float], float]]] = {
    "Erlang 2": ("erlang 2 5 min", lambda s: (2 * RATE / (2 * RATE + s)) ** 2),
    "fixed": ("5 min", lambda s: math.exp(-5 * s)),
    "uniform": ("uniform 2 8 min", lambda s: (math.exp(-2 * s) - math.exp(-8 * s)) / (6 * s)),
    "gamma, cv 1.5": ("gamma 5 min cv 1.5", lambda s: (1 + 5 * 2.25 * s) ** (-1 / 2.25)),
}


@pytest.mark.parametrize("name", LAWS)
def test_the_wait_in_gi_m_1_is_that_of_the_root_of_its_transform(name: str) -> None:
    law, transform = LAWS[name]
    result = run(desk({"call": {"interarrival": law}}, "60 days"), "today")
    assert close(result, "role.desk.wait_ended", gi_m_1_wait(transform, SERVED))
    assert gi_m_1_wait(lambda s: RATE / (RATE + s), SERVED) == pytest.approx(16.0)  # M/M/1


def test_the_wait_of_groups_at_one_server_is_that_of_the_books() -> None:
    sizes = {1: 0.5, 2: 0.3, 5: 0.2}
    result = run(desk({"call": {"rate": "5 / hour", "size": sizes}}, "60 days"), "today")
    assert close(result, "role.desk.wait_ended", batch_m_m_1_wait(5 / 60, sizes, SERVED))
    assert batch_m_m_1_wait(RATE, {1: 1.0}, SERVED) == pytest.approx(16.0)


def test_fixed_times_come_by_the_clock_and_by_the_profile() -> None:
    assert arrivals(desk({"call": {"interarrival": "10 min"}}, "2 days"), 0, "simpy")["time"][:4].tolist() == [10.0, 20.0, 30.0, 40.0]
    twice = {"call": {"rate": "6 / hour", "interarrival": "1 min", "profile": {"cycle": "2 h", "weights": [3, 1]}}}
    times = arrivals(desk(twice, "2 days"), 0, "simpy")["time"]
    exact = [*(20 / 3 * i for i in range(1, 10)), *(60 + 20 * i for i in range(1, 4)), *(120 + 20 / 3 * i for i in (1, 2))]
    assert times[:14] == pytest.approx(exact)


def test_those_of_a_group_come_together_and_are_of_the_shares_asked_for() -> None:
    came = arrivals(desk({"call": {"rate": "20 / hour", "size": {1: 0.6, 3: 0.4}}}))
    _, sizes = np.unique(came["time"], return_counts=True)
    assert set(sizes.tolist()) == {1, 3}
    assert (sizes == 3).mean() == pytest.approx(0.4, abs=0.02)
    assert len(np.unique(came["case"])) == len(came)


def test_counts_vary_as_renewals_groups_and_days_do() -> None:
    """Variance over mean of the counts of days: c^2 of the gaps, E[X^2]/E[X] of groups, what was asked for of busy days."""
    needs = {
        "regular": {"interarrival": "gamma 12 min cv 0.5"},
        "groups": {"rate": "3 / hour", "size": {1: 0.5, 4: 0.5}},
        "both": {"rate": "3 / hour", "size": {1: 0.5, 4: 0.5}, "dispersion": 9},
    }
    index = {"regular": 0.25, "groups": 8.5 / 2.5, "both": 9.0}
    scenario = desk(needs, "200 days")
    rows = [arrivals(scenario, replication) for replication in range(4)]
    for kind, (name, exact) in enumerate(index.items()):
        assert name == "both" or Need.model_validate(needs[name]).own_dispersion == pytest.approx(exact)
        counts = by_day(rows, kind)
        assert counts.var() / counts.mean() == pytest.approx(exact, rel=0.25), name


def test_needs_share_the_busyness_of_a_day() -> None:
    """Var N = m + m^2 c^2 of each, and Cov = m1 m2 c^2: they are busy on the same days; who has none is not."""
    needs = {
        "call": {"rate": "10 / hour", "busyness": "weather"},
        "mail": {"rate": "5 / hour", "busyness": "weather"},
        "visit": {"rate": "5 / hour"},
    }
    scenario = desk(needs, "200 days", busyness={"weather": "30%"})
    found = [arrivals(scenario, replication) for replication in range(4)]
    counts = [by_day(found, kind) for kind in range(3)]
    together = np.cov(counts)
    assert together[0, 1] == pytest.approx(240 * 120 * 0.09, rel=0.2)
    assert together[0, 0] == pytest.approx(240 + 240**2 * 0.09, rel=0.2)
    assert abs(np.corrcoef(counts[0], counts[2])[0, 1]) < 0.15


def test_groups_of_one_and_exponential_gaps_are_what_they_were() -> None:
    """Groups of one leave every bit; the law by its own draws does not, but its counts are those of Poisson."""
    plain, ones = (arrivals(desk({"call": {"rate": "12 / hour"} | more}, "3 days"), 0, "simpy") for more in ({}, {"size": 1}))
    assert plain.tobytes() == ones.tobytes()
    assert Need.model_validate({"interarrival": "exponential 5 min"}).own_dispersion == pytest.approx(1.0)


@pytest.mark.parametrize("population", [None, 50])
def test_the_engines_agree(population: int | None) -> None:
    needs = {
        "call": {"interarrival": "gamma 4 min cv 1.3", "size": {1: 0.5, 3: 0.5}, "busyness": "weather"},
        "mail": {"rate": "9 / hour", "interarrival": {"empirical": ["1 min", "7 min"]}, "busyness": "weather"},
    }
    scenario = desk(needs, "4 days", busyness={"weather": 0.5}, customers={"population": population})
    assert_equal(*both(build(scenario, "today"), 2))


FAULTS = {
    "interarrival: 0 min": "at least 1 second",
    "interarrival: erlng 2 5 min": "did you mean erlang",
    "rate: 2 / day per customer, interarrival: 5 min": "without per customer",
    "rate: 2 / day, size: {of 0: 50%, of 1: 50%}": "together between 1 and",
    "rate: 2 / day, size: {of 2: 50%}": "add 0.5",
    "rate: 2 / day, size: {of 1: 50%, of 5: 50%}, dispersion: 2": "above 4.33",
    "rate: 2 / day, busyness: wether": "did you mean weather?",
    "rate: 2 / day, busyness: weather, dispersion: 3": "either dispersion or busyness",
    "at: 5 min, size: 2": "size together with a rate",
}


@pytest.mark.parametrize("said", FAULTS)
def test_each_fault_is_one_clear_line(said: str) -> None:
    import sim

    text = f"""
title: Faults
world:
  customers: {{population: 10}}
  busyness: {{weather: 30%}}
  needs:
    call: {{{said}}}
designs: {{today: {{roles: {{desk: {{staff: 1}}}}, steps: {{answer: {{role: desk, takes: 4 min}}}}}}}}
run: {{length: 1 day}}
"""
    with pytest.raises(sim.ScenarioError) as refused:
        sim.scenario(text)
    (fault,) = refused.value.faults
    assert fault.line == 7
    assert FAULTS[said] in str(fault)
