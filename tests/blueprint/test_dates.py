"""Days with dates: holidays, closed days, exceptions, rosters over weeks, seasons and trends; exact, and alike in both engines."""

import math
from datetime import date, timedelta

import numpy as np
import pytest
from agreement import assert_equal, both
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sim
from sim.blueprint import build, dated
from sim.engines import replicate
from sim.scenario.text.units import DAY

START = date(2026, 1, 5)
OFFICE = "mon-fri 09:00-17:00"
KEPT = {
    date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 27), date(2026, 5, 14), date(2026, 5, 25), date(2026, 12, 25),
    date(2027, 1, 1),
}  # fmt: skip


def desk(role=None, need=None, run=None, **design):
    """A desk with dates; weekdays of the Dutch holidays of 2026 are in KEPT."""
    return sim.scenario(
        {
            "title": "Desk",
            "world": {
                "holidays": "NL",
                "needs": {"question": {"rate": "40 / weekday", "profile": {OFFICE: 1}} | (need or {})},
            },
            "designs": {
                "today": {
                    "roles": {"desk": {"staff": {OFFICE: 3}} | (role or {})},
                    "steps": {"answer": {"role": "desk", "takes": "exponential 5 min"}},
                    **design,
                }
            },
            "run": {"start": str(START), "length": "52 weeks", "replications": 2} | (run or {}),
        }
    )


def staffed(scenario):
    """Hours on shift in all, by the counters of the engine."""
    counters = replicate(build(scenario, "today"), 1, 0, "simpy").counters
    return float(counters["role_staff_area"][0]) / 60.0


def weekdays(scenario):
    days = math.ceil(scenario.run.length / DAY)
    return [day for day in (START + timedelta(days=i) for i in range(days)) if day.weekday() < 5]


def test_nobody_works_and_nobody_comes_on_a_holiday():
    scenario = desk()
    assert staffed(scenario) == pytest.approx(8 * 3 * (len(weekdays(scenario)) - len(KEPT)))
    log = replicate(build(scenario, "today"), 1, 0, "simpy", log=True).log
    came = {START + timedelta(days=int(time // DAY)) for time in log["time"]}
    assert len(came) > 200
    assert not came & KEPT


def test_a_holiday_is_as_a_sunday():
    role = {"staff": {OFFICE: 3, "sun 10:00-12:00": 1}}
    scenario = desk(role=role)
    calendar = dated.calendar(scenario)
    plan, _ = dated.staff(scenario.designs["today"], scenario.designs["today"].roles["desk"], calendar)
    king = calendar.number(date(2026, 4, 27)) * DAY
    assert [plan.at(king + hour * 60) for hour in (9, 10, 11, 12)] == [0, 1, 1, 0]


def test_a_holiday_can_be_taken_out_and_put_in():
    scenario = desk()
    kept = scenario.world.holidays
    changed = sim.scenario(scenario.raw | {"world": scenario.raw["world"] | {"holidays": ["NL", "2026-03-02", "but 2026-04-03"]}})
    one, other = (dated.calendar(each).holidays for each in (scenario, changed))
    assert kept is not None
    assert {START + timedelta(days=day) for day in one ^ other} == {date(2026, 3, 2), date(2026, 4, 3)}


def test_closed_days_and_exceptions_are_kept():
    scenario = desk(
        role={"exceptions": {"2026-07-13..2026-08-23": {OFFICE: 2}, "2026-05-15": 0, "holidays": {"daily 10:00-12:00": 1}}},
        closed=["2026-12-24", "2026-12-28..2026-12-31"],
    )
    days = weekdays(scenario)
    summer = [day for day in days if date(2026, 7, 13) <= day <= date(2026, 8, 23)]
    closed = {date(2026, 12, 24), *(date(2026, 12, 28) + timedelta(days=i) for i in range(4))}
    usual = len(days) - len(summer) - len(closed) - 1 - len(KEPT)
    holidays = len(KEPT) + sum(day.weekday() > 4 for day in scenario.world.holidays.within(START, days[-1]))
    assert staffed(scenario) == pytest.approx(8 * 3 * usual + 8 * 2 * len(summer) + 2 * holidays)


def test_a_roster_goes_over_several_weeks():
    weeks = [{OFFICE: 3}, {OFFICE: 1}, {"mon 09:00-17:00": 2}]
    scenario = desk(role={"staff": {"weeks": weeks}, "breaks": {"mon 12:00-12:30": 1}}, run={"length": "6 weeks"})
    assert staffed(scenario) == pytest.approx(2 * (5 * 8 * 3 + 5 * 8 + 16) - 6 * 0.5)


def test_a_holiday_falls_in_its_week_of_the_roster():
    weeks = [{"daily 09:00-17:00": 1}, {"mon-sat 09:00-17:00": 1, "sun 12:00-13:00": 1}]
    scenario = desk(role={"staff": {"weeks": weeks}})
    calendar = dated.calendar(scenario)
    plan, _ = dated.staff(scenario.designs["today"], scenario.designs["today"].roles["desk"], calendar)
    for day in calendar.holidays:
        hours = [plan.at(day * DAY + hour * 60) for hour in (9, 12)]
        assert hours == ([1, 1] if day // 7 % 2 == 0 else [0, 1])


@pytest.mark.parametrize(
    ("trend", "season"),
    [(None, {"jul-aug": 0.7, "dec": 1.3}), ("12% / year", None), ("-5% / year", {"nov-jan": 2})],
)
def test_as_many_come_as_season_and_trend_say(trend, season):
    scenario = desk(need={"trend": trend, "season": season}, run={"length": "78 weeks"})
    months = {"jul-aug": (7, 8), "dec": (12,), "nov-jan": (11, 12, 1)}
    weight = {month: value for text, value in (season or {}).items() for month in months[text]}
    growth = 1 + {None: 0, "12% / year": 0.12, "-5% / year": -0.05}[trend]
    kept = scenario.world.holidays.within(START, date(2027, 12, 31))
    expected = sum(
        40 * weight.get(day.month, 1) * growth ** ((day - START).days / 365)
        for day in weekdays(scenario)
        if day not in kept
    )
    found = [float(replicate(build(scenario, "today"), 1, i, "simpy").counters["arrived"]) for i in range(4)]
    assert abs(np.mean(found) - expected) < 4 * math.sqrt(expected / len(found))


def test_a_start_alone_changes_no_bit():
    scenario = desk(run={"length": "4 weeks"})
    bare = {part: value for part, value in scenario.raw.items() if part != "world"} | {
        "world": {part: value for part, value in scenario.raw["world"].items() if part != "holidays"}
    }
    without = bare | {"run": {part: value for part, value in bare["run"].items() if part != "start"}}
    one, other = (replicate(build(sim.scenario(given), "today"), 1, 0, "simpy", log=True) for given in (bare, without))
    assert_equal(one, other)


PLANS = st.sampled_from([1, {OFFICE: 2}, {"daily 08:00-20:00": 1}, {"weeks": [{OFFICE: 1}, {"mon-thu 08:00-18:00": 2}]}])
STRETCHES = st.sampled_from(["2026-01-07", "2026-01-08..2026-01-12", "2026-01-16..2026-01-17", "2026-01-26"])


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
@given(
    PLANS, PLANS, st.lists(STRETCHES, max_size=2, unique=True), st.lists(STRETCHES, max_size=1),
    st.sampled_from([None, {"jan": 0.5}, {"feb": 2}]), st.sampled_from(["suspend", "finish"]), st.sampled_from([None, 4]),
    st.sampled_from(["serve", "send_home", "cut_off"]), st.integers(0, 2**53),
)  # fmt: skip
def test_engines_agree_on_days_with_dates(usual, other, holidays, closed, season, end, dispersion, closing, seed):
    scenario = desk(
        role={"staff": usual, "exceptions": {"2026-01-14..2026-01-15": other, "holidays": other}, "at_closing": closing},
        need={"season": season, "dispersion": dispersion},
        run={"length": "5 weeks"},
        closed=closed,
    )
    given_ = scenario.raw
    given_["world"]["holidays"] = [*holidays, "2026-01-20"]
    given_["designs"]["today"]["roles"]["back"] = {"staff": usual, "end_of_shift": end}
    given_["designs"]["today"]["steps"]["answer"]["then"] = {"resolved": 0.5, "work": 0.5}
    given_["designs"]["today"]["steps"]["work"] = {"role": "back", "customer": "absent", "takes": "exponential 40 min"}
    assert_equal(*both(build(sim.scenario(given_), "today"), seed))
