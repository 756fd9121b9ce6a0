"""The least staff for a service norm, where Erlang C or A applies. Rates per unit of time, times in that unit."""

import numpy as np

from sim.theory.impatience import erlang_a
from sim.theory.queues import mmc_wait_over

MOST = 100_000
NEGLIGIBLE = 1e-9
NODES = 24  # of the Gauss-Legendre rule for those who give up within the norm


def service_level_c(rate: float, service_rate: float, servers: int, norm: float) -> float:
    """Return the share answered within the norm in M/M/c; 0 where the servers cannot keep up (Erlang 1917)."""
    if rate >= servers * service_rate:
        return 0.0
    return 1.0 - mmc_wait_over(norm, rate, service_rate, servers)


def service_level_a(
    rate: float, service_rate: float, servers: int, give_up_rate: float, norm: float
) -> float:
    """Return the share answered within the norm in M/M/n+M, of all who came.

    Who has not waited longer either was answered or gave up; who waits gives up at a constant rate (Palm 1957).
    """
    found = erlang_a(rate, service_rate, servers, give_up_rate)
    until = norm
    while found.over(until / 2.0) < NEGLIGIBLE:
        until /= 2.0
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    times = until * (nodes + 1.0) / 2.0
    gave_up = (
        give_up_rate
        * until
        / 2.0
        * sum(w * found.over(float(t)) for w, t in zip(weights, times, strict=True))
    )
    return 1.0 - found.over(norm) - float(gave_up)


def least_staff(
    rate: float,
    service_rate: float,
    norm: float,
    share: float,
    give_up_rate: float | None = None,
    abandoned: float | None = None,
) -> int:
    """Return the least number of servers that answers a share within the norm, and keeps those who give up to a bound.

    Erlang A where customers give up at a rate, else Erlang C.
    """
    if rate <= 0.0:
        return 0
    servers = 1
    while servers < MOST and not _does(servers, rate, service_rate, norm, share, give_up_rate, abandoned):
        servers += 1
    return servers


def _does(
    servers: int,
    rate: float,
    service_rate: float,
    norm: float,
    share: float,
    give_up_rate: float | None,
    abandoned: float | None,
) -> bool:
    if not give_up_rate:
        return service_level_c(rate, service_rate, servers, norm) >= share
    if abandoned is not None and erlang_a(rate, service_rate, servers, give_up_rate).abandoned > abandoned:
        return False
    return service_level_a(rate, service_rate, servers, give_up_rate, norm) >= share
