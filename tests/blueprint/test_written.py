"""A random scenario written and read again is the same, in all that the engines get to run."""

from typing import Any

from hypothesis import HealthCheck, given, reject, settings
from strategies import trees, variant

import sim
from sim.blueprint import build
from sim.scenario.load import rebuilt, scenario


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees())
def test_random_scenarios_written_and_read_are_the_same_to_the_bit(tree: dict[str, Any]) -> None:
    try:
        made = scenario(tree)
    except sim.ScenarioError:
        reject()  # random trees fit the fields, and are not checked for sense
    again = scenario(made.to_yaml())
    in_full = scenario(rebuilt(made, made.tree).to_yaml())
    assert made.hash == again.hash == in_full.hash
    one, *others = (build(each, variant(each)).record.tobytes() for each in (made, again, in_full))
    assert others == [one, one]
