"""Columns and cells as all findings use them: one label for a key, one way to write an estimate."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sim.catalogue import labels
from sim.catalogue.numbers import Ends, Scale, pick
from sim.results.document import Cell, Column, Row, Table, Text

HEADS = {
    "against": ("against", "tegenover"),
    "baseline": ("baseline", "uitgangssituatie"),
    "better": ("better way (1: more)", "goede kant (1: meer)"),
    "change": ("change", "verandering"),
    "cost_high": ("cost to", "kosten tot"),
    "cost_low": ("cost from", "kosten van"),
    "cost_per_year": ("cost a year", "kosten per jaar"),
    "design": ("design", "variant"),
    "effect": ("effect", "effect"),
    "effect_per_10000": ("effect per 10,000", "effect per 10.000"),
    "half_width": ("half-width", "halve breedte"),
    "label": ("what it is", "wat het is"),
    "high": ("to", "tot"),
    "interval": ("interval", "interval"),
    "low": ("from", "van"),
    "margin": ("+/-", "+/-"),
    "n": ("n", "n"),
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

    def data(self, *keys: str) -> list[Column]:
        """Return columns of numbers for files alone."""
        return [self.number(key, on="data") for key in keys]

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


def block(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows of which the first that people see begins a block."""
    begun = False
    for row in rows:
        yield row if begun or row.on == "data" else replace(row, begins=True)
        begun = begun or row.on != "data"


def notes(texts: Iterable[str]) -> list[Text]:
    """Return notes on how something was found."""
    return [Text(text, "note") for text in texts]


def said(texts: Iterable[str]) -> list[Text]:
    """Return sentences."""
    return [Text(text) for text in texts]


def warnings(texts: Iterable[str]) -> list[Text]:
    """Return what has to be read first."""
    return [Text(text, "warning") for text in texts]


def table(name: str, columns: Iterable[Column | list[Column]], rows: Iterable[Row], title: str = "", **how: Any) -> Table:
    """Return a table."""
    flat = [one for some in columns for one in (some if isinstance(some, list) else [some])]
    return Table(name, tuple(flat), tuple(rows), title, **how)
