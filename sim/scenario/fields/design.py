"""A design: what the organisation chooses. Durations in minutes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from sim.kernel import limits
from sim.scenario.fields.backlog import Backlog
from sim.scenario.fields.staff import Pace, Spells
from sim.scenario.fields.whims import Granting
from sim.scenario.text.calendars import Schedule
from sim.scenario.text.field_types import (
    ByNeed,
    Costs,
    Delay,
    Duration,
    Exceptions,
    Fields,
    Lasting,
    Law,
    Mark,
    MarkLaw,
    Name,
    Names,
    NewName,
    Norm,
    Opening,
    Probability,
    Shares,
    Staff,
    Starts,
    Stretches,
    Switch,
    Text,
    Wage,
    at_most,
    between,
    name,
    one_of,
    whole,
)
from sim.scenario.text.laws import Distribution
from sim.scenario.text.units import UnreadableError, each, entry, probability

ENDINGS = ("resolved", "withdrawn", "lost", "unresolved")
SELF = "self"
SELF_SERVICE = {"fails": 0.3, "share": 0.67}  # of self-service: answerstat.com, old


class Branch(Fields):
    """One way on from a step: to another step or an ending, with a share and perhaps a delay."""

    to: Name
    share: Probability
    after: Delay | None = None
    failure: Switch = False


AtClosing = Annotated[Literal["serve", "send_home", "cut_off"], one_of("serve", "send_home", "cut_off")]


class Channel(Fields):
    """A way in: its share (or cost) per segment, the step it leads to, its opening hours, what happens at closing, and how
    long a wait may last."""

    share: Shares = None
    cost: Costs = None
    starts: Starts = None
    opens: Opening | None = None
    at_closing: AtClosing = "serve"
    norm: Norm = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, given: Any) -> Any:
        return given if isinstance(given, dict | Channel) else {"share": given}


def share_of(value: float | Mapping[str, Any] | None, kind: str, segment: str) -> float:
    """Return what a share or cost is for needs of a kind in a segment: one for all, by need, by segment, or by need and segment."""
    if isinstance(value, Mapping):
        value = value.get(kind, value.get(segment))
    if isinstance(value, Mapping):
        value = value.get(segment)
    return value or 0.0


class Appointments(Fields):
    """Slots of one length in a part of a role's time, what is kept free of them, and how customers keep to them."""

    slots: Lasting
    horizon: Lasting
    side_by_side: Staff | None = None
    notice: Duration = 0.0
    day: Annotated[Literal["first_free", "preferred"], one_of("first_free", "preferred")] = "first_free"
    kept_free: Probability = 0.0
    urgent: ByNeed = 0.0
    no_show: Probability = 0.0
    moves: Probability = 0.0
    late: Law | None = None

    def urgent_of(self, kind: str) -> float:
        """Return how likely an appointment for a kind of need is urgent."""
        return self.urgent.get(kind, 0.0) if isinstance(self.urgent, Mapping) else self.urgent


class Role(Fields):
    """Staff with one queue."""

    staff: Staff
    exceptions: Exceptions = ()
    breaks: Staff | None = None
    at_closing: AtClosing = "serve"
    end_of_shift: Annotated[Literal["finish", "suspend"], one_of("finish", "suspend")] = "finish"
    queue_limit: Annotated[int | None, whole(0, 10**9)] = None
    when_full: Annotated[Literal["block", "refuse"], one_of("block", "refuse")] = "block"
    norm: Norm = None
    cost: Wage = None
    absence: Probability = 0.0
    continuity: Switch = False
    discipline: Annotated[Literal["priority", "first_come"], one_of("priority", "first_come")] = "priority"
    strain: Annotated[float, between(0, 100)] = 1.0
    pace: Pace = ()
    spells: Spells | None = None
    appointments: Appointments | None = None

    @property
    def there(self) -> Schedule:
        """How many are at work: those on shift, less those who have a break."""
        return self.staff.less(self.away)

    @property
    def most(self) -> int:
        """The largest number on shift, on usual days or on others."""
        return max(level for plan in (self.staff, *(one.plan for one in self.exceptions)) for level in plan.levels)

    @property
    def away(self) -> Schedule:
        """How many have a break."""
        return self.breaks or Schedule()


@dataclass(frozen=True)
class SelfService:
    """Self-service as it was written, on its way to branches."""

    sugar: Any
    beside_then: bool


def _then(given: Any) -> Any:
    return _branches(_self_service(given) if isinstance(given, SelfService) else given)


def _self_service(given: SelfService) -> dict[str, Any]:
    """Rewrite self-service that can fail as branches: resolved, on to a step, or lost."""
    sugar = given.sugar
    if given.beside_then:
        raise UnreadableError("either then or self_service", "leave one of the two out")
    if not isinstance(sugar, dict) or set(sugar) - {"fails", "reaches", "share"} or "reaches" not in sugar:
        raise UnreadableError("{fails: 0.3, reaches: STEP, share: 0.67}", "write it in this form")
    found = dict(each([(key, sugar.get(key, usual)) for key, usual in SELF_SERVICE.items()], probability))
    fails, share, reaches = found["fails"], found["share"], entry(sugar, "reaches", name)
    return {"resolved": 1 - fails, reaches: fails * share, "lost": fails * (1 - share)}


def _branches(then: Any) -> Any:
    if isinstance(then, str):
        return [{"to": then, "share": 1.0}]
    if isinstance(then, dict):
        return [{"to": to} | (b if isinstance(b, dict) else {"share": b}) for to, b in then.items()]
    return then


class Overflow(Fields):
    """Where a case goes that has waited so long: at the same role it keeps its place."""

    after: Lasting
    to: Name


class Step(Fields):
    """A piece of work at a role, or (role None) by the customer."""

    role: Name | None
    takes: Law
    channel: Name | None = None
    appointment: Switch = False
    customer: Annotated[Literal["present", "absent"], one_of("present", "absent")] = "present"
    right_first_time: Probability = 1.0
    finds: Annotated[Names, at_most(limits.STEPS, "steps")] = ()
    detects: Probability = 0.5
    on_error: Name | None = None
    fixes: Annotated[Names, at_most(limits.STEPS, "steps")] = ()
    then: Annotated[
        tuple[Branch, ...],
        at_most(limits.BRANCHES, "branches"),
        BeforeValidator(_then),
        WithJsonSchema({"form": "then"}),
    ] = (Branch(to="resolved", share=1.0),)
    promise: Norm = None
    patience: Law | None = None
    instead: Annotated[Names, at_most(limits.INSTEAD, "other steps")] = ()
    choose: Annotated[Literal["first_free", "shortest_queue", "least_wait"], one_of("first_free", "shortest_queue", "least_wait")] = (
        "first_free"
    )
    overflow: Overflow | None = None
    on_abandon: Name | None = None
    on_refusal: Name | None = None
    priority: Annotated[int | None, whole(1, limits.PRIORITIES)] = None
    mark: MarkLaw = Distribution(kind="fixed", a=7.0)
    counts_as: Annotated[Literal["value", "appraisal", "rework"], one_of("value", "appraisal", "rework")] = (
        "value"
    )
    again: Annotated[Literal["rework", "value"], one_of("rework", "value")] = "rework"
    retell: Switch = True
    queue: Annotated[Literal["once", "again"], one_of("once", "again")] = "once"
    effort: Switch = True

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        given = dict(given)
        if given.get("role") == SELF:
            given["role"] = None
        if given.get("finds") not in (None, "none", []):
            given.setdefault("counts_as", "appraisal")
        if "self_service" in given:
            given["then"] = SelfService(given.pop("self_service"), "then" in given)
        return given


class DesignChasing(Fields):
    """Where customers who chase end up, and whether the organisation tells them how far their case is."""

    step: Name
    status_messages: Switch = False


class Design(Fields):
    """What the organisation chooses: channels, roles, steps and their routing."""

    title: Text = ""
    description: Text = ""
    closed: Stretches = ()
    channels: Annotated[dict[NewName, Channel], at_most(limits.CHANNELS, "channels")] = Field(
        default_factory=dict
    )
    channel_theta: Annotated[float | None, between(0, 1000)] = None
    roles: Annotated[dict[NewName, Role], at_most(limits.ROLES, "roles")] = Field(default_factory=dict)
    steps: Annotated[dict[NewName, Step], at_most(limits.STEPS, "steps")] = Field(min_length=1)
    backlog: Annotated[dict[Name, Backlog], at_most(limits.STEPS, "steps")] = Field(default_factory=dict)
    chasing: DesignChasing | None = None
    recontact: Name | None = None
    whims: Granting = Granting()
    complaints: Name | None = None
    unanswered: Mark = 3.0

    @model_validator(mode="before")
    @classmethod
    def _come_in_at_the_first_step(cls, given: Any) -> Any:
        """Channels and chasing lead to the first step, unless they say otherwise."""
        if not isinstance(given, dict) or not isinstance(given.get("steps"), dict) or not given["steps"]:
            return given
        first = next(iter(given["steps"]))
        filled = dict(given)
        if isinstance(given.get("chasing"), dict):
            filled["chasing"] = {"step": first} | given["chasing"]
        if isinstance(given.get("channels"), dict):
            filled["channels"] = {
                name: _started(channel, first) for name, channel in given["channels"].items()
            }
        return filled


def _started(channel: Any, first: str) -> Any:
    if isinstance(channel, Channel):
        return channel
    return {"starts": first} | (channel if isinstance(channel, dict) else {"share": channel})
