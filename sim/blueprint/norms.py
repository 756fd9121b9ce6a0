"""Norms of a blueprint in minutes of the clock, for who reads them after a run; those in working time depend on when it begins."""

from typing import Any

from sim.blueprint import Blueprint
from sim.kernel import working

Hours = tuple[Any, Any, Any]  # where a plan begins in the table, how many times it has, its cycle


def role_norm(blueprint: Blueprint, role: int, since: float) -> float:
    """Return the norm of a wait at a role since a time, below nought where there is none; working time is that of its shifts."""
    record = blueprint.record
    plan = record["role_plan"][role], record["role_plan_count"][role], record["role_cycle"][role]
    return _by_clock(blueprint, plan, since, record["role_norm"][role], record["role_unit"][role])


def need_norm(blueprint: Blueprint, kind: int, since: float) -> float:
    """Return the lead-time norm of a need that came at a time, below nought where there is none."""
    record = blueprint.record
    return _by_clock(blueprint, _open(record), since, record["kind_norm"][kind], record["kind_unit"][kind])


def channel_norm(blueprint: Blueprint, channel: int, since: float) -> float:
    """Return the norm of a wait by a channel since a time, below nought where there is none."""
    record = blueprint.record
    return _by_clock(blueprint, _open(record), since, record["channel_norm"][channel], record["channel_unit"][channel])


def _open(record: Any) -> Hours:
    """Return the working hours of the world."""
    return record["hours"], record["hours_count"], record["hours_cycle"]


def _by_clock(blueprint: Blueprint, plan: Hours, since: float, norm: Any, unit: Any) -> float:
    if not unit:
        return float(norm)
    at, count, cycle = plan
    return float(working.later(blueprint.table, int(at), int(count), float(cycle), since, float(norm), int(unit))) - since
