"""How many times fewer replications an effect takes: with common random numbers, and with the number of needs as a control."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.judging import controls
from sim.judging.criteria import Criterion
from sim.judging.pairs import Pairs
from sim.judging.stats import effect
from sim.replications import plan
from sim.scenario.model import Scenario

RESAMPLES = 999


@dataclass(frozen=True)
class Savings:
    """Factors by change and measure, and the median with its 95% interval (bootstrap of the replications).

    `pairing` has those of effects that are not the same in all replications, `same` says how many are (an infinite factor);
    `controls` has 1 where the control is left out, as it does not pay.
    """

    n: int
    pairing: Mapping[tuple[str, str], float]
    pairing_median: tuple[float, float, float]
    controls: Mapping[tuple[str, str], float]
    controls_median: tuple[float, float, float]
    same: int

    def lines(self) -> Iterator[str]:
        """Say it in lines."""
        found = (
            ("common random numbers", self.pairing, self.pairing_median),
            ("control variate besides", self.controls, self.controls_median),
        )
        for what, factors, (middle, low, high) in found:
            least, most = min(factors.values()), max(factors.values())
            paid = (
                f", {sum(one > 1.0 for one in factors.values())} above 1" if factors is self.controls else ""
            )
            yield (
                f"  {what}: {_said(middle)} ({_said(low)}..{_said(high)}) times fewer, the median of {len(factors)} effects"
                f" ({_said(least)}..{_said(most)}{paid}), n = {self.n}"
            )
        yield f"  effects that are the same in all replications: {self.same}"
        for name in dict.fromkeys(name for name, _ in self.pairing):
            each = (
                f"{measure} {_said(one)}, {_said(self.controls[name, measure])}"
                for (of, measure), one in self.pairing.items()
                if of == name
            )
            yield f"    {name:20} {'; '.join(each)}"


def _resampled(scenario: Scenario, effects: Sequence[tuple[Any, Any, Criterion, Any]], n: int) -> list[Any]:
    """Return the factors of pairing and of the control: a row as found, and one for each resample of the replications."""
    rng, mean = np.random.default_rng(scenario.run.seed), controls.expected(scenario)
    rows = [np.arange(n), *rng.integers(0, n, (RESAMPLES, n))]
    return [
        np.array([[factor(*_drawn(one, drawn), mean) for one in effects] for drawn in rows])
        for factor in (_paired, _controlled)
    ]


def _said(factor: float) -> str:
    """Return a factor in three digits, as far as it is one that matters."""
    return "over 1000" if factor > 1000.0 else f"{factor:.3g}"


def savings(scenario: Scenario, replications: int, store: str | Path | None = None) -> Savings:
    """Return what common random numbers and the control save in the changes of a scenario."""
    pairs = Pairs(scenario, list(scenario.changes), plan(scenario, replications, None, None, None), store)
    pairs.extend(dict.fromkeys(pairs.names, replications))
    live, same = {}, 0
    for name in pairs.names:
        for measure, by in pairs.criteria.items():
            before, after = pairs.columns(name, measure)
            found = effect(before, after, by.relative)
            same += found is not None and found.error == 0.0
            if found is not None and found.error > 0.0 and found.n == replications:
                live[name, measure] = (before, after, by, _needs(pairs, name))
    pairing, control = _resampled(scenario, list(live.values()), replications)
    return Savings(
        n=replications,
        pairing=dict(zip(live, pairing[0].tolist(), strict=True)),
        pairing_median=_median(pairing),
        controls=dict(zip(live, control[0].tolist(), strict=True)),
        controls_median=_median(control),
        same=same,
    )


def _needs(pairs: Pairs, name: str) -> Any:
    """Return how many needs came in each replication."""
    return np.array([controls.came(pairs.scenario, one) for one in pairs.values[pairs.against[name]]])


def _drawn(one: tuple[Any, Any, Criterion, Any], rows: Any) -> tuple[Any, Any, bool, Any]:
    before, after, by, needs = one
    return before[rows], after[rows], by.relative, needs[rows]


def _paired(before: Any, after: Any, relative: bool, needs: Any, mean: float) -> float:
    """Return the variance of an effect from independent replications, over that of the one from pairs."""
    part = float(after.mean() / before.mean()) if relative else 1.0
    covariance = np.cov(after, before)
    apart = covariance[0, 0] + part**2 * covariance[1, 1]
    together = apart - 2.0 * part * covariance[0, 1]
    return float(apart / together) if together > 0.0 else np.nan


def _controlled(before: Any, after: Any, relative: bool, needs: Any, mean: float) -> float:
    """Return the variance of an effect from pairs, over that of the one from which the number of needs is taken out."""
    found = effect(before, after, relative)
    if found is None or found.error == 0.0:
        return np.nan
    return (found.error / controls.sharpened(found, needs, mean).error) ** 2


def _median(factors: Any) -> tuple[float, float, float]:
    """Return the median over effects, as found and where 95% of the resamples have it."""
    found, *resampled = np.nanmedian(factors, axis=1)
    low, high = np.quantile(resampled, [0.025, 0.975])
    return float(found), float(low), float(high)
