"""Appointments: what can be reckoned by hand, conservation of slots against the log, and a morning of exponential work as a chain."""

import math
from collections import Counter
from typing import Any

import numpy as np
import pytest
from refusals import refusal
from scipy.stats import poisson

from sim.blueprint import build
from sim.engines import Replication, replicate
from sim.records import log
from sim.scenario import Scenario

ENGINES = pytest.mark.parametrize("engine", ["compiled", "simpy"])
OPEN = {"mon-fri 09:00-17:00": 1}
NINE, QUARTER, DAY, WEEK = 540.0, 15.0, 1440.0, 10080.0
SLOTS = {"slots": "15 min", "horizon": "3 weeks"}


def desk(needs: Any, rule: Any = SLOTS, length: str = "1 week", redial: Any = None, **more: Any) -> Scenario:
    """A desk where one comes to `visit` by appointment, and to `walk` without."""
    return Scenario.model_validate({
        "title": "appointments",
        "world": {"needs": needs, "redial": redial},
        "designs": {"one": {
            "roles": {"desk": {"staff": more.pop("staff", OPEN), "appointments": rule}},
            "steps": {
                "visit": {"role": "desk", "takes": more.pop("takes", "15 min"), "appointment": True},
                "walk": {"role": "desk", "takes": more.pop("walk_takes", "10 min")},
            },
        }},
        "run": {"length": length, **more},
    })  # fmt: skip


def run(scenario: Scenario, engine: str = "compiled", seed: int = 1) -> Replication:
    return replicate(build(scenario, "one"), seed, 0, engine, log=True)


def rows(found: Replication, what: int) -> Any:
    return found.log[found.log["what"] == what]


@ENGINES
def test_slots_as_long_as_the_work_bring_no_waiting_but_a_backlog(engine: str) -> None:
    """Forty at once, 32 slots a day: number i waits i quarters of an hour, over the night from 17:00 on, and not at the desk."""
    found = run(desk({"q": {"at": ["9 h"], "count": 40}}), engine)
    expected = [QUARTER * i if i < 32 else DAY + QUARTER * (i - 32) for i in range(40)]
    assert rows(found, log.BOOKED)["waited"].tolist() == expected
    assert (rows(found, log.STARTED)["time"] - NINE).tolist() == expected
    value = {name: found.values[f"role.desk.{name}"] for name in ("appointments", "time_to_appointment", "wait", "appointment_wait")}
    assert value == {"appointments": 40, "time_to_appointment": pytest.approx(np.mean(expected)), "wait": 0, "appointment_wait": 0}
    assert (found.values["role.desk.slots"], found.values["role.desk.slots_used"]) == (5 * 32, 40)
    assert found.values["role.desk.slots_unused_share"] == 1 - 40 / 160


@ENGINES
def test_who_has_an_appointment_goes_before_who_came_earlier_and_who_is_served_is_finished(engine: str) -> None:
    needs = {"q": {"at": ["8 h"]}, "w": {"at": ["9 h", "542 min"], "starts": "walk"}}
    found = run(desk(needs, {**SLOTS, "notice": "65 min"}, walk_takes="20 min"), engine)
    started = rows(found, log.STARTED)
    assert started["time"].tolist() == [540, 560, 575]  # the appointment of 555 before who came at 542
    assert started["kind"].tolist() == [1, 0, 1]
    assert found.values["role.desk.appointment_wait"] == 5
    assert found.values["role.desk.appointment_waited_share"] == 1


@ENGINES
def test_a_full_horizon_refuses_and_who_calls_again_asks_anew(engine: str) -> None:
    rule = {"slots": "4 h", "horizon": "1 day"}
    found = run(desk({"q": {"at": ["9 h"], "count": 5}}, rule, redial={"probability": 1, "after": "25 h"}), engine)
    # Monday 9 and 13 and Tuesday 9 are within a day; on Tuesday at 10 those of 13 and, on Wednesday, 9 are
    assert rows(found, log.BOOKED)["time"].tolist() == [NINE] * 3 + [NINE + 25 * 60] * 2
    assert (found.counters["role_unbooked"][0], found.values["role.desk.appointments_refused_share"]) == (2, 2 / 7)
    assert len(rows(found, log.RESOLVED)) == 5


@ENGINES
def test_places_kept_free_are_for_who_is_urgent(engine: str) -> None:
    rule = {"slots": "1 h", "horizon": "8 h", "kept_free": 0.25, "urgent": {"acute": 1}}
    found = run(desk({"q": {"at": ["9 h"], "count": 10}, "acute": {"at": ["541 min"], "count": 3}}, rule), engine)
    made = rows(found, log.BOOKED)
    ordinary, urgent = (sorted((made["time"] + made["waited"])[made["kind"] == kind].tolist()) for kind in (0, 1))
    assert ordinary == [NINE + 60 * i for i in (0, 1, 2, 4, 5, 6)]  # each fourth is kept free
    assert urgent == [NINE + 60 * i for i in (3, 7)]
    assert found.counters["role_unbooked"][0] == 4 + 1


@ENGINES
def test_an_appointment_that_is_moved_leaves_its_slot_to_others(engine: str) -> None:
    found = run(desk({"q": {"rate": "0.3 / hour"}}, {**SLOTS, "moves": 0.5}, length="12 weeks", takes="5 min"), engine)
    moved, came = len(rows(found, log.MOVED)), len(rows(found, log.CAME))
    assert abs(moved / (moved + came) - 0.5) < 4 * math.sqrt(0.25 / (moved + came))
    assert found.values["role.desk.appointments_moved"] == moved
    taken = Counter((rows(found, log.CAME)["time"]).tolist())
    assert max(taken.values()) == 1  # no slot twice
    check_slots(found, 12 * 5 * 32)


def check_slots(found: Replication, places: int) -> None:
    """Slots are used, unused or missed; who came in time and who did not are in the log."""
    value = {name: found.values[f"role.desk.{name}"] for name in ("slots", "slots_used", "slots_unused", "no_show")}
    assert value["slots"] == places == value["slots_used"] + value["slots_unused"] + value["no_show"]
    assert value["no_show"] == len(rows(found, log.MISSED))
    assert value["slots_used"] == np.sum(rows(found, log.CAME)["cause"] != log.REDIAL)


@ENGINES
def test_no_shows_are_as_many_as_it_says_and_slots_add_up(engine: str) -> None:
    weeks, p = 40, 0.15
    rule = {**SLOTS, "side_by_side": {"mon-thu 09:00-12:00": 2}, "no_show": p, "moves": 0.1, "kept_free": 0.1, "urgent": 0.1}
    found = run(desk({"q": {"rate": "0.5 / hour"}}, rule, length=f"{weeks} weeks", staff={"mon-fri 09:00-17:00": 3}), engine)
    check_slots(found, weeks * 4 * 12 * 2)
    missed, taken = found.counters["role_slots_missed"][0], found.counters["role_slots_taken"][0]
    assert abs(missed / taken - p) < 4 * math.sqrt(p * (1 - p) / taken)
    assert found.values["role.desk.no_show_share"] == missed / taken


@ENGINES
def test_who_is_late_comes_later_and_after_the_slot_not_at_all(engine: str) -> None:
    rule = {**SLOTS, "late": {"empirical": ["0 min", "6 min", "15 min"], "weights": [1, 1, 1]}}
    found = run(desk({"q": {"at": ["9 h"], "count": 300}}, rule, takes="1 min", length="3 weeks"), engine)
    after = (rows(found, log.CAME)["time"] - NINE) % QUARTER
    assert set(after.tolist()) == {0.0, 6.0}
    assert len(rows(found, log.MISSED)) + len(after) == 300
    assert abs(len(rows(found, log.MISSED)) - 100) < 4 * math.sqrt(300 * 2 / 9)
    assert found.values["role.desk.appointment_wait"] == 0


@ENGINES
def test_preferred_days_are_spread_over_the_horizon(engine: str) -> None:
    rule = {"slots": "1 h", "side_by_side": 1000, "horizon": "10 days", "day": "preferred"}
    found = run(desk({"q": {"at": ["0 min"], "count": 900}}, rule, staff=1, takes="0 min"), engine)
    days = Counter((rows(found, log.BOOKED)["waited"] / DAY).tolist())
    assert set(days) == {float(day) for day in range(10)}
    assert all(abs(count - 90) < 4.5 * math.sqrt(90 * 0.9) for count in days.values())


def waits_of(schedule: list[float], mean: float) -> list[float]:
    """Return the mean wait of each customer of a morning at one desk with exponential work: who is ahead is a pure death chain."""
    ahead, waits, last = np.array([1.0]), [], schedule[0]
    for time in schedule:
        gone = poisson.pmf(np.arange(len(ahead) + 1), (time - last) / mean)
        after = np.zeros(len(ahead))
        for k, p in enumerate(ahead):
            after[1 : k + 1] += p * gone[:k][::-1]
            after[0] += p * (1.0 - gone[:k].sum())
        waits.append(float(np.arange(len(after)) @ after) * mean)
        ahead, last = np.concatenate([[0.0], after]), time
    return waits


def test_the_waits_of_a_morning_by_bailey_and_welch() -> None:
    """Two at the first slot, one at each after it, and work of exponential length as long as a slot on average."""
    weeks, customers = 3000, 10
    rule = {"slots": "15 min", "horizon": "1 day", "side_by_side": {"mon 09:00-09:15": 2, "mon 09:15-13:00": 1}}
    mondays = [f"{7 * week} days" for week in range(weeks)]
    found = run(desk({"q": {"at": mondays, "count": customers}}, rule, takes="exponential 15 min", length=f"{weeks} weeks"))
    schedule = [0.0, *(QUARTER * i for i in range(customers - 1))]
    started = rows(found, log.STARTED)
    assert len(started) == weeks * customers
    waited = np.array([[row["waited"] for row in started]]).reshape(weeks, customers)
    for n, expected in enumerate(waits_of(schedule, QUARTER)):
        error = waited[:, n].std() / math.sqrt(weeks)
        assert abs(waited[:, n].mean() - expected) <= 4 * error, (n, waited[:, n].mean(), expected)
    assert waits_of(schedule, QUARTER)[1] == QUARTER  # the second waits for the first


def test_a_closed_day_and_a_holiday_have_no_slots() -> None:
    tree = {
        "title": "dated", "world": {"needs": {"q": {"at": ["0 min"], "count": 30}}, "holidays": "NL"},
        "designs": {"one": {
            "closed": ["2026-04-07"],
            "roles": {"desk": {"staff": {"mon-fri 09:00-12:00": 1}, "appointments": {"slots": "30 min", "horizon": "2 weeks"}}},
            "steps": {"visit": {"role": "desk", "takes": "10 min", "appointment": True}},
        }},
        "run": {"length": "2 weeks", "start": "2026-04-06"},  # Easter Monday
    }  # fmt: skip
    found = run(Scenario.model_validate(tree))
    days = Counter((rows(found, log.STARTED)["time"] // DAY).tolist())
    assert days == {2.0: 6, 3.0: 6, 4.0: 6, 7.0: 6, 8.0: 6}


FAULTS = """
title: faults
world: {needs: {q: {rate: 1 / hour}}}
designs:
  one:
    roles:
      desk: {staff: {"mon-fri 09:00-17:00": 2}, appointments: {slots: 15 min, horizon: 3 weeks}}
      back: {staff: 1}
    steps:
      visit: {role: desk, takes: 5 min, appointment: yes, then: file}
      file: {role: back, takes: 5 min, customer: absent}
run: {length: 4 weeks}
"""
WRONG = {
    "no role": ("role: desk, takes", "role: self, takes", "appointment with a role"),
    "no appointments": ("role: desk, takes", "role: back, takes", "a role with appointments, and back has none"),
    "absent": ("5 min, appointment: yes", "5 min, customer: absent, appointment: yes", "where the customer is present"),
    "kept for nobody": ("3 weeks}", "3 weeks, kept_free: 10%}", "where some are urgent"),
    "urgent need": ("3 weeks}", "3 weeks, kept_free: 10%, urgent: {r: 1}}", "the name of a need"),
    "notice": ("3 weeks}", "3 weeks, notice: 4 weeks}", "a notice shorter than the horizon"),
    "too long": ("slots: 15 min", "slots: 9 h", "slots of at most 480 min"),
    "too many": ("slots: 15 min", "slots: 0.01 min", "at most 2,000,000 slots"),
    "no length": ("slots: 15 min", "slots: 0 min", "a duration above 0"),
    "no word": ("3 weeks}", "3 weeks, day: tuesday}", "first_free or preferred"),
    "a share": ("3 weeks}", "3 weeks, no_show: 120%}", "a probability between 0 and 1"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_makes_no_sense_is_refused_in_a_line(name: str, tmp_path: Any) -> None:
    assert ":" in str(refusal(tmp_path, FAULTS, *WRONG[name]))
