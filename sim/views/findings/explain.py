"""A difference explained: the sentence, then the parts from the baseline to the design."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from sim.catalogue import labels
from sim.results.document import Cell, Column, Document, Drawing, Element, Row, Table
from sim.results.results import Difference
from sim.scenario.fields.model import Scenario
from sim.views import later, plain, tables, words

if TYPE_CHECKING:
    from sim.analyses.explain import Axis, Explanation, Part

_ADDS = ("adds", "voegt toe")
_SEGMENT = ("segment", "doelgroep")
_ROLE = ("role", "rol")
_NOTE = (
    "Parts add up to the whole in each of {n} pairs of replications; the intervals in a table hold together with 95%, {if}.",
    "Delen tellen op tot het geheel in elk van {n} paren herhalingen; de intervallen in een tabel gelden samen met 95%, {if}.",
)
_NONE = ("none", "geen")
AXES: "tuple[tuple[str, tuple[Axis, ...]], ...]" = (
    ("parts", ("cause", "role")), ("causes", ("cause",)), ("roles", ("role",)), ("segments", ("segment",)),
)  # fmt: skip


def document(scenario: Scenario, found: "Explanation") -> Document:
    """Return what explains a difference."""
    found = replace(found, language=scenario.language)
    return Document(
        title=scenario.title,
        subject=tables.called(scenario, found.design),
        parts=tuple(_parts(found, scenario.language)),
        language=scenario.language,
        plain=partial(as_plain, found),
        pictures={"parts": Drawing(later.picture("reasons_picture", "picture", scenario, found))},
    )


def _parts(found: "Explanation", language: str) -> Iterator[Element]:
    yield from tables.said([found.sentence])
    if found.whole.n:
        yield _table("parts", found, labels.label(found.measure, language), found.few(), language, whole=True)
        for head, parts in _others(found):
            yield _table(head[0], found, words.pick(head, language), parts, language)
    yield from tables.notes([adds_up(found, language)])


def adds_up(found: "Explanation", language: str) -> str:
    """Return that parts add up to the whole, and how their intervals hold."""
    return words.pick(_NOTE, language).format(n=found.whole.n)


def _others(found: "Explanation") -> "list[tuple[tuple[str, str], Sequence[Part]]]":
    """Return other ways to add up to the same whole: by role where the table has causes alone, by segment where there are several."""
    others: list[tuple[tuple[str, str], Sequence[Part]]] = []
    if not found.same_roles:
        others.append((_ROLE, found.by("role")))
    segments = found.by("segment")
    return [*others, (_SEGMENT, segments)] if len(segments) > 1 else others


def _table(name: str, found: "Explanation", head: str, parts: "Sequence[Part]", language: str, whole: bool = False) -> Table:
    """Return a table of parts; with the whole, on a screen from the baseline's mean to the design's."""
    return tables.table(name, columns(head, language), rows(found, parts, language, whole))


def columns(head: str, language: str) -> list[Column]:
    """Return the columns of a table of parts."""
    make = tables.Columns(language)
    return [
        make.words("part", head, least=46),
        *(make.words(key, on="data", index=True) for key in ("cause", "role_name", "segment")),
        make.number("value", words.pick(_ADDS, language)),
        *make.ends(),
        make.number("n"),
        *make.units(),
    ]


def rows(found: "Explanation", parts: "Sequence[Part]", language: str, whole: bool) -> Iterator[Row]:
    """Yield all parts for a file; of many that are small a screen has the sum."""
    shown, every = list(parts), found.parts if whole else parts
    keys = {_key(part) for part in every}
    if whole:
        yield from _mean(found, found.baseline, found.whole.baseline)
    for part in every:
        yield Row(_cells(found, part, language), "all" if part in shown else "data")
    yield from (Row(_cells(found, part, language), "screen") for part in shown if _key(part) not in keys)
    if whole:
        yield from _mean(found, found.design, found.whole.design)


def _key(part: "Part") -> tuple[str, str, str]:
    return part.cause, part.role, part.segment


def _mean(found: "Explanation", design: str, one: Any) -> Iterator[Row]:
    """Yield the row from which, or to which, parts add up."""
    if one:
        value = Cell(one.mean, found.scale.number(one.mean))
        yield Row({"part": Cell(text=design), "value": value, **tables.units(one.unit, found.scale)}, "screen")


def _cells(found: "Explanation", part: "Part", language: str) -> Mapping[str, Cell]:
    how, name = found.scale, part.name or words.pick(_NONE, language)
    return {
        "part": Cell(" ".join(filter(None, _key(part))), f"  {name}"),
        "cause": Cell(part.cause),
        "role_name": Cell(part.role),
        "segment": Cell(part.segment),
        **tables.ends(part.value, part.interval, part.half_width, how, sign=True),
        "value": Cell(part.value, how.number(part.value, sign=True), part.distinguishable),
        "n": Cell(part.n, str(part.n)),
        **tables.units(found.whole.unit, how),
    }


def as_plain(found: "Explanation") -> dict[str, Any]:
    """Return why an outcome differs: the whole and its parts (mean, interval of 95% for all parts of a list together, n)."""
    return {
        "scenario": found.origins[0].scenario,
        "baseline": found.baseline,
        "design": found.design,
        "measure": found.measure,
        "sentence": found.sentence,
        "whole": compared(found.whole, True, found.baseline, found.design),
        **{name: [_plain(part) for part in found.by(*over)] for name, over in AXES},
        "provenance": {one.design: one.as_dict() for one in found.origins},
    }


def _plain(part: "Part") -> dict[str, Any]:
    numbers = {**plain.measure(part.found), **plain.estimate(part.value, part.half_width, part.interval)}
    return {"name": part.name, "cause": part.cause, "role": part.role, "segment": part.segment, **numbers}


def compared(d: Difference, shown: bool, baseline: str, design: str) -> dict[str, Any]:
    """Return a difference with both means, by design."""
    both = {baseline: d.baseline, design: d.design}
    return {
        **plain.difference(d),
        "n": d.n,
        "unit": d.unit,
        "verdict": d.verdict,
        "distinguishable": d.distinguishable,
        "intervals": d.intervals,
        "shown": shown,
        "designs": {name: plain.measure(measure) if measure else None for name, measure in both.items()},
    }
