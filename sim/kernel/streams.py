"""Keyed draws: a draw is a pure function of (seed, replication, entity, purpose, occurrence), so it belongs to a place
in the model and not to a moment in the run. Generator: Philox 4x32-10 (Salmon, Moraes, Dror & Shaw 2011)."""

import zlib
from collections.abc import Iterable

from sim.kernel.jit import compiled
from sim.kernel.order import CASE_BITS

# The register of purposes. One block holds two uniforms; what each is for stands behind it. Two may never collide.
ARRIVAL = 1  # entity stream; occurrence need number: gap to the next need | which customer
CUSTOMER = 2  # entity customer (or case, of an unlimited stream): segment | -
CHANNEL = 3  # entity case: channel | -
BUSYNESS = 4  # entity kind; occurrence day: gamma attempts
VISIT = 5  # entity case; occurrence visit to a step: patience | handling time
OUTCOME = 6  # ... : route | right first time
CHECK = 7  # ... : error found | mark of the moment
LAG = 8  # ... : delay before what comes next | whether the customer returns
LEAVE = 9  # entity case; occurrence contact: leaving after one that failed | at the end of the case
CLOSED = (
    10  # entity case; occurrence contact: after how long it comes back to what was closed | whether it does
)
ERROR = 11  # entity case; occurrence times an error came back: lag until the customer finds it | -
CHASE_GAP = 12  # entity case; occurrence chase: time until the customer asks where it is | -
CHASE_VISIT = 13  # ... : patience | handling time
CHASE_CHECK = 14  # ... : - | mark of the moment
WORD = 16  # entity case; occurrence teller in the story: how many are told | -
LISTENER = 17  # ... ; occurrence listener in the story: who hears it (attempts) | -
VOICE = 18  # entity case: whether the customer complains | -
ABSENCE = 19  # entity role; occurrence change of shift, person (attempt its hundreds): absent | quits
SPELL = 20  # entity role; occurrence spell: until it comes | how long it lasts
WHIM = 21  # entity case: whether it is a whim | whether it is granted
CHOICE = 22  # entity case: which provider | -
AWAY = 23  # entity role; occurrence change of shift, person (attempt its hundreds): absent whatever the energy | -
BOOKING = 24  # entity case; occurrence appointment: which day is preferred | whether it is urgent
MOVING = 25  # ... : whether it is moved | when
COMING = 26  # ... : whether nobody comes | how late
OWNER = 30  # entity case of the backlog; attempts: - | which customer
GAP = 31  # entity stream; occurrence need number: gap to the next need, where it has a law of its own | -
SIZE = 32  # ... : how many come together | -
PURPOSES = 64  # six bits in the counter

REPLICATIONS = 1 << 20
ATTEMPTS = 32  # per uniform, for distributions that reject
VISIT_BITS = 20  # of an occurrence: which visit to the step; the step's own code stands above
STEP_CODES = 1 << 12
KIND_CODES = 1 << 18
VISITS_COUNTED = 65535
PERSON_BITS = 8  # of an occurrence: which person of a role; the change of shift stands above, hundreds of persons in the attempt
ROLE_CODES = 1 << 16  # the provider stands above

_M0, _M1 = 0xD2511F53, 0xCD9E8D57
_W0, _W1 = 0x9E3779B9, 0xBB67AE85
_MASK = 0xFFFFFFFF


@compiled
def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Return the four 32-bit words of Philox 4x32-10 for a counter (c0..c3) and a key (k0, k1)."""
    for _ in range(10):
        p0 = _M0 * c0
        p1 = _M1 * c2
        # the masks make a wrapped signed product give the same words as Python's long integers
        c0, c1, c2, c3 = (
            ((p1 >> 32) & _MASK) ^ c1 ^ k0,
            p1 & _MASK,
            ((p0 >> 32) & _MASK) ^ c3 ^ k1,
            p0 & _MASK,
        )
        k0 = (k0 + _W0) & _MASK
        k1 = (k1 + _W1) & _MASK
    return c0, c1, c2, c3


@compiled
def _unit(high: int, low: int) -> float:
    """Return a uniform strictly between 0 and 1 (52 bits and a half) from two words."""
    return ((high >> 6) * 67108864.0 + (low >> 6) + 0.5) * 2.220446049250313e-16


@compiled
def block(
    seed: int, replication: int, entity: int, purpose: int, occurrence: int, attempt: int
) -> tuple[float, float]:
    """Return the two uniforms in (0, 1) of one place in the model."""
    a, b, c, d = philox(
        entity & _MASK,
        (entity >> 32) & _MASK,
        occurrence & _MASK,
        (replication << 12) | (purpose << 6) | attempt,
        seed & _MASK,
        (seed >> 32) & _MASK,
    )
    return _unit(a, b), _unit(c, d)


@compiled
def case_entity(kind_code: int, case: int) -> int:
    """Return whose draws a case's are: the kind by the code of its name, so that the order of kinds in a file is free."""
    return (kind_code << CASE_BITS) | (case & ((1 << CASE_BITS) - 1))


@compiled
def visit_occurrence(step_code: int, visit: int, visits: int) -> int:
    """Return the occurrence of visit number `visit` to a step (all visits of the case so far where the count is full)."""
    return (step_code << VISIT_BITS) | (visit if visit < VISITS_COUNTED else visits & ((1 << VISIT_BITS) - 1))


@compiled
def person_at(change: int, person: int) -> tuple[int, int]:
    """Return the occurrence and the attempt of a person at a change of shift."""
    return (change << PERSON_BITS) | (person & ((1 << PERSON_BITS) - 1)), person >> PERSON_BITS


def codes(names: Iterable[str], size: int) -> dict[str, int]:
    """Return a code below `size` for every name, by hash; a name that meets a taken code moves to the next free one."""
    taken: dict[int, str] = {}
    for name in names:
        code = zlib.crc32(name.encode()) % size
        while code in taken:
            code = (code + 1) % size
        taken[code] = name
    return {name: code for code, name in taken.items()}


@compiled
def stream_entity(kind_code: int, level: int) -> int:
    """Return whose draws the needs of a kind are, at one level of the population."""
    return (kind_code << 5) | level
