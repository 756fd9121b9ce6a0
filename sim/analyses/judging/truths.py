"""A portfolio of draws of which the truth is known, to try judging on.

The draws are paired: a baseline and changes that share its luck in part, with noise as skewed as that of real replications.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.analyses.judging.criteria import Criterion
from sim.analyses.judging.stats import Effect, effect
from sim.analyses.judging.verdict import GUARDRAIL, OUTCOME, Finding, verdict

BASE = 10.0  # mean of every measure of the draws, in thresholds
CRITERIA = {
    name: Criterion(name, role, 0.1 if relative else 1.0, relative, better)
    for name, role, relative, better in (
        ("goodwill", OUTCOME, False, 1),
        ("capacity", OUTCOME, True, 1),
        ("resistance", OUTCOME, True, -1),
        ("resolved", GUARDRAIL, False, 1),
        ("worst", GUARDRAIL, True, -1),
    )
}
# true effects in thresholds, more is better; what is not named is nought
EFFECTS: dict[str, dict[str, float]] = {
    "relevant": {"goodwill": 2.0},
    "relevant_twice": {"capacity": 1.6, "resistance": 2.2, "worst": 1.5},
    "hobby": {"goodwill": 0.2, "resistance": -0.1},
    "nothing": {},
    "harmful": {"resistance": -1.8},
    "appealing": {"goodwill": 2.5, "resolved": -1.7},
    "nearly": {"goodwill": 0.9},
    "just": {"capacity": 1.1},
    "borderline": {"goodwill": 1.0},
    "borderline_harm": {"resistance": -1.0},
}
# all that can go wrong at once: ten changes with every measure on its border, of harm or (guardrails well clear) of gain
ON_HARM = {f"on_harm_{k}": dict.fromkeys(CRITERIA, -1.0) for k in range(10)}
ON_GAIN = {
    f"on_gain_{k}": {name: 1.0 if by.role == OUTCOME else 3.0 for name, by in CRITERIA.items()}
    for k in range(10)
}
# one measure just beyond its border, which nothing else gives away; every other change of harm looks relevant besides
BEYOND = 1.001
HIDDEN_HARM = {
    f"hidden_harm_{k}": {"goodwill": 3.0 * (k % 2), list(CRITERIA)[1 + k % 4]: -BEYOND} for k in range(10)
}
HIDDEN_GAIN = {f"hidden_gain_{k}": {list(CRITERIA)[k % 3]: BEYOND} for k in range(10)}
SKEWS = ("normal", "lognormal", "runaway")
RARE = "rare"  # one replication in nine differs, and by exponential amounts: too hard for 20 pairs, by any method
NOISE = {"goodwill": 0.8, "capacity": 0.5, "resistance": 1.0, "resolved": 0.4, "worst": 1.5}  # in thresholds


def truth(effects: Mapping[str, float], criteria: Mapping[str, Criterion]) -> str:
    """Return the true verdict on a change, from its true effects in the units of the thresholds."""
    return verdict(
        [
            Finding(name, by.role, value, value, value, by.threshold, by.better, by.relative)
            for name, by in criteria.items()
            for value in [effects.get(name, 0.0)]
        ]
    )


def true_effects(effects: Mapping[str, float]) -> dict[str, float]:
    """Return true effects in thresholds, where more is better, in the units of the thresholds."""
    return {measure: by.better * by.threshold * effects.get(measure, 0.0) for measure, by in CRITERIA.items()}


@dataclass
class Draws:
    """A portfolio of draws: what judging asks of a simulation."""

    seed: int
    skew: str = "lognormal"
    portfolio: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: EFFECTS)

    def __post_init__(self) -> None:
        self.names: Sequence[str] = list(self.portfolio)
        self.have = dict.fromkeys(self.names, 0)

    def extend(self, counts: Mapping[str, int]) -> None:
        """Count the draws; they are made when they are asked for."""
        self.have |= {name: max(n, self.have[name]) for name, n in counts.items()}

    @property
    def runs(self) -> int:
        """How many draws there are in all, those of the baseline too."""
        return sum(self.have.values()) + max(self.have.values())

    def effects(self, name: str, n: int) -> dict[str, Effect]:
        """Return the effects found in the first n pairs."""
        shift, who = true_effects(self.portfolio[name]), 1 + self.names.index(name)
        found = {}
        for place, (measure, by) in enumerate(CRITERIA.items()):
            unit = by.threshold * BASE if by.relative else by.threshold
            luck = NOISE[measure] * unit * self.noise(0, place, n)
            own = NOISE[measure] * unit * (0.6 * self.noise(who, place, n) + 0.5 * self.noise(who, -1, n))
            moved = shift[measure] * (BASE if by.relative else 1.0)
            one = effect(BASE + luck, BASE + moved + 0.6 * luck + own, by.relative)
            if one is not None:
                found[measure] = one
        return found

    def noise(self, who: int, measure: int, n: int) -> Any:
        """Return draws of mean 0 and variance 1, the same ones however many are asked for."""
        generator = np.random.default_rng([self.seed, who, measure + 1])
        if self.skew == RARE:
            return _rare(generator.random(n))
        normal = generator.standard_normal(n)
        if self.skew == "normal":
            return normal
        if self.skew == "lognormal":
            return (np.exp(0.6 * normal) - math.exp(0.18)) / math.sqrt(math.expm1(0.36) * math.exp(0.36))
        return _runaway(normal)


def _runaway(normal: Any) -> Any:
    """Return noise of mean 0 and variance 1 of which one draw in ten lies far out: replications in which a queue runs away."""
    tail, density = 1.2815515655446004, 0.17549833193248682  # of the normal at its upper tenth
    far, near = 2.0, 0.3
    variance = near**2 + far**2 * 0.09 + 2.0 * near * far * density
    return (near * normal + far * (normal > tail) - 0.1 * far) / math.sqrt(variance)


def _rare(uniform: Any, often: float = 0.04) -> Any:
    """Return noise of mean 0 and variance 1 that is nought, and now and then an exponential amount."""
    amount = np.where(uniform < often, -np.log(uniform / often), 0.0)
    return (amount - often) / math.sqrt(2.0 * often - often**2)
