"""Who is inside: at the end of the warm-up, from where measuring begins, and at the end of the run. Everybody counts.

Sums are exact (`math.fsum`), so that the order in which an engine names them makes no difference.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.blueprint import Blueprint, norms
from sim.kernel import rules
from sim.kernel.jit import plain
from sim.records.counters import EFFORTS
from sim.records.measures import time_bin

WAITING, SERVED, LAID_DOWN = range(3)
CASE = np.dtype([("kind", "i8"), ("arose", "f8")])
VISIT = np.dtype(
    [(name, "i8") for name in "state role step segment provider channel effort_kind".split()]
    + [
        (name, "f8") for name in "joined waited work laid_down".split()
    ]  # minutes; work is what was done so far
)
_bin, _first_norm = plain(time_bin), plain(rules.first_norm)


@dataclass(frozen=True, eq=False)
class Inside:
    """The open cases and the visits that wait, are served or are laid down, at a moment (minutes)."""

    now: float
    cases: Any  # array of CASE
    visits: Any  # array of VISIT

    def of(self, state: int, role: int) -> Any:
        """Return the visits to a role in a state."""
        return self.visits[(self.visits["state"] == state) & (self.visits["role"] == role)]


def begin(record: Any, counters: Any, inside: Inside) -> None:
    """Note how long those have been inside who are when measuring begins; their effort until then is not measured."""
    _note_ages(record, counters, inside, "start")
    _add_effort(record, counters, inside, -1.0)


def end(blueprint: Blueprint, counters: Any, inside: Inside) -> None:
    """Note who is inside at the end, and their effort so far: of what came in the measured time, what has come of it."""
    record = blueprint.record
    _note_ages(record, counters, inside, "end")
    _add_effort(record, counters, inside, 1.0)
    since, cases, visits = float(counters["since"]), inside.cases, inside.visits
    came = cases if record["backlog"] else cases[cases["arose"] >= since]  # the backlog counts from when it came
    _count_cases(blueprint, counters, came, inside.now)
    waiting = visits[(visits["state"] == WAITING) & (visits["joined"] >= since)]
    _count_waiting(blueprint, counters, waiting, inside.now)


def _note_ages(record: Any, counters: Any, inside: Inside, when: str) -> None:
    now = inside.now
    counters[f"age_{when}"] = math.fsum(now - inside.cases["arose"])
    for role in range(int(record["roles"])):
        waiting, laid_down = inside.of(WAITING, role), inside.of(LAID_DOWN, role)
        counters[f"role_age_{when}"][role] = math.fsum(now - waiting["joined"])
        counters[f"role_work_{when}"][role] = math.fsum([*inside.of(SERVED, role)["work"], *laid_down["work"]])
        counters[f"role_suspended_{when}"][role] = math.fsum(now - laid_down["laid_down"])


def _count_cases(blueprint: Blueprint, counters: Any, cases: Any, now: float) -> None:
    for kind, arose in zip(cases["kind"].tolist(), cases["arose"].tolist(), strict=True):
        age, norm = now - arose, norms.need_norm(blueprint, kind, arose)
        counters["kind_open_bins"][kind][_bin(age)] += 1
        counters["kind_open_max"][kind] = max(counters["kind_open_max"][kind], age)
        counters["kind_overdue"][kind] += 0.0 <= norm < age


def _count_waiting(blueprint: Blueprint, counters: Any, visits: Any, now: float) -> None:
    record = blueprint.record
    horizon = float(record["horizon"])
    for role, step, channel, segment, joined in zip(
        *(visits[name].tolist() for name in ("role", "step", "channel", "segment", "joined")), strict=True
    ):
        age, norm, place = now - joined, norms.role_norm(blueprint, role, joined), _bin(now - joined)
        counters["open_bins"][role][place] += 1
        counters["segment_open_bins"][segment][place] += 1
        counters["role_open"][role] += 1
        counters["role_open_waited"][role] += age > 0.0
        counters["role_open_max"][role] = max(counters["role_open_max"][role], age)
        counters["segment_open_max"][segment] = max(counters["segment_open_max"][segment], age)
        if norm >= 0.0 and joined + norm <= horizon:
            counters["role_due"][role] += 1
            counters["role_over_norm"][role] += age > norm
        own = int(record["step_channel"][step])
        if record["by_channel"] and (own >= 0 or channel >= 0):
            _count_by(blueprint, counters, (role, own if own >= 0 else channel), joined, age, norm)


def _count_by(
    blueprint: Blueprint, counters: Any, queue: tuple[int, int], joined: float, age: float, otherwise: float
) -> None:
    """Count a visit that still waits at a role by a channel."""
    counters["queue_open"][queue] += 1
    norm = _first_norm(norms.channel_norm(blueprint, queue[1], joined), otherwise, otherwise)
    if norm >= 0.0 and joined + norm <= float(blueprint.record["horizon"]):
        counters["queue_due"][queue] += 1
        counters["queue_over_norm"][queue] += age > norm


def _add_effort(record: Any, counters: Any, inside: Inside, sign: float) -> None:
    """Add (or take off) what both sides have put so far into visits that are not over."""
    visits = inside.visits
    customer, organisation = _of_customers(record, inside), np.where(visits["role"] >= 0, visits["work"], 0.0)
    both = record["effort_customer"] * customer + record["effort_organisation"] * organisation
    for effort in range(EFFORTS):
        spent_on = visits["effort_kind"] == effort
        counters["effort_customer"][effort] += sign * math.fsum(customer[spent_on])
        counters["effort_organisation"][effort] += sign * math.fsum(organisation[spent_on])
    for part in ("segment", "provider"):
        for i in range(int(record[f"{part}s"])):
            counters[f"{part}_effort_sum"][i] += sign * math.fsum(both[visits[part] == i])


def _of_customers(record: Any, inside: Inside) -> Any:
    """Return the effort so far of customers who are present, in minutes by visit."""
    visits = inside.visits
    waited = np.where(visits["state"] == WAITING, inside.now - visits["joined"], visits["waited"])
    if record["perceived_wait"]:
        a, b, felt = float(record["mind_wait_a"]), float(record["mind_wait_b"]), plain(rules.felt_wait)
        waited = np.array([felt(minutes, a, b) for minutes in waited.tolist()])
    here = record["step_present"][visits["step"]] == 1
    return np.where(here, visits["work"] * record["step_effort"][visits["step"]] + waited, 0.0)
