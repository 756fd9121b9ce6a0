"""How many times fewer replications an effect takes: in pairs with common random numbers, and with control variates besides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.analyses.judging import controls
from sim.analyses.judging.pairs import Pairs
from sim.analyses.judging.stats import effect
from sim.blueprint import build
from sim.runs.replications import plan
from sim.scenario.fields.model import Scenario

RESAMPLES = 999
PAIRS, NEEDS, ALL = "pairs", "needs", "needs, work and patience"
_CALLED = {
    PAIRS: "common random numbers",
    NEEDS: f"besides, {NEEDS} as control",
    ALL: f"besides, {ALL} as controls",
}

Of = tuple[str, str]  # change and measure


@dataclass(frozen=True)
class Factor:
    """Factors by change and measure, and their median with its 95% interval (bootstrap of the replications)."""

    of: Mapping[Of, float]
    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Savings:
    """What each means saves of effects that are not the same in all replications; `same` says how many are (no end to it)."""

    n: int
    factors: Mapping[str, Factor]
    same: int

    def lines(self) -> Iterator[str]:
        """Say it in lines."""
        for means, one in self.factors.items():
            ends = f"{_said(min(one.of.values()))}..{_said(max(one.of.values()))}"
            yield (
                f"  {_CALLED[means]}: {_said(one.median)} ({_said(one.low)}..{_said(one.high)}) times fewer, the median of "
                f"{len(one.of)} effects ({ends}), n = {self.n}"
            )
        yield f"  effects that are the same in all replications: {self.same}"
        known = self.factors[PAIRS].of
        for name in dict.fromkeys(name for name, _ in known):
            each = (
                f"{of[1]} {', '.join(_said(one.of[of]) for one in self.factors.values())}"
                for of in known
                if of[0] == name
            )
            yield f"    {name:20} {'; '.join(each)}"


@dataclass(frozen=True)
class _Live:
    """An effect that differs between replications: its measure before and after, and what came."""

    before: Any
    after: Any
    relative: bool
    controls: Any

    def factors(self, rows: Any) -> tuple[float, float, float]:
        """Return what each means saves in some of the replications."""
        before, after = self.before[rows], self.after[rows]
        found = effect(before, after, self.relative)
        if found is None or found.error == 0.0:
            return np.nan, np.nan, np.nan
        came = self.controls[rows]
        saved = [controls.saved(found.parts, some) for some in (came[:, :1], came)]
        return paired(before, after, self.relative), saved[0], saved[1]


def savings(scenario: Scenario, replications: int, store: str | Path | None = None) -> Savings:
    """Return what common random numbers save in the changes of a scenario, and what control variates would save besides."""
    how = plan(scenario, replications, None, None, None)
    pairs = Pairs(scenario, list(scenario.changes), how, store)
    pairs.extend(dict.fromkeys(pairs.names, replications))
    came = {
        name: controls.columns(scenario, build(scenario, name), list(pairs.samples[name]), how.seed)
        for name in dict.fromkeys(pairs.against.values())
    }
    live, same = {}, 0
    for name in pairs.names:
        for measure, by in pairs.criteria.items():
            before, after = pairs.columns(name, measure)
            found = effect(before, after, by.relative)
            same += found is not None and found.error == 0.0
            if found is not None and found.error > 0.0 and found.n == replications:
                live[name, measure] = _Live(before, after, by.relative, came[pairs.against[name]])
    return Savings(replications, _factors(live, replications, scenario.run.seed), same)


def _factors(live: Mapping[Of, _Live], n: int, seed: int) -> dict[str, Factor]:
    """Return the factors as found, and their medians with what resamples of the replications make of these."""
    drawn = np.random.default_rng(seed).integers(0, n, (RESAMPLES, n))
    rows = [np.arange(n), *drawn]
    every = np.array([[one.factors(some) for one in live.values()] for some in rows])
    medians = np.nanmedian(every, axis=1)
    low, high = np.quantile(medians[1:], [0.025, 0.975], axis=0)
    return {
        means: Factor(
            dict(zip(live, every[0, :, place].tolist(), strict=True)),
            float(medians[0, place]),
            float(low[place]),
            float(high[place]),
        )
        for place, means in enumerate(_CALLED)
    }


def paired(before: Any, after: Any, relative: bool) -> float:
    """Return the variance of an effect from independent replications, over that of the one from pairs."""
    part = float(after.mean() / before.mean()) if relative else 1.0
    covariance = np.cov(after, before)
    apart = covariance[0, 0] + part**2 * covariance[1, 1]
    together = apart - 2.0 * part * covariance[0, 1]
    return float(apart / together) if together > 0.0 else np.nan


def _said(factor: float) -> str:
    """Return a factor in three digits, as far as it is one that matters."""
    return "over 1000" if factor > 1000.0 else f"{factor:.3g}"
