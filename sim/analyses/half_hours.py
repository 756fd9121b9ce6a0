"""Half-hours that were observed at a role beside the same half-hours of a run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sim.analyses.day import Day, day
from sim.runs.replications import Plan
from sim.scenario.fields.model import Scenario
from sim.scenario.fields.observed import HalfHour, HalfHours, moment

SHARES = ("answered", "within", "gave_up")
NAN = float("nan")


@dataclass(frozen=True)
class HalfHoursBeside:
    """The half-hours of a mean day of those weekdays (Monday is 0) that were observed, by what was seen and what came out.

    Of each figure a value for every slot: offered a day, of those answered, answered within the norm and given up the share,
    and the mean wait of those answered in minutes; nan where there is nothing to divide by.
    """

    role: str
    slots: Sequence[int]
    days: Sequence[int]
    observed: dict[str, list[float]]
    simulated: dict[str, list[float]]
    replications: int


def half_hours(scenario: Scenario, plan: Plan, store: Any = None) -> HalfHoursBeside | None:
    """Run a few replications of the design that was observed, and set its half-hours beside those seen; None where none were."""
    seen = scenario.observed and scenario.observed.half_hours
    if not seen:
        return None
    found = day(scenario, scenario.observed_design, plan, store, seen.role)
    return beside(seen, found)


def beside(seen: HalfHours, found: Day) -> HalfHoursBeside:
    """Return observed half-hours beside those of a day."""
    at = {moment(name): one for name, one in seen.at.items()}
    slots, days = sorted({slot for _, slot in at}), sorted({weekday for weekday, _ in at})
    columns = [[at[weekday, slot] for weekday in days if (weekday, slot) in at] for slot in slots]
    observed = {"offered": [_total(column, "offered") / len(days) for column in columns]}
    simulated = {"offered": found.mean("offered", days)[slots].tolist()}
    for name in (*SHARES, "wait"):
        if any(getattr(one, name) is not None for one in at.values()):
            observed[name] = [_wait(column) if name == "wait" else _share(column, name) for column in columns]
            top, under = ("waited", "answered") if name == "wait" else (name, "offered")
            simulated[name] = found.part(top, under, days)[slots].tolist()
    return HalfHoursBeside(seen.role or "", slots, days, observed, simulated, found.replications)


def _total(column: Sequence[HalfHour], name: str) -> float:
    return float(sum(getattr(one, name) or 0.0 for one in column))


def _share(column: Sequence[HalfHour], name: str) -> float:
    known = [one for one in column if getattr(one, name) is not None]
    return _over(known, lambda one: getattr(one, name), lambda one: one.offered)


def _wait(column: Sequence[HalfHour]) -> float:
    known = [one for one in column if one.wait is not None]
    weight = _weight if any(map(_weight, known)) else lambda one: 1.0
    return _over(known, lambda one: (one.wait or 0.0) * weight(one), weight)


def _weight(one: HalfHour) -> float:
    return one.offered if one.answered is None else one.answered


def _over(column: Sequence[HalfHour], top: Callable[[HalfHour], float], bottom: Callable[[HalfHour], float]) -> float:
    under = sum(map(bottom, column))
    return sum(map(top, column)) / under if under else NAN
