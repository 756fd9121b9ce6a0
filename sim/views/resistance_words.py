"""Resistance on the terminal: what each design asks of customers and of the organisation, and what that effort is spent on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from sim.catalogue import labels
from sim.catalogue.definition import MINUTES
from sim.catalogue.effort import SIDES, SPENT_ON
from sim.catalogue.keys import KIND, SEGMENT, named
from sim.results.results import Measure, Result
from sim.scenario.fields.model import Scenario
from sim.views import words

ABREAST = 5  # designs in one table
MOST = 3  # decimals
HALF, DOUBLE = "resistance_customer_half", "resistance_customer_double"
_LEAST = ("{label} (least self-reliant)", "{label} (minst zelfredzaam)")
_BEATEN = (
    "{worse} is beaten by {better}: no more effort on either side, less on one, and no kind of need resolved less often.",
    "{worse} verliest van {better}: aan geen van beide kanten meer moeite, aan één minder, en geen behoefte minder vaak opgelost.",
)
_NONE_BEATEN = (
    "None is beaten on both sides by another.",
    "Geen verliest aan beide kanten van een andere.",
)
_TURNS = (
    "Least resistance by the mean: {one}; with customers counted half: {half}; counted double: {double}.",
    "Minste weerstand naar het gemiddelde: {one}; met klanten half geteld: {half}; dubbel geteld: {double}.",
)
_STANDS = (
    "Least resistance by the mean: {one}, also with customers counted half or double.",
    "Minste weerstand naar het gemiddelde: {one}, ook met klanten half of dubbel geteld.",
)


def scale(rows: Sequence[Measure], language: str) -> words.Scale:
    """Choose decimals for a row; minutes stay minutes, as the heading says."""
    unit = "" if rows[0].unit == MINUTES else rows[0].unit
    widths = [m.half_width for m in rows if m.half_width]
    how = words.scale(unit, [m.mean for m in rows], max(widths, default=None), language)
    while how.decimals < MOST and any(round(how.factor * width, how.decimals) == 0.0 for width in widths):
        how = replace(how, decimals=how.decimals + 1)
    return how


def blocks(scenario: Scenario, known: Mapping[str, Measure]) -> Iterator[list[tuple[str, str]]]:
    """Yield the rows, block by block: what each is called, and its measure."""
    language = scenario.language
    for side in SIDES:
        whole = f"resistance_{side}"
        parts = [f"{whole}_{name}" for name in SPENT_ON]
        spent = [(f"  {_last_word(part, language)}", part) for part in parts if part in known]
        yield [(labels.label(whole, language), whole), *spent]
    yield _called(["resistance", "friction_share", "resistance_worst_decile"], language)
    yield [(_segment(scenario, name), named(SEGMENT, name, "resistance")) for name in segments(scenario)]
    yield _called([HALF, DOUBLE], language)
    kinds = [named(KIND, kind, "resolved_share") for kind in scenario.world.needs]
    yield _called(["resolved_share", *(kinds if len(kinds) > 1 else [])], language)


def _called(measures: Sequence[str], language: str) -> list[tuple[str, str]]:
    return [(labels.label(measure, language), measure) for measure in measures]


def _last_word(measure: str, language: str) -> str:
    return labels.label(measure, language).rpartition(": ")[2]


def segments(scenario: Scenario) -> tuple[str, ...]:
    """Return the segments, where there are several: a single one is the whole."""
    known = tuple(scenario.world.customers.segments)
    return known if len(known) > 1 else ()


def _segment(scenario: Scenario, name: str) -> str:
    label = labels.label(named(SEGMENT, name, "resistance"), scenario.language)
    least = name == scenario.world.customers.least_self_reliant
    return words.pick(_LEAST, scenario.language).format(label=label) if least else label


def sentences(found: Mapping[str, Result], beaten: Mapping[str, str], language: str) -> list[str]:
    """Return whose resistance is least, whether that hangs on how customers count, and which designs are beaten."""
    n = next(iter(found.values())).provenance.replications
    said = [least(found, language), *_beaten_by(beaten, language)] if len(found) > 1 else []
    if len(found) > 1 and not beaten:
        said.append(words.pick(_NONE_BEATEN, language))
    return [*said, words.alone(n, language)]


def least(found: Mapping[str, Result], language: str, called: Callable[[str], str] = str) -> str:
    """Return whose resistance is least, and whether that hangs on how customers count; `called` says a name as people know it."""
    one, half, double = (
        min(found, key=lambda name: found[name].measures[measure].mean)
        for measure in ("resistance", HALF, DOUBLE)
    )
    texts = _STANDS if one == half == double else _TURNS
    return words.pick(texts, language).format(one=called(one), half=called(half), double=called(double))


def _beaten_by(beaten: Mapping[str, str], language: str) -> list[str]:
    return [
        words.pick(_BEATEN, language).format(worse=worse, better=better) for worse, better in beaten.items()
    ]
