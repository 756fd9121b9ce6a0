"""A part of a difference: its cause, role and segment, and what it adds, with its interval."""

from dataclasses import dataclass

from sim.results.results import Measure
from sim.results.together import Together


@dataclass(frozen=True)
class Part(Together):
    """What a cause (at a role, for a segment: '' where all are taken together) adds to a difference; `found` by replication.

    `intervals` says for how many such parts the 95% holds together.
    """

    cause: str
    role: str
    segment: str
    name: str
    found: Measure
    intervals: int = 1
