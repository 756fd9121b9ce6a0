"""Rows of the log, written by the SimPy engine."""

from sim.engines.story.model import Case, Visit, World
from sim.records.log import CHASING, NEVER, NONE

# experience, mark of the contact where it ends, expectation before, goodwill before and after
LeftBehind = tuple[float, float, float, float, float]
NOTHING: LeftBehind = (NEVER, NEVER, NEVER, NEVER, NEVER)


def write(
    world: World,
    what: int,
    case: Case | None = None,
    visit: Visit | None = None,
    *,
    next_step: int = NONE,
    waited: float = NEVER,
    handled: float = NEVER,
    left_behind: LeftBehind = NOTHING,
    chasing: bool = False,
    role: int = NONE,
    number: int = NONE,
    listener: int = NONE,
    dropped: tuple[int, int, int] = (NONE, NONE, NONE),
) -> None:
    """Write a row about a case, a visit of it, a role's staff or a need that was dropped."""
    if world.rows is None:
        return
    chasing = chasing or (visit is not None and visit.chasing)
    kind, case_number, customer = dropped
    provider, chaser, channel, segment, cause, contact, due, step, person = (
        0,
        0,
        NONE,
        NONE,
        NONE,
        NONE,
        NEVER,
        NONE,
        NONE,
    )
    if case is not None:
        kind, case_number, customer = case.kind, case.number, case.customer_number
        provider, channel, segment, contact, due = (
            case.provider,
            case.channel,
            case.segment,
            case.contacts,
            case.due,
        )
        chaser, cause = int(chasing), CHASING if chasing else case.cause
    customer = customer if listener == NONE else listener
    if visit is not None:
        role, step, number, person = visit.role, visit.step, visit.number, visit.person
    world.rows.append(
        (world.now, what, chaser, kind, channel, segment, cause, provider, role, step, next_step, person,
         contact, number, case_number, customer, waited, handled, due, *left_behind)
    )  # fmt: skip
