"""The paths that cases take: those really taken, and the ways in with the least resistance."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sim.analyses.paths import Group, Path, Taken, Way
from sim.analyses.paths.found import Paths
from sim.results.document import Cell, Document, Drawing, Element, Row, Table
from sim.results.results import Measure
from sim.scenario.fields.model import Scenario
from sim.views import flow, later, path_words, plain, tables, words
from sim.views.path_words import HEADS, amount, both, percents
from sim.views.words import Scale, pick

MOST = 10  # paths on a screen one by one
EFFORTS = ("resistance", "customer", "organisation", "lead_time")
_OTHERS = ("other paths ({count})", "andere routes ({count})")
_ALL = ("all cases that ended", "alle beëindigde zaken")
_WAYS = (
    "Expected: by the design's chances, with the waits that the run had. Found: the cases that came in that way.",
    "Verwacht: volgens de kansen in de variant, met de wachttijden van de run. Gevonden: de zaken die zo binnenkwamen.",
)


def document(scenario: Scenario, found: Paths) -> Document:
    """Return the paths taken with what they say, and the ways in."""
    return Document(
        title=scenario.title,
        subject=tables.called(scenario, found.taken.blueprint.design),
        parts=tuple(_parts(scenario, found.taken, found.ways)),
        language=scenario.language,
        plain=partial(as_plain, found.taken, found.ways),
        pictures={"flow": Drawing(later.picture("flow", "picture", scenario, found.taken), flow.DOTS)},
    )


def _parts(scenario: Scenario, found: Taken, ways: Sequence[Way]) -> Iterator[Element]:
    language = scenario.language
    if found.paths:
        yield taken(found, language)
    yield from tables.said([*path_words.sentences(found, language), path_words.counted(found, language)])
    if found.paths:
        yield from tables.said([path_words.charged(scenario, found)])
        yield ways_in(found, ways, language)
        yield from tables.said([*path_words.least(ways, language), pick(_WAYS, language)])
    yield from tables.notes([words.alone(found.provenance.replications, language)])


def _head(key: str, language: str) -> str:
    return pick(HEADS[key], language)


def taken(found: Taken, language: str, most: int = MOST) -> Table:
    """Return a row for every path, for people `most`: how many take it, and what it asks of both sides (minutes per case)."""
    make, whole = tables.Columns(language), found.whole
    minute, lead = (words.scale("min", [whole.mean(name).mean], None, language) for name in ("resistance", "lead_time"))
    columns = [
        make.words("path", _head("path", language), index=True, least=24),
        make.number("share", _head("share", language), unit="%"),
        make.number("share_margin", "+/-", unit="%", on="screen"),
        *make.data("share_half_width"),
        make.number("cases", _head("cases", language)),
        make.number("resistance", _head("resistance", language), unit=minute.unit),
        make.number("margin", unit=minute.unit, on="screen"),
        *make.data("half_width"),
        *(make.number(key, _head(key, language), unit=minute.unit) for key in ("customer", "organisation")),
        make.number("lead_time", _head("lead_time", language), unit=lead.unit),
        make.words("unit", on="data"),
    ]
    return tables.table("paths", columns, _taken(found, minute, lead, most))


def _taken(found: Taken, minute: Scale, lead: Scale, most: int) -> Iterator[Row]:
    language, others = minute.language, found.paths[most:]

    def row(text: str, group: Group, on: str) -> Row:
        return Row(_group(text, group, found, minute, lead), on)  # type: ignore[arg-type]

    for at, path in enumerate(found.paths):
        yield row(path_words.path_text(path, found, language), path, "all" if at < most else "data")
    if others:
        yield row(pick(_OTHERS, language).format(count=len(others)), found.together(others), "screen")
    yield from tables.block([row(pick(_ALL, language), found.whole, "screen")])


def _group(text: str, group: Group, found: Taken, minute: Scale, lead: Scale) -> Mapping[str, Cell]:
    share, effort = group.share(found.whole), group.mean("resistance")
    name = path_words.path_text(group, found, "en") if isinstance(group, Path) else text
    shares, efforts = both(share, percents(minute.language)), both(effort, minute)
    sides = {key: group.mean(key) for key in ("customer", "organisation", "lead_time")}
    return {
        "path": Cell(name, text),
        "share": Cell(share.mean, shares[0]),
        "share_margin": Cell(text=shares[1]),
        "share_half_width": Cell(share.half_width),
        "cases": Cell(group.n, words.scale("", [1e6], None, minute.language).number(group.n)),
        "resistance": Cell(effort.mean, efforts[0]),
        "margin": Cell(text=efforts[1]),
        "half_width": Cell(effort.half_width),
        **{key: Cell(one.mean, amount(one, lead if key == "lead_time" else minute)) for key, one in sides.items()},
        "unit": tables.unit("min", minute.language),
    }


def ways_in(found: Taken, ways: Sequence[Way], language: str) -> Table:
    """Return a row for every way in: what resistance is to be expected, and what was found."""
    make, minute = tables.Columns(language), words.scale("min", [way.resistance for way in ways], None, language)
    columns = [
        make.words("way", _head("way", language), index=True),
        make.words("step", on="data", index=True),
        make.number("share", _head("share", language), unit="%"),
        make.number("expected", _head("expected", language), unit=minute.unit),
        make.number("found", _head("found", language), unit=minute.unit),
        make.number("margin", unit=minute.unit, on="screen"),
        *make.data("half_width"),
        make.number("resolved", _head("resolved", language), unit="%", on="screen"),
        make.words("likely", _head("likely", language), least=24),
        make.words("unit", on="data"),
    ]
    several = len({way.needs for way in ways}) > 1
    rows = [Row(_way(way, found, minute, several, len(ways) > 1)) for way in ways]
    return tables.table("ways", columns, rows, aside=True)


def _way(way: Way, found: Taken, minute: Scale, several: bool, choice: bool) -> Mapping[str, Cell]:
    language = minute.language
    needs = f"{', '.join(map(path_words.named, way.needs))}: " if several else ""
    share, effort = way.found.share(found.whole), way.found.mean("resistance")
    efforts = both(effort, minute)
    return {
        "way": Cell(f"{','.join(way.needs)}: {','.join(way.channels) or way.step}", needs + path_words.way_text(way)),
        "step": Cell(way.step, path_words.named(way.step)),
        "share": Cell(share.mean, amount(share, percents(language))),
        "expected": Cell(way.resistance, amount(Measure("min", (way.resistance,)), minute), way.least and choice),
        "found": Cell(effort.mean, efforts[0]),
        "margin": Cell(text=efforts[1]),
        "half_width": Cell(effort.half_width),
        "resolved": Cell(way.found.resolved.mean, amount(way.found.resolved, percents(language))),
        "likely": Cell(">".join([*way.likely.steps, way.likely.ending]), path_words.route_text(way.likely, language)),
        "unit": tables.unit("min", language),
    }


def as_plain(found: Taken, ways: Sequence[Way]) -> dict[str, Any]:
    """Return paths and ways in: minutes, shares from 0 to 1, each with mean, interval (95%), n and unit."""
    resolved = plain.measure(found.whole.mean("resistance", over="needs"))
    return {
        "scenario": found.provenance.scenario,
        "design": found.provenance.design,
        "paths": [
            {"path": path_words.path_text(path, found, "en"), "rework": path.rework, **_plain(path, found)}
            for path in found.paths
        ],
        "all": _plain(found.whole, found) | {"resistance_per_need_resolved": resolved},
        "inside": found.inside,
        "arose_in_warm_up": found.before,
        "ways": [_plain_way(way, found) for way in ways],
        "provenance": found.provenance.as_dict(),
    }


def _plain(group: Group, found: Taken) -> dict[str, Any]:
    share = {"cases": group.n, "share": plain.measure(group.share(found.whole))}
    return share | {name: plain.measure(group.mean(name)) for name in EFFORTS}


def _plain_way(way: Way, found: Taken) -> dict[str, Any]:
    return {
        "needs": list(way.needs),
        "channels": list(way.channels),
        "step": way.step,
        "expected": way.resistance,
        "least": way.least,
        "likely": [*way.likely.steps, way.likely.ending],
        "probability": way.likely.probability,
        **_plain(way.found, found),
    }
