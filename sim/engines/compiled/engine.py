"""The compiled engine, run by stops: up to a time, then the counters are read, and on."""

from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.engines import inside
from sim.engines.compiled import energy, pace, visits
from sim.engines.compiled.births import segment_of
from sim.engines.compiled.loop import TOO_MUCH, WANTS_ROOM, begin, run
from sim.engines.compiled.market import relation
from sim.engines.compiled.memory import (
    CHASER_LEFT,
    EVENT,
    FREE,
    NO_SLOT,
    PERSON,
    SERVED,
    SLOT,
    STATE,
    SUSPENDED,
    WAITING,
    blueprint_at,
    measures_at,
    numbers_at,
    people_of,
    slots_at,
    state_at,
)
from sim.engines.compiled.mind import faded
from sim.engines.inside import CASE, VISIT, Inside
from sim.kernel import limits, rules
from sim.kernel.jit import entry
from sim.kernel.limits import LISTENERS, TooMuchError
from sim.records import measures
from sim.records.counters import MEASURES
from sim.records.log import ROW

FIRST_ROOM = 1024


class CompiledEngine:
    """One replication of a blueprint in the compiled loop."""

    def __init__(self, blueprint: Blueprint, seed: int, replication: int, logging: bool) -> None:
        self.record = np.asarray(blueprint.record).reshape(1)  # kept: of one from another process it is a copy
        self.bp = self.record[0]
        self.table = blueprint.table
        self.state = np.zeros(1, STATE)
        self.st = self.state[0]
        self.counters = np.zeros(1, MEASURES)
        self.st["seed"], self.st["replication"] = seed, replication
        self.st["logging"], self.st["free"] = logging, NO_SLOT
        self.st["pressure"] = self.bp["mind_voice_start"]
        for name in ("line_first", "line_last"):
            self.st[name] = NO_SLOT
        self.blocks: list[Any] = []
        self._give_memory(blueprint)
        begin(*self._records())

    def _give_memory(self, blueprint: Blueprint) -> None:
        self.slots, self.heap = np.zeros(FIRST_ROOM, SLOT), np.zeros(4 * FIRST_ROOM, EVENT)
        self.rows = np.zeros(8 * FIRST_ROOM if self.st["logging"] else 1, ROW)
        self.people = np.zeros(max(1, int(self.bp["population"]) * int(self.bp["providers"])), PERSON)
        self.reserved = np.zeros(max(1, int(self.bp["book"])), np.int64)
        self.st["people"], self.st["table_size"] = len(self.people), len(self.table)
        self.st["book_size"] = len(self.reserved)
        self._tell_addresses()
        _settle(*self._records()[:2])

    def _tell_addresses(self) -> None:
        """Write where the arrays are, which the loop reaches by address."""
        for name, array in (
            ("slots", self.slots), ("heap", self.heap), ("log", self.rows), ("people", self.people), ("table", self.table),
            ("book", self.reserved),
        ):  # fmt: skip
            self.st[f"{name}_at"] = array.ctypes.data
        self.st["slots_room"], self.st["heap_room"], self.st["log_room"] = (
            len(self.slots),
            len(self.heap),
            len(self.rows),
        )

    def _records(self) -> tuple[int, int, int]:
        """Return where the blueprint, the state and the measures are."""
        return self.record.ctypes.data, self.state.ctypes.data, self.counters.ctypes.data

    def advance(self, until: float) -> None:
        """Process all events before a time, in minutes."""
        while (outcome := run(*self._records(), float(until))) == WANTS_ROOM:
            self._grow()
        if outcome == TOO_MUCH:
            raise TooMuchError(float(self.st["now"]), int(self.st["events"]))
        self.st["now"] = until

    def _grow(self) -> None:
        """Give the arrays that are (nearly) full twice their size; put the rows of a full log aside."""
        used = int(self.st["slots_used"])
        if used > limits.INSIDE:
            raise limits.Unusable(limits.FULL)
        if len(self.slots) - used < FIRST_ROOM // 2:
            self.slots = np.concatenate([self.slots, np.zeros(len(self.slots), SLOT)])
        while len(self.heap) - int(self.st["heap_size"]) < 3 * len(self.slots):
            self.heap = np.concatenate([self.heap, np.zeros(len(self.heap), EVENT)])
        if self.st["logging"]:
            self.blocks.append(self.rows[: self.st["log_size"]].copy())
            self.st["log_size"] = 0
            if len(self.rows) < LISTENERS + 8 * len(self.slots):
                self.rows = np.zeros(LISTENERS + 8 * len(self.slots), ROW)
        self._tell_addresses()

    def inside(self) -> Inside:
        """Return who is inside now."""
        now, used = float(self.st["now"]), self.slots[: self.st["slots_used"]]
        is_case = (used["owner"] == NO_SLOT) & ~np.isin(used["state"], (FREE, CHASER_LEFT))
        cases = _columns(used[is_case], CASE)
        visiting = used[np.isin(used["state"], (WAITING, SERVED, SUSPENDED))]
        visits = _columns(visiting, VISIT)
        visits["state"] = np.select(
            [visiting["state"] == WAITING, visiting["state"] == SERVED],
            [inside.WAITING, inside.SERVED],
            inside.LAID_DOWN,
        )
        left = np.select([visits["state"] == inside.SERVED], [visiting["ends"] - now], visiting["ends"])
        visits["work"] = np.where(visits["state"] == inside.WAITING, 0.0, visiting["takes"] - left)
        return Inside(now, cases, visits)

    def areas(self) -> tuple[float, list[float], list[float]]:
        """Return open cases, and by role visits waiting or laid down, and energy, each over the time measured so far."""
        _touch_all(*self._records())
        m, roles = self.counters[0], int(self.bp["roles"])
        queue = m["role_queue_area"][:roles] + m["role_suspended_area"][:roles]
        return float(m["inside_area"]), queue.tolist(), m["role_energy_area"][:roles].tolist()

    def read_counters(self) -> Any:
        """Bring all sums up to now; return the measures as a record."""
        _touch_all(*self._records())
        return self.counters[0]

    def replace_counters(self, record: Any) -> None:
        """Go on with other measures."""
        self.counters = np.array([record], MEASURES)

    def goodwill(self) -> Any:
        """Return the goodwill now of all customers who have not left (of an unlimited stream: those with a case open)."""
        if self.bp["population"]:
            marks = np.empty(len(self.people))
            return marks[: _goodwill_of_people(*self._records()[:2], marks.ctypes.data)]
        used = self.slots[: self.st["slots_used"]]
        is_open = (used["owner"] == NO_SLOT) & ~np.isin(used["state"], (FREE, CHASER_LEFT))
        cases = np.sort(used[is_open], order="case")
        marks = np.empty(len(cases))
        _goodwill_of_cases(*self._records()[:2], cases.ctypes.data, len(cases), marks.ctypes.data)
        return marks

    def book(self) -> Any:
        """Return the book of appointments."""
        return self.reserved

    def pressure(self) -> float:
        """Return the political pressure now: the highest of the providers'."""
        return _highest_pressure(*self._records()[:2])

    def log(self) -> Any:
        """Return the rows written so far."""
        return np.concatenate([*self.blocks, self.rows[: self.st["log_size"]]])


def _columns(slots: Any, form: Any) -> Any:
    """Return slots as rows of a form, as far as they have its columns."""
    rows = np.zeros(len(slots), form)
    for name in set(form.names) & set(slots.dtype.names):
        rows[name] = slots[name]
    return rows


@entry
def _touch_all(bp_at: int, st_at: int, m_at: int) -> None:
    bp, st, m = blueprint_at(bp_at)[0], state_at(st_at)[0], measures_at(m_at)[0]
    for role in range(bp.roles):
        measures.touch_blocked(m, role, st.now, st.role_blocked[role])
        visits.touch(st, m, role)
        energy.count(bp, st, m, role)
        pace.count(bp, st, m, role)
    measures.touch_inside(m, st.now)
    measures.touch_away(m, st.now)


@entry
def _goodwill_of_people(bp_at: int, st_at: int, marks_at: int) -> int:
    """Write the goodwill now of all members of the population for each provider they have not left; return how many."""
    bp, st = blueprint_at(bp_at)[0], state_at(st_at)[0]
    people = people_of(st)
    marks, n = numbers_at(marks_at, len(people)), 0
    for person in people:
        if person.left == 0:
            marks[n] = faded(bp, person.goodwill, st.now - person.felt_at)
            n += 1
    return n


@entry
def _goodwill_of_cases(bp_at: int, st_at: int, cases_at: int, count: int, marks_at: int) -> None:
    """Write the goodwill now of the customers of so many cases."""
    bp, st = blueprint_at(bp_at)[0], state_at(st_at)[0]
    cases, marks = slots_at(cases_at, count), numbers_at(marks_at, count)
    for i in range(count):
        marks[i] = faded(bp, cases[i].goodwill, st.now - cases[i].felt_at)


@entry
def _highest_pressure(bp_at: int, st_at: int) -> float:
    bp, st = blueprint_at(bp_at)[0], state_at(st_at)[0]
    highest = 0.0
    for who in range(len(st.pressure)):
        felt = rules.decayed(st.pressure[who], 0.0, bp.mind_voice_fade, st.now - st.pressure_at[who])
        highest = max(highest, felt)
    return highest


@entry
def _settle(bp_at: int, st_at: int) -> None:
    """Give every member of the population the goodwill and expectation of its segment."""
    bp, st = blueprint_at(bp_at)[0], state_at(st_at)[0]
    people = people_of(st)
    for customer in range(bp.population):
        segment = segment_of(bp, st, customer, customer)
        for provider in range(bp.providers):
            someone = people[relation(bp, customer, provider)]
            someone.goodwill = bp.segment_goodwill[segment]
            someone.expectation = bp.segment_expectation[segment]
            someone.should = bp.segment_should[segment]
            someone.whims = bp.mind_whim_share
