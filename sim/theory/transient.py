"""Before a steady state, or beyond capacity. Rates per unit of time, times in that unit."""

import math
from typing import NamedTuple


def sinusoid_inside(t: float, rate: float, swing: float, cycle: float, service_rate: float) -> float:
    """Return the mean number in M(t)/M/inf at t, from empty; arrivals at rate (1 + swing sin(2 pi t/cycle)).

    Eick, Massey & Whitt 1993.
    """
    w, mu = 2.0 * math.pi / cycle, service_rate
    fades = math.exp(-mu * t)
    wave = (mu * math.sin(w * t) - w * math.cos(w * t) + w * fades) / (mu**2 + w**2)
    return rate * ((1.0 - fades) / mu + swing * wave)


def overloaded_inside(length: float, rate: float, service_rate: float) -> float:
    """Return the mean number inside over a time, in M/M/1 with more work than it can do, from empty, in any order of service.

    What comes less what is served; idle it is for 1/(rate - service rate) in all, nearly all of it early on.
    """
    growth = rate - service_rate
    return growth * length / 2.0 + service_rate / growth


class Redial(NamedTuple):
    """An overloaded line with redial: give-ups per unit of time, mean numbers inside and away, share lost."""

    give_ups: float
    inside: float
    away: float
    lost: float


def redial_fluid(
    rate: float, service_rate: float, servers: int, give_up_rate: float, back: float, back_rate: float
) -> Redial:
    """Return the balance of flows when all staff are always busy: a share `back` of give-ups calls again.

    Exact as far as staff never idle: all flows are then linear (Aguir, Karaesmen, Aksin & Chauvet 2004).
    """
    give_ups = (rate - servers * service_rate) / (1.0 - back)
    away = back * give_ups / back_rate
    return Redial(give_ups, servers + give_ups / give_up_rate, away, (1.0 - back) * give_ups / rate)
