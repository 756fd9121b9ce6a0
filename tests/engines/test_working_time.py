"""Norms, promises and delays in working time: answers by hand over a weekend and a holiday, alike in both engines."""

import math
from types import SimpleNamespace

import pytest
from agreement import assert_equal, both

import sim
from sim.blueprint import build
from sim.kernel.clocks import WORKING_DAYS, WORKING_HOURS
from sim.kernel.working import later
from sim.records import log
from sim.results.summary import values
from sim.scenario.text.calendars import opening
from sim.views.answer_words import _norm

DAY, HOUR = 1440.0, 60.0
MON, TUE, WED, THU, FRI, SAT, SUN = (DAY * i for i in range(7))
LUNCH = ["mon-thu 09:00-12:00", "mon-thu 13:00-17:00", "fri 09:00-12:00"]


def over(hours, now, amount, unit):
    plan = opening(hours)
    table = [*plan.times, *(float(level) for level in plan.levels)]
    minutes = amount * (HOUR if unit == WORKING_HOURS else DAY)
    return later(table_of(table), 0, len(plan.times), plan.cycle, now, minutes, unit)


def table_of(values):
    import numpy as np

    return np.array(values, dtype=float)


@pytest.mark.parametrize(
    ("now", "hours", "until"),
    [
        (MON + 10 * HOUR, 1, MON + 11 * HOUR),
        (MON + 10 * HOUR, 2, MON + 12 * HOUR),
        (MON + 10 * HOUR, 2.5, MON + 13.5 * HOUR),  # lunch
        (MON + 7 * HOUR, 1, MON + 10 * HOUR),  # before it opens
        (MON + 17 * HOUR, 1, TUE + 10 * HOUR),  # at closing
        (THU + 16 * HOUR, 4, FRI + 12 * HOUR),
        (THU + 16 * HOUR, 5, 7 * DAY + 10 * HOUR),  # the weekend
        (SAT + 3 * HOUR, 31, 11 * DAY + 12 * HOUR),  # a whole week: Friday at twelve
    ],
)
def test_working_hours_by_hand(now, hours, until):
    assert over(LUNCH, now, hours, WORKING_HOURS) == pytest.approx(until, abs=1e-9)


@pytest.mark.parametrize(
    ("now", "days", "until"),
    [
        (MON + 10 * HOUR, 1, TUE + 10 * HOUR),
        (WED + 10 * HOUR, 2, FRI + 10 * HOUR),
        (WED + 16 * HOUR, 2, FRI + 12 * HOUR),  # Friday is shorter
        (THU + 10 * HOUR, 2, 7 * DAY + 10 * HOUR),
        (FRI + 13 * HOUR, 1, 8 * DAY + 9 * HOUR),  # after closing on Friday counts from Monday nine
        (SUN + 1 * HOUR, 2, 9 * DAY + 9 * HOUR),
        (MON + 12.5 * HOUR, 1, TUE + 13 * HOUR),  # in the break: from one
    ],
)
def test_working_days_by_hand(now, days, until):
    assert over(LUNCH, now, days, WORKING_DAYS) == until


def test_always_open_is_the_clock():
    assert over("always", 77.5, 3, WORKING_HOURS) == 77.5 + 180
    assert over("always", 77.5, 3, WORKING_DAYS) == 77.5 + 3 * DAY


def test_never_open_never_ends():
    assert over({"mon 09:00-10:00": 0}, 5.0, 1, WORKING_HOURS) == math.inf


# One letter on Thursday 2 April 2026 at 16:00, before Good Friday (a holiday in the library) and Easter Monday: two working
# days later is Wednesday the 8th at 16:00, and then it takes half an hour.
EASTER = """
title: Easter
world:
  holidays: NL
  needs: {letter: {at: [3 days 16 h], norm: NORM}}
designs:
  today:
    roles: {office: {staff: {"mon-fri 09:00-17:00": 1}}}
    steps:
      read: {role: office, customer: absent, takes: 0 min, then: {answer: {share: 1, after: 2 working days}}}
      answer: {role: office, customer: absent, takes: 30 min}
run: {start: 2026-03-30, length: 4 weeks, replications: 1}
"""


@pytest.mark.parametrize("norm", ["2 working days", "20 working hours", "6 days"])
def test_a_letter_over_easter(norm):
    made = build(sim.scenario(EASTER.replace("NORM", norm)), "today")
    one, other = both(made, seed=1)
    assert_equal(one, other)
    ended = one.log[one.log["what"] == log.RESOLVED]["time"]
    assert ended.tolist() == [9 * DAY + 16.5 * HOUR]  # Wednesday the 8th at half past four
    within = {"2 working days": 0.0, "20 working hours": 1.0, "6 days": 0.0}[norm]  # half an hour late; 16.5 hours; 6.02 days
    assert values(made, one.counters)["within_norm"] == within


def test_a_norm_that_is_kept_by_the_minute():
    text = EASTER.replace("NORM", "2 working days").replace("takes: 30 min", "takes: 0 min")
    made = build(sim.scenario(text), "today")
    one, other = both(made, seed=1)
    assert_equal(one, other)
    assert values(made, one.counters)["within_norm"] == 1.0


def test_who_is_still_inside_is_overdue_by_working_time():
    text = EASTER.replace("NORM", "3 working days").replace("length: 4 weeks", "length: LENGTH")
    for length, overdue in (("10 days 15 h", 0.0), ("10 days 17 h", 1.0)):  # Thursday the 9th at 16:00
        longer = text.replace("LENGTH", length).replace("takes: 30 min", "takes: 40 h")
        made = build(sim.scenario(longer), "today")
        one, other = both(made, seed=1)
        assert_equal(one, other)
        assert values(made, one.counters)["inside_overdue"] == overdue


PROMISE = """
title: Promise
world:
  needs: {call: {at: [4 days 16 h]}}
  mind: default
designs:
  today:
    roles: {desk: {staff: {"mon-sun 00:00-24:00": 1}}, office: {staff: {"mon-fri 09:00-17:00": 1}, norm: NORM}}
    steps:
      take: {role: desk, takes: 0 min, promise: PROMISE, then: file}
      file: {role: office, customer: absent, takes: LONG}
run: {length: 4 weeks, replications: 1}
"""


@pytest.mark.parametrize(
    ("promise", "takes", "kept"),
    [("1 working day", "8 h", 1.0), ("1 working day", "8.1 h", 0.0), ("8 working hours", "8 h", 1.0), ("3 days", "1 h", 1.0)],
)
def test_a_promise_over_a_weekend(promise, takes, kept):
    """Friday at four: an hour is left; eight hours of work laid down over the weekend end on Monday at four."""
    text = PROMISE.replace("PROMISE", promise).replace("LONG", takes).replace("norm: NORM", "end_of_shift: suspend")
    made = build(sim.scenario(text), "today")
    one, other = both(made, seed=1)
    assert_equal(one, other)
    assert values(made, one.counters)["promises_kept"] == kept


@pytest.mark.parametrize(("norm", "level"), [("2 working hours", 1.0), ("1.9 working hours", 0.0), ("3 h", 0.0)])
def test_a_norm_of_a_role_runs_in_its_own_shifts(norm, level):
    """The office is at another letter until Monday at ten: the one of Friday at four has waited two working hours."""
    text = PROMISE.replace("promise: PROMISE, ", "").replace("LONG", "2 h").replace("NORM", f"{norm}, end_of_shift: suspend")
    text = text.replace("[4 days 16 h]", "[4 days 16 h], count: 2")
    made = build(sim.scenario(text), "today")
    one, other = both(made, seed=1)
    assert_equal(one, other)
    assert values(made, one.counters)["role.office.service_level"] == (1.0 + level) / 2


@pytest.mark.parametrize(
    ("field", "text", "allowed"),
    [
        ("norm: 7 days", "norm: 1.5 working days", "a whole number of working days"),
        ("norm: 7 days", "norm: 0 working hours", "choose a number above 0"),
        ("takes: 4 min", "takes: 2 working hours", "working days and hours go with norms, promises"),
        ("norm: 7 days", "norm: -1 working days", "a whole number of working days between 1"),
    ],
)
def test_what_is_no_working_time_is_refused_with_a_line(field, text, allowed):
    plain = """
title: Desk
world: {needs: {call: {rate: 5 / hour, norm: 7 days}}}
designs: {today: {roles: {desk: {staff: 1}}, steps: {answer: {role: desk, takes: 4 min}}}}
run: {length: 9 days}
"""
    with pytest.raises(sim.ScenarioError) as refused:
        sim.scenario(plain.replace(field, text))
    assert len(refused.value.faults) == 1
    assert allowed in str(refused.value)


def test_working_time_is_written_back_and_has_a_hash_of_its_own():
    first, other = (sim.scenario(EASTER.replace("NORM", norm)) for norm in ("2 working days", "2 days"))
    assert first.hash != other.hash
    assert sim.scenario(first.to_yaml()).hash == first.hash
    assert sim.what_if(first, {"world.needs.letter.norm": "2 days"}).hash == other.hash


def test_working_time_is_said_as_it_is_and_held_against_no_clock():
    scenario = sim.scenario(EASTER.replace("NORM", "2 working days"))
    item = SimpleNamespace(name="today", against="today")
    assert _norm("kind.letter.within_norm", item, scenario) == "2 working days"
    dutch = scenario.model_copy(update={"language": "nl"})
    assert _norm("kind.letter.within_norm", item, dutch) == "2 werkdagen"
    lead = [light for light in sim.mirrors(scenario, engine="simpy").inside if light.measure == "kind.letter.lead_time"]
    assert not any(light.bounds for light in lead)
