"""From the log of one replication to its cases: the moves that each made, and what it asked of either side in minutes."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from sim.analyses.paths.rows import ENDED, VISITED, Rows
from sim.kernel.limits import STEPS
from sim.records import log

IMPLIED = (log.FIRST, log.CALL_BACK)  # contacts that the steps tell of by themselves


class Move(NamedTuple):
    """One move of a case: what happened (as in the log), and at which step or (of a contact) for which cause."""

    what: int
    where: int


@dataclass(frozen=True, eq=False)
class Cases:
    """The cases that a log tells of, an entry each; times and efforts in minutes, nan for the end of who is inside."""

    kind: Any
    provider: Any
    channel: Any
    arose: Any
    ended: Any
    resolved: Any
    customer: Any
    organisation: Any
    moves: list[bytes]  # see `unpacked`


def unpacked(moves: bytes) -> tuple[Move, ...]:
    """Return the moves of a case, its ending last."""
    return tuple(Move(*divmod(code, STEPS)) for code in np.frombuffer(moves, np.int16).tolist())


def read(told: Rows) -> Cases:
    """Return the cases, in the order of their numbers."""
    rows, place, first = told.rows, told.place, told.first
    ends, ended = np.isin(rows["what"], ENDED), np.full(len(first), np.nan)
    ended[place[ends]] = rows["time"][ends]
    return Cases(
        kind=rows["kind"][first],
        provider=rows["provider"][first],
        channel=rows["channel"][first],
        arose=log.since(rows[first]),
        ended=ended,
        resolved=np.bincount(place[rows["what"] == log.RESOLVED], minlength=len(first)),
        customer=np.bincount(place, told.customer, len(first)),
        organisation=np.bincount(place, told.organisation, len(first)),
        moves=_moves(told, len(first)),
    )


def _moves(told: Rows, cases: int) -> list[bytes]:
    """Return the moves of every case: visits, contacts with a cause of their own, asking where it is, the ending."""
    what, cause = told.rows["what"], told.rows["cause"]
    came = (what == log.CAME) & (told.asks | ~np.isin(cause, IMPLIED))
    moved = came | told.visits | ((what == log.CLOSED) & ~told.asks) | np.isin(what, ENDED)
    where = np.where(came, cause, np.where(np.isin(what, VISITED), told.rows["step"], 0))
    codes = (what.astype(np.int16) * STEPS + where.astype(np.int16))[moved]
    ends = np.cumsum(np.bincount(told.place[moved], minlength=cases)) * codes.itemsize
    packed = codes.tobytes()
    return [packed[start:end] for start, end in zip([0, *ends.tolist()], ends.tolist(), strict=False)]
