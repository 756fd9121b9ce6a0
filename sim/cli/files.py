"""Commands that run nothing: whether scenario files are good, what is in them, and what may be."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.command import command, load_scenario
from sim.cli.options import DesignName, InLanguage
from sim.cli.show import Drawn, Printed, Written, print_json, show

if TYPE_CHECKING:
    from sim.scenario.fields.model import Scenario


def validate(files: Annotated[list[str], typer.Argument(help="Scenario files.", show_default=False)]) -> None:
    """Check scenario files: every fault in one pass, with line."""
    from sim.blueprint.checked import validate as checked
    from sim.scenario.text.faults import ScenarioError

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


def _counted(scenario: "Scenario") -> str:
    counts = {"design": len(scenario.designs), "change": len(scenario.changes)}
    if scenario.markets:
        counts["market"] = len(scenario.markets)
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts.items())


One = Annotated[str, typer.Argument(help="A design or change.", show_default=False)]
Another = Annotated[str, typer.Argument(help="Another.", show_default=False)]


DesignOrAll = Annotated[
    str | None, typer.Option("--design", help="Design or change; all together if left out.")
]


@command
def diff(scenario: "Scenario", before: One, after: Another) -> None:
    """Say what differs between two designs, a line per change."""
    from sim.scenario.inspect.diff import diff as differences

    found = list(differences(scenario, before, after))
    for line in found:
        print(line)
    if not found:
        print(f"nothing differs between {before} and {after}", file=sys.stderr)


@command
def list_names(scenario: "Scenario", *, output: Printed) -> None:
    """Name the designs and changes of a scenario."""
    named: dict[str, Mapping[str, Any]] = {
        "designs": scenario.designs,
        "changes": scenario.changes,
        "markets": scenario.markets,
    }
    if output.as_json:
        print_json({kind: list(ones) for kind, ones in named.items()})
        return
    width = max(map(len, scenario.variants))
    for kind, ones in named.items():
        for name, one in ones.items():
            print(f"{kind[:-1]}  {name:{width}}  {one.title}".rstrip())


@command
def measures(scenario: "Scenario", design: DesignOrAll = None, *, output: Written) -> None:
    """Name all that can be measured: for goals, thresholds and --measure; with unit, denominator and better way."""
    from sim.results.available import measures as measured

    show(measured(scenario, design), output)


@command
def draw(scenario: "Scenario", *, design: DesignName = None, language: InLanguage = None, output: Drawn) -> None:
    """Draw the process of a design as it is written, and list its ways; nothing is run."""
    from sim.analyses.process import draw as drawn

    show(drawn(scenario, design, language), output)


def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    from sim.scenario.inspect.schema import schema as made

    print_json(made())
