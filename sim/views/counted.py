"""Who is counted: where all that came are at the end of the run, and what still rises or falls then. Above every table."""

import math
from collections.abc import Iterator, Mapping, Sequence

from sim.catalogue import labels
from sim.catalogue.keys import KIND, WHOLE, Key, named
from sim.catalogue.numbers import pick
from sim.results.document import Cell, Column, Element, Row, Table
from sim.results.results import Result
from sim.views import tables

FATES = (
    "resolved_of_came",
    "withdrawn_of_came",
    "lost_of_came",
    "left_of_came",
    "inside_in_time",
    "inside_overdue",
)
INSIDE = FATES[-2:]
LEFT = "left_of_came"  # some of those lost
FAR = {"lead_time_p90": "lead_time", "wait_p90": "wait"}  # what is said of times whose far end is not known
_HEAD = ("Of all that came", "Van alles wat kwam")
_COLUMNS = {
    "resolved_of_came": ("resolved", "opgelost"),
    "withdrawn_of_came": ("withdrawn", "ingetrokken"),
    "lost_of_came": ("lost", "verloren"),
    "left_of_came": ("(left)", "(vertrokken)"),
    "inside_in_time": ("still inside, in time", "nog binnen, op tijd"),
    "inside_overdue": ("still inside, overdue", "nog binnen, over tijd"),
}
_ALL = ("all", "alles")
_UNSETTLED = (
    "{design}figures depend on how long the run is; still rising or falling at its end: {what}.",
    "{design}cijfers hangen af van hoe lang de run duurt; aan het eind stijgt of daalt nog: {what}.",
)
_OVERTIME = (
    "{design}more work than the staff on shift can do, kept up with by overtime: {what}.",
    "{design}meer werk dan de bezetting aankan, bijgehouden met overwerk: {what}.",
)
_AHEAD = (
    "{design}whether there is a crisis depends on how long the run is: complaints at this rate bring {what} above its limit.",
    "{design}of er een crisis komt hangt af van hoe lang de run duurt: klachten in dit tempo brengen {what} boven de grens.",
)
_REST = (
    "{design}a tenth or more is not out yet, so that the mean counts these with the longest time seen: {what}.",
    "{design}een tiende of meer is er nog niet uit; het gemiddelde telt die met de langste tijd die gezien is: {what}.",
)
_GROWS = {
    "inside": ("the backlog", "de werkvoorraad"),
    "queue_mean": ("the queue of {}", "de rij van {}"),
    "goodwill": ("goodwill", "goodwill"),
    "energy": ("the energy of {}", "de energie van {}"),
    "overtime": ("{}", "{}"),
    "crisis": ("political pressure", "de politieke druk"),
}


def anybody_inside(results: Mapping[str, Result]) -> bool:
    """Whether anybody is still inside at the end of some replication of some design."""
    return any(_mean(result, name) > 0.0 for result in results.values() for name in INSIDE)


def parts(results: Mapping[str, Result], language: str) -> Iterator[Element]:
    """Yield where all that came are, by design and kind of need, if anybody is still inside; and what has not settled."""
    if anybody_inside(results):
        yield table(results, language)
    yield from tables.warnings(sentences(results, language))


def table(results: Mapping[str, Result], language: str) -> Table:
    """Return the shares of all that came: a row per design, and one per kind of need where there are several."""
    make = tables.Columns(language)
    shown = [
        name for name in FATES if name in INSIDE or any(_any(result, name) for result in results.values())
    ]
    columns = [
        Column("who", pick(_HEAD, language), on="screen", least=18),
        make.words("design", on="data", index=True),
        make.words("kind", on="data", index=True),
        *(make.number(name, pick(_COLUMNS[name], language)) for name in shown),
    ]
    return tables.table("came", columns, _rows(results, shown, language), aside=True)


def _rows(results: Mapping[str, Result], shown: Sequence[str], language: str) -> Iterator[Row]:
    for design, result in results.items():
        for kind, called in kinds(result, language):
            who = f"{design}: {called}" if len(results) > 1 else called
            names = {name: named(KIND if kind else WHOLE, kind, name) for name in shown}
            shares = {
                name: Cell(_mean(result, there), _percent(result, there, language)) for name, there in names.items()
            }
            yield Row({"who": Cell(text=who), "design": Cell(design, design), "kind": Cell(kind, called), **shares})


def kinds(result: Result, language: str) -> Iterator[tuple[str, str]]:
    """Yield all ("") and each kind of need (where there are several), with what it is called."""
    yield "", pick(_ALL, language)
    came = [kind for kind in result.blueprint.kind_names if _any(result, named(KIND, kind, "arrived"))]
    for kind in came if len(came) > 1 else ():
        yield kind, kind.replace("_", " ")


def sentences(results: Mapping[str, Result], language: str) -> list[str]:
    """Return the sentences that say what still rises or falls at the end of the run, by design."""
    several = len(results) > 1
    return [
        text
        for design, result in results.items()
        for text in _sentences(design if several else "", result.unsettled, result.not_reached, language)
    ]


def unsettled(called: str, names: Sequence[str], language: str) -> Iterator[str]:
    """Yield the sentences that say what still rises or falls at the end of the runs of a design, if that has a name."""
    return _sentences(called, names, (), language)


def _sentences(called: str, names: Sequence[str], far: Sequence[str], language: str) -> Iterator[str]:
    told = [(texts, ", ".join(grows(name, language) for name in some)) for texts, some in _told(names)]
    rest = [key.beside(FAR[key.measure]) for key in map(Key.of, far) if key.measure in FAR]
    for texts, what in (*told, (_REST, labels.listed(rest, language))):
        text = pick(texts, language).format(design=f"{called}: " if called else "", what=what)
        if what:
            yield text if called else text[0].upper() + text[1:]


def _told(names: Sequence[str]) -> tuple[tuple[tuple[str, str], list[str]], ...]:
    hidden = [name for name in names if Key.of(name).measure == "overtime"]
    ahead = [name for name in names if name == "crisis"]
    return (
        (_UNSETTLED, [name for name in names if name not in (*hidden, *ahead)]),
        (_OVERTIME, hidden),
        (_AHEAD, ahead),
    )


def grows(name: str, language: str) -> str:
    """Return what it is that still rises or falls: "the queue of desk"."""
    key = Key.of(name)
    return pick(_GROWS[key.measure], language).format(labels.place(key, language))


def _mean(result: Result, name: str) -> float:
    return result.measures[name].mean if name in result.measures else 0.0


def _any(result: Result, name: str) -> bool:
    return _mean(result, name) > 0.0


def _percent(result: Result, name: str, language: str) -> str:
    value = _mean(result, name)
    if math.isnan(value):
        return "-"
    text = f"{100 * value:.1f}%"
    text = "<0.1%" if 0.0 < value < 0.0005 else ">99.9%" if 0.9995 <= value < 1.0 else text
    return text.replace(".", ",") if language == "nl" else text
