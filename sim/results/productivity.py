"""Productivity: needs resolved within their norm per staff-day. What has no norm counts when it is resolved."""

from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.results import cohorts
from sim.results.measured import Found, ratio

STAFF_DAY = 480.0  # minutes of one member of staff [A]
ENDLESS = 1e8  # staff, from which a role's number is unlimited: there its time at work counts


def found(blueprint: Blueprint, counters: Any) -> Found:
    """Yield the productivity by replication; nan where no staff was there."""
    minutes = float(blueprint.record["horizon"]) - counters["since"]
    staffed = (_staffed(counters, i, minutes) for i in range(len(blueprint.role_names)))
    days = sum(staffed, np.zeros(len(counters))) / STAFF_DAY
    served = (
        counters["kind_resolved"][cohorts.needs(blueprint)].sum(axis=0) - counters["with_norm"] + counters["within_norm"]
    )
    yield "productivity", ratio(served, days)
    yield "staff_days", days


def _staffed(counters: Any, role: int, minutes: Any) -> Any:
    staffed = counters["role_staff_area"][role] + counters["role_over_area"][role]
    return np.where(staffed > ENDLESS * minutes, counters["role_busy_area"][role], staffed)
