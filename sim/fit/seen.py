"""What the organisation's system would have written down of a run: the same columns as the log."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim.fit.events import Array, Events, linked
from sim.fit.model import Model
from sim.records import log as records
from sim.runs.experiments import run
from sim.runs.progress import quiet
from sim.scenario.fields.model import Scenario


@dataclass(frozen=True)
class Seen:
    """Events of one replication, and the step of each by number."""

    events: Events
    state: Array

    def until(self, end: float, contained: bool) -> "Seen":
        """Return what a log has that ends then: cases that are over, or of all cases what has ended."""
        kept = self.events.finished <= end if contained else self.events.arrivals <= end
        return Seen(self.events.of_cases(kept), self.state[kept[self.events.case]])


def simulated(model: Model, scenario: Scenario, replications: int, seed: int | None = None, begin: float = 0.0) -> list[Seen]:
    """Return the events of replications of a fitted scenario, of cases that began after `begin`."""
    with quiet():
        result = run(scenario, replications=replications, seed=seed, log=True)
    return [_seen(model, rows, result.blueprint, begin) for rows in result.logs]


def _seen(model: Model, rows: Any, blueprint: Any, begin: float) -> Seen:
    about = rows[(rows["case"] >= 0) & np.isin(rows["what"], (records.STARTED, records.HANDLED))]
    if model.weights.contained:
        about = about[np.isin(about["case"], rows["case"][rows["what"] == records.RESOLVED])]
    order = np.lexsort((about["what"], about["time"], about["visit"], about["case"]))
    about = about[order]
    begun = np.r_[True, (about["case"][1:] != about["case"][:-1]) | (about["visit"][1:] != about["visit"][:-1])]
    firsts = np.flatnonzero(begun)
    lasts = np.r_[firsts[1:], len(about)] - 1
    over = about["what"][lasts] == records.HANDLED
    firsts, lasts = firsts[over], lasts[over]
    known = {step.name: at for at, step in enumerate(model.steps)}
    steps = np.array([known.get(name, -1) for name in blueprint.step_names])[about["step"][lasts]]
    frame = pd.DataFrame({
        "case": about["case"][lasts], "state": steps, "start": about["time"][firsts], "end": about["time"][lasts],
        "person": about["role"][lasts].astype(int) * 10_000 + about["person"][lasts],
    })  # fmt: skip
    frame = frame[frame["state"] >= 0].sort_values(["case", "start", "end"], kind="stable")
    arrived = frame.groupby("case")["start"].transform("min")
    return _as_events(model, frame[arrived >= begin])


def _as_events(model: Model, frame: Any) -> Seen:
    case = pd.factorize(frame["case"])[0]
    resource, people = pd.factorize(frame["person"], sort=True)
    state = frame["state"].to_numpy()
    activity = np.array([step.activity for step in model.steps])[state]
    start, end = (frame[part].to_numpy() for part in ("start", "end"))
    names = tuple(str(one) for one in people)
    return Seen(linked(case, activity, resource, start, end, model.events.activities, names, model.events.origin), state)


def table(seen: Seen, origin: Any, zone: str = "") -> Any:
    """Return events as a table with the columns of a log: case_id, activity, start_time, end_time, resource."""
    events = seen.events
    return pd.DataFrame({
        "case_id": events.case,
        "activity": np.array(events.activities, dtype=object)[events.activity],
        "start_time": _stamps(events.start, origin, zone),
        "end_time": _stamps(events.end, origin, zone),
        "resource": np.array(events.resources, dtype=object)[events.resource],
    })  # fmt: skip


def _stamps(minutes: Array, origin: Any, zone: str) -> Any:
    times = pd.Series(origin + pd.to_timedelta(minutes * 60e6, unit="us"))
    return times.dt.strftime("%Y-%m-%dT%H:%M:%S.%f").str[:-3] + zone
