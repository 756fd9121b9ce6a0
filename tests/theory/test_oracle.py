"""An engine of others (ciw) agrees on models that no formula covers."""

from collections.abc import Callable
from pathlib import Path

import ciw
import pytest

import sim
from sim.results.results import Measure

WARM_UP, LENGTH, REPLICATIONS = 200.0, 10_000.0, 8

PRIORITY = f"""
title: Urgent questions first, two desks, lasting a quarter to two minutes
world:
  needs:
    urgent: {{rate: 0.5 / min, priority: 1, starts: urgent}}
    ordinary: {{rate: 1 / min, priority: 2, starts: ordinary}}
designs:
  today:
    roles: {{desk: {{staff: 2}}}}
    steps:
      urgent: {{role: desk, takes: uniform 0.25 2 min}}
      ordinary: {{role: desk, takes: uniform 0.25 2 min}}
run: {{length: {LENGTH} min, warm_up: {WARM_UP} min, replications: {REPLICATIONS}}}
"""

NETWORK = f"""
title: Intake and back office, with work that comes back
world:
  needs:
    case: {{rate: 1 / min}}
designs:
  today:
    roles: {{intake: {{staff: 2}}, office: {{staff: 3}}}}
    steps:
      intake: {{role: intake, takes: triangular 0.5 1 3 min, then: {{office: 0.7, resolved: 0.3}}}}
      office: {{role: office, takes: erlang 2 2.5 min, then: {{intake: 0.15, resolved: 0.85}}}}
run: {{length: {LENGTH} min, warm_up: {WARM_UP} min, replications: {REPLICATIONS}}}
"""


def _priority_by_ciw() -> ciw.Simulation:
    service = [ciw.dists.Uniform(0.25, 2.0)]
    network = ciw.create_network(
        arrival_distributions={
            "urgent": [ciw.dists.Exponential(0.5)],
            "ordinary": [ciw.dists.Exponential(1.0)],
        },
        service_distributions={"urgent": service, "ordinary": service},
        number_of_servers=[2],
        priority_classes={"urgent": 0, "ordinary": 1},
    )
    return ciw.Simulation(network)


def _network_by_ciw() -> ciw.Simulation:
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(1.0), None],
        service_distributions=[ciw.dists.Triangular(0.5, 1.0, 3.0), ciw.dists.Gamma(2.0, 1.25)],
        number_of_servers=[2, 3],
        routing=[[0.0, 0.7], [0.15, 0.0]],
    )
    return ciw.Simulation(network)


def _waits(build: Callable[[], ciw.Simulation], group: str) -> dict[object, Measure]:
    """Return the mean wait per value of a column of ciw's records, over replications."""
    means: dict[object, list[float]] = {}
    for number in range(REPLICATIONS):
        ciw.seed(number)
        simulation = build()
        simulation.simulate_until_max_time(LENGTH)
        waits: dict[object, list[float]] = {}
        for row in simulation.get_all_records():
            if row.arrival_date > WARM_UP:
                waits.setdefault(getattr(row, group), []).append(row.waiting_time)
        for key, values in waits.items():
            means.setdefault(key, []).append(sum(values) / len(values))
    return {key: Measure("min", tuple(values)) for key, values in means.items()}


def _ours(tmp_path: Path, text: str) -> dict[str, Measure]:
    file = tmp_path / "oracle.yaml"
    file.write_text(text)
    return dict(sim.run(sim.load(file)).measures)


def _overlap(ours: Measure, theirs: Measure) -> bool:
    return abs(ours.mean - theirs.mean) <= ours.half_width + theirs.half_width


def test_priorities(tmp_path: Path) -> None:
    ours, theirs = _ours(tmp_path, PRIORITY), _waits(_priority_by_ciw, "customer_class")
    for kind in ("urgent", "ordinary"):
        handling = Measure("min", tuple(-mean for mean in ours[f"step.{kind}.handling"].values))
        pairs = zip(ours[f"kind.{kind}.lead_time"].values, handling.values, strict=True)
        assert _overlap(Measure("min", tuple(map(sum, pairs))), theirs[kind])


@pytest.mark.parametrize(("role", "node"), [("intake", 1), ("office", 2)])
def test_network_with_rework(tmp_path: Path, role: str, node: int) -> None:
    assert _overlap(_ours(tmp_path, NETWORK)[f"role.{role}.wait"], _waits(_network_by_ciw, "node")[node])
