"""Activities: the visits to steps that a log tells of. Minute 0 is Monday 1 January 2024, 00:00 UTC."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.blueprint.layout import ENDINGS
from sim.records import log

START = datetime(2024, 1, 1, tzinfo=UTC)
ALONE = ("", "customer")  # who does a step without staff: nobody, or the customer
_ENDING = {number: name for name, number in ENDINGS.items()}


def stamp(minutes: float) -> str:
    """Return a time in minutes as ISO 8601 text with its zone, to the millisecond."""
    return (START + timedelta(minutes=float(minutes))).isoformat(timespec="milliseconds")


@dataclass(frozen=True)
class Activity:
    """One visit to a step, begun and ended: times in minutes, marks where psychology is on (else None)."""

    replication: int
    case: int
    customer: int
    kind: str
    channel: str
    activity: str
    resource: str
    contact: int
    attempt: int
    enabled: float
    started: float
    ended: float
    waited: float
    handled: float
    outcome: str
    experience: float | None
    goodwill: float | None

    @property
    def case_id(self) -> str:
        """A name for the case, unique over replications."""
        return f"{self.replication}-{self.case}"

    @property
    def customer_id(self) -> str:
        """A name for the customer, unique over replications."""
        return f"{self.replication}-{self.customer}"


def activities(logs: Sequence[Any], blueprint: Blueprint) -> Iterator[Activity]:
    """Yield every handled visit, in the order in which they ended, replication by replication."""
    for replication, rows in enumerate(logs):
        begun: dict[tuple[int, int, int], tuple[float, float]] = {}
        for row in rows[np.isin(rows["what"], (log.STARTED, log.HANDLED))]:
            visit = int(row["case"]), int(row["chaser"]), int(row["visit"])
            if row["what"] == log.STARTED:
                time = float(row["time"])
                begun.setdefault(visit, (time - _number(row["waited"], 0.0), time))
            else:
                yield _activity(replication, row, begun.pop(visit, None), blueprint)


def _activity(
    replication: int, row: Any, begun: tuple[float, float] | None, blueprint: Blueprint
) -> Activity:
    ended, handled, waited = float(row["time"]), _number(row["handled"], 0.0), _number(row["waited"], 0.0)
    enabled, started = begun or (ended - handled - waited, ended - handled)
    return Activity(
        replication=replication,
        case=int(row["case"]),
        customer=_customer(row),
        kind=name_of(row["kind"], blueprint.kind_names),
        channel=name_of(row["channel"], blueprint.channel_names),
        activity=name_of(row["step"], blueprint.step_names),
        resource=_person(row, blueprint),
        contact=int(row["contact"]),
        attempt=int(row["visit"]),
        enabled=enabled,
        started=started,
        ended=ended,
        waited=started - enabled,
        handled=handled,
        outcome=_outcome(row, blueprint),
        experience=_number(row["experience"]),
        goodwill=_number(row["goodwill_after"]),
    )


def name_of(number: Any, names: Sequence[str]) -> str:
    """Return the name that a number of the log stands for, '' for no such thing."""
    return names[number] if number >= 0 else ""


def _number(value: Any, otherwise: Any = None) -> Any:
    return otherwise if np.isnan(value) else float(value)


def _customer(row: Any) -> int:
    """Return who the customer is: of an unlimited stream, where every need is of a new one, the case."""
    return int(row["customer"]) if row["customer"] >= 0 else int(row["case"])


def _person(row: Any, blueprint: Blueprint) -> str:
    """Return who did it: a member of staff, the customer alone, or (as time passes) nobody."""
    if row["role"] < 0:
        return ALONE[int(blueprint.record["step_present"][row["step"]])]
    role = blueprint.role_names[row["role"]]
    return f"{role}-{row['person'] + 1}" if row["person"] >= 0 else role


def _outcome(row: Any, blueprint: Blueprint) -> str:
    return _ENDING.get(int(row["next_step"])) or name_of(row["next_step"], blueprint.step_names)
