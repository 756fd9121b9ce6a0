"""From effects to findings: intervals that hold all together, or those on which verdicts rest, in Holm's steps over changes.

That something is better or worse than matters is said of one measure out of many, so it has to hold together over all of
them. That there is no harm, or no difference that matters, is said of a change only where it holds of every measure: each is
then tested by itself, at the level of the change (intersection and union; Berger 1982, Bloch, Lai & Tubert-Bitter 2001).
Changes that have a verdict leave, and those that are left share the error (Holm 1979).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sim.analyses.judging import stats
from sim.analyses.judging.criteria import Criterion
from sim.analyses.judging.stats import Effect
from sim.analyses.judging.verdict import UNDECIDED, Finding, verdict

METHODS = ("holm", "max-t")  # the first unless another is asked for

Effects = Mapping[str, Mapping[str, Effect]]  # by change and measure
Findings = dict[str, list[Finding]]


def findings(
    effects: Effects, criteria: Mapping[str, Criterion], method: str, alpha: float, seed: Sequence[int]
) -> Findings:
    """Return the findings on all changes, with the intervals of a method."""
    if method == "max-t":
        return _step(effects, criteria, alpha, seed, 0.0)
    found: Findings = {}
    left = list(effects)
    while left:
        found |= _step({name: effects[name] for name in left}, criteria, alpha, seed, alpha / len(left))
        undecided = [name for name in left if verdict(found[name]) == UNDECIDED]
        if len(undecided) == len(left):
            break
        left = undecided
    return found


def _step(
    effects: Effects, criteria: Mapping[str, Criterion], alpha: float, seed: Sequence[int], own: float
) -> Findings:
    """Return findings with intervals that hold together, nearer where a change's `own` share of the error is enough."""
    every = [(name, measure, one) for name, those in effects.items() for measure, one in those.items()]
    widths = stats.max_t([one for _, _, one in every], alpha, seed)
    found: Findings = {name: [] for name in effects}
    for (name, measure, one), far in zip(every, widths, strict=True):
        near = min(far, stats.width(one, own)) if own > 0.0 else far
        found[name].append(_like_for_like(criteria[measure], one, near, far))
    return found


def _like_for_like(by: Criterion, one: Effect, near: float, far: float) -> Finding:
    """Return a finding; where harm is not ruled out, with the finding like for like if there is one."""
    found = _finding(by, one, near, far)
    if one.alike is None or found.unharmed:
        return found
    return replace(found, alike=_finding(by, one.alike, near, far))


def _finding(by: Criterion, one: Effect, near: float, far: float) -> Finding:
    low, high = _claimed(by, one.ends(near), one.ends(far))
    return Finding(
        measure=by.measure,
        role=by.role,
        effect=one.mean,
        low=low,
        high=high,
        threshold=by.threshold,
        better=by.better,
        relative=by.relative,
        baseline=one.base,
        n=one.n,
    )


def _claimed(by: Criterion, near: tuple[float, float], far: tuple[float, float]) -> tuple[float, float]:
    """Return the near interval, but beyond a threshold only as far as the far one is beyond it too.

    So each end says what may be said: better or worse than matters by the far interval, no harm and no difference by the near.
    """
    low = min(near[0], max(by.threshold, far[0]))
    return low, max(near[1], min(-by.threshold, far[1]))
