"""A design: what the organisation chooses. Durations in minutes."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from sim.scenario.laws import Distribution
from sim.scenario.parts import (
    Duration,
    Law,
    MarkLaw,
    Name,
    Names,
    Opening,
    Part,
    Positive,
    Probability,
    Staff,
    Switch,
    Text,
    at_most,
    between,
    one_of,
    whole,
)
from sim.scenario.units import Unreadable, probability

ENDINGS = ("resolved", "withdrawn", "lost", "unresolved")
SELF = "self"


class Branch(Part):
    """One way on from a step: to another step or an ending, with a share and perhaps a delay."""

    to: Name
    share: Probability
    after: Law | None = None


class Channel(Part):
    """A way in: its share (or cost) per segment, the step it leads to, and its opening hours."""

    share: Probability | dict[Name, Probability] | None = None
    cost: Positive | dict[Name, Positive] | None = None
    starts: Name | dict[Name, Name] | None = None
    opens: Opening | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, given: Any) -> Any:
        return given if isinstance(given, dict | Channel) else {"share": given}


class Role(Part):
    """Staff with one queue."""

    staff: Staff
    end_of_shift: Annotated[Literal["finish", "suspend"], one_of("finish", "suspend")] = "finish"
    queue_limit: Annotated[int | None, whole(0, 10**9)] = None
    norm: Duration | None = None
    continuity: Switch = False
    discipline: Annotated[Literal["priority", "first_come"], one_of("priority", "first_come")] = "priority"


class Step(Part):
    """A piece of work at a role, or (role None) by the customer."""

    role: Name | None
    takes: Law
    customer: Annotated[Literal["present", "absent"], one_of("present", "absent")] = "present"
    right_first_time: Probability = 1.0
    finds: Names = ()
    detects: Probability = 0.5
    on_error: Name | None = None
    fixes: Names = ()
    then: Annotated[tuple[Branch, ...], at_most(12, "branches")] = (Branch(to="resolved", share=1.0),)
    promise: Duration | None = None
    patience: Law | None = None
    priority: Annotated[int | None, whole(1, 8)] = None
    mark: MarkLaw = Distribution(kind="fixed", a=7.0)
    counts_as: Annotated[Literal["value", "appraisal", "rework"], one_of("value", "appraisal", "rework")] = (
        "value"
    )
    retell: Switch = True

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
            given["then"] = _self_service(given)
        if "then" in given:
            given["then"] = _branches(given["then"])
        return given


def _self_service(given: dict[Any, Any]) -> dict[str, Any]:
    sugar = given.pop("self_service")
    if "then" in given:
        raise Unreadable("either then or self_service", "leave one of the two out")
    if not isinstance(sugar, dict) or set(sugar) - {"fails", "reaches", "share"} or "reaches" not in sugar:
        raise Unreadable("{fails: 0.3, reaches: STEP, share: 0.67}", "write self_service in this form")
    fails, share = probability(sugar.get("fails", 0.3)), probability(sugar.get("share", 0.67))
    return {"resolved": 1 - fails, sugar["reaches"]: fails * share, "lost": fails * (1 - share)}


def _branches(then: Any) -> Any:
    if isinstance(then, str):
        return [{"to": then, "share": 1.0}]
    if isinstance(then, dict):
        return [{"to": to} | (b if isinstance(b, dict) else {"share": b}) for to, b in then.items()]
    return then


class DesignChasing(Part):
    """Where customers who chase end up, and whether the organisation tells them how far their case is."""

    step: Name
    status_messages: Switch = False


class Design(Part):
    """What the organisation chooses: channels, roles, steps and their routing."""

    title: Text = ""
    channels: Annotated[dict[Name, Channel], at_most(8, "channels")] = {}
    channel_theta: Annotated[float | None, between(0, 1000)] = None
    roles: Annotated[dict[Name, Role], at_most(32, "roles")] = {}
    steps: Annotated[dict[Name, Step], at_most(64, "steps")] = Field(min_length=1)
    chasing: DesignChasing | None = None
    recontact: Name | None = None

    @model_validator(mode="before")
    @classmethod
    def _chasers_come_in_at_the_first_step(cls, given: Any) -> Any:
        if isinstance(given, dict) and isinstance(given.get("chasing"), dict) and given.get("steps"):
            return given | {"chasing": {"step": next(iter(given["steps"]))} | given["chasing"]}
        return given
