"""Sensitivity on the terminal: which assumptions matter for a measure, and whether verdicts stand if they are off."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sim.analyses.judging.verdict import VERDICTS
from sim.analyses.studies.sensitivity import MORRIS, ROBUST, Influence, Robust, Sensitivity
from sim.catalogue import labels
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.assumptions import ONE_MARK, USUAL, Assumed
from sim.scenario.inspect.quantities import LENGTH
from sim.views import quantity_words, verdict_words, words
from sim.views.console import called

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
_MORE = ("and {count} that matter less", "en {count} die er minder toe doen")
_DRAWS = (
    "Verdicts of sim judge with {n} replications, over {draws} draws (Latin hypercube) of {count} assumptions; Pr(relevant) with "
    "its 95% interval, {if} (Wilson). A verdict stands (robust) if it comes out in {robust} of 100 draws.",
    "Oordelen van sim judge met {n} herhalingen, over {draws} trekkingen (Latijnse hyperkubus) van {count} aannames; Pr(relevant) "
    "met 95%-interval, {if} (Wilson). Een oordeel houdt stand (robuust) als het in {robust} van de 100 trekkingen uitkomt.",
)
_YES = ("robust", "robuust")


def head(key: str, language: str) -> str:
    """Return the head of a column."""
    return words.pick(_HEADS[key], language)


def span(one: Assumed, language: str) -> str:
    """Return the range of an assumption in words: "2 .. 4 min"."""
    how = quantity_words.scale(one.quantity, (one.low, one.high), language)
    return f"{how.number(one.low)} .. {how.quantity(one.high)}"


def sensitivity(out: Console, scenario: Scenario, found: Sensitivity) -> None:
    """Print a table for each measure, the assumptions that matter most first."""
    language = scenario.language
    name = called(scenario, found.design)
    against = (
        f" {words.pick(('against', 'tegenover'), language)} {called(scenario, found.against)}"
        if found.against
        else ""
    )
    out.print(f"[bold]{escape(scenario.title)}[/]: {name}{against}")
    for measure, influences in found.influences.items():
        out.print(_table(found, measure, influences, language))
        out.print()
    for sentence in sentences(found, language):
        out.print(escape(sentence))


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


def _table(found: Sensitivity, measure: str, influences: Sequence[Influence], language: str) -> Table:
    morris = found.method == MORRIS
    table = Table(
        box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), title_justify="left"
    )
    table.title = escape(labels.label(measure, language))
    table.add_column(head("assumption", language), overflow="fold")
    for key in ("range", *(("mean size", "spread") if morris else ("total", "alone"))):
        table.add_column(head(key, language), justify="right")
    unit = found.units[measure] if morris else "share"
    how = words.scale(unit, [influences[0].size], None, language)
    for one in influences[:MOST]:
        path = escape(name(one.assumed, language))
        size = f"{how.number(one.size)} ± {how.number(one.half_width)}"
        table.add_row(path, span(one.assumed, language), _with_unit(size, how, morris), how.number(one.other))
    if len(influences) > MOST:
        table.add_row(words.pick(_MORE, language).format(count=len(influences) - MOST))
    return table


def _with_unit(text: str, how: words.Scale, morris: bool) -> str:
    unit = labels.unit("points", how.language) if how.unit == "%" else how.unit
    return f"{text} {unit}".strip() if morris else text


def robustness(out: Console, scenario: Scenario, found: Robust) -> None:
    """Print a table with a row for each change: its verdict, and how often each comes out."""
    language = scenario.language
    out.print(f"[bold]{escape(scenario.title)}[/]")
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(head("change", language), overflow="fold")
    table.add_column(head("own", language))
    for key in (head("relevant", language), *(f"% {verdict_words.name(one, scenario)}" for one in VERDICTS)):
        table.add_column(key, justify="right")
    table.add_column(head("stands", language), justify="right")
    for one in found.changes:
        low, high = one.interval
        chance = f"{one.relevant:.2f} ({low:.2f} .. {high:.2f})"
        shares = [f"{100 * one.counts.get(name, 0) / one.draws:.0f}" for name in VERDICTS]
        stands = f"{100 * one.stands:.0f}%" + (f" {words.pick(_YES, language)}" if one.robust else "")
        table.add_row(
            escape(one.change), verdict_words.name(one.own, scenario), _decimals(chance, language), *shares, stands
        )
    out.print(table)
    out.print()
    for sentence in robust_sentences(found, language):
        out.print(escape(sentence))


def robust_sentences(found: Robust, language: str) -> list[str]:
    """Return how it was found, and over which ranges."""
    said = words.pick(_DRAWS, language).format(
        n=found.replications, draws=found.draws, count=len(found.assumed), robust=f"{100 * ROBUST:.0f}"
    )
    return [said, ranges(found.assumed, language)]


def _decimals(text: str, language: str) -> str:
    """Write decimals as the language does; the dots between the ends of an interval stay."""
    return " .. ".join(part.replace(".", ",") for part in text.split(" .. ")) if language == "nl" else text
