"""What a design costs: the staffed time of its roles, overtime included, and its changes. Money has no currency of its own."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.blueprint.layout import REWORK
from sim.catalogue.definition import MONEY
from sim.catalogue.keys import ROLE, WHOLE
from sim.results import cohorts
from sim.results.columns import CounterColumns
from sim.results.measured import Measured, at, exact_sum, ratio
from sim.results.summary import blank
from sim.scenario.fields.model import Scenario
from sim.scenario.load import variant
from sim.scenario.merging.patch import changes_of

HOUR, YEAR = 60.0, 525600.0  # minutes


@dataclass(frozen=True)
class Prices:
    """Cost of an hour of one member of staff, by role that has one; cost of the changes, per year; what money is called."""

    hourly: Mapping[str, float]
    changes: float
    currency: str


def prices(scenario: Scenario, name: str) -> Prices | None:
    """Return the prices of a design, change or `design+change`; None where no role has a cost."""
    hourly = {role: one.cost for role, one in variant(scenario, name).roles.items() if one.cost is not None}
    designs = scenario.markets[name].providers.values() if name in scenario.markets else [name]
    made = [change for design in designs for change in changes_of(scenario, design)]
    changes = math.fsum(scenario.changes[change].cost for change in made)
    return Prices(hourly, changes, scenario.currency or MONEY) if hourly else None


def measures(prices: Prices, blueprint: Blueprint, counters: CounterColumns) -> Iterator[Measured]:
    """Yield the measures of cost of some replications; what is per year goes on as in the time measured."""
    years = (float(blueprint.record["horizon"]) - counters["since"]) / YEAR
    staff = {role: _staff(i, role, prices, counters) for i, role in enumerate(blueprint.role_names)}
    staff = {role: cost for role, cost in staff.items() if role in prices.hourly}
    per_year = exact_sum(list(staff.values())) / years
    total, resolved = per_year + prices.changes, counters["kind_resolved"][cohorts.needs(blueprint)].sum(axis=0)
    whole = {
        "staff_cost_per_year": per_year,
        "change_cost_per_year": np.full(len(counters), prices.changes),
        "cost_per_year": total,
        "cost_per_resolved": ratio(total * years, resolved),
        "rework_cost": _rework(prices, blueprint, counters) / years,
    }
    of_roles = (at(ROLE, role, [("cost", cost)]) for role, cost in staff.items())
    yield from (replace(one, currency=prices.currency) for one in chain(at(WHOLE, "", whole.items()), *of_roles))


def units(prices: Prices | None, blueprint: Blueprint) -> dict[str, str]:
    """Return the unit of every measure of cost."""
    return {one.name: one.unit for one in _blank(prices, blueprint)}


def denominators(prices: Prices | None, blueprint: Blueprint) -> dict[str, str]:
    """Return what every measure of cost is taken over."""
    return {one.name: one.taken_over for one in _blank(prices, blueprint)}


def _blank(prices: Prices | None, blueprint: Blueprint) -> Iterator[Measured]:
    return iter(()) if prices is None else measures(prices, blueprint, CounterColumns([blank(blueprint)]))


def _staff(i: int, role: str, prices: Prices, counters: CounterColumns) -> Any:
    """Return the cost of a role's staffed time; overtime costs as much an hour."""
    minutes = counters["role_staff_area"][i] + counters["role_over_area"][i]
    return prices.hourly.get(role, 0.0) / HOUR * minutes


def _rework(prices: Prices, blueprint: Blueprint, counters: CounterColumns) -> Any:
    """Return the cost of handling at steps that count as rework; the counters do not tell second visits to other steps apart."""
    record, names = blueprint.record, blueprint.role_names
    spent = [
        counters["step_handling_sum"][i] * prices.hourly.get(names[int(record["step_role"][i])], 0.0) / HOUR
        for i in range(len(blueprint.step_names))
        if int(record["step_counts_as"][i]) == REWORK and int(record["step_role"][i]) >= 0
    ]
    return exact_sum([np.zeros(len(counters)), *spent])
