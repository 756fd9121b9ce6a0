"""Whether a scenario makes sense: faults in world, run and names that no single value shows."""

from sim.scenario.checks.date_checks import check_world_dates
from sim.scenario.fields.model import Scenario
from sim.scenario.fields.world import Need, Return
from sim.scenario.text.faults import TOLERANCE, Location, check_delay, check_sum, written
from sim.scenario.text.units import DAY


def check_scenario(scenario: Scenario, top: Location) -> None:
    """Check the world, the run, and the names that refer to designs."""
    _check_run(scenario, top)
    check_world_dates(scenario, top)
    _check_segments(scenario, top)
    _check_working_hours(scenario, top)
    for name, need in scenario.world.needs.items():
        _check_need(need, scenario, top.below("world", "needs", name))
    for name in ("redial", "failure_demand"):
        _check_return(getattr(scenario.world, name), name, top)
    _check_calls(scenario, top)
    _check_marks(scenario, top)
    _check_names(scenario, top)


def _check_run(scenario: Scenario, top: Location) -> None:
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


def _check_segments(scenario: Scenario, top: Location) -> None:
    path = ("world", "customers", "segments")
    if top.clean(*path):
        shares = [segment.share for segment in scenario.world.customers.segments.values()]
        check_sum(top, path, shares)


def _check_working_hours(scenario: Scenario, top: Location) -> None:
    if max(scenario.world.open.levels) == 0:
        top.fault(("world", "working_hours"), "some hours a week", "write for instance mon-fri 09:00-17:00")


def _check_need(need: Need, scenario: Scenario, place: Location) -> None:
    if need.rate is None and not need.at and place.clean():
        place.fault(
            (), "a rate, or times with at", "add for instance rate: 48 / hour", given="neither of them"
        )
    if need.rate is not None and need.rate.per_customer and scenario.world.customers.population is None:
        place.fault(("rate",), "a rate of all customers together", "or set world.customers.population")
    if need.dispersion is not None and need.rate is None and place.clean():
        place.fault(("dispersion",), "dispersion together with a rate", "add a rate or leave it out")
    _check_together(need, scenario, place)
    _check_norm(need.norm, scenario, place)
    length = scenario.run.length
    late = [time for time in need.at if time >= length]
    if late and length > 0 and place.clean("at"):
        given = (
            f"{len(late)} of {len(need.at)} times at or after the end of the run ({length / DAY:.12g} days)"
        )
        place.fault(("at",), "times before run.length", "make the run longer or leave them out", given)
    if need.count > 1 and not need.at and place.clean():
        place.fault(("count",), "count together with at", "add at: the times at which they come")


def _check_together(need: Need, scenario: Scenario, place: Location) -> None:
    """Check how needs come beside their rate: the time between two, groups, and the busyness of days."""
    for field in ("interarrival", "size", "busyness"):
        if getattr(need, field) and need.rate is None and place.clean():
            place.fault((field,), f"{field} together with a rate", "add a rate or leave it out")
        elif field != "busyness" and getattr(need, field) and need.rate is not None and need.rate.per_customer:
            place.fault((field,), f"{field} together with a rate of all customers", "give the rate of all, without per customer")
    if need.interarrival is not None:
        check_delay(place, ("interarrival",), need.interarrival)
    if need.size and place.clean("size"):
        check_sum(place, ("size",), need.size.values())
    known = scenario.world.busyness or {}
    if need.busyness is not None and need.busyness not in known:
        place.unknown(("busyness",), need.busyness, known, "an entry of world.busyness")
    if need.dispersion is None or not place.clean():
        return
    if need.busyness is not None:
        place.fault(("busyness",), "either dispersion or busyness", "leave one of the two out", given="busyness beside dispersion")
    elif need.dispersion <= need.own_dispersion:
        allowed = f"an index above {need.own_dispersion:.3g}, which groups and the time between two bring by themselves"
        place.fault(("dispersion",), allowed, "raise it, or leave it out")


def _check_norm(norm: float | None, scenario: Scenario, place: Location) -> None:
    """Warn where nobody can have come a norm before the end of the run: then there is no figure."""
    measured = scenario.run.length - scenario.run.warm_up
    if norm is not None and measured < norm:
        place.warn(("norm",), "longer than what is measured of the run: no figure for how many are within it")


def _check_return(back: Return | None, name: str, top: Location) -> None:
    if back is not None and back.probability > 0:
        check_delay(top, ("world", name, "after"), back.after)


def _check_calls(scenario: Scenario, top: Location) -> None:
    """Check that status messages do not multiply calls beyond what anybody could make."""
    chasing = scenario.world.chasing
    if chasing is not None and chasing.rate * chasing.status_factor > 1.0 + TOLERANCE:
        most = f"at most {1 / chasing.rate:.3g}: with rate, a call a minute for each open case"
        top.fault(("world", "chasing", "status_factor"), most, "choose a lower factor, mostly below 1")


def _check_marks(scenario: Scenario, top: Location) -> None:
    mind = scenario.world.mind
    if mind is None and scenario.world.voice is not None:
        top.fault(("world", "voice"), "voice together with a mind", "add world.mind, or leave voice out")
    if mind is not None and mind.word_of_mouth is not None and scenario.world.customers.population is None:
        top.fault(
            ("world", "mind", "word_of_mouth"),
            "word of mouth among a population",
            "set world.customers.population",
        )
    if mind is None or mind.scale is None:
        return
    low, high = mind.scale
    for name in ("start_goodwill", "start_expectation", "should_expectation", "baseline"):
        if not low <= getattr(mind, name) <= high:
            top.fault(
                ("world", "mind", name), f"a mark between {low:g} and {high:g}", "or set mind.scale: none"
            )
    for segment, who in scenario.world.customers.segments.items():
        for name in ("goodwill", "expectation", "should_expectation"):
            mark = getattr(who, name)
            if mark is not None and not low <= mark <= high:
                path = ("world", "customers", "segments", segment, name)
                top.fault(path, f"a mark between {low:g} and {high:g}", "or set mind.scale: none")


def _check_names(scenario: Scenario, top: Location) -> None:
    baseline = scenario.judge.baseline
    known = written(top, "designs", scenario.designs)
    if baseline is not None and baseline not in known:
        top.unknown(("judge", "baseline"), baseline, known, "a design")
    for name, change in scenario.changes.items():
        if change.design not in known:
            top.unknown(("changes", name, "design"), change.design, known, "a design")
        if name in known:
            top.fault(
                ("changes", name), "a name that no design has", "rename the change", given=f"{name} again"
            )
