"""Whether a scenario makes sense: faults that no single value shows."""

from collections.abc import Iterable, Iterator
from typing import Any

from sim.scenario.design import ENDINGS, Channel, Design, Role, Step
from sim.scenario.findings import Place
from sim.scenario.flow import Flow, names
from sim.scenario.model import Scenario
from sim.scenario.world import Need, Return

TOLERANCE = 1e-9
MOST_EVENTS = 5e9


def check_scenario(scenario: Scenario, top: Place) -> None:
    """Check the world, the run, and the names that refer to designs."""
    _check_run(scenario, top)
    _check_segments(scenario, top)
    for name, need in scenario.world.needs.items():
        _check_need(need, scenario, top.below("world", "needs", name))
    for name in ("redial", "failure_demand"):
        _check_return(getattr(scenario.world, name), name, top)
    _check_marks(scenario, top)
    _check_names(scenario, top)


def _check_run(scenario: Scenario, top: Place) -> None:
    run = scenario.run
    if not top.clean("run", "length"):
        return
    if run.length <= 0:
        top.fault(("run", "length"), "a duration above 0", "choose how long the run lasts")
    elif run.warm_up >= run.length:
        top.fault(
            ("run", "warm_up"), "a duration below run.length", "make the run longer or the warm-up shorter"
        )
    for i, time in enumerate(run.snapshots):
        if time > run.length:
            top.fault(
                ("run", "snapshots", i), "a time within run.length", "make the run longer or leave it out"
            )


def _check_segments(scenario: Scenario, top: Place) -> None:
    path = ("world", "customers", "segments")
    if top.clean(*path):
        shares = [segment.share for segment in scenario.world.customers.segments.values()]
        _check_sum(top, path, shares)


def _check_sum(place: Place, path: tuple[Any, ...], shares: Iterable[float]) -> None:
    total = sum(shares)
    if abs(total - 1) > TOLERANCE:
        advice = f"add {1 - total:.6g}" if total < 1 else f"take off {total - 1:.6g}"
        place.fault(path, "shares that sum to 1", advice, given=f"shares that sum to {total:.10g}")


def _check_need(need: Need, scenario: Scenario, place: Place) -> None:
    if need.rate is None and not need.at and place.clean():
        place.fault(
            (), "a rate, or times with at", "add for instance rate: 48 / hour", given="neither of them"
        )
    if need.rate is not None and need.rate.per_customer and scenario.world.customers.population is None:
        place.fault(("rate",), "a rate of all customers together", "or set world.customers.population")
    if need.dispersion is not None and need.rate is None and place.clean():
        place.fault(("dispersion",), "dispersion together with a rate", "add a rate or leave it out")
    if need.count > 1 and not need.at and place.clean():
        place.fault(("count",), "count together with at", "add at: the times at which they come")


def _check_return(back: Return | None, name: str, top: Place) -> None:
    if back is not None and back.probability > 0 and back.after.always_zero:
        top.fault(("world", name, "after"), "a delay above 0", "a return that takes no time never ends")


def _check_marks(scenario: Scenario, top: Place) -> None:
    mind = scenario.world.mind
    if mind is None or mind.scale is None:
        return
    low, high = mind.scale
    for name in ("start_goodwill", "start_expectation", "baseline"):
        if not low <= getattr(mind, name) <= high:
            top.fault(
                ("world", "mind", name), f"a mark between {low:g} and {high:g}", "or set mind.scale: none"
            )
    for segment, who in scenario.world.customers.segments.items():
        for name in ("goodwill", "expectation"):
            mark = getattr(who, name)
            if mark is not None and not low <= mark <= high:
                path = ("world", "customers", "segments", segment, name)
                top.fault(path, f"a mark between {low:g} and {high:g}", "or set mind.scale: none")


def _check_names(scenario: Scenario, top: Place) -> None:
    baseline = scenario.judge.baseline
    written = _written(top, "designs", scenario.designs)
    if baseline is not None and baseline not in written:
        top.unknown(("judge", "baseline"), baseline, written, "a design")
    for name, change in scenario.changes.items():
        if change.design not in written:
            top.unknown(("changes", name, "design"), change.design, written, "a design")
        if name in written:
            top.fault(
                ("changes", name), "a name that no design has", "rename the change", given=f"{name} again"
            )


def _written(place: Place, group: str, known: Iterable[str]) -> list[str]:
    """Names that the file gives, also those of entries that are faulty themselves."""
    node = place.tree.value.get(group) if place.tree.is_mapping else None
    return [*known, *(node.value if node is not None and node.is_mapping else ())]


def check_design(design: Design, scenario: Scenario, place: Place, top: Place) -> None:
    """Check a design in its world: names, shares, staff, routing and load."""
    before = len(place.findings.faults)
    _check_references(design, scenario, place, top)
    _check_channels(design, scenario, place)
    for name, role in design.roles.items():
        _check_role(name, role, design, place)
    for name, step in design.steps.items():
        _check_step(name, step, place)
    _check_limits(design, place)
    sound = len(place.findings.faults) == before and place.clean("steps") and place.clean("channels")
    if sound and top.clean("world", "needs") and top.clean("world", "customers"):
        _check_flow(Flow(design, scenario), place, top)


def _check_references(design: Design, scenario: Scenario, place: Place, top: Place) -> None:
    roles, steps = _written(place, "roles", design.roles), _written(place, "steps", design.steps)
    for name, step in design.steps.items():
        if step.role is not None and step.role not in roles:
            place.unknown(("steps", name, "role"), step.role, [*roles, "self"], "a role, or self")
        for path, to, extra in _pointers(name, step, place):
            if to not in (*steps, *extra):
                what = "a step, or resolved, withdrawn, lost or unresolved" if extra else "a step"
                place.unknown(path, to, [*steps, *extra], what)
    if design.chasing is not None and design.chasing.step not in steps:
        place.unknown(("chasing", "step"), design.chasing.step, steps, "a step")
    if design.recontact is not None and design.recontact not in steps:
        place.unknown(("recontact",), design.recontact, steps, "a step")
    for kind, need in scenario.world.needs.items():
        if need.starts is not None and need.starts not in steps:
            what = f"a step of {place.prefix}"
            top.unknown(("world", "needs", kind, "starts"), need.starts, steps, what)


def _pointers(name: str, step: Step, place: Place) -> Iterator[tuple[tuple[Any, ...], str, tuple[str, ...]]]:
    """Yield where a step names other steps, the name, and the other words allowed there."""
    sugar = place.below("steps", name).tree
    short = sugar.is_mapping and "self_service" in sugar.value
    for i, branch in enumerate(step.then):
        path = ("self_service", "reaches") if short else ("then", i)
        yield ("steps", name, *path), branch.to, ENDINGS
    for field in ("finds", "fixes"):
        for i, other in enumerate(getattr(step, field)):
            yield ("steps", name, field, i), other, ()
    if step.on_error is not None:
        yield ("steps", name, "on_error"), step.on_error, ()


def _check_channels(design: Design, scenario: Scenario, place: Place) -> None:
    segments, kinds = list(scenario.world.customers.segments), list(scenario.world.needs)
    steps = _written(place, "steps", design.steps)
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
        _check_shares(design, segments, place)


def _check_shares(design: Design, segments: list[str], place: Place) -> None:
    for segment in segments:
        shares = [
            c.share.get(segment, 0.0) if isinstance(c.share, dict) else c.share
            for c in design.channels.values()
        ]
        _check_sum(place, ("channels",), [share or 0.0 for share in shares])


def _check_channel(
    name: str, channel: Channel, segments: list[str], kinds: list[str], steps: list[str], place: Place
) -> None:
    for field in ("share", "cost"):
        value = getattr(channel, field)
        for segment in value if isinstance(value, dict) else ():
            if segment not in segments:
                place.unknown(("channels", name, field, segment), segment, segments, "a segment")
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


def _check_role(name: str, role: Role, design: Design, place: Place) -> None:
    steps = [step for step in design.steps.values() if step.role == name]
    if steps and max(role.staff.levels) == 0 and place.clean("roles", name):
        place.fault(
            ("roles", name, "staff"), "some staff, as steps need this role", "give it staff for some hours"
        )
    if steps and role.end_of_shift == "suspend" and all(step.customer == "present" for step in steps):
        place.warn(
            ("roles", name, "end_of_shift"), "suspend has no effect: every step here has the customer present"
        )


def _check_step(name: str, step: Step, place: Place) -> None:
    if place.clean("steps", name, "then") and place.clean("steps", name, "self_service"):
        _check_sum(place, ("steps", name, "then"), (branch.share for branch in step.then))
    if step.patience is not None and (step.customer == "absent" or step.role is None):
        where = (
            "the customer is absent" if step.customer == "absent" else "nobody waits at a step of their own"
        )
        place.warn(("steps", name, "patience"), f"patience has no effect: {where}")


def _check_limits(design: Design, place: Place) -> None:
    branches = sum(len(step.then) for step in design.steps.values())
    if branches > 512:
        place.fault(
            ("steps",), "at most 512 branches in all", "simplify the routing", given=f"{branches} branches"
        )


def _check_flow(flow: Flow, place: Place, top: Place) -> None:
    reached = flow.reached()
    for name in flow.design.steps:
        if name not in reached:
            advice = "let a step, a channel or a need lead to it, or remove it"
            place.fault(("steps", name), "a step that some case can reach", advice, given="no way to it")
    endless, timeless = flow.endless(), flow.timeless()
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
    if not endless and not timeless and place.clean():
        _check_load(flow, place, top)


def _check_load(flow: Flow, place: Place, top: Place) -> None:
    scenario = flow.scenario
    events = sum(flow.visits().values()) * scenario.run.length
    if not events <= MOST_EVENTS and top.clean("run"):
        advice = "shorten the run or lower the rates"
        allowed = f"at most {MOST_EVENTS:.0e} steps a run"
        top.fault(("run", "length"), allowed, advice, given=f"about {events:.2g} steps in one run")
        return
    for role, work in flow.loads().items():
        staff = flow.design.roles[role].staff.mean
        if work > 0 and work >= staff * (1 - TOLERANCE):
            figure = (
                f"{work / staff:.2f} ({work:.3g} minutes of work a minute for {staff:.3g} staff on average"
            )
            place.warn(
                ("roles", role), f"overloaded, load {figure}; without latent errors, redials and chasing)"
            )
