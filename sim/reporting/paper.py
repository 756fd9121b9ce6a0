"""Sections in the looks of a report: as a page, for Word, as slides, with their pictures as files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self
from urllib.parse import quote

from markupsafe import Markup

from sim.reporting import given, ground
from sim.reporting.sections import Illustration, Section
from sim.scenario.fields.model import Scenario
from sim.views.files import save, save_bytes
from sim.views.render.html import templates
from sim.views.words import pick

_PLAYED = (
    "A day that plays, with the same customers in both designs (a page beside this one)",
    "Een dag die zich afspeelt, met dezelfde klanten in beide varianten (een pagina naast deze)",
)
_FOR, _BY = ("For {}", "Voor {}"), ("By {}", "Door {}")


@dataclass(frozen=True, eq=False)
class Page:
    """A page for a client, that needs nothing beside it: what it is about, its sections, and where its figures come from."""

    scenario: Scenario = field(repr=False)
    sections: Sequence[Section] = field(repr=False)
    date: str = field(repr=False)  # ISO 8601, UTC
    version: str = field(repr=False)
    logo: str = field(default="", repr=False)  # a data address
    origin: Sequence[tuple[str, str]] = field(default=(), repr=False)  # what it takes to have the same again, by name
    annex: str = field(default="", repr=False)  # the name of the section with which an annex begins
    annexed: str = field(default="", repr=False)  # what the annex is called
    day: str = field(default="", repr=False)  # the address of a day that plays, from this page

    def linked(self, day: str) -> Self:
        """Return it with a link to a day that plays, by its path from the folder of the page."""
        return replace(self, day=quote(Path(day).as_posix()))

    @property
    def html(self) -> str:
        """The page as HTML."""
        return templates(Path(__file__).parent).get_template("page.html").render(
            language=self.scenario.language,
            title=self.scenario.title,
            about=self.about,
            logo=self.logo,
            client=self.scenario.client,
            author=self.scenario.author,
            annex=self.annex,
            annexed=self.annexed,
            origin=self.origin,
            version=self.version,
            sections=self.sections,
            day=self.day,
            played=pick(_PLAYED, self.scenario.language),
            markup=lambda text: Markup(given.markup(text)),
        )

    @property
    def about(self) -> list[str]:
        """For whom it is, by whom and of which day."""
        return list(self._about())

    def _about(self) -> Iterator[str]:
        for texts, said in ((_FOR, self.scenario.client), (_BY, self.scenario.author)):
            if said:
                yield pick(texts, self.scenario.language).format(said)
        yield ground.day(self.date, self.scenario.language)

    def save(self, path: str | Path, force: bool = False, template: str | Path | None = None) -> None:
        """Write it to a file, whole or not at all: .docx for Word, .pptx for PowerPoint, else the page.

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

    def save_pictures(self, folder: str | Path, force: bool = False) -> list[str]:
        """Write every picture to a folder, as .svg and as .png of 200 dots per inch, named after its section; return the names."""
        names = []
        for section in self.sections:
            drawn = [block for block in section.blocks if isinstance(block, Illustration)]
            for number, one in enumerate(drawn, start=1):
                for form in ("svg", "png"):
                    names.append(f"{section.name}_{number}.{form}")
                    save_bytes(Path(folder) / names[-1], one.drawn(form), force)
        return names
