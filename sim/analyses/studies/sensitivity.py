"""Which assumptions matter, and whether verdicts stand if they are off.

Morris's elementary effects say cheaply which assumptions do anything; Sobol's indices how much of the variance is due to
each; draws from their ranges (Latin hypercube) how often a verdict comes out the same. Designs and replications have the
same customers and luck throughout, so that what differs is due to the assumptions.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.analyses.judging.verdict import RELEVANT
from sim.analyses.studies.points import Range, Variant, chosen, each_of, units
from sim.analyses.studies.verdicts import judged
from sim.results.intervals import wilson
from sim.results.results import Difference, Unusable
from sim.results.shown import Shown
from sim.runs.collect import Sample
from sim.runs.replications import Plan, plan, whole
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.assumptions import Assumed
from sim.scenario.inspect.redraw import Redraw, assumptions

MORRIS, SOBOL = "morris", "sobol"
SIZES = {MORRIS: 10, SOBOL: 64}  # trajectories; base samples
LEVELS = 4  # of Morris's grid
DRAWS = 100
PILOTS = 5  # replications, as these have the same luck at all points [A]
ROBUST = 0.95  # share of draws in which a verdict has to stand (model.md, section 6)

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Influence:
    """What an assumption does to a measure, over all of its range, with the 95% half-width of `size`.

    By Morris `size` is the mean size of its effect, in the unit of the measure, and `other` the spread of the effect: large
    where it depends on the other assumptions. By Sobol `size` is the share of the variance that is due to it together with
    others, and `other` the share that is due to it alone.
    """

    assumed: Assumed
    size: float
    half_width: float
    other: float


@dataclass(frozen=True, repr=False)
class Sensitivity(Shown, says="sensitivity"):
    """The influence of each assumption on each measure of a design (or on its difference from `against`)."""

    design: str
    against: str | None
    method: str
    influences: Mapping[str, tuple[Influence, ...]]  # by measure, the largest first
    units: Mapping[str, str]
    points: int
    replications: int
    seed: int
    scenario: Scenario | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Robustness:
    """The verdict on a change by the scenario's own values, and how often each verdict came out over the draws."""

    change: str
    own: str
    counts: Mapping[str, int]

    @property
    def draws(self) -> int:
        """How many draws there were."""
        return sum(self.counts.values())

    @property
    def relevant(self) -> float:
        """Pr(relevant): the share of the draws in which the change is relevant."""
        return self.counts.get(RELEVANT, 0) / self.draws

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval of Pr(relevant) (Wilson)."""
        return wilson(self.relevant, self.draws)

    @property
    def stands(self) -> float:
        """The share of the draws in which the verdict is that by the scenario's own values."""
        return self.counts.get(self.own, 0) / self.draws

    @property
    def robust(self) -> bool:
        """Whether that verdict stands in nearly all draws."""
        return self.stands >= ROBUST


@dataclass(frozen=True, repr=False)
class Robust(Shown, says="robustness"):
    """How robust the verdicts on a portfolio are over draws of the assumptions."""

    changes: tuple[Robustness, ...]
    assumed: tuple[Assumed, ...]
    draws: int
    replications: int
    seed: int
    scenario: Scenario | None = field(default=None, compare=False)


def sensitivity(
    scenario: Scenario,
    measures: Sequence[str] | None = None,
    design: str | None = None,
    against: str | None = None,
    method: str = MORRIS,
    size: int | None = None,
    only: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    store: str | Path | None = None,
) -> Sensitivity:
    """Return the influence of what a scenario assumes, over the ranges of the assumptions, on some measures of a design.

    `method` is morris (`size` trajectories) or sobol (`size` base samples, a power of 2); `against` makes it the influence
    on the difference from another design; `only` keeps the assumptions with one of these texts in their path.
    Raises Unusable where nothing is assumed, for an unknown `method`, `size` or measure, and else as `run`.
    """
    if method not in SIZES:
        raise Unusable(f"method: {method!r}, known are {', '.join(SIZES)}")
    name = design or scenario.default_design
    both = [name, *([against] if against else [])]
    known = units(scenario, both)
    names = chosen(scenario, both, measures, known)
    numbers = _assumed(scenario, both, only)
    now = plan(scenario, PILOTS if replications is None else replications, seed, engine, jobs)
    problem = {
        "num_vars": len(numbers),
        "names": [one.origin for one in numbers],
        "bounds": [[0.0, 1.0]] * len(numbers),
    }
    points = _sample(problem, method, SIZES[method] if size is None else size, now.seed)
    found = _outcomes(scenario, numbers, points, both, names, now, store)
    influences = {
        measure: _influences(problem, method, points, found[:, column], numbers, now.seed)
        for column, measure in enumerate(names)
    }
    return Sensitivity(name, against, method, influences, known, len(points), now.replications, now.seed, scenario)


def _assumed(scenario: Scenario, variants: Sequence[str], only: Sequence[str] | None) -> list[Assumed]:
    found = [
        one
        for one in assumptions(scenario, variants)
        if not only or any(text in part for text in only for part in (one.origin, one.quantity.path))
    ]
    if not found:
        said = f"nothing that is assumed has {' or '.join(only or ())} in its path"
        raise Unusable(f"sensitivity: nothing to vary; {said}")
    return found


def _sample(problem: Mapping[str, Any], method: str, size: int, seed: int) -> Array:
    from SALib.sample import morris, sobol

    size = whole("size", size)
    if size < 2:
        raise Unusable(f"size: {size}, at least 2 are needed")
    if method == MORRIS:
        return np.asarray(morris.sample(problem, size, num_levels=LEVELS, seed=_seed(seed)))
    if size & (size - 1):
        raise Unusable(f"size: {size}, for sobol a power of 2 is needed, such as 64")
    return np.asarray(sobol.sample(problem, size, calc_second_order=False, seed=_seed(seed)))


def _seed(seed: int) -> int:
    return seed % 2**32  # the largest that SALib takes


def _outcomes(
    scenario: Scenario,
    numbers: Sequence[Assumed],
    points: Array,
    variants: Sequence[str],
    measures: Sequence[str],
    now: Plan,
    store: str | Path | None,
) -> Array:
    """Return the mean of each measure (a column) at each point (a row), or its mean difference; Unusable where one has none."""
    found = np.empty((len(points), len(measures)))
    for row, (_, values) in enumerate(_drawn(scenario, numbers, points, variants, now, store)):
        found[row] = [_mean(values, measure) for measure in measures]
    for column, measure in enumerate(measures):
        if np.isnan(found[:, column]).any():
            raise Unusable(f"measures: {measure} has no value for some values of the assumptions")
    return found


def _mean(values: Sequence[Sample], measure: str) -> float:
    """Return what comes out over the replications; of two variants the paired difference."""
    found = [each.measure(measure) for each in values]
    return Difference("", found[1], found[0]).difference if len(found) > 1 else found[0].mean


def _drawn(
    scenario: Scenario,
    numbers: Sequence[Assumed],
    points: Array,
    variants: Sequence[str],
    now: Plan,
    store: str | Path | None,
) -> Iterator[tuple[Scenario, list[Sample]]]:
    """Yield the scenario at each point and what is measured of the variants in it."""
    redraw = Redraw(scenario)
    ranges = [Range(one.quantity, one.low, one.high) for one in numbers]
    made: list[Scenario] = []

    def there(point: Array) -> list[Variant]:
        values = {
            one.origin: r.at(part) for one, r, part in zip(numbers, ranges, point.tolist(), strict=True)
        }
        made.append(redraw.scenario_with(values))
        return [(made[-1], name) for name in variants]

    for values in each_of([partial(there, point) for point in points], now, store):
        yield made.pop(0), values


def _influences(
    problem: Mapping[str, Any],
    method: str,
    points: Array,
    found: Array,
    numbers: Sequence[Assumed],
    seed: int,
) -> tuple[Influence, ...]:
    """Return the influences, the largest first; none of a measure that is the same everywhere."""
    from SALib.analyze import morris, sobol

    if np.ptp(found) == 0.0:
        return tuple(Influence(one, 0.0, 0.0, 0.0) for one in numbers)
    if method == MORRIS:
        said = morris.analyze(problem, points, found, num_levels=LEVELS, seed=_seed(seed))
        names = ("mu_star", "mu_star_conf", "sigma")
    else:
        said = sobol.analyze(problem, found, calc_second_order=False, seed=_seed(seed))
        names = ("ST", "ST_conf", "S1")
    rows = zip(numbers, *(np.asarray(said[name], float).tolist() for name in names), strict=True)
    return tuple(sorted((Influence(*row) for row in rows), key=lambda one: -one.size))


def robustness(
    scenario: Scenario,
    changes: Sequence[str] | None = None,
    draws: int | None = None,
    only: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    store: str | Path | None = None,
) -> Robust:
    """Return how often each verdict on each change comes out, over Latin-hypercube draws of what the scenario assumes.

    A change is held against the design that it alters, both with the same draw; a verdict is that of `sim judge` with as many
    replications.
    Raises Unusable where there are no changes or nothing is assumed, and else as `run`.
    """
    from SALib.sample import latin

    names = list(changes or scenario.changes)
    if not names:
        raise Unusable("changes: the scenario has none to judge")
    against = {name: _against(scenario, name) for name in names}
    variants = list(dict.fromkeys((*against.values(), *names)))
    numbers = _assumed(scenario, variants, only)
    now = plan(scenario, replications, seed, engine, jobs)
    problem = {
        "num_vars": len(numbers),
        "names": [one.origin for one in numbers],
        "bounds": [[0.0, 1.0]] * len(numbers),
    }
    count = whole("draws", DRAWS if draws is None else draws)
    if count < 1:
        raise Unusable(f"draws: {count}, at least 1 is needed")
    points = np.asarray(latin.sample(problem, count, seed=_seed(now.seed)))
    said = [
        _verdicts(drawn, against, dict(zip(variants, values, strict=True)), now.seed)
        for drawn, values in _drawn(scenario, numbers, points, variants, now, store)
    ]
    (values,) = each_of([lambda: [(scenario, name) for name in variants]], now, store)
    own = _verdicts(scenario, against, dict(zip(variants, values, strict=True)), now.seed)
    found = tuple(Robustness(name, own[name], Counter(one[name] for one in said)) for name in names)
    return Robust(found, tuple(numbers), len(points), now.replications, now.seed, scenario)


def _against(scenario: Scenario, name: str) -> str:
    """Return what a change is held against: the design that it alters; of a design the baseline."""
    if name in scenario.changes:
        return scenario.changes[name].design
    return name.partition("+")[0] if "+" in name else scenario.default_design


def _verdicts(
    scenario: Scenario, against: Mapping[str, str], values: Mapping[str, Sample], seed: int
) -> dict[str, str]:
    pairs = {name: (values[other], values[name]) for name, other in against.items()}
    return {name: verdict for name, (verdict, _) in judged(scenario, pairs, seed).items()}
