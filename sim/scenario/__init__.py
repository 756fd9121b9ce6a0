"""Scenarios: what a user writes, read and checked."""

from sim.scenario.calendars import UNLIMITED, Plan, Profile
from sim.scenario.faults import Fault, ScenarioError
from sim.scenario.laws import Distribution
from sim.scenario.load import load, variant
from sim.scenario.model import Change, Design, Scenario, World

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
