"""From what a user wrote to a Scenario (read, take out the notes, merge, validate, check), and its variants."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sim.kernel import limits
from sim.scenario.checks.design_checks import check_design, laws_of
from sim.scenario.checks.goal_checks import check_goals
from sim.scenario.checks.judge_checks import check_judge
from sim.scenario.checks.measurable import Measurable
from sim.scenario.checks.observed_checks import check_observed, check_observed_design
from sim.scenario.checks.scenario_checks import check_scenario
from sim.scenario.fields.design import Design
from sim.scenario.fields.market import joined
from sim.scenario.fields.model import Note, Scenario
from sim.scenario.merging import arrivals, backlogs, half_hours
from sim.scenario.merging.notes import take_out
from sim.scenario.merging.patch import MisfitError, changed, design_of, extended, settings_of
from sim.scenario.text.faults import Fault, Faults, Location, ScenarioError, shown
from sim.scenario.text.given import tree_of
from sim.scenario.text.reader import read, text_in
from sim.scenario.text.tree import Node
from sim.scenario.text.validate import MISSING, OURS, fields_at, salvage
from sim.scenario.text.write import written

TEXT = "text"  # what stands for the name of a file in faults of text


def load(path: str | Path) -> Scenario:
    """Return the scenario in a YAML file; raises ScenarioError with every fault, each with its line."""
    file, text = str(path), text_in(Path(path))
    return _checked(file, read(file, text), text).model_copy(update={"path": file})


def scenario(given: Mapping[str, Any] | str) -> Scenario:
    """Return the scenario in a mapping, or in the text of a file, checked as a file is.

    Raises ScenarioError with every fault: of a mapping each with its field, of text with its line as well.
    """
    if isinstance(given, str) and ("\n" in given or given.lstrip().startswith("{")):
        return _checked(TEXT, read(TEXT, given), given)
    tree = tree_of(given)
    if not tree.is_mapping:
        allowed, advice = "a mapping, or the text of a scenario", "read a file by sim.load"
        raise ScenarioError([Fault("", 0, "", shown(tree.value), allowed, advice)])
    return _checked("", tree, written(tree))


def _checked(file: str, read: Node, text: str) -> Scenario:
    findings = Faults(file)
    tree, notes, misplaced = take_out(read, file)
    findings.add(misplaced)
    tree, orphans = _merged(_without_ours(tree, findings), findings)
    tree, of_files = arrivals.put_in(tree, file, findings)
    tree, observed = half_hours.put_in(tree, file, findings)
    tree, stacks = backlogs.put_in(tree, file, findings)
    scenario, faults = salvage(Scenario, tree, file, "")
    findings.add(fault for fault in faults if fault.given != MISSING or not _is_about(fault, orphans))
    if scenario is not None:
        scenario._tree = tree  # a market can offer a change, which is a patch on the tree
        _check(scenario, tree, findings, orphans)
    findings.settle()
    assert scenario is not None
    finished = _finished(scenario, tree, [*notes, *of_files, *observed, *stacks], findings)
    finished._text = (tree, text)
    return finished


def _finished(scenario: Scenario, tree: Node, notes: list[Note], findings: Faults) -> Scenario:
    extra = {"notes": tuple(notes), "warnings": tuple(findings.warnings)}
    finished = scenario.model_copy(update=extra)
    finished._tree = tree
    return finished


def _without_ours(tree: Node, findings: Faults) -> Node:
    """Refuse the keys that a Scenario has but a file has not."""
    for key in OURS:
        if key in tree.value:
            allowed = ", ".join(fields_at(Scenario, []))
            fault = Fault(
                findings.file, tree.keys[key], key, f"the unknown key {key}", allowed, "leave it out"
            )
            findings.add([fault])
            tree = tree.without(key)
    return tree


def _merged(tree: Node, findings: Faults) -> tuple[Node, set[str]]:
    """Merge what designs extend; designs whose base isn't there are orphans, not to be judged further."""
    designs = tree.value.get("designs")
    if designs is None or not designs.is_mapping:
        return tree, set()
    merged, misfits, orphans = extended(designs)
    findings.add(misfit.fault(findings.file, "designs") for misfit in misfits)
    return tree.with_entry("designs", merged, tree.keys["designs"]), orphans


def _is_about(fault: Fault, orphans: set[str]) -> bool:
    return any(fault.field.startswith(f"designs.{name}.") for name in orphans)


def _check(scenario: Scenario, tree: Node, findings: Faults, orphans: set[str]) -> None:
    top = Location(findings, tree)
    check_scenario(scenario, top)
    for name, design in scenario.designs.items():
        if name in orphans:
            continue
        check_design(design, scenario, top.below("designs", name), top)
    for name, change in scenario.changes.items():
        if change.design in scenario.designs:
            _check_change(scenario, name, top)
    if top.clean("designs") and top.clean("changes"):
        for name in scenario.markets:
            _check_market(scenario, name, top.below("markets", name))
    if all(top.clean(part) for part in ("designs", "changes", "markets")):
        known = measurable(scenario)
        check_judge(known, top)
        check_goals(known, top)
        if scenario.observed is not None and check_observed_design(scenario, top):
            check_observed(measurable(scenario, scenario.observed_design), top)


def _check_change(scenario: Scenario, name: str, top: Location) -> None:
    findings, design = top.findings, scenario.changes[name].design
    base = top.below("designs", design)
    patched, misfits = changed(base.tree, settings_of(top.tree, name))
    place = Location(findings, patched, f"changes.{name}")
    findings.add(misfit.fault(findings.file, f"{place.prefix}.set") for misfit in misfits)
    found, faults = salvage(Design, patched, findings.file, place.prefix)
    findings.add(faults)
    if found is not None and base.clean():
        check_design(found, scenario, place, top)
        scenario._variants[name] = found


def _check_market(scenario: Scenario, name: str, place: Location) -> None:
    world = scenario.world
    if world.customers.population is None or world.mind is None:
        advice = "set world.customers.population and world.mind"
        place.fault((), "customers who remember: a population, with a mind", advice, given="a market without")
    if name in scenario.designs or name in scenario.changes:
        place.fault((), "a name that no design or change has", "rename the market", given=f"{name} again")
    known = [*scenario.designs, *scenario.changes]
    for who, design in scenario.markets[name].providers.items():
        if any(part not in known for part in design.split("+")):
            place.unknown(("providers", who), design, known, "a design, a change, or design+change")
    if place.clean():
        _check_sizes(scenario, name, place)


def _check_sizes(scenario: Scenario, name: str, place: Location) -> None:
    """Check that the providers of a market fit in one model together."""
    designs = offers(scenario, name).values()
    for part, most in (("roles", limits.ROLES), ("steps", limits.STEPS), ("channels", limits.CHANNELS)):
        count = sum(len(getattr(design, part)) for design in designs)
        if count > most:
            place.fault(
                ("providers",), f"at most {most} {part} in all", "simplify the designs", f"{count} {part}"
            )
    different = len(set().union(*(laws_of(design, scenario) for design in designs)))
    if different > limits.DISTRIBUTIONS:
        given = f"{different} different distributions"
        place.fault(
            ("providers",), f"at most {limits.DISTRIBUTIONS} in all", "let steps share some of them", given
        )


def title_of(scenario: Scenario, name: str) -> str:
    """Return the title that a design, change or market has in its file, '' where it has none."""
    return (scenario.changes.get(name) or variant(scenario, name)).title


def variant(scenario: Scenario, name: str) -> Design:
    """Return the design of a name: a design, a change, "design+change", or all of a market side by side; raises ScenarioError."""
    if name in scenario.designs:
        return scenario.designs[name]
    if name not in scenario._variants:
        scenario._variants[name] = _made(scenario, name)
    return scenario._variants[name]


def _made(scenario: Scenario, name: str) -> Design:
    if name in scenario.markets:
        return joined(scenario.markets[name], offers(scenario, name))
    findings = Faults(scenario.file)
    try:
        tree = design_of(scenario, name)
    except MisfitError as misfit:
        findings.add([misfit.fault(findings.file, "designs")])
        findings.settle()
        raise
    design, faults = salvage(Design, tree, findings.file, name)
    findings.add(faults)
    if design is not None:
        check_design(design, scenario, Location(findings, tree, name), Location(findings, scenario.tree))
    findings.settle()
    assert design is not None
    return design


def offers(scenario: Scenario, name: str) -> dict[str, Design]:
    """Return the design of each provider of a market; of anything else one design, whose provider has no name."""
    if name not in scenario.markets:
        return {"": variant(scenario, name)}
    return {who: variant(scenario, design) for who, design in scenario.markets[name].providers.items()}


def measurable(scenario: Scenario, *names: str) -> Measurable:
    """Return what can be measured of designs, changes and markets: all of the scenario where none is named."""
    names = names or scenario.variants
    markets = [scenario.markets[name] for name in names if name in scenario.markets]
    providers = tuple(dict.fromkeys(who for market in markets for who in market.providers))
    return Measurable(scenario, tuple(variant(scenario, name) for name in names), providers)


def refuse_unknown(
    scenario: Scenario, designs: Iterable[str], measures: Iterable[str], given: str = "measure"
) -> None:
    """Raise Unusable for a measure that none of the designs can give: it is unknown, or asks for what the scenario has not."""
    known = measurable(scenario, *designs)
    for name in measures:
        if said := known.refusal(name):
            raise limits.Unusable(f"{given}: {said}")


def rebuilt(scenario: Scenario, tree: Node, of: str | None = None) -> Scenario:
    """Return the scenario that another tree says, with the same notes; raises ScenarioError with all that is wrong with it.

    With `of`, a design, change or design+change, no other is checked: for who only wants that one, and soon.
    """
    findings = Faults(scenario.file)
    tried, faults = salvage(Scenario, tree, findings.file, "")
    findings.add(faults)
    if tried is not None:
        tried._tree = tree
        _check(tried, tree, findings, set()) if of is None else _check_one(tried, base_of(tried, of), Location(findings, tree))
    findings.settle()
    assert tried is not None
    finished = _finished(tried, tree, list(scenario.notes), findings).measuring(*scenario.custom)
    return finished.model_copy(update={"path": scenario.path})


def _check_one(scenario: Scenario, design: str, top: Location) -> None:
    """Check the world and a design in it; a change on that is checked when it is made."""
    check_scenario(scenario, top)
    check_design(scenario.designs[design], scenario, top.below("designs", design), top)


def base_of(scenario: Scenario, name: str) -> str:
    """Return the design that a change, or design+change, is a patch on."""
    return scenario.changes[name].design if name in scenario.changes else name.split("+")[0]
