"""Labels of measures, units and verdicts, in English and Dutch; the words of the glossary."""

from collections.abc import Iterable

from sim.catalogue.keys import QUEUE, SNAPSHOT, Key
from sim.catalogue.measures import nearest

WORDS = {
    "measure": ("measure", "maat"),
    "mean": ("mean", "gemiddelde"),
    "interval": ("95% interval", "95%-interval"),
    "difference": ("difference", "verschil"),
    "finding": ("finding", "bevinding"),
    "unit": ("unit", "eenheid"),
    "goal": ("goal", "doel"),
    "bound": ("bound", "grens"),
    "norm": ("norm", "norm"),
    "design": ("design", "variant"),
    "in one run": ("in one run", "in één run"),
    "met": ("met", "gehaald"),
    "not met": ("not met", "niet gehaald"),
    "lower": ("lower", "lager"),
    "higher": ("higher", "hoger"),
    "same": ("the same", "gelijk"),
    "not distinguishable": ("not distinguishable", "niet te onderscheiden"),
    "one design only": ("one design only", "één variant"),
    "verdict": ("verdict", "oordeel"),
    "relevant": ("relevant", "relevant"),
    "hobby": ("hobby", "hobby"),
    "harmful": ("harmful", "schadelijk"),
    "undecided": ("undecided", "onbeslist"),
    "not reached": ("not reached", "niet bereikt"),
    "unknown": ("too few values: no interval", "te weinig waarden: geen interval"),
}
UNITS = {
    "min": ("min", "min"),
    "h": ("h", "uur"),
    "days": ("days", "dagen"),
    "weeks": ("weeks", "weken"),
    "%": ("%", "%"),
    "points": ("%-points", "%-punt"),
    "money": ("money", "geld"),
    "mark": ("mark", "punt"),
    "per case": ("per case", "per zaak"),
    "per staff-day": ("per staff-day", "per medewerkersdag"),
    "people": ("people", "mensen"),
    "h/week": ("h/week", "uur/week"),
    "min2": ("min^2", "min^2"),
    "mark2": ("mark^2", "punt^2"),
    "complaints": ("complaints", "klachten"),
}
A_YEAR = "/year"
_PER_RUN = ("{}, mean over runs", "{}, gemiddeld over runs")
_QUEUE = ("{channel} at {role}", "{channel} bij {role}")
_SNAPSHOT = ("snapshot {}", "peilmoment {}")


def word(key: str, language: str = "en") -> str:
    """Return a word of the tables, in the language asked for."""
    return WORDS.get(key, (key.replace("_", " "),) * 2)[language == "nl"]


def unit(key: str, language: str = "en") -> str:
    """Return a unit as people write it, in the language asked for."""
    if key.endswith(A_YEAR):
        return unit(key.removesuffix(A_YEAR), language) + (" a year", " per jaar")[language == "nl"]
    return UNITS[key][language == "nl"] if key in UNITS else key


def label(measure: str | Key, language: str = "en") -> str:
    """Return what a measure is called: `role.desk.wait` becomes "desk: waiting time"."""
    key = Key.of(measure) if isinstance(measure, str) else measure
    where, what = place(key, language), leaf(key, language)
    return f"{where}: {what}" if where else what


def place(key: Key, language: str = "en") -> str:
    """Return what the role, step, ... of a measure is called; '' for the whole."""
    if key.place == SNAPSHOT and key.name.isdigit():
        return _SNAPSHOT[language == "nl"].format(int(key.name) + 1)
    if key.place == QUEUE:
        role, channel = key.queue
        return _QUEUE[language == "nl"].format(role=role, channel=channel).replace("_", " ")
    return key.name.replace("_", " ")


def leaf(key: Key, language: str = "en") -> str:
    """Return what is measured, without where."""
    found = nearest(key)
    said = found.label[language == "nl"] if found else key.measure.replace("_", " ")
    return _PER_RUN[language == "nl"].format(said) if key.per_run else said


def listed(measures: Iterable[str], language: str = "en") -> str:
    """Return measures one after the other, those of the same thing together: "abandoned (desk, back)"."""
    places: dict[tuple[str, str], list[str]] = {}
    for key in map(Key.of, measures):
        places.setdefault((key.place, leaf(key, language)), []).append(place(key, language))
    return "; ".join(
        what if here == [""] else f"{here[0]}: {what}" if len(here) == 1 else f"{what} ({', '.join(here)})"
        for (_, what), here in places.items()
    )
