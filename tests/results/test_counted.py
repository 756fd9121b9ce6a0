"""Who is counted stands above every table, and what has not settled is said."""

import io

import numpy as np
import pytest

import sim
from sim.blueprint import build
from sim.engines import replicate
from sim.kernel.limits import WINDOWS
from sim.results.document import Document
from sim.results.unsettled import Course, unsettled
from sim.scenario import Scenario
from sim.views import counted
from sim.views.render import terminal

ENGINES = ["compiled", "simpy"]
OFFICE = {"mon-fri 09:00-17:00": 5}


def one_role(needs, role, step, length, **more):
    return Scenario.model_validate(
        {
            "title": "t",
            "world": {"needs": {"q": needs}, **more},
            "designs": {"d": {"roles": {"r": role}, "steps": {"s": {"role": "r", **step}}}},
            "run": {"length": length, "replications": 10},
        }
    )


def overloaded(end_of_shift):
    """Load 1.11, errors included; nominal load says .83."""
    step = {"takes": "gamma 200 min cv 0.5", "customer": "absent", "right_first_time": 0.75}
    role = {"staff": OFFICE, "end_of_shift": end_of_shift}
    return one_role(
        {"rate": "10 / weekday", "norm": "8 weeks"}, role, step, "52 weeks", error_lag="exponential 3 days"
    )


def test_an_overload_that_nominal_load_does_not_see_is_seen_by_the_run():
    grows = sim.run(overloaded("suspend"))
    assert {"inside", "role.r.queue_mean"} <= set(grows.unsettled)
    assert grows.measures["inside"].mean == pytest.approx(277, rel=0.15)
    hidden = sim.run(overloaded("finish"))
    assert hidden.unsettled == ("role.r.overtime",)
    assert hidden.measures["role.r.overtime"].mean / 60.0 * 52 == pytest.approx(2013, rel=0.03)  # a year


def test_a_line_that_is_closed_most_of_the_time_is_not_overloaded():
    """10 calls an hour by nominal load 1.75, but 76% find it closed."""
    scenario = Scenario.model_validate(
        {
            "title": "t",
            "world": {"needs": {"call": {"rate": "10 / hour"}}},
            "designs": {
                "d": {
                    "channels": {"phone": {"share": 1, "opens": "mon-fri 09:00-17:00"}},
                    "roles": {"agent": {"staff": {"mon-fri 09:00-17:00": 2}}},
                    "steps": {"answer": {"role": "agent", "takes": "exponential 5 min"}},
                }
            },
            "run": {"length": "4 weeks", "replications": 10},
        }
    )
    found = sim.run(scenario)
    assert scenario.warnings == ()
    assert found.unsettled == ()
    assert found.measures["role.agent.utilisation"].mean == pytest.approx(0.42, abs=0.01)


def course(source, drift, windows=WINDOWS):
    return Course("inside", 20.0 + source.normal(size=windows) * 2.0 + drift * np.arange(windows))


@pytest.mark.parametrize("replications", [1, 3, 10, 40])
def test_what_has_settled_rarely_seems_not_to(replications):
    source = np.random.default_rng(1)
    alarms = sum(bool(unsettled([[course(source, 0.0)] for _ in range(replications)])) for _ in range(400))
    assert alarms <= 12  # 1% of 400, and what that may come to


@pytest.mark.parametrize("replications", [1, 3, 10])
def test_what_grows_is_found(replications):
    source = np.random.default_rng(2)
    found = sum(bool(unsettled([[course(source, 6.0)] for _ in range(replications)])) for _ in range(50))
    assert found >= 45


@pytest.mark.parametrize("engine", ENGINES)
def test_a_complaint_swells_no_denominator(engine):
    """The same customers, whether a complaint of theirs is dealt with or counted only."""
    mind = "half_life disconfirmation expectation perceived_wait hand_over outcome episode leaving".split()
    answer = {"role": "h", "takes": "1 min", "then": {"resolved": 0.8, "lost": 0.2}}
    scenario = Scenario.model_validate(
        {
            "title": "cc",
            "world": {
                "needs": {"q": {"rate": "5 / min"}},
                "mind": dict.fromkeys(mind, "off"),
                "voice": {"complains": 0.2, "beta": 0},
            },
            "designs": {
                "counted": {"roles": {"h": {"staff": "unlimited"}}, "steps": {"m": answer}},
                "dealt_with": {
                    "roles": {"h": {"staff": "unlimited"}},
                    "complaints": "k",
                    "steps": {"m": answer, "k": {"role": "h", "takes": "1 min"}},
                },
            },
            "run": {"length": "300 min", "warm_up": "10 min"},
        }
    )
    values = {name: replicate(build(scenario, name), 1, 0, engine).values for name in scenario.designs}
    both = [(name, v, values["dealt_with"][name]) for name, v in values["counted"].items()]
    about = (
        "resolved",
        "lost",
        "lead_time",
        "served",
        "_of_came",
        "_per_case",
        "first_contact",
        "rework",
        "arrived",
        "inside_o",
    )
    told = [
        one
        for one in both
        if not one[0].startswith(("role.", "kind.complaint")) and any(a in one[0] for a in about)
    ]
    assert len(told) > 20
    assert [one for one in told if one[1] != one[2] and not (np.isnan(one[1]) and np.isnan(one[2]))] == []
    assert values["dealt_with"]["kind.complaint.resolved_share"] == 1.0


@pytest.mark.parametrize("engine", ENGINES)
def test_work_laid_down_is_somewhere(engine):
    """Five pieces of 8 minutes: two are laid down at 0:04 for 4 and 56 minutes, the first again at 0:10 for 50."""
    staff = {"mon 00:00-00:04": 3, "mon 00:04-00:10": 1, "mon 01:00-02:00": 3}
    step = {"takes": "8 min", "customer": "absent"}
    scenario = one_role(
        {"at": ["0 min"], "count": 5}, {"staff": staff, "end_of_shift": "suspend"}, step, "1 day"
    )
    found = replicate(build(scenario, "d"), 1, 0, engine).values
    assert found["role.r.suspended_mean"] * 1440 == pytest.approx(110.0)
    assert found["role.r.handling"] == 40.0
    inside = found["role.r.queue_mean"] + found["role.r.busy_mean"] + found["role.r.suspended_mean"]
    assert inside == pytest.approx(found["inside_mean"])


@pytest.mark.parametrize("engine", ENGINES)
def test_a_run_shorter_than_the_norm_has_no_figure(engine):
    scenario = one_role({"rate": "1 / min", "norm": "2 h"}, {"staff": 2}, {"takes": "1 min"}, "1 h")
    found = replicate(build(scenario, "d"), 1, 0, engine).values
    assert np.isnan(found["within_norm"])
    assert np.isnan(found["served"])
    assert found["kind.q.inside_overdue"] == 0.0


@pytest.mark.parametrize("engine", ENGINES)
def test_effort_of_those_who_wait_for_ever_is_effort(engine):
    """One at a time from 0 on, each takes 100 min: of three one has been served for 60, two have waited 60."""
    scenario = one_role({"at": ["0 min"], "count": 3}, {"staff": 1}, {"takes": "100 min"}, "60 min")
    counters = replicate(build(scenario, "d"), 1, 0, engine).counters
    assert counters["effort_organisation"].sum() == 60.0
    assert counters["effort_customer"].sum() == 60.0 + 2 * 60.0


def shown(scenario, **asked):
    out = io.StringIO()
    found = sim.run(scenario, **asked)
    parts = tuple(counted.parts({found.design: found}, scenario.language))
    terminal.show(terminal.console(out), Document("t", "", parts, scenario.language, dict))
    return out.getvalue().removeprefix("t\n")


def test_where_they_are_stands_on_top():
    scenario = one_role(
        {"at": ["0 min"], "count": 4, "norm": "15 min"}, {"staff": 1}, {"takes": "10 min"}, "20 min"
    )
    said = shown(scenario, replications=1, engine="simpy")
    assert "still inside, overdue" in said
    assert "25.0%" in said  # one of four is resolved before 20 minutes
    assert "75.0%" in said


def test_nothing_is_said_where_all_are_out_and_at_rest():
    scenario = one_role({"at": ["0 min"], "count": 4}, {"staff": 1}, {"takes": "10 min"}, "1 day")
    assert shown(scenario, replications=2, engine="simpy") == ""


def test_what_grows_is_named_in_both_languages():
    grows = one_role({"rate": "3 / min"}, {"staff": 1}, {"takes": "exponential 1 min"}, "10 h")
    assert "figures depend on how long the run is" in (
        said := shown(grows, replications=4, engine="simpy").lower()
    )
    assert "the backlog" in said
    dutch = grows.model_copy(update={"language": "nl"})
    assert "de werkvoorraad" in shown(dutch, replications=4, engine="simpy")
