"""Several roles in a row or a loop. Rates per unit of time, times in that unit."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.theory.queues import Queue, mmc


class Network(NamedTuple):
    """What an open network settles to, as a whole and per role, in the order given."""

    rates: tuple[float, ...]
    roles: tuple[Queue, ...]
    inside: float
    stay: float
    visits: float
    work: float


def jackson(
    arrivals: Sequence[float],
    service_rates: Sequence[float],
    servers: Sequence[int],
    routing: Sequence[Sequence[float]],
) -> Network:
    """Return an open network of M/M/c roles; routing[i][j] = P(i -> j), the rest leaves (Jackson 1957)."""
    gamma = np.asarray(arrivals, dtype=float)
    rates = np.linalg.solve(np.eye(len(gamma)) - np.asarray(routing, dtype=float).T, gamma)
    roles = tuple(mmc(*role) for role in zip(rates.tolist(), service_rates, servers, strict=True))
    inside = sum(role.inside for role in roles)
    came = float(gamma.sum())
    work = float((rates / np.asarray(service_rates)).sum()) / came
    return Network(tuple(rates.tolist()), roles, inside, inside / came, float(rates.sum()) / came, work)


class Feedback(NamedTuple):
    """One role to which some come back at once: numbers, time and visits of a case from start to end."""

    inside: float
    stay: float
    visits: float
    visits_var: float


def feedback(rate: float, service_rate: float, back: float) -> Feedback:
    """Return M/M/1 where a share `back` joins the queue again after service (Takacs 1963; Jackson 1957)."""
    inside = mmc(rate / (1.0 - back), service_rate).inside
    return Feedback(inside, inside / rate, 1.0 / (1.0 - back), back / (1.0 - back) ** 2)


class Returning(NamedTuple):
    """One role to which some come back later: rate at the role, load in erlang, number away, mean wait."""

    total: float
    load: float
    away: float
    wait: float


def erlang_r(rate: float, service_rate: float, servers: int, back: float, mean_lag: float) -> Returning:
    """Return M/M/c where a share comes back after a lag of any law and this mean.

    Yom-Tov & Mandelbaum 2014.
    """
    total = rate / (1.0 - back)
    load = total / service_rate
    return Returning(total, load, back * total * mean_lag, mmc(total, service_rate, servers).wait)


def self_service_rate(rate: float, share: float, fails: float, reaches: float = 1.0) -> float:
    """Return the rate at the phone when a share starts on the web and some who fail there call after all."""
    return rate * (1.0 - share + share * fails * reaches)


class Stay(NamedTuple):
    """Time in a row of two queues: mean and variance in the unit of time, and its square."""

    mean: float
    var: float


def tandem(rate: float, first: float, second: float) -> Stay:
    """Return the time in two M/M/1 in a row: two independent exponentials (Reich 1957)."""
    a, b = first - rate, second - rate
    return Stay(1.0 / a + 1.0 / b, 1.0 / a**2 + 1.0 / b**2)


def tandem_over(t: float, rate: float, first: float, second: float) -> float:
    """Return P(time in two M/M/1 in a row > t), the two of unlike speed (Reich 1957)."""
    a, b = first - rate, second - rate
    return (a * math.exp(-b * t) - b * math.exp(-a * t)) / (a - b)
