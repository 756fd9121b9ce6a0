"""Columns and cells as all findings use them: one label for a key, one way to write an estimate."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sim.catalogue import labels
from sim.catalogue.keys import Key
from sim.catalogue.numbers import Ends, Scale, pick
from sim.results.document import Cell, Column, Row, Table, Text
from sim.scenario.fields.model import Scenario
from sim.scenario.load import title_of
from sim.views.names import title

HEADS = {
    "against": ("against", "tegenover"),
    "baseline": ("baseline", "uitgangssituatie"),
    "better": ("better way (1: more)", "goede kant (1: meer)"),
    "beaten_by": ("beaten by", "verliest van"),
    "difference_high": ("difference to", "verschil tot"),
    "difference_low": ("difference from", "verschil van"),
    "lasts": ("what lasts", "wat duurt"),
    "minutes": ("minutes", "minuten"),
    "mirror": ("mirror", "spiegel"),
    "number_unit": ("unit of the range", "eenheid van het bereik"),
    "mu_star_half_width": ("half-width", "halve breedte"),
    "total_half_width": ("half-width", "halve breedte"),
    "observations_cut": ("observations cut", "waarnemingen weggelaten"),
    "run_high": ("in one run, to", "in één run, tot"),
    "run_low": ("in one run, from", "in één run, van"),
    "relevant_high": ("Pr(relevant) to", "Pr(relevant) tot"),
    "relevant_low": ("Pr(relevant) from", "Pr(relevant) van"),
    "share": ("share", "aandeel"),
    "share_half_width": ("half-width of the share", "halve breedte van het aandeel"),
    "after": ("after", "na"),
    "goes_to": ("goes to", "gaat naar"),
    "manner": ("why", "waarom"),
    "takes": ("takes", "duurt"),
    "times": ("times per need", "keren per behoefte"),
    "source": ("source", "bron"),
    "step": ("step", "stap"),
    "harms": ("harms", "schaadt"),
    "change": ("change", "verandering"),
    "cost_high": ("cost to", "kosten tot"),
    "cost_low": ("cost from", "kosten van"),
    "cost_per_year": ("cost a year", "kosten per jaar"),
    "effect": ("effect", "effect"),
    "effect_per_10000": ("effect per 10,000", "effect per 10.000"),
    "half_width": ("half-width", "halve breedte"),
    "label": ("what it is", "wat het is"),
    "high": ("to", "tot"),
    "interval": ("interval", "interval"),
    "low": ("from", "van"),
    "margin": ("+/-", "+/-"),
    "n": ("n", "n"),
    "probability_high": ("in one run, to", "in één run, tot"),
    "probability_low": ("in one run, from", "in één run, van"),
    "probability": ("in one run", "in één run"),
    "baseline_mean": ("mean of the baseline", "gemiddelde van de uitgangssituatie"),
    "design_mean": ("mean of the design", "gemiddelde van de variant"),
    "cause": ("cause", "oorzaak"),
    "role_name": ("role", "rol"),
    "segment": ("segment", "doelgroep"),
    "kind": ("need", "behoefte"),
    "needed": ("replications needed", "herhalingen nodig"),
    "number": ("sort of number", "soort getal"),
    "over": ("taken over", "genomen over"),
    "pooled": ("over all replications together", "over alle herhalingen samen"),
    "role": ("kind", "soort"),
    "threshold": ("matters from", "telt vanaf"),
}


class Columns:
    """Makes columns with labels in a language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def words(self, key: str, label: str | None = None, **how: Any) -> Column:
        """Return a column of words."""
        return Column(key, self.head(key) if label is None else label, "words", **how)

    def number(self, key: str, label: str | None = None, **how: Any) -> Column:
        """Return a column of numbers."""
        return Column(key, self.head(key) if label is None else label, "number", **how)

    def verdict(self, key: str = "verdict", **how: Any) -> Column:
        """Return a column of verdicts on changes."""
        return Column(key, self.head(key), "verdict", **how)

    def measure(self, name: str, **how: Any) -> Column:
        """Return a column of the values of a measure."""
        return self.number(name, labels.label(name, self.language), **how)

    def data(self, *keys: str) -> list[Column]:
        """Return columns of numbers for files alone."""
        return [self.number(key, on="data") for key in keys]

    def ends(self, **how: Any) -> list[Column]:
        """Return how far an interval goes to either side, for people, and half-width and both ends, for files."""
        return [self.number("margin", on="screen", **how), *self.data("half_width", "low", "high")]

    def units(self, **how: Any) -> list[Column]:
        """Return the unit of the values, for files, and that in which they are written, for people."""
        return [self.words("unit", on="data"), Column("written_in", self.head("unit"), on="screen", **how)]

    def head(self, key: str) -> str:
        """Return the label of a column."""
        return pick(HEADS[key], self.language) if key in HEADS else labels.word(key, self.language)


def measured(name: str, language: str) -> Cell:
    """Return the cell of a measure: its key, and what it is called."""
    return Cell(name, labels.label(name, language))


def unit(key: str, language: str, text: str | None = None) -> Cell:
    """Return the cell of a unit, with the text given where it is called otherwise."""
    return Cell(key, labels.unit(key, language) if text is None else text)


def ends(mean: float, interval: Ends | None, half_width: float | None, how: Scale, sign: bool = False) -> Mapping[str, Cell]:
    """Return the cells of an interval: how far it goes to either side for people, half-width and both ends for files."""
    low, high = interval or (None, None)
    return {
        "margin": Cell(text=how.margin(mean, interval, sign)),
        "half_width": Cell(half_width),
        "low": Cell(low),
        "high": Cell(high),
    }


def units(key: str, how: Scale) -> Mapping[str, Cell]:
    """Return the cells of the unit of values, and of that in which they are written."""
    return {"unit": unit(key, how.language), "written_in": Cell(text=how.unit)}


def listed(cells: Mapping[str, Mapping[str, Cell]], shown: Iterable[str]) -> Iterator[Row]:
    """Yield rows of measures: for people those shown, in their order and by place, for files all."""
    yield from by_place(Row(cells[name], "screen") for name in shown)
    yield from (Row(one, "data") for one in cells.values())


def by_place(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows of measures of which those of another role, step, ... begin a block."""
    before = None
    for row in rows:
        key = Key.of(str(row.cell("measure").value))
        place = key.place, key.name
        yield replace(row, begins=before is not None and place != before)
        before = place


def block(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows of which the first that people see begins a block."""
    begun = False
    for row in rows:
        yield row if begun or row.on == "data" else replace(row, begins=True)
        begun = begun or row.on != "data"


def estimated(mean: float, interval: Ends | None, half_width: float | None, how: Scale, sign: bool = False) -> Mapping[str, Cell]:
    """Return the cells of a mean with its interval."""
    return {"mean": Cell(mean, how.number(mean, sign)), **ends(mean, interval, half_width, how, sign)}


def named(scenario: Scenario, design: str) -> Cell:
    """Return the cell of a design or change: its name, and its title."""
    return Cell(design, title(scenario, design))


def called(scenario: Scenario, design: str) -> str:
    """Return the name of a design or change, with its title."""
    known = title_of(scenario, design)
    return f"{design} ({known})" if known else design


def notes(texts: Iterable[str]) -> list[Text]:
    """Return notes on how something was found."""
    return [Text(text, "note") for text in texts]


def said(texts: Iterable[str]) -> list[Text]:
    """Return sentences."""
    return [Text(text) for text in texts]


def warnings(texts: Iterable[str]) -> list[Text]:
    """Return what has to be read first."""
    return [Text(text, "warning") for text in texts]


def table(name: str, columns: Iterable[Column], rows: Iterable[Row], **how: Any) -> Table:
    """Return a table."""
    return Table(name, tuple(columns), tuple(rows), **how)
