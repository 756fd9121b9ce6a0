"""What can be said on the command line, the same for every command."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Engine(StrEnum):
    """Which engine does the work."""

    compiled = "compiled"
    simpy = "simpy"


class Explained(StrEnum):
    """Which outcomes can be explained."""

    lead_time_resolved = "lead_time_resolved"
    wait_per_case = "wait_per_case"
    work_per_case = "work_per_case"
    contacts_per_case = "contacts_per_case"
    goodwill_at_end = "goodwill_at_end"
    resistance = "resistance"
    resistance_customer = "resistance_customer"
    resistance_organisation = "resistance_organisation"


class Format(StrEnum):
    """What the log is exported as."""

    csv = "csv"
    xes = "xes"
    ocel = "ocel"
    vidigi = "vidigi"


File = Annotated[str, typer.Argument(help="A scenario file (YAML).", show_default=False)]
DesignName = Annotated[
    str | None, typer.Option("--design", help="Design or change to run; the baseline if left out.")
]
Replications = Annotated[
    int | None, typer.Option(min=1, max=1_000_000, help="How many; as the scenario says if left out.")
]
Seed = Annotated[int | None, typer.Option(min=0, max=2**53, help="Another seed gives other replications.")]
EngineName = Annotated[Engine | None, typer.Option(help="compiled (fast, the default) or simpy (readable).")]
Jobs = Annotated[
    int | None, typer.Option(min=1, help="Cores to use; all if left out. The numbers stay the same.")
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        help="Run on a Dask cluster, by its address (tcp://...). The same numbers. "
        "Dask sends pickles: whoever runs the cluster can run code here, and the reverse; use one that you trust.",
    ),
]
Store = Annotated[
    Path | None,
    typer.Option(
        "--store", help="Keep every replication in this file (SQLite); what it has is not run again."
    ),
]
KEPT = Path("least-resistance.sqlite")  # the store of who names none: of sim judge, and of sim runs
NoStore = Annotated[bool, typer.Option("--no-store", help="Keep nothing, and use nothing that was kept.")]
Json = Annotated[bool, typer.Option("--json", help="Print plain JSON, all measures.")]
Out = Annotated[Path | None, typer.Option(help="Write the result to a .json or .csv file.")]
Measures = Annotated[
    list[str] | None,
    typer.Option(
        "--measures", help="What is looked at, with commas between; a few of the usual if left out."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing of how far it is; SIM_QUIET=1 does so always.")]
Every = Annotated[bool, typer.Option("--all", help="Show every measure.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")]
