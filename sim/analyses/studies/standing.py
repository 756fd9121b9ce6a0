"""How a block stands against its service norm, over replications; and what Erlang C or A says of it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from sim.analyses.studies.aim import MEAN
from sim.analyses.studies.blocks import Block, Fares
from sim.results.intervals import t_quantile
from sim.scenario.fields.design import Design
from sim.scenario.fields.model import Scenario
from sim.theory.staffing import least_staff


@dataclass(frozen=True)
class ServiceNorm:
    """The service norm of a role: a share answered within so many minutes, and a bound on those who give up, if any."""

    share: float
    minutes: float
    abandoned: float | None = None


@dataclass(frozen=True)
class Standing:
    """How a block fares: share answered within the norm and its one-sided bound, share who gave up, visits per run."""

    service: float
    bound: float
    abandoned: float
    offered: float
    runs: float  # the share of replications that meet the norm
    met: bool


def standing(found: Sequence[Fares], norm: ServiceNorm, probability: float, by: str) -> Standing:
    """Return how a block fares over replications: shares of all its visits, with ratio estimates of the bounds.

    It meets its norm with the probability where the bound of the long-run share does (by "mean"), or where that share of
    the replications does (by "runs"). Nobody who comes is no failure.
    """
    offered = fmean(one.offered for one in found)
    if offered == 0.0:
        return Standing(math.nan, math.nan, math.nan, 0.0, 1.0, True)
    gains = [[one.within - norm.share * one.offered for one in found]]
    if norm.abandoned is not None:
        gains.append([norm.abandoned * one.offered - one.gave_up for one in found])
    bounds = [_bound(gain, probability) for gain in gains]
    runs = fmean(all(gain[i] >= 0.0 for gain in gains) for i in range(len(found)))
    met = all(bound >= 0.0 for bound in bounds) if by == MEAN else runs >= probability
    return Standing(
        service=fmean(one.within for one in found) / offered,
        bound=norm.share + bounds[0] / offered,
        abandoned=fmean(one.gave_up for one in found) / offered,
        offered=offered,
        runs=runs,
        met=met,
    )


def _bound(gains: Sequence[float], probability: float) -> float:
    if len(gains) < 2:
        return math.nan
    return fmean(gains) - t_quantile(probability, len(gains) - 1) * stdev(gains) / math.sqrt(len(gains))


def erlang(
    scenario: Scenario, design: Design, block: Block, rate: float, times: Sequence[float], norm: ServiceNorm
) -> int:
    """Return the staff that Erlang A (where customers have exponential patience) or C asks for in a block by itself."""
    if rate <= 0.0 or not times:
        return 0
    gives_up = _give_up_rate(scenario, design, block.role)
    abandoned = norm.abandoned if gives_up else None
    return least_staff(rate, 1.0 / fmean(times), norm.minutes, norm.share, gives_up, abandoned)


def letters(scenario: Scenario, design: Design, roles: Iterable[str]) -> tuple[str, ...]:
    """Return which of Erlang's models are used: A for roles whose customers give up after an exponential patience, else C."""
    return tuple(sorted({"A" if _give_up_rate(scenario, design, role) else "C" for role in roles}))


def _give_up_rate(scenario: Scenario, design: Design, role: str) -> float | None:
    """Return the rate per minute at which customers stop waiting for a role; None unless their patience is exponential."""
    laws = [
        step.patience or scenario.world.patience
        for step in design.steps.values()
        if step.role == role and step.customer == "present"
    ]
    means = {law.mean if law and law.kind == "exponential" and law.zero == 0.0 else None for law in laws}
    mean = means.pop() if len(means) == 1 else None
    return 1.0 / mean if mean else None
