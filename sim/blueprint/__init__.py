"""A scenario's design flattened to arrays: the one form that both engines read.

`record` holds scalars and short arrays by role, step, kind and so on; `table` holds the long lists (profiles, shift
plans, empirical values, times given), found by offset and count.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from sim.blueprint.backlog import write_backlog
from sim.blueprint.dated import calendar
from sim.blueprint.design import write_provider
from sim.blueprint.layout import BLUEPRINT
from sim.blueprint.tables import Tables
from sim.blueprint.windows import write_windows
from sim.blueprint.world import write_hours, write_needs, write_world
from sim.kernel import limits
from sim.kernel.limits import EVENTS, EVENTS_A_VISIT
from sim.scenario.checks.flow import Flow
from sim.scenario.fields.design import Design
from sim.scenario.fields.model import Scenario
from sim.scenario.load import offers


@dataclass(frozen=True, eq=False)
class Blueprint:
    """A design in its world, as arrays (times in minutes, money in none), with the names that its numbers stand for."""

    record: Any  # one element of dtype BLUEPRINT
    table: Any  # float64
    design: str
    scenario_hash: str
    role_names: tuple[str, ...]
    step_names: tuple[str, ...]
    kind_names: tuple[str, ...]
    segment_names: tuple[str, ...]
    channel_names: tuple[str, ...]
    provider_names: tuple[str, ...]
    queues: tuple[tuple[int, int, str], ...] = ()  # role, channel and name of those by which customers come there
    snapshots: tuple[float, ...] = field(default=())
    language: str = "en"
    start: date | None = None  # of the run: a Monday
    pilot: "Blueprint | None" = None  # of the baseline: from it comes the political pressure at the start

    @property
    def photographs(self) -> tuple[float, ...]:
        """When a state is noted: at the snapshots, and at the end where there is goodwill of a population to be known."""
        end = float(self.record["horizon"])
        wanted = self.record["population"] and self.record["mind"] and end not in self.snapshots
        return (*self.snapshots, end) if wanted and len(self.snapshots) < limits.SNAPSHOTS else self.snapshots


def build(scenario: Scenario, variant: str) -> Blueprint:
    """Return the blueprint of a design, a change, `design+change` or market of a scenario; KeyError-like ScenarioError if unknown."""
    made = _drawn(scenario, variant)
    voice = scenario.world.voice
    if voice is None or voice.start is not None or voice.complains == 0.0:
        return made
    return replace(made, pilot=_drawn(scenario, scenario.default_design, settled=True))


def _drawn(scenario: Scenario, variant: str, settled: bool = False) -> Blueprint:
    """Return a blueprint; of one that is `settled` the long run is asked, and what is there today is left out."""
    designs = offers(scenario, variant)
    record = np.zeros(1, BLUEPRINT)[0]
    tables = Tables(record)
    write_world(record, tables, scenario)
    days = calendar(scenario)
    record["dated"] = days is not None
    write_needs(record, tables, scenario, days)
    visits = sum(sum(Flow(design, scenario).visits().values()) for design in designs.values())
    record["most_events"] = EVENTS + int(min(1e15, EVENTS_A_VISIT * visits * scenario.run.length))
    for design in designs.values():
        write_provider(record, tables, scenario, design, days)
    write_backlog(record, tables, scenario, {} if settled else designs)
    if _in_working_time(record):
        write_hours(record, tables, scenario, days)
    write_windows(record)
    if variant in scenario.markets:
        record["market_theta"] = scenario.markets[variant].theta
    return Blueprint(
        record=record,
        table=np.array(tables.values or [0.0]),
        design=variant,
        scenario_hash=scenario.hash,
        role_names=_names(designs, "roles"),
        step_names=_names(designs, "steps"),
        kind_names=(*scenario.world.needs, *(["complaint"] if scenario.world.voice else [])),
        segment_names=tuple(scenario.world.customers.segments),
        channel_names=_names(designs, "channels"),
        provider_names=tuple(designs),
        queues=tuple(_queues(scenario, designs)),
        snapshots=scenario.run.snapshots,
        language=scenario.language,
        start=scenario.run.start,
    )


def _in_working_time(record: Any) -> bool:
    """Return whether any time runs by the working hours of the world."""
    units = (record[f"{part}_unit"] for part in ("kind", "step", "channel", "dist", "chase"))
    return any(np.any(unit) for unit in units)


def _queues(scenario: Scenario, designs: dict[str, Design]) -> Iterator[tuple[int, int, str]]:
    """Yield the roles and channels by which customers come to them, and their names; of a market none."""
    roles, channels = _names(designs, "roles"), _names(designs, "channels")
    if len(designs) > 1:
        return
    for design in designs.values():
        for role, channel in Flow(design, scenario).queues():
            yield roles.index(role), channels.index(channel), f"{role}.{channel}"


def _names(designs: dict[str, Design], part: str) -> tuple[str, ...]:
    """Return the names of roles, steps or channels, in a market with their provider before them."""
    return tuple(
        f"{who}.{name}" if who else name for who, design in designs.items() for name in getattr(design, part)
    )
