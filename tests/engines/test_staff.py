"""Staff energy, absence and turnover, and pace: against closed forms and against what probabilities come to."""

import math
from typing import Any

import pytest
from test_mechanisms import tree as helpdesk_tree

from sim.blueprint import build
from sim.engines import Replication, replicate
from sim.kernel import rules
from sim.scenario import Scenario

ENGINES = pytest.mark.parametrize("engine", ["compiled", "simpy"])
RECOVER, DRAIN = 0.6, 0.9  # per hour
STILL = {"disconfirmation": "off", "expectation": "off", "decay": "off", "leaving": "off"}


def office(
    engine: str = "compiled", *, needs: dict[str, Any], staff: Any = 2, length: str = "3 h", mind: Any = None,
    log: bool = False, role: dict[str, Any] | None = None, step: dict[str, Any] | None = None, **energy: Any,
) -> Replication:  # fmt: skip
    """Run an office of one role, with absence, turnover and what low energy does off unless said."""
    settings = {"recover": RECOVER, "drain": DRAIN, "hostile": 0, "handling": 0, "errors": 0}
    settings |= {"absence": "off", "turnover": "off"}
    scenario = Scenario.model_validate(
        {
            "title": "office",
            "world": {"needs": {"visit": needs}, "energy": settings | energy, "mind": mind},
            "designs": {
                "one": {
                    "roles": {"desk": {"staff": staff, **(role or {})}},
                    "steps": {"serve": {"role": "desk", "takes": "60 min", **(step or {})}},
                }
            },
            "run": {"length": length},
        }
    )
    return replicate(build(scenario, "one"), 1, 0, engine, log=log)


@ENGINES
def test_energy_between_events_is_the_closed_form(engine: str) -> None:
    """One of two busy for an hour, then two for an hour, then nobody for an hour."""
    run = office(engine, needs={"at": ["0 min", "60 min", "60 min"]}, length="3 h")
    r, d = RECOVER / 60, DRAIN / 60
    half_rest = 1.0 - d * 0.5 / (r * 0.5)
    first = half_rest + (1.0 - half_rest) * math.exp(-r * 0.5 * 60)
    area = half_rest * 60 + (1.0 - half_rest) * (1.0 - math.exp(-r * 0.5 * 60)) / (r * 0.5)
    exhausted = first / d  # both busy: straight down, to nought
    assert exhausted < 60
    area += first * exhausted / 2
    area += 60 - (1.0 - math.exp(-r * 60)) / r
    assert run.counters["role_energy_area"][0] == pytest.approx(area, rel=1e-12)


@ENGINES
def test_looking_does_not_change_energy(engine: str) -> None:
    """Snapshots close the counters at any time; what is measured after them stays the same."""
    r = RECOVER / 60
    quiet = office(engine, needs={"at": ["170 min"]}, staff=1, start=0.2)
    whole = 180 - 0.8 * (1.0 - math.exp(-r * 170)) / r
    energy = 1.0 - 0.8 * math.exp(-r * 170)
    whole -= 10 - (energy * 10 - DRAIN / 60 * 10 * 10 / 2)
    assert quiet.counters["role_energy_area"][0] == pytest.approx(whole, rel=1e-12)


@ENGINES
def test_a_hostile_moment_takes_energy_from_one_of_the_staff(engine: str) -> None:
    mind = {**STILL, "start_goodwill": 4}
    run = office(engine, needs={"at": ["0 min"]}, staff=4, mind=mind, hostile=0.4, drain=0, recover=0)
    assert run.counters["hostile"] == 1
    assert run.values["role.desk.energy"] == pytest.approx((60 + 120 * 0.9) / 180, rel=1e-12)
    content = office(
        engine, needs={"at": ["0 min"]}, staff=4, mind={**STILL, "start_goodwill": 5}, hostile=0.4
    )
    assert content.counters["hostile"] == 0


@ENGINES
def test_low_energy_slows_work_and_breeds_errors(engine: str) -> None:
    needs = {"at": ["0 min"], "count": 2000}
    run = office(
        engine, needs=needs, staff=2000, start=0.5, recover=0, drain=0, handling=0.4, errors=2.0, length="73 min",
        step={"right_first_time": 0.8},
    )  # fmt: skip
    assert run.values["step.serve.handling"] == pytest.approx(60 * 1.2, rel=1e-12)
    assert run.counters["energy_minutes"] == pytest.approx(2000 * 12, rel=1e-12)
    p = 1.0 - 0.8 / (0.8 + 0.2 * 2.0)
    assert abs(run.counters["errors"] / 2000 - p) < 4.0 * math.sqrt(p * (1 - p) / 2000)


WEEK = {"mon-fri 09:00-17:00": 20}


def test_absence_is_as_likely_as_it_says() -> None:
    run = office(needs={"at": ["0 min"]}, staff=WEEK, length="60 weeks", recover=0, drain=0, start=0.5,
                 absence={"base": 0.05, "beta": 1.5}, log=True)  # fmt: skip
    p, n = 0.05 * math.exp(0.75), int(run.counters["role_starts"][0])
    assert n == 60 * 5 * 20
    assert abs(run.values["role.desk.absence"] - p) < 4.0 * math.sqrt(p * (1 - p) / n)
    assert run.values["role.desk.staff_mean"] == pytest.approx(
        (n - int(run.counters["role_absent"][0])) * 480 / (60 * 10080), rel=1e-9
    )


def test_the_usual_energy_brings_the_usual_absence() -> None:
    """Municipalities had 6.3% in the first half of 2023; the defaults come to it at an occupancy of 85%."""
    usual = {"recover": 0.03, "drain": 0.03, "absence": True}
    run = office(needs={"rate": f"{17 * 42.5 / 168} / hour", "profile": {"mon-fri 08:30-17:00": 1}},
                 staff={"mon-fri 08:30-17:00": 20},
                 length="100 weeks", **usual)  # fmt: skip
    assert 0.83 < run.values["role.desk.utilisation"] < 0.88
    assert 0.058 < run.values["role.desk.absence"] < 0.068


@ENGINES
def test_who_quits_leaves_a_place_vacant(engine: str) -> None:
    run = office(engine, needs={"at": ["0 min"]}, staff={"mon-fri 09:00-17:00": 2}, length="4 weeks",
                 turnover={"base": 1, "beta": 0, "vacancy": "10 days"})  # fmt: skip
    # both quit on Monday, again on the first start after ten days: Thursday of the second week, Monday of the fourth
    assert run.counters["role_quits"][0] == 6
    assert run.counters["role_vacant"][0] == 2 * (20 - 3)
    assert run.values["role.desk.staff_mean"] == 0.0


@ENGINES
def test_pace_changes_work_in_hand(engine: str) -> None:
    """Alone a customer is served at half speed; when a second comes after half an hour, at twice the usual."""
    pace = {"from 1": 0.5, "from 2": 2}
    run = office(engine, needs={"at": ["0 min", "30 min"]}, staff=2, role={"pace": pace}, log=True)
    ends = run.log["time"][run.log["what"] == 5]
    first = 30 + (60 - 30 * 0.5) / 2  # 52.5
    second = first + (60 - (first - 30) * 2) / 0.5
    assert ends.tolist() == [first, second]
    assert run.values["role.desk.handling"] == first + (second - 30)


@ENGINES
def test_spells_slow_work_down(engine: str) -> None:
    spells = {"every": "20 min", "last": "10 min", "speed": 0.5}
    run = office(engine, needs={"at": ["0 min"]}, staff=1, role={"spells": spells}, log=True)
    assert run.log["time"][run.log["what"] == 5].tolist() == [
        70.0
    ]  # 20 + 5 + 20 + 5 in the first hour, then 10


@ENGINES
def test_energy_that_does_nothing_changes_nothing(engine: str) -> None:
    tired = helpdesk_tree()
    calm = Scenario.model_validate(tired)
    tired["world"]["energy"] = {"handling": 0, "errors": 0, "absence": "off", "turnover": "off"}
    onlooker = Scenario.model_validate(tired)
    one, other = (replicate(build(each, "one"), 3, 0, engine, log=True).log for each in (calm, onlooker))
    assert one.tobytes() == other.tobytes()


def test_rules_of_energy() -> None:
    assert rules.energy_after(0.3, 1.0, 0.1, 0.2, 100.0) == 0.0
    assert rules.energy_after(0.3, 0.5, 0.1, 0.2, 0.0) == 0.3
    assert rules.right_first_time(0.8, 1.0) == pytest.approx(0.8)
    assert rules.right_first_time(1.0, 9.0) == 1.0
    assert rules.hazard_at_work(0.5, 3.0, 0.0) == 1.0
    assert (
        rules.energy_area(0.0, 0.5, 0.01, 0.01, 60.0) == 0.0
    )  # what is drained comes back at once: it stays exhausted
