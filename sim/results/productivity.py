"""Productivity: needs resolved within their norm per staff-day. What has no norm counts when it is resolved."""

from typing import Any

from sim.blueprint import Blueprint
from sim.results import cohorts
from sim.results.measured import Found, ratio

STAFF_DAY = 480.0  # minutes of one member of staff [A]
ENDLESS = 1e8  # staff, from which a role's number is unlimited: there its time at work counts


def found(blueprint: Blueprint, counters: Any) -> Found:
    """Yield the productivity of one replication; nan where no staff was there."""
    minutes = float(blueprint.record["horizon"]) - float(counters["since"])
    days = sum(_staffed(counters, i, minutes) for i in range(len(blueprint.role_names))) / STAFF_DAY
    served = (
        int(counters["kind_resolved"][cohorts.needs(blueprint)].sum())
        - int(counters["with_norm"])
        + int(counters["within_norm"])
    )
    yield "productivity", ratio(served, days)
    yield "staff_days", days


def _staffed(counters: Any, role: int, minutes: float) -> float:
    staffed = float(counters["role_staff_area"][role]) + float(counters["role_over_area"][role])
    return float(counters["role_busy_area"][role]) if staffed > ENDLESS * minutes else staffed
