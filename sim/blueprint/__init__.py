"""A scenario's design flattened to arrays: the one form that both engines read.

`record` holds scalars and short arrays by role, step, kind and so on; `table` holds the long lists (profiles, shift
plans, empirical values, times given), found by offset and count.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.blueprint.design import write_channels, write_chasing, write_roles, write_steps
from sim.blueprint.layout import BLUEPRINT
from sim.blueprint.tables import Tables
from sim.blueprint.world import write_needs, write_world
from sim.scenario.load import variant as design_of
from sim.scenario.model import Scenario


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
    snapshots: tuple[float, ...] = field(default=())
    language: str = "en"


def build(scenario: Scenario, variant: str) -> Blueprint:
    """Return the blueprint of a design, a change or `design+change` of a scenario; KeyError-like ScenarioError if unknown."""
    design = design_of(scenario, variant)
    record = np.zeros(1, BLUEPRINT)[0]
    tables = Tables(record)
    write_world(record, tables, scenario)
    write_roles(record, tables, design)
    write_steps(record, tables, design)
    write_needs(record, tables, scenario, design)
    write_channels(record, tables, scenario, design)
    write_chasing(record, scenario, design)
    return Blueprint(
        record=record,
        table=np.array(tables.values or [0.0]),
        design=variant,
        scenario_hash=scenario.hash,
        role_names=tuple(design.roles),
        step_names=tuple(design.steps),
        kind_names=(*scenario.world.needs, *(["complaint"] if scenario.world.voice else [])),
        segment_names=tuple(scenario.world.customers.segments),
        channel_names=tuple(design.channels),
        snapshots=scenario.run.snapshots,
        language=scenario.language,
    )
