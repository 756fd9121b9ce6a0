"""Commands that try other values of a scenario: sweep and sensitivity."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.command import command
from sim.cli.options import Against, Changes, DesignName, Measures, Stored, listed
from sim.cli.show import Drawn, show
from sim.kernel.limits import Unusable

if TYPE_CHECKING:
    from sim.scenario.fields.model import Scenario


class SensitivityMethod(StrEnum):
    """How sensitivity is looked at."""

    morris = "morris"
    sobol = "sobol"


What = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH LOW..HIGH [PATH LOW..HIGH]",
        help="One or two numbers, such as roles.desk.staff 2..6, steps.answer.takes '2..5 min', world.redial.probability 50%..90%.",
        show_default=False,
    ),
]
Steps = Annotated[
    int | None, typer.Option(min=2, max=200, help="Values of each number; 9, or 6 of each of two.")
]
How = Annotated[SensitivityMethod, typer.Option(help="morris: which matter; sobol: how much.")]
Verdicts = Annotated[
    bool, typer.Option("--verdicts", help="Judge the changes over draws of the assumptions: Pr(relevant).")
]
Size = Annotated[
    int | None,
    typer.Option(min=2, help="Trajectories (morris: 10), base samples (sobol: 64), draws (verdicts: 100)."),
]
Only = Annotated[
    list[str] | None,
    listed("--only", "Only assumptions with one of these texts in their path, with commas between."),
]


@dataclass(frozen=True, kw_only=True)
class AtEachPoint(Stored):
    """How the replications at each point of a sample are run."""

    replications: Annotated[
        int | None, typer.Option(min=1, help="At each point: 5, or for verdicts as the scenario says.")
    ] = None


@command
def sweep(
    scenario: "Scenario",
    what: What,
    *,
    measures: Measures = None,
    design: DesignName = None,
    against: Against = None,
    steps: Steps = None,
    how: Stored,
    output: Drawn,
) -> None:
    """Try one or two numbers over ranges: what comes out, and where the verdict changes."""
    from sim.analyses.studies import sweep as study

    found = study.sweep(scenario, pairs_in(what), design, measures, steps, against, **how.stored)
    show(found, output)


def pairs_in(texts: list[str]) -> dict[str, str]:
    """Return paths and their ranges out of what was given one after the other."""
    if len(texts) % 2:
        raise Unusable(f"{texts[-1]}: each path needs its range: PATH LOW..HIGH")
    if len(set(texts[::2])) < len(texts) // 2:
        raise Unusable(f"{texts[0]}: named twice; name two different numbers")
    return dict(zip(texts[::2], texts[1::2], strict=True))


@command
def sensitivity(
    scenario: "Scenario",
    *,
    measures: Measures = None,
    method: How = SensitivityMethod.morris,
    verdicts: Verdicts = False,
    design: DesignName = None,
    against: Against = None,
    changes: Changes = None,
    size: Size = None,
    only: Only = None,
    how: AtEachPoint,
    output: Drawn,
) -> None:
    """Say which assumptions matter, or (--verdicts) whether verdicts stand if assumptions are off."""
    from sim.analyses.studies import sensitivity as study

    if verdicts:
        robust = study.robustness(scenario, changes, size, only, **how.stored)
        show(robust, output)
    else:
        found = study.sensitivity(
            scenario, measures, design, against, method.value, size, only, **how.stored
        )
        show(found, output)
