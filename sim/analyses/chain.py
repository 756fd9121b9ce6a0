"""What logs say that measures do not: what hand-overs cost, the marks of links beside that of the whole, shares of a market.

Of a chain those cases count that arose in the first half of the time measured, so that nearly all end before the run does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.blueprint import Blueprint, build
from sim.engines import replicate
from sim.records.log import ARRIVED, HANDLED, LOST, RESOLVED, WITHDRAWN
from sim.results.results import Measure
from sim.scenario.fields.model import Scenario

MANY = 8  # hand-overs and more, taken together
LINKS = 2  # roles that a customer meets, from which on they are a chain


@dataclass(frozen=True)
class HandOvers:
    """Lead time of resolved cases (minutes) by number of hand-overs, MANY standing for more too; what one more goes with."""

    lead_time: tuple[Measure, ...]
    share: tuple[Measure, ...]
    each: Measure  # minutes per hand-over, by least squares over the cases


@dataclass(frozen=True)
class Links:
    """Marks: of each role, of all moments at a role, and of cases whose customer met several: their moments, and the whole."""

    roles: dict[str, Measure]
    links: Measure
    moments: Measure
    whole: Measure


def hand_overs(scenario: Scenario, design: str, replications: int) -> HandOvers:
    """Return how long the cases of a design last, by their number of hand-overs."""
    found = _each(scenario, design, replications, _hand_overs)
    lead_time, share = ([one[part] for one in found] for part in (0, 1))
    return HandOvers(_by_number("min", lead_time), _by_number("share", share), _measure("min", found, 2))


def links(scenario: Scenario, design: str, replications: int) -> Links:
    """Return the marks that the roles of a design get, and those of its chains."""
    found = _each(scenario, design, replications, _links)
    names = build(scenario, design).role_names
    roles = {name: Measure("mark", tuple(one[0][i] for one in found)) for i, name in enumerate(names)}
    return Links(roles, *(_measure("mark", found, part) for part in (1, 2, 3)))


def shares(scenario: Scenario, market: str, replications: int, part: float) -> dict[str, tuple[Measure, ...]]:
    """Return the share of the needs that each provider gets in each `part` (minutes) of the run, the warm-up included."""
    parts = int(scenario.run.length // part)

    def read(blueprint: Blueprint, log: Any) -> Any:
        arrived = log[(log["what"] == ARRIVED) & (log["time"] < parts * part)]
        when = (arrived["time"] // part).astype(int)
        providers = len(blueprint.provider_names)
        counts = np.bincount(when * providers + arrived["provider"], minlength=parts * providers)
        counts = counts.reshape(parts, providers)
        return counts / counts.sum(axis=1, keepdims=True)

    found = np.array(_each(scenario, market, replications, read))
    return {
        name: tuple(Measure("share", tuple(found[:, i, who].tolist())) for i in range(parts))
        for who, name in enumerate(scenario.markets[market].providers)
    }


def _each(scenario: Scenario, design: str, replications: int, read: Callable[[Blueprint, Any], Any]) -> Any:
    """Read the log of each replication, and keep no log."""
    blueprint, seed = build(scenario, design), scenario.run.seed
    return [read(blueprint, replicate(blueprint, seed, i, log=True).log) for i in range(replications)]


def _measure(unit: str, found: Any, part: int) -> Measure:
    return Measure(unit, tuple(float(one[part]) for one in found))


def _by_number(unit: str, found: Any) -> tuple[Measure, ...]:
    return tuple(Measure(unit, tuple(float(one[n]) for one in found)) for n in range(MANY + 1))


def _hand_overs(blueprint: Blueprint, log: Any) -> tuple[Any, Any, float]:
    cases, arose = _counted(blueprint, log)
    ended = log[log["what"] == RESOLVED]
    ended = ended[np.isin(ended["case"], cases)]
    lead = ended["time"] - arose[np.searchsorted(cases, ended["case"])]
    number = _changes_of_role(log, cases)[np.searchsorted(cases, ended["case"])]
    group = np.minimum(number, MANY)
    counts = np.bincount(group, minlength=MANY + 1)
    with np.errstate(invalid="ignore"):
        mean = np.bincount(group, weights=lead, minlength=MANY + 1) / counts
    spread = float(np.var(number))
    each = float(np.mean((number - number.mean()) * (lead - lead.mean()))) / spread if spread else np.nan
    return mean, counts / counts.sum(), each


def _counted(blueprint: Blueprint, log: Any) -> tuple[Any, Any]:
    """Return the cases that count, in order of their number, and when each arose."""
    begin, end = float(blueprint.record["warm_up"]), float(blueprint.record["horizon"])
    arrived = log[log["what"] == ARRIVED]
    arrived = arrived[(arrived["time"] >= begin) & (arrived["time"] < (begin + end) / 2.0)]
    arrived = arrived[np.argsort(arrived["case"])]
    return arrived["case"], arrived["time"]


def _changes_of_role(log: Any, cases: Any) -> Any:
    """Return for each case how often it went from one role to another."""
    work = log[(log["what"] == HANDLED) & (log["role"] >= 0) & (log["chaser"] == 0)]
    work = work[np.isin(work["case"], cases)]
    work = work[np.argsort(work["case"], kind="stable")]
    case, role = work["case"], work["role"]
    changed = (case[1:] == case[:-1]) & (role[1:] != role[:-1])
    return np.bincount(np.searchsorted(cases, case[1:][changed]), minlength=len(cases))


def _links(blueprint: Blueprint, log: Any) -> tuple[list[float], float, float, float]:
    cases, _ = _counted(blueprint, log)
    ended = log["case"][np.isin(log["what"], (RESOLVED, WITHDRAWN, LOST))]
    cases = cases[np.isin(cases, ended)]
    moments = log[~np.isnan(log["experience"]) & np.isin(log["case"], cases)]
    place, role, mark = np.searchsorted(cases, moments["case"]), moments["role"], moments["experience"]
    ends = ~np.isnan(moments["contact_mark"])
    each = [_mean(mark[role == i]) for i in range(len(blueprint.role_names))]
    chain = _roles_met(place, role, len(cases)) >= LINKS
    mean, _ = _summed_up(blueprint, place, mark, len(cases))
    _, whole = _summed_up(blueprint, place[ends], moments["contact_mark"][ends], len(cases))
    return each, _mean(mark[role >= 0]), _mean(mean[chain]), _mean(whole[chain])


def _mean(values: Any) -> float:
    return float(values.mean()) if len(values) else np.nan


def _roles_met(place: Any, role: Any, cases: int) -> Any:
    met = np.unique(np.stack((place[role >= 0], role[role >= 0])), axis=1)
    return np.bincount(met[0], minlength=cases)


def _summed_up(blueprint: Blueprint, place: Any, mark: Any, cases: int) -> tuple[Any, Any]:
    """Return for each case the mean of its marks, and the mark for the whole (without the weight of the last)."""
    record = blueprint.record
    best, worst = np.full(cases, -np.inf), np.full(cases, np.inf)
    np.maximum.at(best, place, mark)
    np.minimum.at(worst, place, mark)
    with np.errstate(invalid="ignore"):
        mean = np.bincount(place, weights=mark, minlength=cases) / np.bincount(place, minlength=cases)
        whole = record["mind_w_mean"] * mean + record["mind_w_best"] * best + record["mind_w_worst"] * worst
    return mean, whole
