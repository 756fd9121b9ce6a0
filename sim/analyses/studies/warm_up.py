"""How long a run needs to forget that it began empty: MSER-5 on pilot replications, by design and measure.

It only advises: `run.warm_up` of the scenario is the one place where a warm-up is set, and every measure leaves out
what came before it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.blueprint import Blueprint, build
from sim.catalogue.keys import ROLE, named
from sim.records import log
from sim.results.results import Unusable
from sim.results.shown import Shown
from sim.runs.log_summaries import LogSummary, summarised
from sim.runs.replications import plan
from sim.scenario.fields.model import Scenario
from sim.scenario.text.faults import did_you_mean

BATCH = 5  # observations to a batch
LAST = 5  # batches at the end after which no series is cut: too few to go by (Hoad, Robinson & Davies 2010)
PILOTS = 10  # replications [A]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Cut:
    """What MSER-5 says of a series: how many observations to leave out, by the mean squared error after each batch."""

    observations: int
    batches: Array  # means of five observations
    errors: Array  # the statistic when so many batches are left out

    @property
    def enough(self) -> bool:
        """Whether the series is long enough to say so: the cut lies in its first half."""
        return 2 * self.observations <= BATCH * len(self.batches)


@dataclass(frozen=True)
class Advice:
    """How long a warm-up a measure of a design asks for; `minutes` is None where there are too few observations."""

    design: str
    measure: str
    unit: str
    cut: Cut | None
    minutes: float | None
    times: Array  # of the batches, in minutes from the start: means over the replications
    observations: int  # of the shortest replication
    replications: int
    warm_up: float  # what the scenario has, in minutes

    @property
    def enough(self) -> bool:
        """Whether the run is long enough to say so."""
        return self.cut is not None and self.cut.enough

    @property
    def suffices(self) -> bool:
        """Whether the warm-up of the scenario is as long as it should be."""
        return self.enough and self.minutes is not None and self.minutes <= self.warm_up


class WarmUp(list[Advice], Shown, says="warm_up"):
    """How long a warm-up each design and measure asks for."""

    def __init__(self, advice: Sequence[Advice], scenario: Scenario | None = None) -> None:
        super().__init__(advice)
        self._scenario = scenario

    @property
    def scenario(self) -> Scenario | None:
        """The scenario of which pilots were run."""
        return self._scenario

    __repr__ = Shown.__repr__


def mser5(series: Sequence[float] | Array) -> Cut | None:
    """Return where to cut a series: at the least MSER-5 statistic (White 1997; Franklin & White 2008).

    The statistic of d batches left out is the sum of squares of the others around their mean, over their number
    squared. None of fewer than ten batches.
    """
    count = len(series) // BATCH
    if count < 2 * LAST:
        return None
    batches = np.asarray(series[: count * BATCH], dtype=float).reshape(count, BATCH).mean(axis=1)
    left = np.arange(count, 0, -1.0)
    centred = batches - batches.mean()
    sums, squares = (np.cumsum(x[::-1])[::-1] for x in (centred, centred**2))
    errors = np.maximum(squares - sums**2 / left, 0.0)[: count - LAST] / left[: count - LAST] ** 2
    return Cut(BATCH * int(np.argmin(errors)), batches, errors)


def warm_up(
    scenario: Scenario,
    designs: Sequence[str] | None = None,
    measures: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    store: str | Path | None = None,
) -> WarmUp:
    """Return what MSER-5 advises for each design (all of them) and measure: lead_time, goodwill, role.NAME.wait.

    By pilot replications from the start of the run to its end: the first of the scenario's seed, whoever runs it.
    Raises Unusable for a measure that has no series, and else as `run`.
    """
    names = list(designs or scenario.designs)
    now = plan(scenario, PILOTS if replications is None else replications, seed, engine, jobs, log=True)
    cold = scenario.model_copy(update={"run": scenario.run.model_copy(update={"warm_up": 0.0})})
    blueprints = [build(cold, name) for name in names]
    tasks = [(blueprint, number) for blueprint in blueprints for number in range(now.replications)]
    found = summarised(tasks, now, SERIES, {}, "running pilots", store)
    advice = list[Advice]()
    for place, blueprint in enumerate(blueprints):
        some = found[place * now.replications : (place + 1) * now.replications]
        pilots = [_series(arrays, blueprint) for arrays in some]
        advice += [_advice(scenario, blueprint, name, pilots) for name in _chosen(measures, pilots[0])]
    return WarmUp(advice, scenario)


def _chosen(measures: Sequence[str] | None, known: dict[str, Any]) -> list[str]:
    for name in measures or ():
        if name not in known:
            raise Unusable(f"measure: {name!r} has no series, {did_you_mean(name, known)}")
    return list(measures or known)


def _taken(rows: Any, blueprint: Blueprint) -> list[Array]:
    return [np.array(series) for series in observed(rows, blueprint).values()]


SERIES = LogSummary(_taken)


def _series(taken: Sequence[Array], blueprint: Blueprint) -> dict[str, tuple[Array, Array]]:
    """Return what was observed by measure again."""
    names = observed(np.empty(0, log.ROW), blueprint)
    return {name: (times, values) for name, (times, values) in zip(names, taken, strict=True)}


def observed(rows: Any, blueprint: Blueprint) -> dict[str, tuple[Array, Array]]:
    """Return by measure when it was observed (minutes) and what, in order of the events of a log."""
    what = rows["what"]
    ended = rows[np.isin(what, (log.STARTED, log.GAVE_UP, log.SENT_HOME)) & ~np.isnan(rows["waited"])]
    felt = rows[~np.isnan(rows["contact_mark"])]  # the ends of contacts
    found = {"lead_time": _lead_times(rows)}
    if blueprint.record["mind"]:
        found["goodwill"] = felt["time"], felt["goodwill_after"]
    for i, name in enumerate(blueprint.role_names):
        here = ended[ended["role"] == i]
        found[named(ROLE, name, "wait")] = here["time"], here["waited"]
    return found


def _lead_times(rows: Any) -> tuple[Array, Array]:
    arrived, resolved = rows[np.isin(rows["what"], (log.ARRIVED, log.THERE))], rows[rows["what"] == log.RESOLVED]
    order = np.argsort(arrived["case"])
    place = order[np.searchsorted(arrived["case"], resolved["case"], sorter=order)]
    return resolved["time"], resolved["time"] - log.since(arrived)[place]


def _advice(
    scenario: Scenario, blueprint: Blueprint, name: str, pilots: Sequence[dict[str, tuple[Array, Array]]]
) -> Advice:
    """Put the k-th observations of all replications together, and cut their means."""
    count = min(len(pilot[name][0]) for pilot in pilots)
    times, values = (np.mean([pilot[name][part][:count] for pilot in pilots], axis=0) for part in (0, 1))
    cut, minutes = mser5(values), None
    if cut:
        minutes = float(times[cut.observations]) if cut.observations else 0.0
    return Advice(
        design=blueprint.design,
        measure=name,
        unit="mark" if name == "goodwill" else "min",
        cut=cut,
        minutes=minutes,
        times=times[: len(times) // BATCH * BATCH].reshape(-1, BATCH).mean(axis=1),
        observations=count,
        replications=len(pilots),
        warm_up=scenario.run.warm_up,
    )


def longest(advice: Sequence[Advice]) -> float:
    """Return the warm-up in minutes that does for all of them; nan where a run is too short to say."""
    said = [one for one in advice if one.cut is not None]
    if not said or not all(one.enough for one in said):
        return math.nan
    return max(one.minutes or 0.0 for one in said)
