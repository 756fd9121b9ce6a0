"""What lasts how long, on the terminal: the share left at some times, by design, with its interval."""

from collections.abc import Iterable, Mapping, Sequence

from sim.analyses.survival import Curve, Survival
from sim.catalogue import labels
from sim.scenario.fields.model import Scenario
from sim.views import words

MOST = 8  # times in a table
CALM = ("Runs without a political crisis so far", "Runs zonder politieke crisis tot dan toe")
STAYING = ("Customers who have not left", "Klanten die niet vertrokken zijn")
_CALM_NOTE = (
    "Kaplan-Meier over {n} replications; 95% interval, {if}, by Wilson for as many as Greenwood's error stands for.",
    "Kaplan-Meier over {n} herhalingen; 95%-interval, {if}, van Wilson voor zoveel als waar Greenwoods fout voor staat.",
)
_STAYING_NOTE = (
    "Share of all customers, mean of {n} replications with its 95% interval, {if} (Student's t).",
    "Deel van alle klanten, gemiddelde van {n} herhalingen met zijn 95%-interval, {if} (Student's t).",
)
_TURNS = (
    "{design}: whether there is a crisis depends on how long the run is: {before} of the runs have one, and {after} of runs twice as "
    "long ({length}).",
    "{design}: of er een crisis komt hangt af van hoe lang de run duurt: {before} van de runs heeft er een, en {after} van runs die "
    "twee keer zo lang zijn ({length}).",
)
_BEYOND = ("more than {}", "meer dan {}")

Curves = dict[str, Curve]


def curves(found: Mapping[str, Survival]) -> list[tuple[tuple[str, str], tuple[str, str], Curves]]:
    """Return what can be shown: heading, note and the curve of each design."""
    calm = {name: one.calm for name, one in found.items() if one.calm is not None}
    staying = {name: one.staying for name, one in found.items() if one.staying is not None}
    kinds = ((CALM, _CALM_NOTE, calm), (STAYING, _STAYING_NOTE, staying))
    return [(head, note, by_design) for head, note, by_design in kinds if by_design]


def turned(found: Mapping[str, Survival], scenario: Scenario) -> list[str]:
    """Return a sentence for each design of which a run twice as long says otherwise whether there is a crisis."""
    language, length = scenario.language, 2.0 * scenario.run.length
    unit, minutes = words.time_axis(length)
    twice = words.scale("", [length / minutes], None, language).number(length / minutes)
    return [
        words.pick(_TURNS, language).format(
            design=name,
            before=words.Scale(100.0, "%", 0, language).quantity(1.0 - one.calm.share[-1]),
            after=words.Scale(100.0, "%", 0, language).quantity(1.0 - one.later),
            length=f"{twice} {labels.unit(unit, language)}",
        )
        for name, one in found.items()
        if one.turns and one.calm is not None and one.later is not None
    ]


def times(found: Iterable[Curve], length: float) -> Sequence[float]:
    """Return some times to show: those that all curves have, if they are few, or else even parts of the run."""
    known = {curve.times for curve in found}
    times = known.pop()[1:]
    if not known and len(times) <= MOST:
        return times
    return [length * (i + 1) / MOST for i in range(MOST)]


def cell(curve: Curve, time: float, language: str) -> str:
    """Return the share that is left after a time, with its interval."""
    share, low, high = curve.at(time)
    how = words.scale("share", [share], max(high - share, share - low), language)
    return f"{how.quantity(share)} ({how.number(low)} .. {how.number(high)})"


def half(curve: Curve, unit: str, minutes: float, language: str) -> str:
    """Return when half of it is left, or that it does not come to that."""
    time = curve.times[-1] if curve.median is None else curve.median
    text = words.scale("", [time / minutes], None, language).number(time / minutes)
    text = f"{text} {labels.unit(unit, language)}"
    return words.pick(_BEYOND, language).format(text) if curve.median is None else text
