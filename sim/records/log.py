"""The log: one schema for both engines, one row per moment and per change of state."""

import math
from typing import Any

import numpy as np

# What a row says happened.
(ARRIVED, DROPPED, CAME, QUEUED, STARTED, HANDLED, GAVE_UP, REFUSED, CLOSED, SUSPENDED, WITHDREW, AWAY,
 RESOLVED, WITHDRAWN, LOST, LEFT, STAFF, HEARD, COMPLAINED, GRANTED, DECLINED, MADE_GOOD,
 SENT_HOME, CUT_OFF, BLOCKED, BOOKED, MOVED, MISSED, UNBOOKED, THERE, OVERFLOWED) = range(31)  # fmt: skip
WHAT = (
    "need arrived", "need dropped", "contact began", "queued", "started", "handled", "gave up", "refused",
    "found it closed", "suspended", "no longer asks", "away", "resolved", "withdrawn", "lost", "customer left", "staff",
    "heard of it", "complained", "whim granted", "whim refused", "made good",
    "sent home at closing", "cut off at closing", "waits for room",
    "appointment made", "appointment moved", "did not come", "no appointment free", "in the backlog", "overflowed",
)  # fmt: skip

# Why a contact began.
FIRST, REDIAL, UNRESOLVED, ERROR_FOUND, CHASING, CALL_BACK, COMPLAINT, PLANNED, APPOINTMENT = range(9)
CAUSE = ("need", "redial", "unresolved", "error", "chasing", "call-back", "complaint", "planned", "appointment")

NONE = -1
NEVER = math.nan


def since(rows: Any) -> Any:
    """Return the times of rows (minutes); of the backlog those at which it came."""
    there = rows["what"] == THERE
    return np.where(there, rows["time"] - rows["waited"], rows["time"]) if there.any() else rows["time"]


ROW = np.dtype(
    [
        ("time", "f8"),  # minutes since Monday 00:00
        ("what", "i1"),  # index in WHAT
        ("chaser", "i1"),  # 1 where the row is of a chasing contact
        ("kind", "i1"),
        ("channel", "i1"),
        ("segment", "i1"),
        ("cause", "i1"),  # index in CAUSE
        ("provider", "i2"),  # 0 as long as there is one
        ("role", "i2"),
        ("step", "i2"),
        ("next_step", "i2"),  # where it goes: a step, or -2 resolved, -3 withdrawn, -4 lost, -5 unresolved
        ("person", "i2"),  # number within the role
        ("contact", "i4"),
        ("visit", "i4"),
        ("case", "i8"),
        ("customer", "i8"),
        ("waited", "f8"),  # minutes; of the backlog, those since it came
        ("handled", "f8"),  # minutes
        ("due", "f8"),  # time promised, nan where nothing is
        ("experience", "f8"),  # mark
        ("contact_mark", "f8"),  # of all its moments, where the contact ends with this one
        ("expectation", "f8"),  # mark that the customer thought to get, before
        ("goodwill_before", "f8"),  # mark
        ("goodwill_after", "f8"),  # mark
    ],
    align=True,
)
