"""What words mean: promises, errors, planned and failed returns, chasing, leaving, dispersion and photographs, on small cases."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from sim.blueprint import build
from sim.engines import replicate
from sim.records import log
from sim.scenario import Scenario

ENGINES = pytest.mark.parametrize("engine", ["compiled", "simpy"])


def run(
    world: dict[str, Any],
    design: dict[str, Any],
    engine: str = "compiled",
    logging: bool = False,
    **settings: Any,
) -> Any:
    """Run one replication of a world with one design."""
    tree = {
        "title": "small",
        "world": world,
        "designs": {"one": design},
        "run": {"length": "10 days", **settings},
    }
    return replicate(build(Scenario.model_validate(tree), "one"), 1, 0, engine, log=logging)


def two_steps(**first: Any) -> dict[str, Any]:
    """Return a design in which work in front goes to the back, and may come back to the front."""
    return {
        "roles": {"desk": {"staff": 9}, "office": {"staff": 9}},
        "steps": {
            "ask": {"role": "desk", "takes": "2 min", "then": "work", **first},
            "work": {"role": "office", "takes": "30 min", "customer": "absent"},
        },
    }


@ENGINES
def test_promises_kept_are_a_share_of_those_that_fell_due(engine: str) -> None:
    """Half of the cases are done in time, whether or not the promise was made before measuring began."""
    needs = {"visit": {"at": [f"{day} days" for day in range(9)], "count": 4}}
    design = two_steps(promise="40 min")
    design["roles"]["office"]["staff"] = 2
    for warm_up in ("0 min", "1445 min"):
        values = run({"needs": needs}, design, engine, warm_up=warm_up).values
        assert values["promises_kept"] == 0.5


@ENGINES
def test_errors_found_are_counted_one_by_one(engine: str) -> None:
    design = {
        "roles": {"desk": {"staff": 9}},
        "steps": {
            "first": {"role": "desk", "takes": "1 min", "right_first_time": 0.5, "then": "second"},
            "second": {"role": "desk", "takes": "1 min", "right_first_time": 0.5, "then": "check"},
            "check": {
                "role": "desk",
                "takes": "1 min",
                "finds": ["first", "second"],
                "detects": 1.0,
                "on_error": "first",
            },
        },
    }
    counters = run({"needs": {"visit": {"rate": "20 / hour"}}}, design, engine).counters
    assert 0 <= counters["errors"] - counters["errors_checked"] <= 2 * counters["inside"]  # those still on their way
    assert counters["errors_checked"] > 10_000
    assert counters["errors_customer"] == 0


@ENGINES
def test_a_planned_return_is_no_failure_demand(engine: str) -> None:
    def coming_back(**branch: Any) -> float:
        design = two_steps(then={"collect": {"share": 1, "after": "5 days", **branch}})
        design["steps"]["collect"] = {"role": "desk", "takes": "1 min"}
        design["steps"]["work"]["then"] = "resolved"
        design["steps"]["ask"]["then"] = {"collect": {"share": 0.5, "after": "5 days", **branch}, "work": 0.5}
        return run({"needs": {"visit": {"rate": "5 / hour"}}}, design, engine).values["failure_demand_share"]

    assert coming_back() == 0.0
    assert coming_back(failure=True) > 0.1


@ENGINES
def test_an_error_found_by_the_customer_brings_a_contact_also_by_letter(engine: str) -> None:
    design = two_steps(right_first_time=0.5)
    design["recontact"] = "work"
    values = run({"needs": {"visit": {"rate": "5 / hour"}}, "error_lag": "1 day"}, design, engine).values
    assert values["first_contact_resolution"] < 0.7
    assert values["failure_demand_share"] > 0.2


@ENGINES
def test_who_had_to_ask_where_it_is_was_not_resolved_at_the_first_contact(engine: str) -> None:
    design = two_steps()
    design["steps"]["work"]["takes"] = "1 day"
    design["chasing"] = {"step": "ask"}
    world = {
        "needs": {"visit": {"at": ["0 min"], "count": 9}},
        "chasing": {"rate": "1 / hour", "expected": "1 hour"},
    }
    values = run(world, design, engine).values
    assert values["chases_per_case"] > 5.0
    assert values["first_contact_resolution"] == 0.0


@ENGINES
def test_chasing_spreads_over_opening_hours(engine: str) -> None:
    design = two_steps()
    design["roles"]["office"]["staff"] = 1
    design["steps"]["work"]["takes"] = "1 day"
    design["channels"] = {"phone": {"share": 1, "opens": {"mon-sun 09:00-17:00": 1}}}
    design["chasing"] = {"step": "ask"}
    world = {
        "needs": {"visit": {"at": ["10 h"], "count": 60}},
        "chasing": {"rate": "1 / day", "expected": "1 hour"},
    }
    rows = run(world, design, engine, logging=True).log
    came = rows[(rows["what"] == log.CAME) & (rows["chaser"] == 1)]["time"] % 1440.0
    assert len(came) > 100
    assert ((came >= 540.0) & (came < 1020.0)).all()
    assert (came == 540.0).mean() < 0.05


@ENGINES
def test_a_customer_leaves_once(engine: str) -> None:
    world = {
        "customers": {"population": 3},
        "needs": {"visit": {"at": ["0 min"], "count": 15}},
        "mind": {"leaving": {"p0": 1.0, "beta": 0.0}},
    }
    assert run(world, two_steps(), engine).values["left_customers"] == 3.0


@ENGINES
def test_who_never_spoke_to_anyone_has_nothing_to_tell_again(engine: str) -> None:
    world = {
        "needs": {"visit": {"at": ["0 min"]}},
        "redial": {"probability": 1.0, "after": "1 h"},
        "patience": "5 min",
        "mind": {"hand_over": {"repeat": 0.0}, "perceived_wait": "off", "outcome": "off"},
    }
    design = {
        "roles": {"desk": {"staff": {"mon 00:00-05:00": 1}, "breaks": {"mon 00:00-02:30": 1}}},
        "steps": {"ask": {"role": "desk", "takes": "2 min"}},
    }
    rows = run(world, design, engine, logging=True).log
    assert (rows["what"] == log.GAVE_UP).sum() == 3
    assert rows["experience"][rows["what"] == log.HANDLED].tolist() == [7.0]


@ENGINES
def test_photographs_taken_before_measuring_began_are_kept(engine: str) -> None:
    world = {"needs": {"visit": {"at": ["0 min"], "count": 5}}}
    values = run(world, two_steps(), engine, warm_up="1 day", snapshots=["10 min", "2 days"]).values
    assert values["at_0.inside"] == 5.0
    assert values["at_1.inside"] == 0.0


@pytest.mark.parametrize(
    "profile", ["flat", {"cycle": "1 h", "sine": 0.8}, {"cycle": "12 h", "sine": 0.5}, "weekdays"]
)
def test_dispersion_is_that_of_daily_counts(profile: Any) -> None:
    need = {"rate": "60 / day", "dispersion": 4.0, "profile": profile}
    design = {"roles": {}, "steps": {"pass": {"role": "self", "takes": "1 s"}}}
    rows = run({"needs": {"visit": need}}, design, logging=True, length="1400 days").log
    days = (rows["time"][rows["what"] == log.ARRIVED] // 1440.0).astype(int)
    counts = np.bincount(days, minlength=1400)[:1400]
    counts = counts[np.arange(1400) % 7 < 5] if profile == "weekdays" else counts
    assert counts.var() / counts.mean() == pytest.approx(4.0, rel=0.2)


@ENGINES
def test_a_full_queue_counts_work_that_was_laid_down(engine: str) -> None:
    design = {
        "roles": {
            "desk": {
                "staff": {"mon 00:00-00:10": 1, "mon 01:00-04:00": 1},
                "queue_limit": 0,
                "when_full": "refuse",
                "end_of_shift": "suspend",
            }
        },
        "steps": {"write": {"role": "desk", "takes": "60 min", "customer": "absent"}},
    }
    values = run({"needs": {"letter": {"at": ["5 min", "60 min"]}}}, design, engine).values
    assert values["role.desk.refused"] == 1.0


@ENGINES
def test_a_story_that_reaches_thousands_finds_room(engine: str) -> None:
    world = {
        "customers": {"population": 5000},
        "needs": {"visit": {"at": ["0 min"], "count": 4}},
        "mind": {"word_of_mouth": {"base": 3.0, "travels": True}},
    }
    outcome = run(world, two_steps(), engine, logging=True)
    told = int(outcome.counters["told"])
    assert told >= 3 * 4095
    assert (outcome.log["what"] == log.HEARD).sum() == told


@ENGINES
def test_the_last_of_64_steps_can_be_checked(engine: str) -> None:
    names = [f"s{i}" for i in range(64)]
    steps = {name: {"role": "self", "takes": "1 min", "then": after} for name, after in pairwise(names)}
    steps["s63"] = {
        "role": "self",
        "takes": "1 min",
        "right_first_time": 0.5,
        "finds": ["s63"],
        "detects": 1.0,
    }
    counters = run(
        {"needs": {"visit": {"at": ["0 min"], "count": 50}}}, {"roles": {}, "steps": steps}, engine
    ).counters
    assert counters["errors"] == counters["errors_checked"] > 10
    assert counters["resolved"] == 50


@ENGINES
def test_a_customer_more_keeps_the_needs_of_the_others_also_at_a_rate_for_all(engine: str) -> None:
    def needs(population: int) -> list[tuple[float, int]]:
        world = {"customers": {"population": population}, "needs": {"visit": {"rate": "20 / hour"}}}
        rows = run(world, two_steps(), engine, logging=True).log
        arrived = rows[rows["what"] == log.ARRIVED]
        return list(zip(arrived["time"].tolist(), arrived["customer"].tolist(), strict=True))

    before, after = needs(400), needs(401)
    assert [one for one in after if one not in set(before)] == [one for one in after if one[1] == 400]


@ENGINES
def test_making_good_brings_goodwill_back_as_far_as_it_says(engine: str) -> None:
    """A visit ends unresolved (goodwill 7 to 4), comes back, and is resolved by a 9: to .9 of the 7 from before."""
    mind = dict.fromkeys(
        ("perceived_wait", "hand_over", "outcome", "expectation", "episode", "leaving", "decay"), "off"
    )
    mind |= {"disconfirmation": {"reference": "goodwill", "k": 0.1, "power": 1, "loss_aversion": 10}}
    world = {
        "needs": {"visit": {"at": ["0 min"]}},
        "failure_demand": {"probability": 1, "after": "10 min"},
        "mind": {**mind, "recovery": {"q": 0.9, "mark": 7}},
    }
    design = {
        "roles": {"desk": {"staff": 1}},
        "steps": {
            "try": {"role": "desk", "takes": "1 min", "mark": 4, "then": "unresolved"},
            "do": {"role": "desk", "takes": "1 min", "mark": 9},
        },
        "channels": {"desk": {"share": 1, "starts": "try"}},
    }
    design["steps"]["try"]["then"] = {"do": {"share": 1, "after": "10 min", "failure": True}}
    done = run(world, design, engine)
    assert done.values["made_good_share"] == 1.0
    assert done.values["goodwill_at_end"] == pytest.approx(0.9 * 7)
    assert run({**world, "mind": mind}, design, engine).values["goodwill_at_end"] == pytest.approx(
        4 + 0.1 * 5
    )
