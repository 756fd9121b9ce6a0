"""Changes together: how pairs work on each other, what is best for every budget, and both sides' effort."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from sim.analyses.combinations import Combinations, Pair, Trial
from sim.analyses.combinations.pairs import ADD_UP, REINFORCE, WEAKEN
from sim.catalogue import labels
from sim.catalogue.labels import word
from sim.results.document import Cell, Document, Drawing, Element, Row, Table
from sim.scenario.fields.model import Scenario
from sim.views import combinations_words as said
from sim.views import later, plain, tables, words

MOST = 12  # pairs on a screen
_PAIRS = ("two changes", "twee veranderingen")
_BUDGET = ("best for every budget", "het beste voor elk budget")
_APART, _TOGETHER = ("apart, added up", "apart, opgeteld"), ("together", "samen")
_INTERACTION = ("interaction", "wisselwerking")
_VERDICTS = {
    REINFORCE: ("reinforce", "versterken elkaar"),
    WEAKEN: ("weaken", "verzwakken elkaar"),
    ADD_UP: ("add up", "tellen op"),
}


def document(scenario: Scenario, found: Combinations) -> Document:
    """Return what changes do together."""
    language = scenario.language
    parts: list[Element] = [pairs(found, language)] if found.pairs else []
    return Document(
        title=scenario.title,
        subject=tables.called(scenario, found.design),
        parts=(*parts, sets(found, language), *tables.said(said.sentences(found, language))),
        language=language,
        plain=partial(as_plain, found),
        pictures={"sets": Drawing(later.picture("combinations_picture", "picture", scenario, found))},
    )


def pairs(found: Combinations, language: str) -> Table:
    """Return a row for every two changes: what they do apart, together, and by working on each other."""
    make, pick = tables.Columns(language), words.pick
    columns = [
        make.words("changes", f"{pick(_PAIRS, language)} ({labels.label(found.outcome, language)})", index=True, least=40),
        make.number("apart", pick(_APART, language)),
        make.number("together", pick(_TOGETHER, language)),
        make.number("interaction", pick(_INTERACTION, language)),
        *make.ends(),
        *make.units(),
        make.words("finding"),
    ]
    rows = [Row(_pair(one, language), "all" if at < MOST else "data") for at, one in enumerate(found.pairs)]
    return tables.table("pairs", columns, rows, aside=True)


def _pair(pair: Pair, language: str) -> Mapping[str, Cell]:
    how = words.scale(pair.found.unit, [pair.apart, pair.together], pair.half_width, language)
    values = {"apart": pair.apart, "together": pair.together, "interaction": pair.value}
    return {
        "changes": _changes(pair.changes, language),
        **{key: Cell(value, how.number(value, sign=True)) for key, value in values.items()},
        **tables.ends(pair.value, pair.interval, pair.half_width, how, sign=True),
        **tables.units(pair.found.unit, how),
        "finding": Cell(pair.verdict, words.pick(_VERDICTS[pair.verdict], language), pair.verdict != ADD_UP),
    }


def _changes(changes: tuple[str, ...], language: str) -> Cell:
    return Cell("+".join(changes), said.named(changes, language))


def sets(found: Combinations, language: str) -> Table:
    """Return a row for every set that was tried; on a screen for those that are the best for some budget."""
    make = tables.Columns(language)
    columns = [
        make.words("changes", words.pick(_BUDGET, language), index=True, least=40),
        make.number("cost", said.cost_head(found.currency, language)),
        make.number("difference", f"{labels.label(found.outcome, language)}, {word('difference', language)}"),
        *make.ends(),
        *make.data("n"),
        *make.units(),
        make.words("harms", on="data"),
        *make.data("better"),
    ]
    return tables.table("sets", columns, _sets(found, language))


def _sets(found: Combinations, language: str) -> Iterator[Row]:
    yield from (Row(_set(trial, language), "screen") for trial in found.frontier)
    yield from (Row(_set(trial, language), "data") for trial in found.trials)


def _set(trial: Trial, language: str) -> Mapping[str, Cell]:
    gain = trial.gain
    how = words.row_scale(gain, language)
    cells = {
        "changes": _changes(trial.changes, language),
        "cost": Cell(trial.cost, said.amount(trial.cost, language)),
        **tables.ends(gain.difference, gain.interval, gain.half_width, how, sign=True),
        "difference": Cell(gain.difference, "0" if gain.same else how.number(gain.difference, sign=True)),
        "n": Cell(gain.n),
        **tables.units(gain.unit, how),
        "harms": Cell(", ".join(trial.harms), labels.listed(trial.harms, language)),
        "better": Cell(trial.better),
    }
    return cells | ({"margin": Cell(text="-")} if gain.same else {})


def as_plain(found: Combinations) -> dict[str, Any]:
    """Return sets of changes with their gain and cost a year, pairs with their interaction, and the best set."""
    return {
        "design": found.design,
        "outcome": found.outcome,
        "budget": found.budget,
        "currency": found.currency,
        "best": _plain_set(found.best.trial),
        "best_anew": _plain_set(found.best.anew),
        "all_tried": found.best.all_tried,
        "bound": plain.plain(found.best.bound),
        "sets": [_plain_set(one) for one in found.trials],
        "frontier": [list(one.changes) for one in found.frontier],
        "pairs": [_plain_pair(one) for one in found.pairs],
        "not_together": [list(pair) for pair in found.apart],
        "beaten": dict(found.beaten),
        "provenance": plain.origins(found.results),
    }


def _plain_set(one: Trial) -> dict[str, Any]:
    named = {"changes": list(one.changes), "cost": one.cost, "harms": list(one.harms)}
    return {**named, **plain.difference(one.gain), "n": one.gain.n, "unit": one.gain.unit, "better": one.better}


def _plain_pair(one: Pair) -> dict[str, Any]:
    numbers = {**plain.measure(one.found), **plain.estimate(one.value, one.half_width, one.interval)}
    both = {"apart": plain.plain(one.apart), "together": plain.plain(one.together)}
    return {"changes": list(one.changes), **both, **numbers, "verdict": one.verdict}
