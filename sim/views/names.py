"""What designs and changes are called where people read of them."""

from sim.scenario.fields.model import Scenario
from sim.scenario.load import title_of


def title(scenario: Scenario, name: str) -> str:
    """Return what a design or change is called."""
    return title_of(scenario, name) or name.replace("_", " ")
