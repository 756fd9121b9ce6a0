"""The report as a page: its sections in order, in a template that escapes every text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from sim.reporting import advice, changes, days, designs, front, given, ground, looks, observed
from sim.reporting.figures import write
from sim.reporting.gathered import Gathered, ReportOptions, gather
from sim.reporting.sections import Illustration, Section
from sim.runs.progress import Bar, bar
from sim.scenario.fields.model import Scenario
from sim.views.files import save, save_bytes
from sim.views.render.html import templates
from sim.views.words import pick

_FOR, _BY = ("For {}", "Voor {}"), ("By {}", "Door {}")
_FRONT_NAMES = ("question", "answer", "advice")
_ANNEX = ("Annex", "Bijlage")
FRONT = (front.question, front.answer, advice.advice)
SECTIONS = (
    *FRONT, designs.designs, changes.changes, designs.outcomes, days.days, observed.observed_beside, looks.mirrors, looks.resistance,
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
        return front.lead(self.found)

    @property
    def html(self) -> str:
        """The report as one page that needs nothing beside it."""
        scenario, made = self.found.scenario, self.found.provenance
        return templates(Path(__file__).parent).get_template("page.html").render(
            language=scenario.language,
            title=scenario.title,
            about=self.about,
            logo=self.found.logo,
            client=scenario.client,
            author=scenario.author,
            annex=self.annex,
            annexed=self.annexed,
            origin=self.origin,
            version=made.versions.get("least-resistance", ""),
            sections=self.sections,
            markup=lambda text: Markup(given.markup(text)),
        )

    @property
    def annex(self) -> str:
        """The name of the section with which the annex begins; '' where there is none."""
        return next((one.name for one in self.sections if one.name not in _FRONT_NAMES), "")

    @property
    def annexed(self) -> str:
        """What the annex is called."""
        return pick(_ANNEX, self.found.scenario.language)

    @property
    def origin(self) -> list[tuple[str, str]]:
        """What it takes to have the same report again, by name."""
        return list(ground.rerun(self.found))

    @property
    def about(self) -> list[str]:
        """For whom it is, by whom and of which day."""
        return list(self._about())

    def _about(self) -> Iterator[str]:
        scenario = self.found.scenario
        for texts, said in ((_FOR, scenario.client), (_BY, scenario.author)):
            if said:
                yield pick(texts, scenario.language).format(said)
        yield ground.day(self.found.provenance.date, scenario.language)

    def save(self, path: str | Path, force: bool = False, template: str | Path | None = None) -> None:
        """Write the report to a file, whole or not at all: .docx for Word, .pptx for PowerPoint, else the page.

        `template` is a file of the client's, .docx or .pptx, of which the looks are taken. Raises Unusable where that is none.
        """
        ending = Path(path).suffix.lower()
        looks = given.template(template, ending)
        if ending in given.OFFICE:
            save_bytes(path, self._office(ending, looks), force)
        else:
            save(path, lambda target: target.write(self.html), force)

    def _office(self, ending: str, template: Path | None) -> bytes:
        if ending == ".docx":
            from sim.reporting.word import word

            return word(self, template)
        from sim.reporting.slides import slides

        return slides(self, template)

    def save_pictures(self, folder: str | Path, force: bool = False) -> None:
        """Write every picture to a folder, as .svg and as .png of 200 dots per inch, named after its section."""
        for section in self.sections:
            drawn = [block for block in section.blocks if isinstance(block, Illustration)]
            for number, one in enumerate(drawn, start=1):
                for form in ("svg", "png"):
                    save_bytes(Path(folder) / f"{section.name}_{number}.{form}", one.drawn(form), force)

    def save_figures(self, path: str | Path, force: bool = False) -> None:
        """Write all figures to a file for a spreadsheet: .xlsx, else CSV with ; and decimal comma."""
        write(self.found, Path(path), force)


def report(scenario: Scenario, asked: ReportOptions) -> Report:
    """Run what is needed, and return the report."""
    found = gather(scenario, asked)
    with bar(len(SECTIONS), "drawing and writing") as shown:
        return Report(found, list(_sections(found, shown)))


def _sections(found: Gathered, shown: Bar) -> Iterator[Section]:
    for made in SECTIONS:
        if section := made(found):
            yield section
        shown.advance()
