"""Who works in a role of the SimPy engine, and who waits for it: staff, persons, hours and the look at the queue."""

from collections.abc import Callable

from sim.blueprint.layout import SERVE
from sim.engines.story.absence import Attendance
from sim.engines.story.energy import EnergyLevel
from sim.engines.story.model import Case, Visit, World, count
from sim.engines.story.pace import Pace
from sim.kernel import calendar, order
from sim.kernel.limits import PERSONS, PERSONS_KEPT


class Crew:
    """Staff with one queue, ordered by (priority, joined, who); work laid down at the end of a shift comes first."""

    def __init__(self, world: World, number: int, anew: Callable[[Visit], None]) -> None:
        bp = world.bp
        self.world, self.number = world, number
        self.staff = bp.role_staff[number]
        self.plan = (bp.role_plan[number], bp.role_plan_count[number], bp.role_cycle[number])
        self.queue: list[tuple[int, float, int, Visit]] = []
        self.suspended: list[Visit] = []
        self.served: list[Visit] = []
        self.held: list[tuple[float, int, Visit]] = []  # in the hands of others, until there is room here
        self.blocked = 0  # of this crew, who hold work for want of room elsewhere
        self.busy_persons: set[int] = set()
        self.late, self.closed_at = 0, 0.0  # how many stay on after closing, for whom it closed on
        self.looks = False
        self.energy = EnergyLevel(world, self)
        self.attendance = Attendance(world, number, self.energy)
        self.pace = Pace(world, number, self.served, anew)
        self.staff = self.attendance.begin_shift(0, self.staff, bp.role_away[number])

    @property
    def busy(self) -> int:
        """How many are serving, some perhaps after their shift, or hold what they have served."""
        return len(self.served) + self.blocked

    @property
    def stays_on(self) -> bool:
        """Whether somebody is free of those who stay on after closing."""
        return bool(self.attendance.planned == 0 and self.busy < self.late)

    def is_full(self) -> bool:
        """Return whether there is no room, those counted out whom free staff will pick up at this instant."""
        limit, free = self.world.bp.role_limit[self.number], self.staff - self.busy - len(self.suspended)
        return bool(limit >= 0 and len(self.queue) >= limit + max(0, free))

    def hours(self, case: Case) -> tuple[float, float]:
        """Return when a role that is closed to a customer opens and closes again, or times below nought where it is not closed."""
        if self.attendance.planned > 0:
            return -1.0, -1.0
        opens, closes = self.world.hours(*self.plan)
        return (-1.0, -1.0) if opens < 0.0 or self.is_break(case.channel, opens) else (opens, closes)

    def is_break(self, channel: int, until: float) -> bool:
        """Return whether nobody being there until a time is a break to a customer: the channel's opening hours go on over it."""
        world, bp = self.world, self.world.bp
        if channel < 0 or bp.channel_plan_count[channel] <= 1:
            return False
        plan = (bp.channel_plan[channel], bp.channel_plan_count[channel], bp.channel_cycle[channel])
        is_open = calendar.level_at(world.table, *plan, world.now) > 0
        return bool(is_open and calendar.next_change(world.table, *plan, world.now, False) >= until)

    def stays_for(self, case: Case) -> bool:
        """Return whether a customer is put through in a contact that began before closing, so that staff stays on."""
        serves = self.world.bp.role_at_closing[self.number] == SERVE and self.late > 0
        through = case.in_contact and case.front_role >= 0 and not case.alone
        return bool(serves and through and case.began <= self.closed_at)

    def look(self) -> None:
        """Look at the queue at the end of this instant, so that who is served does not hang on who came first in the code."""
        if self.busy < self.staff or self.stays_on:
            self.look_anyway()

    def look_anyway(self) -> None:
        """Look at the queue at the end of this instant, also where nobody is free: there may be room."""
        if not self.looks:
            self.looks = True
            key = order.event_key(order.PICKUP, self.number)
            self.world.clock.at(self.world.now, key, self.pick_up)

    def pick_up(self) -> None:
        """Let those who are free take those first in line."""
        raise NotImplementedError

    def give_person(self, visit: Visit) -> None:
        """Choose who serves a visit, if known by number."""
        visit.person = self._person_for(visit)
        known = visit.case.persons
        if visit.person < 0:
            return
        self.busy_persons.add(visit.person)
        if (self.number, visit.person) not in known and len(known) < PERSONS_KEPT:
            known.append((self.number, visit.person))

    def _person_for(self, visit: Visit) -> int:
        """Return who serves: where asked the person who had the case before, else the first idle one (known by number)."""
        taken = self.busy_persons | self.attendance.persons
        if self.world.bp.role_continuity[self.number]:
            for role, person in visit.case.persons:
                if role == self.number and person < self.attendance.roster and person not in taken:
                    return person
        return next((person for person in range(PERSONS) if person not in taken), -1)

    def change_pace(self) -> None:
        """Work at the speed that goes with the number of customers, now that it has changed."""
        self.pace.change(len(self.queue) + self.busy + len(self.suspended))

    def touch(self) -> None:
        """Bring the role's sums up to date, before its queue, work or staff changes."""
        queue, suspended = len(self.queue), len(self.suspended)
        count.touch_role(self.world.m, self.number, self.world.now, queue, self.busy, self.staff, suspended)

    def touch_blocked(self) -> None:
        """Bring the time up to date in which staff hold work, before their number changes."""
        count.touch_blocked(self.world.m, self.number, self.world.now, self.blocked)

    def block(self, change: int, person: int) -> None:
        """Let a person begin (1) or cease (-1) to hold work for which there is no room elsewhere."""
        self.touch()
        self.touch_blocked()
        self.energy.keep()
        self.blocked += change
        if change > 0 and person >= 0:
            self.busy_persons.add(person)
        elif change < 0:
            self.busy_persons.discard(person)
            self.look()
