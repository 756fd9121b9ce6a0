"""The paths that cases take, as tables on the terminal: those really taken, and the ways in with the least resistance."""

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sim.analyses.paths import Group, Taken, Way
from sim.results.results import Measure
from sim.scenario.fields.model import Scenario
from sim.views import path_words, words
from sim.views.console import called
from sim.views.words import pick

MOST = 10  # paths that are shown one by one
TEXTS, WIDE = ("path", "way", "likely"), ("path", "likely")

HEADS = {
    "path": ("path", "weg"),
    "share": ("share", "aandeel"),
    "cases": ("cases", "zaken"),
    "resistance": ("resistance", "weerstand"),
    "customer": ("customer", "klant"),
    "organisation": ("organisation", "organisatie"),
    "lead_time": ("lead time", "doorlooptijd"),
    "way": ("way in", "ingang"),
    "expected": ("expected", "verwacht"),
    "found": ("found", "gevonden"),
    "resolved": ("resolved", "opgelost"),
    "likely": ("most likely from there", "meest waarschijnlijk vandaar"),
}
_OTHERS = ("other paths ({count})", "andere wegen ({count})")
_ALL = ("all cases that ended", "alle beëindigde zaken")
_WAYS = (
    "Expected: by the design's chances, with the waits that the run had. Found: the cases that came in that way.",
    "Verwacht: volgens de kansen in de inrichting, met de wachttijden van de run. Gevonden: de zaken die zo binnenkwamen.",
)


def table(out: Console, scenario: Scenario, found: Taken, ways: Sequence[Way]) -> None:
    """Print the paths taken with what they say, and the ways in."""
    language = scenario.language
    out.print(f"[bold]{escape(scenario.title)}[/]: {called(scenario, found.blueprint.design)}")
    if found.paths:
        out.print(_taken(found, language))
        out.print()
    _say(out, [*path_words.sentences(found, language), path_words.counted(found, language)])
    if found.paths:
        _say(out, [path_words.charged(scenario, found)])
        out.print()
        out.print(_ways(found, ways, language))
        out.print()
        _say(out, [*path_words.least(ways, language), pick(_WAYS, language)])
    _say(out, [words.alone(found.provenance.replications, language)])


def _say(out: Console, sentences: Sequence[str]) -> None:
    for sentence in sentences:
        out.print(escape(sentence))


def _heads(heads: Mapping[str, str], language: str) -> Table:
    """Return an empty table; `heads` with the unit of each, paths and ways as text at the left."""
    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 1))
    for name, unit in heads.items():
        head = pick(HEADS.get(name, ("+/-", "+/-")), language)
        text = name in TEXTS
        made.add_column(
            escape(f"{head}\n{unit}" if unit else head),
            justify="left" if text else "right",
            min_width=24 if name in WIDE else None,
            overflow="fold",
        )
    return made


def _taken(found: Taken, language: str) -> Table:
    whole, others = found.whole, found.paths[MOST:]
    minute, lead = (
        words.scale("min", [whole.mean(name).mean], None, language) for name in ("resistance", "lead_time")
    )
    efforts = ("resistance", "width", "customer", "organisation")
    units = {"path": "", "share": "%", "share_width": "%", "cases": ""} | dict.fromkeys(efforts, minute.unit)
    made = _heads(units | {"lead_time": lead.unit}, language)

    def row(text: str, group: Group) -> None:
        cases = words.scale("", [1e6], None, language).number(group.n)
        resistance = both(group.mean("resistance"), minute)
        sides = [amount(group.mean(name), minute) for name in ("customer", "organisation")]
        shares = both(group.share(whole), percents(language))
        made.add_row(escape(text), *shares, cases, *resistance, *sides, amount(group.mean("lead_time"), lead))

    for path in found.paths[:MOST]:
        row(path_words.path_text(path, found, language), path)
    if others:
        row(pick(_OTHERS, language).format(count=len(others)), found.together(others))
    made.add_section()
    row(pick(_ALL, language), whole)
    return made


def percents(language: str) -> words.Scale:
    """Return how shares are written in a column of percentages."""
    return words.Scale(100.0, "%", 0, language)


def amount(measure: Measure, like: words.Scale) -> str:
    """Return a mean in the unit of its column, with as many decimals as it bears."""
    return both(measure, like)[0]


def both(measure: Measure, like: words.Scale) -> list[str]:
    """Return a mean and its half-width in the unit of their column, with as many decimals as they bear."""
    scaled = [None if value is None else value * like.factor for value in (measure.mean, measure.half_width)]
    own = words.scale("", scaled[:1], scaled[1], like.language)
    return [own.number(value) for value in scaled]


def _ways(found: Taken, ways: Sequence[Way], language: str) -> Table:
    minute = words.scale("min", [way.resistance for way in ways], None, language)
    efforts = dict.fromkeys(("expected", "found", "width"), minute.unit)
    made = _heads({"way": "", "share": "%"} | efforts | {"resolved": "%", "likely": ""}, language)
    several = len({way.needs for way in ways}) > 1
    for way in ways:
        needs = f"{', '.join(map(path_words.named, way.needs))}: " if several else ""
        expected = amount(Measure("min", (way.resistance,)), minute)
        made.add_row(
            escape(needs + path_words.way_text(way)),
            amount(way.found.share(found.whole), percents(language)),
            f"[bold]{expected}[/]" if way.least and len(ways) > 1 else expected,
            *both(way.found.mean("resistance"), minute),
            amount(way.found.resolved, percents(language)),
            escape(path_words.route_text(way.likely, language)),
        )
    return made
