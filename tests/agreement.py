"""Two replications side by side, one by each engine: alike to the last bit, or where they are not."""

from collections.abc import Iterator

from sim.blueprint import Blueprint
from sim.engines import Replication, replicate


def differences(one: Replication, other: Replication) -> Iterator[str]:
    """Yield what differs between two replications: first the number of rows, then the first row, then the counters."""
    if one.log is not None and len(one.log) != len(other.log):
        yield f"rows: {len(one.log)} and {len(other.log)}"
    if one.log is not None and one.log.tobytes() != other.log.tobytes():
        rows = ((i, a, b) for i, (a, b) in enumerate(zip(one.log, other.log, strict=False)))
        yield from (f"row {i}:\n  {a}\n  {b}" for i, a, b in rows if a.tobytes() != b.tobytes())
    for name in one.counters.dtype.names:
        if one.counters[name].tobytes() != other.counters[name].tobytes():
            yield f"counters {name}: {one.counters[name]} and {other.counters[name]}"


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
