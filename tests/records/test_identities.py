"""What must hold in every run: conservation, Little's law, nobody busier than there are staff, and a log that gives the measures."""

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import scenarios, variant

from sim.blueprint import Blueprint, build
from sim.engines import Replication, replicate
from sim.records import log
from sim.scenario import Scenario

RANDOM = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


def close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)


def check_conservation(blueprint: Blueprint, run: Replication) -> None:
    """Came = resolved + withdrawn + lost + inside; and so by kind and by role, of flows and of those that came."""
    m, needs = run.counters, slice(0, int(blueprint.record["kinds"]))
    assert m["inside_start"] + m["arrived"] == m["resolved"] + m["withdrawn"] + m["lost"] + m["inside"]
    assert m["kind_arrived"].sum() == m["arrived"]
    assert m["kind_ended"].sum() == m["resolved"] + m["withdrawn"] + m["lost"]
    assert m["kind_ended"][needs].sum() == m["segment_ended"].sum() == m["provider_ended"].sum()
    assert (m["kind_ended"] == m["kind_resolved"] + m["kind_withdrawn"] + m["kind_lost"]).all()
    fates = [m[f"kind_came_{name}"] for name in ("resolved", "withdrawn", "lost")]
    bins = [m[f"kind_{name}_bins"].sum(axis=1) for name in ("lead", "gone", "open")]
    came = m["kind_arrived"] + m["kind_backlog"]
    assert (sum(fates) + bins[2] == came).all()
    assert (bins[0] == fates[0]).all()
    assert (bins[1] == fates[1] + fates[2]).all()
    for least, most in (
        (m["kind_overdue"], bins[2]), (m["kind_came_left"], fates[2]),
        (m["kind_within"], m["kind_due"]), (m["kind_due"], came),
    ):  # fmt: skip
        assert (least <= most).all()
    assert (m["role_ended"] == m["role_served"] + m["role_abandoned"] + m["role_sent_home"] + m["role_overflowed"]).all()
    assert (m["wait_bins"].sum(axis=1) == m["role_ended"]).all()
    assert (m["open_bins"].sum(axis=1) == m["role_open"]).all()
    assert m["segment_wait_bins"].sum() == m["role_ended"].sum()
    assert m["segment_open_bins"].sum() == m["role_open"].sum()
    assert (m["role_busy_area"] - m["role_over_area"] <= m["role_staff_area"] * (1 + 1e-12) + 1e-9).all()


def check_little(run: Replication) -> None:
    """Time in the system adds up the same over people and over time, counting those inside at either end."""
    m = run.counters
    assert close(m["inside_area"], m["stay_sum"] - m["age_start"] + m["age_end"])
    waits = m["role_wait_sum"] + m["role_early_sum"] + m["role_withdrawn_sum"]
    waits = waits - m["role_age_start"] + m["role_age_end"]
    assert all(close(a, b) for a, b in zip(m["role_queue_area"], waits, strict=True))
    laid_down = m["role_suspended_sum"] - m["role_suspended_start"] + m["role_suspended_end"]
    assert all(close(a, b) for a, b in zip(m["role_suspended_area"], laid_down, strict=True))
    work = m["role_handling_sum"] - m["role_work_start"] + m["role_work_end"] + m["role_blocked_area"]
    assert all(close(a, b) for a, b in zip(m["role_busy_area"], work, strict=True))


def check_against_log(blueprint: Blueprint, run: Replication) -> None:
    """The measures are what the log gives (without a warm-up)."""
    rows, m = run.log, run.counters
    what = rows["what"]
    assert (what == log.ARRIVED).sum() == m["arrived"]
    assert (what == log.THERE).sum() == m["inside_start"] == m["kind_backlog"].sum()
    assert (what == log.RESOLVED).sum() == m["resolved"]
    assert (what == log.LOST).sum() == m["lost"]
    assert (what == log.LEFT).sum() == m["left"]
    assert (what == log.CAME).sum() == m["contacts_begun"]
    ended = ((what == log.STARTED) & ~np.isnan(rows["waited"])) | np.isin(what, (log.GAVE_UP, log.SENT_HOME, log.OVERFLOWED))
    for role in range(len(blueprint.role_names)):
        waits = rows["waited"][ended & (rows["role"] == role)]
        assert len(waits) == m["role_ended"][role]
        assert close(math.fsum(waits), m["role_wait_sum"][role])
    handled = rows[np.isin(what, (log.HANDLED, log.CUT_OFF))]
    assert close(math.fsum(handled["handled"][handled["role"] >= 0]), m["role_handling_sum"].sum())
    lived = rows["experience"][~np.isnan(rows["experience"])]
    assert len(lived) == m["experienced"]
    assert close(math.fsum(lived), m["experience_sum"])


def check_log(rows: np.ndarray) -> None:
    """Time never goes back, nobody is served before queueing, and each case ends once."""
    assert (np.diff(rows["time"]) >= 0.0).all()
    ends = rows["case"][np.isin(rows["what"], (log.RESOLVED, log.WITHDRAWN, log.LOST))]
    assert len(np.unique(ends)) == len(ends)
    assert not (rows["waited"] < 0.0).any()


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_identities_hold(engine: str) -> None:
    against_log = []

    @RANDOM
    @given(scenarios(), st.integers(0, 2**63 - 1))
    def check(scenario: Scenario, seed: int) -> None:
        blueprint = build(scenario, variant(scenario))
        run = replicate(blueprint, seed, 0, engine, log=True)
        check_conservation(blueprint, run)
        check_little(run)
        check_log(run.log)
        if scenario.run.warm_up == 0.0:
            check_against_log(blueprint, run)
            against_log.append(len(run.log))

    check()
    assert sum(rows > 0 for rows in against_log) > 0.1 * RANDOM.max_examples


def test_little_is_exact_on_whole_minutes() -> None:
    tree = {
        "title": "whole minutes",
        "world": {
            "needs": {"q": {"at": [f"{t} min" for t in range(0, 400, 3)], "count": 2}},
            "patience": "9 min",
        },
        "designs": {"one": {"roles": {"a": {"staff": 2}}, "steps": {"s": {"role": "a", "takes": "4 min"}}}},
        "run": {"length": "500 min", "warm_up": "37 min"},
    }
    for engine in ("compiled", "simpy"):
        m = replicate(build(Scenario.model_validate(tree), "one"), 1, 0, engine).counters
        waits = m["role_wait_sum"] + m["role_early_sum"] + m["role_withdrawn_sum"]
        waits = waits - m["role_age_start"] + m["role_age_end"]
        assert (m["role_queue_area"] == waits).all()
        assert m["inside_area"] == m["stay_sum"] - m["age_start"] + m["age_end"]
