"""The log as a table, with readable names (pandas, CSV)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

import numpy as np

from sim.blueprint import Blueprint
from sim.blueprint.layout import ENDINGS
from sim.kernel import order
from sim.records.log import CAUSE, WHAT
from sim.results.sheets import write_table

if TYPE_CHECKING:
    import pandas as pd

ROWS_AT_A_TIME = 50_000
_NEXT = {number: name for name, number in ENDINGS.items()}
_NUMBERS = ("waited", "handled", "due", "experience", "contact_mark", "expectation", "goodwill_before", "goodwill_after")


def log(logs: Iterable[Any], blueprint: Blueprint) -> "pd.DataFrame":
    """Return the log of all replications, a row per change of state; minutes since Monday 00:00."""
    import pandas as pd

    parts = [pd.DataFrame(log_columns(rows, blueprint, i)) for i, rows in enumerate(logs)]
    if not parts:
        raise ValueError("no log was kept: ask for it with log=True")
    return pd.concat(parts, ignore_index=True)


def write_log(file: TextIO, logs: Iterable[Any], blueprint: Blueprint, comma: bool = False) -> None:
    """Write the log of all replications as CSV, so many rows at a time: the table of a long run is larger than its log."""
    import pandas as pd

    header = True
    for i, rows in enumerate(logs):
        for at in range(0, max(len(rows), 1), ROWS_AT_A_TIME):
            part = pd.DataFrame(log_columns(rows[at : at + ROWS_AT_A_TIME], blueprint, i))
            write_table(file, part, comma, header=header, index=False)
            header = False


def log_columns(rows: Any, blueprint: Blueprint, replication: int) -> dict[str, Any]:
    """Return the columns of one replication's log, with names where the rows have numbers."""
    return {
        "replication": np.full(len(rows), replication),
        "time": rows["time"],
        "what": _names(rows["what"], WHAT),
        "case": rows["case"],
        "customer": np.where(
            rows["customer"] >= 0, rows["customer"], rows["case"] & ~(1 << order.COMPLAINT_BIT)
        ),  # of a stream, every need is of a new one
        "kind": _names(rows["kind"], blueprint.kind_names),
        "segment": _names(rows["segment"], blueprint.segment_names),
        "channel": _names(rows["channel"], blueprint.channel_names),
        "cause": _names(rows["cause"], CAUSE),
        "chasing": rows["chaser"] == 1,
        "contact": rows["contact"],
        "visit": rows["visit"],
        "role": _names(rows["role"], blueprint.role_names),
        "person": rows["person"],
        "step": _names(rows["step"], blueprint.step_names),
        "next": _names(rows["next_step"], blueprint.step_names, _NEXT),
        **{name: rows[name] for name in _NUMBERS},
    }


def _names(numbers: Any, names: Sequence[str], special: Mapping[int, str] | None = None) -> Any:
    """Return the name for each number, '' for -1 (no such thing)."""
    special = special or {}
    lowest = min(special, default=-1)
    values = [special.get(number, "") for number in range(lowest, 0)]
    return np.array([*values, *names], dtype=object)[numbers.astype(int) - lowest]
