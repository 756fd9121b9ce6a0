"""Observed beside simulated: a table of figures that were seen, what came out, and whether single runs give them."""

from collections.abc import Iterator, Mapping

from sim.catalogue import labels
from sim.catalogue.numbers import pick
from sim.results.document import Cell, Element, Row, Table, Text
from sim.results.observed import AS_IN_A_RUN, TOO_HIGH, TOO_LOW, UNKNOWN, BesideObserved, beside
from sim.results.results import Result
from sim.scenario.fields.model import Scenario
from sim.views import plain, tables, words

_TITLE = ("observed beside simulated", "waargenomen naast gesimuleerd")
HEADS = {
    "observed": ("observed", "waargenomen"),
    "mean": ("simulated", "gesimuleerd"),
    "run": ("in one run, 95%", "in één run, 95%"),
}
PERIODS = {
    "hour": ("per hour", "per uur"),
    "day": ("per day", "per dag"),
    "weekday": ("per working day", "per werkdag"),
    "week": ("per week", "per week"),
    "month": ("per month", "per maand"),
    "year": ("per year", "per jaar"),
}
VERDICTS = {
    AS_IN_A_RUN: ("as in a run", "zoals in een run"),
    TOO_HIGH: ("simulated too high", "te hoog gesimuleerd"),
    TOO_LOW: ("simulated too low", "te laag gesimuleerd"),
    UNKNOWN: ("-", "-"),
}
_ONE = (
    ("The one figure that was observed is such as single runs give.", "Het ene waargenomen cijfer past bij wat losse runs geven."),
    (
        "The one figure that was observed is not such as single runs give.",
        "Het ene waargenomen cijfer past niet bij wat losse runs geven.",
    ),
)
_ALL = (
    "All {n} figures that were observed are such as single runs give.",
    "Alle {n} waargenomen cijfers passen bij wat losse runs geven.",
)
_ONE_OF = (
    "Of the {n} figures that were observed one is such as single runs give.",
    "Van de {n} waargenomen cijfers past er één bij wat losse runs geven.",
)
_SOME = (
    "Of the {n} figures that were observed {k} are such as single runs give.",
    "Van de {n} waargenomen cijfers passen er {k} bij wat losse runs geven.",
)
_NOTE = (
    "In one run: where 95% of single runs of {length} lie, {if}. A figure seen over less time spreads more. That a figure fits "
    "doesn't prove the model; that it doesn't, calls for another look at the numbers that it rests on.",
    "In één run: waar 95% van losse runs van {length} ligt, {if}. Een cijfer over kortere tijd spreidt meer. Dat een cijfer past "
    "bewijst het model niet; past het niet, dan vragen de getallen erachter om een tweede blik.",
)


def parts(scenario: Scenario, found: Result) -> Iterator[Element]:
    """Yield what was observed of a design beside what came out; nothing where nothing was."""
    made = beside(scenario, found)
    if made:
        yield table(scenario, made)
        yield from tables.said(sentence(made, scenario.language))
        yield note(scenario)


def note(scenario: Scenario) -> Text:
    """Return how single runs are to be read."""
    measured = scenario.run.length - scenario.run.warm_up
    length = words.scale("min", [measured], None, scenario.language).quantity(measured)
    return Text(pick(_NOTE, scenario.language).format(length=length), "note")


def sentence(made: Mapping[str, BesideObserved], language: str) -> list[str]:
    """Return how many of the observed figures are such as single runs give; nothing where that can't be told."""
    told = [one.verdict for one in made.values() if one.verdict != UNKNOWN]
    if not told:
        return []
    n, k = len(told), told.count(AS_IN_A_RUN)
    texts = _ONE[1 - k] if n == 1 else _ALL if k == n else _ONE_OF if k == 1 else _SOME
    return [pick(texts, language).format(n=n, k=k)]


def table(scenario: Scenario, made: Mapping[str, BesideObserved]) -> Table:
    """Return a row for every figure: what was seen, what came out, from where to where single runs go."""
    make, language = tables.Columns(scenario.language), scenario.language
    columns = [
        make.words("measure", index=True, least=18),
        make.number("observed", pick(HEADS["observed"], language)),
        make.number("mean", pick(HEADS["mean"], language)),
        *make.ends(),
        make.number("run", pick(HEADS["run"], language), on="screen"),
        *make.data("run_low", "run_high"),
        *make.units(),
        make.words("verdict", labels.word("finding", language)),
    ]
    rows = (Row(_cells(name, one, language)) for name, one in made.items())
    return tables.table("observed", columns, rows, title=pick(_TITLE, language), aside=True)


def _cells(name: str, one: BesideObserved, language: str) -> dict[str, Cell]:
    how = words.scale(one.unit, [one.seen.value, one.mean], one.half_width, language)
    low, high = one.run or (None, None)
    called = labels.label(name, language)
    period = f", {pick(PERIODS[one.seen.period], language)}" if one.seen.period else ""
    return {
        "measure": Cell(name, called + period),
        "observed": Cell(one.seen.value, how.number(one.seen.value)),
        **tables.estimated(one.mean, one.interval, one.half_width, how),
        "run": Cell(text=f"{how.number(low)} .. {how.number(high)}" if one.run else "-"),
        "run_low": Cell(low),
        "run_high": Cell(high),
        **tables.units(one.unit, how),
        "verdict": Cell(one.verdict, pick(VERDICTS[one.verdict], language)),
    }


def as_plain(made: Mapping[str, BesideObserved]) -> dict[str, dict[str, object]]:
    """Return the figures for JSON."""
    return {
        name: {
            "observed": one.seen.value,
            "period": one.seen.period,
            **plain.estimate(one.mean, one.half_width, one.interval),
            "run": list(one.run) if one.run else None,
            "unit": one.unit,
            "verdict": one.verdict,
        }
        for name, one in made.items()
    }
