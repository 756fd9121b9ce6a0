"""Commands that run designs: by themselves, in pairs, for others to read; and what was run before."""

import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.command import command
from sim.cli.options import DesignName, Designs, Explained, Force, Measures, Running, Stored
from sim.cli.show import Logged, Written, note, put, show
from sim.cli.writing import Writes

if TYPE_CHECKING:
    from sim.analyses.explain import Explanation
    from sim.reporting.first_page import FirstPage as Answered
    from sim.results.results import Comparison
    from sim.scenario.fields.model import Scenario

LARGE = 100_000_000  # bytes; how much is to come is said beforehand


class Format(StrEnum):
    """What the log is exported as."""

    csv = "csv"
    xes = "xes"
    ocel = "ocel"
    vidigi = "vidigi"


_GO_ON = {
    "judge ": ("which changes matter, and which don't", "welke veranderingen ertoe doen, en welke niet"),
    "report": ("the answer on one page, for a client", "het antwoord op één bladzijde, voor een opdrachtgever"),
    "open  ": ("sliders: change a number, see what it does", "schuiven: verander een getal, zie wat het doet"),
}
Every = Annotated[bool, typer.Option("--all", help="Show every measure.")]
Why = Annotated[
    Explained | None, typer.Option(help="Say why this outcome differs, as `sim explain` does.")
]
FirstPage = Annotated[
    Path | None,
    typer.Option("--page", help="Say the answer first, and write page one of the report: .html, .docx (Word) or .pptx (PowerPoint)."),
    Writes(".html", ".docx", ".pptx"),
]
Form = Annotated[Format, typer.Option("--format", help="csv, xes, ocel or vidigi.", show_default=False)]
Comma = Annotated[bool, typer.Option("--decimal-comma", help="CSV with ; and 1,5 for spreadsheets.")]
Exported = Annotated[
    Path | None, typer.Option(help="The file to write; standard output if left out."), Writes()
]


@command
def run(scenario: "Scenario", *, design: DesignName = None, how: Stored, every: Every = False, output: Logged) -> None:
    """Run one design and print its measures with 95% intervals."""
    from sim.runs import experiments

    result = experiments.run(scenario, design, **how.stored, log=output.log is not None)
    show(result, output, every=every)


@command
def compare(
    scenario: "Scenario",
    *,
    designs: Designs = None,
    measures: Measures = None,
    every: Every = False,
    why: Why = None,
    page: FirstPage = None,
    how: Stored,
    output: Written,
) -> None:
    """Compare designs in pairs, under common random numbers; with --page the answer, and page one of a report beside it."""
    from sim.runs import experiments

    with _shared(scenario, designs, how, page) as store:
        found = experiments.compare(scenario, designs, **how.given, shown="all" if every else measures, store=store)
        answer = _answer(found, how, store) if page else None
    if answer:
        put(answer.parts, output)
    if not answer or every or measures or why or output.elsewhere:
        show(found, output, every=every, reasons=_reasons(scenario, found, why, how) if why else [])
    if answer and page:
        answer.save(page, output.force)
        note(scenario.file, answer.said[0], found.results[found.baseline].provenance)
        print(f"\n{page}", file=sys.stderr if output.for_programs else sys.stdout)
    _go_on(scenario, output)


def _shared(
    scenario: "Scenario", designs: list[str] | None, how: Stored, page: Path | None
) -> AbstractContextManager[Path | str | None]:
    """Give the store of a command: where verdicts are asked for as well, one for as long as it takes if none is named."""
    if page is None:
        return nullcontext(how.kept_in)
    from sim.reporting.first_page import check
    from sim.reporting.gathered import kept

    check(scenario, designs or ())
    return kept(how.kept_in)


def _answer(found: "Comparison", how: Stored, store: Path | str | None) -> "Answered":
    from sim.reporting.first_page import first_page

    return first_page(found, how.where, store)


def _reasons(scenario: "Scenario", found: "Comparison", measure: str, how: Stored) -> list["Explanation"]:
    from sim.analyses.explain import explain

    return [explain(scenario, one, found.baseline, measure, **how.given) for one in found.designs]


def _go_on(scenario: "Scenario", output: Written) -> None:
    """Say on a terminal where to go on."""
    if output.for_programs or not sys.stdout.isatty():
        return
    from sim.views.words import pick

    print()
    for verb, texts in _GO_ON.items():
        print(f"  sim {verb} {scenario.file}    {pick(texts, scenario.language)}")


@dataclass(frozen=True, kw_only=True)
class Once(Running):
    """How the replications of an export are run: one, if not said."""

    replications: Annotated[int, typer.Option(min=1, help="How many to put in the file.")] = 1


@command
def export(
    scenario: "Scenario",
    *,
    form: Form,
    design: DesignName = None,
    how: Once,
    out: Exported = None,
    decimal_comma: Comma = False,
    force: Force = False,
) -> None:
    """Run a design and export its log: every case and visit, those given up, refused and open at the end included."""
    from sim.views.export import exported

    made = exported(
        scenario, form.value, design, how.replications, how.seed, how.engine, how.where, decimal_comma
    )
    if made.size > LARGE:
        print(f"about {made.size / 1e9:.1f} GB will be written", file=sys.stderr)
    if out:
        made.save(out, force)
    else:
        made.write(sys.stdout)


@command
def runs(
    *,
    store: Annotated[
        Path | None, typer.Option(help="The file in which replications were kept; that of the study one stands in if left out.")
    ] = None,
    output: Written,
) -> None:
    """List what was tried: what a store has."""
    from sim.runs import store as stores
    from sim.runs.study_folder import store_of
    from sim.views import runs as tried

    kept = store or store_of(".")
    if kept is None:
        raise typer.BadParameter("name the file in which replications were kept", param_hint="--store")
    show(tried.document(stores.runs(kept)), output)
