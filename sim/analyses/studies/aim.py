"""A target for a measure, to be reached with a stated probability: by the mean, or by any one run."""

import math
from dataclasses import dataclass
from typing import Any

from sim.catalogue.measures import better
from sim.results.intervals import Shape, t_quantile
from sim.results.results import Measure, Unusable
from sim.scenario.fields.goals import Goal
from sim.scenario.text.units import UnreadableError

MEAN, RUNS = "mean", "runs"


@dataclass(frozen=True)
class Aim:
    """A goal, and how sure one wants to be: that the mean over replications meets it, or that any one run does."""

    goal: Goal
    unit: str
    probability: float
    by: str  # MEAN or RUNS

    @property
    def upward(self) -> bool:
        """Whether more is better: at least so much."""
        return self.goal.at_most is None

    def of(self, found: Measure) -> "Reached":
        """Return what replications say of it; those without a value are left out."""
        known, mean = found.known, found.mean
        bound = self.ends(found)[0]
        share = sum(map(self.goal.met_by, known)) / max(len(known), 1)
        met = self.goal.met_by(bound) if self.by == MEAN else bool(known) and share >= self.probability
        return Reached(mean, bound, share, len(known), met)

    def ends(self, found: Measure) -> tuple[float, float]:
        """Return how bad and how good the mean may be, each with this probability (Student's t); nan of one value."""
        shape = Shape.of([one for one in found.shares if not math.isnan(one)])
        if shape is None:
            return math.nan, math.nan  # which meet nothing
        below, above = shape.sides(t_quantile(self.probability, shape.degrees))
        ends = found.mean - below * shape.error, found.mean + above * shape.error
        return ends if self.upward else ends[::-1]


@dataclass(frozen=True)
class Reached:
    """What `n` replications say of an aim: the mean, how bad it may be, the share of runs that meet it, whether it is met."""

    mean: float
    bound: float
    share: float
    n: int
    met: bool


def aim(
    measure: str,
    value: Any,
    known: dict[str, str],
    probability: float,
    by: str = MEAN,
    way: int | None = None,
) -> Aim:
    """Return a measure and its target: at least so much where more is better (`way` 1), else at most (-1)."""
    if not 0.5 <= probability < 1.0:
        raise Unusable(f"target: given a probability of {probability:g}, allowed from .5 up to 1")
    if by not in (MEAN, RUNS):
        raise Unusable(f"target: given {by!r}, allowed {MEAN} or {RUNS}")
    way = way or better(measure)
    if way == 0:
        raise Unusable(
            f"target: whether more or less {measure} is better can't be said; say at least or at most"
        )
    try:
        goal = Goal.model_validate({"measure": measure, "at_least" if way > 0 else "at_most": value})
    except ValueError as error:
        raise Unusable(f"target: {_said(error, value)}") from None
    return Aim(goal, known[measure], probability, by)


def _said(error: ValueError, value: Any) -> str:
    from pydantic import ValidationError

    cause: Any = (
        error.errors()[0].get("ctx", {}).get("error") if isinstance(error, ValidationError) else error
    )
    if isinstance(cause, UnreadableError):
        return f"given {value!r}, allowed {cause.allowed}, {cause.advice}"
    return f"given {value!r}, {error}"
