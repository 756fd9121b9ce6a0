"""When a day ends: who is inside, who comes when nobody is there, breaks, and trays that are full; on small cases, exactly."""

from typing import Any

import pytest

from sim.blueprint import build
from sim.engines import Replication, replicate
from sim.records import log
from sim.scenario import Scenario

ENGINES = pytest.mark.parametrize("engine", ["compiled", "simpy"])
H, DAY = 60.0, 1440.0
DAYTIME = {"mon-fri 09:00-17:00": 1}
AGAIN = {"probability": 1, "after": "30 min"}


def run(
    engine: str, at: Any, roles: dict[str, Any], steps: dict[str, Any], *, redial: Any = None,
    channels: Any = None, patience: Any = None, length: str = "4 days", **world: Any,
) -> Replication:  # fmt: skip
    """Run one replication of a day or four, with its log."""
    needs = {"q": at if isinstance(at, dict) else {"at": at}}
    scenario = Scenario.model_validate(
        {
            "title": "day",
            "world": {"needs": needs, "redial": redial, "patience": patience, **world},
            "designs": {"one": {"roles": roles, "steps": steps, "channels": channels or {}}},
            "run": {"length": length},
        }
    )
    return replicate(build(scenario, "one"), 1, 0, engine, log=True)


def times(outcome: Replication, what: int) -> list[float]:
    return outcome.log["time"][outcome.log["what"] == what].tolist()


def desk(rule: str = "serve", **more: Any) -> dict[str, Any]:
    return {"desk": {"staff": DAYTIME, "at_closing": rule, **more}}


HELP = {"help": {"role": "desk", "takes": "10 min"}}


@ENGINES
def test_who_is_inside_at_closing_is_served_in_overtime(engine: str) -> None:
    outcome = run(engine, {"at": "16 h 50 min", "count": 3}, desk(), HELP)
    assert times(outcome, log.HANDLED) == [17 * H, 17 * H + 10, 17 * H + 20]
    assert outcome.values["role.desk.overtime"] == 20 * 7 / 4  # minutes a week
    assert outcome.values["role.desk.wait_max"] == 20.0


@ENGINES
def test_who_is_kept_can_still_give_up(engine: str) -> None:
    outcome = run(engine, {"at": "16 h 50 min", "count": 3}, desk(), HELP, patience="15 min")
    assert times(outcome, log.GAVE_UP) == [17 * H + 5]
    assert times(outcome, log.HANDLED) == [17 * H, 17 * H + 10]


@ENGINES
def test_who_waits_at_closing_is_sent_home_and_comes_back_when_it_opens(engine: str) -> None:
    outcome = run(engine, {"at": "16 h 55 min", "count": 2}, desk("send_home"), HELP, redial=AGAIN)
    assert times(outcome, log.SENT_HOME) == [17 * H]
    assert times(outcome, log.HANDLED) == [17 * H + 5, DAY + 9 * H + 40]
    assert outcome.values["role.desk.sent_home"] == 1.0
    assert outcome.values["role.desk.abandoned"] == 0.0


@ENGINES
def test_who_is_in_conversation_is_cut_off_as_well_where_asked(engine: str) -> None:
    outcome = run(engine, {"at": "16 h 55 min", "count": 2}, desk("cut_off"), HELP, redial=AGAIN)
    assert times(outcome, log.CUT_OFF) == times(outcome, log.SENT_HOME) == [17 * H]
    assert times(outcome, log.HANDLED) == [DAY + 9 * H + 40, DAY + 9 * H + 50]
    assert outcome.values["role.desk.overtime"] == 0.0
    assert outcome.values["role.desk.handling"] == 25.0


@ENGINES
@pytest.mark.parametrize(("redial", "served"), [(AGAIN, [DAY + 9 * H + 40]), (None, [])])
def test_who_comes_when_nobody_is_there_finds_it_closed(
    engine: str, redial: Any, served: list[float]
) -> None:
    outcome = run(engine, "18 h", desk(), HELP, redial=redial)
    assert outcome.values["found_closed"] == 1.0
    assert times(outcome, log.HANDLED) == served
    assert outcome.values["lost"] == 1 - len(served)


@ENGINES
def test_work_of_absent_customers_waits_in_the_tray(engine: str) -> None:
    steps = {"write": {"role": "desk", "takes": "10 min", "customer": "absent"}}
    assert times(run(engine, "18 h", desk(), steps), log.HANDLED) == [DAY + 9 * H + 10]
    overtime = run(engine, {"at": "16 h 55 min", "count": 2}, desk(), steps)
    assert times(overtime, log.HANDLED) == [17 * H + 5, DAY + 9 * H + 10]


@ENGINES
def test_staff_stays_for_who_is_put_through_by_another(engine: str) -> None:
    roles = {**desk(), "expert": {"staff": DAYTIME}}
    steps = {**HELP, "advise": {"role": "expert", "takes": "10 min"}}
    steps["help"] = {**HELP["help"], "then": "advise"}
    assert times(run(engine, "16 h 55 min", roles, steps), log.HANDLED) == [17 * H + 5, 17 * H + 15]
    roles["expert"] = {"staff": {"mon-fri 09:00-16:00": 1}}
    later = run(engine, "16 h 30 min", roles, steps)  # came after the expert had gone
    assert times(later, log.HANDLED) == [16 * H + 40, DAY + 9 * H + 10]


LUNCH = {"mon-fri 09:00-12:00": 1, "mon-fri 13:00-17:00": 1}


@ENGINES
@pytest.mark.parametrize(
    ("role", "channels", "handled"),
    [
        ({"staff": LUNCH}, None, [12 * H + 5]),
        ({"staff": LUNCH, "breaks": None}, {"phone": {"share": 1, "opens": "mon-fri 09:00-17:00"}}, [12 * H + 5, 13 * H + 10]),
        ({"staff": DAYTIME, "breaks": {"mon-fri 12:00-13:00": 1}}, None, [12 * H + 5, 13 * H + 10]),
        ({"staff": LUNCH}, {"phone": {"share": 1, "opens": "always"}}, [12 * H + 5]),
    ],
    ids=["closed for lunch", "a gap within opening hours", "a break", "open always says nothing"],
)  # fmt: skip
def test_a_break_is_no_closing(engine: str, role: Any, channels: Any, handled: list[float]) -> None:
    outcome = run(
        engine, ["11 h 55 min", "12 h 30 min"], {"desk": role}, HELP, channels=channels, length="1 day"
    )
    assert times(outcome, log.HANDLED) == handled


@ENGINES
def test_a_channel_that_closes_can_send_home_whom_staff_could_still_serve(engine: str) -> None:
    channels = {"phone": {"share": 1, "opens": "mon-fri 09:00-16:00", "at_closing": "send_home"}}
    outcome = run(engine, {"at": "15 h 55 min", "count": 2}, desk(), HELP, channels=channels, redial=AGAIN)
    assert times(outcome, log.SENT_HOME) == [16 * H]
    assert times(outcome, log.HANDLED) == [16 * H + 5, DAY + 9 * H + 40]


@ENGINES
def test_who_was_given_a_time_never_comes_when_nobody_is_there(engine: str) -> None:
    steps = {
        "book": {
            "role": "self",
            "takes": "1 min",
            "then": {"help": {"share": 1, "after": "uniform 1 9 days"}},
        },
        **HELP,
    }
    outcome = run(engine, {"at": "10 h", "count": 200}, desk(), steps, length="40 days")
    started = outcome.log[(outcome.log["what"] == log.QUEUED)]["time"]
    assert outcome.values["lost"] == 0.0
    assert len(started) == 200
    assert (started % DAY >= 9 * H).all()
    assert (started % DAY < 17 * H).all()
    assert (started % (7 * DAY) < 5 * DAY).all()
    assert (started % DAY == 9 * H).mean() < 0.05  # not all at the opening


TRAY = {
    "take_in": {"role": "counter", "takes": "1 min", "then": "handle"},
    "handle": {"role": "back", "takes": "10 min", "customer": "absent"},
}


@ENGINES
def test_a_full_tray_holds_up_the_step_before_and_loses_nothing(engine: str) -> None:
    roles = {"counter": {"staff": 1}, "back": {"staff": 1, "queue_limit": 1}}
    outcome = run(engine, {"at": "0 min", "count": 4}, roles, TRAY, length="1 h")
    assert times(outcome, log.BLOCKED) == [3.0, 12.0]
    assert times(outcome, log.RESOLVED) == [11.0, 21.0, 31.0, 41.0]
    assert outcome.values["role.counter.blocked"] == pytest.approx((8 + 9) / 60)
    counters = outcome.counters
    assert counters["role_busy_area"][0] == counters["role_handling_sum"][0] + counters["role_blocked_area"][0]
    roles["back"]["when_full"] = "refuse"
    assert run(engine, {"at": "0 min", "count": 4}, roles, TRAY, length="1 h").values["lost"] == 2.0


@ENGINES
def test_staff_who_are_held_up_go_home_and_leave_their_work_on_the_tray(engine: str) -> None:
    roles = {"counter": {"staff": {"mon 00:00-00:10": 1}}, "back": {"staff": 1, "queue_limit": 0}}
    outcome = run(engine, {"at": "0 min", "count": 2}, roles, TRAY, length="1 h")
    assert times(outcome, log.BLOCKED) == [2.0]
    assert times(outcome, log.RESOLVED) == [11.0, 21.0]
    assert outcome.counters["role_blocked_area"][0] == 8.0
    assert outcome.values["role.counter.overtime"] == 0.0


@ENGINES
def test_trays_that_wait_for_each_other_never_hang(engine: str) -> None:
    back = {"customer": "absent", "takes": "1 min"}
    steps = {
        "one": {"role": "a", **back, "then": "two"},
        "two": {"role": "b", **back, "then": {"one": 0.5, "resolved": 0.5}},
    }
    roles = {name: {"staff": 1, "queue_limit": 0} for name in "ab"}
    outcome = run(engine, {"at": "0 min", "count": 50}, roles, steps)
    assert outcome.values["resolved"] == 50.0


@ENGINES
def test_all_of_a_thousand_staff_can_be_absent(engine: str) -> None:
    energy = {"recover": 0, "drain": 0, "handling": 0, "errors": 0, "turnover": "off"}
    energy["absence"] = {"base": 0.5, "beta": 0}
    outcome = run(
        engine,
        "10 h",
        {"desk": {"staff": {"daily 08:00-16:00": 1000}}},
        HELP,
        length="10 days",
        energy=energy,
    )
    counters = outcome.counters
    assert counters["role_starts"][0] == 10_000
    assert abs(counters["role_absent"][0] / 10_000 - 0.5) < 0.02
    assert outcome.values["role.desk.staff_mean"] == pytest.approx((10_000 - counters["role_absent"][0]) / 30)


@ENGINES
def test_times_out_of_order_come_in_order(engine: str) -> None:
    outcome = run(engine, ["2 h", "1 min"], {"desk": {"staff": 1}}, HELP)
    assert times(outcome, log.HANDLED) == [11.0, 130.0]


@pytest.mark.parametrize("profile", [{"weekdays": [8, 4, 2, 1, 5]}, {"weekdays": [1, 2, 3, 4, 5, 6, 7]}])
def test_dispersion_is_that_of_days_that_are_alike(profile: Any) -> None:
    steps = {"pass": {"role": "self", "takes": "1 s"}}
    need = {"rate": "60 / day", "dispersion": 4.0, "profile": profile}
    outcome = run("compiled", need, {}, steps, length="3500 days")
    days = (outcome.log["time"][outcome.log["what"] == log.ARRIVED] // DAY).astype(int)
    counts = [0] * 3500
    for day in days.tolist():
        counts[day] += 1
    for weekday in range(len(profile["weekdays"])):
        of_it = counts[weekday::7]
        mean = sum(of_it) / len(of_it)
        variance = sum((one - mean) ** 2 for one in of_it) / (len(of_it) - 1)
        assert variance / mean == pytest.approx(4.0, rel=0.3), weekday
