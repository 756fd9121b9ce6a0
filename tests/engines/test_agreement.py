"""Two engines, one truth: every row of the log and every bit of the books, on every scenario and on random ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.blueprint import Blueprint, build
from sim.engines import Replication, replicate
from sim.scenario import Scenario, load
from strategies import scenarios

ROOT = Path(__file__).parents[2]
FILES = sorted(path for path in (ROOT / "scenarios").rglob("*.yaml") if "cases" not in path.parts)
RANDOM_SCENARIOS = 2000
PARTS = 20  # so that several workers can share them
MOST_MINUTES = 400_000.0  # of SimPy's time, in expected visits


def differences(one: Replication, other: Replication) -> Iterator[str]:
    """Yield what differs between two replications: first the number of rows, then the first row, then the books."""
    if one.log is not None and len(one.log) != len(other.log):
        yield f"rows: {len(one.log)} and {len(other.log)}"
    if one.log is not None and one.log.tobytes() != other.log.tobytes():
        rows = ((i, a, b) for i, (a, b) in enumerate(zip(one.log, other.log, strict=False)))
        yield from (f"row {i}:\n  {a}\n  {b}" for i, a, b in rows if a.tobytes() != b.tobytes())
    for name in one.books.dtype.names:
        if one.books[name].tobytes() != other.books[name].tobytes():
            yield f"books {name}: {one.books[name]} and {other.books[name]}"


def assert_equal(one: Replication, other: Replication) -> None:
    """Fail with the first differences."""
    found = list(differences(one, other))
    assert not found, "\n".join(found[:5])


def both(blueprint: Blueprint, seed: int, replication: int = 0) -> tuple[Replication, Replication]:
    """Run a replication in either engine, with its log."""
    return (
        replicate(blueprint, seed, replication, "compiled", log=True),
        replicate(blueprint, seed, replication, "simpy", log=True),
    )


@pytest.mark.parametrize("part", range(PARTS))
def test_random_scenarios_agree(part: int) -> None:
    @settings(
        max_examples=RANDOM_SCENARIOS // PARTS,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(scenarios(), st.integers(0, 2**63 - 1), st.just(part))
    def check(scenario: Scenario, seed: int, part: int) -> None:
        assert_equal(*both(build(scenario, "one"), seed, replication=part))

    check()
