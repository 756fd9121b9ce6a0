"""A draw belongs to a place in the model: what is added elsewhere leaves every other draw as it was. Tested on whole logs."""

import copy
from typing import Any

import numpy as np
import pytest

from sim.blueprint import build
from sim.engines import replicate
from sim.records import log
from sim.scenario import Scenario

TREE: dict[str, Any] = {
    "title": "town hall",
    "world": {
        "customers": {"population": 300, "segments": {"ready": {"share": 0.6}, "wary": {"share": 0.4}}},
        "needs": {"passport": {"rate": "0.02 / hour per customer"}, "question": {"rate": "0.03 / hour per customer"}},
        "patience": "exponential 30 min",
        "redial": {"probability": 0.7, "after": "exponential 1 h"},
        "mind": {},
    },
    "designs": {
        "one": {
            "roles": {"desk": {"staff": 30}, "office": {"staff": 30}},
            "steps": {
                "ask": {"role": "desk", "takes": "exponential 6 min", "then": {"make": 0.5, "resolved": 0.5}},
                "make": {"role": "office", "takes": "lognormal 20 min cv 1", "customer": "absent",
                         "then": {"make": 0.1, "resolved": 0.9}},
            },
        }
    },
    "run": {"length": "2 days"},
}  # fmt: skip
ENGINES = ("compiled", "simpy")


def changed(**settings: Any) -> dict[str, Any]:
    """Return the tree with values at dotted paths (with __ for the dots) changed."""
    tree = copy.deepcopy(TREE)
    for path, value in settings.items():
        *way, last = path.split("__")
        place = tree
        for name in way:
            place = place[name]
        place[last] = value
    return tree


def rows(tree: dict[str, Any], engine: str) -> np.ndarray:
    return replicate(build(Scenario.model_validate(tree), "one"), 5, 2, engine, log=True).log


def same(one: np.ndarray, other: np.ndarray, without: tuple[str, ...] = ()) -> bool:
    fields = [name for name in one.dtype.names if name not in without]
    return len(one) == len(other) and all(one[name].tobytes() == other[name].tobytes() for name in fields)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("population", [301, 511, 512, 513, 600])
def test_more_customers_bring_only_their_own_needs(engine: str, population: int) -> None:
    before = rows(TREE, engine)
    after = rows(changed(world__customers__population=population), engine)
    assert population == 301 or len(after) > len(before)
    assert same(
        before, after[after["customer"] < 300], without=("person",)
    )  # staff are numbered as they come free


@pytest.mark.parametrize("engine", ENGINES)
def test_staff_nobody_waits_for_change_nothing(engine: str) -> None:
    assert same(rows(TREE, engine), rows(changed(designs__one__roles__office={"staff": 31}), engine))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_kind_of_need_more_changes_no_other(engine: str) -> None:
    needs = {"extra": {"at": ["100 min"]}, **TREE["world"]["needs"]}
    after = rows(changed(world__needs=needs), engine)
    assert (
        after["customer"][after["kind"] == 0] == 0
    ).all()  # so customer 0 has lived a moment more, and only that one
    others = after[after["customer"] != 0]
    others["kind"] -= 1
    before = rows(TREE, engine)
    assert same(before[before["customer"] != 0], others, without=("case", "person"))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_draw_more_in_one_role_changes_no_draw_elsewhere(engine: str) -> None:
    """A check put between (its handling time is a new draw) moves the office's work in time, and no draw of it."""
    steps = copy.deepcopy(TREE["designs"]["one"]["steps"])
    steps["ask"]["then"] = {"weigh": 0.5, "resolved": 0.5}
    steps["weigh"] = {"role": "desk", "takes": "exponential 2 min", "customer": "absent", "then": "make"}
    before, after = rows(TREE, engine), rows(changed(designs__one__steps=steps), engine)

    def handled(some: np.ndarray, step: int) -> dict[int, list[float]]:
        made = some[(some["what"] == log.HANDLED) & (some["step"] == step)]
        return {int(case): made["handled"][made["case"] == case].tolist() for case in np.unique(made["case"])}

    for step in (0, 1):
        old, new = handled(before, step), handled(after, step)
        assert len(old) > 100
        for case, minutes in new.items():
            assert old[case][: len(minutes)] == minutes
    arrived = [some["time"][some["what"] == log.ARRIVED].tolist() for some in (before, after)]
    assert arrived[0] == arrived[1]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_seed_and_a_replication_change_everything(engine: str) -> None:
    blueprint = build(Scenario.model_validate(TREE), "one")
    logs = [replicate(blueprint, *place, engine, log=True).log for place in ((5, 2), (5, 3), (6, 2))]
    firsts = [some["time"][0] for some in logs]
    assert len(set(firsts)) == 3
