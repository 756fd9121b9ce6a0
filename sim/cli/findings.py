"""Commands that look at a design from another side: paths, effort of both sides, two mirrors, survival."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.command import command
from sim.cli.options import DesignName, Designs, Running, Stored
from sim.cli.show import Drawn, show

if TYPE_CHECKING:
    from sim.scenario.fields.model import Scenario

Twice = Annotated[
    bool, typer.Option("--twice/--once", help="Run for twice as long, too: does that bring a crisis?")
]


@command
def paths(scenario: "Scenario", *, design: DesignName = None, how: Running, output: Drawn) -> None:
    """Show the paths that cases take, what each asks of both sides, and the path of least resistance.

    The picture is of how cases flow from step to step.
    """
    from sim.analyses import paths as analysis

    show(analysis.paths(scenario, design, **how.given), output)


@command
def resistance(
    scenario: "Scenario", *, design: DesignName = None, designs: Designs = None, how: Stored, output: Drawn
) -> None:
    """Show the effort of both sides per resolved need, of designs and changes (all if left out)."""
    from sim.analyses import pareto

    found = pareto.resistance(scenario, designs or ([design] if design else None), **how.stored)
    show(found, output)


@command
def mirrors(scenario: "Scenario", *, design: DesignName = None, how: Stored, output: Drawn) -> None:
    """Show a run as its director and as its customers see it."""
    from sim.analyses import two_views

    show(two_views.mirrors(scenario, design, **how.stored), output)


@command
def survival(
    scenario: "Scenario", *, designs: Designs = None, twice: Twice = True, how: Stored, output: Drawn
) -> None:
    """Show how long customers stay, and political peace lasts."""
    from sim.analyses import survival as analysis

    found = analysis.survival(scenario, designs, **how.stored, twice=twice)
    show(found, output)
