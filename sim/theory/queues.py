"""Queues in front of one role. Rates per unit of time, times in that unit; any unit will do."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from sim.theory.chains import birth_death, mean


class Queue(NamedTuple):
    """What a queue settles to: times in the unit of the rates, numbers as means over time."""

    wait_probability: float
    wait: float
    queue: float
    inside: float
    stay: float
    utilisation: float


def erlang_b(load: float, servers: int) -> float:
    """Return the share blocked with `servers` and no waiting room; load in erlang (Erlang 1917)."""
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


def erlang_c(load: float, servers: int) -> float:
    """Return the probability of waiting, load in erlang below `servers` (Erlang 1917)."""
    if load >= servers:
        return 1.0
    blocked = erlang_b(load, servers)
    return servers * blocked / (servers - load * (1.0 - blocked))


def mmc(rate: float, service_rate: float, servers: int = 1) -> Queue:
    """Return M/M/c (Erlang 1917): rates per unit of time."""
    load = rate / service_rate
    delayed = erlang_c(load, servers)
    wait = delayed / (servers * service_rate - rate)
    return Queue(delayed, wait, rate * wait, rate * wait + load, wait + 1 / service_rate, load / servers)


def mmc_wait_over(t: float, rate: float, service_rate: float, servers: int = 1) -> float:
    """Return P(wait > t) in M/M/c, t in the unit of the rates (Kleinrock 1975, 3.5)."""
    return erlang_c(rate / service_rate, servers) * math.exp(-(servers * service_rate - rate) * t)


def mm1_stay_over(t: float, rate: float, service_rate: float) -> float:
    """Return P(time inside > t) in M/M/1, t in the unit of the rates (Kleinrock 1975, 5.7)."""
    return math.exp(-(service_rate - rate) * t)


def mm1_wait_square(rate: float, service_rate: float) -> float:
    """Return the second moment of the wait in M/M/1, unit of time squared (Kleinrock 1975, 5.7)."""
    return 2.0 * (rate / service_rate) / (service_rate - rate) ** 2


def mg1_wait(rate: float, mean_service: float, scv: float) -> float:
    """Return the mean wait in M/G/1, service with this squared coefficient of variation.

    Pollaczek 1930, Khinchine 1932.
    """
    load = rate * mean_service
    return load * mean_service * (1.0 + scv) / (2.0 * (1.0 - load))


def gi_m_1_wait(transform: Callable[[float], float], service_rate: float) -> float:
    """Return the mean wait in GI/M/1, from the Laplace transform of the time between two: s / (mu (1 - s)), s its root below 1.

    Kendall 1953.
    """
    root, before = 0.0, -1.0
    while root - before > 1e-15:  # from nought it rises to the least root
        root, before = transform(service_rate * (1.0 - root)), root
    return root / (service_rate * (1.0 - root))


def batch_m_m_1_wait(rate: float, sizes: Mapping[int, float], service_rate: float) -> float:
    """Return the mean wait of a customer in M^[X]/M/1: groups come at a rate, each of a size with these shares.

    Gross & Harris 1974, 3.1: L = load (1 + E[X^2] / E[X]) / (2 (1 - load)).
    """
    size, square = (sum(n**k * share for n, share in sizes.items()) for k in (1, 2))
    load = rate * size / service_rate
    inside = load * (1.0 + square / size) / (2.0 * (1.0 - load))
    return inside / (rate * size) - 1.0 / service_rate


def mmck(rate: float, service_rate: float, servers: int, room: int) -> tuple[float, float]:
    """Return (share refused, mean queue) of M/M/c with `room` places, those in service included.

    Kleinrock 1975, 3.6.
    """
    p = birth_death(lambda n: rate, lambda n: min(n, servers) * service_rate, room)
    return float(p[room]), mean(p[servers:])


def priority_waits(rates: Sequence[float], mean_service: float, scv: float) -> tuple[float, ...]:
    """Return the mean wait per class, the first served first, one server that never breaks off.

    Cobham 1954.
    """
    left = sum(rates) * mean_service**2 * (1.0 + scv) / 2.0
    above = [sum(rates[:k]) * mean_service for k in range(len(rates) + 1)]
    return tuple(left / ((1.0 - above[k]) * (1.0 - above[k + 1])) for k in range(len(rates)))


class Closed(NamedTuple):
    """A queue with a fixed circle of customers: numbers as means over time, throughput per unit of time."""

    inside: float
    queue: float
    throughput: float
    stay: float


def finite_population(customers: int, rate_each: float, service_rate: float, servers: int) -> Closed:
    """Return M/M/c//N: each customer outside comes at `rate_each` per unit of time.

    Palm 1947: the machine repair model.
    """
    p = birth_death(
        lambda n: (customers - n) * rate_each, lambda n: min(n, servers) * service_rate, customers
    )
    inside = mean(p)
    throughput = rate_each * (customers - inside)
    return Closed(inside, mean(p[servers:]), throughput, inside / throughput)
