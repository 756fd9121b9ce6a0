"""What can be said on the command line, each option once; and the groups of options that commands share."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypedDict

import typer

from sim.runs import progress


class EngineChoice(StrEnum):
    """Which engine does the work."""

    compiled = "compiled"
    simpy = "simpy"


class Language(StrEnum):
    """In which texts are written."""

    en = "en"
    nl = "nl"


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


def names_in(texts: list[str] | None) -> list[str] | None:
    """Return the names that were given with commas between them, None where none was."""
    return [name.strip() for text in texts for name in text.split(",") if name.strip()] if texts else None


def listed(option: str, help: str) -> Any:
    """Return an option that takes names, more than once or with commas between."""
    return typer.Option(option, callback=names_in, help=help)


File = Annotated[str, typer.Argument(help="A scenario file (YAML).", show_default=False)]
DesignName = Annotated[
    str | None, typer.Option("--design", help="Design or change to run; the baseline if left out.")
]
Designs = Annotated[
    list[str] | None,
    listed("--designs", "Designs or changes, with commas between; all designs if left out."),
]
Changes = Annotated[list[str] | None, listed("--changes", "Changes, with commas between; all if left out.")]
Measures = Annotated[
    list[str] | None,
    listed("--measure", "What is looked at, with commas between; a few of the usual if left out."),
]
Against = Annotated[str | None, typer.Option(help="Design to hold it against.")]
InLanguage = Annotated[
    Language | None, typer.Option(help="en or nl; that of the scenario if left out.")
]
Replications = Annotated[
    int | None, typer.Option(min=1, max=1_000_000, help="How many; as the scenario says if left out.")
]
Seed = Annotated[int | None, typer.Option(min=0, max=2**53, help="Another seed gives other replications.")]
EngineName = Annotated[EngineChoice | None, typer.Option(help="compiled (fast, the default) or simpy (readable).")]
Jobs = Annotated[
    int | None, typer.Option(min=1, help="Cores to use; all if left out. The numbers stay the same.")
]
Cluster = Annotated[
    str | None,
    typer.Option(
        help="Run on a Dask cluster, by its address (tcp://...). The same numbers. "
        "Dask sends pickles: whoever runs the cluster can run code here, and the reverse; use one that you trust."
    ),
]
Store = Annotated[
    Path | None,
    typer.Option(help="Keep every replication in this file (SQLite); what it has is not run again. A study folder has its own."),
]
NoStore = Annotated[bool, typer.Option("--no-store", help="Keep nothing, and use nothing that was kept.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing of how far it is; SIM_QUIET=1 does so always.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")]


class Given(TypedDict):
    """How replications are run, as analyses take it."""

    replications: int | None
    seed: int | None
    engine: str | None
    jobs: int | str | None


class GivenStore(Given):
    """The same, and where replications are kept."""

    store: Path | None


@dataclass(frozen=True, kw_only=True)
class Running:
    """The options of every command that runs replications."""

    replications: Replications = None
    seed: Seed = None
    engine: EngineName = None
    jobs: Jobs = None
    cluster: Cluster = None
    quiet: Quiet = False

    def __post_init__(self) -> None:
        """Raises BadParameter for cores and a cluster at the same time."""
        if self.jobs is not None and self.cluster is not None:
            raise typer.BadParameter("--jobs is for this machine, and not for a cluster", param_hint="--cluster")

    @property
    def kept_in(self) -> Path | None:
        """The store, None where nothing is kept."""
        return None

    @property
    def where(self) -> int | str | None:
        """Where to run: on a cluster if named, else on so many cores."""
        return self.cluster or self.jobs

    @property
    def given(self) -> Given:
        """What an analysis that keeps nothing takes."""
        return Given(
            replications=self.replications,
            seed=self.seed,
            engine=self.engine,
            jobs=self.where,
        )

    @contextmanager
    def running(self) -> Iterator[None]:
        """Say how far it is, unless --quiet."""
        with progress.quiet() if self.quiet else nullcontext():
            yield


@dataclass(frozen=True, kw_only=True)
class Stored(Running):
    """The options of every command that can keep its replications."""

    store: Store = None
    no_store: NoStore = False

    @property
    def kept_in(self) -> Path | None:
        """The store, None where nothing is kept."""
        return None if self.no_store else self.store

    @property
    def stored(self) -> GivenStore:
        """What an analysis that keeps its replications takes."""
        return GivenStore(**self.given, store=self.kept_in)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Say how far it is, and when interrupted what was kept."""
        try:
            with super().running():
                yield
        except KeyboardInterrupt:
            kept = f"what was done is in {self.kept_in}: the same command goes on from there"
            nothing = "nothing was kept; with --store FILE what is done is"
            print(f"stopped: {kept if self.kept_in else nothing}", file=sys.stderr)
            raise
