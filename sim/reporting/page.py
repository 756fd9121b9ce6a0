"""The report: its sections in order, and what they rest on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sim.reporting import advice, changes, days, designs, front, ground, looks, observed
from sim.reporting.figures import write
from sim.reporting.gathered import Gathered, ReportOptions, gather
from sim.reporting.paper import Page
from sim.reporting.sections import Section
from sim.runs.progress import Bar, bar
from sim.scenario.fields.model import Scenario
from sim.views.words import pick

_FRONT_NAMES = ("question", "answer", "advice")
_ANNEX = ("Annex", "Bijlage")
FRONT = (front.question, front.answer, advice.advice)
SECTIONS = (
    *FRONT, designs.designs, changes.changes, designs.outcomes, days.days, observed.observed_beside, looks.mirrors, looks.resistance,
    looks.paths, ground.ground, ground.method, ground.origin,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Report(Page):
    """A report for a client: what it rests on, and its sections."""

    found: Gathered = field(kw_only=True, repr=False)
    asked: ReportOptions = field(kw_only=True, repr=False)

    @property
    def sentence(self) -> str:
        """The answer in a sentence."""
        return front.lead(self.found)

    def save_figures(self, path: str | Path, force: bool = False) -> None:
        """Write all figures to a file for a spreadsheet: .xlsx, else CSV with ; and decimal comma."""
        write(self.found, Path(path), force)


def report(scenario: Scenario, asked: ReportOptions) -> Report:
    """Run what is needed, and return the report."""
    found = gather(scenario, asked)
    with bar(len(SECTIONS), "drawing and writing") as shown:
        sections = list(_sections(found, shown))
    return Report(
        scenario=found.scenario,
        sections=sections,
        date=found.provenance.date,
        version=found.provenance.versions.get("least-resistance", ""),
        logo=found.logo,
        origin=list(ground.rerun(found)),
        annex=next((one.name for one in sections if one.name not in _FRONT_NAMES), ""),
        annexed=pick(_ANNEX, found.scenario.language),
        found=found,
        asked=asked,
    )


def _sections(found: Gathered, shown: Bar) -> Iterator[Section]:
    for made in SECTIONS:
        if section := made(found):
            yield section
        shown.advance()
