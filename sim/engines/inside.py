"""Who is inside: at the end of the warm-up, from where measuring begins, and at the end of the run. Everybody counts.

Sums are exact (`math.fsum`), so that the order in which an engine names them makes no difference.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.kernel import rules
from sim.kernel.jit import plain
from sim.records.books import EFFORTS
from sim.records.measures import time_bin

WAITING, SERVED, LAID_DOWN = range(3)
CASE = np.dtype([("kind", "i8"), ("arose", "f8")])
VISIT = np.dtype(
    [(name, "i8") for name in "state role step segment provider effort_kind".split()]
    + [
        (name, "f8") for name in "joined waited work laid_down".split()
    ]  # minutes; work is what was done so far
)
_bin = plain(time_bin)


@dataclass(frozen=True, eq=False)
class Inside:
    """The open cases and the visits that wait, are served or are laid down, at a moment (minutes)."""

    now: float
    cases: Any  # array of CASE
    visits: Any  # array of VISIT

    def of(self, state: int, role: int) -> Any:
        """Return the visits to a role in a state."""
        return self.visits[(self.visits["state"] == state) & (self.visits["role"] == role)]


def begin(record: Any, books: Any, inside: Inside) -> None:
    """Note how long those have been inside who are when measuring begins; their effort until then is not measured."""
    _note_ages(record, books, inside, "start")
    _add_effort(record, books, inside, -1.0)


def end(record: Any, books: Any, inside: Inside) -> None:
    """Note who is inside at the end, and their effort so far: of what came in the measured time, what has come of it."""
    _note_ages(record, books, inside, "end")
    _add_effort(record, books, inside, 1.0)
    since, cases, visits = float(books["since"]), inside.cases, inside.visits
    _count_cases(record, books, cases["kind"], inside.now - cases["arose"], cases["arose"] >= since)
    waiting = visits[(visits["state"] == WAITING) & (visits["joined"] >= since)]
    _count_waiting(record, books, waiting, inside.now)


def _note_ages(record: Any, books: Any, inside: Inside, when: str) -> None:
    now = inside.now
    books[f"age_{when}"] = math.fsum(now - inside.cases["arose"])
    for role in range(int(record["roles"])):
        waiting, laid_down = inside.of(WAITING, role), inside.of(LAID_DOWN, role)
        books[f"role_age_{when}"][role] = math.fsum(now - waiting["joined"])
        books[f"role_work_{when}"][role] = math.fsum([*inside.of(SERVED, role)["work"], *laid_down["work"]])
        books[f"role_suspended_{when}"][role] = math.fsum(now - laid_down["laid_down"])


def _count_cases(record: Any, books: Any, kinds: Any, ages: Any, measured: Any) -> None:
    for kind, age in zip(kinds[measured].tolist(), ages[measured].tolist(), strict=True):
        books["kind_open_bins"][kind][_bin(age)] += 1
        books["kind_open_max"][kind] = max(books["kind_open_max"][kind], age)
        books["kind_overdue"][kind] += 0.0 <= record["kind_norm"][kind] < age


def _count_waiting(record: Any, books: Any, visits: Any, now: float) -> None:
    horizon = float(record["horizon"])
    for role, segment, joined in zip(
        *(visits[name].tolist() for name in ("role", "segment", "joined")), strict=True
    ):
        age, norm, place = now - joined, float(record["role_norm"][role]), _bin(now - joined)
        books["open_bins"][role][place] += 1
        books["segment_open_bins"][segment][place] += 1
        books["role_open"][role] += 1
        books["role_open_waited"][role] += age > 0.0
        books["role_open_max"][role] = max(books["role_open_max"][role], age)
        books["segment_open_max"][segment] = max(books["segment_open_max"][segment], age)
        if norm >= 0.0 and joined + norm <= horizon:
            books["role_due"][role] += 1
            books["role_over_norm"][role] += age > norm


def _add_effort(record: Any, books: Any, inside: Inside, sign: float) -> None:
    """Add (or take off) what both sides have put so far into visits that are not over."""
    visits = inside.visits
    customer, organisation = _of_customers(record, inside), np.where(visits["role"] >= 0, visits["work"], 0.0)
    both = record["effort_customer"] * customer + record["effort_organisation"] * organisation
    for effort in range(EFFORTS):
        spent_on = visits["effort_kind"] == effort
        books["effort_customer"][effort] += sign * math.fsum(customer[spent_on])
        books["effort_organisation"][effort] += sign * math.fsum(organisation[spent_on])
    for part in ("segment", "provider"):
        for i in range(int(record[f"{part}s"])):
            books[f"{part}_effort_sum"][i] += sign * math.fsum(both[visits[part] == i])


def _of_customers(record: Any, inside: Inside) -> Any:
    """Return the effort so far of customers who are present, in minutes by visit."""
    visits = inside.visits
    waited = np.where(visits["state"] == WAITING, inside.now - visits["joined"], visits["waited"])
    if record["perceived_wait"]:
        a, b, felt = float(record["mind_wait_a"]), float(record["mind_wait_b"]), plain(rules.felt_wait)
        waited = np.array([felt(minutes, a, b) for minutes in waited.tolist()])
    here = record["step_present"][visits["step"]] == 1
    return np.where(here, visits["work"] * record["step_effort"][visits["step"]] + waited, 0.0)
