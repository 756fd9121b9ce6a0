"""Closed forms with known answers: what a simulation of a simple enough model has to come to.

Pure functions. Rates are per unit of time and times in that unit, whatever it is, unless said otherwise.
"""

from sim.theory.cases import KnownCase, case, cases
from sim.theory.chains import birth_death, fatigue, mean, speed_by_load, stationary
from sim.theory.goodwill import (
    anchoring,
    fading,
    felt,
    level,
    shot_noise,
    shot_noise_mean,
    staying_two_moods,
    staying_with_grievance,
    told,
    visited,
)
from sim.theory.impatience import (
    Impatience,
    Patience,
    erlang_a,
    exponential_patience,
    fixed_patience,
    impatient,
    weibull_patience,
)
from sim.theory.networks import (
    erlang_r,
    feedback,
    jackson,
    self_service_rate,
    tandem,
    tandem_over,
)
from sim.theory.paths import absorbed, ever, path
from sim.theory.queues import (
    Queue,
    erlang_b,
    erlang_c,
    finite_population,
    mg1_wait,
    mm1_stay_over,
    mm1_wait_square,
    mmc,
    mmc_wait_over,
    mmck,
    priority_waits,
)
from sim.theory.resistance import LeastEffort, break_even, followed, least_resistance, resistance
from sim.theory.transient import redial_fluid, sinusoid_inside

__all__ = [
    "Impatience",
    "KnownCase",
    "LeastEffort",
    "Patience",
    "Queue",
    "absorbed",
    "anchoring",
    "birth_death",
    "break_even",
    "case",
    "cases",
    "erlang_a",
    "erlang_b",
    "erlang_c",
    "erlang_r",
    "ever",
    "exponential_patience",
    "fading",
    "fatigue",
    "feedback",
    "felt",
    "finite_population",
    "fixed_patience",
    "followed",
    "impatient",
    "jackson",
    "least_resistance",
    "level",
    "mean",
    "mg1_wait",
    "mm1_stay_over",
    "mm1_wait_square",
    "mmc",
    "mmc_wait_over",
    "mmck",
    "path",
    "priority_waits",
    "redial_fluid",
    "resistance",
    "self_service_rate",
    "shot_noise",
    "shot_noise_mean",
    "sinusoid_inside",
    "speed_by_load",
    "stationary",
    "staying_two_moods",
    "staying_with_grievance",
    "tandem",
    "tandem_over",
    "told",
    "visited",
    "weibull_patience",
]  # fmt: skip
