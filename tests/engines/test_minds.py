"""What a visit leaves behind: one moment per person, one update per contact, two expectations, two half-lives."""

import copy
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from strategies import trees

from sim import theory
from sim.blueprint import build
from sim.engines import Replication, replicate
from sim.kernel import rules
from sim.records import log
from sim.scenario import Scenario

ENGINES = pytest.mark.parametrize("engine", ["compiled", "simpy"])
WEEK = 10080.0
OFF = dict.fromkeys(("perceived_wait", "hand_over", "outcome", "leaving"), "off")


def run(
    steps: dict[str, Any], engine: str, mind: dict[str, Any] | None = None, at: Any = ("0 min",), roles: Any = None,
    world: dict[str, Any] | None = None, design: dict[str, Any] | None = None, **settings: Any,
) -> Replication:  # fmt: skip
    """Run one replication of a design of these steps, with its log."""
    needs = {"visit": {"at": list(at)}} if at else {}
    tree = {
        "title": "small",
        "world": {"needs": needs, "mind": {**OFF, **(mind or {})}, **(world or {})},
        "designs": {"one": {"roles": roles or {"desk": {"staff": 1}}, "steps": steps, **(design or {})}},
        "run": {"length": "10 days", **settings},
    }
    return replicate(build(Scenario.model_validate(tree), "one"), 1, 0, engine, log=True)


def lived(done: Replication, field: str = "experience") -> list[float]:
    marks = done.log[field]
    return marks[~np.isnan(marks)].tolist()


@ENGINES
def test_steps_of_one_person_are_one_moment_weighted_by_their_time(engine: str) -> None:
    done = run(
        {
            "open": {"role": "desk", "takes": "1 min", "mark": 4, "then": "close"},
            "close": {"role": "desk", "takes": "3 min", "mark": 8, "then": "work"},
            "work": {"role": "desk", "takes": "1 h", "customer": "absent", "mark": 6},
        },
        engine,
        at=["0 min", "2 min"],
    )
    assert lived(done) == pytest.approx([7.0, 7.0, 6.0, 6.0])
    rows = done.log
    assert (rows["what"] == log.QUEUED).sum() == 4  # once for both steps in front, once at the back
    starts = rows[(rows["what"] == log.STARTED) & (rows["step"] < 2)]
    assert starts["time"].tolist() == [
        0.0,
        1.0,
        4.0,
        5.0,
    ]  # the second is served when both steps of the first are done
    assert done.counters["role_ended"][0] == 4
    assert (done.counters["step_handled"][:3] == 2).all()
    assert done.counters["role_busy_area"][0] == 128.0


@ENGINES
def test_steps_that_take_no_time_weigh_alike(engine: str) -> None:
    steps = {
        "look": {"role": "self", "takes": "0 min", "mark": 4, "then": "see"},
        "see": {"role": "self", "takes": "0 min", "mark": 8},
    }
    assert lived(run(steps, engine)) == [6.0]


@ENGINES
def test_who_is_sent_back_to_the_queue_has_another_moment(engine: str) -> None:
    steps = {
        "open": {"role": "desk", "takes": "1 min", "mark": 4, "then": "close"},
        "close": {"role": "desk", "takes": "3 min", "mark": 8, "queue": "again"},
    }
    done = run(steps, engine, at=["0 min", "0 min"])
    assert lived(done) == [4.0, 4.0, 8.0, 8.0]
    assert done.counters["role_ended"][0] == 4
    (one, *_) = lived(done, "contact_mark")
    assert one == pytest.approx(0.6 * 6 + 0.2 * 8 + 0.2 * 4)


@ENGINES
def test_a_contact_moves_goodwill_once_by_the_mark_of_its_moments(engine: str) -> None:
    """Three moments in one contact, then one of its own, when the customer hears of it."""
    roles = {name: {"staff": 1} for name in ("desk", "office", "back")}
    steps = {
        "ask": {"role": "desk", "takes": "1 min", "mark": 9, "then": "go"},
        "go": {"role": "self", "takes": "1 min", "mark": 5, "then": "tell"},
        "tell": {"role": "office", "takes": "1 min", "mark": 7, "then": "work"},
        "work": {"role": "back", "takes": "1 day", "customer": "absent", "mark": 6},
    }
    weights = {"mean": 0.4, "best": 0.2, "worst": 0.1, "last": 0.3}
    done = run(steps, engine, {"episode": weights, "half_life": "none", "should_expectation": 6}, roles=roles)
    first = 0.4 * 7 + 0.2 * 9 + 0.1 * 5 + 0.3 * 7
    assert lived(done) == [9.0, 5.0, 7.0, 6.0]
    assert lived(done, "contact_mark") == pytest.approx([first, 6.0])
    after = 7.0 + rules.felt_value(first - 6.5, 0.88, 2.0)
    expected = 7.0 + 0.2 * (first - 7.0)
    later = after + rules.felt_value(6.0 - (0.5 * expected + 3.0), 0.88, 2.0)
    assert lived(done, "goodwill_before") == pytest.approx([7.0, 7.0, 7.0, after])
    assert lived(done, "goodwill_after") == pytest.approx([7.0, 7.0, after, later])
    assert lived(done, "expectation") == pytest.approx([7.0, 7.0, 7.0, expected])
    assert (
        done.values["felt_served_share"] == 0.5
    )  # the 9 and the 7: at least a 7, and at least the 6 one may expect
    mean, best, worst = (first + 6.0) / 2, max(first, 6.0), min(first, 6.0)
    assert done.values["episode_mark"] == pytest.approx(0.4 * mean + 0.2 * best + 0.1 * worst + 0.3 * 6.0)
    assert done.values["goodwill"] == pytest.approx((after + later) / 2)
    assert done.values["contact_mark"] == pytest.approx((first + 6.0) / 2)


@ENGINES
def test_what_one_may_expect_rises_and_never_falls(engine: str) -> None:
    steps = {"serve": {"role": "desk", "takes": "1 min", "mark": {"empirical": [9, 5]}}}
    mind = {"expectation": {"drift": 0.05}, "half_life": "none"}
    world = {"customers": {"population": 1}}
    done = run(steps, engine, mind, [f"{i} h" for i in range(20)], world=world)
    should, will, goodwill = 7.0, 7.0, 7.0
    assert {9.0, 5.0} == set(lived(done))
    for mark, before, after in zip(
        *(lived(done, f) for f in ("experience", "goodwill_before", "goodwill_after")), strict=True
    ):
        assert before == pytest.approx(goodwill)
        goodwill = min(max(goodwill + rules.felt_value(mark - (will + should) / 2, 0.88, 2.0), 1.0), 10.0)
        assert after == pytest.approx(goodwill)
        will, should = will + 0.2 * (mark - will), should + 0.05 * max(0.0, mark - should)


@ENGINES
@pytest.mark.parametrize(("mark", "case"), [(8, "V29"), (6, "V29b")])
def test_a_level_of_service_is_remembered(mark: float, case: str, engine: str) -> None:
    exact = theory.case(case).answers
    done = run(
        {"serve": {"role": "desk", "takes": "1 s", "mark": mark}}, engine, {"scale": "none"},
        [f"{4 * i} weeks" for i in range(80)], {"desk": {"staff": "unlimited"}}, {"customers": {"population": 1}},
        length="320 weeks", warm_up="300 weeks",
    )  # fmt: skip
    assert done.log["goodwill_after"][-2] == pytest.approx(exact["after"], abs=1e-6)
    assert lived(done, "goodwill_before")[-1] == pytest.approx(exact["before"], abs=1e-6)
    assert done.values["goodwill_long_run"] == pytest.approx(exact["mean"], abs=1e-6)


@ENGINES
def test_the_long_run_is_seen_from_a_short_one(engine: str) -> None:
    """After two contacts nobody yet thinks that an 8 will be got; where that leads is seen all the same."""
    steps = {"serve": {"role": "desk", "takes": "1 s", "mark": 8}}
    done = run(
        steps, engine, at=["1 week", "5 weeks"], world={"customers": {"population": 1}}, length="8 weeks"
    )
    assert done.values["goodwill_long_run"] == pytest.approx(theory.case("V29").answers["mean"], abs=1e-9)


@pytest.mark.parametrize("mark", [3.0, 8.5])
def test_the_long_run_is_the_same_however_long_the_run_and_whoever_leaves(mark: float) -> None:
    def of(weeks: int, leaving: Any) -> Replication:
        return run(
            {"answer": {"role": "desk", "takes": "5 min", "mark": mark}}, "compiled",
            {"leaving": leaving}, None, {"desk": {"staff": 9}},
            {"customers": {"population": 800}, "needs": {"call": {"rate": "12 / year per customer"}}},
            length=f"{weeks} weeks", warm_up="8 weeks",
        )  # fmt: skip

    late = of(156, "off").values[
        "goodwill_of_all"
    ]  # so late that it has settled, at an end of the scale or not
    for weeks, leaving in ((60, "on"), (104, "off"), (156, "on")):
        assert of(weeks, leaving).values["goodwill_long_run"] == pytest.approx(late, abs=0.2)


@ENGINES
def test_the_long_run_of_anchoring_is_its_closed_form(engine: str) -> None:
    mind = {
        "disconfirmation": {"reference": "goodwill", "k": 0.3, "power": 1, "loss_aversion": 1},
        "scale": "none",
    }
    mind |= {"half_life": "4 weeks", "start_goodwill": 3}
    needs = {"visit": {"rate": "0.25 / week per customer"}}
    done = run(
        {"serve": {"role": "desk", "takes": "1 s", "mark": 6}}, engine, mind, None, {"desk": {"staff": "unlimited"}},
        {"customers": {"population": 2000}, "needs": needs}, length="8 weeks",
    )  # fmt: skip
    exact = theory.anchoring(0.3, 6.0, 0.0, 7.0, 0.25, 4.0).mean
    assert done.values["goodwill_long_run"] == pytest.approx(exact, abs=0.03)


@ENGINES
@pytest.mark.parametrize(
    ("way", "world", "design", "wait"),
    [
        ("given up", {"patience": "10 min"}, {}, 10.0),
        ("refused", {}, {"roles": {"desk": {"staff": 1, "queue_limit": 0}}}, 0.0),
        ("closed", {}, {"channels": {"phone": {"share": 1, "opens": {"mon 12:00-13:00": 1}}}}, 0.0),
    ],
)
def test_nobody_spoken_to_has_a_mark_of_its_own(
    way: str, world: dict[str, Any], design: dict[str, Any], wait: float, engine: str
) -> None:
    steps = {"serve": {"role": "desk", "takes": "60 min", "mark": 9}}
    mind = {"perceived_wait": "on", "outcome": "on", "hand_over": "on"}
    world, design = {"redial": "off", **world}, {**design, "unanswered": 4}
    done = run(steps, engine, mind, ["0 min", "0 min"], world=world, design=design)
    row = done.log[np.isin(done.log["what"], (log.GAVE_UP, log.REFUSED, log.CLOSED))][0]
    mark = 4.0 - rules.wait_loss(wait, 1.2, 0.9, 2.0, 0.15, 0.0)
    assert row["experience"] == pytest.approx(mark)
    assert row["contact_mark"] == pytest.approx(mark)
    assert row["goodwill_after"] == pytest.approx(max(1.0, 7.0 + rules.felt_value(mark - 7.0, 0.88, 2.0)))
    assert done.values["lost"] == (2.0 if way == "closed" else 1.0)


@ENGINES
def test_who_gives_up_after_being_put_through_remembers_both(engine: str) -> None:
    roles = {"desk": {"staff": 2}, "office": {"staff": 1}}
    steps = {
        "ask": {"role": "desk", "takes": "1 min", "mark": 9, "then": "tell"},
        "tell": {"role": "office", "takes": "60 min", "mark": 9, "patience": "5 min"},
    }
    done = run(steps, engine, at=["0 min", "0 min"], roles=roles, world={"redial": "off"})
    assert lived(done) == [9.0, 9.0, 3.0, 9.0]
    assert lived(done, "contact_mark")[0] == pytest.approx(0.6 * 6 + 0.2 * 9 + 0.2 * 3)


@ENGINES
def test_who_is_put_through_to_where_nobody_is_remembers_who_did_it(engine: str) -> None:
    roles = {"desk": {"staff": 1}, "office": {"staff": {"tue 12:00-13:00": 1}}}
    steps = {
        "ask": {"role": "desk", "takes": "1 min", "mark": 9, "then": "tell"},
        "tell": {"role": "office", "takes": "1 min", "mark": 8},
    }
    done = run(steps, engine, roles=roles)
    assert lived(done) == [9.0, 8.0]
    assert lived(done, "contact_mark") == pytest.approx([9.0, 8.0])
    assert done.log["what"][~np.isnan(done.log["contact_mark"])].tolist() == [log.AWAY, log.HANDLED]


@ENGINES
@pytest.mark.parametrize(
    ("norms", "acceptable"), [(("none", "none"), 2.0), (("8 min", "none"), 8.0), (("8 min", "5 min"), 5.0)]
)
def test_a_wait_is_felt_against_the_own_norm(norms: tuple[str, str], acceptable: float, engine: str) -> None:
    steps = {"serve": {"role": "desk", "takes": "10 min", "mark": 8}}
    design = {
        "roles": {"desk": {"staff": 1, "norm": norms[0]}},
        "channels": {"phone": {"share": 1, "norm": norms[1]}},
    }
    done = run(steps, engine, {"perceived_wait": "on"}, ["0 min", "0 min"], design=design)
    assert lived(done) == pytest.approx([8.0, 8.0 - rules.wait_loss(10.0, 1.2, 0.9, acceptable, 0.15, 0.0)])


@ENGINES
def test_a_visit_that_goes_on_is_never_given_up_or_refused_and_outlasts_the_shift(engine: str) -> None:
    roles = {"desk": {"staff": {"mon 00:00-00:10": 1}, "queue_limit": 1, "end_of_shift": "suspend"}}
    steps = {
        "open": {"role": "desk", "takes": "8 min", "then": "close"},
        "close": {"role": "desk", "takes": "8 min", "patience": "1 min", "promise": "1 min", "then": "work"},
        "work": {"role": "self", "customer": "absent", "takes": "1 min"},
    }
    done = run(
        steps, engine, at=["0 min", "0 min"], roles=roles, world={"patience": "9 min", "redial": "off"}
    )
    (ended,) = done.log[(done.log["what"] == log.HANDLED) & (done.log["step"] == 1)]
    assert ended["time"] == 16.0
    assert done.counters["role_busy_area"][0] == 16.0
    assert done.values["role.desk.abandoned"] == 1.0  # the other one


@ENGINES
def test_a_promise_made_in_a_visit_is_not_kept_by_the_next_step_of_it(engine: str) -> None:
    steps = {
        "open": {"role": "desk", "takes": "1 min", "promise": "1 h", "then": "close"},
        "close": {"role": "desk", "takes": "1 min", "then": "work"},
        "work": {"role": "self", "customer": "absent", "takes": "2 h"},
    }
    done = run(steps, engine, {"outcome": {"promised": 0.3, "broken": -2}})
    assert done.values["promises_kept"] == 0.0
    assert lived(done) == pytest.approx([7.3, 7.0 + 0.5 - 2.0])


def written(parts: int) -> dict[str, Any]:
    """Return a desk whose call of six minutes is written in so many steps."""
    names = [f"part{i}" for i in range(parts)]
    takes = f"{6 / parts} min"
    return {
        name: {"role": "desk", "takes": takes, "mark": 6, "then": after}
        for name, after in zip(names, [*names[1:], "resolved"], strict=True)
    }


@ENGINES
def test_the_same_work_in_one_two_or_three_steps_leaves_the_same_behind(engine: str) -> None:
    def left(parts: int) -> list[float]:
        done = run(
            written(parts), engine, {"leaving": {"p0": 0.02}, "handling": "on", "perceived_wait": "on"}, None,
            {"desk": {"staff": 2}},
            {"customers": {"population": 150}, "needs": {"call": {"rate": "1 / day per customer"}}, "energy": "on"},
        )  # fmt: skip
        names = (
            "experience",
            "goodwill",
            "goodwill_at_end",
            "felt_served_share",
            "left_customers",
            "role.desk.wait",
        )
        return [done.values[name] for name in names]

    one = left(1)
    assert one[4] > 0.0
    assert left(2) == pytest.approx(one, rel=1e-9)
    assert left(3) == pytest.approx(one, rel=1e-9)


KEPT = (
    "experienced experience_sum felt_served felt_contacts contact_mark_sum goodwill_sum jump_sum episodes episode_sum "
    "end_goodwill_sum left resolved lost withdrawn away complaints made_good promises promises_kept promises_broken whims_granted "
    "role_ended role_wait_sum role_busy_area people_end people_goodwill"
).split()


def split_in_two(tree: dict[str, Any]) -> dict[str, Any] | None:
    """Return a tree with one step in front written as two of half the time, the second with all that the whole one did."""
    design = tree["designs"]["one"]
    steps, found = (
        design["steps"],
        {name for step in design["steps"].values() for name in step.get("finds", ())},
    )
    chased = design.get("chasing", {}).get("step")
    for name, step in steps.items():
        whole = isinstance(step["takes"], str) and step["takes"] in ("2 min", "10 min")
        if (
            step["customer"] == "absent"
            or step["role"] == "self"
            or name in found
            or name == chased
            or not whole
        ):
            continue
        made = copy.deepcopy(tree)
        half = f"{int(step['takes'].split()[0]) // 2} min"
        first = {
            k: v
            for k, v in step.items()
            if k not in ("finds", "detects", "on_error", "promise", "right_first_time")
        }
        second = {**step, "takes": half, "queue": "once"}
        pair = {"begun": {**first, "takes": half, "then": name, "counts_as": step["counts_as"]}, name: second}
        redrawn = {}
        for other, here in steps.items():
            redrawn |= _led(pair, name) if other == name else _led({other: here}, name)
        made["designs"]["one"] = _entered({**design, "steps": redrawn}, name)
        for need in made["world"]["needs"].values():
            need["starts"] = "begun" if need["starts"] == name else need["starts"]
        return made
    return None


def _led(steps: dict[str, Any], name: str) -> dict[str, Any]:
    """Return steps with every way to the one that is split leading to its first half."""
    led = {}
    for other, step in steps.items():
        then = step["then"]
        if other != "begun":
            then = {("begun" if to == name else to): branch for to, branch in then.items()}
        on_error = "begun" if step.get("on_error") == name else step.get("on_error")
        led[other] = {**step, "then": then, "on_error": on_error}
    return led


def _entered(design: dict[str, Any], name: str) -> dict[str, Any]:
    made = copy.deepcopy(design)
    for key in ("recontact", "complaints"):
        made[key] = "begun" if made[key] == name else made[key]
    for channel in made["channels"].values():
        channel["starts"] = "begun" if channel["starts"] == name else channel["starts"]
    return made


def on_the_minute(tree: dict[str, Any]) -> dict[str, Any]:
    """Return a tree of one design in which all happens on whole minutes: a sum of two halves is the whole there, to the last bit."""
    made = copy.deepcopy(tree)
    world, design = made["world"], made["designs"]["one"]
    made["designs"], made["markets"] = {"one": design}, {}
    world |= {"energy": None, "chasing": None, "patience": "4 min", "error_lag": "10 min"}
    world["failure_demand"]["after"] = "10 min"
    if world["redial"]:
        world["redial"] = {"probability": 1.0, "after": "10 min"}
    if world["mind"] is not None:
        world["mind"]["handling"] = "off"
    for segment in world["customers"]["segments"].values():
        segment["patience"] = None
    for number, need in enumerate(world["needs"].values()):
        for key in ("rate", "profile", "dispersion", "interarrival", "size", "busyness"):
            need.pop(key, None)
        need.setdefault("at", [f"{5 * i + number} min" for i in range(12)])
        need.setdefault("count", 2)
    world.pop("busyness", None)
    for key in ("chasing", "backlog"):
        design.pop(key, None)
    for number, step in enumerate(design["steps"].values()):
        step.pop("appointment", None)  # when one is moved, or comes late, is drawn
        step["patience"], step["mark"] = None, 6  # drawn by the name of the step, which is another one now
        step["takes"] = "40 min" if step["customer"] == "absent" else ("2 min", "10 min")[number % 2]
        for to, branch in step["then"].items():
            branch["after"] = None if may_be_shut(design, to) else branch.get("after") and "10 min"
    for role in design["roles"].values():
        role |= {"pace": None, "spells": None, "absence": 0, "appointments": None}
    (certain if tree["run"]["length"] == "60 min" else patient)(world, design)
    made["run"] = {
        "length": "24 h",
        "warm_up": "0 min",
    }  # nobody is in the middle of a visit when it begins or ends
    return made


def may_be_shut(design: dict[str, Any], to: str) -> bool:
    """Return whether who was given a time for a step can find nobody there: who does comes at another, which is drawn."""
    step = design["steps"].get(to)
    if step is None or step["customer"] == "absent" or step["role"] == "self":
        return False
    return isinstance(design["roles"][step["role"]]["staff"], dict) or any(one.get("opens") for one in design["channels"].values())


def certain(world: dict[str, Any], design: dict[str, Any]) -> None:
    """Leave nothing to chance on the way: after a visit in vain, which is one of the first half, the second draws anew."""
    world["failure_demand"]["probability"] = 1.0
    for name, step in design["steps"].items():
        onward = [
            to
            for to in step["then"]
            if to not in design["steps"]
            or list(design["steps"]).index(to) > list(design["steps"]).index(name)
        ]
        step |= {"then": {onward[-1]: {"share": 1.0}}, "right_first_time": 1.0}


def patient(world: dict[str, Any], design: dict[str, Any]) -> None:
    """Let no visit be in vain."""
    world["patience"] = None
    for role in design["roles"].values():
        role |= {"queue_limit": None, "at_closing": "serve"}
    for channel in design["channels"].values():
        channel["at_closing"] = "serve"


@ENGINES
def test_writing_a_step_as_two_keeps_every_mark(engine: str) -> None:
    tried = 0

    @settings(
        max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None,
        phases=[Phase.generate],
    )  # fmt: skip
    @given(trees())
    def check(tree: dict[str, Any]) -> None:
        nonlocal tried
        whole = on_the_minute(tree)
        split = split_in_two(whole)
        if split is None:
            return
        one, two = (
            replicate(build(Scenario.model_validate(each), "one"), 3, 0, engine, log=True)
            for each in (whole, split)
        )
        assert (one.log["time"] % 1.0 == 0.0).all()
        tried += 1
        for name in KEPT:
            assert np.allclose(one.counters[name], two.counters[name], rtol=1e-9, atol=1e-9), name

    check()
    assert tried > 20
