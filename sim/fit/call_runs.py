"""Runs of a model of calls beside the calls: how many give up, how long they wait; and which gap ends a shift."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.fit.call_model import GAPS, CallModel, Calls, discover_calls
from sim.fit.card import Figure, Period
from sim.fit.events import WEEK, Array
from sim.fit.written import Frame
from sim.fit.written_calls import calls_text
from sim.records import log as records
from sim.runs.experiments import run
from sim.runs.progress import quiet
from sim.scenario.load import scenario

TRIES = 5  # runs by which gaps are compared


@dataclass(frozen=True)
class Waited:
    """Calls of a run, or of a log: waits and services in minutes, whether each was answered, and how many weeks it took."""

    wait: Array
    service: Array
    answered: Array
    weeks: float


FIGURES: dict[str, tuple[str, str, Callable[[Waited], float]]] = {
    "calls_per_week": ("arrivals", "", lambda one: len(one.wait) / one.weeks),
    "service_mean": ("handling", "min", lambda one: float(one.service[one.answered].mean()) if one.answered.any() else 0.0),
    "had_to_wait": ("waits", "share", lambda one: float((one.wait > LEAST).mean())),
    "call_wait_mean": ("waits", "min", lambda one: float(one.wait.mean())),
    "gave_up": ("giving_up", "share", lambda one: float((~one.answered).mean())),
}
LEAST = 0.5 / 60.0  # minutes: a wait that a log in whole seconds shows


def in_log(calls: Calls) -> Waited:
    """Return the calls of a log."""
    return Waited(calls.wait, calls.service, calls.answered, (calls.window[1] - calls.window[0]) / WEEK)


def simulated_calls(text: str, window: tuple[float, float], replications: int, seed: int | None = None) -> list[Waited]:
    """Return the calls of replications of a scenario that began within a window."""
    with quiet():
        logs = run(scenario(text), replications=replications, seed=seed, log=True).logs
    return [_of_run(rows, window) for rows in logs]


def _of_run(rows: Any, window: tuple[float, float]) -> Waited:
    ended = rows[np.isin(rows["what"], (records.HANDLED, records.GAVE_UP, records.REFUSED, records.SENT_HOME))]
    waited = np.nan_to_num(ended["waited"])
    handled = np.nan_to_num(ended["handled"])
    came = ended["time"] - waited - handled
    some = (came >= window[0]) & (came < window[1])
    answered = ended["what"] == records.HANDLED
    return Waited(waited[some], handled[some], answered[some], (window[1] - window[0]) / WEEK)


def beside(name: str, calls: Calls, runs: Sequence[Waited]) -> Period:
    """Return a period of calls beside runs of it."""
    real = in_log(calls)
    figures = [Figure(key, part, unit, of(real), tuple(of(one) for one in runs)) for key, (part, unit, of) in FIGURES.items()]
    return Period(name, len(calls.arrives), real.weeks, tuple(figures), ())


def settled(calls: Calls, frame: Frame) -> CallModel:
    """Return the model whose gap between calls brings those who give up and those who wait nearest to the log, on its own calls."""
    models = [discover_calls(calls, gap) for gap in GAPS]
    if models[0].gap is None:
        return models[0]
    real = in_log(calls)
    return min(models, key=lambda model: _off(real, simulated_calls(on_its_own(model, frame), calls.window, TRIES, 1)))


def on_its_own(model: CallModel, frame: Frame) -> str:
    """Return the scenario in which the calls of the model come when they came."""
    return calls_text(model, replace(frame, warm_up=0), model.calls.arrives)


def _off(real: Waited, runs: Sequence[Waited]) -> float:
    """Return how far runs are off, in those who give up and in waiting, as parts of what is real."""
    keys = ("gave_up", "call_wait_mean") if (~real.answered).any() else ("had_to_wait", "call_wait_mean")
    off = 0.0
    for key in keys:
        of = FIGURES[key][2]
        off += abs(float(np.mean([of(one) for one in runs])) / max(of(real), 1e-9) - 1.0)
    return off
