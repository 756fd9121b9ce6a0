"""From a scenario file to a Scenario: read, take out the notes, merge, validate, check."""

from pathlib import Path

from pydantic import ValidationError

from sim.scenario.design import Design
from sim.scenario.faults import ScenarioError
from sim.scenario.messages import faults_of
from sim.scenario.model import Scenario
from sim.scenario.notes import take_out
from sim.scenario.patch import Misfit, design_of, extended
from sim.scenario.reader import read
from sim.scenario.tree import Node, plain


def load(path: str | Path) -> Scenario:
    """Return the scenario in a YAML file; raises ScenarioError with every fault, each with its line."""
    tree, notes = take_out(read(Path(path)))
    file = str(path)
    designs = tree.value.get("designs")
    if designs is not None and designs.is_mapping:
        merged, misfits = extended(designs)
        if misfits:
            raise ScenarioError([m.fault(file, "designs") for m in misfits])
        tree = tree.with_entry("designs", Node(merged, designs.line, designs.keys), tree.keys["designs"])
    try:
        scenario = Scenario.model_validate({**plain(tree), "notes": tuple(notes), "path": file})
    except ValidationError as error:
        raise ScenarioError(faults_of(error, Scenario, tree, file, "")) from None
    scenario._tree = tree
    return scenario


def variant(scenario: Scenario, name: str) -> Design:
    """Return the design of a name: a design, a change, or "design+change"."""
    if name in scenario.designs:
        return scenario.designs[name]
    file, prefix = scenario.path or "scenario", f"changes.{name}"
    try:
        tree = design_of(scenario, name)
    except Misfit as misfit:
        raise ScenarioError([misfit.fault(file, prefix)]) from None
    try:
        return Design.model_validate(plain(tree))
    except ValidationError as error:
        raise ScenarioError(faults_of(error, Design, tree, file, prefix)) from None
