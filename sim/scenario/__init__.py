"""Scenarios: what a user writes, read and checked."""

from sim.scenario.fields.model import Change, Design, Scenario, World
from sim.scenario.load import load, variant
from sim.scenario.text.calendars import UNLIMITED, Profile, Schedule
from sim.scenario.text.faults import Fault, ScenarioError
from sim.scenario.text.laws import Distribution

__all__ = [
    "UNLIMITED",
    "Change",
    "Design",
    "Distribution",
    "Fault",
    "Profile",
    "Scenario",
    "ScenarioError",
    "Schedule",
    "World",
    "load",
    "variant",
]
