"""Sensitivity on the terminal: which assumptions matter for a measure, and whether verdicts stand if they are off."""

from collections.abc import Sequence

from sim.analyses.studies.sensitivity import MORRIS, ROBUST, Robust, Sensitivity
from sim.catalogue import labels
from sim.scenario.inspect.assumptions import ONE_MARK, USUAL, Assumed
from sim.scenario.inspect.quantities import LENGTH
from sim.views import quantity_words, words

MOST = 12  # assumptions in a table, the largest first
_HEADS = {
    "assumption": ("assumption", "aanname"),
    "range": ("range", "bereik"),
    "mean size": ("effect over its range", "effect over het bereik"),
    "spread": ("spread", "spreiding"),
    "total": ("with others, % of variance", "met andere, % van variantie"),
    "alone": ("alone, %", "alleen, %"),
    "change": ("change", "verandering"),
    "own": ("by its own values", "bij eigen waarden"),
    "relevant": ("Pr(relevant)", "Pr(relevant)"),
    "stands": ("stands", "houdt stand"),
}
_MORRIS = (
    "Morris: {points} points, {n} replications each. The mean size of the effect of going through the whole range, with its "
    "95% half-width, {if}; a spread as large says that the effect depends on the other assumptions.",
    "Morris: {points} punten, elk {n} herhalingen. De gemiddelde grootte van het effect van het hele bereik doorlopen, met 95% "
    "halve breedte, {if}; een even grote spreiding zegt dat het effect van de andere aannames afhangt.",
)
_SOBOL = (
    "Sobol: {points} points, {n} replications each. Shares of the variance over the ranges, with the 95% half-width, {if}; below "
    "nought is noise.",
    "Sobol: {points} punten, elk {n} herhalingen. Delen van de variantie over de bereiken, met 95% halve breedte, {if}; "
    "onder nul is ruis.",
)
_RANGES = (
    "Ranges: {given} of {count} as the scenario gives them; {defaults} defaults that it leaves out (*), each with a range of its "
    "own; the others usual: {part}% down or up (of a share: of itself or of the rest, whichever is less; of a mark: {mark:g}).",
    "Bereiken: {given} van {count} zoals het scenario ze geeft; {defaults} standaardwaarden die het weglaat (*), elk met een eigen "
    "bereik; de andere gebruikelijk: {part}% omlaag of omhoog (van een aandeel: van zichzelf of van de rest, de kleinste; van een "
    "cijfer: {mark:g}).",
)
_SOURCES = (
    "Sources of defaults above: {all}; the other ranges are assumptions of ours.",
    "Bronnen van standaardwaarden hierboven: {all}; de andere bereiken zijn aannames van ons.",
)
_LENGTH = (
    "Depends on how long the run is: {measures}.",
    "Hangt ervan af hoe lang de doorrekening is: {measures}.",
)
TELLS = 0.1  # part of the largest influence from which that of the run's length is told [A]
_DRAWS = (
    "Verdicts of sim judge with {n} replications, over {draws} draws (Latin hypercube) of {count} assumptions; Pr(relevant) with "
    "its 95% interval, {if} (Wilson). A verdict stands (robust) if it comes out in {robust} of 100 draws.",
    "Oordelen van sim judge met {n} herhalingen, over {draws} trekkingen (Latijnse hyperkubus) van {count} aannames; Pr(relevant) "
    "met 95%-interval, {if} (Wilson). Een oordeel houdt stand (robuust) als het in {robust} van de 100 trekkingen uitkomt.",
)


def head(key: str, language: str) -> str:
    """Return the head of a column."""
    return words.pick(_HEADS[key], language)


def span(one: Assumed, language: str) -> str:
    """Return the range of an assumption in words: "2 .. 4 min"."""
    how = quantity_words.scale(one.quantity, (one.low, one.high), language)
    return f"{how.number(one.low)} .. {how.quantity(one.high)}"


def sentences(found: Sensitivity, language: str) -> list[str]:
    """Return how it was found, and over which ranges."""
    assumed = [one.assumed for one in next(iter(found.influences.values()))]
    texts = _MORRIS if found.method == MORRIS else _SOBOL
    return [
        words.pick(texts, language).format(points=found.points, n=found.replications),
        ranges(assumed, language),
        *_sources(found, language),
        *_length(found, language),
    ]


def ranges(assumed: Sequence[Assumed], language: str) -> str:
    """Return the sentence that says where the ranges come from."""
    given, defaults = sum(one.given for one in assumed), sum(not one.written for one in assumed)
    return words.pick(_RANGES, language).format(
        given=given, count=len(assumed), defaults=defaults, part=f"{100 * USUAL:.0f}", mark=ONE_MARK
    )


def name(one: Assumed, language: str) -> str:
    """Return what an assumption is called, with a star where the file leaves it out."""
    return quantity_words.label(one.origin, language) + ("" if one.written else " *")


def _sources(found: Sensitivity, language: str) -> list[str]:
    """Return the sentence with the sources of the defaults that are shown."""
    shown = [one.assumed for each in found.influences.values() for one in each[:MOST] if one.assumed.source]
    each = {one.origin: f"{quantity_words.label(one.origin, language)}: {one.source}" for one in shown}
    return [words.pick(_SOURCES, language).format(all="; ".join(each.values()))] if each else []


def _length(found: Sensitivity, language: str) -> list[str]:
    """Return the sentence that names the measures that depend on how long the run is."""
    told = [
        labels.label(measure, language)
        for measure, each in found.influences.items()
        for one in each
        if one.assumed.origin == LENGTH and one.size > max(one.half_width, TELLS * each[0].size)
    ]
    return [words.pick(_LENGTH, language).format(measures="; ".join(told))] if told else []


def robust_sentences(found: Robust, language: str) -> list[str]:
    """Return how it was found, and over which ranges."""
    said = words.pick(_DRAWS, language).format(
        n=found.replications, draws=found.draws, count=len(found.assumed), robust=f"{100 * ROBUST:.0f}"
    )
    return [said, ranges(found.assumed, language)]
