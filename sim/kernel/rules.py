"""What an interaction does to a customer: scalar functions, plain numbers in, a plain number out. Marks run from 1 to 10.

Only `math`, never array numpy: an array logarithm differs from the scalar one in the last bit.
"""

import math

from sim.kernel.jit import compiled

EXPONENTIAL_FORM, LINEAR_FORM = 0, 1
FIRST_FREE, SHORTEST_QUEUE, LEAST_WAIT = range(3)  # by what one of several roles is chosen
FELT_SERVED_MARK = 7.0


@compiled
def expected_wait(there: int, staff: int, mean: float) -> float:
    """Return how long one who comes now may expect to wait, with so many waiting or served: nought where somebody is free."""
    return 0.0 if there < staff else (there - staff + 1) * mean / max(staff, 1)


@compiled
def drawback(choose: int, there: int, staff: int, mean: float) -> float:
    """Return what speaks against a role with so many waiting or served: nought where somebody is free, the less the better."""
    if choose == FIRST_FREE:
        return 0.0 if there < staff else 1.0
    if choose == SHORTEST_QUEUE:
        return max(0.0, there - staff + 1.0)
    return expected_wait(there, staff, mean)


@compiled
def felt_wait(wait: float, a: float, b: float) -> float:
    """Return how long a wait of `wait` minutes feels: a w^b (Antonides, Verhoef & Van Aalst 2002)."""
    return a * wait**b if wait > 0.0 else 0.0


@compiled
def wait_loss(wait: float, a: float, b: float, acceptable: float, loss: float, quadratic: float) -> float:
    """Return the marks lost by a wait of `wait` minutes: loss (a w^b - acceptable)+ + quadratic w^2.

    Perceived time is a power of clock time (Antonides, Verhoef & Van Aalst 2002).
    """
    perceived = felt_wait(wait, a, b)
    return float(loss * max(0.0, perceived - acceptable) + quadratic * wait * wait)


@compiled
def first_norm(channel: float, role: float, otherwise: float) -> float:
    """Return how long a wait may last at no cost: the norm of the channel, else that of the role, else `otherwise` (minutes)."""
    if channel >= 0.0:
        return channel
    return role if role >= 0.0 else otherwise


@compiled
def mean_mark(weighted: float, minutes: float, total: float, steps: int) -> float:
    """Return the mark of the steps of one moment: weighted by their time, or all alike where none took any."""
    return weighted / minutes if minutes > 0.0 else total / steps


@compiled
def unanswered(mark: float, loss: float, low: float, high: float) -> float:
    """Return the experience of a contact in which nobody was spoken to: a mark of its own less what the wait costs."""
    return min(max(mark - loss, low), high)


@compiled
def experience(
    mark: float, losses: float, repeat: float, extra_contacts: int, low: float, high: float
) -> float:
    """Return the experience of a moment: the mark less the losses, times (1 - repeat) per extra contact, within low..high."""
    x = float((mark - losses) * (1.0 - repeat) ** float(extra_contacts))
    return min(max(x, low), high)


@compiled
def decayed(goodwill: float, baseline: float, rate: float, minutes: float) -> float:
    """Return goodwill after a quiet time: b + (g - b) e^(-rate t) (Bogomolova 2009; Nerlove & Arrow 1962)."""
    if minutes <= 0.0 or rate == 0.0:
        return goodwill
    return baseline + (goodwill - baseline) * math.exp(-rate * minutes)


@compiled
def faded(goodwill: float, baseline: float, delight: float, grievance: float, minutes: float) -> float:
    """Return goodwill after a quiet time: delight (above the baseline) fades at one rate, a grievance (below it) at another.

    Bad is stronger than good: Baumeister et al. 2001.
    """
    return decayed(goodwill, baseline, delight if goodwill > baseline else grievance, minutes)


@compiled
def reference(will: float, should: float, omega: float) -> float:
    """Return what an experience is held against: (1 - omega) will + omega should (Boulding, Kalra, Staelin & Zeithaml 1993)."""
    return (1.0 - omega) * will + omega * should


@compiled
def raised(should: float, x: float, drift: float) -> float:
    """Return what one may expect after an experience x: it rises by a share of what x is above it, and never falls."""
    return should + drift * max(0.0, x - should)


@compiled
def felt_value(difference: float, power: float, loss_aversion: float) -> float:
    """Return the felt value of a disconfirmation: d^p, or -lambda (-d)^p below nought (Tversky & Kahneman 1992)."""
    if difference >= 0.0:
        return float(difference**power)
    return float(-loss_aversion * (-difference) ** power)


@compiled
def settled_jump(x: float, usual: float, should: float, omega: float, k: float, power: float, loss: float) -> float:
    """Return by how much a mark would move goodwill if one had come to think that the usual mark will be got: k v(x - r)."""
    return k * felt_value(x - reference(usual, should, omega), power, loss)


@compiled
def next_goodwill(goodwill: float, k: float, value: float, low: float, high: float) -> float:
    """Return goodwill after a contact of some felt value: g + k v, within low..high (Oliver 1980; Mittal et al. 1998)."""
    return min(max(goodwill + k * value, low), high)


@compiled
def made_good(goodwill: float, before: float, q: float, low: float, high: float) -> float:
    """Return goodwill after a good recovery: q times what it was before the failure, if it is below that (de Matos et al. 2007)."""
    return max(goodwill, min(max(q * before, low), high))


@compiled
def next_expectation(expectation: float, x: float, up: float, down: float) -> float:
    """Return the expectation after an experience x: E + eta (x - E) (Boulding et al. 1993; Rust & Oliver 2000)."""
    return expectation + (up if x > expectation else down) * (x - expectation)


@compiled
def is_felt_served(x: float, should: float) -> bool:
    """Return whether a moment is felt as being really served: at or above what one may expect and at least a 7."""
    return x >= should and x >= FELT_SERVED_MARK


@compiled
def episode_mark(
    mean: float,
    best: float,
    worst: float,
    last: float,
    w_mean: float,
    w_best: float,
    w_worst: float,
    w_last: float,
) -> float:
    """Return the mark that sums up the moments of a contact, or the contacts of a case (Verhoef, Antonides & De Hoog 2004)."""
    return w_mean * mean + w_best * best + w_worst * worst + w_last * last


@compiled
def leaving_probability(form: int, p0: float, beta: float, goodwill: float, g_star: float) -> float:
    """Return the probability of leaving: p0 e^(-beta (g - g*)), or p0 + beta (g* - g)+ in the linear form (Bolton 1998)."""
    if form == LINEAR_FORM:
        p = p0 + beta * max(0.0, g_star - goodwill)
    else:
        p = p0 * math.exp(-beta * (goodwill - g_star))
    return min(max(p, 0.0), 1.0)


@compiled
def attraction(theta: float, goodwill: float, most: float) -> float:
    """Return how strongly a provider attracts: e^(theta (g - most)), `most` being the largest goodwill on offer (logit)."""
    return math.exp(theta * (goodwill - most))


@compiled
def tellings(base: float, gain: float, loss: float, goodwill: float, g_star: float) -> float:
    """Return how many others a customer tells on average; bad news travels further (Anderson 1998)."""
    return base + gain * max(0.0, goodwill - g_star) + loss * max(0.0, g_star - goodwill)


@compiled
def poisson(mean: float, u: float) -> int:
    """Return the u-quantile of a Poisson distribution, by adding up its terms."""
    n = 0
    term = math.exp(-mean)
    total = term
    while u > total and n < 1000:
        n += 1
        term *= mean / n
        total += term
    return n


@compiled
def moved(own: float, other: float, weight: float) -> float:
    """Return a mark moved toward another by a share of the distance."""
    return own + weight * (other - own)


@compiled
def handling_factor(a: float, goodwill: float, g_star: float) -> float:
    """Return by how much goodwill stretches handling time: 1 + a (g* - g) / 10, at least .1 (Belastingdienst 2017-18)."""
    return max(0.1, 1.0 + a * (g_star - goodwill) / 10.0)


@compiled
def energy_after(energy: float, busy: float, recover: float, drain: float, minutes: float) -> float:
    """Return staff energy after a time in which a share `busy` of the staff works: E' = recover (1 - E) (1 - busy) - drain busy.

    Exact, and not below nought; `recover` and `drain` per minute (Demerouti 2001).
    """
    if minutes <= 0.0:
        return energy
    rate = recover * (1.0 - busy)
    return max(0.0, energy + (rate * (1.0 - energy) - drain * busy) * eased(rate, minutes))


@compiled
def energy_area(energy: float, busy: float, recover: float, drain: float, minutes: float) -> float:
    """Return the integral of staff energy over such a time, in minutes."""
    rate, loss = recover * (1.0 - busy), drain * busy
    slope = rate * (1.0 - energy) - loss
    lasts = minutes
    if slope < 0.0 and energy + slope * eased(rate, minutes) <= 0.0:  # exhausted before the end
        lasts = energy / loss if rate <= 0.0 else -math.log(1.0 + rate * energy / slope) / rate
        lasts = min(max(lasts, 0.0), minutes)
    if rate <= 0.0:
        return energy * lasts + slope * lasts * lasts / 2.0
    return energy * lasts + slope / rate * (lasts - eased(rate, lasts))


@compiled
def eased(rate: float, minutes: float) -> float:
    """Return the integral of e^(-rate t) over a time: (1 - e^(-rate t)) / rate, or t without a rate."""
    return (1.0 - math.exp(-rate * minutes)) / rate if rate > 0.0 else minutes


@compiled
def stretched(a: float, energy: float) -> float:
    """Return by how much low energy stretches handling time, or the odds of an error: 1 + a (1 - E) (KC & Terwiesch 2009)."""
    return 1.0 + a * (1.0 - energy)


@compiled
def right_first_time(p: float, factor: float) -> float:
    """Return the probability of being right first time when the odds of an error are multiplied by a factor."""
    return p / (p + (1.0 - p) * factor)


@compiled
def hazard_at_work(base: float, beta: float, energy: float) -> float:
    """Return the probability of being absent (or of quitting) at the start of a shift: base e^(beta (1 - E)), at most 1."""
    return min(1.0, base * math.exp(beta * (1.0 - energy)))


def dispersion_shape(index: float, mean: float) -> float:
    """Return the gamma shape of a day's busyness that gives daily counts this index of dispersion: mean / (D - 1).

    Poisson-gamma arrivals: Avramidis, Deslauriers & L'Ecuyer 2004.
    """
    return mean / (index - 1.0)
