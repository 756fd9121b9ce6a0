"""The report as a page: its sections in order, in a template that escapes every text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from sim.reporting import answer, changes, designs, ground, looks
from sim.reporting.blocks import Section
from sim.reporting.figures import write
from sim.reporting.gathered import Asked, Gathered, gather
from sim.runs.progress import Bar, bar
from sim.scenario.fields.model import Scenario
from sim.views.files import save
from sim.views.words import pick

_KIND = ("Report of a simulation", "Rapport van een simulatie")
_MONTHS = (
    "January February March April May June July August September October November December",
    "januari februari maart april mei juni juli augustus september oktober november december",
)
_CONTENTS = ("Contents", "Inhoud")
SECTIONS = (
    answer.question, answer.answer, designs.designs, changes.changes, designs.outcomes, looks.mirrors, looks.resistance,
    looks.paths, ground.ground, ground.method, ground.origin,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Report:
    """A report for a client: what it rests on, and its sections."""

    found: Gathered = field(repr=False)
    sections: Sequence[Section] = field(repr=False)

    @property
    def sentence(self) -> str:
        """The answer in a sentence."""
        return answer.lead(self.found)

    @property
    def html(self) -> str:
        """The report as one page that needs nothing beside it."""
        scenario, made = self.found.scenario, self.found.provenance
        return _template().render(
            language=scenario.language,
            title=scenario.title,
            kind=pick(_KIND, scenario.language),
            contents=pick(_CONTENTS, scenario.language),
            date=_date(made.date, scenario.language),
            version=made.versions.get("least-resistance", ""),
            sections=self.sections,
        )

    def save(self, path: str | Path, force: bool = False) -> None:
        """Write the page to a file, whole or not at all."""
        save(path, lambda target: target.write(self.html), force)

    def save_figures(self, path: str | Path, force: bool = False) -> None:
        """Write all figures to a file for a spreadsheet: .xlsx, else CSV with ; and decimal comma."""
        write(self.found, Path(path), force)


def report(scenario: Scenario, asked: Asked) -> Report:
    """Run what is needed, and return the report."""
    found = gather(scenario, asked)
    with bar(len(SECTIONS), "drawing and writing") as shown:
        return Report(found, list(_sections(found, shown)))


def _sections(found: Gathered, shown: Bar) -> Iterator[Section]:
    for made in SECTIONS:
        if section := made(found):
            yield section
        shown.advance()


def _date(stamp: str, language: str) -> str:
    """Return the day of a time stamp as people write it: "24 November 2026"."""
    year, month, day = stamp.partition("T")[0].split("-")
    return f"{int(day)} {pick(_MONTHS, language).split()[int(month) - 1]} {year}"


@lru_cache(maxsize=1)
def _template() -> Template:
    here = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return here.get_template("page.html")
