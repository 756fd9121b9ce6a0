"""The one total order of events that both engines obey: (time, kind, who). Insertion order is not an order."""

from sim.kernel.jit import compiled
from sim.kernel.limits import BACKLOG

# Lower comes first at one instant. Work that ends and shifts that change free staff before new customers come in;
# staff pick up at the end of the instant; only then do those without patience leave.
END, SHIFT, ARRIVE, RETURN, CHASE, PICKUP, GIVE_UP = range(7)

NEED_BITS = 40  # need number within its stream
LEVEL_BITS = 5  # dyadic level of the population that the stream serves
CASE_BITS = NEED_BITS + LEVEL_BITS
COMPLAINT_BIT = 50
WHO_BITS = 56


@compiled
def case_number(kind: int, level: int, need: int) -> int:
    """Return the number of a case: need `need` of stream (kind, level), the same in every design."""
    return (kind << CASE_BITS) | (level << NEED_BITS) | need


@compiled
def backlog_number(place: int) -> int:
    """Return the number of a case that is there when a run begins: the longer it has been, the lower."""
    return (BACKLOG << NEED_BITS) | place


@compiled
def is_backlog(case: int) -> bool:
    """Return whether a case was there when the run began."""
    return case >> NEED_BITS == BACKLOG


@compiled
def complaint_number(case: int) -> int:
    """Return the number of the case that a complaint about a case is."""
    return case | (1 << COMPLAINT_BIT)


@compiled
def main_line(case: int) -> int:
    """Return who a case's own events belong to."""
    return 2 * case


@compiled
def chaser_line(case: int) -> int:
    """Return who the events of a case's chasing customer belong to."""
    return 2 * case + 1


@compiled
def event_key(kind: int, who: int) -> int:
    """Return the rank of an event among those at the same time (smaller first)."""
    return (kind << WHO_BITS) | who
