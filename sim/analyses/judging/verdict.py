"""The verdict on a change (model.md, section 6), as plain functions of intervals and thresholds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

RELEVANT, HOBBY, HARMFUL, UNDECIDED = "relevant", "hobby", "harmful", "undecided"
VERDICTS = (RELEVANT, HARMFUL, UNDECIDED, HOBBY)  # in the order in which they are shown
OUTCOME, GUARDRAIL = "outcome", "guardrail"
MOST = 100_000  # replications beyond which nothing is said to decide


@dataclass(frozen=True)
class Finding:
    """What a change does to one measure: its effect with its simultaneous interval, beside the smallest that matters.

    Effect, interval and threshold are parts of the baseline's mean where `relative`, else in `unit`. `better` is 1 where
    more is better, -1 where less is. `baseline` is the measure's mean in what the change is held against. `alike` is the same
    like for like, where it looks worse and more are helped: what harm is judged by.
    """

    measure: str
    role: str
    effect: float
    low: float
    high: float
    threshold: float
    better: int
    relative: bool = False
    unit: str = ""
    baseline: float = math.nan
    n: int = 0
    alike: "Finding | None" = None

    @property
    def ends(self) -> tuple[float, float]:
        """The interval in the better direction: its worst end and its best."""
        return (self.low, self.high) if self.better > 0 else (-self.high, -self.low)

    @property
    def improved(self) -> bool:
        """Whether all of the interval is better by more than the threshold."""
        return self.ends[0] > self.threshold

    @property
    def harmed(self) -> bool:
        """Whether all of the interval is worse by more than the threshold."""
        return (self.alike or self).ends[1] < -self.threshold

    @property
    def unharmed(self) -> bool:
        """Whether none of the interval is worse by more than the threshold."""
        return (self.alike or self).ends[0] >= -self.threshold

    @property
    def within(self) -> bool:
        """Whether all of the interval lies within the thresholds: equivalence."""
        return self.unharmed and self.ends[1] <= self.threshold

    @property
    def difference(self) -> float:
        """The effect in the unit of the measure."""
        return self.effect * abs(self.baseline) if self.relative else self.effect

    def after(self, n: float) -> "Finding":
        """Return what it would be after n replications in all, if the effect stays: the width falls as 1/sqrt(n)."""
        part = math.sqrt(self.n / n)
        low, high = (self.effect + part * (end - self.effect) for end in (self.low, self.high))
        return replace(self, low=low, high=high, alike=self.alike and self.alike.after(n))

    def moved(self, by: float) -> "Finding":
        """Return it with another effect; where that is nan, as if nothing were known."""
        if math.isnan(by):
            return replace(self, low=-math.inf, high=math.inf, alike=None)
        low, high, like = self.low + by, self.high + by, self.alike and self.alike.moved(by)
        return replace(self, effect=self.effect + by, low=low, high=high, alike=like)


def verdict(findings: Sequence[Finding]) -> str:
    """Return relevant, hobby, harmful or undecided.

    Harmful: some interval lies beyond its threshold the wrong way. Relevant: some outcome is improved beyond its threshold,
    and harm beyond theirs is ruled out of all outcomes and guardrails. Hobby: every outcome within its thresholds, and no
    harm to a guardrail; a guardrail may get better, or enough replications would not always decide.
    """
    outcomes = [one for one in findings if one.role == OUTCOME]
    if any(one.harmed for one in findings):
        return HARMFUL
    if not outcomes or not all(one.unharmed for one in findings if one.role == GUARDRAIL):
        return UNDECIDED
    if any(one.improved for one in outcomes) and all(one.unharmed for one in outcomes):
        return RELEVANT
    return HOBBY if all(one.within for one in outcomes) else UNDECIDED


def cautious(said: str, lacking: bool) -> str:
    """Return a verdict where something that counts cannot be measured: that is not held in a change's favour."""
    return UNDECIDED if lacking and said != HARMFUL else said


def needed(findings: Sequence[Finding]) -> int | None:
    """Return about how many replications in all would decide, if the effects stay as they are; None where none would."""
    n = max((one.n for one in findings), default=0)
    if n < 2 or not _decided(findings, MOST):
        return None
    low, high = n - 1, MOST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _decided(findings, middle) else (middle, high)
    return high


def _decided(findings: Sequence[Finding], n: int) -> bool:
    return verdict([one.after(n) for one in findings]) != UNDECIDED
