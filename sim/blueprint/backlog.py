"""The backlog of each design, written into a blueprint: all its cases in one line, the longest there first."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.blueprint.tables import Tables
from sim.kernel import streams
from sim.kernel.limits import BACKLOG
from sim.scenario.checks.flow import Flow
from sim.scenario.fields.design import Design
from sim.scenario.fields.model import Scenario

PLACE_BITS = 20  # of a place in the backlog: which case of a step; the step's code and the provider stand above
Case = tuple[float, int, int, int, int]  # see layout.STACKED


def write_backlog(record: Any, tables: Tables, scenario: Scenario, designs: Mapping[str, Design]) -> None:
    """Write the backlog of all providers as one stream of cases that are there at the start; none where there is no backlog."""
    cases = [one for provider, design in enumerate(designs.values()) for one in _cases(record, scenario, design, provider)]
    if not cases:
        return
    cases.sort(key=lambda one: (-one[0], *one[1:]))
    record["backlog"], record["backlog_at"] = len(cases), tables.add([number for one in cases for number in one])
    stream = int(record["streams"])
    record["stream_level"][stream] = BACKLOG
    record["streams"] = stream + 1
    for case in cases:
        role = int(record["step_role"][case[2]])
        if role >= 0:
            record["role_backlog"][role] += 1


def _cases(record: Any, scenario: Scenario, design: Design, provider: int) -> Iterator[Case]:
    """Yield the cases of a design; a case's draws hang on its step and on how many there are older than it, and on nothing else."""
    kinds, first = list(scenario.world.needs), int(record["first_step"][provider])
    steps, code = list(design.steps), streams.codes(design.steps, streams.STEP_CODES)
    for step, stack in design.backlog.items():
        for i, (age, kind) in enumerate(stack.cases(stack.needs or Flow(design, scenario).kinds_at(step))):
            place = (provider * streams.STEP_CODES + code[step]) << PLACE_BITS | i
            yield age, kinds.index(kind), first + steps.index(step), provider, place
