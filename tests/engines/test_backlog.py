"""The backlog at the start: worked off at a known rate, counted from when it came, and the same in each design."""

import copy
import datetime as dt
import math
from typing import Any

import numpy as np
import pytest
from agreement import assert_equal, both

from sim import run
from sim.blueprint import build, norms
from sim.engines import replicate
from sim.records import log
from sim.scenario import Scenario

HOUR, DAY, WEEK = 60.0, 1440.0, 10080.0
DESK: dict[str, Any] = {
    "title": "Permits",
    "world": {"needs": {"permit": {"rate": "0 / day", "norm": "8 weeks"}}},
    "designs": {
        "today": {
            "backlog": {"assess": {"waiting": 412, "oldest": "9 weeks"}},
            "roles": {"back": {"staff": 4}},
            "steps": {"assess": {"role": "back", "customer": "absent", "takes": "8 h"}},
        }
    },
    "run": {"length": "60 days", "replications": 2},
}


def desk(**places: Any) -> Scenario:
    """Return the desk with other values, by dotted place (dots as __)."""
    made = copy.deepcopy(DESK)
    for place, value in places.items():
        *way, last = place.split("__")
        here = made
        for name in way:
            here = here.setdefault(name, {})
        here[last] = value
    return Scenario.model_validate(made)


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_412_cases_at_twelve_a_day_are_gone_after_35_days(engine: str) -> None:
    """Four people do three cases of eight hours a day each: 103 rounds, the last taken up after 102."""
    one = replicate(build(desk(), "today"), 1, 0, engine)
    assert one.values["backlog"] == 412
    assert one.values["backlog_left"] == one.values["role.back.backlog_left"] == 0
    assert one.counters["backlog_gone"] == 103 * 8 * HOUR
    assert one.counters["role_backlog_gone"][0] == 102 * 8 * HOUR
    for name, time in (("backlog_gone", 103 * 8 * HOUR), ("role.back.backlog_gone", 102 * 8 * HOUR)):
        assert one.values[name] == time
        assert one.values[f"{name}_p50"] == pytest.approx(time, rel=0.04)


def test_it_counts_from_when_it_came() -> None:
    """The oldest first, each with its age: lead time and norm by hand."""
    one = replicate(build(desk(), "today"), 1, 0, "simpy", log=True)
    ages = np.array([9 * WEEK * (412 - i) / 412 for i in range(412)])
    leads = ages + np.array([(i // 4 + 1) * 8 * HOUR for i in range(412)])
    assert one.values["lead_time"] == pytest.approx(leads.mean(), rel=1e-12)
    assert one.values["lead_time_max"] == pytest.approx(leads.max(), rel=1e-12)
    due = 8 * WEEK - ages <= 60 * DAY
    assert one.values["within_norm"] == pytest.approx((leads[due] <= 8 * WEEK).mean(), rel=1e-12)
    assert one.values["role.back.wait_ended"] == pytest.approx(np.mean([(i // 4) * 8 * HOUR for i in range(412)]), rel=1e-12)
    there = one.log[one.log["what"] == log.THERE]
    assert there["waited"] == pytest.approx(ages)
    assert one.log[one.log["what"] == log.STARTED]["case"].tolist() == there["case"].tolist()


def test_it_comes_alone_where_needs_come_in_groups() -> None:
    """Groups are of needs that come later; both engines."""
    scenario = desk(world__needs__permit={"rate": "4 / day", "size": 5}, run__length="3 days")
    one, other = both(build(scenario, "today"), 1)
    assert_equal(one, other)
    assert (one.log["what"] == log.THERE).sum() == 412
    assert (one.log["what"] == log.ARRIVED).sum() % 5 == 0


def test_what_is_not_gone_is_censored() -> None:
    result = run(desk(run__length="30 days 1 min"), "today")
    assert result.measures["backlog_left"].mean == 412 - 4 * 90
    assert math.isnan(result.measures["backlog_gone_p50"].mean)
    assert result.measures["inside"].mean == result.measures["backlog_left"].mean


def test_a_busy_server_with_a_backlog_is_the_transient_queue_of_the_books() -> None:
    """M/M/1 from nine waiting: how many are there after a while is what the chain gives."""
    places = {
        "world__needs__permit": {"rate": "8 / hour"},
        "designs__today__roles__back__staff": 1,
        "designs__today__steps__assess__takes": "exponential 6 min",
        "designs__today__backlog__assess": {"waiting": 9, "oldest": "2 h"},
        "run": {"length": "61 min", "replications": 600, "snapshots": ["15 min", "60 min"]},
    }
    result = run(desk(**places), "today")
    for i, minutes in enumerate((15.0, 60.0)):
        exact = mean_of_chain(8 / HOUR, 10 / HOUR, 9, minutes)
        found = result.measures[f"at_{i}.inside"].values
        assert np.mean(found) == pytest.approx(exact, abs=4 * np.std(found) / len(found) ** 0.5), minutes


def mean_of_chain(come: float, go: float, start: int, minutes: float, most: int = 120) -> float:
    """Return the mean number in an M/M/1 queue after some minutes, from the equations of its chain."""
    from scipy.linalg import expm

    rates = np.zeros((most + 1, most + 1))
    for n in range(most):
        rates[n, n + 1], rates[n + 1, n] = come, go
    rates -= np.diag(rates.sum(axis=1))
    return float(expm(rates * minutes)[start] @ np.arange(most + 1))


def test_working_days_before_the_run_are_counted_with_their_holidays() -> None:
    """Received on Monday 29 December 2025, five working days: 30, 31, 2, 5 and 6 January, at the opening."""
    places = {
        "world__holidays": "NL",
        "world__needs__permit__norm": "5 working days",
        "designs__today__backlog__assess": {"ages": ["7 days"]},
        "run": {"start": "2026-01-05", "length": "100 days"},
    }
    blueprint = build(desk(**places), "today")
    assert norms.need_norm(blueprint, 0, -7 * DAY) == 8 * DAY + 9 * HOUR
    assert norms.need_norm(blueprint, 0, 0.0) == 7 * DAY + 9 * HOUR
    easter = (dt.date(2026, 3, 31) - dt.date(2026, 1, 5)).days * DAY  # Good Friday and Easter Monday are none
    assert norms.need_norm(blueprint, 0, easter) == 9 * DAY + 9 * HOUR


def test_who_owns_them_has_one_case_and_asks_for_it() -> None:
    """In a population in which each has one case: as many different owners; all who are late ask."""
    places = {
        "world__customers": {"population": 40, "one_case_at_a_time": True},
        "world__chasing": {"rate": "1 / day", "expected": "8 weeks"},
        "world__mind": "default",
        "designs__today__backlog__assess": {"waiting": 20, "oldest": "9 weeks"},
        "designs__today__steps__ask": {"role": "back", "takes": "5 min"},
        "designs__today__chasing": {"step": "ask"},
    }
    one, other = both(build(desk(**places), "today"), 3)
    assert_equal(one, other)
    there = one.log[one.log["what"] == log.THERE]
    assert len(set(there["customer"].tolist())) == 20
    asked = one.log[(one.log["what"] == log.CAME) & (one.log["chaser"] == 1)]
    assert len(asked) > 0
    late = {int(row["case"]): float(row["waited"]) for row in there}
    assert all(late[int(row["case"])] + float(row["time"]) > 8 * WEEK for row in asked)


def test_a_case_keeps_its_luck_whatever_else_is_there() -> None:
    """More of them at another step, or younger ones at this: the handling times of the old ones are the same."""
    takes = {"designs__today__steps__assess__takes": "exponential 8 h"}
    more = {
        "designs__today__steps__decide": {"role": "back", "customer": "absent", "takes": "1 h"},
        "designs__today__backlog": {
            "assess": {"ages": ["9 weeks", "8 weeks", "1 day"]}, "decide": {"waiting": 3, "oldest": "10 weeks"},
        },
    }
    few = {"designs__today__backlog": {"assess": {"ages": ["9 weeks", "8 weeks"]}}}
    handled = []
    for places in (takes | few, takes | more):
        rows = replicate(build(desk(**places), "today"), 5, 0, "simpy", log=True).log
        done = rows[(rows["what"] == log.HANDLED) & (rows["step"] == 0)]
        age = {int(row["case"]): float(row["waited"]) for row in rows[rows["what"] == log.THERE]}
        handled.append({age[int(row["case"])]: float(row["handled"]) for row in done})
    assert handled[0].items() <= handled[1].items()


def test_needs_are_dealt_by_their_shares() -> None:
    places = {
        "world__needs": {
            "permit": {"rate": "3 / day"}, "objection": {"rate": "1 / day"}, "report": {"rate": "9 / day", "starts": "register"},
        },
        "designs__today__steps__register": {"role": "back", "customer": "absent", "takes": "1 h"},
        "designs__today__backlog__assess": {"waiting": 40, "oldest": "9 weeks"},
    }
    rows = replicate(build(desk(**places), "today"), 1, 0, "simpy", log=True).log
    kinds = rows["kind"][rows["what"] == log.THERE]
    assert np.bincount(kinds, minlength=3).tolist() == [30, 10, 0]
    assert np.bincount(kinds[:8]).tolist() == [6, 2]
