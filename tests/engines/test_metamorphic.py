"""What has to come out of a scenario that says the same in other words: times in another unit, and parts that nothing touches."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import trees, variant

from sim.blueprint import build
from sim.engines import Replication, replicate
from sim.scenario import Scenario

TEN = 10.0
ENGINES = pytest.mark.parametrize("engine", ["compiled", "simpy"])
RANDOM = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None,
    phases=[Phase.generate],
)  # fmt: skip
SEEDS = st.integers(0, 2**63 - 1)


def slowed(tree: Any) -> Any:
    """Return a tree with every duration and cycle ten times as long, and every rate a tenth."""
    if isinstance(tree, dict):
        return {key: slowed(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [slowed(one) for one in tree]
    return _slowed(tree) if isinstance(tree, str) else tree


def _slowed(text: str) -> str:
    words = text.split()
    if words[-1:] == ["min"]:
        scaled = words[0] in ("exponential", "uniform", "triangular", "lognormal", "gamma")
        return " ".join(_times_ten(word) if scaled or len(words) == 2 else word for word in words)
    if len(words) == 3 and words[1] == "/":
        return f"{float(words[0]) / TEN!r} / {words[2]}"
    return text


def _times_ten(word: str) -> str:
    return repr(float(word) * TEN) if word.replace(".", "").isdigit() else word


PLAIN: dict[str, Any] = {
    "title": "times",
    "world": {
        "needs": {"q": {"rate": "20 / hour"}, "r": {"at": ["3 min", "3 min", "40 min"], "count": 3}},
        "patience": "exponential 6 min",
        "redial": {"probability": 0.6, "after": "uniform 1 9 min"},
        "failure_demand": {"probability": 0.5, "after": "exponential 20 min"},
        "error_lag": "exponential 10 min",
    },
    "designs": {
        "one": {
            "roles": {"desk": {"staff": 2, "norm": "2 min"}, "office": {"staff": 1, "queue_limit": 1}},
            "steps": {
                "ask": {
                    "role": "desk", "takes": "triangular 1 2 9 min", "right_first_time": 0.8,
                    "then": {"work": 0.6, "resolved": 0.3, "unresolved": 0.1},
                },
                "work": {"role": "office", "takes": "exponential 3 min", "customer": "absent"},
            },
        }
    },
    "run": {"length": "500 min"},
}  # fmt: skip


@ENGINES
def test_all_times_ten_times_as_long_make_all_times_ten_times_as_long(engine: str) -> None:
    """Where nothing is tied to the week, the same happens in the same order, ten times as slowly (product limits go by bins)."""
    quick, slow = (
        replicate(build(Scenario.model_validate(tree), "one"), 7, 0, engine, log=True)
        for tree in (PLAIN, slowed(PLAIN))
    )
    assert len(quick.log) > 500
    assert quick.log["what"].tolist() == slow.log["what"].tolist()
    assert quick.log["case"].tolist() == slow.log["case"].tolist()
    for field in ("time", "waited", "handled"):
        assert slow.log[field] == pytest.approx(TEN * quick.log[field], rel=1e-9, nan_ok=True)
    for name in ("lead_time_resolved", "role.desk.wait_ended", "role.office.handling"):
        assert slow.values[name] == pytest.approx(TEN * quick.values[name], rel=1e-9)
    for name in ("resolved", "role.desk.abandoned_share", "role.desk.utilisation", "role.desk.blocked"):
        assert slow.values[name] == pytest.approx(quick.values[name], rel=1e-9)


def another_role(tree: dict[str, Any]) -> None:
    for design in tree["designs"].values():
        design["roles"]["archive"] = {"staff": 3, "queue_limit": 2, "at_closing": "cut_off"}


def a_need_that_never_comes(tree: dict[str, Any]) -> None:
    first = next(iter(tree["world"]["needs"]))
    tree["world"]["needs"]["rumour"] = {"rate": "0 / hour", "norm": "1 h"}
    channels = [channel for design in tree["designs"].values() for channel in design.get("channels", {}).values()]
    for mix in (channel[key] for channel in channels for key in ("share", "cost") if key in channel):
        if isinstance(mix, dict) and first in mix:
            mix["rumour"] = mix[first]


def a_change_of_nothing(tree: dict[str, Any]) -> None:
    tree["changes"] = {"aprons": {"design": "one", "title": "New aprons", "set": {}}}


def rules_that_never_apply(tree: dict[str, Any]) -> None:
    """Without shifts nobody closes, without a limit no tray is full."""
    for design in tree["designs"].values():
        for role in design["roles"].values():
            if isinstance(role["staff"], int) and role["breaks"] is None:
                role["at_closing"] = "cut_off"
            if role["queue_limit"] is None:
                role["when_full"] = "refuse"


UNTOUCHED = [another_role, a_need_that_never_comes, a_change_of_nothing, rules_that_never_apply]


def outcome(tree: dict[str, Any], seed: int, engine: str) -> Replication:
    scenario = Scenario.model_validate(tree)
    return replicate(build(scenario, variant(scenario)), seed, 0, engine, log=True)


@ENGINES
@pytest.mark.parametrize("more", UNTOUCHED, ids=lambda more: more.__name__)
def test_what_nothing_touches_changes_no_bit(engine: str, more: Callable[[Any], None]) -> None:
    """Neither of the log nor of the counters (roles and kinds keep their numbers, as they are added at the end)."""

    @RANDOM
    @given(trees(), SEEDS)
    def check(tree: dict[str, Any], seed: int) -> None:
        if more is another_role and (tree["world"]["energy"] or tree["markets"]):
            return  # staff of a role that nobody needs rest and are absent; in a market roles change their numbers
        if more is a_need_that_never_comes and "voice" in tree["world"]:
            return  # complaints stand behind the needs
        before = outcome(tree, seed, engine)
        more(tree)
        after = outcome(tree, seed, engine)
        assert before.log.tobytes() == after.log.tobytes()
        same = [name for name in before.counters.dtype.names if not name.startswith("role_")]
        for name in same:
            assert before.counters[name].tobytes() == after.counters[name].tobytes(), name

    check()
