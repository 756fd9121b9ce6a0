"""How large a model may be: fixed maxima let one compiled loop serve every model."""

ROLES = 32
STEPS = 64
NEEDS = 16
KINDS = NEEDS + 1  # the last for complaints
SEGMENTS = 8
CHANNELS = 8
BRANCHES = 12  # of one step
INSTEAD = 4  # steps that may be done instead of one
ALL_BRANCHES = 512
DISTRIBUTIONS = 256
PRIORITIES = 8
SNAPSHOTS = 64
PROVIDERS = 4  # in a market
PACES = 8  # speeds of a role, by number of customers
PERIODS = 52  # equal parts of a run, for pictures over time
WINDOWS = 8  # equal stretches at the end of a run, by which is seen what still rises or falls
PERSONS = 4096  # of a role, known by number; beyond that staff are anonymous, and absence is refused
PERSONS_KEPT = 8  # different persons remembered per case
LEVELS = 26  # dyadic levels of a population, up to 2^25 customers
POPULATION = 18_000_000
LISTENERS = 4096  # of one story; it goes no further
INSIDE = 2_000_000  # open cases, and customers who chase, at once: more than a gigabyte
EVENTS, EVENTS_A_VISIT = 200_000_000, 200  # of one replication: the first, and so many more for each visit expected
BACKLOG = 30  # the level that stands for cases that are there when a run begins
SCRIPTED = 31  # the level that stands for needs at given times
FULL = f"more than {INSIDE:,} cases are open at once; give roles more staff, or shorten the run"


class Unusable(ValueError):
    """An experiment that cannot be done as asked for."""


class TooMuchError(Unusable):
    """A replication in which more happens than can be waited for."""

    def __init__(self, minutes: float, events: int) -> None:
        super().__init__(minutes, events)

    def __str__(self) -> str:
        minutes, events = self.args
        return (
            f"stopped after {events:.2g} events, {minutes / 1440:.3g} days into a run: far more than its visits bring; "
            "let customers come back or ask less often (redial, chasing), or shorten run.length"
        )
