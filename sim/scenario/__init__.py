"""Scenarios: what a user writes, read and checked."""

from sim.scenario.fields.model import Change, Design, Scenario, World
from sim.scenario.load import load, variant
from sim.scenario.text.calendars import UNLIMITED, Plan, Profile
from sim.scenario.text.faults import Fault, ScenarioError
from sim.scenario.text.laws import Distribution

__all__ = [
    "UNLIMITED",
    "Change",
    "Design",
    "Distribution",
    "Fault",
    "Plan",
    "Profile",
    "Scenario",
    "ScenarioError",
    "World",
    "load",
    "variant",
]
