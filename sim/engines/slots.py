"""The slots of appointments that fell in the measured time: how many places there were, and what became of them."""

from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.blueprint.layout import BOOK_NUMBERS


def count(blueprint: Blueprint, counters: Any, book: Any) -> None:
    """Count the places of all slots that begin in the measured time: taken, and of those taken that nobody came to.

    `book` has, for each slot of each role, the ordinary appointments, the urgent ones, and those that nobody keeps.
    """
    record = blueprint.record
    for role in range(int(record["roles"])):
        if record["role_slots_count"][role] and record["role_book_slots"][role]:
            _count(blueprint, counters, np.asarray(book), role)


def _count(blueprint: Blueprint, counters: Any, book: Any, role: int) -> None:
    record, since = blueprint.record, float(counters["since"])
    at, size, number, first = (int(record[f"role_{name}"][role]) for name in ("slots", "slots_count", "book_slots", "book"))
    times, places = blueprint.table[at : at + size], blueprint.table[at + size : at + 2 * size]
    begins = (np.arange(number // size)[:, None] * float(record["role_slots_cycle"][role]) + times).ravel()
    here = (begins >= since) & (begins < float(record["horizon"]))
    ordinary, urgent, missed = book[first : first + BOOK_NUMBERS * number].reshape(number, BOOK_NUMBERS)[here].T
    counters["role_slots"][role] = np.tile(places, number // size)[here].sum()
    counters["role_slots_taken"][role] = ordinary.sum() + urgent.sum()
    counters["role_slots_missed"][role] = missed.sum()
