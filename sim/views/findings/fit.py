"""The card of a fit: for which questions it is good enough, what the log has, and runs beside it."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from sim.catalogue.numbers import Scale, count, pick, scale
from sim.fit import Fit
from sim.fit.answers import LogQuestion
from sim.fit.call_model import CallModel
from sim.fit.card import BANDS, Apart, Figure, Period
from sim.fit.written import flow
from sim.results.document import Cell, Document, Element, Head, Row, Table, Text
from sim.scenario.fields.model import Scenario
from sim.views import fit_words as words
from sim.views import tables
from sim.views.plain import plain

_HEADS = {
    "part": ("perspective", "perspectief"),
    "figure": ("figure", "cijfer"),
    "observed": ("log", "logbestand"),
    "simulated": ("runs", "runs"),
    "inner": ("80%", "80%"),
    "outer": ("95%", "95%"),
    "within": ("within 95%", "binnen 95%"),
    "distance": ("distance", "afstand"),
    "model": ("runs", "runs"),
    "replay": ("replay", "herhaling"),
    "floor": ("floor", "ondergrens"),
    "skill": ("skill", "vaardigheid"),
    "question": ("question", "vraag"),
    "taken": ("taken", "aangehouden"),
    "by": ("from", "van"),
}
_YES_NO = (("yes", "ja"), ("no", "nee"))


def document(scenario: Scenario, fit: Fit) -> Document:
    """Return the card."""
    return Document(
        title=scenario.title,
        subject="",
        parts=tuple(_parts(fit, scenario.language)),
        language=scenario.language,
        plain=partial(as_plain, fit),
    )


def _parts(fit: Fit, language: str) -> Iterator[Element]:
    first, *others = words.leading(fit.claims, language)
    yield Text(first, "warning")
    yield from (Text(one) for one in others)
    yield Text(words.read_as(fit, language), "note")
    if fit.findings:
        yield Head(pick(words.FOUND, language))
        yield from (Text(str(one), "note") for one in fit.findings)
    calls = isinstance(fit.model, CallModel)
    for period in fit.periods:
        heading = pick((words.CALL_PERIODS if calls else words.PERIODS)[period.name], language)
        yield Head(heading.format(cases=count(period.cases, language), weeks=Scale(1.0, "", 1, language).number(period.weeks)))
        yield figures(period, language)
        if period.apart:
            yield apart(period, language)
    yield Head(pick(words.UNKNOWN, language))
    yield unknown(fit, language)
    runs = len(fit.periods[0].figures[0].simulated)
    yield from (Text(pick(one, language).replace("{n}", str(runs)), "note") for one in (words.CALL_NOTES if calls else words.NOTES))


def figures(period: Period, language: str) -> Table:
    """Return a row for each figure: in the log, in runs, with the bands of both levels."""
    make = tables.Columns(language)
    columns = [
        make.words("period", "", on="data", index=True),
        make.words("part", pick(_HEADS["part"], language), index=True, once=True),
        make.words("figure", pick(_HEADS["figure"], language), index=True),
        *(make.number(key, pick(_HEADS[key], language)) for key in ("observed", "simulated", "inner", "outer")),
        make.words("within", pick(_HEADS["within"], language)),
    ]
    return tables.table("figures", columns, [Row(_figure(period, one, language)) for one in period.figures])


def _figure(period: Period, one: Figure, language: str) -> dict[str, Cell]:
    inner, outer = (one.band(level) for level in BANDS)
    how = scale(one.unit, [one.observed, one.mean], None, language)
    band = {
        key: Cell(None, f"{how.number(max(low, 0.0))} .. {how.number(high)}")
        for key, (low, high) in {"inner": inner, "outer": outer}.items()
    }
    return {
        "period": Cell(period.name),
        "part": Cell(one.part, pick(words.PARTS[one.part], language)),
        "figure": Cell(one.key, pick(words.FIGURES[one.key], language)),
        "observed": Cell(one.observed, how.quantity(one.observed)),
        "simulated": Cell(one.mean, how.quantity(one.mean)),
        **band,
        "within": Cell(one.within, pick(_YES_NO[not one.within], language), not one.within),
    }


def apart(period: Period, language: str) -> Table:
    """Return a row for each distance: of runs, of a replay and of the period to itself, and the skill."""
    make = tables.Columns(language)
    numbers = ("model", "floor") if period.name == "fitted" else ("model", "replay", "floor", "skill")
    columns = [
        make.words("period", "", on="data", index=True),
        make.words("distance", pick(_HEADS["distance"], language), index=True),
        *(make.number(key, pick(_HEADS[key], language)) for key in numbers),
    ]
    return tables.table("distances", columns, [Row(_apart(period, one, language)) for one in period.apart])


def _apart(period: Period, one: Apart, language: str) -> dict[str, Cell]:
    values = {"model": one.model, "replay": one.replay, "floor": one.floor, "skill": one.skill}
    how = scale("", [one.model, one.replay], None, language)
    return {
        "period": Cell(period.name),
        "distance": Cell(one.key, pick(words.APART[one.key], language)),
        **{key: Cell(value, how.number(value)) for key, value in values.items()},
    }


def unknown(fit: Fit, language: str) -> Table:
    """Return a row for each question that the log can't answer: what was said, or what is taken instead."""
    make = tables.Columns(language)
    columns = [make.words(key, pick(_HEADS[key], language), index=key == "question") for key in ("question", "taken", "by")]
    return tables.table("unknown", columns, [Row(_question(fit, one, language)) for one in fit.questions])


def _question(fit: Fit, one: LogQuestion, language: str) -> dict[str, Cell]:
    said = getattr(fit.frame.answers, one.name)
    taken = _in_words(one.name, said) if said else one.unanswered
    return {
        "question": Cell(one.name, one.text),
        "taken": Cell(taken),
        "by": Cell("client" if said else "assumption", pick(words.BY[bool(said)], language)),
    }


def _in_words(question: str, said: Any) -> str:
    if isinstance(said, Mapping):
        one = "{}: {:.0%}" if question == "working_share" else "{}: {}"
        return "; ".join(one.format(name, value if isinstance(value, float) else flow(value)) for name, value in said.items())
    return said if isinstance(said, str) else "; ".join(said)


def as_plain(fit: Fit) -> dict[str, Any]:
    """Return the whole card as plain values, times in minutes, distances in hours."""
    return {
        "scenario": fit.text,
        "columns": dict(fit.columns),
        "separator": fit.separator,
        "findings": [
            {"code": one.code, "line": one.line, "column": one.field, "given": one.given, "rows": one.rows} for one in fit.findings
        ],
        "claims": [{"question": one.question, "holds": one.holds, "why": one.why, "value": plain(one.value)} for one in fit.claims],
        "answers": {one.name: plain(getattr(fit.frame.answers, one.name) or None) for one in fit.questions},
        "periods": {period.name: _plain(period) for period in fit.periods},
    }


def _plain(period: Period) -> dict[str, Any]:
    figures = {
        one.key: {"observed": plain(one.observed), "simulated": plain(one.mean)}
        | {f"{round(100 * level)}%": [plain(end) for end in one.band(level)] for level in BANDS}
        for one in period.figures
    }
    apart = {
        one.key: {"model": plain(one.model), "replay": plain(one.replay), "floor": plain(one.floor), "skill": plain(one.skill)}
        for one in period.apart
    }
    return {"cases": period.cases, "weeks": period.weeks, "figures": figures, "distances": apart}
