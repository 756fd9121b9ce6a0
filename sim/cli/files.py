"""Commands that run nothing: whether scenario files are good, what is in them, and what may be."""

import sys
from typing import Annotated

import typer

from sim.cli.options import File, Json
from sim.cli.shared import load_scenario, print_json
from sim.scenario.fields.model import Scenario
from sim.scenario.text.faults import ScenarioError


def validate(files: Annotated[list[str], typer.Argument(help="Scenario files.", show_default=False)]) -> None:
    """Check scenario files: every fault in one pass, with line."""
    from sim.blueprint.checked import validate as checked

    broken = False
    for file in files:
        try:
            scenario = load_scenario(file)
            checked(scenario)
        except ScenarioError as error:
            broken = True
            print(error, file=sys.stderr)
        else:
            print(f"{file}: good ({_counted(scenario)})")
    if broken:
        raise typer.Exit(1)


def _counted(scenario: Scenario) -> str:
    counts = {"design": len(scenario.designs), "change": len(scenario.changes)}
    if scenario.markets:
        counts["market"] = len(scenario.markets)
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts.items())


def diff(
    file: File,
    before: Annotated[str, typer.Argument(help="A design or change.", show_default=False)],
    after: Annotated[str, typer.Argument(help="Another.", show_default=False)],
) -> None:
    """Say what differs between two designs, a line per change."""
    from sim.scenario.inspect.diff import diff as differences

    found = list(differences(load_scenario(file), before, after))
    for line in found:
        print(line)
    if not found:
        print(f"nothing differs between {before} and {after}", file=sys.stderr)


def list_names(file: File, as_json: Json = False) -> None:
    """Name the designs and changes of a scenario."""
    scenario = load_scenario(file)
    if as_json:
        print_json(
            {
                "designs": list(scenario.designs),
                "changes": list(scenario.changes),
                "markets": list(scenario.markets),
            }
        )
        return
    width = max(map(len, scenario.variants))
    parts = (("design", scenario.designs), ("change", scenario.changes), ("market", scenario.markets))
    for kind, named in parts:
        for name, one in named.items():
            print(f"{kind}  {name:{width}}  {one.title}".rstrip())


def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    from sim.scenario.inspect.schema import schema as made

    print_json(made())
