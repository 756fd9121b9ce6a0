"""Commands that say what something takes, or bears: a target, a service norm, more demand, a settled run."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.command import command
from sim.cli.options import DesignName, Designs, Stored, listed
from sim.cli.show import Drawn, Written, show
from sim.kernel.limits import Unusable

if TYPE_CHECKING:
    from sim.scenario.fields.model import Scenario


class By(StrEnum):
    """What a probability is about."""

    mean = "mean"
    runs = "runs"


Measure = Annotated[str, typer.Argument(help="A measure, such as felt_served_share.", show_default=False)]
Value = Annotated[
    str, typer.Argument(help="What it should come to, in its unit: 80%, '10 min'.", show_default=False)
]
Probability = Annotated[float, typer.Option(min=0.5, max=0.9999, help="How sure to be.")]
OfInterval = Annotated[float, typer.Option(min=0.5, max=0.9999, help="That of the interval.")]
Sense = Annotated[
    By, typer.Option(help="Sure of the mean (one-sided bound), or of any one run (share of replications).")
]
AtLeast = Annotated[bool, typer.Option("--at-least", help="More is better.")]
AtMost = Annotated[bool, typer.Option("--at-most", help="Less is better.")]
Changes = Annotated[
    list[str] | None,
    listed("--changes", "Changes to choose from, with commas between; all of the design if left out."),
]
Most = Annotated[int, typer.Option(min=1, max=10, help="Changes in a set, at most.")]
Vary = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="PATH LOW..HIGH", help="Vary a number instead, such as roles.desk.staff 2..9."),
]
Norms = Annotated[
    list[str] | None,
    typer.Option(
        "--norm",
        help="ROLE=80%/20 s, or ROLE=80% of its own norm, more than once; 80% of each norm if left out.",
    ),
]
Abandoned = Annotated[str | None, typer.Option(help="At most so many give up in any block: 5%.")]
Share = Annotated[str, typer.Option(help="How large a share keeps to a norm, where no goal says it.")]
UpTo = Annotated[float, typer.Option("--up-to", help="Times today's demand, at most.")]
Series = Annotated[
    list[str] | None,
    listed("--measure", "lead_time, goodwill or role.NAME.wait, with commas between; all if left out."),
]


@command
def target(
    scenario: "Scenario",
    measure: Measure,
    value: Value,
    *,
    probability: Probability = 0.95,
    by: Sense = By.mean,
    at_least: AtLeast = False,
    at_most: AtMost = False,
    changes: Changes = None,
    most: Most = 3,
    vary: Vary = None,
    design: DesignName = None,
    how: Stored,
    output: Drawn,
) -> None:
    """Say what it would take: the cheapest set of changes, or the least change of a number, that reaches a target."""
    from sim.analyses.studies import target as study

    way, varied = _way(at_least, at_most), dict([vary]) if vary else None
    found = study.target(
        scenario, measure, value, varied, changes, design, probability, by.value, way, most, **how.stored
    )
    show(found, output)


def _way(at_least: bool, at_most: bool) -> int | None:
    if at_least and at_most:
        raise typer.BadParameter("say at least or at most, not both", param_hint="--at-least")
    return 1 if at_least else -1 if at_most else None


@command
def staffing(
    scenario: "Scenario",
    *,
    norm: Norms = None,
    abandoned: Abandoned = None,
    probability: Probability = 0.95,
    by: Sense = By.mean,
    design: DesignName = None,
    how: Stored,
    output: Drawn,
) -> None:
    """Say how few staff meet the service norm, by role and block of the shift plan."""
    from sim.analyses.studies import staffing as study

    found = study.staffing(scenario, design, _norms(norm), abandoned, probability, by.value, **how.stored)
    show(found, output)


def _norms(texts: list[str] | None) -> dict[str, str]:
    found = {}
    for text in texts or ():
        role, equals, said = text.partition("=")
        if not equals:
            raise Unusable(f"norm: given {text!r}, allowed ROLE=80%/20 s or ROLE=80%")
        found[role.strip()] = said.strip()
    return found


@command
def headroom(
    scenario: "Scenario",
    *,
    share: Share = "80%",
    up_to: UpTo = 16.0,
    probability: OfInterval = 0.95,
    design: DesignName = None,
    how: Stored,
    output: Written,
) -> None:
    """Say how many times today's demand the norms bear."""
    from sim.analyses.studies import headroom as study

    found = study.headroom(scenario, design, share, up_to, probability, **how.stored)
    show(found, output)


@dataclass(frozen=True, kw_only=True)
class Pilots(Stored):
    """How pilot replications are run."""

    replications: Annotated[int | None, typer.Option(min=1, help="Pilot replications; 10 if left out.")] = None


@command
def warm_up(
    scenario: "Scenario", *, designs: Designs = None, measure: Series = None, how: Pilots, output: Drawn
) -> None:
    """Say how long a warm-up runs need (MSER-5), and whether the scenario's own is long enough."""
    from sim.analyses.studies import warm_up as study

    show(study.warm_up(scenario, designs, measure, **how.stored), output)
