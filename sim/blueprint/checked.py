"""All that a scenario can run, made ready: what a reader of the file alone can't see."""

from sim.blueprint import build
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.assumptions import assumed
from sim.scenario.inspect.sliders import sliders


def validate(scenario: Scenario) -> tuple[str, ...]:
    """Make every design, change and market ready, read the ranges of assumptions and the sliders, and return the warnings.

    Raises ScenarioError with what is wrong.
    """
    for name in scenario.variants:
        build(scenario, name)
        assumed(scenario, name)
    sliders(scenario)
    return scenario.warnings
