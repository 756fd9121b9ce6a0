"""What was found in a list of calls: how they come, how long they take, who is there, how long people wait before they give up."""

from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import numpy as np
import pandas as pd

from sim.fit import laws
from sim.fit.arrivals import Arrivals, arrivals
from sim.fit.calls import CallLog
from sim.fit.events import DAY, WEEK, Array, monday
from sim.fit.laws import Law
from sim.fit.patience import FittedPatience, patience
from sim.fit.rosters import presence, shifts
from sim.fit.weekly import Week

GAPS = (4.0, 6.0, 8.0, 12.0, 20.0, 30.0, 60.0)  # minutes without a call that end somebody's shift: which of them, runs decide


@dataclass(frozen=True)
class Calls:
    """Calls as arrays: times in minutes from the Monday of the first week, waits and services in minutes."""

    arrives: Array
    wait: Array
    service: Array
    answered: Array
    who: Array
    people: int
    origin: Any

    @property
    def window(self) -> tuple[float, float]:
        """Whole days, from the first call to the last."""
        return float(self.arrives.min() // DAY * DAY), float((self.arrives.max() // DAY + 1) * DAY)

    def of(self, kept: Array) -> "Calls":
        """Return some of the calls."""
        parts = ("arrives", "wait", "service", "answered", "who")
        return replace(self, **{part: getattr(self, part)[kept] for part in parts})


@dataclass(frozen=True)
class CallModel:
    """All that was found in a list of calls; `gap` is what ends a shift (minutes), None where staff are an assumption."""

    calls: Calls
    arrivals: Arrivals
    service: Law
    patience: FittedPatience | None
    week: Week
    gap: float | None


def as_arrays(log: CallLog) -> tuple[Calls, int]:
    """Return calls as arrays, and how many were left out because they hung up at once: they gave nobody up."""
    frame = log.frame
    at_once = ~frame["answered"] & (frame["wait"] <= 0)
    kept = frame[~at_once]
    origin = monday(kept["arrives"].min())
    who, people = pd.factorize(kept["resource"].where(kept["resource"] != ""), use_na_sentinel=True)
    minutes = (kept["arrives"] - origin).dt.total_seconds().to_numpy() / 60.0
    wait, service = (kept[part].to_numpy(dtype=float) / 60.0 for part in ("wait", "service"))
    found = Calls(minutes, wait, service, kept["answered"].to_numpy(dtype=bool), who, len(people), origin)
    return found, int(at_once.sum())


def discover_calls(calls: Calls, gap: float) -> CallModel:
    """Return what a list of calls says, with shifts that end after a gap of so many minutes."""
    served = calls.answered & (calls.service > 0)
    ones = np.ones(len(calls.arrives))
    known = calls.who[served].max(initial=-1) >= 0
    return CallModel(
        calls,
        arrivals(calls.arrives, ones, calls.window),
        laws.law(calls.service[served]) if served.any() else Law("exponential 5 min", 5.0, None),
        patience(calls.wait, ~calls.answered),
        Week(_levels(calls, served, gap)),
        gap if known else None,
    )


def _levels(calls: Calls, served: Array, gap: float) -> Array:
    """Return the staff by hour, rounded: who was there, or without names as many as the work asks for."""
    begin, who = (calls.arrives + calls.wait)[served], calls.who[served]
    end = begin + calls.service[served]
    if who.max(initial=-1) < 0:
        return np.ceil(presence(begin, end, np.ones(len(begin)), calls.window) / 0.85)
    named = who >= 0
    stretches = shifts(begin[named], end[named], who[named], gap)
    there = presence(stretches[0], stretches[1], np.ones(len(stretches[0])), calls.window)
    return np.round(there * served.sum() / named.sum())


def given(model: CallModel, other: Calls) -> CallModel:
    """Return a model with the service times of another period, to be run on its arrivals."""
    served = other.answered & (other.service > 0)
    return replace(model, calls=other, service=laws.law(other.service[served]))


def weeks(calls: Calls) -> int:
    """Return how many weeks a run of the period takes."""
    return ceil(calls.window[1] / WEEK)
