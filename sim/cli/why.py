"""Commands that ask further: why a design differs from another, and what changes do together."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.command import command
from sim.cli.options import Changes, Explained, Running, Stored
from sim.cli.show import Drawn, show

if TYPE_CHECKING:
    from sim.scenario.fields.model import Scenario

Design = Annotated[str, typer.Argument(help="The design or change to explain.", show_default=False)]
Against = Annotated[
    str | None,
    typer.Option(help="The design to compare it with; that of the change, or the baseline, if left out."),
]
Measure = Annotated[Explained, typer.Option(help="The outcome to explain.")]
Budget = Annotated[
    float | None, typer.Option(min=0, help="Money a year that the best set may cost, such as 100_000.")
]
Compared = Annotated[str, typer.Option(help="The outcome by which sets are compared.")]
Changed = Annotated[str | None, typer.Option(help="The design that is changed; the baseline if left out.")]


@command
def explain(
    scenario: "Scenario",
    design: Design,
    *,
    against: Against = None,
    measure: Measure = Explained.lead_time_resolved,
    how: Running,
    output: Drawn,
) -> None:
    """Say why an outcome differs between two designs: parts that add up to the whole."""
    from sim.analyses import explain as analysis

    found = analysis.explain(scenario, design, against, measure, **how.given)
    show(found, output)


@command
def combine(
    scenario: "Scenario",
    *,
    budget: Budget = None,
    changes: Changes = None,
    measure: Compared = "resistance",
    design: Changed = None,
    how: Stored,
    output: Drawn,
) -> None:
    """Put changes together: do they reinforce each other, and which set is best within a budget?"""
    from sim.analyses import combinations

    found = combinations.combine(scenario, changes, budget, measure, design, **how.stored)
    show(found, output)
