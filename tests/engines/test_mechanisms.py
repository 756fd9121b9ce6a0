"""Every mechanism of the mind has its own switch; the engines agree with each off, and what is off changes nothing else."""

from typing import Any

import pytest
from agreement import assert_equal, both

from sim.blueprint import build
from sim.engines import replicate
from sim.records import log
from sim.scenario import Scenario

MECHANISMS = (
    "perceived_wait",
    "hand_over",
    "outcome",
    "disconfirmation",
    "expectation",
    "episode",
    "leaving",
    "handling",
)
ONLOOKERS = tuple(
    name for name in MECHANISMS if name not in ("handling", "leaving")
)  # those two are meant to change the flow


def tree(**mind: Any) -> dict[str, Any]:
    """Return a helpdesk with all that can go wrong; the settings of its mind may be changed."""
    return {
        "title": "helpdesk",
        "world": {
            "needs": {"question": {"rate": "30 / hour"}, "fault": {"rate": "6 / hour", "priority": 2}},
            "patience": {"zero": 0.05, "otherwise": "exponential 6 min"},
            "redial": {"probability": 0.7, "after": "exponential 20 min"},
            "failure_demand": {"probability": 0.4, "after": "exponential 2 h"},
            "error_lag": "exponential 3 h",
            "chasing": {"rate": "20 / hour"},
            "mind": {"handling": True, **mind},
        },
        "designs": {
            "one": {
                "roles": {"telephonist": {"staff": 3, "norm": "20 s"}, "engineer": {"staff": 2}},
                "steps": {
                    "answer": {"role": "telephonist", "takes": "lognormal 4 min cv 1", "right_first_time": 0.9, "promise": "5 min",
                               "mark": "normal 7 1",
                               "then": {"look": 0.4, "resolved": 0.5, "unresolved": 0.1}},
                    "look": {"role": "engineer", "takes": "gamma 8 min cv 0.7", "customer": "absent",
                             "finds": ["answer"], "then": {"explain": 1.0}},
                    "explain": {"role": "engineer", "takes": "exponential 3 min", "then": {"look": 0.1, "resolved": 0.9}},
                },
                "chasing": {"step": "answer"},
            }
        },
        "run": {"length": "1 day", "warm_up": "1 hour", "snapshots": ["2 h", "20 h"]},
    }  # fmt: skip


def helpdesk(**mind: Any) -> Any:
    return build(Scenario.model_validate(tree(**mind)), "one")


def test_everything_happens_here() -> None:
    """The other tests of this file would show nothing of what does not happen."""
    run = replicate(helpdesk(), 3, 0, "compiled", log=True)
    happened = set(run.log["what"].tolist())
    assert {log.GAVE_UP, log.AWAY, log.RESOLVED, log.LOST, log.LEFT, log.WITHDREW} <= happened
    assert run.counters["errors_checked"] > 0
    assert run.counters["errors_customer"] > 0
    assert run.counters["chases_sum"] > 0
    assert run.counters["transfers_sum"] > 0 or run.counters["hand_overs_sum"] > 0


@pytest.mark.parametrize("name", ["none", *MECHANISMS])
def test_engines_agree_with_a_mechanism_off(name: str) -> None:
    assert_equal(*both(helpdesk(**({} if name == "none" else {name: "off"})), seed=3))


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
@pytest.mark.parametrize("name", ONLOOKERS)
def test_what_is_off_leaves_the_flow_as_it_was(name: str, engine: str) -> None:
    """With goodwill unable to stretch handling times, the mind is an onlooker: whatever is off, cases flow as they did."""
    with_it = replicate(helpdesk(handling="off", leaving="off"), 3, 0, engine, log=True).log
    without = replicate(helpdesk(handling="off", leaving="off", **{name: "off"}), 3, 0, engine, log=True).log
    for field in ("time", "what", "case", "step", "person", "waited", "handled"):
        assert with_it[field].tobytes() == without[field].tobytes()
