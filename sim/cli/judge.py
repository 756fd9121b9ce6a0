"""Commands that judge: a verdict on every change of a portfolio, and a report on it for a client."""

from dataclasses import dataclass
from enum import StrEnum
from os.path import relpath
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.command import command
from sim.cli.one_page import AsPage, words_of
from sim.cli.options import Force, InLanguage, Stored, listed
from sim.cli.show import Drawn, note, show
from sim.cli.writing import Writes, named_after

if TYPE_CHECKING:
    from sim.reporting.study import Study
    from sim.scenario.fields.model import Scenario


class VerdictMethod(StrEnum):
    """How verdicts are taken together."""

    holm = "holm"
    max_t = "max-t"


Changes = Annotated[
    list[str] | None,
    listed("--changes", "Designs, changes or design+change, with commas between; all designs and changes if left out."),
]  # fmt: skip
UntilDecided = Annotated[
    bool, typer.Option("--until-decided", help="Add replications where they decide most, up to the bound.")
]
Precision = Annotated[
    float | None,
    typer.Option(
        min=0.01, max=1.0, help="Add replications until intervals are this part of their thresholds wide, to either side."
    ),
]  # fmt: skip
Bound = Annotated[
    int | None,
    typer.Option(min=2, max=1_000_000, help="Most replications of a design; as the scenario says."),
]
Together = Annotated[
    VerdictMethod,
    typer.Option(
        help="How verdicts are taken together: holm (step by step) or max-t (by intervals that hold all at once)."
    ),
]
Why = Annotated[
    bool, typer.Option("--why", help="Say why of each relevant or harmful change, as `sim explain` does.")
]
Turns = Annotated[
    bool | None,
    typer.Option(
        "--turns/--no-turns",
        help="Say which assumptions, at an end of their range, make a verdict another; if left out for a minute at most.",
    ),
]
Page = Annotated[
    Path | None,
    typer.Option(help="What to write: .html, .docx (Word) or .pptx (PowerPoint); a page named after the scenario if left out."),
    Writes(".html", ".docx", ".pptx"),
]
Template = Annotated[
    Path | None, typer.Option(help="The client's own .docx or .pptx, of which the looks are taken for one of these.")
]
Figures = Annotated[
    Path | None,
    typer.Option(help="Write all figures, too: .xlsx, or .csv with ; and decimal comma."),
    Writes(".xlsx", ".csv"),
]
PlayedBeside = Annotated[
    Path | None,
    typer.Option("--day", help="Write a day that plays (as sim day does), too: a page (.html) that the report links to."),
    Writes(".html"),
]
Pictures = Annotated[
    Path | None, typer.Option(help="A folder that is there, for every picture as .svg and .png.")
]


@command
def judge(
    scenario: "Scenario",
    *,
    changes: Changes = None,
    until_decided: UntilDecided = False,
    precision: Precision = None,
    bound: Bound = None,
    method: Together = VerdictMethod.holm,
    why: Why = False,
    turns: Turns = None,
    how: Stored,
    output: Drawn,
) -> None:
    """Judge designs and changes: relevant, hobby, harmful or undecided, by what the scenario fixed beforehand."""
    from sim.analyses.explain.why import why as reasons_why
    from sim.analyses.judging import judge as judged
    from sim.analyses.studies.turns import wanted

    if why and output.as_csv:
        raise typer.BadParameter("CSV has no place for reasons; take --json", param_hint="--why")
    begun, tried = monotonic(), False if output.as_csv else turns
    found = judged(
        scenario, changes, **how.stored, until_decided=until_decided, bound=bound, precision=precision, method=method
    )  # fmt: skip
    found = wanted(scenario, found, tried, how.engine, how.where, how.kept_in, monotonic() - begun)
    show(found, output, reasons=reasons_why(scenario, found, how.engine, how.where) if why else None)


Of = Annotated[
    str | None,
    typer.Option(
        "--of", help="One page of another analysis, with its own arguments and options: staffing, mirrors, 'target served 90%', ..."
    ),
]


@dataclass(frozen=True, kw_only=True)
class Client:
    """Whose question a report answers, and what its adviser adds."""

    question: Annotated[
        str | None, typer.Option(help="The client's question; that of the scenario if left out.")
    ] = None
    client: Annotated[str | None, typer.Option(help="For whom; as the scenario says if left out.")] = None
    author: Annotated[str | None, typer.Option(help="By whom; as the scenario says if left out.")] = None
    logo: Annotated[
        Path | None, typer.Option(help="A picture for page one (.png, .jpg, .svg; 1 MB at most).")
    ] = None
    advice: Annotated[
        Path | None, typer.Option(help="A file of Markdown with your own words for page two.")
    ] = None


@command
def report(
    scenario: "Scenario",
    *,
    of: Of = None,
    out: Page = None,
    template: Template = None,
    figures: Figures = None,
    pictures: Pictures = None,
    day: PlayedBeside = None,
    language: InLanguage = None,
    changes: Changes = None,
    until_decided: UntilDecided = False,
    bound: Bound = None,
    turns: Turns = None,
    told: Client,
    how: Stored,
    force: Force = False,
) -> None:
    """Write a report for a client: page one answers, page two advises; it needs nothing beside it, and prints on A4.

    Of the scenario of a study (`sim study`) it fills the study folder, with figures and pictures.
    """
    from sim.reporting import given
    from sim.reporting import report as reported
    from sim.runs.study_folder import own_folder

    folder = own_folder(scenario.file) if of is None else None
    over = force or bool(folder and out is None)  # the report of a study is made anew each time
    out = named_after(scenario.file, "report" if of is None else words_of(of)[0], out, over)
    given.template(template, out.suffix.lower())
    if of is not None:
        _one_page(scenario, of, AsPage(out, template, force, _said(told, language), told.logo), how)
        return
    if pictures and not pictures.is_dir():
        raise typer.BadParameter(f"{pictures}: there is no such folder; make it first", param_hint="--pictures")
    study = _study(folder) if folder else None
    made = reported(
        scenario, changes, **how.stored, until_decided=until_decided, bound=bound, language=language, turns=turns,
        **vars(told),
    )  # fmt: skip
    if day:
        _play(scenario, day, language, how, force)
        made = made.linked(relpath(day, out.parent))
    made.save(out, over, template)
    if figures:
        made.save_figures(figures, force)
    if pictures:
        made.save_pictures(pictures, force)
    if study:
        study.keep(made)
    print(made.sentence)
    print(" ".join(map(str, filter(None, (out, figures)))))
    note(scenario.file, made.sentence, made.found.provenance)


def _study(folder: Path) -> "Study":
    from sim.reporting.study import Study

    found = Study(folder)
    found.check()
    return found


def _said(told: Client, language: str | None) -> dict[str, str | None]:
    return {"language": language, "question": told.question, "client": told.client, "author": told.author}


def _one_page(scenario: "Scenario", asked: str, page: AsPage, how: Stored) -> None:
    from sim.cli import one_page

    one_page.of(asked, scenario.file, vars(how), page)


def _play(scenario: "Scenario", place: Path, language: str | None, how: Stored, force: bool) -> None:
    """Write a day that plays, of the designs that it shows when none is named."""
    from sim.live.playing import day as played

    played(scenario, None, None, how.seed, how.engine, language).save(place, force)
