"""Numbers with units, distributions and calendars, read from text."""

import math

import pytest

from sim.scenario.text import calendars, law_text, units
from sim.scenario.text.units import UnreadableError

HOUR, DAY, WEEK, YEAR = 60.0, 1440.0, 10080.0, 525600.0


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("6 min", 6),
        ("60 s", 1),
        ("1 h 30 min", 90),
        ("3 days", 3 * DAY),
        ("1 week", WEEK),
        ("2 weeks", 2 * WEEK),
        ("1 year", YEAR),
        ("0.5 h", 30),
        (".5 h", 30),
        ("1e2 min", 100),
        ("1_000 min", 1000),
        ("6min", 6),
        (" 6  min ", 6),
        (0, 0),
        ("0", 0),
        ("0 min", 0),
        ("1 month", YEAR / 12),
        ("100 years", 100 * YEAR),
    ],
)
def test_durations_are_minutes(text, minutes):
    assert units.duration(text) == pytest.approx(minutes)


@pytest.mark.parametrize(
    "given",
    [
        "6",
        6,
        6.5,
        "min",
        "6 minuten",
        "-1 min",
        "101 years",
        "1e300 min",
        "",
        None,
        True,
        False,
        [],
        {},
        "1 min x",
        math.nan,
        math.inf,
        "nan min",
        "9" * 400 + " min",
    ],
)
def test_durations_that_cannot_be_read_say_so(given):
    with pytest.raises(UnreadableError):
        units.duration(given)


@pytest.mark.parametrize(
    ("text", "per_minute", "per_customer"),
    [
        ("48 / hour", 0.8, False),
        ("48/h", 0.8, False),
        ("48 per hour", 0.8, False),
        ("0.8 / min", 0.8, False),
        ("4.2 / weekday", 21 / WEEK, False),
        ("1 / 5 days", 1 / (5 * DAY), False),
        ("2 / day", 2 / DAY, False),
        ("0.5 / year per customer", 0.5 / YEAR, True),
        ("0.5 / customer / year", 0.5 / YEAR, True),
        ("0.5 per customer per year", 0.5 / YEAR, True),
        ("0 / day", 0, False),
    ],
)
def test_rates_are_per_minute(text, per_minute, per_customer):
    rate = units.rate(text)
    assert rate.per_minute == pytest.approx(per_minute)
    assert rate.per_customer is per_customer


@pytest.mark.parametrize(
    "given",
    [
        48,
        "48",
        "48 hour",
        "48 / x",
        "-1 / hour",
        "48 / 0 hours",
        "1 / h / day",
        "a / h",
        None,
        [],
        "/",
        "1 /",
    ],
)
def test_rates_that_cannot_be_read_say_so(given):
    with pytest.raises(UnreadableError):
        units.rate(given)


@pytest.mark.parametrize(
    ("given", "share"), [(0.25, 0.25), ("25%", 0.25), ("25 %", 0.25), ("0.25", 0.25), (1, 1)]
)
def test_probabilities_may_be_percentages(given, share):
    assert units.probability(given) == share


@pytest.mark.parametrize("given", [1.4, -0.1, "140%", "x", None, True, math.nan, math.inf, [0.5], "%"])
def test_probabilities_stay_between_0_and_1(given):
    with pytest.raises(UnreadableError):
        units.probability(given)


@pytest.mark.parametrize(
    ("text", "kind", "mean"),
    [
        ("6 min", "fixed", 6),
        ("exponential 6 min", "exponential", 6),
        ("uniform 10 30 min", "uniform", 20),
        ("uniform 30 s 2 min", "uniform", 1.25),
        ("triangular 5 10 30 min", "triangular", 15),
        ("erlang 3 4 min", "gamma", 4),
        ("gamma 4 min cv 0.5", "gamma", 4),
        ("lognormal 4 min cv 1.2", "lognormal", 4),
        ("lognormal 1 min scv 2", "lognormal", 1),
        ("fixed 2 h", "fixed", 120),
        ("lognormal median 107 s sigma 0.94", "lognormal", 107 / 60 * math.exp(0.94**2 / 2)),
        ("weibull 0.9 389 s", "weibull", 389 / 60 * math.gamma(1 + 1 / 0.9)),
        ({"empirical": ["1 min", "3 min"]}, "empirical", 2),
        ({"empirical": ["1 min", "3 min"], "weights": [3, 1]}, "empirical", 1.5),
        ({"zero": 0.25, "otherwise": "exponential 6 min"}, "exponential", 4.5),
    ],
)
def test_distributions_have_the_kind_and_mean_that_they_say(text, kind, mean):
    law = law_text.law(text)
    assert law.kind == kind
    assert law.mean == pytest.approx(mean)


def test_spread_of_gamma_and_lognormal_is_the_coefficient_of_variation():
    gamma, lognormal = law_text.law("gamma 4 min cv 0.5"), law_text.law("lognormal 4 min cv 1.2")
    assert math.sqrt(gamma.a) * gamma.b / gamma.mean == pytest.approx(0.5)
    assert math.sqrt(math.exp(lognormal.b**2) - 1) == pytest.approx(1.2)


def test_marks_have_no_unit():
    assert law_text.mark_law(7).a == law_text.mark_law("7").a == 7
    normal = law_text.mark_law("normal -1 0.5")
    assert (normal.kind, normal.a, normal.b) == ("normal", -1, 0.5)


@pytest.mark.parametrize(
    "given",
    [
        "exponential",
        "exponential 0 min",
        "exponential 6",
        "exponentiel 6 min",
        "uniform 30 10 min",
        "uniform 10 min",
        "triangular 5 30 10 min",
        "erlang 2.5 4 min",
        "lognormal 4 min",
        "lognormal 4 min cv -1",
        "weibull 0 6 min",
        "weibull 0.01 6 min",
        "normal 6 min 1 min",
        "exponential 6 min 7 min",
        "gamma 4 min cv 0",
        {"empirical": []},
        {"empirical": ["1 min"], "weights": [1, 2]},
        {"empirical": ["1 min"], "weights": [0]},
        {"zero": 0.5},
        {},
        6,
        [],
        {"empirical": ["-1 min"]},
        "lognormal 90 years cv 50 x",
        "exponential 101 years",
        "exponential -6 min",
        "lognormal median 1 year sigma 9",
        "exponential nan min",
        "exponential 6 parsecs",
        None,
        True,
    ],
)
def test_distributions_that_cannot_be_read_say_so(given):
    with pytest.raises(UnreadableError):
        law_text.law(given)


def test_a_plan_repeats_every_week():
    plan = calendars.staff({"mon-fri 08:00-12:00": 2, "mon 12:00-14:00": 1})
    assert [plan.at(hour * HOUR) for hour in (0, 8, 10, 12, 14, 24 + 8, 7 * 24 + 12)] == [0, 2, 2, 1, 0, 2, 1]
    assert plan.mean == pytest.approx((5 * 4 * 2 + 2) * HOUR / WEEK)


@pytest.mark.parametrize(
    "given",
    [
        {"mon-fri 09:00-17:00": 1, "mon-fri 12:00-13:00": 0},
        {"mon-fri 09:00-17:00": 3, "wed 16:59-18:00": 1},
        {"daily 22:00-06:00": 1, "mon 05:00-07:00": 1},
        {"sun 22:00-06:00": 1, "mon 00:00-24:00": 1},
        {"mon,mon 09:00-12:00": 1},
    ],
)
@pytest.mark.parametrize("reader", [calendars.staff, calendars.opening, calendars.profile])
def test_blocks_that_overlap_are_refused_with_advice(given, reader):
    if reader is calendars.opening:
        given = {hours: min(1, level) for hours, level in given.items()}
    with pytest.raises(UnreadableError) as refused:
        reader(given)
    assert "do not overlap" in refused.value.allowed
    assert "breaks" in refused.value.advice


def test_blocks_that_touch_do_not_overlap():
    assert calendars.staff({"mon 09:00-12:00": 1, "mon 12:00-17:00": 2, "sun 22:00-24:00": 1, "mon 00:00-09:00": 3})


def test_a_break_takes_staff_away_and_nobody_is_there_below_nought():
    plan = calendars.staff({"mon 09:00-17:00": 2}).less(calendars.staff({"daily 12:00-13:00": 1}))
    assert [plan.at(hour * HOUR) for hour in (8, 9, 12, 13, 17, 36)] == [0, 2, 1, 2, 0, 0]


@pytest.mark.parametrize("days", ["monkey-friends 09:00-17:00", "wedding", "mo", "mon-fr", "mon 09:00-09:00", "sunny 10:00-11:00"])
def test_days_and_hours_are_read_only_where_they_say_what_they_mean(days):
    with pytest.raises(UnreadableError):
        calendars.staff({days: 1})


@pytest.mark.parametrize("days", ["monday-friday", "Mon-Fri", "mon,tues,wed,thurs,friday"])
def test_days_by_their_full_names(days):
    assert calendars.staff({days: 1}).levels == (1, 0)


def test_a_night_shift_runs_into_the_next_day_and_the_next_week():
    plan = calendars.staff({"sun 22:00-06:00": 1})
    assert plan.times == (0, 6 * HOUR, 6 * DAY + 22 * HOUR)
    assert plan.levels == (1, 0, 1)


@pytest.mark.parametrize(
    ("given", "levels"), [(3, (3,)), (0, (0,)), ("unlimited", (10**9,)), ({"daily 00:00-24:00": 2}, (2,))]
)
def test_simple_plans(given, levels):
    assert calendars.staff(given).levels == levels


@pytest.mark.parametrize("given", ["always", "daily", ["mon-sun"], {"mon-sun 00:00-24:00": 1}])
def test_open_always(given):
    assert calendars.opening(given).levels == (1,)


@pytest.mark.parametrize(
    "given",
    [
        -1,
        1.013,
        "x",
        None,
        True,
        [],
        {"mon 25:00-26:00": 1},
        {"mon 08:60-09:00": 1},
        {"mon 08:00-09:00": -1},
        10**10,
        {"noday 08:00-09:00": 1},
        {"mon 8-9": 1},
        {"": 1},
        math.nan,
        {"mon-tue-wed": 1},
        {"mon": "many"},
    ],
)
def test_plans_that_cannot_be_read_say_so(given):
    with pytest.raises(UnreadableError):
        calendars.staff(given)


@pytest.mark.parametrize(
    "given",
    [
        "flat",
        "weekdays",
        "office_hours",
        {"mon-fri 08:00-12:00": 3, "sat 10:00-14:00": 1},
        {"weekdays": [1, 2, 3, 4, 5]},
        {"weekdays": [288, 326, 270, 347, 199], "hours": "09:00-17:00"},
        {"weekdays": [1] * 7},
        {"cycle": "8 h", "sine": 0.6},
        {"cycle": "8 h", "weights": [1, 0, 3]},
    ],
)
def test_a_profile_has_mean_1(given):
    profile = calendars.profile(given)
    ends = (*profile.edges[1:], profile.cycle)
    assert profile.edges[0] == 0
    assert sum(
        w * (e - t) for w, t, e in zip(profile.weights, profile.edges, ends, strict=True)
    ) == pytest.approx(profile.cycle)


def test_counts_by_day_are_relative():
    profile = calendars.profile({"weekdays": [288, 326, 270, 347, 199], "hours": "09:00-17:00"})
    at = dict(zip(profile.edges, profile.weights, strict=True))
    assert at[DAY + 9 * HOUR] / at[9 * HOUR] == pytest.approx(326 / 288)


def test_a_sine_has_the_exact_mean_of_every_block():
    profile = calendars.profile({"cycle": "8 h", "sine": 0.6})
    width = 2 * math.pi / 480
    assert profile.weights[0] == pytest.approx(1 + 0.6 * (1 - math.cos(width)) / width)
    assert max(profile.weights) == pytest.approx(1.6, rel=1e-4)


@pytest.mark.parametrize(
    "given",
    [
        "always",
        {},
        {"weekdays": [1, 2]},
        {"weekdays": [0] * 5},
        {"weekdays": [1] * 5, "hours": "9-17"},
        {"cycle": "8 h"},
        {"cycle": "0 h", "sine": 0.5},
        {"cycle": "8 h", "sine": 2},
        {"cycle": "8 h", "weights": []},
        3,
        None,
        {"cycle": "8 h", "weights": [1, -1]},
        {"mon 09:00-10:00": 0},
        {"cycle": "8 h", "sine": 0.5, "weights": [1]},
    ],
)
def test_profiles_that_cannot_be_read_say_so(given):
    with pytest.raises(UnreadableError):
        calendars.profile(given)
