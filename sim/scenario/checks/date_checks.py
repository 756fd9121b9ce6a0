"""Whether dates make sense: a run that has a start, days that the run has, and no more of them than can be held."""

from collections.abc import Iterator

from sim.scenario.fields.design import Design
from sim.scenario.fields.model import Scenario
from sim.scenario.text.dates import Days
from sim.scenario.text.faults import Location
from sim.scenario.text.units import DAY

Path = tuple[str, ...]
BLOCKS = 2_000_000  # of one plan or profile written out by date: 32 MB
_START = "run.start: the Monday on which the run begins"
_ADVICE = "add for instance run: {start: 2026-01-05}"


def check_world_dates(scenario: Scenario, top: Location) -> None:
    """Check what of the world has a date: holidays, seasons and trends."""
    if scenario.world.holidays and scenario.run.start is None and top.clean("world", "holidays"):
        top.fault(("world", "holidays"), _START, _ADVICE)
    for name, need in scenario.world.needs.items():
        for field in ("season", "trend"):
            path: Path = ("world", "needs", name, field)
            if getattr(need, field) is None or not top.clean(*path):
                continue
            if scenario.run.start is None:
                top.fault(path, _START, _ADVICE)
            elif need.rate is None:
                top.fault(path, f"{field} together with a rate", "add a rate or leave it out")
        _check_blocks(("world", "needs", name, "profile"), len(need.weekly.edges), need.weekly.cycle, scenario, top)


def check_design_dates(design: Design, scenario: Scenario, place: Location) -> None:
    """Check the dates of a design: days on which it is closed, and exceptions to plans."""
    run = scenario.run.days
    for path, stretches in _dated(design):
        if not place.clean(*path):
            continue
        if run is None:
            place.fault(path, _START, _ADVICE)
        elif stretches and not any(_meet(one, run) for one in stretches):
            place.warn(path, f"no effect: the run is from {run.first} to {run.last}")
    for name, role in design.roles.items():
        _check_blocks(("roles", name, "staff"), len(role.staff.times), role.staff.cycle, scenario, place)


def _dated(design: Design) -> Iterator[tuple[Path, tuple[Days, ...]]]:
    if design.closed:
        yield ("closed",), design.closed
    for name, role in design.roles.items():
        if role.exceptions:
            yield ("roles", name, "exceptions"), tuple(one.days for one in role.exceptions if one.days)


def _meet(one: Days, other: Days) -> bool:
    return one.first <= other.last and one.last >= other.first


def _check_blocks(path: Path, count: int, cycle: float, scenario: Scenario, place: Location) -> None:
    """Refuse what can't be written out over the days of the run."""
    blocks = (count + cycle / DAY) * scenario.run.length / cycle
    if scenario.run.start is not None and blocks > BLOCKS and place.clean(*path):
        given = f"{blocks:,.0f} blocks over the days of the run"
        place.fault(path, f"at most {BLOCKS:,} blocks by date", "shorten the run, or let blocks be longer", given)
