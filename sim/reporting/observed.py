"""Observed beside simulated in the annex: the figures that were seen, and the day by half-hours."""

from collections.abc import Iterator
from dataclasses import replace

from sim.analyses.day import SLOT
from sim.analyses.half_hours import HalfHoursBeside
from sim.catalogue.numbers import Scale, pick
from sim.reporting.gathered import Gathered
from sim.reporting.sections import Block, Section, illustration
from sim.results.document import Cell, Column, Head, Row, Table, Text
from sim.results.observed import beside
from sim.views import observed, observed_picture
from sim.views.day_picture import clock
from sim.views.names import title
from sim.views.path_words import named

_TITLE = ("Observed beside simulated", "Waargenomen naast gesimuleerd")
_LEAD = ("What was seen in reality is of: {name}.", "Wat in het echt is gezien, is van: {name}.")
_AT, _EVERYWHERE = ("By half-hours: {role}", "Per half uur: {role}"), ("all with a norm", "alle rollen met een norm")
_SHOWS = ("The mean day by half-hours, observed and simulated", "De gemiddelde dag per half uur, waargenomen en gesimuleerd")
_NOTE = (
    "Simulated: means of {n} replications, of who came in that half-hour on the weekdays that were observed.",
    "Gesimuleerd: gemiddelden over {n} herhalingen, van wie in dat half uur kwam op de weekdagen die zijn waargenomen.",
)
_FROM, _SEEN, _CAME_OUT = ("from", "vanaf"), ("{}, seen", "{}, gezien"), ("{}, run", "{}, run")
HEADS = {  # answered is what is left
    "offered": ("came", "gekomen"),
    "within": ("within the norm", "binnen de norm"),
    "gave_up": ("given up", "afgehaakt"),
    "wait": ("wait", "wachttijd"),
}


def observed_beside(found: Gathered) -> Section | None:
    """Return what was observed beside what came out; None where nothing was."""
    scenario = found.scenario
    if scenario.observed is None:
        return None
    blocks = [*_figures(found), *(_half_hours(found, found.half_hours) if found.half_hours else ())]
    lead = Text(pick(_LEAD, scenario.language).format(name=title(scenario, scenario.observed_design)))
    return Section("observed", pick(_TITLE, scenario.language), [lead, *blocks]) if blocks else None


def _figures(found: Gathered) -> Iterator[Block]:
    scenario = found.scenario
    made = beside(scenario, found.results[scenario.observed_design]) if scenario.observed_design in found.results else {}
    if made:
        shown = observed.table(scenario, made).only("measure", "observed", "mean", "margin", "run", "written_in", "verdict")
        yield replace(shown, title="")
        yield from map(Text, observed.sentence(made, scenario.language))
        yield observed.note(scenario)


def _half_hours(found: Gathered, one: HalfHoursBeside) -> Iterator[Block]:
    language = found.scenario.language
    yield Head(pick(_AT, language).format(role=named(one.role) if one.role else pick(_EVERYWHERE, language)))
    yield illustration(observed_picture.picture(found.scenario, one), pick(_SHOWS, language))
    yield half_hours_table(one, language)
    yield Text(pick(_NOTE, language).format(n=one.replications), "note")


def half_hours_table(one: HalfHoursBeside, language: str) -> Table:
    """Return a row for each half-hour, what was seen and what came out side by side."""
    scales = {name: _scale(name, one.observed[name], language) for name in HEADS if name in one.observed}
    columns, sides = [Column("from", pick(_FROM, language), index=True)], (("observed", _SEEN), ("simulated", _CAME_OUT))
    for name, how in scales.items():
        heads = [(side, pick(texts, language).format(pick(HEADS[name], language))) for side, texts in sides]
        columns += [Column(f"{name}_{side}", head, "number", how.unit) for side, head in heads]
    rows = [Row(_cells(one, i, scales)) for i in range(len(one.slots))]
    return Table("half_hours", tuple(columns), tuple(rows))


def _cells(one: HalfHoursBeside, i: int, scales: dict[str, Scale]) -> dict[str, Cell]:
    text = clock(one.slots[i] * SLOT / 60.0)
    cells = {"from": Cell(text, text)}
    for name, how in scales.items():
        for side, values in (("observed", one.observed), ("simulated", one.simulated)):
            cells[f"{name}_{side}"] = Cell(values[name][i], how.number(values[name][i]))
    return cells


def _scale(name: str, values: list[float], language: str) -> Scale:
    if name == "wait":
        return Scale(1.0, "min", 1, language)
    return Scale(1.0, "", int(max(values) < 20.0), language) if name == "offered" else Scale(100.0, "%", 0, language)


def tables_of(found: Gathered) -> dict[str, Table | None]:
    """Return what was observed beside what came out for a spreadsheet: figures, and half-hours."""
    scenario = found.scenario
    result = found.results.get(scenario.observed_design) if scenario.observed else None
    made = beside(scenario, result) if result else {}
    return {
        "observed": observed.table(scenario, made) if made else None,
        "half_hours": half_hours_table(found.half_hours, scenario.language) if found.half_hours else None,
    }
