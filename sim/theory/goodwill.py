"""What stays behind in customers: goodwill that fades, leaving, word of mouth. Any one unit of time."""

import math
from typing import NamedTuple

import numpy as np


class Moments(NamedTuple):
    """Mean and variance over customers, in marks and marks squared."""

    mean: float
    var: float


def fading(half_life: float) -> float:
    """Return the rate of fading per unit of time, from a half-life."""
    return math.log(2.0) / half_life


def shot_noise(rate: float, jump: float, jump_sd: float, half_life: float, baseline: float = 0.0) -> Moments:
    """Return goodwill that jumps at Poisson moments and fades, in the long run (Campbell 1909)."""
    kappa = fading(half_life)
    return Moments(baseline + rate * jump / kappa, rate * (jump**2 + jump_sd**2) / (2.0 * kappa))


def shot_noise_mean(
    t: float, start: float, rate: float, jump: float, half_life: float, baseline: float = 0.0
) -> float:
    """Return the mean of fading goodwill at t, from `start` marks at 0 (Campbell 1909)."""
    settled = shot_noise(rate, jump, 0.0, half_life, baseline).mean
    return settled + (start - settled) * math.exp(-fading(half_life) * t)


def anchoring(
    weight: float, mark: float, mark_sd: float, baseline: float, rate: float, half_life: float
) -> Moments:
    """Return goodwill that moves a share `weight` toward each experience and fades between.

    Hogarth & Einhorn 1992.
    """
    kappa, pull = fading(half_life), rate * weight
    mean = (kappa * baseline + pull * mark) / (kappa + pull)
    source = pull * weight * (mark_sd**2 + (mark - mean) ** 2)
    return Moments(mean, source / (2.0 * kappa + rate * (1.0 - (1.0 - weight) ** 2)))


def felt(difference: float, power: float = 0.88, loss_aversion: float = 2.0) -> float:
    """Return the felt value of a mark above or below what it is held against (Tversky & Kahneman 1992)."""
    return float(difference**power if difference >= 0.0 else -loss_aversion * (-difference) ** power)


def level(mark: float, should: float = 7.0, omega: float = 0.5, k: float = 1.0) -> float:
    """Return what each contact at a mark comes to add to goodwill: by then one thinks that it will be got (Oliver 1980)."""
    return k * felt(omega * (mark - should))


class Visited(NamedTuple):
    """Goodwill just after a contact and just before the next, in the long run; and its mean over time."""

    after: float
    before: float
    mean: float


def visited(jump: float, every: float, half_lives: tuple[float, float], baseline: float = 7.0) -> Visited:
    """Return goodwill that moves by `jump` at each contact and fades, in the long run: contacts at fixed intervals.

    Half-lives above and below the baseline. The mean over time is that of any contacts as often (Campbell 1909).
    """
    kappa = fading(half_lives[jump < 0.0])
    left = math.exp(-kappa * every)
    after = baseline + jump / (1.0 - left)
    mean = shot_noise(1.0 / every, jump, 0.0, half_lives[jump < 0.0], baseline).mean
    return Visited(after, baseline + (after - baseline) * left, mean)


def staying_two_moods(t: float, leaves: tuple[float, float], sours: float, recovers: float) -> float:
    """Return P(still a customer at t), content at 0; `leaves` per mood, all rates per unit of time.

    Neuts 1981, ch. 2.
    """
    from scipy.linalg import expm

    content, displeased = leaves
    moods = np.array([[-(content + sours), sours], [recovers, -(displeased + recovers)]])
    return float(expm(moods * t)[0].sum())


def staying_with_grievance(t: float, hazard: float, grievance: float, half_life: float) -> float:
    """Return P(still a customer at t) with hazard + grievance e^(-kappa t) per unit of time.

    Cox & Oakes 1984.
    """
    kappa = fading(half_life)
    return math.exp(-hazard * t - grievance * -math.expm1(-kappa * t) / kappa)


def told(mean: float) -> Moments:
    """Return how many hear in all when each tells a Poisson number of this mean below 1.

    Borel 1942; Tanner 1953.
    """
    return Moments(1.0 / (1.0 - mean), mean / (1.0 - mean) ** 3)
