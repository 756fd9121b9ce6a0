"""One analysis as a page in the looks of a report: the answer, its picture, and the figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sim.reporting import given
from sim.reporting.front import QUESTION
from sim.reporting.ground import without_option
from sim.reporting.paper import Page
from sim.reporting.sections import Block, Illustration, Section
from sim.results.document import Document, Element, Head, Table, Text
from sim.results.shown import Shown
from sim.runs.provenance import now, versions
from sim.scenario.fields.model import Scenario
from sim.views.words import pick

FIGURES = ("The figures", "De cijfers")
TITLES = {
    "run": ("What comes out", "Wat eruit komt"),
    "compare": ("Designs side by side", "Varianten naast elkaar"),
    "judge": ("Which changes matter", "Welke veranderingen ertoe doen"),
    "explain": ("Why it differs", "Waarom het verschilt"),
    "combine": ("What changes do together", "Wat veranderingen samen doen"),
    "paths": ("The paths that cases take", "De wegen die zaken gaan"),
    "resistance": ("What it asks of both sides", "Wat het van beide kanten vraagt"),
    "mirrors": ("Two mirrors", "Twee spiegels"),
    "survival": ("How long customers stay, and political peace lasts", "Hoe lang klanten blijven, en de politieke rust duurt"),
    "sweep": ("With other values", "Met andere waarden"),
    "sensitivity": ("Which assumptions matter", "Welke aannames ertoe doen"),
    "robustness": ("Whether verdicts stand", "Of oordelen blijven staan"),
    "target": ("What it would take", "Wat ervoor nodig is"),
    "staffing": ("How many staff are needed", "Hoeveel mensen er nodig zijn"),
    "headroom": ("How much more demand the norms bear", "Hoeveel meer drukte de normen verdragen"),
    "warm_up": ("How long a run needs to settle", "Hoe lang een run nodig heeft om op gang te komen"),
}


@dataclass(frozen=True, eq=False)
class AnalysisPage(Page):
    """A page of one analysis."""

    sentence: str = field(default="", repr=False)  # what it says first


def page_of(scenario: Scenario, document: Document, analysis: str, logo: str | Path | None = None) -> AnalysisPage:
    """Return the document of an analysis as a page: what it says, its pictures, and its tables; Unusable for a logo that is none."""
    language = document.language
    told = scenario.model_copy(update={"language": language})
    said = [part.text for part in document.paragraphs if part.kind == "sentence"]
    known = versions()
    return AnalysisPage(
        scenario=told,
        sections=list(_sections(told, document, pick(TITLES[analysis], language))),
        date=now(),
        version=known.get("least-resistance", ""),
        logo=given.logo(scenario, logo),
        origin=[("scenario-sha256", scenario.hash), ("versions", ", ".join(f"{name} {one}" for name, one in known.items()))],
        sentence=said[0] if said else document.heading,
    )


def page(
    result: Shown,
    language: str | None = None,
    question: str | None = None,
    client: str | None = None,
    author: str | None = None,
    logo: str | Path | None = None,
) -> AnalysisPage:
    """Return what a result says as a page in the looks of a report, in "en" or "nl"; what is left out is as its scenario says.

    Raises Unusable where the logo is no picture, and for a result that was made by hand, without a scenario.
    """
    document = result.document(language)
    assert result.scenario is not None
    told = given.told(result.scenario, question=question, client=client, author=author)
    return page_of(told, document, result.says, logo)


def _sections(scenario: Scenario, document: Document, title: str) -> Iterator[Section]:
    language = scenario.language
    parts = [_told(part) for part in document.parts if not (isinstance(part, Table) and part.on == "data")]
    if scenario.question:
        yield Section("question", pick(QUESTION, language), [Text(scenario.question, "question")])
    about = f"{title}: {document.subject}" if document.subject else title
    if any(isinstance(part, Head) for part in parts):  # in parts: each is read below its head
        yield Section("answer", about, [*_pictures(document)])
        yield Section("outcomes", pick(FIGURES, language), parts)
        return
    yield Section("answer", about, [*_answer(parts), *_pictures(document)])
    yield Section("outcomes", pick(FIGURES, language), list(_rest(parts)))


def _told(part: Element) -> Element:
    """Return a part for who has no terminal before him: without options of a command."""
    return Text(without_option(part.text), part.kind) if isinstance(part, Text) else part


def _answer(parts: Sequence[Element]) -> Iterator[Text]:
    """Yield warnings and what is said in sentences, the first of these as the answer."""
    yield from (part for part in parts if isinstance(part, Text) and part.kind == "warning")
    sentences = [part for part in parts if isinstance(part, Text) and part.kind == "sentence"]
    yield from (Text(part.text, "sentence" if at else "lead") for at, part in enumerate(sentences))


def _rest(parts: Sequence[Element]) -> Iterator[Block]:
    yield from (part for part in parts if isinstance(part, Table))
    yield from (part for part in parts if isinstance(part, Text) and part.kind == "note")


def _pictures(document: Document) -> Iterator[Illustration]:
    yield from (Illustration(one.draw(), document.heading) for one in document.pictures.values())
