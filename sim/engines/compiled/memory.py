"""The memory of the compiled engine: one state record, and the large arrays that it reaches by address.

Arrays passed one by one through helpers cost several times more than one record (their reference counts are kept at each
call); so the record carries addresses, and `memory` keeps the arrays alive in Python for as long as the loop may run.
"""

from typing import Any

import numpy as np

from sim.blueprint.layout import BLUEPRINT
from sim.kernel.jit import FromNumba, compiled
from sim.kernel.limits import LISTENERS, PERSONS, PERSONS_KEPT, PRIORITIES, PROVIDERS, ROLES, STEPS
from sim.records.counters import MEASURES
from sim.records.log import ROW

NO_SLOT = -1
FREE, WAITING, SERVED, SUSPENDED, GONE_AWAY, CHASER_LEFT, HELD = range(7)
WORDS = PERSONS // 32
# lines of a role: work laid down, who was kept at closing, who has an appointment, the classes that wait, those being served, work
# held before the tray
SUSPENDED_LINE, KEPT_LINE, APPOINTED_LINE, CLASS_LINE = range(4)
SERVED_LINE, HELD_LINE = CLASS_LINE + PRIORITIES, CLASS_LINE + PRIORITIES + 1
LINES = HELD_LINE + 1

SLOT = np.dtype(
    [  # what each event touches stands together, in as few cache lines as may be
        ("case", "i8"), ("entity", "i8"), ("occurrence", "i8"), ("errors", "i8"), ("done", "i8"),
        ("joined", "f8"), ("rank", "f8"), ("started", "f8"), ("ends", "f8"), ("takes", "f8"), ("u_takes", "f8"), ("deadline", "f8"),
        ("waited", "f8"),
        ("generation", "i4"), ("next", "i4"), ("previous", "i4"), ("owner", "i4"), ("visits", "i4"), ("persons", "i4"),
        ("state", "i2"), ("kind", "i2"), ("segment", "i2"), ("channel", "i2"), ("step", "i2"), ("role", "i2"),
        ("line", "i2"), ("provider", "i2"), ("person", "i2"), ("cause", "i2"), ("last_role", "i2"), ("front_role", "i2"),
        ("in_contact", "i1"), ("transferred", "i1"), ("retold", "i1"), ("reworked", "i1"),
        ("awaits_give_up", "i1"), ("left", "i1"), ("straight", "i1"), ("promised", "i1"),
        ("told", "i1"), ("failed", "i1"), ("alone", "i1"), ("switched", "i1"), ("handed_over", "i1"),
        ("effort_kind", "i1"), ("whim", "i1"), ("kept", "i1"), ("sent", "i1"), ("server", "i2"), ("server_person", "i2"),
        ("person_ids", "i4", (PERSONS_KEPT,)),
        ("arose", "f8"), ("due", "f8"), ("work", "f8"), ("effort", "f8"), ("customer", "i8"),
        ("contacts", "i4"), ("chaser", "i4"), ("transfers", "i4"), ("hand_overs", "i4"), ("return_to", "i4"),
        ("chase_generation", "i4"), ("chases", "i4"), ("closed", "i4"), ("error_returns", "i4"), ("marks", "i4"),
        ("goodwill", "f8"), ("expectation", "f8"), ("should", "f8"), ("felt_at", "f8"), ("relation", "i8"), ("began", "f8"),
        ("by_goodwill", "f8"), ("by_energy", "f8"),  # what stretches the work of this visit
        ("moment_minutes", "f8"), ("moment_weighted", "f8"), ("moment_marks", "f8"), ("moment_losses", "f8"),
        ("contact_sum", "f8"), ("contact_best", "f8"), ("contact_worst", "f8"), ("contact_last", "f8"),
        ("moment_steps", "i4"), ("contact_moments", "i4"),
        ("marks_sum", "f8"), ("best", "f8"), ("worst", "f8"), ("last", "f8"), ("last_moment", "f8"),
        ("contact_before", "f8"), ("failure_before", "f8"), ("laid_down", "f8"),
        ("appointed", "f8"), ("bookings", "i4"), ("booked", "i4"), ("urgent", "i1"), ("coming", "i1"), ("asked", "i2"),
        ("overflows", "i1"), ("keeps", "i1"),
        ("step_visits", "u2", (STEPS,)),
    ],
    align=True,
)  # fmt: skip

EVENT = np.dtype([("time", "f8"), ("key", "i8"), ("slot", "i4"), ("generation", "i4")], align=True)
PERSON = np.dtype(
    [
        ("goodwill", "f8"),
        ("expectation", "f8"),
        ("should", "f8"),
        ("felt_at", "f8"),
        ("whims", "f8"),
        ("open", "i4"),
        ("left", "i4"),
    ],
    align=True,
)

STATE = np.dtype(
    [("now", "f8"), ("seed", "i8"), ("replication", "i8")]
    + [(f"{name}_at", "i8") for name in ("heap", "slots", "people", "table", "log", "book")]
    + [
        (name, "i8")
        for name in "heap_size heap_room hole slots_used slots_room free people table_size book_size events".split()
    ]
    + [(name, "i8") for name in "logging log_size log_room pending".split()]
    + [("stream_need", "i8", (512,)), ("stream_left", "i8", (512,)), ("tellers", "i8", (LISTENERS,))]
    + [
        (f"role_{name}", "i8", (ROLES,))
        for name in "staff busy waiting suspended awaits change planned spell slowed customers roster there late blocked "
        "idle_word".split()
    ]
    + [
        (f"role_{name}", "f8", (ROLES,))
        for name in "energy energy_at energy_counted speed customers_at closed_at".split()
    ]
    + [("role_persons", "i8", (ROLES, WORDS)), ("role_absent", "i8", (ROLES, WORDS))]
    + [(name, "f8", (PROVIDERS,)) for name in "pressure pressure_at attraction".split()]
    + [("vacant_until", "f8", (ROLES, PERSONS))]
    + [("line_first", "i4", (ROLES, LINES)), ("line_last", "i4", (ROLES, LINES))],
    align=True,
)


carray: Any = FromNumba("carray")
_pointer: Any = FromNumba("pointer")


@compiled
def blueprint_at(address):  # type: ignore[no-untyped-def]
    """Return the blueprint at an address.

    Python gives addresses: to look at the type of a record with hundreds of fields takes longer than many a stop of a run.
    """
    return carray(_pointer(address), (1,), BLUEPRINT)


@compiled
def state_at(address):  # type: ignore[no-untyped-def]
    """Return the state at an address."""
    return carray(_pointer(address), (1,), STATE)


@compiled
def measures_at(address):  # type: ignore[no-untyped-def]
    """Return the measures at an address."""
    return carray(_pointer(address), (1,), MEASURES)


@compiled
def numbers_at(address, count):  # type: ignore[no-untyped-def]
    """Return so many numbers at an address."""
    return carray(_pointer(address), (count,), np.float64)


@compiled
def slots_at(address, count):  # type: ignore[no-untyped-def]
    """Return so many slots at an address."""
    return carray(_pointer(address), (count,), SLOT)


@compiled
def slots_of(st):  # type: ignore[no-untyped-def]
    """Return the slots: one per open case and one per chasing customer."""
    return carray(_pointer(st.slots_at), (st.slots_room,), SLOT)


@compiled
def heap_of(st):  # type: ignore[no-untyped-def]
    """Return the heap of events."""
    return carray(_pointer(st.heap_at), (st.heap_room,), EVENT)


@compiled
def people_of(st):  # type: ignore[no-untyped-def]
    """Return the population: a row for each customer, and in a market for each provider."""
    return carray(_pointer(st.people_at), (st.people,), PERSON)


@compiled
def table_of(st):  # type: ignore[no-untyped-def]
    """Return the blueprint's table of long lists."""
    return carray(_pointer(st.table_at), (st.table_size,), np.float64)


@compiled
def book_of(st):  # type: ignore[no-untyped-def]
    """Return the book of appointments."""
    return carray(_pointer(st.book_at), (st.book_size,), np.int64)


@compiled
def log_of(st):  # type: ignore[no-untyped-def]
    """Return the log's buffer."""
    return carray(_pointer(st.log_at), (st.log_room,), ROW)


@compiled
def take_slot(st):  # type: ignore[no-untyped-def]
    """Return the number of a free slot; its generations go on counting, so that events of its former user stay stale."""
    slots = slots_of(st)
    i = st.free
    if i >= 0:
        st.free = slots[i].next
    else:
        i = st.slots_used
        st.slots_used += 1
    return i


@compiled
def give_slot(st, i) -> None:  # type: ignore[no-untyped-def]
    """Put a slot back."""
    slots = slots_of(st)
    slots[i].state = FREE
    slots[i].next = st.free
    st.free = i
