"""Looks at the designs from other sides: two mirrors, what either side's effort is spent on, and the paths of cases."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sim.analyses.paths import Taken
from sim.analyses.two_views import Light
from sim.catalogue import labels
from sim.reporting.designs import NOTHING
from sim.reporting.gathered import Gathered
from sim.reporting.sections import Block, Items, Section, illustration
from sim.results.document import Cell, Column, Head, Row, Table, Text
from sim.results.results import Unusable
from sim.views import mirrors_words, path_words, resistance_picture, resistance_words, words
from sim.views.findings.paths import taken
from sim.views.names import title
from sim.views.words import pick

PATHS = 5  # shown of a design
_MIRRORS = ("Two mirrors", "Twee spiegels")
_MIRRORS_LEAD = (
    "What the director sees beside what customers live through, in the same runs.",
    "Wat de directeur ziet naast wat klanten meemaken, in dezelfde runs.",
)
_BOUND = ("norm or goal", "norm of doel")
_RESISTANCE = ("Resistance: what it asks of both sides", "Weerstand: wat het van beide kanten vraagt")
_RESISTANCE_LEAD = (
    "Resistance is the effort of customers and staff together, in minutes per need that is resolved: value, "
    "checking, and what goes wrong inside and outside.",
    "Weerstand is de moeite van klanten en medewerkers samen, in minuten per behoefte die wordt opgelost: waarde,"
    " controle, en wat binnen en buiten misgaat.",
)
_SPLIT = ("Effort by side and by what it is spent on", "Moeite naar kant en waaraan zij wordt besteed")
_BEATS = (
    "{better} asks no more of either side, less of one, and resolves no kind of need less often, than: {names}.",
    "{better} vraagt van geen van beide kanten meer, van één minder, en lost geen behoefte minder vaak op, dan: "
    "{names}.",
)
_PATHS = ("The paths that cases take", "De routes die zaken volgen")
_COLUMNS = ("path", "share", "share_margin", "resistance", "customer", "organisation", "lead_time")


def mirrors(found: Gathered) -> Section:
    """Return both mirrors of each design, and where the two part company."""
    scenario, language = found.scenario, found.scenario.language
    blocks: list[Block] = [Text(pick(_MIRRORS_LEAD, language))]
    for name, one in found.mirrors.items():
        said, *more = mirrors_words.parting(one, language)
        blocks += [Head(title(scenario, name)), Text(said)]
        blocks += [Items([line.removeprefix("- ") for line in more])] if more else []
    blocks += [_figures(found, side, head) for side, head in (("inside", mirrors_words.INSIDE), ("lived", mirrors_words.LIVED))]
    first = found.mirrors[found.baseline]
    blocks += [Text(said, "note") for said in mirrors_words.footnotes(first, language)]
    return Section("mirrors", pick(_MIRRORS, language), blocks)


def _figures(found: Gathered, side: str, head: tuple[str, str]) -> Table:
    """Return the figures of a mirror with their lights, a column for each of the designs that are looked at."""
    language = found.scenario.language
    lights = {name: {one.measure: one for one in getattr(found.mirrors[name], side)} for name in found.telling}
    columns = [Column("figure", pick(head, language), index=True), Column("bound", pick(_BOUND, language))]
    columns += [Column(f"mean.{name}", title(found.scenario, name)) for name in lights]
    measures = list(dict.fromkeys(measure for some in lights.values() for measure in some))
    return Table(side, tuple(columns), tuple(_row(measure, lights, language) for measure in measures))


def _row(measure: str, lights: Mapping[str, Mapping[str, Light]], language: str) -> Row:
    each = {name: some[measure] for name, some in lights.items() if measure in some}
    label, bound = labels.label(measure, language), mirrors_words.bounds(next(iter(each.values())), language)
    said = {name: _lit(one, language) for name, one in each.items()}
    return Row({"figure": Cell(measure, label), "bound": Cell(bound, bound), **{f"mean.{name}": cell for name, cell in said.items()}})


def _lit(one: Light, language: str) -> Cell:
    """Return a figure with its light, where it has one."""
    value = mirrors_words.scale(one, language).quantity(one.found.mean)
    light = mirrors_words.light(one.verdict, language) if one.bounds else ""
    return Cell(one.found.mean, f"{value}  {light}" if light else value, bool(light))


def resistance(found: Gathered) -> Section:
    """Return the split of the effort of all designs and changes, and which are beaten on both sides."""
    language = found.scenario.language
    n = next(iter(found.results.values())).provenance.replications
    blocks: list[Block] = [
        Text(pick(_RESISTANCE_LEAD, language)),
        Items(_said(found)),
        *_drawn(found),
        Text(words.alone(n, language), "note"),
    ]
    return Section("resistance", pick(_RESISTANCE, language), blocks)


def _drawn(found: Gathered) -> Iterator[Block]:
    scenario, language = found.scenario, found.scenario.language
    try:
        designs = {name: found.results[name] for name in found.designs}
        yield illustration(resistance_picture.bars(scenario, designs), pick(_SPLIT, language))
    except Unusable:
        yield Text(pick(NOTHING, language), "note")


def _said(found: Gathered) -> list[str]:
    """Return whose resistance is least, and which designs beat others on both sides."""
    if len(found.results) < 2:
        return []
    language, scenario = found.scenario.language, found.scenario
    least = resistance_words.least(found.results, language, lambda name: title(scenario, name))
    return [least, *_beaten(found)]


def _beaten(found: Gathered) -> list[str]:
    """Return a line for each design that beats others on both sides, with which."""
    scenario = found.scenario
    losers: dict[str, list[str]] = {}
    for worse, better in found.beaten.items():
        losers.setdefault(better, []).append(title(scenario, worse))
    return [
        pick(_BEATS, scenario.language).format(better=title(scenario, better), names="; ".join(names))
        for better, names in losers.items()
    ]


def paths(found: Gathered) -> Section:
    """Return the usual path of each design and that of least resistance; of the designs that tell most, what each path asks."""
    blocks: list[Block] = []
    for name in found.designs:
        blocks += [Head(title(found.scenario, name)), *_paths(found, name)]
    return Section("paths", pick(_PATHS, found.scenario.language), blocks)


def _paths(found: Gathered, name: str) -> Iterator[Block]:
    scenario, language, one = found.scenario, found.scenario.language, found.taken[name]
    yield Items([_dashed(said) for said in path_words.sentences(one, language)])
    if one.paths:
        if found.ways[name]:
            yield Items(path_words.least(found.ways[name], language))
        if name in found.telling:
            yield _table(one, language)
        if name == found.baseline:
            yield Text(path_words.charged(scenario, one), "note")
    if name == found.baseline:
        yield Text(path_words.counted(one, language), "note")


def _dashed(path: str) -> str:
    """Return a path with dashes between its steps."""
    return path.replace(path_words.ARROW, " – ")


def _table(found: Taken, language: str) -> Table:
    """Return the paths that most take, and all others together."""
    made = taken(found, language, PATHS)
    *each, _ = made.screen  # the last is all of them together
    return replace(made, rows=tuple(each)).worded("path", lambda row: _dashed(row.cell("path").text)).only(*_COLUMNS)
