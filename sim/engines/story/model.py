"""What the SimPy engine keeps in mind: the case, the customer, the chaser, and the run they live in."""

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import simpy

from sim.blueprint import Blueprint
from sim.engines.story.clock import Clock, as_lists
from sim.kernel import calendar, distributions, streams
from sim.kernel.jit import plain
from sim.kernel.limits import PERIODS, PROVIDERS
from sim.records import measures
from sim.records.counters import EXTERNAL_FAILURE, MEASURES
from sim.records.log import NEVER, NONE


class _Counts:
    """The measures' own functions, as plain Python over plain lists."""

    touch_role = staticmethod(plain(measures.touch_role))
    touch_inside = staticmethod(plain(measures.touch_inside))
    touch_away = staticmethod(plain(measures.touch_away))
    arrival = staticmethod(plain(measures.count_arrival))
    backlog = staticmethod(plain(measures.count_backlog))
    backlog_ended = staticmethod(plain(measures.count_backlog_ended))
    backlog_taken = staticmethod(plain(measures.count_backlog_taken))
    contact = staticmethod(plain(measures.count_contact))
    wait = staticmethod(plain(measures.count_wait))
    refused = staticmethod(plain(measures.count_refused))
    wait_by = staticmethod(plain(measures.count_wait_by))
    refused_by = staticmethod(plain(measures.count_refused_by))
    overflowed = staticmethod(plain(measures.count_overflowed))
    booked = staticmethod(plain(measures.count_booked))
    met = staticmethod(plain(measures.count_met))
    sent_home = staticmethod(plain(measures.count_sent_home))
    touch_blocked = staticmethod(plain(measures.touch_blocked))
    handled = staticmethod(plain(measures.count_handled))
    moment = staticmethod(plain(measures.count_moment))
    felt = staticmethod(plain(measures.count_felt))
    jump = staticmethod(plain(measures.count_jump))
    resolved = staticmethod(plain(measures.count_resolved))
    gone = staticmethod(plain(measures.count_gone))
    fate = staticmethod(plain(measures.count_fate))
    end = staticmethod(plain(measures.count_end))
    episode = staticmethod(plain(measures.count_episode))
    promise = staticmethod(plain(measures.count_promise))
    complaint = staticmethod(plain(measures.count_complaint))
    story = staticmethod(plain(measures.count_story))
    effort = staticmethod(plain(measures.count_effort))
    need = staticmethod(plain(measures.count_need))
    case_effort = staticmethod(plain(measures.count_case_effort))


count = _Counts


@dataclass
class Customer:
    """Who has needs; carries goodwill and expectations (marks) since the last contact (minutes)."""

    goodwill: float
    expectation: float
    should: float  # what one may expect
    whims: float  # share of this customer's needs
    felt_at: float = 0.0
    open: int = 0
    left: bool = False


@dataclass(eq=False)
class Felt:
    """What a contact was like so far: the steps of the moment in hand, and the moments before it (marks)."""

    minutes: float = 0.0
    weighted: float = 0.0
    marks: float = 0.0
    losses: float = 0.0
    steps: int = 0
    promised: bool = False
    moments: list[float] = field(default_factory=list)

    def end_moment(self) -> None:
        """Forget the steps of a moment."""
        self.minutes = self.weighted = self.marks = self.losses = 0.0
        self.steps, self.promised = 0, False


@dataclass(eq=False)
class Visit:
    """One visit to a step, by a case or by its chasing customer."""

    case: "Case"
    step: int
    role: int
    occurrence: int
    who: int
    number: int
    felt: Felt
    chasing: bool = False
    straight: bool = False  # by the person who did the step before
    by_goodwill: float = 1.0  # what stretches the work
    by_energy: float = 1.0
    transferred: bool = False
    retold: bool = False
    switched: bool = False  # to staff, from a step alone
    handed_over: bool = False
    effort_kind: int = EXTERNAL_FAILURE
    priority: int = 1
    joined: float = 0.0
    rank: float = 0.0  # since when it has its place in the queue
    deadline: float = np.inf
    overflows: bool = False  # and does not give up, when its deadline comes
    u_takes: float = 0.5
    takes: float = 0.0
    left_over: float = 0.0
    laid_down: float = 0.0
    kept: bool = False  # at closing, for staff to stay on
    sent: bool = False  # off, at closing
    server: tuple[int, int] = (NONE, NONE)  # role and person who hold it, for want of room on a tray
    started: float = 0.0
    ends: float = 0.0
    waited: float = 0.0
    person: int = NONE
    state: str = "new"
    ending: Any = None  # the event that ends the handling; another one after a suspension
    answer: simpy.Event = field(init=False)  # what the role says in the end


@dataclass(eq=False)
class Case:
    """One need being served."""

    number: int
    entity: int
    kind: int
    customer: Customer
    customer_number: int
    segment: int
    provider: int
    channel: int
    arose: float
    open: bool = True
    cause: int = NONE
    contacts: int = 0
    chases: int = 0
    closed: int = 0
    error_returns: int = 0
    visits: int = 0
    transfers: int = 0
    hand_overs: int = 0
    whim: str = ""  # asked, granted or refused
    in_contact: bool = False
    began: float = 0.0  # the contact
    reworked: bool = False
    told: bool = False  # to somebody in front, once
    resting: bool = False
    failed: bool = False  # it came back because something went wrong
    alone: bool = False  # the last step was the customer's own
    last_role: int = NONE
    front_role: int = NONE
    due: float = NEVER
    work: float = 0.0
    effort: float = 0.0
    step_visits: dict[int, int] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    errors: set[int] = field(default_factory=set)
    persons: list[tuple[int, int]] = field(default_factory=list)
    felt: Felt = field(default_factory=Felt)  # of the contact in hand
    marks: list[float] = field(default_factory=list)  # of its contacts
    last_moment: float = 0.0  # its experience
    contact_before: float = 0.0  # goodwill, just before the last contact left anything behind
    failure_before: float = 0.0  # goodwill, before the need first came back because something went wrong
    chase_timer: Any = None  # the event at which the customer asks next
    chaser: Visit | None = None
    keeps: float = -1.0  # since when it has the place in a queue that it takes along
    bookings: int = 0  # appointments made, and asked for in vain
    slot: int = NONE
    appointed: float = NEVER
    urgent: int = 0
    coming: int = 0  # what becomes of the appointment
    asked: int = NONE  # why it was asked for


class World:
    """One replication: clock, blueprint as plain lists, measures as plain lists, log rows, open cases and customers."""

    def __init__(self, blueprint: Blueprint, seed: int, replication: int, logging: bool) -> None:
        self.clock = Clock()
        self.bp = as_lists(blueprint.record)
        self.clock.most_events = self.bp.most_events
        self.table = blueprint.table
        self.seed, self.replication = seed, replication
        self.m = as_lists(np.zeros(1, MEASURES)[0])
        self.rows: list[tuple[Any, ...]] | None = [] if logging else None
        self.cases: dict[int, Case] = {}
        self.book = [0] * self.bp.book  # of appointments
        self.alone: dict[int, Visit] = {}  # steps that customers are doing alone, by who
        self.people: dict[tuple[int, int], Customer] = {}  # by customer and provider
        self.pressure, self.pressure_at = [self.bp.mind_voice_start] * PROVIDERS, [0.0] * PROVIDERS  # political, of complaints

    @property
    def now(self) -> float:
        """The time, in minutes."""
        return float(self.clock.now)

    @property
    def period(self) -> int:
        """The part of the run that this moment lies in."""
        return min(PERIODS - 1, int(self.now * self.bp.periods_per_minute))

    def uniforms(self, entity: int, purpose: int, occurrence: int) -> tuple[float, float]:
        """Return the two uniforms of a place in the model."""
        return streams.block(self.seed, self.replication, entity, purpose, occurrence, 0)

    def draw(self, law: int, u: float, entity: int, purpose: int, occurrence: int, slot: int) -> float:
        """Return a draw from distribution number `law`, by uniform u (number `slot`) of a place in the model."""
        bp = self.bp
        return distributions.sample(
            bp.dist_kind[law], bp.dist_a[law], bp.dist_b[law], bp.dist_c[law], bp.dist_zero[law],
            self.table, bp.dist_at[law], bp.dist_count[law],
            u, self.seed, self.replication, entity, purpose, occurrence, slot,
        )  # fmt: skip

    def hours(self, at: int, size: int, cycle: float) -> tuple[float, float]:
        """Return when a plan at nought goes above it, and is at nought again (else at once); below nought where it is above."""
        if calendar.level_at(self.table, at, size, cycle, self.now) > 0:
            return -1.0, -1.0
        opens = float(calendar.next_change(self.table, at, size, cycle, self.now, True))
        closes = float(calendar.next_change(self.table, at, size, cycle, opens, False))
        return opens, closes if closes < self.bp.horizon else opens

    def is_certain(self, law: int) -> bool:
        """Return whether a distribution is one value."""
        return bool(self.bp.dist_kind[law] == distributions.FIXED and self.bp.dist_zero[law] == 0.0)


def choose(shares: list[float], u: float) -> int:
    """Return the first cumulative share above u, counted from nought."""
    for i, share in enumerate(shares[:-1]):
        if u < share:
            return i
    return len(shares) - 1


ENTRY = -1  # where the channel begins

Story = Generator[simpy.Event, Any, None]


@dataclass(frozen=True)
class Contact:
    """Next, the customer makes contact."""

    cause: int
    step: int


@dataclass(frozen=True)
class ToStep:
    """Next, the case comes to a step, from the hands of a server (role and person), if any; `before` where whoever did that
    step goes straight on; `appointed` where its customer comes to an appointment."""

    number: int
    server: tuple[int, int] = (NONE, NONE)
    before: Visit | None = None
    appointed: bool = False


@dataclass(frozen=True)
class Rest:
    """Next, the case rests until a time; then a contact or a step."""

    until: float
    cause: int
    step: int


@dataclass(frozen=True)
class End:
    """Next, the case closes; `asks` where its customer has yet to decide whether to leave."""

    how: int
    asks: bool


Next = Contact | ToStep | Rest | End
