"""Whether a design makes sense in its world: names, shares, staff, routing and load."""

from collections.abc import Iterable, Iterator
from typing import Any

from sim.kernel.limits import ALL_BRANCHES, DISTRIBUTIONS
from sim.scenario.checks.appointment_checks import check_appointments
from sim.scenario.checks.backlog_checks import check_backlog
from sim.scenario.checks.date_checks import check_design_dates
from sim.scenario.checks.errors import can_end
from sim.scenario.checks.flow import Flow, names
from sim.scenario.checks.goal_checks import check_costs
from sim.scenario.checks.overflow_checks import check_overflow, elsewhere
from sim.scenario.checks.room_checks import check_room
from sim.scenario.checks.staff_checks import check_hours, check_role
from sim.scenario.fields.design import ENDINGS, Channel, Design, Step, share_of
from sim.scenario.fields.model import Scenario
from sim.scenario.text.faults import Location, check_delay, check_sum, shown, written
from sim.scenario.text.laws import Distribution

MOST_EVENTS = 5e9


def check_design(design: Design, scenario: Scenario, place: Location, top: Location) -> None:
    """Check a design in its world: names, shares, staff, routing and load."""
    _check_references(design, scenario, place, top)
    _check_chasing(design, scenario, place)
    _check_channels(design, scenario, place)
    check_design_dates(design, scenario, place)
    for name, role in design.roles.items():
        check_role(name, role, design, scenario, place)
    for name, step in design.steps.items():
        _check_step(name, step, place)
    check_appointments(design, scenario, place)
    check_overflow(design, place)
    if place.clean("steps") and place.clean("roles"):
        check_backlog(design, scenario, place)
    check_costs(design, place)
    if any(step.right_first_time < 1 for step in design.steps.values()):
        check_delay(top, ("world", "error_lag"), scenario.world.error_lag)
    _check_limits(design, scenario, place)
    if (
        all(place.clean(part) for part in ("steps", "channels", "chasing", "recontact", "complaints"))
        and top.clean("world", "needs")
        and top.clean("world", "customers")
    ):
        _check_flow(Flow(design, scenario), place, top)


def _check_references(design: Design, scenario: Scenario, place: Location, top: Location) -> None:
    roles, steps = written(place, "roles", design.roles), written(place, "steps", design.steps)
    for name, step in design.steps.items():
        if step.role is not None and step.role not in roles:
            place.unknown(("steps", name, "role"), step.role, [*roles, "self"], "a role, or self")
        channels = written(place, "channels", design.channels)
        if step.channel is not None and step.channel not in channels:
            place.unknown(("steps", name, "channel"), step.channel, channels, "a channel")
        for path, to, extra in _pointers(name, step, place):
            if to not in (*steps, *extra):
                what = "a step, or resolved, withdrawn, lost or unresolved" if extra else "a step"
                place.unknown(path, to, [*steps, *extra], what)
    for name in ("recontact", "complaints"):
        step = getattr(design, name)
        if step is not None and step not in steps:
            place.unknown((name,), step, steps, "a step")
    for kind, need in scenario.world.needs.items():
        if need.starts is not None and need.starts not in steps:
            what = f"a step of {place.prefix}"
            top.unknown(("world", "needs", kind, "starts"), need.starts, steps, what)


def _check_chasing(design: Design, scenario: Scenario, place: Location) -> None:
    if design.chasing is None:
        if scenario.world.chasing is not None:
            place.warn((), "nobody can ask where a case is: world.chasing has no effect without chasing here")
        return
    name, path = design.chasing.step, ("chasing", "step")
    if name not in written(place, "steps", design.steps):
        place.unknown(path, name, written(place, "steps", design.steps), "a step")
    elif place.clean("steps", name) and design.steps[name].role is None:
        place.fault(path, "a step with a role, for staff to answer", "name such a step", given=shown(name))
    if scenario.world.chasing is None:
        place.warn(("chasing",), "chasing has no effect: in this world nobody asks (world.chasing)")


def _pointers(name: str, step: Step, place: Location) -> Iterator[tuple[tuple[Any, ...], str, tuple[str, ...]]]:
    """Yield where a step names other steps, the name, and the other words allowed there."""
    sugar = place.below("steps", name).tree
    short = sugar.is_mapping and "self_service" in sugar.value
    for i, branch in enumerate(step.then):
        path = ("self_service", "reaches") if short else ("then", i)
        yield ("steps", name, *path), branch.to, ENDINGS
    for field in ("finds", "fixes", "instead"):
        for i, other in enumerate(getattr(step, field)):
            yield ("steps", name, field, i), other, ()
    for way, to in (("on_error",), step.on_error), *elsewhere(step):
        if to is not None:
            yield ("steps", name, *way), to, ()


def _check_channels(design: Design, scenario: Scenario, place: Location) -> None:
    segments, kinds = list(scenario.world.customers.segments), list(scenario.world.needs)
    steps = written(place, "steps", design.steps)
    for name, channel in design.channels.items():
        _check_channel(name, channel, segments, kinds, steps, place)
    if not design.channels or not place.clean("channels"):
        return
    needed = "share" if design.channel_theta is None else "cost"
    for name, channel in design.channels.items():
        if getattr(channel, needed) is None:
            reason = (
                "every channel a share" if needed == "share" else "every channel a cost, with channel_theta"
            )
            place.fault(("channels", name), reason, f"add {needed}", given="a channel without")
    if place.clean("channels") and needed == "share":
        _check_shares(design, scenario, place)
    elif place.clean("channels"):
        _check_channel_costs(design, scenario, place)


def _check_channel_costs(design: Design, scenario: Scenario, place: Location) -> None:
    """Refuse a cost that some have not: nought would draw them all; say that shares are of no use beside costs."""
    for name, channel in design.channels.items():
        lacking = [one for one in _customers(scenario) if not _said(channel.cost, *one)]
        if lacking:
            by_need = isinstance(channel.cost, dict) and set(channel.cost) <= set(scenario.world.needs)
            kinds, segments = (sorted(set(one)) for one in zip(*lacking, strict=True))
            listed, of = (names(kinds), "need") if by_need else (names(segments), "segment")
            place.fault(("channels", name, "cost"), f"a cost for every {of}", "add it", given=f"no cost for {listed}")
        if channel.share is not None:
            advice = "share has no effect: with channel_theta customers choose by cost"
            place.warn(("channels", name, "share"), advice)


def _customers(scenario: Scenario) -> list[tuple[str, str]]:
    """Return all kinds of need with all segments."""
    return [(kind, who) for kind in scenario.world.needs for who in scenario.world.customers.segments]


def _said(value: Any, kind: str, segment: str) -> bool:
    """Return whether a share or cost says anything of needs of a kind in a segment."""
    here = value.get(kind, value.get(segment)) if isinstance(value, dict) else value
    return segment in here if isinstance(here, dict) else here is not None


def _check_shares(design: Design, scenario: Scenario, place: Location) -> None:
    """Refuse a mix of channels that does not come to 1: for all, or for the first need or segment for which it does not."""
    sums: dict[float, tuple[str, str]] = {}
    for kind, who in _customers(scenario):
        sums.setdefault(sum(share_of(c.share, kind, who) for c in design.channels.values()), (kind, who))
    wrong = {total: who for total, who in sums.items() if abs(total - 1) > 1e-6}
    if len(sums) == 1 or not wrong:
        check_sum(place, ("channels",), sums)
        return
    total, (kind, who) = next(iter(wrong.items()))
    advice = f"add {1 - total:.6g}" if total < 1 else f"take off {total - 1:.6g}"
    of = kind if any(_names_any(c.share, scenario.world.needs) for c in design.channels.values()) else ""
    said = " of ".join(one for one in (of, who if len(scenario.world.customers.segments) > 1 else "") if one)
    place.fault(
        ("channels",), "shares that sum to 1", advice, given=f"shares that sum to {total:.10g} for {said}"
    )


def _names_any(value: Any, known: Iterable[str]) -> bool:
    return isinstance(value, dict) and not set(known).isdisjoint(value)


def _check_mix(path: tuple[str, ...], value: Any, segments: list[str], kinds: list[str], place: Location) -> None:
    """Refuse in a share or cost a name that no segment or need has, and names of both at one level."""
    if not isinstance(value, dict):
        return
    for name, inner in value.items():
        if name not in (*segments, *kinds):
            place.unknown((*path, name), name, [*segments, *kinds], "a segment or a need")
        elif name in segments and name in kinds:
            place.fault((*path, name), "a name of a segment or of a need", "rename one of the two", given=f"{name}, which is both")
        for who in inner if isinstance(inner, dict) else ():
            if who not in segments or name in segments:
                place.unknown((*path, name, who), who, segments, "a segment, below a need")
    if _names_any(value, segments) and _names_any(value, kinds):
        given = f"{shown(next(iter(value)))} beside {shown(next(one for one in reversed(value)))}"
        place.fault(path, "either needs or segments", "write segments below each need", given=given)


def _check_channel(
    name: str, channel: Channel, segments: list[str], kinds: list[str], steps: list[str], place: Location
) -> None:
    for field in ("share", "cost"):
        _check_mix(("channels", name, field), getattr(channel, field), segments, kinds, place)
    starts = channel.starts
    for kind, step in starts.items() if isinstance(starts, dict) else ():
        if kind not in kinds:
            place.unknown(("channels", name, "starts", kind), kind, kinds, "a need")
        if step not in steps:
            place.unknown(("channels", name, "starts", kind), step, steps, "a step")
    if isinstance(starts, str) and starts not in steps:
        place.unknown(("channels", name, "starts"), starts, steps, "a step")
    if channel.opens is not None and max(channel.opens.levels) == 0:
        place.fault(
            ("channels", name, "opens"), "some hours a week", "give opening hours or remove the channel"
        )


def _check_step(name: str, step: Step, place: Location) -> None:
    if place.clean("steps", name, "then") and place.clean("steps", name, "self_service"):
        check_sum(place, ("steps", name, "then"), (branch.share for branch in step.then))
        _check_delays(name, step, place)
    if step.patience is not None and (step.customer == "absent" or step.role is None):
        where = (
            "the customer is absent" if step.customer == "absent" else "nobody waits at a step of their own"
        )
        place.warn(("steps", name, "patience"), f"patience has no effect: {where}")


def _check_delays(name: str, step: Step, place: Location) -> None:
    for i, branch in enumerate(step.then):
        if branch.after is not None and branch.to in ENDINGS:
            path, allowed = ("steps", name, "then", i, "after"), "a delay before a step, not before an ending"
            place.fault(path, allowed, f"put a step with role: self before {branch.to} that takes this long")


def _check_limits(design: Design, scenario: Scenario, place: Location) -> None:
    branches = sum(len(step.then) for step in design.steps.values())
    if branches > ALL_BRANCHES:
        given = f"{branches} branches"
        place.fault(("steps",), f"at most {ALL_BRANCHES} branches in all", "simplify the routing", given)
    different = len(set(laws_of(design, scenario)))
    if different > DISTRIBUTIONS:
        given, allowed = (
            f"{different} different distributions",
            f"at most {DISTRIBUTIONS}, the world's included",
        )
        place.fault(("steps",), allowed, "let steps share some of them", given)


def laws_of(design: Design, scenario: Scenario) -> Iterator[Distribution | None]:
    """Yield every distribution that a design needs in its world."""
    world = scenario.world
    yield from (world.patience, world.error_lag, world.failure_demand.after)
    yield world.redial.after if world.redial else None
    yield from (segment.patience for segment in world.customers.segments.values())
    for role in design.roles.values():
        yield from (role.spells.every, role.spells.last) if role.spells else ()
        yield role.appointments.late if role.appointments else None
    for step in design.steps.values():
        yield from (step.takes, step.mark, step.patience)
        yield from (branch.after for branch in step.then)


def _check_flow(flow: Flow, place: Location, top: Location) -> None:
    reached = flow.reached()
    for name in flow.design.steps:
        if name not in reached:
            advice = "let a step, a channel or a need lead to it, or remove it"
            place.fault(("steps", name), "a step that some case can reach", advice, given="no way to it")
    endless, timeless = flow.endless(), flow.timeless()
    if not endless and not can_end(flow):
        wrong = [name for name, step in flow.design.steps.items() if step.right_first_time == 0]
        path, given = ("steps", wrong[0], "right_first_time"), f"errors for certain by {names(wrong)}"
        advice = "make it right now and then, or repair it with fixes in a step on the way out"
        place.fault(path, "errors that let a case end", advice, f"{given}, without end")
    if endless:
        path = ("steps", endless[0], "then")
        given = f"no way to an end from {names(endless)}"
        place.fault(path, f"a way to {', '.join(ENDINGS)}", "add a branch that ends", given=given)
    if timeless:
        path = ("steps", timeless[0], "takes")
        given = f"a cycle that takes no time: {' -> '.join([*timeless, timeless[0]])}"
        place.fault(
            path, "some time in every cycle", "give one of the steps a duration, or a branch an after", given
        )
    if not endless and not timeless and place.clean() and top.clean("run", "length"):
        _check_load(flow, place, top)
        check_room(flow, place)


def _check_load(flow: Flow, place: Location, top: Location) -> None:
    scenario = flow.scenario
    events = sum(flow.visits().values()) * scenario.run.length
    if not events <= MOST_EVENTS:
        advice = "shorten the run or lower the rates"
        allowed = f"at most {MOST_EVENTS:.0e} steps a run"
        top.fault(("run", "length"), allowed, advice, given=f"about {events:.2g} steps in one run")
        return
    check_hours(flow, place)
