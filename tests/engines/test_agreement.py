"""Two engines, one truth: every row of the log and every bit of the counters, on every scenario and on random ones."""

import os
from pathlib import Path

import pytest
from agreement import assert_equal, both
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import scenarios, variant

from sim.blueprint import build
from sim.engines import replicate
from sim.kernel import order
from sim.scenario import Scenario, load

ROOT = Path(__file__).parents[2]
FILES = sorted(path for path in (ROOT / "scenarios").rglob("*.yaml") if path.name[0] != "_")
RANDOM_SCENARIOS = int(os.environ.get("RANDOM_SCENARIOS", "1000"))
PARTS = 20  # so that several workers can share them
MOST_VISITS = 8_000


def variants() -> list[tuple[Path, str]]:
    """Return every design, change and market of every scenario."""
    found = []
    for path in FILES:
        scenario = load(path)
        found += [(path, name) for name in scenario.variants]
    return found


def shortened(scenario: Scenario, name: str) -> Scenario:
    """Return the scenario, its run shortened where SimPy would take minutes over it; warm-up and snapshots with it."""
    run = scenario.run
    whole = replicate(build(scenario, name), 1, 0, "compiled").counters
    factor = min(1.0, MOST_VISITS / max(1, int(whole["step_visits"].sum())))
    # one look at everybody is enough: of all who pay taxes it takes SimPy longer than the run
    moments = tuple(time * factor for time in run.snapshots)[: None if factor == 1.0 else 1]
    shorter = run.model_copy(
        update={"length": run.length * factor, "warm_up": run.warm_up * factor, "snapshots": moments}
    )
    return scenario.model_copy(update={"run": shorter})


@pytest.mark.parametrize(("path", "name"), variants(), ids=lambda value: getattr(value, "stem", value))
def test_scenarios_agree(path: Path, name: str) -> None:
    blueprint = build(shortened(load(path), name), name)
    one, other = both(blueprint, seed=1)
    assert len(one.log) > 0
    assert_equal(one, other)


@pytest.mark.parametrize("part", range(PARTS))
def test_random_scenarios_agree(part: int) -> None:
    @settings(
        max_examples=RANDOM_SCENARIOS // PARTS,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=[Phase.generate],  # a difference is seen as well unshrunk, and sooner
    )
    @given(scenarios(), st.integers(0, 2**63 - 1), st.just(part))
    def check(scenario: Scenario, seed: int, part: int) -> None:
        assert_equal(*both(build(scenario, variant(scenario)), seed, replication=part))

    check()


WRONG = {
    "those without patience leave a free desk": (order, "GIVE_UP", order.SHIFT),
    "new customers before work that ends": (order, "ARRIVE", -1),
    "returns before arrivals": (order, "RETURN", order.SHIFT),
    "a shift changes after the queue was looked at": (order, "SHIFT", order.GIVE_UP + 1),
    "cases at one instant the other way round": (order, "main_line", lambda case: 2 * (2**50 - case)),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_order_in_one_engine_is_seen(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The compiled engine holds its constants since it was compiled; so this plants the fault in SimPy's alone."""
    replicate(build(load(ROOT / "scenarios" / "one_desk.yaml"), "today"), 1, 0, "compiled")
    monkeypatch.setattr(*WRONG[fault])

    @settings(
        max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None,
        phases=[Phase.generate],
    )  # fmt: skip
    @given(scenarios(), st.integers(0, 2**63 - 1))
    def check(scenario: Scenario, seed: int) -> None:
        assert_equal(*both(build(scenario, variant(scenario)), seed))

    with pytest.raises(AssertionError):
        check()
