"""The process of a design as it is written: a row for every way on, and the picture."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from sim.analyses.process import AGAIN, CHANNELS, ON, REWORK, Process, Way
from sim.results.document import Cell, Document, Drawing, Element, Row, Table
from sim.scenario.fields.design import ENDINGS
from sim.scenario.fields.model import Scenario
from sim.views import later, law_words, path_words, tables
from sim.views.words import Scale, pick

DOTS = 150
ALONE = ("customer", "klant")
START = ("the need", "de behoefte")
_MANNERS = {ON: ("on", "verder"), AGAIN: ("comes back", "komt terug"), REWORK: ("error found", "fout gevonden")}
NOTE = (
    "As it is written; nothing was run. Times per need are expected by the shares, if nobody gives up or asks where it is.",
    "Zoals het er staat; er is niets gedraaid. Keren per behoefte zijn verwacht volgens de aandelen, als niemand afhaakt of "
    "vraagt waar het blijft.",
)


def document(scenario: Scenario, found: Process) -> Document:
    """Return the ways of a process as a table, and its picture."""
    return Document(
        title=scenario.title,
        subject=tables.called(scenario, found.design),
        parts=tuple(_parts(found, scenario.language)),
        language=scenario.language,
        plain=partial(as_plain, found),
        pictures={"process": Drawing(later.picture("process_picture", "picture", scenario, found), DOTS)},
    )


def _parts(found: Process, language: str) -> Iterator[Element]:
    make = tables.Columns(language)
    columns = [
        make.words("step", index=True, once=True, least=14),
        make.words("role_name", once=True),
        make.words("takes", once=True, wide=100),
        make.words("goes_to", index=True, least=14),
        make.number("share", unit="%"),
        make.words("after"),
        make.words("manner", wide=110),
        make.number("times"),
    ]
    yield Table("process", tuple(columns), tuple(_rows(found, language)))
    yield from tables.notes([pick(NOTE, language)])


def _rows(found: Process, language: str) -> Iterator[Row]:
    before = None
    for way in found.ways:
        yield _row(way, found, language, way.origin != before)
        before = way.origin


def _row(way: Way, found: Process, language: str, begins: bool) -> Row:
    percent, number = Scale(100.0, "%", 0 if way.share >= 0.1 else 1, language), Scale(1.0, "", 2, language)
    step, after = found.steps.get(way.origin), way.after
    name = part(way.origin) or pick(START, language)
    takes = law_words.said(step.takes, language) if step else ""
    times = way.share * found.times.get(way.origin, 0.0)
    cells = {
        "step": Cell(way.origin, name),
        "role_name": Cell(step.role if step else None, who(found, way.origin, language)),
        "takes": Cell(step.takes.mean if step else None, takes),
        "goes_to": Cell(way.to, going_to(way, language)),
        "share": Cell(way.share, percent.number(way.share)),
        "after": Cell(after.mean if after else None, law_words.said(after, language) if after else ""),
        "manner": Cell(_MANNERS[way.manner][0], "" if way.manner == ON else pick(_MANNERS[way.manner], language)),
        "times": Cell(times, number.number(times)),
    }
    return Row(cells, begins=begins)


def who(found: Process, name: str, language: str) -> str:
    """Return who does a step: a role, the customer alone, or (as time passes, and for channels) nobody."""
    step = found.steps.get(name)
    if step is None:
        return ""
    return path_words.named(step.role) if step.role else pick(ALONE, language) if step.customer == "present" else ""


def going_to(way: Way, language: str) -> str:
    """Return where a way leads, as people read it."""
    return path_words.ending(way.to, language) if way.to in ENDINGS else part(way.to)


def part(name: str) -> str:
    """Return what a step or channel is called."""
    return path_words.named(name.removeprefix(CHANNELS))


def as_plain(found: Process) -> Mapping[str, Any]:
    """Return the process as plain values, for JSON."""
    return {
        "design": found.design,
        "steps": {
            name: {"role": step.role, "takes": step.takes.mean, "times": found.times.get(name, 0.0)}
            for name, step in found.steps.items()
        },
        "ways": [
            {
                "from": way.origin, "to": way.to, "share": way.share, "manner": _MANNERS[way.manner][0],
                "after": way.after.mean if way.after else None,
            }
            for way in found.ways
        ],
    }  # fmt: skip
